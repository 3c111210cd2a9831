//! `findings.csv`: for Excel. UTF-8 with a byte-order mark, because Excel takes it for Windows text otherwise.

use super::Told;

/// Renders the findings as rows.
pub(super) fn render(told: &Told<'_>) -> String {
    let heading = ["severity", "rule", "file", "line", "column", "within", "what", "fix", "link"];
    let rows = told.findings.iter().map(|finding| {
        let position = told.position(&finding.place);
        [
            finding.severity.code().to_owned(),
            finding.rule.code.to_owned(),
            finding.place.file.to_string(),
            position.map(|position| position.line.to_string()).unwrap_or_default(),
            position.map(|position| position.column.to_string()).unwrap_or_default(),
            finding.place.at.within().unwrap_or_default(),
            finding.what.clone(),
            finding.fix.clone(),
            finding.link.clone().unwrap_or_default(),
        ]
    });
    table(heading, rows)
}

/// Rows as Excel reads them.
pub(super) fn table<const COLUMNS: usize>(
    heading: [&str; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail, and every row has as many cells as the heading.
    let _ = writer.write_record(heading);
    for row in rows {
        let _ = writer.write_record(row.map(|cell| harmless(&cell)));
    }
    let rows = writer.into_inner().unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&rows))
}

/// The most letters that a cell of Excel holds.
const LONGEST: usize = 32_767;

/// A cell as Excel keeps it: text, and no more of it than fits.
///
/// One that begins with `=`, `+`, `-` or `@`, also after a space or in the wide letters of Japanese keyboards, would be taken
/// for a formula, and formulas can do harm.
fn harmless(cell: &str) -> String {
    let first = cell.chars().find(|letter| !letter.is_whitespace() && !letter.is_control());
    let is_formula = first.is_some_and(|letter| "=+-@＝＋－＠".contains(letter));
    let text = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if text.len() <= LONGEST { text } else { text.chars().take(LONGEST - 1).chain(['…']).collect() }
}
