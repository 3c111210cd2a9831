//! `links.csv`: one row for every link found anywhere, right or wrong. What people look at when they ask “was it checked?”.

use std::collections::BTreeMap;

use super::Told;
use super::csv::table;
use crate::check;
use crate::model::{Destination, Facts, Finding, LinkGraph, Place, WebFact, WebVerdict};

/// Renders every link as a row.
pub(super) fn render(told: &Told<'_>, graph: &LinkGraph, facts: &Facts) -> String {
    let heading = ["from_file", "line", "column", "within", "text", "link", "kind", "leads_to", "verdict", "evidence"];
    let mut faults: BTreeMap<(&Place, &str), &Finding> = BTreeMap::new();
    for finding in told.findings.iter() {
        if let Some(link) = &finding.link {
            faults.entry((&finding.place, link)).or_insert(finding);
        }
    }
    let rows = graph.told().map(|link| {
        let position = told.position(link.place);
        let (verdict, evidence) = judged(facts, link.destination, faults.get(&(link.place, link.written)).copied());
        [
            link.place.file.to_string(),
            position.map(|position| position.line.to_string()).unwrap_or_default(),
            position.map(|position| position.column.to_string()).unwrap_or_default(),
            link.place.at.within().unwrap_or_default(),
            link.label.to_owned(),
            link.written.to_owned(),
            link.destination.kind().to_owned(),
            leads_to(graph, link.destination),
            verdict,
            evidence,
        ]
    });
    table(heading, rows)
}

/// The verdict on a link and what it rests on. What the web answered outranks a fault in how the address is written; a
/// fault outranks an answer that is fine.
fn judged(facts: &Facts, destination: &Destination, fault: Option<&Finding>) -> (String, String) {
    let fact = web_fact(facts, destination).filter(|fact| fault.is_none() || fact.verdict != WebVerdict::Fine);
    match (fact, fault) {
        (Some(fact), _) => (fact.verdict.code().to_owned(), check::web_evidence(fact)),
        (None, Some(finding)) => (finding.rule.code.to_owned(), finding.what.clone()),
        (None, None) => (verdict(destination).to_owned(), evidence(destination).to_owned()),
    }
}

/// What the web answered about a link, when it leads there and was asked about.
fn web_fact<'a>(facts: &'a Facts, destination: &Destination) -> Option<&'a WebFact> {
    let (Destination::Web(address) | Destination::LocalOffer(address)) = destination else { return None };
    facts.web.as_ref()?.facts.get(address)
}

fn leads_to(graph: &LinkGraph, destination: &Destination) -> String {
    match destination {
        Destination::LocalOffer(address)
        | Destination::Web(address)
        | Destination::Email(address)
        | Destination::Phone(address) => address.clone(),
        Destination::Nowhere(_) => String::new(),
        inside => graph.site_address(inside).map(|address| address.relative_to("")).unwrap_or_default(),
    }
}

fn verdict(destination: &Destination) -> &'static str {
    match destination {
        Destination::LocalOffer(_) | Destination::Web(_) => "not checked",
        Destination::Nowhere(_) => "broken",
        _ => "ok",
    }
}

fn evidence(destination: &Destination) -> &'static str {
    match destination {
        Destination::Page(_) => "the page is in the guide",
        Destination::Anchor(_) => "the heading is on the page",
        Destination::Document(_) => "the file is in the guide folder",
        Destination::DocumentAnchor(..) => "the spot is in the document",
        Destination::Image(_) => "the picture is in the guide folder",
        Destination::LocalOffer(_) | Destination::Web(_) => "outside addresses are not asked when building",
        Destination::Email(_) => "it is written as an email address",
        Destination::Phone(_) => "it is written as a telephone number",
        Destination::Nowhere(_) => "",
    }
}
