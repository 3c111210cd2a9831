//! The schools' SEN information reports, from A to Z: for the Local Offer.

use serde::Serialize;

use super::SCHOOLS_PAGE;
use super::documents_page::sorting_words;
use super::escape::outside_address;
use super::frame::{self, Frame, Head, Subject};
use super::stand::{Site, Stand};
use super::templates::Rendered;

/// What the page is called, and the links to it.
pub(super) const TITLE: &str = "School SEN information reports";

/// What templates know.
#[derive(Serialize)]
struct Values {
    site: Frame,
    head: Head,
    schools: SchoolsView,
}

/// What templates know as `schools`.
#[derive(Serialize)]
struct SchoolsView {
    title: &'static str,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    urn: Option<String>,
    href: Option<String>,
}

/// Writes the page. What somebody said on the telephone, and when, is no part of it.
pub(super) fn write(site: &Site<'_>) -> (String, Rendered) {
    let stand = Stand::at(site, SCHOOLS_PAGE);
    let mut schools: Vec<_> = site.material.guide.schools.iter().collect();
    schools.sort_by_cached_key(|school| (sorting_words(&school.name), school.urn.clone()));
    let row = |school: &&crate::model::School| Row {
        name: school.name.clone(),
        urn: school.urn.clone(),
        href: school.report.as_deref().map(outside_address),
    };
    let description = "What each school does for children with special educational needs, in its own words.";
    let values = Values {
        site: frame::frame(&stand, Subject::Schools, TITLE),
        head: frame::head(&stand, TITLE, Some(description), &[]),
        schools: SchoolsView { title: TITLE, rows: schools.iter().map(row).collect() },
    };
    let rendered = site.templates.render("schools.html", &values, site.material.sources);
    (stand.file, rendered)
}
