//! All forms and documents from A to Z, and by who keeps them right; and the page for addresses that lead nowhere.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{DocumentId, DocumentKind, LinkedDocument, Owner};

use super::frame::{self, Download, Frame, Head, NamedLink, Subject};
use super::labels;
use super::stand::{Site, Stand};
use super::templates::Rendered;
use super::{DOCUMENTS_PAGE, NOT_FOUND_PAGE};

const TITLE: &str = "All forms and documents";

/// What templates know.
#[derive(Serialize)]
struct Values {
    site: Frame,
    head: Head,
    documents: DocumentsView,
}

/// What templates know as `documents`.
#[derive(Serialize)]
struct DocumentsView {
    title: &'static str,
    count: usize,
    letters: Vec<Letter>,
    owners: Vec<OwnerView>,
}

/// The documents whose titles start with one letter.
#[derive(Serialize)]
struct Letter {
    name: String,
    id: String,
    documents: Vec<Row>,
}

/// One document.
#[derive(Serialize)]
struct Row {
    title: String,
    href: String,
    summary: Option<String>,
    kind: Option<&'static str>,
    is_example: bool,
    /// When it was last reviewed, else issued: “Reviewed 28 May 2026”.
    date: Option<String>,
    download: Download,
    owner: Option<String>,
}

/// The documents of one owner.
#[derive(Serialize)]
struct OwnerView {
    id: String,
    owner: String,
    documents: Vec<NamedLink>,
}

/// Writes the list of all documents.
pub(super) fn write(site: &Site<'_>) -> (String, Rendered) {
    let stand = Stand::at(site, DOCUMENTS_PAGE);
    let description = "Every form, guide and policy that the guide leads to, from A to Z.";
    let values = Values {
        site: frame::frame(&stand, Subject::Documents, TITLE),
        head: frame::head(&stand, TITLE, Some(description), &[]),
        documents: view(&stand),
    };
    let rendered = site.templates.render("documents.html", &values, site.material.sources);
    (stand.file, rendered)
}

/// Writes the page that a web server shows for an address that leads nowhere.
pub(super) fn write_not_found(site: &Site<'_>) -> (String, Rendered) {
    #[derive(Serialize)]
    struct NotFound {
        site: Frame,
        head: Head,
    }
    let title = "Page not found";
    let stand = Stand::anywhere(site, NOT_FOUND_PAGE);
    let values = NotFound {
        site: frame::frame(&stand, Subject::NotFound, title),
        head: frame::head(&stand, title, None, &[]).without_canonical(),
    };
    let rendered = site.templates.render("404.html", &values, site.material.sources);
    (stand.file, rendered)
}

fn view(stand: &Stand<'_>) -> DocumentsView {
    let order = a_to_z(stand);
    let mut letters: Vec<Letter> = Vec::new();
    for id in &order {
        let name = letter_of(&stand.site.material.documents.get(*id).title);
        if letters.last().is_none_or(|last| last.name != name) {
            let id = format!("sg-letter-{}", name.to_lowercase().replace(' ', "-"));
            letters.push(Letter { name, id, documents: Vec::new() });
        }
        if let Some(last) = letters.last_mut() {
            last.documents.push(row(stand, *id));
        }
    }
    DocumentsView { title: TITLE, count: order.len(), letters, owners: owners(stand, &order) }
}

/// By title, as a reader would look it up: accents, capitals and punctuation count for nothing.
pub(super) fn a_to_z(stand: &Stand<'_>) -> Vec<DocumentId> {
    let documents = stand.site.material.documents;
    let mut order: Vec<(String, DocumentId)> =
        documents.iter().map(|(id, document)| (sorting_words(&document.title), id)).collect();
    order.sort();
    order.into_iter().map(|(_, id)| id).collect()
}

pub(super) fn sorting_words(title: &str) -> String {
    let plain = deunicode::deunicode(title).to_lowercase();
    let words: String = plain.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letter_of(title: &str) -> String {
    match sorting_words(title).chars().next() {
        Some(letter) if letter.is_ascii_alphabetic() => letter.to_ascii_uppercase().to_string(),
        _ => "0 to 9".to_owned(),
    }
}

fn row(stand: &Stand<'_>, id: DocumentId) -> Row {
    let document = stand.site.material.documents.get(id);
    let kind = document.fact(|row| row.kind);
    Row {
        title: document.title.clone(),
        href: stand.page_address(Owner::Document(id)),
        summary: document.fact(|row| row.summary.clone()),
        kind: kind.map(labels::kind_words),
        is_example: kind == Some(DocumentKind::Example),
        date: date(document),
        download: Download {
            href: stand.address(&stand.graph().original(id)),
            facts: labels::file_facts_alone(document),
        },
        owner: document.fact(|row| row.owner.clone()),
    }
}

fn date(document: &LinkedDocument) -> Option<String> {
    let told = |word: &str, day| labels::date(day).map(|day| format!("{word} {day}"));
    told("Reviewed", document.fact(|row| row.last_reviewed)).or_else(|| told("Issued", document.fact(|row| row.issued)))
}

fn owners(stand: &Stand<'_>, order: &[DocumentId]) -> Vec<OwnerView> {
    let mut by_owner: BTreeMap<String, Vec<NamedLink>> = BTreeMap::new();
    for id in order {
        let document = stand.site.material.documents.get(*id);
        if let Some(owner) = document.fact(|row| row.owner.clone()) {
            let link = NamedLink { title: document.title.clone(), href: stand.page_address(Owner::Document(*id)) };
            by_owner.entry(owner).or_default().push(link);
        }
    }
    let view = |(number, (owner, documents))| OwnerView { id: format!("sg-owner-{number}"), owner, documents };
    (1..).zip(by_owner).map(view).collect()
}
