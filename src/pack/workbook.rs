//! What a package is made of -> `tables.xlsx`: a sheet that explains, one a table, computed values,
//! groups, codebook and columns.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::Made;
use super::facts::{Facts, licence_in_words};
use super::sheets::SheetNames;
use crate::types::data::{Cells, Column, Contents, DataFile};
use crate::types::study::{Meta, TableId};

/// The longest text of a cell, in signs; programs for spreadsheets allow a little more.
const LONGEST_TEXT: usize = 32_000;

/// The column that tells the unit of each figure, which a workbook has beside it.
const UNIT: Column = Column {
    name: "unit",
    title: "head-unit",
    cells: Cells::Text,
    unit: "",
    base: "",
    filled: true,
    about: "unit-about",
};

/// Behind which column it stands.
const BEFORE_UNIT: &str = "reported";

/// Writes the file.
///
/// # Panics
/// When a table has more than a million rows, which the limits of a study's files exclude.
pub(super) fn write(made: &Made<'_>) -> Vec<u8> {
    workbook(made).expect("sheets within the limits of the format")
}

/// A sheet in the making: its name, its title, its columns, its rows.
struct Sheet<'a> {
    name: String,
    title: &'a str,
    columns: Vec<Column>,
    rows: Vec<Vec<&'a str>>,
}

fn workbook(made: &Made<'_>) -> Result<Vec<u8>, XlsxError> {
    let style = made.wording.style();
    let mut names = SheetNames::default();
    let about = names.next(style.text("sheet-about"));
    let columns = names.next(style.text("sheet-columns"));
    let sheets: Vec<Sheet<'_>> = made
        .files
        .iter()
        .filter_map(|(file, title)| sheet(made, file, title, &mut names))
        .collect();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&made.facts, &made.wording.study.meta)?);
    let formats = Formats::new();
    let listed = sheets.iter().map(|it| (it.name.as_str(), it.title));
    let listed: Vec<(&str, &str)> =
        listed.chain([(columns.as_str(), made.wording.style().text("columns-mean"))]).collect();
    explain(workbook.add_worksheet().set_name(about)?, made, &listed, &formats)?;
    for sheet in &sheets {
        fill(workbook.add_worksheet().set_name(&sheet.name)?, sheet, &formats)?;
    }
    let meanings = meanings(made, columns);
    fill(workbook.add_worksheet().set_name(&meanings.name)?, &meanings, &formats)?;
    workbook.save_to_buffer()
}

fn properties(facts: &Facts, meta: &Meta) -> Result<DocProperties, XlsxError> {
    let authors: Vec<&str> = meta.authors.iter().map(|author| author.name.as_str()).collect();
    // The clock would stand in for a date that the format does not know.
    let (year, month, day) = facts.day().filter(|day| day.0 >= 1900).unwrap_or((1900, 1, 1));
    let date = ExcelDateTime::from_ymd(year, month, day)?.and_hms(0, 0, 0)?;
    Ok(DocProperties::new()
        .set_title(&facts.title)
        .set_author(authors.join("; "))
        .set_comment(&facts.description)
        .set_creation_datetime(&date))
}

/// The formats of cells.
struct Formats {
    title: Format,
    head: Format,
    text: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            title: Format::new().set_bold().set_font_size(14),
            head: Format::new().set_bold(),
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

/// The sheet of a data file; none of a figure, whose rows all stand in those of tables.
fn sheet<'a>(
    made: &'a Made<'_>,
    file: &'a DataFile,
    title: &'a str,
    names: &mut SheetNames,
) -> Option<Sheet<'a>> {
    let cells = |row: &'a [String]| row.iter().map(String::as_str).collect();
    let mut sheet = Sheet {
        name: String::new(),
        title,
        columns: file.columns.to_vec(),
        rows: file.rows.iter().map(|row| cells(row)).collect(),
    };
    let style = made.wording.style();
    sheet.name = match file.contents {
        Contents::Figure(_) => return None,
        Contents::Table(id) => {
            with_units(made, id, &mut sheet);
            names.next(&made.wording.table_name(id))
        }
        Contents::Derived => names.next(style.text("computed-values")),
        Contents::Groups => names.next(style.text("codebook-groups")),
        Contents::Codebook => names.next(style.text("file-codebook")),
    };
    Some(sheet)
}

/// Adds the unit of each figure.
fn with_units(made: &Made<'_>, table: TableId, sheet: &mut Sheet<'_>) {
    let study = made.wording.study;
    let at = sheet.columns.iter().position(|column| column.name == BEFORE_UNIT);
    let at = at.map_or(sheet.columns.len(), |at| at + 1);
    sheet.columns.insert(at, UNIT);
    let options = study[table].question_ids().flat_map(|id| study[id].option_ids());
    for (row, option) in sheet.rows.iter_mut().zip(options) {
        row.insert(at, study[option].reported.unit_name());
    }
}

