//! The sheet that a page gives to families: one printed page in plain words and large type.
//!
//! It is made to be handed over on paper, so the addresses stand in it as text.

use minijinja::Value;
use serde::Serialize;

use super::content;
use super::frame::{self, Frame, Head, NamedLink, Subject};
use super::stand::{Site, Stand};
use super::templates::Rendered;
use crate::model::{Owner, PageId, SiteAddress};

/// What templates know.
#[derive(Serialize)]
struct Values {
    site: Frame,
    head: Head,
    family: Family,
}

/// What templates know as `family`.
#[derive(Serialize)]
struct Family {
    title: String,
    content: Value,
    /// The page that the sheet belongs to.
    page: NamedLink,
    /// The page's address as it is typed; none for a guide without an address of its own.
    page_address: Option<String>,
    /// The sheet's own address as it is typed.
    address: Option<String>,
}

/// Writes the sheet of a page.
pub(super) fn write(site: &Site<'_>, id: PageId) -> (String, Rendered) {
    let owner = Owner::Page(id);
    let graph = site.material.graph;
    let sheet = graph.family_sheet(owner);
    let stand = Stand::at(site, &sheet.path);
    let page = site.material.guide.page(id);
    let title = format!("For families: {}", page.title);
    let back = NamedLink { title: page.title.clone(), href: stand.page_address(owner) };
    let typed = |address: &SiteAddress| typed(site.material.config.address.as_deref(), address);
    let values = Values {
        site: frame::frame(&stand, Subject::Family(id), &title),
        head: frame::head(&stand, &title, None, std::slice::from_ref(&back)),
        family: Family {
            title: page.title.clone(),
            content: frame::safe(content::print_lines(&stand, owner, &page.family)),
            page: back,
            page_address: typed(&graph.html_page(owner)),
            address: typed(&sheet),
        },
    };
    let rendered = site.templates.render("family.html", &values, site.material.sources);
    (stand.file, rendered)
}

/// An address as a person types it: without what the browser adds by itself.
fn typed(base: Option<&str>, address: &SiteAddress) -> Option<String> {
    let base = base?;
    let base = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://")).unwrap_or(base);
    let path = address.relative_to("");
    Some(if path == "index.html" { base.to_owned() } else { format!("{base}{path}") })
}
