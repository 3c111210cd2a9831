//! What a PDF holds, as short lines that can be counted. It reads with lopdf and with nothing of the tool's own code.

mod files;

mod tags;

mod threads;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

pub(super) use files::attached_files;
pub(super) use tags::{ids_and_classes, namespaces, parent_tree, tags, words_of_tags};
pub(super) use threads::threads;

/// The height of the strip above an annex page, in points.
const STRIP: f32 = 20.0;

/// A PDF, or the pages of one annex within the finished PDF.
pub(super) struct Part<'a> {
    pub(super) document: &'a Document,
    pub(super) pages: Vec<ObjectId>,
    /// The annex's file name; `None` for the file as its owner gave it.
    pub(super) annex: Option<&'a str>,
}

/// Something to count.
pub(super) type Facts = fn(&Part<'_>) -> Vec<String>;

/// The pages in order, as often as they are listed.
pub(super) fn pages(document: &Document) -> Vec<ObjectId> {
    let mut open = vec![document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference)];
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(id) = open.pop() {
        let Some((id, node)) = id.ok().and_then(|id| Some((id, document.get_dictionary(id).ok()?))) else { continue };
        if node.has_type(b"Page") {
            found.push(id);
        } else if seen.insert(id) {
            open.extend(list(document, node, b"Kids").iter().rev().map(Object::as_reference));
        }
    }
    found
}

impl Part<'_> {
    fn page(&self, id: ObjectId) -> Option<usize> {
        self.pages.iter().position(|page| *page == id).map(|index| index + 1)
    }

    fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("a catalogue")
    }

    fn dictionary<'d>(&'d self, parent: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
        parent.get_deref(key, self.document).ok().and_then(dictionary)
    }

    /// The kids of the tag tree's root; of the annex's own part in the finished file.
    fn tops(&self) -> Vec<Object> {
        let Some(root) = self.dictionary(self.catalog(), b"StructTreeRoot") else { return Vec::new() };
        let tops = list(self.document, root, b"K");
        if self.annex.is_none() {
            return tops;
        }
        self.part().map(|part| list(self.document, part, b"K")).unwrap_or_default()
    }

    /// The annex's part: the one with its pages.
    fn part(&self) -> Option<&Dictionary> {
        let root = self.dictionary(self.catalog(), b"StructTreeRoot")?;
        let whole = list(self.document, root, b"K").into_iter().next()?;
        let kids = list(self.document, self.document.dereference(&whole).ok()?.1.as_dict().ok()?, b"K");
        let parts = kids.iter().filter_map(|kid| self.document.get_dictionary(kid.as_reference().ok()?).ok());
        parts.filter(|part| part.has(b"T")).find(|part| {
            self.elements(&list(self.document, part, b"K")).iter().any(|(_, element)| {
                element.get(b"Pg").and_then(Object::as_reference).is_ok_and(|id| self.page(id).is_some())
            })
        })
    }

    fn elements(&self, tops: &[Object]) -> Vec<(ObjectId, &Dictionary)> {
        let mut open: Vec<Object> = tops.iter().rev().cloned().collect();
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        while let Some(object) = open.pop() {
            let Ok(id) = object.as_reference() else { continue };
            let Ok(element) = self.document.get_dictionary(id) else { continue };
            if element.has(b"S") && seen.insert(id) {
                found.push((id, element));
                open.extend(list(self.document, element, b"K").into_iter().rev());
            }
        }
        found
    }

    /// What an element claims: the object that holds the mark (a page, a form object) and the mark; -1 for an object.
    fn claims(&self, element: &Dictionary) -> Vec<(ObjectId, i64)> {
        let page = element.get(b"Pg").and_then(Object::as_reference);
        let claim = |kid: &Object| match self.document.dereference(kid).ok()?.1 {
            Object::Integer(mark) => Some((page.as_ref().ok().copied()?, *mark)),
            Object::Dictionary(kid) => {
                let holder =
                    [b"Stm".as_slice(), b"Obj", b"Pg"].iter().find_map(|key| kid.get(key).ok()?.as_reference().ok());
                let mark = kid.get(b"MCID").and_then(Object::as_i64);
                match (kid.has(b"S"), holder.or(page.as_ref().ok().copied())) {
                    (false, Some(holder)) => Some((holder, mark.unwrap_or(-1))),
                    _ => None,
                }
            }
            _ => None,
        };
        list(self.document, element, b"K").iter().filter_map(claim).collect()
    }

    fn kind(&self, element: &Dictionary) -> String {
        let root = self.dictionary(self.catalog(), b"StructTreeRoot");
        let roles = root.and_then(|root| self.dictionary(root, b"RoleMap"));
        let mut kind = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        for _ in 0..8 {
            kind = roles.and_then(|roles| roles.get(kind).ok()?.as_name().ok()).unwrap_or(kind);
        }
        text(kind)
    }

    fn target(&self, value: &Object) -> String {
        let value = self.document.dereference(value).map_or(&Object::Null, |(_, value)| value);
        let explicit = match value {
            Object::Name(name) | Object::String(name, _) => return self.without_prefix(&text(name)),
            Object::Dictionary(wrapped) => wrapped.get_deref(b"D", self.document).and_then(Object::as_array),
            other => other.as_array(),
        };
        let Ok(explicit) = explicit else { return "nowhere".to_owned() };
        let page = match explicit.first() {
            Some(Object::Reference(id)) => self.page(*id),
            Some(Object::Integer(index)) => usize::try_from(index + 1).ok(),
            _ => None,
        };
        let rest: Vec<String> = explicit.iter().skip(1).map(plain).collect();
        page.map_or_else(|| "nowhere".to_owned(), |page| format!("page {page} {}", rest.join(" ")))
    }

    fn without_prefix(&self, name: &str) -> String {
        let prefix = self.annex.map(|annex| format!("documents.{annex}.")).unwrap_or_default();
        name.strip_prefix(&prefix).unwrap_or(name).to_owned()
    }

    /// The named destinations of both kinds.
    fn destinations(&self) -> BTreeMap<String, Object> {
        let old = self.dictionary(self.catalog(), b"Dests").into_iter().flat_map(Dictionary::iter);
        let mut all: BTreeMap<String, Object> = old.map(|(name, value)| (text(name), value.clone())).collect();
        let names = self.dictionary(self.catalog(), b"Names").and_then(|names| self.dictionary(names, b"Dests"));
        let mut open: Vec<&Dictionary> = names.into_iter().collect();
        while let Some(node) = open.pop() {
            for pair in list(self.document, node, b"Names").chunks_exact(2) {
                all.insert(pair[0].as_str().map(text).unwrap_or_default(), pair[1].clone());
            }
            let kids = node.get_deref(b"Kids", self.document).and_then(Object::as_array);
            open.extend(
                kids.into_iter().flatten().filter_map(|kid| self.document.dereference(kid).ok()?.1.as_dict().ok()),
            );
        }
        all
    }
}

