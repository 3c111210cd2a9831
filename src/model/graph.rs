//! The link graph: every page, document, anchor and link, and the one place that knows addresses.
//!
//! Built once by `link/`, then only read. The HTML writer, the PDF writer, the checks, the reports and the verification of
//! finished files all ask it, so that they cannot disagree.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Destination, DocumentId, GuidePath, Link, LinkId, LinkOrdinal, Owner, PageId, Place, RegisteredLink, SiteAddress,
    Spot, ToldLink,
};

/// Which anchor of a page: its position in [`LinkGraph::anchors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnchorId(pub u32);

/// A named spot of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// The page it is on.
    pub page: PageId,
    /// Its name: the HTML `id`; in the PDF `<page>.<name>`.
    pub name: String,
    /// The heading's words; may be empty.
    pub label: String,
    /// Where it stands.
    pub place: Place,
}

/// A page as the graph knows it.
#[derive(Debug, Clone)]
pub struct PageNode {
    /// Its address without `.html`.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: GuidePath,
}

/// A document as the graph knows it.
#[derive(Debug, Clone)]
pub struct DocumentNode {
    /// The name of its page and PDF destination.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: GuidePath,
    /// Whether it is a PDF: its pages and destinations are reached in the file itself, not on its HTML page.
    pub is_pdf: bool,
    /// Its anchors: the name in links, the id in our outputs, and the page of a PDF it is on.
    pub anchors: Vec<SpotNode>,
    /// Its number among the annexes of the PDF, from 1; none when it is not bound in.
    pub annex: Option<u32>,
}

/// A spot in a document as the graph knows it.
#[derive(Debug, Clone)]
pub struct SpotNode {
    /// The name that links use.
    pub name: String,
    /// The id in our outputs.
    pub id: String,
    /// Words for it; may be empty.
    pub label: String,
    /// The page of a PDF it is on.
    pub page: Option<u32>,
}

/// An old address and where it leads now: a redirect of `redirects.csv`, an alias of a page, or an address of an earlier
/// release whose page or document is at another one now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect {
    /// A path under the guide's address, not percent-encoded; or a whole address elsewhere.
    pub from: String,
    /// What it leads to.
    pub destination: Destination,
    /// Where that is. An old web page leads to a document's own page, an old file to the file itself.
    pub to: SiteAddress,
}

/// An id of an earlier release, kept alive on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSpot {
    /// The page.
    pub page: PageId,
    /// The old id.
    pub name: String,
    /// The words of the heading that had it.
    pub label: String,
    /// Where it leads: the heading that took its place, or the page when none did.
    pub destination: Destination,
    /// Whether the newest release still had the heading.
    pub is_news: bool,
}

/// An address of an earlier release that nothing answers any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostAddress {
    /// The path under the guide's address.
    pub path: String,
    /// What stood there.
    pub title: String,
    /// The number of the newest release that had it.
    pub release: u32,
    /// What is most like it now.
    pub near: Option<Owner>,
}

/// Every page, document, anchor and link of a guide.
#[derive(Debug, Default)]
pub struct LinkGraph {
    /// Pages in reading order.
    pub pages: Vec<PageNode>,
    /// Documents in register order.
    pub documents: Vec<DocumentNode>,
    /// The anchors of the pages.
    pub anchors: Vec<Anchor>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// Ids of earlier releases, in the order of the pages.
    pub kept: Vec<KeptSpot>,
    /// Named destinations that earlier releases' PDFs had, by where they lead now.
    pub old_names: BTreeMap<Destination, BTreeSet<String>>,
    /// Addresses of earlier releases that nothing answers.
    pub lost: Vec<LostAddress>,
    /// The links of the registers.
    pub registered: Vec<RegisteredLink>,
    links: BTreeMap<LinkId, Link>,
    inward: BTreeMap<Owner, BTreeSet<LinkId>>,
    wanted: BTreeSet<(DocumentId, usize)>,
}

impl LinkGraph {
    /// Puts the links in: the graph's last change.
    #[must_use]
    pub fn with_links(mut self, links: impl IntoIterator<Item = Link>) -> Self {
        for link in links {
            if let Some(target) = self.owner_of(&link.destination) {
                self.inward.entry(target).or_default().insert(link.id);
            }
            if let Destination::DocumentAnchor(document, Spot::Anchor(anchor)) = &link.destination {
                self.wanted.insert((*document, *anchor));
            }
            self.links.insert(link.id, link);
        }
        self
    }

