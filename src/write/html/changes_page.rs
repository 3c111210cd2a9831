//! What changed since the last edition: pages and documents, each a link, and a paragraph to paste into an email.

use serde::Serialize;

use crate::history::{Change, DocumentChange, PageChange, SectionChange};
use crate::model::{Redirect, SiteAddress};
use crate::write::feed::FEED;
use crate::write::news;

use super::CHANGES_PAGE;
use super::frame::{self, Frame, Head, NamedLink, Subject};
use super::stand::{Site, Stand};
use super::templates::Rendered;

/// What the page is called, and the links to it.
pub(super) const TITLE: &str = "What changed";

/// What templates know.
#[derive(Serialize)]
struct Values {
    site: Frame,
    head: Head,
    changes: ChangesView,
}

/// What templates know as `changes`.
#[derive(Serialize)]
struct ChangesView {
    title: &'static str,
    lead: String,
    groups: Vec<Group>,
    feed: Option<String>,
    email: Option<String>,
    /// The height of the box with the paragraph, in lines.
    email_rows: usize,
}

/// Changes of one kind.
#[derive(Serialize)]
struct Group {
    title: &'static str,
    items: Vec<Item>,
}

/// A page or document that changed.
#[derive(Serialize)]
struct Item {
    title: String,
    href: Option<String>,
    note: String,
    /// What people find in its place.
    instead: Option<NamedLink>,
    parts: Vec<Part>,
}

/// A section that changed.
#[derive(Serialize)]
struct Part {
    title: String,
    href: Option<String>,
    note: String,
}

/// Characters in a line of the box with the paragraph.
const LINE: usize = 55;

/// Writes the page.
pub(super) fn write(site: &Site<'_>) -> (String, Rendered) {
    let stand = Stand::at(site, CHANGES_PAGE);
    let lead = site.news.lead();
    let values = Values {
        site: frame::frame(&stand, Subject::Changes, TITLE),
        head: frame::head(&stand, TITLE, Some(&lead), &[]),
        changes: view(&stand, lead),
    };
    let rendered = site.templates.render("changes.html", &values, site.material.sources);
    (stand.file, rendered)
}

fn view(stand: &Stand<'_>, lead: String) -> ChangesView {
    let site = stand.site;
    let changes = &site.news.changes;
    let pages = |change: Change| {
        changes.pages.iter().filter(move |page| page.change == change).map(|page| page_item(stand, page))
    };
    let documents = |change: Change| {
        changes.documents.iter().filter(move |it| it.change == change).map(|document| document_item(stand, document))
    };
    let groups = [
        Group { title: "New pages", items: pages(Change::New).collect() },
        Group { title: "Changed pages", items: pages(Change::Changed).collect() },
        Group { title: "Pages taken out", items: pages(Change::Gone).collect() },
        Group { title: "New forms and documents", items: documents(Change::New).collect() },
        Group { title: "Changed forms and documents", items: documents(Change::Changed).collect() },
        Group { title: "Forms and documents taken out", items: documents(Change::Gone).collect() },
    ];
    let email = site.news.email(&site.material).map(|text| text.trim_end().to_owned());
    ChangesView {
        title: TITLE,
        lead,
        groups: groups.into_iter().filter(|group| !group.items.is_empty()).collect(),
        feed: site.has_feed.then(|| stand.file_address(FEED)),
        email_rows: email.as_ref().map_or(0, |text| (text.chars().count() / LINE + 2).clamp(4, 16)),
        email,
    }
}

fn page_item(stand: &Stand<'_>, page: &PageChange) -> Item {
    let address = SiteAddress::page(&page.address);
    let is_gone = page.change == Change::Gone;
    Item {
        title: page.title.clone(),
        href: (!is_gone).then(|| stand.address(&address)),
        note: news::page_note(page),
        instead: is_gone.then(|| instead(stand, &address)).flatten(),
        parts: page.sections.iter().map(|section| part(stand, &address, section)).collect(),
    }
}

fn part(stand: &Stand<'_>, page: &SiteAddress, section: &SectionChange) -> Part {
    let note = match (section.change, &section.title_before) {
        (Change::New, _) => "New.".to_owned(),
        (Change::Gone, _) => "Taken out.".to_owned(),
        (Change::Changed, None) => "Changed.".to_owned(),
        (Change::Changed, Some(title)) if section.text => format!("Changed. It was called “{title}”."),
        (Change::Changed, Some(title)) => format!("It was called “{title}”."),
    };
    let address = page.clone().at(&section.id);
    let href = (section.change != Change::Gone).then(|| stand.address(&address));
    Part { title: section.title.clone(), href, note }
}

fn document_item(stand: &Stand<'_>, document: &DocumentChange) -> Item {
    let address = SiteAddress::document_page(&document.address);
    let is_gone = document.change == Change::Gone;
    Item {
        title: document.title.clone(),
        href: (!is_gone).then(|| stand.address(&address)),
        note: news::document_note(document),
        instead: is_gone.then(|| instead(stand, &address)).flatten(),
        parts: Vec::new(),
    }
}

/// What an old address leads to.
fn instead(stand: &Stand<'_>, old: &SiteAddress) -> Option<NamedLink> {
    let leads_on = |redirect: &&Redirect| redirect.from == old.path;
    let redirect = stand.graph().redirects.iter().find(leads_on)?;
    let title = stand.graph().label(&redirect.destination)?.to_owned();
    Some(NamedLink { title, href: stand.address(&redirect.to) })
}
