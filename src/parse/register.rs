//! The registers: `documents.csv` and `redirects.csv`.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::{Row, Sheet};
use super::text::unknown_value;
use crate::config::{Value, fill, nearest};
use crate::model::{
    DocumentKind, Finding, Findings, GuidePath, Outcome, Place, RegisterRow, Rule, Severity, Sources, WrittenRedirect,
};

/// A register that cannot be understood.
pub const BAD_REGISTER: Rule = Rule {
    code: "bad-register",
    severity: Severity::MustFix,
    name: "Row of a register not right",
    finds: "A row or column of a register (documents.csv, redirects.csv, addresses.csv, people.csv, reviews.csv, schools.csv) that is missing, double or not of its kind; a damaged record of a release.",
    why: "The document is then shown without its owner or review date, or an old address stops working.",
    fix: "Open the register in Excel, correct the row that is named, and save it again as CSV.",
    example: "two rows for documents/ep-consultation.docx",
};

/// The one column that the register cannot do without.
const NEEDED_COLUMN: &str = "file";

const COLUMNS: [&str; 16] = [
    "id",
    "title",
    "file",
    "also",
    "kind",
    "owner",
    "deputy",
    "feedback_to",
    "version",
    "issued",
    "last_reviewed",
    "review_by",
    "summary",
    "audience",
    "replaces",
    "annex",
];

/// The columns whose words readers see as they stand there: what is said once may be used in them by its name.
const SAID_ONCE_IN: [&str; 2] = ["title", "summary"];

/// Reads `documents.csv`: one row a document file, in the register's order. `values` are what is said once, by name.
pub fn register(sources: &Sources, values: &BTreeMap<String, Value>) -> Outcome<Vec<(GuidePath, RegisterRow)>> {
    let mut findings = Findings::default();
    let mut rows: Vec<(GuidePath, RegisterRow)> = Vec::new();
    let Some(file) = sources.at("documents.csv") else { return Outcome::new(rows, findings) };
    let sheet = Sheet::read(file, &COLUMNS, &BAD_REGISTER, &mut findings);
    if !sheet.columns.iter().any(|column| column == NEEDED_COLUMN) {
        findings.push(missing_column(Place::file(&file.path), NEEDED_COLUMN));
        return Outcome::new(rows, findings);
    }
    let mut first: BTreeMap<GuidePath, Place> = BTreeMap::new();
    for row in &sheet.rows {
        let Some(path) = file_of(row, &mut findings) else { continue };
        if let Some(earlier) = first.get(&path) {
            findings.push(second_row(row, earlier, &path));
            continue;
        }
        first.insert(path.clone(), row.place.clone());
        rows.push((path, facts(row, values, &mut findings)));
    }
    Outcome::new(rows, findings)
}

/// The values that `documents.csv` uses.
pub(super) fn used_values(sources: &Sources, values: &BTreeMap<String, Value>) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let Some(file) = sources.at("documents.csv").filter(|_| !values.is_empty()) else { return used };
    let sheet = Sheet::read(file, &COLUMNS, &BAD_REGISTER, &mut Findings::default());
    for text in sheet.rows.iter().flat_map(|row| SAID_ONCE_IN.map(|column| row.text(column))).flatten() {
        fill(&text, |name| {
            used.extend(values.contains_key(name).then(|| name.to_owned()));
            None
        });
    }
    used
}

/// The text of a cell with its values in place.
fn said_once(row: &Row, column: &str, values: &BTreeMap<String, Value>, findings: &mut Findings) -> Option<String> {
    let value = |name: &str| {
        let value = values.get(name);
        if value.is_none() {
            findings.push(unknown_value(name, values, &row.place));
        }
        value.map(|value| value.text.clone())
    };
    row.text(column).map(|text| fill(&text, value))
}

/// Reads `redirects.csv`.
pub(super) fn redirects(sources: &Sources) -> Outcome<Vec<WrittenRedirect>> {
    let mut findings = Findings::default();
    let Some(file) = sources.at("redirects.csv") else { return Outcome::new(Vec::new(), findings) };
    let sheet = Sheet::read(file, &["from", "to", "reason"], &BAD_REGISTER, &mut findings);
    for column in ["from", "to"] {
        if !sheet.columns.iter().any(|name| name == column) {
            findings.push(missing_column(Place::file(&file.path), column));
        }
    }
    let redirects = sheet.rows.iter().filter_map(|row| {
        Some(WrittenRedirect {
            from: row.text("from")?,
            to: row.text("to")?,
            reason: row.text("reason").unwrap_or_default(),
            place: row.place.clone(),
        })
    });
    Outcome::new(redirects.collect(), findings)
}

