//! The entries of the index: a page or document each, with its sections.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::sections::{self, Section, one_line};
use super::ways;
use crate::model::{Destination, DocumentId, Owner, PageId, Spot};
use crate::write::html::stand::{Site, Stand};
use crate::write::html::{SEARCH_PAGE, document_page, labels};

/// A page or document.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    title: String,
    /// Its page on the site.
    address: String,
    /// What a reader is told it is, such as “Form”.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// Whether it is to be filled in: such a document comes before prose.
    #[serde(skip_serializing_if = "is_false")]
    form: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    /// The original of a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    download: Option<String>,
    /// Type, size and pages of the original: “PDF, 120KB, 8 pages”.
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<String>,
    /// The words by which the guide leads to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ways: Vec<String>,
    sections: Vec<Part>,
}

/// A section of a page or document, or a page of a PDF.
#[derive(Debug, Serialize)]
struct Part {
    /// Where it opens; none for the top of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// Its heading, or “page 3”.
    #[serde(skip_serializing_if = "String::is_empty")]
    heading: String,
    text: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The pages in reading order, then the documents in register order.
pub(super) fn all(site: &Site<'_>) -> Vec<Entry> {
    let material = &site.material;
    let stand = || Stand::at(site, SEARCH_PAGE);
    let ways = ways::all(material);
    let pages: Vec<PageId> = material.graph.page_ids().collect();
    let documents: Vec<DocumentId> = material.graph.document_ids().collect();
    let mut entries: Vec<Entry> = pages.par_iter().map_init(stand, |stand, id| page(stand, *id)).collect();
    entries.par_extend(documents.par_iter().map_init(stand, |stand, id| document(stand, *id, &ways)));
    entries
}

fn page(stand: &Stand<'_>, id: PageId) -> Entry {
    let page = stand.site.material.guide.page(id);
    let part = |section: Section| Part {
        at: section.id.and_then(|spot| stand.spot_address(id, &spot)),
        heading: section.heading,
        text: section.text,
    };
    let mut sections: Vec<Part> = sections::of(&page.blocks).into_iter().map(part).collect();
    let notes = page.footnotes.iter().map(|note| crate::model::blocks_text(&note.blocks));
    sections.extend(rest(notes));
    Entry {
        title: page.title.clone(),
        address: stand.page_address(Owner::Page(id)),
        kind: None,
        form: false,
        about: page.facts.summary.clone(),
        owner: None,
        download: None,
        facts: None,
        ways: Vec::new(),
        sections,
    }
}

fn document(stand: &Stand<'_>, id: DocumentId, ways: &BTreeMap<DocumentId, Vec<String>>) -> Entry {
    let document = stand.site.material.documents.get(id);
    let kind = document.fact(|row| row.kind);
    let blocks = document_page::without_title(&document.reading.blocks, &document.title);
    let owner = Owner::Document(id);
    let part = |section: Section| Part {
        at: section.id.map(|spot| stand.address(&stand.graph().html_page(owner).at(&spot))),
        heading: section.heading,
        text: section.text,
    };
    let mut sections: Vec<Part> = sections::of(&blocks).into_iter().map(part).collect();
    let notes = document.reading.footnotes.iter().map(|note| crate::model::blocks_text(&note.blocks));
    sections.extend(rest(notes));
    sections.extend(pdf_pages(stand, id, &document.reading.page_words));
    Entry {
        title: document.title.clone(),
        address: stand.page_address(owner),
        kind: kind.map(labels::kind_words),
        form: kind == Some(crate::model::DocumentKind::Form),
        about: document.fact(|row| row.summary.clone()),
        owner: document.fact(|row| row.owner.clone()),
        download: Some(stand.address(&stand.graph().original(id))),
        facts: Some(labels::file_facts_alone(document)),
        ways: ways.get(&id).cloned().unwrap_or_default(),
        sections,
    }
}

/// Notes at the foot have no heading of their own.
fn rest(notes: impl Iterator<Item = String>) -> Option<Part> {
    let text = one_line(&notes.collect::<Vec<_>>().join(" "));
    (!text.is_empty()).then_some(Part { at: None, heading: String::new(), text })
}

fn pdf_pages(stand: &Stand<'_>, id: DocumentId, pages: &[String]) -> Vec<Part> {
    let lines: Vec<String> = pages.iter().map(|words| one_line(words)).collect();
    let head = running_head(&lines);
    let part = |(number, line): (u32, &String)| {
        let at = stand.inside(&Destination::DocumentAnchor(id, Spot::Page(number)))?;
        // The first page keeps it: no word is lost.
        let text = if number == 1 { line.as_str() } else { line[head..].trim_start() }.to_owned();
        (!text.is_empty()).then_some(Part { at: Some(at), heading: format!("page {number}"), text })
    };
    (1..).zip(&lines).filter_map(part).collect()
}

/// How long the words are that every page of a PDF begins with: each page would be found by them, and begin with them.
fn running_head(lines: &[String]) -> usize {
    let Some((first, others)) = lines.split_first().filter(|(_, others)| !others.is_empty()) else { return 0 };
    let shared = |one: &str, two: &str| {
        let same = one.split_inclusive(' ').zip(two.split_inclusive(' ')).take_while(|(one, two)| one == two);
        same.map(|(word, _)| word.len()).sum::<usize>()
    };
    others.iter().map(|other| shared(first, other)).min().unwrap_or_default()
}
