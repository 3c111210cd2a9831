//! The site: what the web team puts on the Local Offer. It works from any path, from a folder, without a script.
//!
//! 1. Each page of the guide and each linked document becomes one file, the list of documents, what changed and the page for
//!    lost addresses three more, all at the same time.
//! 2. The search page and its index are made of all of them.
//! 3. A page that leads on stands at each old address of a page; those of documents are handed over beside the site.
//! 4. The files that travel beside them, and our style sheet, script, fonts and icon, are added.
//! 5. The body of each page is written once more, as a fragment for a council's platform.
//!
//! No file holds an inline style or script, and none asks another host for anything, so that the strictest content
//! security policy can be kept. Ids of our own start with `sg-`, to stay clear of those in the guide.

use rayon::prelude::*;

use crate::model::{Bundle, DocumentId, Findings, Outcome, PageId, PdfFacts};

use super::Material;
use super::news::News;

mod accessibility_page;

mod assets;

mod boxes;

mod brand;

mod changes_page;

mod content;

mod document_page;

mod documents_page;

mod escape;

mod family_page;

mod files;

mod fragments;

mod frame;

mod glossary;

mod inline;

mod labels;

mod links;

mod moved_page;

mod navigation;

mod notes;

mod page;

mod schools_page;

mod search;

mod search_page;

mod stand;

mod table;

mod template_faults;

mod templates;

mod terms;

#[cfg(test)]
mod tests;

mod uses;

pub(crate) use moved_page::stub_path;
pub use template_faults::{BAD_TEMPLATE, UNSAFE_TEMPLATE};

use assets::Assets;
use glossary::Glossary;
use stand::Site;
use templates::{Rendered, Templates};

/// The list of all forms and documents.
const DOCUMENTS_PAGE: &str = "documents.html";

/// The search page.
const SEARCH_PAGE: &str = "search.html";

/// The accessibility statement.
const ACCESSIBILITY_PAGE: &str = "accessibility.html";

/// The schools' SEN information reports; only when there are any.
const SCHOOLS_PAGE: &str = "schools.html";

/// What changed since the last edition.
pub(super) const CHANGES_PAGE: &str = "changes.html";

/// The folder of the bundle for pages that stand at the old addresses of documents, where a place keeps a file's headers.
pub(crate) const MOVED_DOCUMENTS: &str = "handover/moved";

/// The page for addresses that lead nowhere.
const NOT_FOUND_PAGE: &str = "404.html";

/// Whether the fragments are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fragments {
    /// They are.
    All,
    /// Only for a guide that is on a platform: something may then be wrong with its addresses there.
    ToFindFaults,
}

/// Writes every file of `site/` except the PDF, the zip and the manifest, `fragments/`, and `handover/moved/`. Paths
/// start with the folder.
pub(super) fn site(
    material: &Material<'_>,
    pdf: Option<&PdfFacts>,
    news: &News<'_>,
    fragments: Fragments,
) -> Outcome<Bundle> {
    let (templates, mut findings) = Templates::read(material.sources);
    let assets = Assets::new(&material.config.look);
    let has_feed = super::feed::has_feed(material, news);
    let glossary = Glossary::of(material.guide);
    let site = Site { material: *material, pdf, news, has_feed, assets, templates, glossary };
    let index = search::index(&site);
    let mut written: Vec<(String, Rendered)> =
        files_to_write(material).par_iter().map(|file| write(&site, *file)).collect();
    written.push(search_page::write(&site, &index));
    let mut bundle = site.assets.bundle();
    bundle.insert(&format!("site/{}", search::INDEX_FILE), index);
    bundle.extend(files::bundle(material));
    add("site", written, &mut bundle, &mut findings);
    let moved = moved_page::pages(&site, &bundle);
    add("site", moved, &mut bundle, &mut findings);
    let moved = moved_page::documents(&site, &bundle);
    add(MOVED_DOCUMENTS, moved, &mut bundle, &mut findings);
    if fragments == Fragments::All || material.guide.platform.is_some() {
        bundle.extend(fragments::write(&site, &bundle).report_to(&mut findings));
    }
    Outcome::new(bundle, findings.sorted()) // a template that fails on every page is told once
}

fn add(folder: &str, written: Vec<(String, Rendered)>, bundle: &mut Bundle, findings: &mut Findings) {
    for (path, Rendered { html, findings: of_page }) in written {
        bundle.insert(&format!("{folder}/{path}"), html.into_bytes());
        findings.extend(of_page);
    }
}

/// An HTML file of the site.
#[derive(Debug, Clone, Copy)]
enum HtmlFile {
    Page(PageId),
    Document(DocumentId),
    Family(PageId),
    Documents,
    Changes,
    Accessibility,
    Schools,
    NotFound,
}

fn files_to_write(material: &Material<'_>) -> Vec<HtmlFile> {
    let pages = material.guide.pages().map(|(id, _)| HtmlFile::Page(id));
    let documents = material.documents.iter().map(|(id, _)| HtmlFile::Document(id));
    let families = material.guide.pages().filter(|(_, page)| !page.family.is_empty());
    let families = families.map(|(id, _)| HtmlFile::Family(id));
    pages
        .chain(documents)
        .chain(families)
        .chain((!material.guide.schools.is_empty()).then_some(HtmlFile::Schools))
        .chain([HtmlFile::Documents, HtmlFile::Changes, HtmlFile::Accessibility, HtmlFile::NotFound])
        .collect()
}

fn write(site: &Site<'_>, file: HtmlFile) -> (String, Rendered) {
    match file {
        HtmlFile::Page(id) => page::write(site, id),
        HtmlFile::Document(id) => document_page::write(site, id),
        HtmlFile::Family(id) => family_page::write(site, id),
        HtmlFile::Documents => documents_page::write(site),
        HtmlFile::Changes => changes_page::write(site),
        HtmlFile::Accessibility => accessibility_page::write(site),
        HtmlFile::Schools => schools_page::write(site),
        HtmlFile::NotFound => documents_page::write_not_found(site),
    }
}
