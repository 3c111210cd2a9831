//! The redirects that editors wrote: rows of `redirects.csv`, and earlier addresses in the facts of a page.
//!
//! A row may lead to the old address of another row: readers are then sent to the end of the chain at once.

use std::collections::BTreeMap;

use super::classify::{Address, classify};
use super::findings;
use super::resolve::Resolver;
use super::site_paths::{SitePaths, redirect};
use crate::config::Config;
use crate::model::{Destination, Finding, Findings, Guide, GuidePath, LinkGraph, Place, Reason, Redirect};
use crate::parse::{BAD_FRONT_MATTER, BAD_REGISTER};

/// What the editors' redirects come to.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Those that lead somewhere.
    pub(super) redirects: Vec<Redirect>,
    /// Where each row of `redirects.csv` leads, in their order.
    pub(super) rows: Vec<Destination>,
}

/// An old address as an editor wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Old {
    /// A path under the guide's address.
    Here(String),
    /// A whole address elsewhere.
    Elsewhere(String),
    /// Nothing that a web server could be asked for; why.
    Wrong(&'static str),
}

/// Resolves every redirect that an editor wrote.
pub(super) fn written(
    guide: &Guide,
    resolver: &Resolver<'_>,
    paths: &SitePaths,
    nodes: &LinkGraph,
    config: &Config,
    findings: &mut Findings,
) -> Written {
    let mut written = Written::default();
    let mut first: BTreeMap<Old, usize> = BTreeMap::new();
    let olds: Vec<Old> = guide.redirects.iter().map(|row| old(&row.from, config)).collect();
    for (index, old) in olds.iter().enumerate().rev() {
        first.insert(old.clone(), index);
    }
    let aliases: Vec<(usize, String, Old)> = aliases(guide, config);
    let by_alias: BTreeMap<&Old, usize> = aliases.iter().map(|(page, _, old)| (old, *page)).collect();
    for (index, (row, old)) in guide.redirects.iter().zip(&olds).enumerate() {
        let destination = match follow(index, guide, resolver, &first, &by_alias, config, findings) {
            Ok(destination) => destination,
            Err(circle) => {
                findings.push(round_in_a_circle(&row.place, &circle));
                Destination::Nowhere(Reason::Malformed)
            }
        };
        written.rows.push(destination.clone());
        let trouble = match old {
            Old::Wrong(why) => Some(not_an_address(&row.place, &row.from, why)),
            Old::Here(path) if paths.answers(path) => Some(still_there(&row.place, path)),
            _ if first[old] != index => Some(double(&row.place, &row.from, &guide.redirects[first[old]].place)),
            _ => None,
        };
        match trouble {
            Some(trouble) => findings.push(trouble),
            None => written.redirects.extend(made(old, &destination, nodes)),
        }
    }
    for (index, (page, alias, old)) in aliases.iter().enumerate() {
        let place = Place::file(&guide.pages[*page].file);
        let is_taken = first.contains_key(old) || aliases[..index].iter().any(|(_, _, earlier)| earlier == old);
        let trouble = match old {
            Old::Wrong(why) => Some(why.to_string()),
            Old::Here(path) if paths.answers(path) => Some(format!("{path} is an address of the guide as it is")),
            _ if is_taken => Some("the address is kept alive elsewhere already".to_owned()),
            _ => None,
        };
        match trouble {
            Some(why) => findings.push(useless_alias(place, alias, &why)),
            None => written.redirects.extend(made(old, &page_at(*page), nodes)),
        }
    }
    written
}

fn page_at(index: usize) -> Destination {
    Destination::Page(crate::model::PageId(u32::try_from(index).unwrap_or(u32::MAX)))
}

fn made(old: &Old, destination: &Destination, nodes: &LinkGraph) -> Option<Redirect> {
    match old {
        Old::Here(from) | Old::Elsewhere(from) => redirect(from, destination, nodes),
        Old::Wrong(_) => None,
    }
}

/// The earlier addresses of pages. One without an ending is that of a page.
fn aliases(guide: &Guide, config: &Config) -> Vec<(usize, String, Old)> {
    let pages = guide.pages.iter().enumerate();
    let aliases = pages.flat_map(|(index, page)| page.facts.aliases.iter().map(move |alias| (index, alias)));
    aliases
        .map(|(index, alias)| {
            let last = alias.rsplit('/').next().unwrap_or_default();
            let whole = if last.is_empty() || last.contains('.') { alias.clone() } else { format!("{alias}.html") };
            (index, alias.clone(), old(&whole, config))
        })
        .collect()
}

