//! The guide: its pages in reading order, as parsed from Markdown.

use jiff::civil::Date;

use super::{At, Block, Digest, Footnote, GuidePath, Place, School};

/// The whole Markdown work.
#[derive(Debug, Default)]
pub struct Guide {
    /// Pages in reading order; [`PageId`] is the position.
    pub pages: Vec<Page>,
    /// Addresses kept alive, from `redirects.csv`.
    pub redirects: Vec<WrittenRedirect>,
    /// Where the council's platform keeps pages and files of the guide, from `addresses.csv`; none without that file.
    pub platform: Option<Vec<PlatformAddress>>,
    /// The schools of the area, from `schools.csv`.
    pub schools: Vec<School>,
}

/// Which page: its position in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// One Markdown file.
#[derive(Debug)]
pub struct Page {
    /// The file it was read from.
    pub file: GuidePath,
    /// Its address on the site without `.html`, such as `getting-specialist-help`; `index` for the first page.
    pub address: String,
    /// Its title: from the front matter, else the first heading, else the file name.
    pub title: String,
    /// The id of the heading that is the title, when the page has one: a link to it leads to the top of the page.
    pub title_anchor: Option<String>,
    /// The folder under `pages/` it lies in, made readable; none for pages right in `pages/`.
    pub part: Option<String>,
    /// What its front matter says.
    pub facts: PageFacts,
    /// The digest of what a reviewer reads: its text, title, summary and family sheet as they are written. Names and dates of
    /// the front matter, and what values stand for, are no part of it.
    pub digest: Digest,
    /// What it says. The heading that is the title is left out: writers print the title themselves.
    pub blocks: Vec<Block>,
    /// The lines of the sheet to give to a family, a block each; none when it has no sheet.
    pub family: Vec<Block>,
    /// Where the front matter gives those lines.
    pub family_at: Option<At>,
    /// Its notes, in the order they are first called.
    pub footnotes: Vec<Footnote>,
    /// Its links in the order they stand; [`super::LinkOrdinal`] is the position.
    pub links: Vec<WrittenLink>,
    /// Its anchors: headings, terms and named spots, in the order they stand.
    pub anchors: Vec<PageAnchor>,
}

/// What a page's front matter says about it.
#[derive(Debug, Clone, Default)]
pub struct PageFacts {
    /// One sentence on what the page is for.
    pub summary: Option<String>,
    /// The role that keeps it right. Never a person's name.
    pub owner: Option<String>,
    /// The role that stands in.
    pub deputy: Option<String>,
    /// The role or address that reads its feedback.
    pub feedback_to: Option<String>,
    /// When it was last reviewed.
    pub last_reviewed: Option<Date>,
    /// When it is to be reviewed next.
    pub review_by: Option<Date>,
    /// Earlier addresses that must go on working.
    pub aliases: Vec<String>,
    /// Whether its definition lists are the guide's glossary.
    pub glossary: bool,
}

/// A link as it was written, before anyone asked where it leads.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct WrittenLink {
    /// The address as written, percent-encoding and all, relative to the file it stands in.
    pub written: String,
    /// The words a reader sees; the alternative text of a picture; empty when the title is wanted.
    pub label: String,
    /// Where it stands.
    pub at: At,
    /// A link to follow, or a picture to show.
    pub usage: LinkUsage,
}

/// What a written link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum LinkUsage {
    /// To follow.
    Follow,
    /// To show as a picture.
    Show,
    /// To follow, from the sheet that a page gives to families.
    OnSheet,
}

/// A named spot of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageAnchor {
    /// Its name: the HTML `id`.
    pub name: String,
    /// The heading's words, or the term; empty for a bare spot.
    pub label: String,
    /// The heading's level; none for terms and bare spots.
    pub level: Option<u8>,
    /// Where it stands.
    pub at: At,
}

/// A row of `redirects.csv`.
#[derive(Debug, Clone)]
pub struct WrittenRedirect {
    /// A path under the guide's address, or a whole address elsewhere.
    pub from: String,
    /// What it must lead to now, written like a link that stands in the guide folder.
    pub to: String,
    /// Why.
    pub reason: String,
    /// The row.
    pub place: Place,
}

/// A row of `addresses.csv`: where the council's platform keeps a page or file of the guide.
#[derive(Debug, Clone, PartialEq)]
pub struct PlatformAddress {
    /// Its path on the site, such as `funding.html` or `documents/ep-consultation.docx`.
    pub local: String,
    /// Its whole address on the platform.
    pub platform: String,
    /// The row.
    pub place: Place,
}

impl Guide {
    /// Pages with their ids, in reading order.
    pub fn pages(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.pages.iter().enumerate().map(|(index, page)| (PageId(u32::try_from(index).unwrap_or(u32::MAX)), page))
    }

    /// The page with this id.
    ///
    /// # Panics
    /// When the id came from another guide: a bug of ours.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }
}
