//! `findings.json`, format 1: for programs. The shape is a promise; see the contract in `CONTRIBUTING.md`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Told;
use crate::model::{Finding, Manifest, Place, Severity};

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    tool: &'a str,
    as_of: String,
    counts: BTreeMap<&'a str, usize>,
    links: Links<'a>,
    findings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Links<'a> {
    checked: usize,
    by_kind: BTreeMap<&'a str, usize>,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    severity: &'a str,
    what: &'a str,
    fix: &'a str,
    place: Spot<'a>,
    link: Option<&'a str>,
    related: Vec<Spot<'a>>,
}

#[derive(Serialize)]
struct Spot<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    within: Option<String>,
}

/// Renders the findings as JSON.
pub(super) fn render(told: &Told<'_>) -> String {
    let by_kind = told.extent.links.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    let report = Report {
        format: 1,
        tool: Manifest::TOOL,
        as_of: told.as_of.to_string(),
        counts: Severity::ALL.into_iter().map(|severity| (severity.code(), told.findings.count(severity))).collect(),
        links: Links { checked: told.extent.links_checked(), by_kind },
        findings: told.findings.iter().map(|finding| entry(told, finding)).collect(),
    };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn entry<'a>(told: &Told<'a>, finding: &'a Finding) -> Entry<'a> {
    Entry {
        rule: finding.rule.code,
        severity: finding.severity.code(),
        what: &finding.what,
        fix: &finding.fix,
        place: spot(told, &finding.place),
        link: finding.link.as_deref(),
        related: finding.related.iter().map(|place| spot(told, place)).collect(),
    }
}

fn spot<'a>(told: &Told<'_>, place: &'a Place) -> Spot<'a> {
    let position = told.position(place);
    Spot {
        file: place.file.as_str(),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        within: place.at.within(),
    }
}
