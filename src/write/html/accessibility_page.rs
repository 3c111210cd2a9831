//! The accessibility statement: the model wording for public sector bodies, and only what was checked.
//!
//! The duty is that of the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018,
//! regulation 8. What falls short is listed from the evidence; what no machine can see is left to a person, and said to be.

use serde::Serialize;

use super::ACCESSIBILITY_PAGE;
use super::frame::{self, Frame, Head, NamedLink, Subject};
use super::stand::{Site, Stand};
use super::templates::Rendered;
use crate::check::pdf_faults;
use crate::config::date_words;
use crate::model::{
    Destination, DocumentId, DocumentKind, Format, Inline, LinkUsage, LinkedDocument, Owner, Problem, each_inline,
};

const TITLE: &str = "Accessibility statement";

/// What templates know.
#[derive(Serialize)]
struct Values {
    site: Frame,
    head: Head,
    statement: Statement,
}

/// What templates know as `statement`.
#[derive(Serialize)]
struct Statement {
    /// Who makes it: the authority, else the guide's title.
    body: String,
    /// The address that it is about.
    scope: Option<String>,
    /// The date of the edition.
    prepared: Option<String>,
    pages: usize,
    documents: usize,
    pdfs: usize,
    /// What falls short, by reason.
    reasons: Vec<Reason>,
    /// Documents of other organisations that fall short.
    others: Vec<Short>,
    /// Documents of kinds that are not looked into.
    unread: Vec<NamedLink>,
}

/// A reason why something falls short.
#[derive(Serialize)]
struct Reason {
    title: &'static str,
    /// What it means for a reader, and the success criterion.
    means: &'static str,
    things: Vec<Short>,
}

/// A document or page that falls short.
#[derive(Serialize, Clone)]
struct Short {
    title: String,
    href: String,
    /// What is wrong with it in particular.
    details: Option<String>,
}

/// Why a document falls short.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Untagged,
    Faulty,
    Locked,
    Pictures,
    AdobeOnly,
    Broken,
}

/// Every reason, in the order of the statement: title and meaning.
const WHYS: [(Why, &str, &str); 6] = [
    (
        Why::Untagged,
        "PDFs without tags",
        "A screen reader cannot tell their headings, lists and tables. This fails WCAG 2.2 success criterion 1.3.1 (info and relationships).",
    ),
    (
        Why::Faulty,
        "PDFs that fail a check of the PDF/UA standard",
        "Some people who use assistive technology cannot use part of them. This may fail success criteria 1.1.1 (non-text content), 1.3.1 (info and relationships) or 4.1.2 (name, role, value).",
    ),
    (
        Why::Locked,
        "Documents that ask for a password",
        "Nobody can read them without it, and they could not be checked.",
    ),
    (
        Why::Pictures,
        "Documents with pictures that have no text alternative",
        "A screen reader says nothing of these pictures. This fails success criterion 1.1.1 (non-text content), unless they are decoration.",
    ),
    (
        Why::AdobeOnly,
        "Forms that only Adobe's programs can show",
        "Most browsers, telephones and screen readers cannot open them.",
    ),
    (Why::Broken, "Files that could not be read", "They may be broken, and they could not be checked."),
];

/// Writes the statement.
pub(super) fn write(site: &Site<'_>) -> (String, Rendered) {
    let stand = Stand::at(site, ACCESSIBILITY_PAGE);
    let description = "How accessible this guide and its documents are, and what to do if you cannot use part of it.";
    let values = Values {
        site: frame::frame(&stand, Subject::Accessibility, TITLE),
        head: frame::head(&stand, TITLE, Some(description), &[]),
        statement: statement(&stand),
    };
    let rendered = site.templates.render("accessibility.html", &values, site.material.sources);
    (stand.file, rendered)
}

