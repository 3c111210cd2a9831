//! Links and where they lead. A link is resolved once, in `link/`, and every other room reads the answer.

use super::{AnchorId, DocumentId, GuidePath, LinkOrdinal, LinkUsage, PageId, Place};

/// A link of a page or of a document, with the answer to where it leads.
#[derive(Debug, Clone)]
pub struct Link {
    /// Which link.
    pub id: LinkId,
    /// Where it stands.
    pub place: Place,
    /// The address as written.
    pub written: String,
    /// The words a reader sees, as written; may be empty.
    pub label: String,
    /// A link to follow, or a picture to show.
    pub usage: LinkUsage,
    /// Where it leads.
    pub destination: Destination,
}

/// A link as a report tells it, whether it stands on a page, in a document or in a register.
#[derive(Debug, Clone, Copy)]
pub struct ToldLink<'a> {
    /// Where it stands.
    pub place: &'a Place,
    /// The address as written.
    pub written: &'a str,
    /// The words a reader sees.
    pub label: &'a str,
    /// Where it leads.
    pub destination: &'a Destination,
}

/// A link that stands in a register or in the settings: a row for a document, an old address, where feedback goes.
#[derive(Debug, Clone)]
pub struct RegisteredLink {
    /// The row, or the line.
    pub place: Place,
    /// The address as written.
    pub written: String,
    /// What it is for.
    pub label: String,
    /// Where it leads.
    pub destination: Destination,
}

/// Which link: its page or document, and its position there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId {
    /// The page or document it stands in.
    pub owner: Owner,
    /// Its position among the owner's links.
    pub ordinal: LinkOrdinal,
}

/// A page or a document: what links and anchors belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A page of the guide.
    Page(PageId),
    /// A linked document.
    Document(DocumentId),
}

/// Where a link leads. A closed list: a new kind stops every writer from compiling until it is dealt with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    /// A page of the guide.
    Page(PageId),
    /// A heading, a term or a named spot of a page.
    Anchor(AnchorId),
    /// A linked document.
    Document(DocumentId),
    /// A spot in a linked document.
    DocumentAnchor(DocumentId, Spot),
    /// A picture to show, or a file of the guide that is published beside the pages.
    Image(GuidePath),
    /// An address on the Local Offer site that is not part of this guide: the whole address.
    LocalOffer(String),
    /// An address on the web.
    Web(String),
    /// An email address, without `mailto:`; a subject may follow after `?`.
    Email(String),
    /// A telephone number, as in `tel:` without the scheme.
    Phone(String),
    /// Nowhere, and why. A finding says so.
    Nowhere(Reason),
}

/// A spot in a linked document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// A page of a PDF, from 1.
    Page(u32),
    /// One of the document's anchors: its position in [`super::Reading::anchors`].
    Anchor(usize),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// There is no such page.
    MissingPage,
    /// There is no such heading, or none any more.
    MissingAnchor,
    /// There is no such document.
    MissingDocument,
    /// The document has no such page, bookmark, named destination, sheet or cell.
    MissingDocumentAnchor,
    /// There is no such picture.
    MissingImage,
    /// It leads out of the guide folder.
    OutsideTheGuide,
    /// It leads to a file on one computer or drive.
    LocalPath,
    /// Its scheme is one that no guide needs, such as `javascript:`.
    UnsafeScheme,
    /// It is empty.
    Empty,
    /// It cannot be understood as an address.
    Malformed,
}

impl Link {
    /// The link in the editor's words: “Speech and language form”.
    pub fn words(&self) -> String {
        let label = self.label.trim();
        let short: String = label.chars().take(70).collect();
        match (label.is_empty(), short.len() < label.len()) {
            (true, _) => "A link".to_owned(),
            (false, false) => format!("“{label}”"),
            (false, true) => format!("“{short}…”"),
        }
    }

    /// The address on the web that it leads to, the Local Offer's included.
    pub fn web_address(&self) -> Option<&str> {
        match &self.destination {
            Destination::Web(address) | Destination::LocalOffer(address) => Some(address),
            _ => None,
        }
    }
}

impl Destination {
    /// The kind's name in `findings.json` and `links.csv`. A link that leads nowhere counts as what it was meant to be.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Page(_) | Self::Nowhere(Reason::MissingPage | Reason::Empty) => "page",
            Self::Anchor(_) | Self::Nowhere(Reason::MissingAnchor) => "anchor",
            Self::Document(_)
            | Self::Nowhere(Reason::MissingDocument | Reason::OutsideTheGuide | Reason::LocalPath) => "document",
            Self::DocumentAnchor(..) | Self::Nowhere(Reason::MissingDocumentAnchor) => "document-anchor",
            Self::Image(_) | Self::Nowhere(Reason::MissingImage) => "image",
            Self::Web(_) | Self::Nowhere(Reason::UnsafeScheme | Reason::Malformed) => "web",
            Self::Email(_) => "email",
            Self::Phone(_) => "phone",
            Self::LocalOffer(_) => "local-offer",
        }
    }

    /// The kinds' names in the order of the report.
    pub const KINDS: [&'static str; 9] =
        ["page", "anchor", "document", "document-anchor", "image", "web", "email", "phone", "local-offer"];

    /// Whether it is a part of this guide: something that the PDF jumps to instead of leaving the file.
    pub fn is_inside(&self) -> bool {
        matches!(self, Self::Page(_) | Self::Anchor(_) | Self::Document(_) | Self::DocumentAnchor(..))
    }
}
