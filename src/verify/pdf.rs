//! Reads the links back out of the finished PDF and compares them with the graph.
//!
//! A plain walk of its own over the objects: it shares nothing with the writer, so that a mistake there is seen here.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::BUNDLE_DIFFERS;
use crate::model::{AnchorId, Destination, Finding, Findings, LinkGraph, LinkUsage, Owner, Place, Spot};

/// What stands in a finished PDF: where its names lead and what its links say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfLinks {
    /// How many pages it has.
    pub pages: u32,
    /// The named destinations and their pages, from 1; 0 for a name that leads to no page of the file.
    pub destinations: BTreeMap<String, u32>,
    /// The link annotations, page by page.
    pub links: Vec<PdfLink>,
}

/// A link annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfLink {
    /// The page it stands on, from 1.
    pub page: u32,
    /// Where it leads.
    pub target: PdfTarget,
}

/// Where a link annotation leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PdfTarget {
    /// To a named destination (ISO 32000-1, 12.3.2.3).
    Named(String),
    /// To a page of the file, from 1; 0 when the page is not in the file.
    Page(u32),
    /// To an address (ISO 32000-1, 12.6.4.7).
    Address(String),
    /// A step such as the next page, or anything else that is no destination.
    Other,
}

/// The links and named destinations of a PDF. A file that cannot be read has none.
pub fn links(bytes: &[u8]) -> PdfLinks {
    let Ok(document) = Document::load_mem(bytes) else { return PdfLinks::default() };
    let pages = document.get_pages();
    let numbers: BTreeMap<ObjectId, u32> = pages.iter().map(|(number, id)| (*id, *number)).collect();
    let destinations = destinations(&document, &numbers);
    let mut links = Vec::new();
    for (number, id) in &pages {
        for annotation in document.get_page_annotations(*id).unwrap_or_default() {
            if annotation.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Link") {
                links.push(PdfLink { page: *number, target: target(&document, annotation, &numbers) });
            }
        }
    }
    PdfLinks { pages: u32::try_from(pages.len()).unwrap_or(u32::MAX), destinations, links }
}

/// Compares the finished PDF with the graph. `guide_pages` is how many of its pages come before the annexes.
pub fn compare(bytes: &[u8], graph: &LinkGraph, guide_pages: u32) -> Findings {
    let found = links(bytes);
    let mut findings = Findings::default();
    for (what, fix) in missing(&found, graph)
        .into_iter()
        .chain(dangling(&found))
        .chain(misplaced(&found, graph))
        .chain(lost(&found, graph, guide_pages))
    {
        findings.push(Finding::new(&BUNDLE_DIFFERS, Place::guide(), what, fix));
    }
    findings
}

const REPORT: &str = "Send us the guide's folder: this is a mistake in the tool, not in the guide.";

/// Pages, headings and annexes without their destination.
fn missing(found: &PdfLinks, graph: &LinkGraph) -> Vec<(String, String)> {
    let pages = graph.page_ids().map(Destination::Page);
    let anchors = (0..graph.anchors.len())
        .filter_map(|index| u32::try_from(index).ok())
        .map(|index| Destination::Anchor(AnchorId(index)));
    let annexes = graph.annexes().map(|(_, id)| Destination::Document(id));
    let promised = pages.chain(anchors).chain(annexes).filter_map(|destination| graph.pdf_destination(&destination));
    let old = graph.old_names.values().flatten().cloned();
    let wanted: BTreeSet<String> = promised.chain(old).collect();
    let absent = wanted.iter().filter(|name| found.destinations.get(*name).is_none_or(|page| *page == 0));
    absent.map(|name| (format!("The PDF has no destination “{name}”."), REPORT.to_owned())).collect()
}

/// Links of the PDF that lead to a name or page which is not there.
fn dangling(found: &PdfLinks) -> Vec<(String, String)> {
    let leads_nowhere = |link: &&PdfLink| match &link.target {
        PdfTarget::Named(name) => found.destinations.get(name).is_none_or(|page| *page == 0),
        PdfTarget::Page(page) => *page == 0,
        PdfTarget::Address(_) | PdfTarget::Other => false,
    };
    found
        .links
        .iter()
        .filter(leads_nowhere)
        .map(|link| {
            (
                format!(
                    "A link on page {} of the PDF leads to {}, which is not there.",
                    link.page,
                    words(&link.target)
                ),
                REPORT.to_owned(),
            )
        })
        .collect()
}

