//! The finished fragments, read again: every link of the graph is there, with the address that the platform has for it, every
//! link into the guide leads to a file and a spot that exist, and nothing in a fragment reaches beyond itself.
//!
//! The addresses are worked out here from the table once more, with other code than the writer's.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use super::BUNDLE_DIFFERS;
use super::site::{self, Fragment};
use crate::model::{Bundle, Destination, Finding, Findings, GuidePath, LinkUsage, Owner, Place, SiteAddress};
use crate::write::Material;

/// Tags that belong to the page around a fragment, and what a platform would refuse.
const FOREIGN: [&str; 13] = [
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<main",
    "<nav",
    "<footer",
    "<script",
    "<style",
    "<link",
    "<iframe",
    "<base",
    " style=\"",
];

/// Compares the fragments with the graph and with `addresses.csv`.
pub(super) fn compare(bundle: &Bundle, material: &Material<'_>) -> Findings {
    let graph = material.graph;
    let rows = material.guide.platform.iter().flatten();
    let table: BTreeMap<&str, &str> = rows.map(|row| (row.local.as_str(), row.platform.as_str())).collect();
    let owners = graph.page_ids().map(Owner::Page).chain(graph.document_ids().map(Owner::Document));
    let mut findings = Findings::default();
    let mut read: BTreeMap<String, (Owner, Fragment)> = BTreeMap::new();
    for owner in owners {
        let local = graph.html_page(owner).path;
        match bundle.get(&format!("fragments/{local}")) {
            Some(file) => {
                findings.extend(reaching_out(material, &local, &String::from_utf8_lossy(&file.bytes)));
                read.insert(local, (owner, site::read_fragment(&file.bytes)));
            }
            None => findings.push(differs(format!("There is no fragment {local}."))),
        }
    }
    let proof = Proof { bundle, material, table, read: &read };
    for (local, (owner, fragment)) in &read {
        findings.extend(proof.missing(local, *owner, fragment));
        findings.extend(proof.astray(local, *owner, fragment));
    }
    findings
}

struct Proof<'a> {
    bundle: &'a Bundle,
    material: &'a Material<'a>,
    table: BTreeMap<&'a str, &'a str>,
    read: &'a BTreeMap<String, (Owner, Fragment)>,
}