fn file_of(row: &Row, findings: &mut Findings) -> Option<GuidePath> {
    let Some(text) = row.text("file") else {
        findings.push(Finding::new(
            &BAD_REGISTER,
            row.place.clone(),
            "This row does not say which file it is about.",
            "Write the file's name into the column file, such as documents/ep-consultation.docx.",
        ));
        return None;
    };
    let text = text.replace('\\', "/");
    let path = GuidePath::new(&text).filter(|path| path.is_under("documents") || !text.contains('/'));
    // People leave the folder out, because every document is in it.
    let path = path.and_then(|path| {
        if path.is_under("documents") { Some(path) } else { GuidePath::new(&format!("documents/{path}")) }
    });
    if path.is_none() {
        findings.push(Finding::new(
            &BAD_REGISTER,
            row.place.clone(),
            format!("{text} is not in the folder documents."),
            "Put the file into the folder documents of the guide, and write documents/ and its name here.",
        ));
    }
    path
}

fn facts(row: &Row, values: &BTreeMap<String, Value>, findings: &mut Findings) -> RegisterRow {
    let [title, summary] = SAID_ONCE_IN.map(|column| said_once(row, column, values, findings));
    RegisterRow {
        id: row.text("id"),
        title,
        also: also(row),
        kind: kind(row, findings),
        owner: row.text("owner"),
        deputy: row.text("deputy"),
        feedback_to: row.text("feedback_to"),
        version: row.text("version"),
        issued: row.date("issued", &BAD_REGISTER, findings),
        last_reviewed: row.date("last_reviewed", &BAD_REGISTER, findings),
        review_by: row.date("review_by", &BAD_REGISTER, findings),
        summary,
        audience: row.text("audience"),
        replaces: row.text("replaces"),
        annex: annex(row, findings),
        place: row.place.clone(),
    }
}

fn also(row: &Row) -> Vec<GuidePath> {
    let text = row.text("also").unwrap_or_default();
    let names = text.split([';', '|', '\n']).map(str::trim).filter(|name| !name.is_empty());
    names
        .filter_map(|name| {
            let path = GuidePath::new(&name.replace('\\', "/"))?;
            if path.is_under("documents") { Some(path) } else { GuidePath::new(&format!("documents/{path}")) }
        })
        .collect()
}

fn kind(row: &Row, findings: &mut Findings) -> Option<DocumentKind> {
    let word = row.text("kind")?;
    let found = DocumentKind::WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(&word)).map(|(_, kind)| *kind);
    if found.is_none() {
        let names: Vec<&str> = DocumentKind::WORDS.iter().map(|(name, _)| *name).collect();
        let fix = match nearest(&word, names.iter().copied()) {
            Some(name) => format!("Change it to {name}."),
            None => format!("Write one of: {}.", names.join(", ")),
        };
        findings.push(Finding::new(
            &BAD_REGISTER,
            row.place.clone(),
            format!("“{word}” is not a kind of document."),
            fix,
        ));
    }
    found
}

fn annex(row: &Row, findings: &mut Findings) -> Option<bool> {
    let word = row.text("annex")?;
    match word.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" => Some(true),
        "no" | "n" | "false" | "0" => Some(false),
        _ => {
            findings.push(Finding::new(
                &BAD_REGISTER,
                row.place.clone(),
                format!("“{word}” in the column annex is neither yes nor no."),
                "Write yes, no, or leave the cell empty.",
            ));
            None
        }
    }
}

pub(super) fn missing_column(place: Place, column: &str) -> Finding {
    Finding::new(
        &BAD_REGISTER,
        place,
        format!("The register has no column “{column}”, so none of its rows could be read."),
        format!("Write {column} as the heading of the column that belongs there, in the first row."),
    )
}

fn second_row(row: &Row, earlier: &Place, path: &GuidePath) -> Finding {
    Finding::new(
        &BAD_REGISTER,
        row.place.clone(),
        format!("This is a second row for {path}; only the first one counts."),
        "Take one of the two rows out.",
    )
    .see_also(earlier.clone())
}