/// The columns of all sheets, those with the same ones together.
fn meanings<'a>(made: &Made<'a>, name: String) -> Sheet<'a> {
    let column = |name, title, cells| Column { name, title, cells, ..UNIT };
    let columns = vec![
        column("sheets", "head-sheets", Cells::Text),
        column("column", "head-column", Cells::Text),
        column("title", "head-title", Cells::Text),
        column("unit", "head-unit", Cells::Text),
        column("base", "item-base", Cells::Text),
        column("meaning", "head-meaning", Cells::Text),
    ];
    let style = made.wording.style();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    let mut known: Vec<&[Column]> = Vec::new();
    for (file, _) in &made.files {
        let sheets = match file.contents {
            Contents::Figure(_) => continue,
            Contents::Table(_) => style.text("sheet-tables"),
            Contents::Derived => style.text("computed-values"),
            Contents::Groups => style.text("codebook-groups"),
            Contents::Codebook => style.text("file-codebook"),
        };
        if known.contains(&file.columns) {
            continue;
        }
        known.push(file.columns);
        for it in file.columns {
            let (title, about) = (style.text(it.title), style.text(it.about));
            rows.push(vec![sheets, it.name, title, it.unit, it.base, about]);
            if it.name == BEFORE_UNIT {
                let (title, about) = (style.text(UNIT.title), style.text(UNIT.about));
                rows.push(vec![sheets, UNIT.name, title, UNIT.unit, UNIT.base, about]);
            }
        }
    }
    Sheet { name, title: made.wording.style().text("columns-mean"), columns, rows }
}

/// The sheet that explains the others.
fn explain(
    sheet: &mut Worksheet,
    made: &Made<'_>,
    sheets: &[(&str, &str)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let (facts, meta) = (&made.facts, &made.wording.study.meta);
    let style = made.wording.style();
    sheet.set_column_width(0, 30)?.set_column_width(1, 100)?;
    sheet.write_string_with_format(0, 0, cut(&facts.title), &formats.title)?;
    let authors: Vec<&str> = meta.authors.iter().map(|author| author.name.as_str()).collect();
    let mut lines: Vec<(&str, String)> = vec![
        (style.text("about-version"), format!("{}, {}", facts.version, facts.date)),
        (style.text("about-authors"), authors.join(style.text("list-comma"))),
        (style.text("about-what"), facts.description.clone()),
    ];
    lines.extend(facts.source.clone().map(|source| (style.text("about-source"), source)));
    let licence = meta.licence.as_ref().map(licence_in_words);
    lines.push((
        style.text("about-licence"),
        licence.unwrap_or_else(|| style.text("about-no-licence").into()),
    ));
    let addresses = [
        (style.text("about-report"), &meta.address),
        (style.text("about-repository"), &meta.repository),
    ];
    lines.extend(addresses.into_iter().filter_map(|(name, it)| Some((name, it.clone()?))));
    lines.push((style.text("about-how"), style.text("about-reading").into()));
    lines.push((style.text("about-made-by"), format!("offprint {}", env!("CARGO_PKG_VERSION"))));
    let mut at = 2;
    for (name, text) in &lines {
        sheet.write_string_with_format(at, 0, *name, &formats.head)?;
        sheet.write_string_with_format(at, 1, cut(text), &formats.text)?;
        at += 1;
    }
    at += 1;
    sheet.write_string_with_format(at, 0, style.text("head-sheet"), &formats.head)?;
    sheet.write_string_with_format(at, 1, style.text("head-holds-what"), &formats.head)?;
    for (name, title) in sheets {
        at += 1;
        sheet.write_string(at, 0, *name)?;
        sheet.write_string_with_format(at, 1, cut(title), &formats.text)?;
    }
    Ok(())
}

/// Writes head and rows; numbers as numbers, texts as texts whatever they begin with.
fn fill(sheet: &mut Worksheet, content: &Sheet<'_>, formats: &Formats) -> Result<(), XlsxError> {
    for (at, column) in (0_u16..).zip(&content.columns) {
        sheet.write_string_with_format(0, at, column.name, &formats.head)?;
        sheet.set_column_width(at, width(content, usize::from(at)))?;
    }
    sheet.set_freeze_panes(1, 1)?;
    for (row, cells) in (1_u32..).zip(&content.rows) {
        for ((at, cell), column) in (0_u16..).zip(cells).zip(&content.columns) {
            match column.cells {
                _ if cell.is_empty() => {}
                Cells::Whole | Cells::Percent | Cells::Number => {
                    match cell.parse::<f64>() {
                        Ok(number) => sheet.write_number(row, at, number)?,
                        Err(_) => sheet.write_string(row, at, *cell)?,
                    };
                }
                Cells::Flag => {
                    sheet.write_boolean(row, at, *cell == "true")?;
                }
                Cells::Text | Cells::Word(_) => {
                    sheet.write_string(row, at, cut(cell))?;
                }
            }
        }
    }
    Ok(())
}

/// How wide a column is, in signs: as wide as its widest cell, within bounds.
fn width(content: &Sheet<'_>, at: usize) -> f64 {
    let head = content.columns[at].name.len();
    let cells = content.rows.iter().map(|row| row[at].chars().count());
    let widest = cells.chain([head]).max().unwrap_or(head) + 2;
    f64::from(u8::try_from(widest).unwrap_or(u8::MAX).clamp(8, 60))
}

/// As much of a text as a cell can hold, without what the format cannot write.
fn cut(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).take(LONGEST_TEXT).collect()
}
