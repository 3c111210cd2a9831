//! The body of every page and document's page, to be pasted into a page of the council's platform.
//!
//! 1. Each is written like the page itself, with the addresses that the platform has for our files (`addresses.csv`).
//! 2. Its headings are lowered to the level that the platform's page leaves free.
//! 3. `index.json` says what there is, and which of our files the platform is not known to have; a style sheet touches
//!    nothing outside the fragments.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rayon::prelude::*;
use serde::Serialize;

use super::stand::{Platform, Site, Stand};
use super::templates::Rendered;
use super::{document_page, page};
use crate::config::{nearest, nearest_path};
use crate::model::{At, Bundle, Digest, Finding, Findings, GuidePath, Outcome, Owner, Place, PlatformAddress};
use crate::parse::BAD_REGISTER;
use crate::write::ZIP;

/// The style sheet of the fragments.
const STYLE: &str = include_str!("../../../assets/css/fragments.css");

/// The shape of `index.json`.
const FORMAT: u32 = 1;

/// Ids that pages of many platforms have already. A heading of the guide keeps its id all the same: links lead there.
const COMMON_IDS: [&str; 22] = [
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "container",
    "content",
    "cookies",
    "footer",
    "header",
    "home",
    "main",
    "main-content",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "page",
    "search",
    "sidebar",
    "skip",
    "title",
    "top",
    "wrapper",
];

/// What `index.json` holds.
#[derive(Serialize)]
struct Index<'a> {
    format: u32,
    tool: &'static str,
    guide: &'a str,
    edition: Option<&'a str>,
    heading_level: u8,
    style: File,
    fragments: Vec<Entry<'a>>,
    /// Files of the site that fragments lead to and `addresses.csv` has no row for.
    without_platform_address: BTreeSet<String>,
}

#[derive(Serialize)]
struct File {
    file: String,
    sha256: String,
}

/// One fragment.
#[derive(Serialize)]
struct Entry<'a> {
    #[serde(flatten)]
    file: File,
    title: &'a str,
    /// Its page on the site, as `addresses.csv` names it.
    local: String,
    /// Its page on the platform, when `addresses.csv` has it.
    platform: Option<&'a str>,
    /// The ids in it that a platform's page may have already.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    common_ids: Vec<&'static str>,
}

/// A fragment that was written.
struct Written {
    owner: Owner,
    local: String,
    rendered: Rendered,
    lacking: BTreeSet<String>,
}

/// Writes `fragments/`. `bundle` holds the files of the site, which `addresses.csv` may name.
pub(super) fn write(site: &Site<'_>, bundle: &Bundle) -> Outcome<Bundle> {
    let material = &site.material;
    let rows = material.guide.platform.as_deref().unwrap_or_default();
    let mut findings = unknown(rows, bundle, &material.config.pdf.file);
    let platform = Platform {
        addresses: rows.iter().map(|row| (row.local.as_str(), row.platform.as_str())).collect(),
        base: material.config.address.as_deref(),
    };
    let pages = material.graph.page_ids().map(Owner::Page);
    let owners: Vec<Owner> = pages.chain(material.graph.document_ids().map(Owner::Document)).collect();
    let written: Vec<Written> = owners.par_iter().map(|owner| fragment(site, *owner, &platform)).collect();
    let mut fragments = Bundle::default();
    let mut entries = Vec::with_capacity(written.len());
    let mut without = BTreeSet::new();
    for Written { owner, local, rendered, lacking } in written {
        let html = lowered(&rendered.html, material.config.fragment_heading_level);
        findings.extend(rendered.findings);
        let row = platform.addresses.get(local.as_str()).copied();
        without.extend(lacking);
        without.extend(row.is_none().then(|| local.clone()));
        let common_ids = COMMON_IDS.into_iter().filter(|id| html.contains(&format!(" id=\"{id}\""))).collect();
        let file = File { file: local.clone(), sha256: Digest::of(html.as_bytes()).to_string() };
        entries.push(Entry {
            file,
            title: material.graph.title(owner),
            local: local.clone(),
            platform: row,
            common_ids,
        });
        fragments.insert(&format!("fragments/{local}"), html.into_bytes());
    }
    if material.guide.platform.is_some() && platform.base.is_none() {
        findings.extend(nowhere(&without).into_iter().collect());
    }
    fragments.insert("fragments/senco-guide.css", STYLE.as_bytes());
    let index = Index {
        format: FORMAT,
        tool: concat!("senco-guide ", env!("CARGO_PKG_VERSION")),
        guide: &material.config.title,
        edition: material.config.edition.as_deref(),
        heading_level: material.config.fragment_heading_level,
        style: File { file: "senco-guide.css".to_owned(), sha256: Digest::of(STYLE.as_bytes()).to_string() },
        fragments: entries,
        without_platform_address: without,
    };
    fragments.insert("fragments/index.json", serde_json::to_vec_pretty(&index).unwrap_or_default());
    Outcome::new(fragments, findings)
}

