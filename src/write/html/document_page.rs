//! The page of a linked document: what it is, its original, who keeps it right, where the guide uses it, what it says.

use minijinja::Value;
use serde::Serialize;

use crate::model::{
    Block, BlockKind, Destination, DocumentId, DocumentKind, Format, Inline, LinkedDocument, Owner, Spot, plain_text,
};

use super::content;
use super::frame::{self, Download, Frame, Head, Help, NamedLink, Subject};
use super::labels;
use super::page::{Responsibility, on_this_page};
use super::stand::{Site, Stand};
use super::templates::Rendered;
use super::uses::{self, Use};
use super::{DOCUMENTS_PAGE, files};

/// What templates know.
#[derive(Serialize)]
struct Values {
    site: Frame,
    head: Head,
    document: DocumentView,
}

/// What templates know as `document`.
#[derive(Serialize)]
struct DocumentView {
    title: String,
    summary: Option<String>,
    kind: Option<&'static str>,
    /// Whether it is an example that nobody need use.
    is_example: bool,
    /// What its content is read as: `form`, `spreadsheet` or `text`.
    reads_as: &'static str,
    download: Download,
    also: Vec<NamedDownload>,
    version: Option<String>,
    issued: Option<String>,
    audience: Option<String>,
    replaces: Option<String>,
    responsibility: Responsibility,
    annex: Option<Annex>,
    used_by: Vec<Use>,
    on_this_page: Vec<NamedLink>,
    content: Value,
    /// The language of what it says, when that is not the guide's.
    language: Option<String>,
    picture: Option<Picture>,
    spots: Vec<PdfSpot>,
    /// Whether it could not be opened or read.
    is_unreadable: bool,
    /// Whether it is a PDF without the tags that a screen reader needs.
    is_untagged: bool,
}

/// The same document in another format.
#[derive(Serialize)]
struct NamedDownload {
    title: String,
    href: String,
    facts: String,
}

/// Where the document stands in the PDF.
#[derive(Serialize)]
struct Annex {
    number: u32,
    page: Option<String>,
    href: String,
}

/// A document that is a picture.
#[derive(Serialize)]
struct Picture {
    href: String,
    alt: String,
    width: Option<usize>,
    height: Option<usize>,
}

/// A spot of a PDF that has words.
#[derive(Serialize)]
struct PdfSpot {
    title: String,
    href: String,
    page: Option<u32>,
}

/// Writes the page of a document.
pub(super) fn write(site: &Site<'_>, id: DocumentId) -> (String, Rendered) {
    let owner = Owner::Document(id);
    let stand = Stand::of(site, owner);
    let document = site.material.documents.get(id);
    let summary = document.fact(|row| row.summary.as_deref());
    let way = [NamedLink { title: "All forms and documents".to_owned(), href: stand.file_address(DOCUMENTS_PAGE) }];
    let values = Values {
        site: frame::frame(&stand, Subject::Owner(owner), &document.title),
        head: frame::head(&stand, &document.title, summary, &way),
        document: view(&stand, id, document),
    };
    let rendered = site.templates.render("document.html", &values, site.material.sources);
    (stand.file, rendered)
}

/// Writes the body of a document's page, to be pasted into another page.
pub(super) fn fragment(stand: &Stand<'_>, id: DocumentId) -> Rendered {
    #[derive(Serialize)]
    struct Fragment<'a> {
        language: &'a str,
        document: DocumentView,
        help: Help,
    }
    let material = &stand.site.material;
    let document = material.documents.get(id);
    let help = frame::help(stand, Subject::Owner(Owner::Document(id)), &document.title);
    let values = Fragment { language: &material.config.language, document: view(stand, id, document), help };
    stand.site.templates.render("fragment-document.html", &values, material.sources)
}

