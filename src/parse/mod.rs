//! Markdown and registers → [`Guide`] and register rows. Every block, link and row keeps its place.

mod addresses;

mod anchors;

mod blanks;

mod boxes;

mod brackets;

mod html;

mod markdown;

mod page;

mod people;

mod platform;

mod register;

mod reviews;

mod schools;

mod sheet;

mod stray_facts;

mod text;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::Config;
use crate::model::{Finding, Findings, Guide, GuidePath, Outcome, Page, Place, Rule, Severity, SourceFile, Sources};

pub use addresses::{DUPLICATE_ADDRESS, address_of_name, file_name_for_the_web, is_reserved_address, words_of_name};
pub use anchors::DUPLICATE_ANCHOR;
pub(crate) use anchors::slug;
pub use blanks::BLANK_NOT_FILLED;
pub use brackets::BRACKETS_LEFT_OVER;
pub use html::RAW_HTML;
pub use markdown::stress_signs;
pub use page::BAD_FRONT_MATTER;
pub use people::{PEOPLE, people};
pub use register::{BAD_REGISTER, register};
pub use reviews::{REVIEWS, holds_review, reviews, with_review};
pub use text::{BROKEN_LINK_SYNTAX, UNKNOWN_VALUE};

/// A page that `guide.toml` names and that is not there; a link to a page that is not there.
pub const MISSING_PAGE: Rule = Rule {
    code: "missing-page",
    severity: Severity::MustFix,
    name: "Broken link to a page",
    finds: "A link, or a line of guide.toml, that leads to a page of the guide that does not exist.",
    why: "A SENCO who follows the link gets an error page.",
    fix: "Change the link to the page's present name, put the page back, or take the link out and keep its words.",
    example: "[funding](fundng.md)",
};

/// A page that `guide.toml` does not list.
pub const UNLISTED_PAGE: Rule = Rule {
    code: "unlisted-page",
    severity: Severity::ShouldFix,
    name: "Page missing from the list of pages",
    finds: "A page in the folder pages that the list pages in guide.toml leaves out.",
    why: "It is put at the end of the guide, where nobody decided to put it.",
    fix: "Add it to the list, in the place where readers should meet it.",
    example: "pages/07-annual-reviews.md, with pages = [\"pages/01-start-here.md\"]",
};

/// A value that no page uses.
pub const UNUSED_VALUE: Rule = Rule {
    code: "unused-value",
    severity: Severity::Note,
    name: "Value that nobody uses",
    finds: "A line of the section [values] that no page and no other setting uses.",
    why: "Somebody may keep it up to date for nothing, or a page may still have the number typed out.",
    fix: "Use it in a page by its name in double curly brackets, or take the line out.",
    example: "ep.fax = \"01632 960 109\"",
};

/// Parses every page, in reading order, the redirects and the addresses of the council's platform.
pub fn guide(sources: &Sources, config: &Config) -> Outcome<Guide> {
    let mut findings = Findings::default();
    let files = reading_order(sources, config, &mut findings);
    let read: Vec<_> = files.par_iter().map(|file| page::parse(file, config)).collect();
    let mut used_values = BTreeSet::new();
    let mut pages: Vec<Page> = Vec::with_capacity(read.len());
    for parsed in read {
        findings.extend(parsed.findings);
        used_values.extend(parsed.used_values);
        pages.push(parsed.page);
    }
    addresses::give(&mut pages, &mut findings);
    used_values.extend(register::used_values(sources, &config.values));
    unused_values(config, &used_values, &mut findings);
    let redirects = register::redirects(sources).report_to(&mut findings);
    let platform = platform::addresses(sources).report_to(&mut findings);
    let schools = schools::schools(sources).report_to(&mut findings);
    Outcome::new(Guide { pages, redirects, platform, schools }, findings)
}

/// What people call the page that comes first, when nobody listed the pages.
const FRONT_PAGES: [&str; 2] = ["pages/index.md", "pages/README.md"];

/// The pages as `guide.toml` lists them, then those it does not list, by path.
fn reading_order<'a>(sources: &'a Sources, config: &Config, findings: &mut Findings) -> Vec<&'a SourceFile> {
    let all: BTreeMap<&str, &SourceFile> = sources
        .under("pages")
        .filter(|file| file.path.extension() == "md" && file.refused != Some(crate::model::Refusal::LeadsOutside))
        .map(|file| (file.path.as_str(), file))
        .collect();
    let Some(listed) = &config.pages else {
        let front = FRONT_PAGES.iter().find(|name| all.contains_key(*name)).copied();
        let (first, rest): (Vec<_>, Vec<_>) = all.into_values().partition(|file| Some(file.path.as_str()) == front);
        return first.into_iter().chain(rest).collect();
    };
    let settings = GuidePath::settings();
    let mut order: Vec<&SourceFile> = Vec::new();
    for (name, at) in listed {
        match all.get(name.as_str()) {
            Some(file) if order.iter().any(|earlier| earlier.path == file.path) => {}
            Some(file) => order.push(file),
            None => findings.push(missing_listed(name, Place::new(&settings, at.clone()), all.keys().copied())),
        }
    }
    for file in all.into_values() {
        if !order.iter().any(|listed| listed.path == file.path) {
            findings.push(unlisted(&file.path));
            order.push(file);
        }
    }
    order
}

fn missing_listed<'a>(name: &str, place: Place, pages: impl Iterator<Item = &'a str>) -> Finding {
    let fix = match crate::config::nearest_path(name, pages) {
        Some(page) => format!("There is a {page}. Change the line to that name."),
        None => "Correct the name, or take it out of the list.".to_owned(),
    };
    Finding::new(&MISSING_PAGE, place, format!("The list of pages names {name}, but there is no such file."), fix)
        .about(name)
}

fn unlisted(path: &GuidePath) -> Finding {
    Finding::new(
        &UNLISTED_PAGE,
        Place::file(path),
        "This page is not in the list of pages in guide.toml, so it stands at the end of the guide.",
        format!("Add \"{path}\" to pages = [...] in guide.toml, where it belongs."),
    )
}

fn unused_values(config: &Config, used: &BTreeSet<String>, findings: &mut Findings) {
    let settings = GuidePath::settings();
    for (name, value) in
        config.values.iter().filter(|(name, _)| !used.contains(*name) && !config.values_in_settings.contains(*name))
    {
        findings.push(Finding::new(
            &UNUSED_VALUE,
            Place::new(&settings, value.at.clone()),
            format!("No page uses the value “{name}”."),
            format!("Write {{{{{name}}}}} where a page should say it, or take the line out."),
        ));
    }
}