/// An old address, understood.
fn old(from: &str, config: &Config) -> Old {
    let site = config.address.as_deref();
    let path = match classify(from, site) {
        Address::Web(address) => return Old::Elsewhere(address.into_owned()),
        Address::OwnSite { path, .. } | Address::File { path, .. } => path.into_owned(),
        _ => return Old::Wrong("It is no web address"),
    };
    if from.contains(['?', '#']) {
        return Old::Wrong("No web server can tell what follows a ? or # in an old address");
    }
    let top = site.and_then(|site| site.split_once("://")?.1.split_once('/')).map_or("", |(_, path)| path);
    let path = path.trim_start_matches('/');
    let path = path.strip_prefix(top).unwrap_or(path);
    let folder = if path.ends_with('/') { "/" } else { "" };
    match GuidePath::new(path) {
        Some(path) if path.as_str().is_empty() => Old::Here(String::new()),
        Some(path) if !path.as_str().chars().any(char::is_control) => Old::Here(format!("{path}{folder}")),
        _ => Old::Wrong("It leads out of the guide's address"),
    }
}

/// Where a row leads in the end. `Err` gives the addresses of a circle.
fn follow(
    row: usize,
    guide: &Guide,
    resolver: &Resolver<'_>,
    first: &BTreeMap<Old, usize>,
    aliases: &BTreeMap<&Old, usize>,
    config: &Config,
    findings: &mut Findings,
) -> Result<Destination, Vec<String>> {
    let mut passed: Vec<usize> = Vec::new();
    let mut at = row;
    loop {
        passed.push(at);
        let written = &guide.redirects[at];
        let (answer, link) = resolver.resolve_redirect(written);
        let target = old(written.to.split('#').next().unwrap_or_default(), config);
        let is_missing = matches!(answer.destination, Destination::Nowhere(_));
        match (first.get(&target), aliases.get(&target)) {
            (Some(next), _) if is_missing && passed.contains(next) => {
                let from = passed.iter().map(|index| guide.redirects[*index].from.clone());
                return Err(from.chain([written.to.clone()]).collect());
            }
            (Some(next), _) if is_missing => at = *next,
            (None, Some(page)) if is_missing => return Ok(page_at(*page)),
            _ => {
                // A row further along the chain tells its own faults.
                if passed.len() == 1 {
                    findings.extend(findings::of_redirect(&answer, &link, &written.place));
                }
                return Ok(answer.destination);
            }
        }
    }
}

fn round_in_a_circle(place: &Place, circle: &[String]) -> Finding {
    Finding::new(
        &BAD_REGISTER,
        place.clone(),
        format!("This old address leads round in a circle: {}.", circle.join(" → ")),
        "Write a page, heading or document of the guide into the column “to” of one of these rows.",
    )
}

fn not_an_address(place: &Place, from: &str, why: &str) -> Finding {
    Finding::new(
        &BAD_REGISTER,
        place.clone(),
        format!("The old address {from} cannot be kept alive. {why}."),
        "Correct the column “from”: a path under the guide's address such as old-page.html, or a whole web address.",
    )
}

fn still_there(place: &Place, path: &str) -> Finding {
    let name = if path.is_empty() { "the first page" } else { path };
    Finding::new(
        &BAD_REGISTER,
        place.clone(),
        format!("The guide still has {name}, so nobody can be led on from there. The row was not used."),
        "Take the row out, or give the page or document another name.",
    )
}

fn double(place: &Place, from: &str, earlier: &Place) -> Finding {
    Finding::new(
        &BAD_REGISTER,
        place.clone(),
        format!("This is a second row for the old address {from}; only the first one counts."),
        "Take one of the two rows out.",
    )
    .see_also(earlier.clone())
}

fn useless_alias(place: Place, alias: &str, why: &str) -> Finding {
    Finding::new(
        &BAD_FRONT_MATTER,
        place,
        format!("The earlier address “{alias}” in the line “aliases” was not used: {why}."),
        "Take it out of the line “aliases”, or correct it.",
    )
}