impl Proof<'_> {
    /// Links of the graph that a page's fragment lacks. A document may show less than it says, so only pages are asked.
    fn missing(&self, local: &str, owner: Owner, fragment: &Fragment) -> Findings {
        let Owner::Page(_) = owner else { return Findings::default() };
        let graph = self.material.graph;
        let links = graph.links_from(owner).filter(|link| link.usage != LinkUsage::OnSheet);
        links
            .filter_map(|link| Some((link, self.expected(local, &graph.site_address(&link.destination)?))))
            .filter(|(_, address)| !fragment.links.contains(address))
            .map(|(link, address)| Finding {
                place: link.place.clone(),
                ..differs(format!("The fragment {local} lacks the link “{}” to {address}.", link.label))
            })
            .collect()
    }

    /// What the table and the guide's address make of an address of the site.
    fn expected(&self, local: &str, address: &SiteAddress) -> String {
        let spot = address.fragment.as_ref().map(|_| address.relative_to(&address.path)).unwrap_or_default();
        match self.table.get(address.path.as_str()) {
            _ if address.path == local && !spot.is_empty() => spot,
            Some(platform) if spot.is_empty() => written(platform),
            Some(platform) => written(platform.split('#').next().unwrap_or_default()) + &spot,
            None => match &self.material.config.address {
                Some(base) => format!("{base}{}", address.relative_to("")),
                None => address.relative_to(local),
            },
        }
    }

    /// Links of a fragment into the guide that lead to no file, or to no spot of it.
    fn astray(&self, local: &str, owner: Owner, fragment: &Fragment) -> Findings {
        let outside: BTreeSet<String> = self
            .material
            .graph
            .links_from(owner)
            .filter_map(|link| match &link.destination {
                Destination::Web(address) | Destination::LocalOffer(address) => Some(written(address)),
                _ => None,
            })
            .collect();
        let mut findings = Findings::default();
        for link in fragment.links.iter().filter(|link| !outside.contains(*link)) {
            let files = self.files(local, link);
            let Some(files) = files else { continue };
            let spot = link.split_once('#').map(|(_, spot)| percent_decode_str(spot).decode_utf8_lossy().into_owned());
            if !files.iter().any(|file| self.is_there(file, spot.as_deref())) {
                findings.push(differs(format!("In the fragment {local}, the link to {link} leads nowhere.")));
            }
        }
        for id in &fragment.doubles {
            findings.push(differs(format!("In the fragment {local}, the id “{id}” is used twice.")));
        }
        findings
    }

    /// The files of the site that a link may mean; `None` for a link out of the guide.
    fn files(&self, local: &str, link: &str) -> Option<Vec<String>> {
        let address = link.split('#').next().unwrap_or_default();
        if address.is_empty() {
            return Some(vec![local.to_owned()]);
        }
        let known = self.table.iter().filter(|(_, platform)| {
            written(platform) == link || written(platform.split('#').next().unwrap_or_default()) == address
        });
        let known: Vec<String> = known.map(|(file, _)| (*file).to_owned()).collect();
        if !known.is_empty() {
            return Some(known);
        }
        let decoded = |path: &str| percent_decode_str(path).decode_utf8_lossy().into_owned();
        if let Some(path) = self.material.config.address.as_deref().and_then(|base| address.strip_prefix(base)) {
            return Some(vec![decoded(path)]);
        }
        let has_scheme = address.split(['/', '?']).next().is_some_and(|first| first.contains(':'));
        (!has_scheme).then(|| {
            let folder = local.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = decoded(address);
            let inside = match path.strip_prefix("../") {
                Some(above) => above.to_owned(),
                None if folder.is_empty() => path,
                None => format!("{folder}/{path}"),
            };
            vec![inside]
        })
    }

    fn is_there(&self, file: &str, spot: Option<&str>) -> bool {
        let exists = self.bundle.get(&format!("site/{file}")).is_some() || file == self.material.config.pdf.file;
        // A spot of a PDF was proved on the site's own page.
        let has_spot = |spot| self.read.get(file).is_none_or(|(_, fragment)| fragment.spots.contains(spot));
        exists && spot.is_none_or(has_spot)
    }
}

/// Tags, styles and classes that would reach beyond the fragment.
fn reaching_out(material: &Material<'_>, local: &str, html: &str) -> Findings {
    // A council's template is the council's own doing.
    let template = if local.starts_with("documents/") { "fragment-document.html" } else { "fragment-page.html" };
    let template = format!("templates/{template}");
    let place = || match GuidePath::new(&template).filter(|path| material.sources.get(path).is_some()) {
        Some(path) => Place::file(&path),
        None => Place::guide(),
    };
    let foreign = FOREIGN.iter().filter(|tag| html.contains(*tag)).map(|tag| tag.trim().to_owned());
    let classes = html.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let alien = classes.flat_map(str::split_whitespace).filter(|class| !class.starts_with("sg-")).map(str::to_owned);
    foreign
        .chain(alien)
        .collect::<BTreeSet<String>>()
        .into_iter()
        .map(|thing| Finding {
            place: place(),
            ..differs(format!("The fragment {local} has “{thing}” in it, which reaches beyond the fragment."))
        })
        .collect()
}

/// An address as HTML holds it: blanks, brackets and letters beyond ASCII as figures.
fn written(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for byte in address.trim().bytes() {
        match byte {
            b' ' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0..=0x1F | 0x7F.. => {
                let _ = write!(text, "%{byte:02X}");
            }
            plain => text.push(char::from(plain)),
        }
    }
    text
}

fn differs(what: String) -> Finding {
    Finding::new(&BUNDLE_DIFFERS, Place::guide(), what, BUNDLE_DIFFERS.fix)
}
