//! A `.csv` file as Excel saves it: with or without a byte-order mark, any line ends, `,` or `;` or tabs, UTF-8 or Windows.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::{date_fix, date_of, nearest};
use crate::model::{At, Finding, Findings, Place, Rule, SourceFile};

/// A table: rows whose cells are found by their column's name.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    pub(super) columns: Vec<String>,
}

/// A row that is not blank.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) place: Place,
    cells: BTreeMap<String, String>,
}

impl Sheet {
    /// Reads a file. Unknown columns are findings of `rule`, because they are most often slips.
    pub(super) fn read(file: &SourceFile, known: &[&str], rule: &'static Rule, findings: &mut Findings) -> Self {
        if file.bytes.starts_with(b"\xFF\xFE") || file.bytes.starts_with(b"\xFE\xFF") {
            findings.push(Finding::new(
                rule,
                Place::file(&file.path),
                "The file was saved as “Unicode Text”, which is not read: none of its rows were used.",
                "Open it in Excel, choose Save As, and pick “CSV UTF-8 (Comma delimited)”.",
            ));
            return Self { rows: Vec::new(), columns: Vec::new() };
        }
        let skipped = if file.bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let text = decode(&file.bytes[skipped..]);
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(&text)).from_reader(text.as_bytes());
        let columns: Vec<String> =
            reader.headers().map(|row| row.iter().map(|name| name.trim().to_lowercase()).collect()).unwrap_or_default();
        for column in columns.iter().filter(|column| !column.is_empty() && !known.contains(&column.as_str())) {
            findings.push(unknown_column(column, known, file, rule));
        }
        let rows = reader
            .records()
            .filter_map(Result::ok)
            .filter_map(|record| row(&record, &columns, file, skipped))
            .collect();
        Self { rows, columns }
    }
}

impl Row {
    /// The text of a cell; none when it is blank or the column is missing.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.cells.get(column).filter(|text| !text.is_empty()).cloned()
    }

    /// The date in a cell, however people write it.
    pub(super) fn date(&self, column: &str, rule: &'static Rule, findings: &mut Findings) -> Option<Date> {
        let text = self.text(column)?;
        let date = date_of(&text);
        if date.is_none() {
            findings.push(Finding::new(
                rule,
                self.place.clone(),
                format!("“{text}” in the column {column} is not a date."),
                date_fix(&text),
            ));
        }
        date
    }
}

/// The text, whatever program saved it: Excel's plain “CSV” is Windows-1252.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    std::str::from_utf8(bytes).map_or_else(
        |_| {
            let letter = |byte: &u8| match byte {
                0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
                other => char::from(*other),
            };
            Cow::Owned(bytes.iter().map(letter).collect())
        },
        Cow::Borrowed,
    )
}

/// The sign between cells: whichever of `;`, tab and `,` the heading row has most of.
pub(super) fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |sign: u8| heading.bytes().filter(|byte| *byte == sign).count();
    [b';', b'\t'].into_iter().fold(b',', |most, sign| if count(sign) > count(most) { sign } else { most })
}

fn row(record: &csv::StringRecord, columns: &[String], file: &SourceFile, skipped: usize) -> Option<Row> {
    let cells: BTreeMap<String, String> =
        columns.iter().cloned().zip(record.iter().map(|cell| cell.trim().to_owned())).collect();
    if cells.values().all(String::is_empty) {
        return None;
    }
    let start =
        record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default() + skipped;
    // A row's position may be the line end before it.
    let start = start
        + file.bytes[start.min(file.bytes.len())..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    Some(Row { place: Place::new(&file.path, At::Bytes(start..start)), cells })
}

fn unknown_column(column: &str, known: &[&str], file: &SourceFile, rule: &'static Rule) -> Finding {
    let fix = match nearest(column, known.iter().copied()) {
        Some(name) => format!("Change the heading to “{name}”, or take the column out."),
        None => format!("Take the column out. The columns are: {}.", known.join(", ")),
    };
    Finding::new(rule, Place::new(&file.path, At::Bytes(0..0)), format!("There is no column “{column}”."), fix)
}
