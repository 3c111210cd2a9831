//! The finished site: every link in it leads to a file and a spot that exist, every link of the graph is in it, and its search
//! knows every page and document.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::site::{self, PageLinks};
use super::{BUNDLE_DIFFERS, templates};
use crate::model::{Bundle, Finding, Findings, GuidePath, LinkUsage, Owner, Place};
use crate::write::Material;

/// What is wrong with an address in itself is told of the page of the guide that has it: the site says the same, and rightly.
const AS_WRITTEN: [&str; 6] =
    ["bad-email", "bad-phone", "broken-link-syntax", "empty-link", "local-path", "unsafe-scheme"];

/// Compares the finished site with the graph.
pub(super) fn compare(bundle: &Bundle, material: &Material<'_>) -> Findings {
    // Two files are made of all others, so they come last.
    let names = bundle.under("site").map(|(path, _)| path).chain(["manifest.json", "senco-guide.zip"]);
    let mut files: Vec<GuidePath> = names.filter_map(GuidePath::new).collect();
    files.sort();
    files.dedup();
    let read = |file: &GuidePath| bundle.get(&format!("site/{file}")).map(|file| Cow::Borrowed(&*file.bytes));
    let (check, pages) = site::check_with_links(&files, &ids(material), read);
    let (mut findings, ours) = templates::apart(check.findings.iter(), material.sources);
    let told = ours.into_iter().filter(|finding| !AS_WRITTEN.contains(&finding.rule.code));
    findings.extend(told.map(|finding| differs(format!("{}: {}", finding.place.file, finding.what))).collect());
    findings.extend(missing_links(&pages, material));
    findings.extend(missing_results(&pages, material));
    findings
}

/// Pages and documents that the search cannot find.
fn missing_results(pages: &BTreeMap<GuidePath, PageLinks>, material: &Material<'_>) -> Findings {
    let graph = material.graph;
    let found = GuidePath::new("search-index.js").and_then(|path| pages.get(&path));
    let known = |address: &str| found.is_some_and(|index| index.written.contains(address));
    let owners = graph.page_ids().map(Owner::Page).chain(graph.document_ids().map(Owner::Document));
    let addresses = owners.map(|owner| graph.html_page(owner).relative_to("search.html"));
    let originals = graph.document_ids().map(|id| graph.original(id).relative_to("search.html"));
    addresses
        .chain(originals)
        .filter(|address| !known(address))
        .map(|address| differs(format!("The search does not know {address}.")))
        .collect()
}

/// The ids that pages must have: of their headings and spots, now and in earlier releases.
fn ids<'a>(material: &Material<'a>) -> BTreeMap<String, Vec<&'a str>> {
    let graph = material.graph;
    let now = graph.anchors.iter().map(|anchor| (anchor.page, anchor.name.as_str()));
    let mut ids: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (page, id) in now.chain(graph.kept.iter().map(|kept| (kept.page, kept.name.as_str()))) {
        ids.entry(graph.html_page(Owner::Page(page)).path).or_default().push(id);
    }
    ids
}

/// Links of the graph that the finished page does not have.
fn missing_links(pages: &BTreeMap<GuidePath, PageLinks>, material: &Material<'_>) -> Findings {
    let graph = material.graph;
    let owners = graph.page_ids().map(Owner::Page);
    owners
        .flat_map(|owner| {
            let path = graph.html_page(owner).path;
            let Some(found) = GuidePath::new(&path).and_then(|path| pages.get(&path)) else {
                return vec![differs(format!("The site has no file {path}."))];
            };
            if let Some(id) = found.lacks.first() {
                return vec![differs(format!("{path} lacks the id “{id}”."))];
            }
            let sheet = graph.family_sheet(owner).path;
            let on_sheet = GuidePath::new(&sheet).and_then(|sheet| pages.get(&sheet));
            let wanted =
                graph.links_from(owner).filter_map(|link| Some((link, graph.site_address(&link.destination)?)));
            wanted
                .map(|(link, address)| match link.usage {
                    LinkUsage::OnSheet => (link, on_sheet, address.relative_to(&sheet)),
                    LinkUsage::Follow | LinkUsage::Show => (link, Some(found), address.relative_to(&path)),
                })
                .filter(|(_, found, address)| found.is_none_or(|found| !found.written.contains(address.as_str())))
                .map(|(link, _, address)| (link, address))
                .map(|(link, address)| Finding {
                    place: link.place.clone(),
                    ..differs(format!("{path} lacks the link “{}” to {address}.", link.label))
                })
                .collect()
        })
        .collect()
}

fn differs(what: String) -> Finding {
    Finding::new(&BUNDLE_DIFFERS, Place::guide(), what, BUNDLE_DIFFERS.fix)
}
