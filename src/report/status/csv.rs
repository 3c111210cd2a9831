//! The status for Excel, and the lists for a mail merge in Word: a row a letter.

use std::fmt::Write as _;

use super::json::kind;
use crate::config::date_words;
use crate::report::csv::table;
use crate::upkeep::{Chase, Keeper, Status};

/// A row a page or document. Roles only.
pub fn rows(status: &Status) -> String {
    let heading =
        ["id", "kind", "title", "file", "owner", "deputy", "last_review", "reviewed_by", "next_review", "reasons"];
    let rows = status.kept.iter().map(|thing| {
        let reasons: Vec<&str> = thing.reasons.iter().map(|reason| reason.what.as_str()).collect();
        [
            thing.id.clone(),
            kind(thing.kind).to_owned(),
            thing.title.clone(),
            thing.file.to_string(),
            thing.owner.clone().unwrap_or_default(),
            thing.deputy.clone().unwrap_or_default(),
            thing.last_review.map(|date| date.to_string()).unwrap_or_default(),
            thing.reviewed_by.clone().unwrap_or_default(),
            thing.next_review.map(|date| date.to_string()).unwrap_or_default(),
            reasons.join(" "),
        ]
    });
    table(heading, rows)
}

/// A row a school to ask, for a mail merge or a round of telephone calls.
pub fn chase(status: &Status) -> String {
    let heading = ["school", "urn", "report_address", "last_contact", "why"];
    let rows = status.schools.iter().map(|Chase { school, why }| {
        [
            school.name.clone(),
            school.urn.clone().unwrap_or_default(),
            school.report.clone().unwrap_or_default(),
            school.last_contact.map(|day| day.to_string()).unwrap_or_default(),
            why.clone(),
        ]
    });
    table(heading, rows)
}

/// A row a person to write to, with the names and addresses of `people.csv`: for a mail merge, and never for publishing.
pub fn letters(status: &Status) -> String {
    let heading = ["role", "name", "email", "stands_in_for", "number", "first_date", "list"];
    table(heading, status.keepers.iter().map(|keeper| letter(status, keeper)))
}

fn letter(status: &Status, keeper: &Keeper) -> [String; 7] {
    let things = || keeper.things.iter().filter_map(|index| status.kept.get(*index));
    let mut list = String::new();
    for thing in things() {
        let reasons: Vec<&str> = thing.reasons.iter().map(|reason| reason.what.as_str()).collect();
        let _ = write!(
            list,
            "{}{} ({}): {}",
            if list.is_empty() { "" } else { "\n" },
            thing.title,
            thing.file,
            reasons.join(" ")
        );
    }
    let first = things().filter_map(|thing| thing.next_review).min();
    let stands_in = if keeper.role == keeper.owner { String::new() } else { keeper.owner.clone() };
    [
        keeper.role.clone(),
        keeper.name.clone().unwrap_or_default(),
        keeper.email.clone().unwrap_or_default(),
        stands_in,
        keeper.things.len().to_string(),
        first.map(date_words).unwrap_or_default(),
        list,
    ]
}
