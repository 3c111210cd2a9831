//! A finding as a page tells it: on a card, its file being the heading above.

use serde::Serialize;

use super::quote::quoted;
use super::{Told, severity_words};
use crate::model::Finding;

/// How much of a line a card quotes, in characters.
const WIDTH: usize = 160;

/// A finding on a card.
#[derive(Debug, Serialize)]
pub struct Card<'a> {
    /// Its number in its report, from 1.
    pub number: usize,
    /// How bad it is, as a code.
    pub severity: &'a str,
    /// How bad it is, in words.
    pub word: &'a str,
    /// The name of its rule.
    pub name: &'a str,
    /// Where it is in its file; empty when it is about the whole file.
    pub place: String,
    /// What is wrong.
    pub what: &'a str,
    /// How to put it right.
    pub fix: &'a str,
    /// The line: its number, and its words before, in and after what the finding is about.
    pub line: Option<(usize, [String; 3])>,
    /// Other places that have to do with it.
    pub related: Vec<String>,
    /// The code of its rule.
    pub rule: &'a str,
}

/// Puts a finding on a card.
pub fn card<'a>(told: &Told<'_>, number: usize, finding: &'a Finding) -> Card<'a> {
    let place = match (told.position(&finding.place), finding.place.at.within()) {
        (Some(at), _) => format!("line {}, column {}", at.line, at.column),
        (None, within) => within.unwrap_or_default(),
    };
    Card {
        number,
        severity: finding.severity.code(),
        word: severity_words(finding.severity),
        name: finding.rule.name,
        place,
        what: &finding.what,
        fix: &finding.fix,
        line: quoted(told, finding, WIDTH).map(|quoted| (quoted.line, quoted.parts())),
        related: finding.related.iter().map(|place| told.place_words(place)).collect(),
        rule: finding.rule.code,
    }
}
