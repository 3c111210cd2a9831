//! Links as a reader sees them: an address from the link graph, words, and for a file its type and size.

use crate::model::{Destination, DocumentId, Link, LinkedDocument, Spot};

use super::escape::outside_address;
use super::labels;
use super::stand::Stand;

/// How a link is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// The address to follow; none for a link that leads nowhere.
    pub(super) href: Option<String>,
    /// What to say of the file it opens: “PDF, 120KB, page 3”.
    pub(super) facts: Option<String>,
    /// The words for a link that was written without any.
    pub(super) words: String,
}

/// How a link is shown in the file that stands here.
pub(super) fn shown(stand: &Stand<'_>, link: &Link) -> Shown {
    let destination = &link.destination;
    Shown { href: href(stand, destination), facts: facts(stand, destination), words: words(stand, link) }
}

/// The picture file that a link shows, as this file addresses it.
pub(super) fn picture_address(stand: &Stand<'_>, destination: &Destination) -> Option<String> {
    match destination {
        Destination::Image(_) => stand.inside(destination),
        Destination::Document(document) if document_of(stand, *document).format.is_picture() => {
            stand.inside(destination)
        }
        _ => None,
    }
}

fn href(stand: &Stand<'_>, destination: &Destination) -> Option<String> {
    match destination {
        Destination::Page(_)
        | Destination::Anchor(_)
        | Destination::Document(_)
        | Destination::DocumentAnchor(..)
        | Destination::Image(_) => stand.inside(destination),
        Destination::LocalOffer(address) | Destination::Web(address) => Some(outside_address(address)),
        Destination::Email(address) => Some(format!("mailto:{}", outside_address(address))),
        Destination::Phone(number) => Some(format!("tel:{}", number.split_whitespace().collect::<String>())),
        Destination::Nowhere(_) => None,
    }
}

fn facts(stand: &Stand<'_>, destination: &Destination) -> Option<String> {
    match destination {
        Destination::Document(id) => Some(labels::file_facts(document_of(stand, *id))),
        Destination::DocumentAnchor(id, spot) => spot_facts(stand, *id, spot),
        Destination::Image(file) => {
            let bytes = stand.site.material.sources.get(file)?.bytes.len();
            Some(labels::plain_file_facts(file, bytes))
        }
        Destination::Page(_)
        | Destination::Anchor(_)
        | Destination::LocalOffer(_)
        | Destination::Web(_)
        | Destination::Email(_)
        | Destination::Phone(_)
        | Destination::Nowhere(_) => None,
    }
}

/// A spot of a PDF opens the PDF there. Any other spot is on the document's own page, where there is nothing to warn of.
fn spot_facts(stand: &Stand<'_>, id: DocumentId, spot: &Spot) -> Option<String> {
    let node = stand.graph().document(id);
    let page = match spot {
        Spot::Page(page) => Some(*page),
        Spot::Anchor(index) if node.is_pdf => node.anchors.get(*index)?.page,
        Spot::Anchor(_) => return None,
    };
    let kind = labels::type_and_size(document_of(stand, id));
    Some(page.map_or(kind.clone(), |page| format!("{kind}, page {page}")))
}

fn words(stand: &Stand<'_>, link: &Link) -> String {
    match &link.destination {
        Destination::LocalOffer(address) | Destination::Web(address) | Destination::Phone(address) => address.clone(),
        Destination::Email(address) => address.split('?').next().unwrap_or_default().to_owned(),
        Destination::Image(file) => file.file_name().to_owned(),
        Destination::Nowhere(_) => link.written.clone(),
        inside => stand.graph().label(inside).unwrap_or(&link.written).to_owned(),
    }
}

fn document_of<'a>(stand: &Stand<'a>, id: DocumentId) -> &'a LinkedDocument {
    stand.site.material.documents.get(id)
}
