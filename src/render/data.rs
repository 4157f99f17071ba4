//! Data files and the package -> what pages say of them: paths and sizes.

use crate::types::data::{DataFiles, table_path};
use crate::types::messages::say;
use crate::types::number::NumberStyle;
use crate::types::package::{FOLDER, Package};
use crate::types::study::{FigureId, Study, TableId};

use super::view::DownloadView;

/// A size in words: "1 kB", at least one.
pub(super) fn size(bytes: usize, style: &NumberStyle) -> String {
    if bytes < 1_000_000 {
        return say!(style, "size-kb", n = bytes.div_ceil(1000).max(1));
    }
    let (whole, rest) = (bytes / 1_000_000, bytes % 1_000_000 / 100_000);
    say!(style, "size-mb", number = format!("{whole}{}{rest}", style.decimal_mark))
}

/// The size of a data file in words.
pub(super) fn size_of(files: &DataFiles, path: &str, style: &NumberStyle) -> String {
    size(files.bytes(path), style)
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
pub(super) fn package(package: &Package, style: &NumberStyle) -> Vec<DownloadView> {
    let view = |path: &str, title: String, kind: &str, bytes: usize| DownloadView {
        href: format!("{FOLDER}/{path}"),
        title,
        kind: kind.into(),
        size: size(bytes, style),
    };
    let all = style.text("data-package");
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
        let style = NumberStyle::default();
        assert_eq!(size(1, &style), "1\u{a0}kB");
        assert_eq!(size(1001, &style), "2\u{a0}kB");
        assert_eq!(size(1_460_000, &style), "1.4\u{a0}MB");
    }
}
