//! `report.html`: the verdict first, then a card a finding, by file. One file that opens anywhere and prints well.

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

use super::Told;
use crate::config::date_words;
use crate::model::{Destination, Finding, Severity};

const TEMPLATE: &str = include_str!("../../assets/templates/report.html");

#[derive(Serialize)]
struct Card<'a> {
    severity: &'a str,
    word: &'a str,
    name: &'a str,
    place: String,
    what: &'a str,
    fix: &'a str,
    line: Option<(usize, String)>,
    related: Vec<String>,
    rule: &'a str,
    why: &'a str,
}

/// Renders the findings as a page of its own: no other file is needed to read it.
pub(super) fn render(told: &Told<'_>) -> String {
    let mut environment = Environment::new();
    let cards: Vec<Card<'_>> = Severity::ALL
        .into_iter()
        .flat_map(|severity| told.findings.iter().filter(move |finding| finding.severity == severity))
        .map(|finding| card(told, finding))
        .collect();
    // When the web was asked, the extent says what came of it.
    let unasked = told.graph.links().filter(|_| told.facts.web.is_none());
    let outside =
        unasked.filter(|link| matches!(link.destination, Destination::Web(_) | Destination::LocalOffer(_))).count();
    let page = environment
        .add_template("report.html", TEMPLATE)
        .and_then(|()| environment.get_template("report.html"))
        .and_then(|template| {
            template.render(context! {
                verdict => told.verdict(),
                extent => told.extent(),
                outside,
                as_of => date_words(told.as_of),
                must_fix => told.findings.count(Severity::MustFix),
                should_fix => told.findings.count(Severity::ShouldFix),
                notes => told.findings.count(Severity::Note),
                cards => Value::from(Serde(&cards)),
            })
        });
    page.unwrap_or_else(|error| format!("<!doctype html><title>Report</title><p>{error}"))
}

fn card<'a>(told: &Told<'_>, finding: &'a Finding) -> Card<'a> {
    Card {
        severity: finding.severity.code(),
        word: match finding.severity {
            Severity::MustFix => "Must fix",
            Severity::ShouldFix => "Should fix",
            Severity::Note => "Note",
        },
        name: finding.rule.name,
        place: told.place_words(&finding.place),
        what: &finding.what,
        fix: &finding.fix,
        line: told.quoted_line(finding, 160),
        related: finding.related.iter().map(|place| told.place_words(place)).collect(),
        rule: finding.rule.code,
        why: finding.rule.why,
    }
}