fn fragment(site: &Site<'_>, owner: Owner, platform: &Platform<'_>) -> Written {
    let stand = Stand::on_platform(site, owner, platform);
    let rendered = match owner {
        Owner::Page(id) => page::fragment(&stand, id),
        Owner::Document(id) => document_page::fragment(&stand, id),
    };
    let local = stand.file.clone();
    Written { owner, local, rendered, lacking: stand.lacking() }
}

/// The same with every heading so many levels lower that the first is of this level, and none below 6.
///
/// Whatever an editor wrote is escaped, so that `<h` and a figure are always a tag.
fn lowered(html: &str, level: u8) -> String {
    let mut lowered = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<h").into_iter().chain(rest.find("</h")).min() {
        let figure = at + if rest[at..].starts_with("</h") { 3 } else { 2 };
        let is_heading = rest.as_bytes().get(figure + 1).is_some_and(|next| matches!(next, b'>' | b' '));
        lowered.push_str(&rest[..figure]);
        rest = &rest[figure..];
        if let Some(number) = rest.bytes().next().filter(|byte| is_heading && (b'1'..=b'6').contains(byte)) {
            let _ = write!(lowered, "{}", (number - b'1' + level).min(6));
            rest = &rest[1..];
        }
    }
    lowered.push_str(rest);
    lowered
}

/// Rows of `addresses.csv` for what the site does not have.
fn unknown(rows: &[PlatformAddress], bundle: &Bundle, pdf: &str) -> Findings {
    let files: BTreeSet<&str> = bundle.under("site").map(|(path, _)| path).chain([pdf, ZIP]).collect();
    let finding = |row: &PlatformAddress| {
        let (path, spot) =
            row.local.split_once('#').map_or((row.local.as_str(), None), |(path, spot)| (path, Some(spot)));
        let (what, fix) = match spot {
            Some(_) if files.contains(path) => (
                format!("{} names a spot, but a row is for a whole page or file.", row.local),
                format!("Write {path}: links to its headings keep what follows #."),
            ),
            _ => (
                format!("The guide has no page or file {}.", row.local),
                near(path, &files).map_or_else(
                    || "Write an address as urls.txt in the folder handover has it, or take the row out.".to_owned(),
                    |near| format!("There is {near}. Change the row to that, or take it out."),
                ),
            ),
        };
        Finding::new(&BAD_REGISTER, row.place.clone(), what, fix).about(&row.local)
    };
    rows.iter().filter(|row| !files.contains(row.local.as_str())).map(finding).collect()
}

fn near<'a>(path: &str, files: &BTreeSet<&'a str>) -> Option<&'a str> {
    let candidates = || files.iter().copied();
    nearest_path(path, candidates()).or_else(|| nearest(path, candidates()))
}

/// Links that would lead nowhere: no row, and no address that they could be found under.
fn nowhere(without: &BTreeSet<String>) -> Option<Finding> {
    let first = without.first()?;
    let others = without.len() - 1;
    let more = if others == 0 { String::new() } else { format!(" and {others} more") };
    let file = GuidePath::new("addresses.csv")?;
    Some(Finding::new(
        &BAD_REGISTER,
        Place::new(&file, At::WholeFile),
        format!("There is no row for {first}{more}, so the fragments' links to it lead nowhere on the platform."),
        "Add the rows (fragments/index.json lists them all), or give the guide an address in guide.toml: what has no row is then linked there.",
    ))
}

#[cfg(test)]
mod tests {
    use super::lowered;

    #[test]
    fn headings_are_lowered_and_stop_at_six() {
        let html = "<h1>A</h1><hr><h2 id=\"b\">B</h2><h5>C</h5><h6>D</h6>";
        assert_eq!(lowered(html, 2), "<h2>A</h2><hr><h3 id=\"b\">B</h3><h6>C</h6><h6>D</h6>");
        assert_eq!(lowered(html, 1), html);
    }
}