/// Pages and spots of bound-in PDFs whose names lead to another page than the one that is meant.
fn misplaced(found: &PdfLinks, graph: &LinkGraph) -> Vec<(String, String)> {
    let mut told = Vec::new();
    for (_, id) in graph.annexes() {
        // Only a PDF has names for its pages.
        let Some(first) = found.destinations.get(&graph.annex_spot_name(id, "page=1")) else { continue };
        let pages = (1..).map(|page: u32| (format!("page={page}"), page));
        let pages = pages.take_while(|(spot, _)| found.destinations.contains_key(&graph.annex_spot_name(id, spot)));
        let spots = graph.document(id).anchors.iter().filter_map(|spot| Some((spot.id.clone(), spot.page?)));
        for (spot, page) in pages.chain(spots) {
            let name = graph.annex_spot_name(id, &spot);
            let meant = (first + page).saturating_sub(1);
            if let Some(place) = found.destinations.get(&name).filter(|place| **place != meant) {
                told.push((
                    format!("“{name}” leads to page {place} of the PDF, and should lead to page {meant}."),
                    REPORT.to_owned(),
                ));
            }
        }
    }
    told
}

fn words(target: &PdfTarget) -> String {
    match target {
        PdfTarget::Named(name) => format!("“{name}”"),
        PdfTarget::Page(_) => "a page".to_owned(),
        PdfTarget::Address(address) => address.clone(),
        PdfTarget::Other => "something else".to_owned(),
    }
}

/// Links of the guide's pages that the PDF does not have.
fn lost(found: &PdfLinks, graph: &LinkGraph, guide_pages: u32) -> Vec<(String, String)> {
    let mut there: BTreeMap<PdfTarget, usize> = BTreeMap::new();
    for link in found.links.iter().filter(|link| link.page <= guide_pages) {
        *there.entry(link.target.clone()).or_default() += 1;
    }
    let mut wanted: BTreeMap<PdfTarget, usize> = BTreeMap::new();
    for link in graph.links().filter(|link| matches!(link.id.owner, Owner::Page(_)) && link.usage != LinkUsage::OnSheet)
    {
        if let Some(target) = promised(graph, &link.destination) {
            *wanted.entry(target).or_default() += 1;
        }
    }
    wanted
        .into_iter()
        .filter(|(target, count)| there.get(target).copied().unwrap_or(0) < *count)
        .map(|(target, count)| {
            (
                format!("The guide links to {} {count} times; the PDF does so less often.", words(&target)),
                REPORT.to_owned(),
            )
        })
        .collect()
}

fn promised(graph: &LinkGraph, destination: &Destination) -> Option<PdfTarget> {
    match destination {
        Destination::Web(address) | Destination::LocalOffer(address) => Some(PdfTarget::Address(address.clone())),
        Destination::Email(address) => Some(PdfTarget::Address(format!("mailto:{address}"))),
        Destination::Phone(number) => Some(PdfTarget::Address(format!("tel:{number}"))),
        Destination::DocumentAnchor(_, Spot::Page(0)) => None,
        inside => graph.pdf_destination(inside).map(PdfTarget::Named),
    }
}

fn destinations(document: &Document, numbers: &BTreeMap<ObjectId, u32>) -> BTreeMap<String, u32> {
    let mut all = BTreeMap::new();
    let names = document.catalog().and_then(|catalog| catalog.get_deref(b"Names", document)).and_then(Object::as_dict);
    let Some(root) =
        names.ok().and_then(|names| names.get_deref(b"Dests", document).ok()).and_then(|root| root.as_dict().ok())
    else {
        return all;
    };
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        let list = |key: &[u8]| {
            node.get_deref(key, document).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default()
        };
        for pair in list(b"Names").chunks_exact(2) {
            if let Ok(name) = pair[0].as_str() {
                all.insert(text(name), explicit(document, &pair[1], numbers));
            }
        }
        let kids = list(b"Kids").iter().filter_map(|kid| document.dereference(kid).ok()?.1.as_dict().ok());
        open.extend(kids.filter(|_| depth < 40).map(|kid| (kid, depth + 1)));
    }
    all
}

fn target(document: &Document, link: &Dictionary, numbers: &BTreeMap<ObjectId, u32>) -> PdfTarget {
    let action = link.get_deref(b"A", document).and_then(Object::as_dict).ok();
    let of_action = |key: &[u8]| action.and_then(|action| action.get_deref(key, document).ok());
    match link.get_deref(b"Dest", document).ok().or_else(|| of_action(b"D")) {
        Some(Object::String(name, _) | Object::Name(name)) => PdfTarget::Named(text(name)),
        Some(other) => PdfTarget::Page(explicit(document, other, numbers)),
        None => match of_action(b"URI") {
            Some(Object::String(address, _)) => PdfTarget::Address(text(address)),
            _ => PdfTarget::Other,
        },
    }
}

fn explicit(document: &Document, value: &Object, numbers: &BTreeMap<ObjectId, u32>) -> u32 {
    let Ok((_, value)) = document.dereference(value) else { return 0 };
    let array = match value {
        Object::Dictionary(wrapped) => wrapped.get_deref(b"D", document).and_then(Object::as_array),
        other => other.as_array(),
    };
    let page = array.ok().and_then(|array| array.first()).and_then(|page| page.as_reference().ok());
    page.and_then(|page| numbers.get(&page)).copied().unwrap_or(0)
}

fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}