fn statement(stand: &Stand<'_>) -> Statement {
    let material = &stand.site.material;
    let config = material.config;
    let short = |wanted: Why| {
        let of = move |(id, document): (DocumentId, &LinkedDocument)| {
            (!is_of_others(document) && why(document) == Some(wanted)).then(|| shown(stand, id, document))
        };
        material.documents.iter().filter_map(of).collect::<Vec<Short>>()
    };
    let mut reasons: Vec<Reason> =
        WHYS.iter().map(|(why, title, means)| Reason { title, means, things: short(*why) }).collect();
    reasons.push(Reason {
        title: "Pages with pictures that have no text alternative",
        means: "A screen reader says nothing of these pictures. This fails success criterion 1.1.1 (non-text content).",
        things: pages_with_silent_pictures(stand),
    });
    reasons.retain(|reason| !reason.things.is_empty());
    let others = material.documents.iter().filter(|(_, document)| is_of_others(document) && why(document).is_some());
    let unread = material.documents.iter().filter(|(_, document)| document.format == Format::Other);
    Statement {
        body: config.authority.clone().unwrap_or_else(|| config.title.clone()),
        scope: config.address.clone(),
        prepared: config.edition_date().map(date_words),
        pages: material.guide.pages.len(),
        documents: material.documents.all.len(),
        pdfs: material.documents.all.iter().filter(|document| document.format == Format::Pdf).count(),
        reasons,
        others: others.map(|(id, document)| shown(stand, id, document)).collect(),
        unread: unread
            .map(|(id, document)| NamedLink {
                title: document.title.clone(),
                href: stand.page_address(Owner::Document(id)),
            })
            .collect(),
    }
}

fn is_of_others(document: &LinkedDocument) -> bool {
    document.fact(|row| row.kind) == Some(DocumentKind::External)
}

/// The worst that was seen of a document; none when nothing was.
fn why(document: &LinkedDocument) -> Option<Why> {
    let problems = &document.reading.problems;
    let has = |wanted: fn(&Problem) -> bool| problems.iter().any(wanted);
    if has(|problem| matches!(problem, Problem::Password)) {
        return Some(Why::Locked);
    }
    if has(|problem| matches!(problem, Problem::AdobeOnly)) {
        return Some(Why::AdobeOnly);
    }
    if !problems.is_empty() {
        return Some(Why::Broken);
    }
    match &document.reading.accessibility {
        Some(facts) if !facts.tagged => Some(Why::Untagged),
        Some(facts) if !facts.conforms => Some(Why::Faulty),
        _ if silent_pictures(document) > 0 => Some(Why::Pictures),
        _ => None,
    }
}

fn shown(stand: &Stand<'_>, id: DocumentId, document: &LinkedDocument) -> Short {
    let details = match why(document) {
        Some(Why::Faulty) => {
            let facts = document.reading.accessibility.as_ref();
            facts.map(|facts| pdf_faults(&facts.failures).join("; "))
        }
        Some(Why::Pictures) => Some(match silent_pictures(document) {
            1 => "1 picture".to_owned(),
            count => format!("{count} pictures"),
        }),
        _ => None,
    };
    Short { title: document.title.clone(), href: stand.page_address(Owner::Document(id)), details }
}

/// How many pictures of a Word file, spreadsheet or OpenDocument text have no words.
fn silent_pictures(document: &LinkedDocument) -> usize {
    let mut count = 0;
    each_inline(&document.reading.blocks, &mut |inline| {
        count += usize::from(matches!(inline, Inline::Picture { alt, .. } if alt.trim().is_empty()));
    });
    count
}

fn pages_with_silent_pictures(stand: &Stand<'_>) -> Vec<Short> {
    let graph = stand.graph();
    let is_silent = |id| {
        graph.links_from(Owner::Page(id)).any(|link| {
            link.usage == LinkUsage::Show
                && matches!(link.destination, Destination::Image(_))
                && link.label.trim().is_empty()
        })
    };
    let pages = graph.page_ids().filter(|id| is_silent(*id)).map(Owner::Page);
    pages
        .map(|owner| Short { title: graph.title(owner).to_owned(), href: stand.page_address(owner), details: None })
        .collect()
}
