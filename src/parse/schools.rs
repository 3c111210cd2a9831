//! `schools.csv`: the schools of the area and where each publishes its SEN information report.

use std::collections::BTreeMap;

use super::register::{BAD_REGISTER, missing_column};
use super::sheet::{Row, Sheet};
use crate::model::{Finding, Findings, Outcome, Place, School, Severity, Sources};

/// Reads `schools.csv`.
pub(super) fn schools(sources: &Sources) -> Outcome<Vec<School>> {
    let mut findings = Findings::default();
    let Some(file) = sources.at("schools.csv") else { return Outcome::new(Vec::new(), findings) };
    let sheet = Sheet::read(file, &["school", "urn", "report_address", "last_contact"], &BAD_REGISTER, &mut findings);
    if !sheet.columns.iter().any(|column| column == "school") {
        findings.push(missing_column(Place::file(&file.path), "school"));
        return Outcome::new(Vec::new(), findings);
    }
    if sheet.rows.is_empty() {
        let what = "schools.csv has no rows yet, so there is no page of SEN information reports.";
        let fix = "Write a row for each school: its name, its URN, and the web address of its report.";
        findings.push(Finding::new(&BAD_REGISTER, Place::file(&file.path), what, fix).at_most(Severity::Note));
    }
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut schools: Vec<School> = Vec::new();
    for row in &sheet.rows {
        let Some(school) = school(row, &mut findings) else { continue };
        let key = school.urn.clone().unwrap_or_else(|| school.name.to_lowercase());
        if let Some(earlier) = seen.get(&key) {
            let what = format!("This is a second row for {}; only the first one counts.", school.name);
            let finding = Finding::new(
                &BAD_REGISTER,
                row.place.clone(),
                what,
                "Take one of the two rows out, or correct its URN.",
            );
            findings.push(finding.see_also(earlier.clone()));
            continue;
        }
        seen.insert(key, row.place.clone());
        schools.push(school);
    }
    Outcome::new(schools, findings)
}

fn school(row: &Row, findings: &mut Findings) -> Option<School> {
    let mut reject = |what: String, fix: &str| findings.push(Finding::new(&BAD_REGISTER, row.place.clone(), what, fix));
    let Some(name) = row.text("school") else {
        reject("This row of schools.csv does not name a school.".to_owned(), "Write its name into the column school.");
        return None;
    };
    let urn = row.text("urn");
    if let Some(wrong) = urn.as_ref().filter(|urn| urn.len() != 6 || !urn.bytes().all(|sign| sign.is_ascii_digit())) {
        reject(
            format!("“{wrong}” is not the URN of {name}: a unique reference number has six figures."),
            "Look the school up on Get Information about Schools, and write its six figures.",
        );
    }
    let report = row.text("report_address").filter(|address| {
        let lower = address.to_lowercase();
        let is_web =
            (lower.starts_with("https://") || lower.starts_with("http://")) && !address.contains(char::is_whitespace);
        if !is_web {
            reject(
                format!("The address of the report of {name} is not a web address."),
                "Write the whole address, beginning with https://, or leave the cell empty until it is known.",
            );
        }
        is_web
    });
    let last_contact = row.date("last_contact", &BAD_REGISTER, findings);
    Some(School { name, urn, report, last_contact, place: row.place.clone() })
}
