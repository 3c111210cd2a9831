//! What stands at each path of the site, and where old paths lead.

use std::collections::BTreeMap;

use super::resolve::MADE_FILES;
use crate::config::Config;
use crate::model::{Destination, Documents, Guide, GuidePath, LinkGraph, Owner, Redirect, SiteAddress};

/// The paths of the site, relative to its top and not percent-encoded.
#[derive(Debug)]
pub(super) struct SitePaths {
    /// Pages of the guide, pages of documents, originals. `None` for a file that we make besides them.
    by_path: BTreeMap<String, Option<Destination>>,
}

impl SitePaths {
    /// The paths of this guide's site.
    pub(super) fn of(guide: &Guide, documents: &Documents, nodes: &LinkGraph, config: &Config) -> Self {
        let mut by_path = BTreeMap::new();
        by_path.extend(MADE_FILES.iter().map(|file| ((*file).to_owned(), None)));
        by_path.insert(config.pdf.file.clone(), None);
        by_path.insert("manifest.json".to_owned(), None);
        for (id, page) in guide.pages() {
            if !page.family.is_empty() {
                by_path.insert(nodes.family_sheet(Owner::Page(id)).path, None);
            }
            by_path.insert(nodes.html_page(Owner::Page(id)).path, Some(Destination::Page(id)));
        }
        for (id, document) in documents.iter() {
            let also = document.register.iter().flat_map(|row| &row.also);
            by_path.extend(also.map(|file| (file.to_string(), Some(Destination::Image(file.clone())))));
            by_path.insert(document.file.to_string(), Some(Destination::Document(id)));
            by_path.insert(nodes.html_page(Owner::Document(id)).path, Some(Destination::Document(id)));
        }
        Self { by_path }
    }

    /// Whether a file stands there.
    pub(super) fn answers(&self, path: &str) -> bool {
        let path = if path.is_empty() || path == "/" { "index.html" } else { path };
        self.by_path.contains_key(path)
    }

    /// The page or document that stands there.
    pub(super) fn destination(&self, path: &str) -> Option<&Destination> {
        self.by_path.get(path)?.as_ref()
    }
}

/// The sheet of a page to give to a family.
pub(super) fn family_sheet(address: &str) -> String {
    format!("family-{address}.html")
}

/// A redirect from an old path. An old web page leads to a document's own page, an old file to the file itself.
pub(super) fn redirect(from: &str, destination: &Destination, nodes: &LinkGraph) -> Option<Redirect> {
    let is_page = GuidePath::new(from).is_some_and(|path| matches!(path.extension().as_str(), "html" | "htm" | ""));
    let to = match destination {
        Destination::Document(id) if is_page => nodes.html_page(Owner::Document(*id)),
        other => nodes.site_address(other)?,
    };
    Some(Redirect { from: from.to_owned(), destination: destination.clone(), to })
}

/// Where a path with a spot after `#` leads, as text.
pub(super) fn split(path: &str) -> SiteAddress {
    match path.split_once('#') {
        Some((path, fragment)) => SiteAddress::file(path.to_owned()).at(fragment),
        None => SiteAddress::file(path.to_owned()),
    }
}
