//! Which file of the guide a page of the site is made of, and the other way round.

use super::standing::Build;
use crate::model::{GuidePath, Owner, SiteAddress};

/// A page of the site that is made of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePage {
    /// Its path in the site's folder, such as `referrals.html`.
    pub path: String,
    /// Its title.
    pub title: String,
}

/// The file that a page of the site is made of: a page of the guide for it and its family sheet, a document for its own page,
/// the register for the list of documents.
pub fn file_of(build: &Build, path: &str) -> Option<GuidePath> {
    let graph = &build.compiled.graph;
    let page = graph.page_ids().find(|id| {
        let owner = Owner::Page(*id);
        graph.html_page(owner).path == path || graph.family_sheet(owner).path == path
    });
    let document = || graph.document_ids().find(|id| graph.html_page(Owner::Document(*id)).path == path);
    let register = || GuidePath::new("documents.csv").filter(|_| path == "documents.html");
    page.map(|id| graph.page(id).file.clone())
        .or_else(|| document().map(|id| graph.document(id).file.clone()))
        .or_else(register)
}

/// The page of the site that is made of a file.
pub fn page_of(build: &Build, file: &GuidePath) -> Option<SitePage> {
    let graph = &build.compiled.graph;
    let page = graph.page_ids().find(|id| graph.page(*id).file == *file).map(Owner::Page);
    let owner =
        page.or_else(|| graph.document_ids().find(|id| graph.document(*id).file == *file).map(Owner::Document))?;
    Some(SitePage { path: graph.html_page(owner).path, title: graph.title(owner).to_owned() })
}

/// The address of a page, as a browser asks for it.
pub(super) fn address(path: &str) -> String {
    format!("/{}", SiteAddress::file(path.to_owned()).relative_to(""))
}
