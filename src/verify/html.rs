//! The finished site: every link in it leads to a file and a spot that exist, every link of the graph is in it, and its search
//! knows every page and document.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::site::{self, Wanted};
use super::{BUNDLE_DIFFERS, templates};
use crate::model::{Bundle, Finding, Findings, GuidePath, Link, LinkUsage, Owner, Place};
use crate::write::Material;

/// What is wrong with an address in itself is told of the page of the guide that has it: the site says the same, and rightly.
const AS_WRITTEN: [&str; 6] =
    ["bad-email", "bad-phone", "broken-link-syntax", "empty-link", "local-path", "unsafe-scheme"];

/// The search's own page, which its results are relative to, and its index.
const SEARCH_PAGE: &str = "search.html";
const SEARCH_INDEX: &str = "search-index.js";

/// Compares the finished site with the graph.
pub(super) fn compare(bundle: &Bundle, material: &Material<'_>) -> Findings {
    // Two files are made of all others, so they come last.
    let names = bundle.under("site").map(|(path, _)| path).chain(["manifest.json", "senco-guide.zip"]);
    let mut files: Vec<GuidePath> = names.filter_map(GuidePath::new).collect();
    files.sort();
    files.dedup();
    let read = |file: &GuidePath| bundle.get(&format!("site/{file}")).map(|file| Cow::Borrowed(&*file.bytes));
    let (check, lacks) = site::check_for(&wanted(material), &files, read);
    let (mut findings, ours) = templates::apart(check.findings.iter(), material.sources);
    let told = ours.into_iter().filter(|finding| !AS_WRITTEN.contains(&finding.rule.code));
    findings.extend(told.map(|finding| differs(format!("{}: {}", finding.place.file, finding.what))).collect());
    findings.extend(missing(&lacks, material));
    findings.extend(missing_results(&lacks, material));
    findings
}

/// What each file of the site must have, by its path: the ids of its headings and spots, now and in earlier releases; every
/// link of the graph; and in the search's index, every page and document.
fn wanted(material: &Material<'_>) -> BTreeMap<String, Wanted> {
    let graph = material.graph;
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    let now = graph.anchors.iter().map(|anchor| (anchor.page, &anchor.name));
    for (page, id) in now.chain(graph.kept.iter().map(|kept| (kept.page, &kept.name))) {
        wanted.entry(graph.html_page(Owner::Page(page)).path).or_default().ids.insert(id.clone());
    }
    for owner in graph.page_ids().map(Owner::Page) {
        for (_, file, address) in promised(owner, material) {
            wanted.entry(file).or_default().links.insert(address);
        }
    }
    wanted.entry(SEARCH_INDEX.to_owned()).or_default().links.extend(results(material));
    wanted
}

/// The links that a page of the graph promises: each with the file that must have it and how it is written there.
fn promised<'a>(owner: Owner, material: &Material<'a>) -> impl Iterator<Item = (&'a Link, String, String)> {
    let graph = material.graph;
    let (page, sheet) = (graph.html_page(owner).path, graph.family_sheet(owner).path);
    graph.links_from(owner).filter_map(move |link| {
        let file = match link.usage {
            LinkUsage::OnSheet => &sheet,
            LinkUsage::Follow | LinkUsage::Show => &page,
        };
        let address = graph.site_address(&link.destination)?.relative_to(file);
        Some((link, file.clone(), address))
    })
}

/// The addresses that the search must know.
fn results(material: &Material<'_>) -> impl Iterator<Item = String> {
    let graph = material.graph;
    let owners = graph.page_ids().map(Owner::Page).chain(graph.document_ids().map(Owner::Document));
    let pages = owners.map(|owner| graph.html_page(owner));
    pages.chain(graph.document_ids().map(|id| graph.original(id))).map(|address| address.relative_to(SEARCH_PAGE))
}

/// Pages that are not there, and ids and links of the graph that the finished pages do not have.
fn missing(lacks: &BTreeMap<String, Wanted>, material: &Material<'_>) -> Findings {
    let graph = material.graph;
    let of_page = |owner| {
        let path = graph.html_page(owner).path;
        let Some(page) = lacks.get(&path) else {
            return vec![differs(format!("The site has no file {path}."))];
        };
        if let Some(id) = page.ids.first() {
            return vec![differs(format!("{path} lacks the id “{id}”."))];
        }
        let is_missing = |file: &str, address: &str| lacks.get(file).is_none_or(|file| file.links.contains(address));
        promised(owner, material)
            .filter(|(_, file, address)| is_missing(file, address))
            .map(|(link, _, address)| Finding {
                place: link.place.clone(),
                ..differs(format!("{path} lacks the link “{}” to {address}.", link.label))
            })
            .collect()
    };
    graph.page_ids().map(Owner::Page).flat_map(of_page).collect()
}

/// Pages and documents that the search cannot find.
fn missing_results(lacks: &BTreeMap<String, Wanted>, material: &Material<'_>) -> Findings {
    let index = lacks.get(SEARCH_INDEX);
    let is_unknown = |address: &String| index.is_none_or(|index| index.links.contains(address));
    let told = |address: String| differs(format!("The search does not know {address}."));
    results(material).filter(is_unknown).map(told).collect()
}

fn differs(what: String) -> Finding {
    Finding::new(&BUNDLE_DIFFERS, Place::guide(), what, BUNDLE_DIFFERS.fix)
}
