//! Where an HTML file stands in the site, and so how it writes the addresses of all others.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnchorId, Destination, LinkGraph, Owner, PageId, PdfFacts, SiteAddress};
use crate::write::Material;
use crate::write::news::News;

use super::DOCUMENTS_PAGE;
use super::assets::Assets;
use super::escape::outside_address;
use super::glossary::Glossary;
use super::templates::Templates;

/// What every file of the site is written from.
pub(super) struct Site<'a> {
    /// The guide and all that belongs to it.
    pub(super) material: Material<'a>,
    /// The PDF beside the site, when there is one.
    pub(super) pdf: Option<&'a PdfFacts>,
    /// What changed since the last edition.
    pub(super) news: &'a News<'a>,
    /// Whether the changes are told by a feed, too.
    pub(super) has_feed: bool,
    /// The style sheets, fonts and icon.
    pub(super) assets: Assets,
    /// The built-in templates and the council's own.
    pub(super) templates: Templates,
    /// The guide's terms.
    pub(super) glossary: Glossary,
}

/// One HTML file and its place in the site.
pub(super) struct Stand<'a> {
    /// The site it is part of.
    pub(super) site: &'a Site<'a>,
    /// Its path under `site/`.
    pub(super) file: String,
    manner: Manner<'a>,
    /// The files of the site that it leads to and the platform is not known to have.
    lacking: RefCell<BTreeSet<String>>,
}

/// How a file writes the addresses of others.
enum Manner<'a> {
    /// Relative to itself.
    Relative,
    /// Under the address of the site: for the one file that is shown at any path, `404.html`.
    Whole(&'a str),
    /// As the council's platform has them: for a fragment.
    OnPlatform(&'a Platform<'a>),
}

/// Where the council's platform keeps the files of the site.
pub(super) struct Platform<'a> {
    /// The platform's address of a file, by its path on the site.
    pub(super) addresses: BTreeMap<&'a str, &'a str>,
    /// The guide's own address, which a file without a row is found under.
    pub(super) base: Option<&'a str>,
}

impl<'a> Stand<'a> {
    /// A file that is always found at its own path.
    pub(super) fn at(site: &'a Site<'a>, file: &str) -> Self {
        Self { site, file: file.to_owned(), manner: Manner::Relative, lacking: RefCell::default() }
    }

    /// The page of a page or document.
    pub(super) fn of(site: &'a Site<'a>, owner: Owner) -> Self {
        Self::at(site, &site.material.graph.html_page(owner).path)
    }

    /// A file that a web server shows at whatever path was asked for.
    pub(super) fn anywhere(site: &'a Site<'a>, file: &str) -> Self {
        let manner = site.material.config.address.as_deref().map_or(Manner::Relative, Manner::Whole);
        Self { manner, ..Self::at(site, file) }
    }

    /// The page of a page or document as it is pasted into the council's platform.
    pub(super) fn on_platform(site: &'a Site<'a>, owner: Owner, platform: &'a Platform<'a>) -> Self {
        Self { manner: Manner::OnPlatform(platform), ..Self::of(site, owner) }
    }

    /// Whether it is a fragment, for a page of the council's platform.
    pub(super) fn is_fragment(&self) -> bool {
        matches!(self.manner, Manner::OnPlatform(..))
    }

    /// The files of the site that this file was told the way to and that the platform is not known to have.
    pub(super) fn lacking(self) -> BTreeSet<String> {
        self.lacking.into_inner()
    }

    /// The link graph.
    pub(super) fn graph(&self) -> &'a LinkGraph {
        self.site.material.graph
    }

    /// How this file writes an address of the site.
    pub(super) fn address(&self, address: &SiteAddress) -> String {
        match &self.manner {
            Manner::Relative => address.relative_to(&self.file),
            Manner::Whole(base) => format!("{base}{}", address.relative_to("")),
            Manner::OnPlatform(..) if address.path == self.file && address.fragment.is_some() => {
                address.relative_to(&self.file)
            }
            Manner::OnPlatform(platform) => platform.address(address).unwrap_or_else(|| {
                self.lacking.borrow_mut().insert(address.path.clone());
                match platform.base {
                    Some(base) => format!("{base}{}", address.relative_to("")),
                    None => address.relative_to(&self.file),
                }
            }),
        }
    }

    /// How this file writes the address of a file of the site.
    pub(super) fn file_address(&self, path: &str) -> String {
        self.address(&SiteAddress::file(path.to_owned()))
    }

    /// The way to the site's top folder: empty, `../` or a whole address.
    pub(super) fn root(&self) -> String {
        let address = self.file_address("x");
        address.strip_suffix('x').map(str::to_owned).unwrap_or_default()
    }

    /// How this file writes where a link leads, when that is inside the site.
    pub(super) fn inside(&self, destination: &Destination) -> Option<String> {
        self.graph().site_address(destination).map(|address| self.address(&address))
    }

    /// How this file writes the address of a heading, term or other spot of a page, by its name.
    pub(super) fn spot_address(&self, page: PageId, name: &str) -> Option<String> {
        // The graph has the anchors in the order of the pages.
        let anchors = &self.graph().anchors;
        let first = anchors.partition_point(|anchor| anchor.page < page);
        let of_page = anchors[first..].iter().take_while(|anchor| anchor.page == page);
        let index = first + of_page.into_iter().position(|anchor| anchor.name == name)?;
        self.inside(&Destination::Anchor(AnchorId(u32::try_from(index).ok()?)))
    }

    /// How this file writes the address of a page's or document's own page.
    pub(super) fn page_address(&self, owner: Owner) -> String {
        self.address(&self.graph().html_page(owner))
    }

    /// How this file writes the address of the first page; of the list of documents in a guide without pages.
    pub(super) fn home(&self) -> String {
        match self.graph().page_ids().next() {
            Some(first) => self.page_address(Owner::Page(first)),
            None => self.file_address(DOCUMENTS_PAGE),
        }
    }
}

impl Platform<'_> {
    /// The platform's address of a file, with the spot in it. A spot of the guide takes the place of the platform's own.
    fn address(&self, address: &SiteAddress) -> Option<String> {
        let whole = outside_address(self.addresses.get(address.path.as_str())?);
        let spot = address.fragment.as_ref().map(|_| address.relative_to(&address.path));
        Some(match (spot, whole.split_once('#')) {
            (Some(spot), Some((before, _))) => format!("{before}{spot}"),
            (Some(spot), None) => whole + &spot,
            (None, _) => whole,
        })
    }
}
