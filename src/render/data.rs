//! Data files and the package -> what pages say of them: paths and sizes.

use crate::types::data::{DataFiles, table_path};
use crate::types::package::{FOLDER, Package};
use crate::types::study::{FigureId, Study, TableId};

use super::view::DownloadView;

/// A size in words: "1 kB", at least one.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{}\u{a0}kB", bytes.div_ceil(1000).max(1)),
        _ => format!("{}.{}\u{a0}MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// The size of a data file in words.
pub(super) fn size_of(files: &DataFiles, path: &str) -> String {
    size(files.bytes(path))
}

/// The path of a table's file.
pub(super) fn table_file(study: &Study, table: TableId) -> String {
    let table = &study[table];
    table_path(table.number, &table.id)
}

/// The path of a figure's file.
pub(super) fn figure_file(study: &Study, figure: FigureId) -> String {
    format!("data/figures/{}.csv", study[figure].id)
}

/// The package as the page of data offers it: the ZIP file with all, then what stands alone.
pub(super) fn package(package: &Package) -> Vec<DownloadView> {
    let view = |path: &str, title: String, kind: &str, bytes: usize| DownloadView {
        href: format!("{FOLDER}/{path}"),
        title,
        kind: kind.into(),
        size: size(bytes),
    };
    let all = "Everything to cite and deposit: all data files with table schemas, workbook, \
               codebook, citation and RO-Crate metadata";
    let mut views = vec![view(&package.name, all.into(), "ZIP", package.zip.len())];
    let alone = package.files.iter().filter(|file| file.alone);
    let alone = alone.map(|it| view(&it.path, it.title.clone(), it.kind, it.bytes.len()));
    views.extend(alone);
    views
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(size(1), "1\u{a0}kB");
        assert_eq!(size(1001), "2\u{a0}kB");
        assert_eq!(size(1_460_000), "1.4\u{a0}MB");
    }
}