fn view(stand: &Stand<'_>, id: DocumentId, document: &LinkedDocument) -> DocumentView {
    let reading = &document.reading;
    let blocks = without_title(&reading.blocks, &document.title);
    let printed = content::print(stand, Owner::Document(id), &blocks, &reading.footnotes);
    let kind = document.fact(|row| row.kind);
    DocumentView {
        title: document.title.clone(),
        summary: document.fact(|row| row.summary.clone()),
        kind: kind.map(labels::kind_words),
        is_example: kind == Some(DocumentKind::Example),
        reads_as: reads_as(document),
        download: Download { href: stand.address(&stand.graph().original(id)), facts: labels::file_facts(document) },
        also: also(stand, document),
        version: document.fact(|row| row.version.clone()),
        issued: labels::date(document.fact(|row| row.issued)),
        audience: document.fact(|row| row.audience.clone()),
        replaces: document.fact(|row| row.replaces.clone()),
        responsibility: responsibility(document),
        annex: annex(stand, id),
        used_by: uses::of(stand, id),
        on_this_page: on_this_page(&printed.outline),
        content: frame::safe(printed.html),
        language: labels::other_language(reading.language.as_deref(), &stand.site.material.config.language),
        picture: picture(stand, id, document),
        spots: pdf_spots(stand, id),
        is_unreadable: !document.is_readable(),
        is_untagged: reading.accessibility.as_ref().is_some_and(|facts| !facts.tagged),
    }
}

fn reads_as(document: &LinkedDocument) -> &'static str {
    match document.fact(|row| row.kind) {
        _ if document.format.is_spreadsheet() => "spreadsheet",
        Some(DocumentKind::Form) => "form",
        _ => "text",
    }
}

/// The blocks without the first heading when it only says the title again. Its spots stay.
pub(super) fn without_title(blocks: &[Block], title: &str) -> Vec<Block> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut blocks = blocks.to_vec();
    let first = blocks.iter_mut().find(|block| matches!(block.kind, BlockKind::Heading { .. }));
    if let Some(Block { kind, .. }) = first
        && let BlockKind::Heading { id, content, .. } = kind
        && plain(&plain_text(content)) == plain(title)
    {
        let spots = content.iter().filter(|inline| matches!(inline, Inline::Anchor(_))).cloned();
        *kind = BlockKind::Paragraph(std::iter::once(Inline::Anchor(id.clone())).chain(spots).collect());
    }
    blocks
}

fn responsibility(document: &LinkedDocument) -> Responsibility {
    Responsibility {
        owner: document.fact(|row| row.owner.clone()),
        deputy: document.fact(|row| row.deputy.clone()),
        last_reviewed: labels::date(document.fact(|row| row.last_reviewed)),
        review_by: labels::date(document.fact(|row| row.review_by)),
    }
}

fn also(stand: &Stand<'_>, document: &LinkedDocument) -> Vec<NamedDownload> {
    let files = document.register.iter().flat_map(|row| &row.also);
    let download = |file| {
        let source = stand.site.material.sources.get(file)?;
        let facts = labels::plain_file_facts(file, source.bytes.len());
        Some(NamedDownload {
            title: document.title.clone(),
            href: stand.inside(&Destination::Image(file.clone()))?,
            facts,
        })
    };
    files.filter_map(download).collect()
}

fn annex(stand: &Stand<'_>, id: DocumentId) -> Option<Annex> {
    let pdf = stand.site.pdf?;
    let number = stand.graph().document(id).annex?;
    let destination = stand.graph().pdf_destination(&Destination::Document(id))?;
    let address = crate::model::SiteAddress::file(pdf.file.clone()).at(&format!("nameddest={destination}"));
    let page = pdf.annex_pages.iter().find(|(document, _)| *document == id).map(|(_, page)| page.printed.clone());
    Some(Annex { number, page, href: stand.address(&address) })
}

fn picture(stand: &Stand<'_>, id: DocumentId, document: &LinkedDocument) -> Option<Picture> {
    if !matches!(document.format, Format::Png | Format::Jpeg) {
        return None;
    }
    let destination = Destination::Document(id);
    let pixels = files::pixels(&stand.site.material, &destination);
    Some(Picture {
        href: stand.inside(&destination)?,
        alt: uses::picture_words(stand, id, document),
        width: pixels.map(|(width, _)| width),
        height: pixels.map(|(_, height)| height),
    })
}

fn pdf_spots(stand: &Stand<'_>, id: DocumentId) -> Vec<PdfSpot> {
    let node = stand.graph().document(id);
    if !node.is_pdf {
        return Vec::new();
    }
    let named = node.anchors.iter().enumerate().filter(|(_, anchor)| !anchor.label.trim().is_empty());
    let spot = |(index, anchor): (usize, &crate::model::SpotNode)| {
        let destination = Destination::DocumentAnchor(id, Spot::Anchor(index));
        Some(PdfSpot { title: anchor.label.clone(), href: stand.inside(&destination)?, page: anchor.page })
    };
    let mut spots: Vec<PdfSpot> = named.filter_map(spot).collect();
    // As they stand in the file, not by name.
    spots.sort_by_key(|spot| spot.page);
    spots
}
