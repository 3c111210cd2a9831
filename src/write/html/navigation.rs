//! The list of pages that stands beside every page, and what every page leads to besides.

use std::ops::Range;

use serde::Serialize;

use super::frame::Subject;
use super::stand::Stand;
use super::{DOCUMENTS_PAGE, SEARCH_PAGE};
use crate::model::{Owner, PageId};

/// What templates know as `site.parts`, `site.documents` and so on.
#[derive(Debug, Serialize)]
pub(super) struct Navigation {
    /// The list of pages; of a guide with very many, those around this one.
    parts: Vec<Part>,
    /// The way to the list of all pages, when this one has not all.
    all_pages: Option<Item>,
    documents: Item,
    search: Item,
    /// The schools' SEN information reports.
    schools: Option<Item>,
    changes: Item,
}

/// Pages that belong together.
#[derive(Debug, Serialize)]
struct Part {
    title: Option<String>,
    pages: Vec<Item>,
}

/// A line of the list of pages. `current` is a value of `aria-current`: `page`, `true`, or empty.
#[derive(Debug, Serialize)]
struct Item {
    title: String,
    href: String,
    current: &'static str,
}

/// The list for the page that stands here.
pub(super) fn navigation(stand: &Stand<'_>, subject: Subject) -> Navigation {
    Navigation {
        parts: parts(stand, subject),
        all_pages: all_pages(stand),
        documents: documents_item(stand, subject),
        search: search_item(stand, subject),
        schools: schools_item(stand, subject),
        changes: changes_item(stand, subject),
    }
}

/// The most pages that are listed beside a page. Guides have some twenty; nobody reads down hundreds of lines, and every page
/// would carry them.
const MOST_LISTED: usize = 100;

/// The pages to list, of so many: all, or as many before this one as after it.
fn listed(all: usize, subject: Subject) -> Range<usize> {
    let here = match subject {
        Subject::Owner(Owner::Page(id)) | Subject::Family(id) => usize::try_from(id.0).unwrap_or(0),
        _ => 0,
    };
    let first = here.saturating_sub(MOST_LISTED / 2).min(all.saturating_sub(MOST_LISTED));
    first..all.min(first + MOST_LISTED)
}

fn all_pages(stand: &Stand<'_>) -> Option<Item> {
    let all = stand.site.material.guide.pages.len();
    let item = || Item { title: format!("All {all} pages"), href: stand.file_address(SEARCH_PAGE), current: "" };
    (all > MOST_LISTED).then(item)
}

fn parts(stand: &Stand<'_>, subject: Subject) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let guide = stand.site.material.guide;
    let listed = listed(guide.pages.len(), subject);
    for (id, page) in guide.pages().skip(listed.start).take(listed.len()) {
        if parts.last().is_none_or(|part| part.title != page.part) {
            parts.push(Part { title: page.part.clone(), pages: Vec::new() });
        }
        if let Some(part) = parts.last_mut() {
            part.pages.push(page_item(stand, subject, id));
        }
    }
    parts
}

fn page_item(stand: &Stand<'_>, subject: Subject, id: PageId) -> Item {
    let owner = Owner::Page(id);
    let current = if subject == Subject::Owner(owner) { "page" } else { "" };
    Item { title: stand.graph().title(owner).to_owned(), href: stand.page_address(owner), current }
}

fn documents_item(stand: &Stand<'_>, subject: Subject) -> Item {
    let current = match subject {
        Subject::Documents => "page",
        Subject::Owner(Owner::Document(_)) => "true",
        Subject::Owner(Owner::Page(_))
        | Subject::Family(_)
        | Subject::Search
        | Subject::Changes
        | Subject::Accessibility
        | Subject::Schools
        | Subject::NotFound => "",
    };
    Item { title: "All forms and documents".to_owned(), href: stand.file_address(DOCUMENTS_PAGE), current }
}

fn search_item(stand: &Stand<'_>, subject: Subject) -> Item {
    let current = if subject == Subject::Search { "page" } else { "" };
    Item { title: "Search".to_owned(), href: stand.file_address(SEARCH_PAGE), current }
}

fn schools_item(stand: &Stand<'_>, subject: Subject) -> Option<Item> {
    let current = if subject == Subject::Schools { "page" } else { "" };
    let title = super::schools_page::TITLE.to_owned();
    let item = Item { title, href: stand.file_address(super::SCHOOLS_PAGE), current };
    (!stand.site.material.guide.schools.is_empty()).then_some(item)
}

fn changes_item(stand: &Stand<'_>, subject: Subject) -> Item {
    let current = if subject == Subject::Changes { "page" } else { "" };
    Item { title: super::changes_page::TITLE.to_owned(), href: stand.file_address(super::CHANGES_PAGE), current }
}