/// Each page's size as a viewer shows it, its turn and its unit.
pub(super) fn sizes(part: &Part<'_>) -> Vec<String> {
    let size = |id: &ObjectId| {
        let page = part.document.get_dictionary(*id).expect("a page");
        let corners = |key: &[u8]| -> Option<Vec<f32>> {
            let corners = inherited(part.document, page, key)?.as_array().ok()?;
            Some(corners.iter().filter_map(|corner| corner.as_float().ok()).collect())
        };
        let box_ = corners(b"CropBox").or_else(|| corners(b"MediaBox")).expect("a box");
        let turn = inherited(part.document, page, b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0);
        let unit = page.get(b"UserUnit").and_then(Object::as_float).unwrap_or(1.0);
        let (width, height) = ((box_[2] - box_[0]) * unit, (box_[3] - box_[1]) * unit);
        let (width, height) = if turn % 180 == 0 { (width, height) } else { (height, width) };
        let strip = if part.annex.is_some() { STRIP } else { 0.0 };
        format!("{width:.1} x {:.1}, turned {turn}, unit {unit}", height - strip)
    };
    part.pages.iter().map(size).collect()
}

/// Each page's own drawing, unpacked.
pub(super) fn drawing(part: &Part<'_>) -> Vec<String> {
    let content = |id: &ObjectId| {
        let streams = part.document.get_page_contents(*id);
        let own = streams.iter().skip(usize::from(part.annex.is_some()));
        let plain = own.filter_map(|id| part.document.get_object(*id).ok()?.as_stream().ok());
        plain
            .map(|stream| stream.get_plain_content().unwrap_or_else(|_| stream.content.clone()))
            .map(|plain| String::from_utf8_lossy(&plain).into_owned())
            .collect::<String>()
    };
    part.pages.iter().map(content).filter(|content| !content.is_empty()).collect()
}