    /// Every link, pages first, in the order they stand.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.values()
    }

    /// Every link anywhere, as reports tell it: of pages, of documents, and of the registers.
    pub fn told(&self) -> impl Iterator<Item = ToldLink<'_>> {
        let standing = self.links().map(|link| ToldLink {
            place: &link.place,
            written: &link.written,
            label: &link.label,
            destination: &link.destination,
        });
        standing.chain(self.registered.iter().map(|link| ToldLink {
            place: &link.place,
            written: &link.written,
            label: &link.label,
            destination: &link.destination,
        }))
    }

    /// One link.
    ///
    /// # Panics
    /// When the content tree holds a link that was never resolved: a bug of ours.
    pub fn link(&self, owner: Owner, ordinal: LinkOrdinal) -> &Link {
        &self.links[&LinkId { owner, ordinal }]
    }

    /// The links that stand in a page or document.
    pub fn links_from(&self, owner: Owner) -> impl Iterator<Item = &Link> {
        let first = LinkId { owner, ordinal: LinkOrdinal(0) };
        let last = LinkId { owner, ordinal: LinkOrdinal(u32::MAX) };
        self.links.range(first..=last).map(|(_, link)| link)
    }

    /// The links that lead to a page or document, or to a spot in it.
    pub fn links_to(&self, owner: Owner) -> impl Iterator<Item = &Link> {
        self.inward.get(&owner).into_iter().flatten().map(|id| &self.links[id])
    }

    /// Whether a link leads to this anchor of a document: only then need it be marked in a long spreadsheet.
    pub fn is_wanted(&self, document: DocumentId, anchor: usize) -> bool {
        self.wanted.contains(&(document, anchor))
    }

    /// The page with this id.
    pub fn page(&self, id: PageId) -> &PageNode {
        &self.pages[id.0 as usize]
    }

    /// The document with this id.
    pub fn document(&self, id: DocumentId) -> &DocumentNode {
        &self.documents[id.0 as usize]
    }

    /// The page anchor with this id.
    pub fn anchor(&self, id: AnchorId) -> &Anchor {
        &self.anchors[id.0 as usize]
    }

    /// The ids of earlier releases that lead to this spot of a page: to the anchor of this name, or to the page's top.
    pub fn kept_at(&self, page: PageId, anchor: Option<&str>) -> impl Iterator<Item = &str> {
        let first = self.kept.partition_point(|kept| kept.page < page);
        let here = self.kept[first..].iter().take_while(move |kept| kept.page == page);
        let leads_here = move |kept: &&KeptSpot| match kept.destination {
            Destination::Anchor(id) => anchor == Some(self.anchor(id).name.as_str()),
            _ => anchor.is_none(),
        };
        here.filter(leads_here).map(|kept| kept.name.as_str())
    }

    /// The named destinations of earlier releases' PDFs that lead to a page, heading or document now.
    pub fn old_names_of(&self, destination: &Destination) -> impl Iterator<Item = &str> {
        self.old_names.get(destination).into_iter().flatten().map(String::as_str)
    }

    /// The ids of all pages, in reading order.
    pub fn page_ids(&self) -> impl Iterator<Item = PageId> + use<> {
        (0..u32::try_from(self.pages.len()).unwrap_or(u32::MAX)).map(PageId)
    }

    /// The ids of all documents, in register order.
    pub fn document_ids(&self) -> impl Iterator<Item = DocumentId> + use<> {
        (0..u32::try_from(self.documents.len()).unwrap_or(u32::MAX)).map(DocumentId)
    }

    /// The documents bound into the PDF, in the order of their numbers.
    pub fn annexes(&self) -> impl Iterator<Item = (u32, DocumentId)> + '_ {
        self.document_ids().filter_map(|id| Some((self.document(id).annex?, id)))
    }

    /// The page or document that a destination belongs to; a picture that is a document in its own right is that document.
    pub fn owner_of(&self, destination: &Destination) -> Option<Owner> {
        match destination {
            Destination::Page(page) => Some(Owner::Page(*page)),
            Destination::Anchor(anchor) => Some(Owner::Page(self.anchor(*anchor).page)),
            Destination::Document(document) | Destination::DocumentAnchor(document, _) => {
                Some(Owner::Document(*document))
            }
            Destination::Image(file) => {
                self.document_ids().find(|id| self.document(*id).file == *file).map(Owner::Document)
            }
            _ => None,
        }
    }

    /// The title of a page or document.
    pub fn title(&self, owner: Owner) -> &str {
        match owner {
            Owner::Page(page) => &self.page(page).title,
            Owner::Document(document) => &self.document(document).title,
        }
    }

    /// The file of a page or document.
    pub fn file(&self, owner: Owner) -> &GuidePath {
        match owner {
            Owner::Page(page) => &self.page(page).file,
            Owner::Document(document) => &self.document(document).file,
        }
    }

    /// The words for a destination inside the guide: what a link without words of its own is called.
    pub fn label(&self, destination: &Destination) -> Option<&str> {
        match destination {
            Destination::Anchor(anchor) if !self.anchor(*anchor).label.is_empty() => Some(&self.anchor(*anchor).label),
            _ => self.owner_of(destination).map(|owner| self.title(owner)),
        }
    }
}
