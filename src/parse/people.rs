//! `people.csv`: who holds which role, and until when.

use super::register::{BAD_REGISTER, missing_column};
use super::sheet::{Row, Sheet};
use crate::model::{Finding, Findings, Outcome, People, Person, Place, Severity, Sources};

/// Where it lies in the guide folder.
pub const PEOPLE: &str = "people.csv";

/// Reads `people.csv`. Without that file nobody is known, and no role is asked after.
pub fn people(sources: &Sources) -> Outcome<People> {
    let mut findings = Findings::default();
    let Some(file) = sources.at(PEOPLE) else { return Outcome::new(People::default(), findings) };
    let sheet = Sheet::read(file, &["role", "name", "email", "leaves"], &BAD_REGISTER, &mut findings);
    if !sheet.columns.iter().any(|column| column == "role") {
        findings.push(missing_column(Place::file(&file.path), "role"));
        return Outcome::new(People::default(), findings);
    }
    if sheet.rows.is_empty() {
        let finding = Finding::new(
            &BAD_REGISTER,
            Place::file(&file.path),
            "people.csv has no rows yet, so nobody is told when the owner of a page or document has left.",
            "Write a row for each role that owns something: the role, the name, the email address, and the last day if it is known.",
        );
        findings.push(finding.at_most(Severity::Note));
    }
    let all = sheet.rows.iter().filter_map(|row| person(row, &mut findings)).collect();
    Outcome::new(People { all }, findings)
}

/// One row. What it says of a person is never told in a finding: reports travel with the bundle.
fn person(row: &Row, findings: &mut Findings) -> Option<Person> {
    let Some(role) = row.text("role") else {
        findings.push(Finding::new(
            &BAD_REGISTER,
            row.place.clone(),
            "This row of people.csv does not say which role the person holds.",
            "Write the role into the column role, just as the column owner of documents.csv has it.",
        ));
        return None;
    };
    let email = row.text("email").filter(|email| {
        let is_address = email.split_once('@').is_some_and(|(before, after)| !before.is_empty() && after.contains('.'));
        if !is_address {
            findings.push(Finding::new(
                &BAD_REGISTER,
                row.place.clone(),
                format!("What stands in the column email for the role “{role}” is not an email address."),
                "Write one address, such as ep.service@council.example, or leave the cell empty.",
            ));
        }
        is_address
    });
    let leaves = row.date("leaves", &BAD_REGISTER, findings);
    Some(Person { role, name: row.text("name"), email, leaves, place: row.place.clone() })
}
