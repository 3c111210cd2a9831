//! The search page: the field, and below it a list of all there is, so that it is of use without a script, too.

use serde::Serialize;

use crate::model::{BlockKind, Digest, DocumentId, Owner, Page, PageId, plain_text};

use super::frame::{self, Frame, Head, NamedLink, Subject};
use super::search::INDEX_FILE;
use super::stand::{Site, Stand};
use super::templates::Rendered;
use super::{DOCUMENTS_PAGE, SEARCH_PAGE, documents_page, labels};

const TITLE: &str = "Search the guide";

/// What templates know.
#[derive(Serialize)]
struct Values {
    site: Frame,
    head: Head,
    search: SearchView,
}

/// What templates know as `search`.
#[derive(Serialize)]
struct SearchView {
    title: &'static str,
    /// The index, with its digest so that an old one is never read with new pages.
    index: String,
    documents: String,
    pages: Vec<PageLine>,
    /// The sheets to give to families.
    sheets: Vec<NamedLink>,
    forms: Vec<DocumentLine>,
}

/// A page and its main headings.
#[derive(Serialize)]
struct PageLine {
    title: String,
    href: String,
    headings: Vec<NamedLink>,
}

/// A document, its kind, and the type and size of its file.
#[derive(Serialize)]
struct DocumentLine {
    title: String,
    href: String,
    kind: Option<&'static str>,
    facts: String,
}

/// Writes the search page for an index.
pub(super) fn write(site: &Site<'_>, index: &[u8]) -> (String, Rendered) {
    let stand = Stand::at(site, SEARCH_PAGE);
    let description = "Search the pages of the guide and the text of its forms and documents.";
    let order = documents_page::a_to_z(&stand);
    let values = Values {
        site: frame::frame(&stand, Subject::Search, TITLE),
        head: frame::head(&stand, TITLE, Some(description), &[]),
        search: SearchView {
            title: TITLE,
            index: format!("{}?v={}", stand.file_address(INDEX_FILE), Digest::of(index).short(8)),
            documents: stand.file_address(DOCUMENTS_PAGE),
            pages: site.material.graph.page_ids().map(|id| page_line(&stand, id)).collect(),
            sheets: site.material.guide.pages().filter_map(|(id, page)| sheet(&stand, id, page)).collect(),
            forms: order.into_iter().map(|id| document_line(&stand, id)).collect(),
        },
    };
    let rendered = site.templates.render("search.html", &values, site.material.sources);
    (stand.file, rendered)
}

fn sheet(stand: &Stand<'_>, id: PageId, page: &Page) -> Option<NamedLink> {
    let href = stand.address(&stand.graph().family_sheet(Owner::Page(id)));
    (!page.family.is_empty()).then(|| NamedLink { title: page.title.clone(), href })
}

fn page_line(stand: &Stand<'_>, id: PageId) -> PageLine {
    let blocks = &stand.site.material.guide.page(id).blocks;
    let main = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { level: ..=2, id: spot, content } => {
            Some(NamedLink { title: plain_text(content), href: stand.spot_address(id, spot)? })
        }
        _ => None,
    });
    let owner = Owner::Page(id);
    PageLine { title: stand.graph().title(owner).to_owned(), href: stand.page_address(owner), headings: main.collect() }
}

fn document_line(stand: &Stand<'_>, id: DocumentId) -> DocumentLine {
    let document = stand.site.material.documents.get(id);
    DocumentLine {
        title: document.title.clone(),
        href: stand.page_address(Owner::Document(id)),
        kind: document.fact(|row| row.kind).map(labels::kind_words),
        facts: labels::file_facts_alone(document),
    }
}