/// Where each link leads, in the order of the pages. The way back to the guide is ours and does not count.
pub(super) fn links(part: &Part<'_>) -> Vec<String> {
    let mut told = Vec::new();
    for page in &part.pages {
        let page = part.document.get_dictionary(*page).expect("a page");
        for annotation in list(part.document, page, b"Annots") {
            let Ok(annotation) =
                part.document.dereference(&annotation).map(|(_, object)| object).and_then(Object::as_dict)
            else {
                continue;
            };
            let words = annotation.get(b"Contents").and_then(Object::as_str).map(text).unwrap_or_default();
            if !words.starts_with("Back to the guide") {
                told.push(leads_to(part, annotation));
            }
        }
    }
    told
}

fn leads_to(part: &Part<'_>, annotation: &Dictionary) -> String {
    let action = part.dictionary(annotation, b"A");
    if let Ok(destination) = annotation.get(b"Dest") {
        return part.target(destination);
    }
    let Some(action) = action else { return "nothing".to_owned() };
    let kind = action.get(b"S").and_then(Object::as_name).map(text).unwrap_or_default();
    match (kind.as_str(), action.get(b"D"), action.get(b"URI")) {
        ("GoTo", Ok(destination), _) => part.target(destination),
        ("URI", _, Ok(address)) => plain(address),
        _ => kind,
    }
}

/// The named destinations and where they lead.
pub(super) fn names(part: &Part<'_>) -> Vec<String> {
    let all = part.destinations();
    let told = all.iter().map(|(name, value)| format!("{}: {}", part.without_prefix(name), part.target(value)));
    told.filter(|line| !line.ends_with(": nowhere")).collect()
}

/// The bookmarks, with their depth and the page they lead to.
pub(super) fn bookmarks(part: &Part<'_>) -> Vec<String> {
    let Some(root) = part.dictionary(part.catalog(), b"Outlines") else { return Vec::new() };
    let mut told = Vec::new();
    let mut open = vec![(root.get(b"First").and_then(Object::as_reference), 0_usize)];
    let mut seen = BTreeSet::new();
    let mut base = None;
    while let Some((id, depth)) = open.pop() {
        let Some((id, item)) = id.ok().and_then(|id| Some((id, part.document.get_dictionary(id).ok()?))) else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        open.push((item.get(b"Next").and_then(Object::as_reference), depth));
        open.push((item.get(b"First").and_then(Object::as_reference), depth + 1));
        let own = leads_to(part, item);
        if part.annex.is_some_and(|annex| own == format!("documents.{annex}")) {
            base = Some(depth + 1);
        } else if base.is_some_and(|base| depth < base) {
            base = None;
        } else if let Some(base) = base.or(part.annex.is_none().then_some(0)) {
            told.push(format!(
                "{} {} -> {own}",
                "-".repeat(depth - base),
                item.get(b"Title").and_then(Object::as_str).map(text).unwrap_or_default()
            ));
        }
    }
    told
}

/// The layers and whether they are shown.
pub(super) fn layers(part: &Part<'_>) -> Vec<String> {
    let Some(properties) = part.dictionary(part.catalog(), b"OCProperties") else { return Vec::new() };
    let hidden = part.dictionary(properties, b"D").map(|shown| list(part.document, shown, b"OFF")).unwrap_or_default();
    let told = list(part.document, properties, b"OCGs").into_iter().map(|group| {
        let state = if hidden.contains(&group) { "hidden" } else { "shown" };
        let name = group
            .as_reference()
            .ok()
            .and_then(|id| part.document.get_dictionary(id).ok()?.get(b"Name").ok()?.as_str().ok());
        format!("{} {state}", name.map(text).unwrap_or_default())
    });
    told.collect()
}

