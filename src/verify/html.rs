//! The finished site: every link in it leads to a file and a spot that exist, and every link of the graph is in it.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::BUNDLE_DIFFERS;
use crate::model::{Bundle, Finding, Findings, Owner, Place};
use crate::write::Material;

/// What a finished page defines and what it leads to.
#[derive(Debug, Default)]
struct FinishedPage {
    ids: BTreeSet<String>,
    doubles: Vec<String>,
    links: Vec<String>,
}

/// Compares the finished site with the graph.
pub(super) fn compare(bundle: &Bundle, material: &Material<'_>) -> Findings {
    let files: Vec<(&str, &[u8])> = bundle.under("site").map(|(path, file)| (path, &*file.bytes)).collect();
    let is_page = |path: &str| path.rsplit_once('.').is_some_and(|(_, extension)| extension == "html");
    let pages: BTreeMap<&str, FinishedPage> =
        files.par_iter().filter(|(path, _)| is_page(path)).map(|(path, bytes)| (*path, read(bytes))).collect();
    let names: BTreeSet<&str> =
        files.iter().map(|(path, _)| *path).chain(["manifest.json", "senco-guide.zip"]).collect();
    let mut findings: Findings = pages.iter().flat_map(|(path, page)| dead_links(path, page, &pages, &names)).collect();
    findings.extend(missing_links(&pages, material));
    findings
}

fn read(html: &[u8]) -> FinishedPage {
    let mut page = FinishedPage::default();
    for token in Tokenizer::new(html).flatten() {
        let Token::StartTag(tag) = token else { continue };
        for (name, value) in &tag.attributes {
            let value = String::from_utf8_lossy(value).into_owned();
            match name.as_slice() {
                b"id" if page.ids.contains(&value) => page.doubles.push(value),
                b"id" => {
                    page.ids.insert(value);
                }
                b"href" | b"src" => page.links.push(value),
                _ => {}
            }
        }
    }
    page
}

/// Links that lead to no file or no spot, and ids that are used twice.
fn dead_links(
    path: &str,
    page: &FinishedPage,
    pages: &BTreeMap<&str, FinishedPage>,
    names: &BTreeSet<&str>,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        page.doubles.iter().map(|id| differs(format!("{path} uses the id “{id}” twice."))).collect();
    for link in page.links.iter().filter(|link| !has_scheme(link)) {
        let (file, fragment) =
            link.split_once('#').map_or((link.as_str(), None), |(file, fragment)| (file, Some(fragment)));
        let target = join(path, &percent_decode_str(file).decode_utf8_lossy());
        if !names.contains(target.as_str()) {
            findings.push(differs(format!("{path} has a link to {link}, but the site has no such file.")));
            continue;
        }
        let fragment = fragment.map(|fragment| percent_decode_str(fragment).decode_utf8_lossy().into_owned());
        let is_there = |fragment: &String| {
            pages.get(target.as_str()).is_none_or(|page| fragment.is_empty() || page.ids.contains(fragment))
        };
        if !fragment.as_ref().is_none_or(is_there) {
            findings.push(differs(format!("{path} has a link to {link}, but that page has no such spot.")));
        }
    }
    findings
}

/// Links of the graph that the finished page does not have.
fn missing_links(pages: &BTreeMap<&str, FinishedPage>, material: &Material<'_>) -> Findings {
    let graph = material.graph;
    let owners = graph.page_ids().map(Owner::Page);
    owners
        .flat_map(|owner| {
            let path = graph.html_page(owner).path;
            let found: Option<BTreeSet<&str>> =
                pages.get(path.as_str()).map(|page| page.links.iter().map(String::as_str).collect());
            let Some(found) = found else {
                return vec![differs(format!("The site has no file {path}."))];
            };
            let wanted =
                graph.links_from(owner).filter_map(|link| Some((link, graph.site_address(&link.destination)?)));
            wanted
                .map(|(link, address)| (link, address.relative_to(&path)))
                .filter(|(_, address)| !found.contains(address.as_str()))
                .map(|(link, address)| Finding {
                    place: link.place.clone(),
                    ..differs(format!("{path} lacks the link “{}” to {address}.", link.label))
                })
                .collect()
        })
        .collect()
}

fn differs(what: String) -> Finding {
    Finding::new(&BUNDLE_DIFFERS, Place::guide(), what, BUNDLE_DIFFERS.fix)
}

fn has_scheme(link: &str) -> bool {
    link.split_once(':')
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(|letter| letter.is_ascii_alphabetic()))
}

fn join(from: &str, relative: &str) -> String {
    if relative.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
