//! The links of a PDF, written as a page of the guide would write them (ISO 32000-1, 12.5.6.5 and 12.6.4).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::destinations;
use super::objects::{array, as_dictionary, dictionary, get, name, name_bytes, resolve, text, text_of_bytes};
use super::pages::Leaf;
use crate::model::{At, LinkUsage, WebTarget, WrittenLink};

/// The most links that are read of one file.
const MOST: usize = 50_000;

/// How many steps into attached files a link may take.
const DEEPEST: usize = 8;

/// A link and where its annotation stands.
#[derive(Debug, Clone)]
pub(crate) struct PdfLink {
    /// The page, from 0.
    pub(crate) page: usize,
    /// Its position among the page's annotations.
    pub(crate) annotation: usize,
    /// The link as the graph will see it.
    pub(crate) written: WrittenLink,
}

/// Every link, page by page in the order of the annotations. Named actions and scripts are no links.
pub(crate) fn read(document: &Document, pages: &[Leaf], numbers: &BTreeMap<ObjectId, u32>) -> Vec<PdfLink> {
    let mut links = Vec::new();
    for (page, number) in pages.iter().zip(1..) {
        let Some(node) = document.get_object(page.id).ok().and_then(as_dictionary) else { continue };
        for (annotation, entry) in array(document, node, b"Annots").into_iter().flatten().enumerate() {
            let Some(entry) = resolve(document, entry).and_then(as_dictionary).filter(|_| links.len() < MOST) else {
                continue;
            };
            if name(document, entry, b"Subtype") != Some(b"Link") {
                continue;
            }
            let Some(written) = address(document, entry, numbers) else { continue };
            let label = text(document, entry, b"Contents").unwrap_or_default();
            let written = WrittenLink { written, label, at: At::PdfPage(number), usage: LinkUsage::Follow };
            links.push(PdfLink { page: number as usize - 1, annotation, written });
        }
    }
    links
}

/// Where a link or a bookmark leads, written as a page of the guide would write it.
pub(super) fn address(document: &Document, link: &Dictionary, numbers: &BTreeMap<ObjectId, u32>) -> Option<String> {
    if let Some(destination) = get(document, link, b"Dest") {
        return Some(inside(document, destination, numbers));
    }
    let action = dictionary(document, link, b"A")?;
    match name(document, action, b"S")? {
        b"URI" => Some(web(document, get(document, action, b"URI").and_then(name_bytes))),
        b"GoTo" => Some(inside(document, get(document, action, b"D")?, numbers)),
        b"GoToR" => Some(file(document, action)? + &remote(document, action).unwrap_or_default()),
        b"GoToE" => Some(embedded(document, action)? + &remote(document, action).unwrap_or_default()),
        b"Launch" => file(document, action).or_else(|| file(document, dictionary(document, action, b"Win")?)),
        _ => None,
    }
}

/// The address of a `URI` action: one that begins in the middle goes on from the base of the whole file, where it has one
/// (ISO 32000-1, 12.6.4.7).
fn web(document: &Document, written: Option<&[u8]>) -> String {
    let address = written.map(text_of_bytes).unwrap_or_default();
    let entries = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"URI"));
    let base = entries.and_then(|entries| WebTarget::new(&text(document, entries, b"Base")?));
    let base = base.filter(|_| WebTarget::new(&address).is_none());
    let whole = base.and_then(|base| WebTarget::joined(&base.address, &address));
    whole.map_or(address, |target| target.address.at(target.fragment.as_deref()))
}

/// The file of a `GoToE` action (ISO 32000-1, 12.6.4.4): the attached file that its target path ends at, else the file
/// itself. An attached file is known by its name, as if it lay beside this one.
fn embedded(document: &Document, action: &Dictionary) -> Option<String> {
    let mut name = None;
    let mut target = dictionary(document, action, b"T");
    for _ in 0..DEEPEST {
        let Some(step) = target else { break };
        name = text(document, step, b"N").or(name);
        target = dictionary(document, step, b"T");
    }
    match name {
        Some(name) => Some(escaped(&name)),
        None => file(document, action),
    }
}

/// A destination in the file itself. One that leads nowhere is written as page 0, which no file has.
fn inside(document: &Document, destination: &Object, numbers: &BTreeMap<ObjectId, u32>) -> String {
    if let Some(name) = name_bytes(destination) {
        return named(name);
    }
    let page = destinations::target(document, numbers, destination).map_or(0, |target| target.page);
    format!("#page={page}")
}

fn remote(document: &Document, action: &Dictionary) -> Option<String> {
    let destination = get(document, action, b"D")?;
    if let Some(name) = name_bytes(destination) {
        return Some(named(name));
    }
    let page = resolve(document, destination.as_array().ok()?.first()?)?.as_i64().ok()?;
    (page > 0).then(|| format!("#page={}", page.saturating_add(1)))
}

fn named(name: &[u8]) -> String {
    const KEEP: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    format!("#nameddest={}", utf8_percent_encode(&text_of_bytes(name), KEEP))
}

/// The file of a `GoToR`, `GoToE` or `Launch` action (ISO 32000-1, 7.11), as a relative address.
fn file(document: &Document, action: &Dictionary) -> Option<String> {
    let specification = get(document, action, b"F")?;
    let path = match as_dictionary(specification) {
        Some(specification) => text(document, specification, b"UF").or_else(|| text(document, specification, b"F"))?,
        None => text_of_bytes(specification.as_str().ok()?),
    };
    let on_a_drive = path.contains(":\\") || path.starts_with("\\\\");
    Some(if on_a_drive { path } else { escaped(&path) })
}

fn escaped(path: &str) -> String {
    const ESCAPED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?');
    utf8_percent_encode(&path.replace('\\', "/"), ESCAPED).to_string()
}
