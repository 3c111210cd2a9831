//! What changed since the last edition, in sentences: for the page, the feed and an email.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::Material;
use super::html::CHANGES_PAGE;
use crate::config::{date_words, edition_words};
use crate::history::{self, Change, Changes, DocumentChange, PageChange};
use crate::model::{Manifest, ManifestRedirect, Release};

/// What is new.
#[derive(Debug, Default)]
pub(super) struct News<'a> {
    /// The release that the guide is compared with; none for a first edition.
    pub(super) since: Option<&'a Release>,
    /// What changed since.
    pub(super) changes: Changes,
    /// The number that this release has or will have.
    pub(super) number: u32,
    /// The day of this edition, as far as the guide says.
    pub(super) date: Option<Date>,
}

impl<'a> News<'a> {
    /// What changed since the newest release that was made from other sources.
    pub(super) fn of(material: &Material<'a>, redirects: &[ManifestRedirect]) -> Self {
        let source = Manifest::source_digest(material.sources);
        let since = material.history.before(source);
        let changes = since.map(|since| {
            let now = history::inventory_with_kept(material.guide, material.documents, material.graph);
            history::changes(&since.inventory, &now, redirects)
        });
        Self {
            since,
            changes: changes.unwrap_or_default(),
            number: since.map_or(1, |since| since.number.saturating_add(1)),
            date: material.config.edition_date().or_else(|| since.map(|since| since.published)),
        }
    }

    /// What the page says first.
    pub(super) fn lead(&self) -> String {
        match self.since {
            None => "This is the first edition, so nothing has changed yet.".to_owned(),
            Some(since) if self.changes.is_empty() => format!("Nothing has changed since {}.", release_words(since)),
            Some(since) => format!("What has changed since {}.", release_words(since)),
        }
    }

    /// A paragraph to paste into an email; none when there is nothing to tell.
    pub(super) fn email(&self, material: &Material<'_>) -> Option<String> {
        if self.changes.is_empty() {
            return None;
        }
        let config = material.config;
        let edition = config.edition_words().map(|edition| format!(", edition {edition},")).unwrap_or_default();
        let mut text = format!("{}{edition} has changed.", config.title);
        for sentence in sentences(&self.changes) {
            let _ = write!(text, " {sentence}");
        }
        if let Some(address) = &config.address {
            let _ = write!(text, " Read what changed: {address}{CHANGES_PAGE}");
        }
        Some(text + "\n")
    }
}

/// “edition June 2026, published on 4 June 2026”.
pub(super) fn release_words(release: &Release) -> String {
    let day = date_words(release.published);
    match release.manifest.edition.as_str() {
        "" => format!("the release of {day}"),
        edition => format!("edition {}, published on {day}", edition_words(edition)),
    }
}

/// What changed, a sentence for each kind of change.
pub(crate) fn sentences(changes: &Changes) -> Vec<String> {
    let pages = |change: Change| -> Vec<String> {
        let pages = changes.pages.iter().filter(|page| page.change == change);
        pages.map(|page| page.title.clone()).collect()
    };
    let documents = |change: Change| -> Vec<String> {
        changes.documents.iter().filter(|document| document.change == change).map(with_version).collect()
    };
    let kinds = [
        ("New page", "New pages", pages(Change::New)),
        ("Changed page", "Changed pages", pages(Change::Changed)),
        ("Page taken out", "Pages taken out", pages(Change::Gone)),
        ("New form or document", "New forms and documents", documents(Change::New)),
        ("Changed form or document", "Changed forms and documents", documents(Change::Changed)),
        ("Form or document taken out", "Forms and documents taken out", documents(Change::Gone)),
    ];
    let told = kinds.into_iter().filter(|(.., titles)| !titles.is_empty());
    told.map(|(one, many, titles)| {
        let words = if titles.len() == 1 { one } else { many };
        format!("{words}: {}.", titles.join("; ").trim_end_matches('.'))
    })
    .collect()
}

fn with_version(document: &DocumentChange) -> String {
    match (&document.version, &document.version_before) {
        (Some(now), Some(before)) if now != before => format!("{} (version {now}, was {before})", document.title),
        _ => document.title.clone(),
    }
}

/// What happened to a page besides its sections; empty when nothing did.
pub(super) fn page_note(page: &PageChange) -> String {
    let mut notes = Vec::new();
    notes.extend(page.title_before.as_ref().map(|title| format!("It was called “{title}”.")));
    notes.extend(page.address_before.as_ref().map(|_| "It is at a new address.".to_owned()));
    if page.summary {
        notes.push("Its summary changed.".to_owned());
    }
    if page.opening && page.change == Change::Changed {
        notes.push("The opening text or a note changed.".to_owned());
    }
    notes.join(" ")
}

/// What happened to a document.
pub(super) fn document_note(document: &DocumentChange) -> String {
    if document.change != Change::Changed {
        return document.version.as_deref().map(|now| format!("Version {now}.")).unwrap_or_default();
    }
    let mut notes = Vec::new();
    match (&document.version, &document.version_before) {
        (now, before) if now == before => {}
        (Some(now), Some(before)) => notes.push(format!("Version {now}, was version {before}.")),
        (Some(now), None) => notes.push(format!("Version {now}.")),
        (None, _) => {}
    }
    notes.extend(document.title_before.as_ref().map(|title| format!("It was called “{title}”.")));
    match (document.file_changed, document.text) {
        (true, Some(false)) => notes.push("New file with the same words.".to_owned()),
        (true, _) => notes.push("New file.".to_owned()),
        (false, _) => {}
    }
    if document.is_moved {
        notes.push("The file has a new name.".to_owned());
    }
    notes.join(" ")
}
