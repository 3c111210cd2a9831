//! The page that stands at an old address and leads on, for servers that cannot redirect and for copies on a computer.
//!
//! That of a page is a file of the site. That of a document has the document's name, ending and all, so it serves only where
//! each file is told apart by its headers: it lies in `handover/moved/`, and the publisher puts it into stores.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use crate::model::{Bundle, GuidePath, Redirect};

use super::frame::{self, Frame, Head, NamedLink, Subject};
use super::stand::{Site, Stand};
use super::templates::Rendered;

/// What is at another address now.
#[derive(Debug, Clone, Copy)]
enum Moved {
    Page,
    Document,
}

impl Moved {
    fn heading(self) -> &'static str {
        match self {
            Self::Page => "This page has moved",
            Self::Document => "This document has moved",
        }
    }
}

/// What templates know.
#[derive(Serialize)]
struct Values {
    site: Frame,
    head: Head,
    heading: &'static str,
    moved: NamedLink,
}

/// Where the page for an old address stands on the site: old web pages and folders have one. `None` for anything else, and
/// for what no file of a Windows computer may be called.
pub(crate) fn stub_path(from: &str) -> Option<String> {
    let path = GuidePath::new(from).filter(|path| !path.as_str().is_empty() && !from.contains("://"))?;
    let path = match path.extension().as_str() {
        "html" => path.to_string(),
        _ if from.ends_with('/') || !path.file_name().contains('.') => format!("{path}/index.html"),
        _ => return None,
    };
    is_fit(&path).then_some(path)
}

/// The old address of a document, under the same conditions.
fn document_path(from: &str) -> Option<String> {
    let path = GuidePath::new(from).filter(|path| !path.as_str().is_empty() && !from.contains("://"))?;
    let path = path.to_string();
    (stub_path(from).is_none() && is_fit(&path)).then_some(path)
}

fn is_fit(path: &str) -> bool {
    let is_fit = |part: &str| !part.ends_with(['.', ' ']) && !part.contains(['<', '>', ':', '"', '|', '?', '*', '\\']);
    path.split('/').all(is_fit)
}

/// Writes the pages for the old addresses of pages. Where a file of the site stands already, that stays.
pub(super) fn pages(site: &Site<'_>, bundle: &Bundle) -> Vec<(String, Rendered)> {
    write_all(site, bundle, Moved::Page, stub_path)
}

/// Writes the pages for the old addresses of documents.
pub(super) fn documents(site: &Site<'_>, bundle: &Bundle) -> Vec<(String, Rendered)> {
    write_all(site, bundle, Moved::Document, document_path)
}

fn write_all(
    site: &Site<'_>,
    bundle: &Bundle,
    moved: Moved,
    path_of: impl Fn(&str) -> Option<String>,
) -> Vec<(String, Rendered)> {
    // On many computers `Old.html` and `old.html` are one file.
    let mut taken: BTreeSet<String> = bundle.under("site").map(|(path, _)| path.to_lowercase()).collect();
    let mut stubs: Vec<(String, &Redirect)> = Vec::new();
    for redirect in &site.material.graph.redirects {
        let Some(path) = path_of(&redirect.from) else { continue };
        let lower = path.to_lowercase();
        let is_below_a_file = lower.match_indices('/').any(|(at, _)| taken.contains(&lower[..at]));
        if !is_below_a_file && taken.insert(lower) {
            stubs.push((path, redirect));
        }
    }
    stubs.par_iter().map(|(path, redirect)| write(site, path, redirect, moved)).collect()
}

fn write(site: &Site<'_>, path: &str, redirect: &Redirect, moved: Moved) -> (String, Rendered) {
    let stand = Stand::at(site, path);
    let title = stand.graph().label(&redirect.destination).unwrap_or(&redirect.to.path).to_owned();
    let values = Values {
        site: frame::frame(&stand, Subject::NotFound, moved.heading()),
        head: frame::head(&stand, moved.heading(), None, &[]).leading_to(&stand, &redirect.to),
        heading: moved.heading(),
        moved: NamedLink { title, href: stand.address(&redirect.to) },
    };
    let rendered = site.templates.render("moved.html", &values, site.material.sources);
    (stand.file, rendered)
}
