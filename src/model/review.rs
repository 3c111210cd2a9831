//! Reviews, from `reviews.csv`: who read what, when, and the digest of what was read.
//!
//! A review counts as long as its page or document is what was read. So a date that is typed over brings nothing once a review
//! was recorded, and a review that was recorded is never undone by somebody who forgets the date.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Digest, DocumentId, Documents, Guide, LinkGraph, Owner, PageId, Place};

/// The rows of `reviews.csv`, in their order.
#[derive(Debug, Clone, Default)]
pub struct Reviews {
    /// The rows.
    pub all: Vec<Review>,
}

/// A row of `reviews.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// What was read: [`review_id`] of a page or document.
    pub id: String,
    /// The day.
    pub on: Date,
    /// The role that read it.
    pub by: String,
    /// The digest of what was read.
    pub digest: Digest,
    /// The documents that the page led to, with the beginning of each one's digest; none when the row does not say.
    pub documents: Option<BTreeMap<String, String>>,
    /// The row.
    pub place: Place,
}

/// Whether what is there now was reviewed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing<'a> {
    /// No review was ever recorded: the dates that people typed are all there is.
    Unrecorded,
    /// This review is of what is there now.
    Current(&'a Review),
    /// What is there now is not what this newest review read.
    Outdated(&'a Review),
}

/// How many digits of a document's digest a row keeps for each document.
pub const DOCUMENT_DIGITS: usize = 12;

/// How long a recorded review counts at most, in months: a year, and a month of grace, so that a yearly round may shift.
const LONGEST: i32 = 13;

impl Reviews {
    /// The reviews of one page or document, in the order of the rows.
    pub fn of<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Review> + use<'a> {
        let id = id.to_owned();
        self.all.iter().filter(move |review| review.id == id)
    }

    /// Whether what is there now was reviewed. When one thing was reviewed twice, the later day counts.
    pub fn standing(&self, id: &str, digest: Digest) -> Standing<'_> {
        let recorded = || self.all.iter().filter(|review| review.id == id);
        let current = recorded().filter(|review| review.digest == digest).max_by_key(|review| review.on);
        let newest = || recorded().max_by_key(|review| review.on);
        current.map(Standing::Current).or_else(|| newest().map(Standing::Outdated)).unwrap_or(Standing::Unrecorded)
    }

    /// Puts the dates of recorded reviews in the place of those that people typed: the last review, and the next one.
    ///
    /// The next review is when somebody planned it, but at most a year and a month after the last one; a plan that the review
    /// has overtaken gives way to a year from it.
    pub fn settle(&self, guide: &mut Guide, documents: &mut Documents, graph: &LinkGraph) {
        for (index, page) in guide.pages.iter_mut().enumerate() {
            let owner = Owner::Page(PageId(u32::try_from(index).unwrap_or(u32::MAX)));
            if let Some(on) = self.standing(&review_id(graph, owner), page.digest).day() {
                page.facts.last_reviewed = Some(on);
                page.facts.review_by = next(on, page.facts.review_by);
            }
        }
        for (index, document) in documents.all.iter_mut().enumerate() {
            let owner = Owner::Document(DocumentId(u32::try_from(index).unwrap_or(u32::MAX)));
            let day = self.standing(&review_id(graph, owner), document.digest).day();
            if let (Some(on), Some(row)) = (day, &mut document.register) {
                row.last_reviewed = Some(on);
                row.review_by = next(on, row.review_by);
            }
        }
    }
}

impl Standing<'_> {
    /// The day of the review.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Unrecorded => None,
            Self::Current(review) | Self::Outdated(review) => Some(review.on),
        }
    }
}

/// The day of the next review.
fn next(on: Date, planned: Option<Date>) -> Option<Date> {
    let after = |months: i32| on.checked_add(months.months()).ok();
    match planned.filter(|planned| *planned > on) {
        Some(planned) => Some(after(LONGEST).map_or(planned, |latest| planned.min(latest))),
        None => after(12),
    }
}

/// The name of a page or document in `reviews.csv`: its address. A document whose address a page has too is `documents.<id>`.
pub fn review_id(graph: &LinkGraph, owner: Owner) -> String {
    match owner {
        Owner::Page(page) => graph.page(page).address.clone(),
        Owner::Document(document) => {
            let address = &graph.document(document).address;
            let is_taken = graph.pages.iter().any(|page| page.address == *address);
            if is_taken { graph.annex_name(document) } else { address.clone() }
        }
    }
}

/// The page or document that somebody means: its id, its file, or its address on the site.
pub fn reviewed_thing(graph: &LinkGraph, meant: &str) -> Option<Owner> {
    let meant = meant.trim().replace('\\', "/");
    let bare = meant.strip_suffix(".html").unwrap_or(&meant);
    let pages = graph.page_ids().map(Owner::Page);
    let documents = graph.document_ids().map(Owner::Document);
    let is_meant = |owner: &Owner| {
        let file = graph.file(*owner);
        let inner = match owner {
            Owner::Page(_) => file.as_str().strip_prefix("pages/").unwrap_or_default(),
            Owner::Document(id) => &graph.annex_name(*id),
        };
        let address = graph.html_page(*owner).path;
        let is_named = [file.as_str(), file.file_name(), inner, &address].contains(&meant.as_str());
        is_named || bare == review_id(graph, *owner) || Some(bare) == address.strip_suffix(".html")
    };
    pages.chain(documents).find(is_meant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_next_review_is_planned_but_never_put_off_for_long() {
        let on = date(2026, 3, 1);
        assert_eq!(next(on, Some(date(2026, 12, 1))), Some(date(2026, 12, 1)), "as planned");
        assert_eq!(next(on, Some(date(2030, 1, 1))), Some(date(2027, 4, 1)), "a date moved far off");
        assert_eq!(next(on, Some(date(2026, 2, 1))), Some(date(2027, 3, 1)), "overtaken by the review");
        assert_eq!(next(on, None), Some(date(2027, 3, 1)));
    }
}
