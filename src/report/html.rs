//! `report.html`: one file that opens anywhere, works without a script and prints well.
//!
//! The verdict comes first, then how much there is to do: by page, and by who keeps it. Then a card a finding, page by page, in
//! the order of the lines, with a box to tick on paper; the pages with things that must be fixed come first.

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

use super::card::{Card, card};
use super::{Subject, Told};
use crate::config::date_words;
use crate::model::{Finding, GuidePath, Rule, Severity};

const TEMPLATE: &str = include_str!("../../assets/templates/report.html");

/// The most cards. A browser grows slow over more, and nobody reads them: the table for Excel has all.
const MOST: usize = 1_000;

/// A page or document and its findings.
#[derive(Serialize)]
struct Group<'a> {
    id: String,
    file: &'a str,
    title: &'a str,
    owner: Option<&'a str>,
    counts: Counts,
    cards: Vec<Card<'a>>,
}

/// Who has something to do, and which cards.
#[derive(Serialize)]
struct Share<'a> {
    owner: &'a str,
    counts: Counts,
    numbers: Vec<usize>,
}

#[derive(Debug, Clone, Copy, Default, Serialize)]
struct Counts {
    must_fix: usize,
    should_fix: usize,
    notes: usize,
}

/// Why a rule is there: told once, however many findings it has.
#[derive(Serialize)]
struct Reason<'a> {
    code: &'a str,
    name: &'a str,
    why: &'a str,
}

/// Renders the findings as a page of its own: no other file is needed to read it.
pub(super) fn render(told: &Told<'_>) -> String {
    let groups = groups(told);
    let shares = shares(&groups);
    let rules: BTreeMap<&str, &Rule> =
        told.findings.iter().take(MOST).map(|finding| (finding.rule.code, finding.rule)).collect();
    let reasons: Vec<Reason<'_>> =
        rules.values().map(|rule| Reason { code: rule.code, name: rule.name, why: rule.why }).collect();
    let mut environment = Environment::new();
    let page = environment
        .add_template("report.html", TEMPLATE)
        .and_then(|()| environment.get_template("report.html"))
        .and_then(|template| {
            template.render(context! {
                verdict => told.verdict(),
                extent => told.extent.words(),
                unasked => if told.extent.subject == Subject::Guide { told.extent.unasked() } else { 0 },
                is_guide => told.extent.subject == Subject::Guide,
                as_of => date_words(told.as_of),
                counts => Value::from(Serde(&counts(told.findings.iter().map(|finding| finding.severity)))),
                left_out => told.findings.len().saturating_sub(MOST),
                groups => Value::from(Serde(&groups)),
                shares => Value::from(Serde(&shares)),
                reasons => Value::from(Serde(&reasons)),
            })
        });
    page.unwrap_or_else(|error| format!("<!doctype html><title>Report</title><p>{error}"))
}

/// The findings by file: those with the worst first, then in the order of reading.
fn groups<'a>(told: &Told<'a>) -> Vec<Group<'a>> {
    let mut files: BTreeMap<&GuidePath, Vec<&Finding>> = BTreeMap::new();
    for finding in told.findings.iter() {
        files.entry(&finding.place.file).or_default().push(finding);
    }
    let worst = |findings: &[&Finding]| findings.iter().map(|finding| finding.severity).min();
    let mut files: Vec<(&GuidePath, Vec<&Finding>)> = files.into_iter().collect();
    let order = |file: &GuidePath| told.extent.files.iter().position(|checked| checked.file == *file);
    files.sort_by_cached_key(|(file, findings)| (worst(findings), order(file).unwrap_or(usize::MAX), (*file).clone()));
    let mut number = 0;
    let mut groups = Vec::new();
    for (file, findings) in files {
        let counts = counts(findings.iter().map(|finding| finding.severity));
        let cards = findings.into_iter().take(MOST - number).map(|finding| {
            number += 1;
            card(told, number, finding)
        });
        let cards: Vec<Card<'a>> = cards.collect();
        if cards.is_empty() {
            break;
        }
        groups.push(Group {
            id: format!("page-{}", groups.len() + 1),
            file: if file.as_str().is_empty() { "The guide as a whole" } else { file.as_str() },
            title: told.extent.file(file).map_or("", |checked| checked.title.as_str()),
            owner: told.extent.owner(file),
            counts,
            cards,
        });
    }
    groups
}

fn shares<'a>(groups: &[Group<'a>]) -> Vec<Share<'a>> {
    let mut owners: BTreeMap<&str, Vec<&Card<'a>>> = BTreeMap::new();
    for group in groups {
        owners.entry(group.owner.unwrap_or_default()).or_default().extend(&group.cards);
    }
    let severity = |card: &&Card<'_>| Severity::ALL.into_iter().find(|severity| severity.code() == card.severity);
    owners
        .into_iter()
        .map(|(owner, cards)| Share {
            owner,
            counts: counts(cards.iter().filter_map(severity)),
            numbers: cards.iter().map(|card| card.number).collect(),
        })
        .collect()
}

fn counts(severities: impl Iterator<Item = Severity>) -> Counts {
    severities.fold(Counts::default(), |mut counts, severity| {
        *match severity {
            Severity::MustFix => &mut counts.must_fix,
            Severity::ShouldFix => &mut counts.should_fix,
            Severity::Note => &mut counts.notes,
        } += 1;
        counts
    })
}
