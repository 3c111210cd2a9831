//! A page of the guide.

use std::collections::BTreeSet;

use minijinja::Value;
use serde::Serialize;

use crate::model::{Destination, DocumentId, LinkUsage, Owner, PageId};

use super::content::{self, OutlineEntry};
use super::frame::{self, Download, Frame, Head, Help, NamedLink, Subject};
use super::labels;
use super::stand::{Site, Stand};
use super::templates::Rendered;

/// What templates know.
#[derive(Serialize)]
struct Values {
    site: Frame,
    head: Head,
    page: PageView,
}

/// What templates know as `page`.
#[derive(Serialize)]
struct PageView {
    title: String,
    summary: Option<String>,
    /// Whether it is the first page, which says what the guide is.
    is_first: bool,
    /// The sheet to give to a family, when the page has one.
    family: Option<String>,
    on_this_page: Vec<NamedLink>,
    content: Value,
    /// The documents it leads to; none on the first page, which leads to nearly all.
    cards: Vec<Card>,
    responsibility: Responsibility,
    previous: Option<NamedLink>,
    next: Option<NamedLink>,
}

/// A document that the page leads to.
#[derive(Serialize)]
pub(super) struct Card {
    title: String,
    href: String,
    kind: Option<&'static str>,
    download: Download,
    owner: Option<String>,
    review_by: Option<String>,
}

/// Who keeps a page or document right, and when.
#[derive(Serialize)]
pub(super) struct Responsibility {
    pub(super) owner: Option<String>,
    pub(super) deputy: Option<String>,
    pub(super) last_reviewed: Option<String>,
    pub(super) review_by: Option<String>,
}

/// Writes a page of the guide.
pub(super) fn write(site: &Site<'_>, id: PageId) -> (String, Rendered) {
    let owner = Owner::Page(id);
    let stand = Stand::of(site, owner);
    let page = site.material.guide.page(id);
    let summary = page.facts.summary.as_deref();
    let values = Values {
        site: frame::frame(&stand, Subject::Owner(owner), &page.title),
        head: frame::head(&stand, &page.title, summary, &[]),
        page: view(&stand, id),
    };
    let rendered = site.templates.render("page.html", &values, site.material.sources);
    (stand.file, rendered)
}

/// Writes the body of a page, to be pasted into another page.
pub(super) fn fragment(stand: &Stand<'_>, id: PageId) -> Rendered {
    #[derive(Serialize)]
    struct Fragment<'a> {
        language: &'a str,
        page: PageView,
        help: Help,
    }
    let material = &stand.site.material;
    let help = frame::help(stand, Subject::Owner(Owner::Page(id)), &material.guide.page(id).title);
    let values = Fragment { language: &material.config.language, page: view(stand, id), help };
    stand.site.templates.render("fragment-page.html", &values, material.sources)
}

/// A page of fewer sections is seen at a glance and needs no list of them.
const FEWEST_SECTIONS: usize = 3;

/// The list of a page's main headings; empty when there are too few to need one.
pub(super) fn on_this_page(outline: &[OutlineEntry]) -> Vec<NamedLink> {
    let main = outline.iter().filter(|entry| entry.level == 2 && !entry.id.is_empty());
    let links: Vec<NamedLink> = main
        .map(|entry| NamedLink {
            title: entry.words.clone(),
            href: crate::model::SiteAddress::file("here".to_owned()).at(&entry.id).relative_to("here"),
        })
        .collect();
    if links.len() < FEWEST_SECTIONS { Vec::new() } else { links }
}

fn view(stand: &Stand<'_>, id: PageId) -> PageView {
    let material = &stand.site.material;
    let page = material.guide.page(id);
    let is_first = id == PageId(0);
    let printed = content::print(stand, Owner::Page(id), &page.blocks, &page.footnotes);
    PageView {
        title: page.title.clone(),
        summary: page.facts.summary.clone(),
        is_first,
        family: (!page.family.is_empty()).then(|| stand.address(&material.graph.family_sheet(Owner::Page(id)))),
        on_this_page: on_this_page(&printed.outline),
        content: frame::safe(printed.html),
        cards: if is_first { Vec::new() } else { cards(stand, id) },
        responsibility: Responsibility {
            owner: page.facts.owner.clone().or_else(|| material.config.editor.clone()),
            deputy: page.facts.deputy.clone(),
            last_reviewed: labels::date(page.facts.last_reviewed),
            review_by: labels::date(page.facts.review_by),
        },
        previous: id.0.checked_sub(1).map(|before| neighbour(stand, PageId(before))),
        next: Some(PageId(id.0 + 1))
            .filter(|next| (next.0 as usize) < material.guide.pages.len())
            .map(|next| neighbour(stand, next)),
    }
}

fn neighbour(stand: &Stand<'_>, id: PageId) -> NamedLink {
    let owner = Owner::Page(id);
    NamedLink { title: stand.graph().title(owner).to_owned(), href: stand.page_address(owner) }
}

/// The documents that the page leads to, each once, in the order the page names them.
fn cards(stand: &Stand<'_>, id: PageId) -> Vec<Card> {
    let links = stand.graph().links_from(Owner::Page(id)).filter(|link| link.usage == LinkUsage::Follow);
    let documents = links.filter_map(|link| match link.destination {
        Destination::Document(document) | Destination::DocumentAnchor(document, _) => Some(document),
        _ => None,
    });
    let mut seen = BTreeSet::new();
    documents.filter(|document| seen.insert(*document)).map(|document| card(stand, document)).collect()
}

fn card(stand: &Stand<'_>, id: DocumentId) -> Card {
    let document = stand.site.material.documents.get(id);
    Card {
        title: document.title.clone(),
        href: stand.page_address(Owner::Document(id)),
        kind: document.fact(|row| row.kind).map(labels::kind_words),
        download: Download { href: stand.address(&stand.graph().original(id)), facts: labels::file_facts(document) },
        owner: document.fact(|row| row.owner.clone()),
        review_by: labels::date(document.fact(|row| row.review_by)),
    }
}
