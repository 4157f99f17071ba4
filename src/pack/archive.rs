//! The files of a package + the report's date -> a ZIP file: the same bytes of the same files.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::facts::day;
use crate::types::package::PackageFile;

/// Packs files in the order in which they come. All carry the date; where the format cannot tell
/// it, the first day that it can.
///
/// # Panics
/// When the format cannot hold them. A study's files are smaller than 4 GiB and fewer than 65,536,
/// and memory can be written to.
pub(super) fn zip(files: &[PackageFile], date: &str) -> Vec<u8> {
    let day = day(date).and_then(|(y, m, d)| DateTime::from_date_and_time(y, m, d, 0, 0, 0).ok());
    let options = SimpleFileOptions::default()
        .last_modified_time(day.unwrap_or_default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        // A workbook is a ZIP file itself.
        let packed = file.kind == "XLSX";
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = options.compression_method(method);
        let written = writer.start_file(file.path.as_str(), options);
        let written = written.and_then(|()| Ok(writer.write_all(&file.bytes)?));
        written.expect("a file that the format can hold");
    }
    writer.finish().expect("files that the format can hold").into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> PackageFile {
        PackageFile {
            path: path.into(),
            title: String::new(),
            kind: "CSV",
            media_type: "text/csv",
            alone: false,
            bytes: b"id\n".repeat(100),
        }
    }

    #[test]
    fn bytes_depend_on_files_and_date_alone() {
        let files = [file("a.csv"), file("data/b.csv")];
        let first = zip(&files, "2026-01-02");
        assert_eq!(first, zip(&files, "2026-01-02"));
        assert_ne!(first, zip(&files, "2026-01-03"));
        // The format begins in 1980.
        assert_eq!(zip(&files, "1066-10-14"), zip(&files, "1980-01-01"));
        assert!(first.len() < 500, "it is compressed: {}", first.len());
    }
}
