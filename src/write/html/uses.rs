//! Where a document is used: the pages and other documents that lead to it.

use serde::Serialize;

use crate::model::{At, DocumentId, Link, LinkUsage, LinkedDocument, Owner};

use super::frame::NamedLink;
use super::stand::Stand;

/// A page or document that leads to a document, and the sections that do.
#[derive(Debug, Serialize)]
pub(super) struct Use {
    title: String,
    href: String,
    sections: Vec<NamedLink>,
}

/// The pages and documents that lead to a document, each once, pages first.
pub(super) fn of(stand: &Stand<'_>, id: DocumentId) -> Vec<Use> {
    let graph = stand.graph();
    let this = Owner::Document(id);
    let mut uses: Vec<(Owner, Use)> = Vec::new();
    for link in graph.links_to(this).filter(|link| link.id.owner != this) {
        let owner = link.id.owner;
        if uses.last().is_none_or(|(last, _)| *last != owner) {
            let title = graph.title(owner).to_owned();
            uses.push((owner, Use { title, href: stand.page_address(owner), sections: Vec::new() }));
        }
        if let (Some((_, last)), Some(section)) = (uses.last_mut(), section_of(stand, link))
            && last.sections.iter().all(|known| known.href != section.href)
        {
            last.sections.push(section);
        }
    }
    uses.into_iter().map(|(_, used)| used).collect()
}

/// What is said in place of a picture: its own description, what a page says of it, or what the register says it is for.
pub(super) fn picture_words(stand: &Stand<'_>, id: DocumentId, document: &LinkedDocument) -> String {
    let own = document.reading.description.clone();
    let of_a_page = || {
        let mut shown = stand.graph().links_to(Owner::Document(id)).filter(|link| link.usage == LinkUsage::Show);
        shown.find(|link| !link.label.trim().is_empty()).map(|link| link.label.clone())
    };
    let of_the_register = || document.fact(|row| row.summary.clone());
    own.or_else(of_a_page).or_else(of_the_register).unwrap_or_else(|| document.title.clone())
}

/// The section of a page that a link stands in.
fn section_of(stand: &Stand<'_>, link: &Link) -> Option<NamedLink> {
    let Owner::Page(page) = link.id.owner else { return None };
    let At::Bytes(place) = &link.place.at else { return None };
    let mut anchors = stand.site.material.guide.page(page).anchors.iter();
    let is_above = |at: &At| matches!(at, At::Bytes(range) if range.start <= place.start);
    let section = anchors.rfind(|anchor| anchor.level.is_some() && is_above(&anchor.at))?;
    Some(NamedLink { title: section.label.clone(), href: stand.spot_address(page, &section.name)? })
}