/// How layers depend on each other and switch by themselves: groups of which one is shown, locked ones, and events.
pub(super) fn layer_rules(part: &Part<'_>) -> Vec<String> {
    let properties = part.dictionary(part.catalog(), b"OCProperties");
    let Some(shown) = properties.and_then(|properties| part.dictionary(properties, b"D")) else { return Vec::new() };
    let names = |groups: &[Object]| {
        let group =
            |id: &Object| part.document.get_dictionary(id.as_reference().ok()?).ok()?.get(b"Name").ok()?.as_str().ok();
        groups.iter().filter_map(group).map(text).collect::<Vec<_>>().join(", ")
    };
    let rivals = list(part.document, shown, b"RBGroups");
    let rivals = rivals.iter().filter_map(|one| part.document.dereference(one).ok()?.1.as_array().ok());
    let mut told: Vec<String> = rivals.map(|groups| format!("one of {}", names(groups))).collect();
    told.push(format!("locked {}", names(&list(part.document, shown, b"Locked"))));
    let events = list(part.document, shown, b"AS");
    let events = events.iter().filter_map(|one| part.document.dereference(one).ok()?.1.as_dict().ok());
    told.extend(events.map(|event| {
        let when = event.get(b"Event").and_then(Object::as_name).map(text).unwrap_or_default();
        format!("{when} {}", names(&list(part.document, event, b"OCGs")))
    }));
    told
}

/// What a page has beside its boxes and contents: its kind of group, how it comes on in a show, its picture, its files.
pub(super) fn page_entries(part: &Part<'_>) -> Vec<String> {
    let told = |page: &ObjectId| {
        let page = part.document.get_dictionary(*page).expect("a page");
        let style = |key: &[u8]| {
            let entry = part.dictionary(page, key)?.get(b"S").ok()?.as_name().ok()?;
            Some(format!("{} {}", text(key), text(entry)))
        };
        let there = [b"Metadata".as_slice(), b"Thumb", b"AF", b"VP", b"Dur"]
            .into_iter()
            .filter(|key| page.get_deref(key, part.document).is_ok_and(|entry| !matches!(entry, Object::Null)));
        [style(b"Group"), style(b"Trans")].into_iter().flatten().chain(there.map(text)).collect::<Vec<_>>()
    };
    part.pages.iter().flat_map(told).collect()
}

/// The language and the title: of the file, or of the annex's part.
pub(super) fn language_and_title(part: &Part<'_>) -> Vec<String> {
    let information = part.dictionary(&part.document.trailer, b"Info");
    let from = if part.annex.is_some() { part.part() } else { Some(part.catalog()) };
    let title = if part.annex.is_some() {
        from.and_then(|part| part.get(b"T").ok())
    } else {
        information.and_then(|information| information.get(b"Title").ok())
    };
    let title = title.and_then(|title| title.as_str().ok()).map(text).unwrap_or_default();
    let language = from.and_then(|from| from.get(b"Lang").ok()?.as_str().ok()).map(text).unwrap_or_default();
    vec![format!("in {language}"), title.split_once(": ").map_or(title.clone(), |(_, title)| title.to_owned())]
}

fn what(document: &Document, id: ObjectId) -> String {
    let holder = document.get_object(id).ok().and_then(dictionary);
    let kind = holder.and_then(|holder| holder.get(b"Subtype").ok()?.as_name().ok());
    kind.map_or_else(|| "lost".to_owned(), text)
}

fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..20 {
        if let Ok(value) = node.get_deref(key, document) {
            return Some(value);
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

fn dictionary(object: &Object) -> Option<&Dictionary> {
    object.as_dict().ok().or_else(|| object.as_stream().ok().map(|stream| &stream.dict))
}

/// What stands under a key: the items of an array, or the one value.
fn list(document: &Document, parent: &Dictionary, key: &[u8]) -> Vec<Object> {
    match (parent.get(key), parent.get_deref(key, document)) {
        (_, Ok(Object::Array(items))) => items.clone(),
        (Ok(one), Ok(_)) => vec![one.clone()],
        _ => Vec::new(),
    }
}

fn plain(object: &Object) -> String {
    match object {
        Object::String(bytes, _) | Object::Name(bytes) => text(bytes),
        Object::Integer(number) => number.to_string(),
        Object::Real(number) => number.to_string(),
        _ => "-".to_owned(),
    }
}

fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}
