//! What is wrong with a bound file: read with other code than the merge's.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Everything that does not hang together; empty when all is well.
pub fn faults(bytes: &[u8], pages: usize) -> Vec<String> {
    let document = match Document::load_mem(bytes) {
        Ok(document) => document,
        Err(error) => return vec![format!("it does not open: {error}")],
    };
    let all: Vec<ObjectId> = document.page_iter().collect();
    let known: BTreeSet<ObjectId> = all.iter().copied().collect();
    let mut faults = Vec::new();
    if all.len() != pages || known.len() != pages {
        faults.push(format!("{} pages, {} of them different, not {pages}", all.len(), known.len()));
    }
    faults.extend(dangling(&document));
    faults.extend(names(&document, "Dests", &known));
    faults.extend(names(&document, "EmbeddedFiles", &known));
    faults.extend(Tags::read(&document).map(|tags| tags.faults(&all)).unwrap_or_default());
    faults
}

/// References to objects that are not there.
fn dangling(document: &Document) -> Vec<String> {
    let mut open: Vec<&Object> = document.objects.values().collect();
    let mut faults = Vec::new();
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if !document.objects.contains_key(id) => faults.push(format!("{id:?} is missing")),
            Object::Array(items) => open.extend(items),
            Object::Dictionary(entries) => open.extend(entries.iter().map(|(_, value)| value)),
            Object::Stream(stream) => open.extend(stream.dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    faults
}

/// Follows references; a null is as good as missing.
fn get<'a>(document: &'a Document, entries: &'a Dictionary, key: &str) -> Option<&'a Object> {
    let value = entries.get_deref(key.as_bytes(), document).ok()?;
    (!value.is_null()).then_some(value)
}

fn entries(object: &Object) -> Option<&Dictionary> {
    object.as_dict().ok().or_else(|| object.as_stream().ok().map(|stream| &stream.dict))
}

/// A name tree whose leaves are out of order, whose limits lie, or whose destinations lead to no page
/// (ISO 32000-1, 7.9.6).
fn names(document: &Document, key: &str, pages: &BTreeSet<ObjectId>) -> Vec<String> {
    let root = document.catalog().ok().and_then(|catalog| get(document, catalog, "Names"));
    let tree = root.and_then(entries).and_then(|names| get(document, names, key)).and_then(entries);
    let Some(tree) = tree else { return Vec::new() };
    let mut faults = Vec::new();
    let kids = get(document, tree, "Kids").and_then(|kids| kids.as_array().ok()).cloned().unwrap_or_default();
    let nodes: Vec<&Dictionary> =
        kids.iter().filter_map(|kid| document.dereference(kid).ok()?.1.as_dict().ok()).collect();
    let leaves = if nodes.is_empty() { vec![tree] } else { nodes };
    let mut last: Option<Vec<u8>> = None;
    for leaf in leaves {
        let pairs = get(document, leaf, "Names").and_then(|pairs| pairs.as_array().ok()).cloned().unwrap_or_default();
        let own: Vec<Vec<u8>> = pairs.chunks(2).filter_map(|pair| Some(pair[0].as_str().ok()?.to_vec())).collect();
        for name in &own {
            if last.as_ref().is_some_and(|last| last >= name) {
                faults.push(format!("{key}: {name:?} comes too late"));
            }
            last = Some(name.clone());
        }
        let limits = get(document, leaf, "Limits").and_then(|limits| limits.as_array().ok()).cloned();
        let told: Option<Vec<Vec<u8>>> =
            limits.map(|limits| limits.iter().filter_map(|limit| Some(limit.as_str().ok()?.to_vec())).collect());
        if told.is_some_and(|told| told.first() != own.first() || told.last() != own.last()) {
            faults.push(format!("{key}: wrong limits"));
        }
        for pair in pairs.chunks(2).filter(|_| key == "Dests") {
            let value = pair.get(1).and_then(|value| document.dereference(value).ok());
            let page = value.and_then(|(_, value)| value.as_array().ok()?.first()?.as_reference().ok());
            if !page.is_some_and(|page| pages.contains(&page)) {
                faults.push(format!("{key}: {:?} leads to no page", pair[0]));
            }
        }
    }
    faults
}

/// The tags, and the parent tree that leads back to them (ISO 32000-1, 14.7.4.4).
struct Tags<'a> {
    document: &'a Document,
    parents: BTreeMap<i64, &'a Object>,
    /// What each element claims: a mark of a page or form, or a whole object.
    claims: BTreeMap<(ObjectId, Option<i64>), Vec<ObjectId>>,
    elements: BTreeSet<ObjectId>,
}

impl<'a> Tags<'a> {
    fn read(document: &'a Document) -> Option<Self> {
        let catalog = document.catalog().ok()?;
        let root = get(document, catalog, "StructTreeRoot").and_then(entries)?;
        let numbers = get(document, root, "ParentTree").and_then(entries)?;
        let pairs = get(document, numbers, "Nums")?.as_array().ok()?;
        let parents = pairs.chunks(2).filter_map(|pair| {
            let (_, value) = document.dereference(pair.get(1)?).ok()?;
            let value = if value.as_array().is_ok() { value } else { &pair[1] };
            Some((pair[0].as_i64().ok()?, value))
        });
        let parents = parents.collect();
        let mut tags = Self { document, parents, claims: BTreeMap::new(), elements: BTreeSet::new() };
        tags.walk(root);
        Some(tags)
    }

    fn walk(&mut self, root: &'a Dictionary) {
        let mut open = vec![(None, root)];
        while let Some((id, node)) = open.pop() {
            let page = node.get(b"Pg").and_then(Object::as_reference).ok();
            let kids = match node.get_deref(b"K", self.document) {
                Ok(Object::Array(kids)) => kids.iter().collect(),
                Ok(_) => node.get(b"K").into_iter().collect(),
                Err(_) => Vec::new(),
            };
            for kid in kids {
                if let (Ok(mark), Some(page), Some(id)) = (kid.as_i64(), page, id) {
                    self.claims.entry((page, Some(mark))).or_default().push(id);
                }
                let kid_id = kid.as_reference().ok();
                let Some(inner) = self.document.dereference(kid).ok().and_then(|(_, kid)| entries(kid)) else {
                    continue;
                };
                if inner.has(b"S") {
                    if let Some(kid_id) = kid_id.filter(|kid_id| self.elements.insert(*kid_id)) {
                        open.push((Some(kid_id), inner));
                    }
                    continue;
                }
                let reference = |key: &[u8]| inner.get(key).and_then(Object::as_reference).ok();
                let mark = inner.get(b"MCID").and_then(Object::as_i64).ok();
                let holder = match mark {
                    Some(_) => reference(b"Stm").or_else(|| reference(b"Pg")).or(page),
                    None => reference(b"Obj"),
                };
                if let (Some(holder), Some(id)) = (holder, id) {
                    self.claims.entry((holder, mark)).or_default().push(id);
                }
            }
        }
    }

    fn faults(&self, pages: &[ObjectId]) -> Vec<String> {
        let mut faults = Vec::new();
        for ((holder, mark), claimants) in &self.claims {
            if claimants.len() != 1 {
                faults.push(format!("{holder:?} {mark:?} is claimed by {claimants:?}"));
            }
            if self.parent(*holder, *mark) != claimants.first().copied() {
                let told = self.parent(*holder, *mark);
                faults.push(format!("{holder:?} {mark:?} belongs to {claimants:?}, and the parent tree says {told:?}"));
            }
        }
        let annotations = pages.iter().filter_map(|page| self.document.get_dictionary(*page).ok()).flat_map(|page| {
            let all = get(self.document, page, "Annots").and_then(|all| all.as_array().ok());
            all.into_iter().flatten().filter_map(|annotation| annotation.as_reference().ok())
        });
        for holder in pages.iter().copied().chain(annotations) {
            faults.extend(self.unclaimed(holder));
        }
        faults
    }

    /// What the parent tree gives to elements that do not claim it.
    fn unclaimed(&self, holder: ObjectId) -> Vec<String> {
        let node = self.document.get_object(holder).ok().and_then(entries);
        let key = |key: &[u8]| node.and_then(|node| node.get(key).and_then(Object::as_i64).ok());
        let mut faults = Vec::new();
        if let Some(key) = key(b"StructParents") {
            match self.parents.get(&key) {
                Some(Object::Array(marks)) => {
                    for (element, mark) in marks.iter().zip(0..).filter(|(element, _)| !element.is_null()) {
                        let claimed = self.claims.get(&(holder, Some(mark))).and_then(|all| all.first());
                        if element.as_reference().ok().as_ref() != claimed {
                            faults.push(format!("{holder:?} mark {mark}: {element:?} does not claim it"));
                        }
                    }
                }
                other => faults.push(format!("{holder:?} has the key {key}, which leads to {other:?}")),
            }
        }
        if let Some(key) = key(b"StructParent") {
            let told = self.parents.get(&key).and_then(|element| element.as_reference().ok());
            let claimed = self.claims.get(&(holder, None)).and_then(|all| all.first().copied());
            if told.is_none() || told != claimed {
                faults
                    .push(format!("{holder:?} has the key {key}, which leads to {told:?}, and {claimed:?} claims it"));
            }
        }
        faults
    }

    /// The element that the parent tree names.
    fn parent(&self, holder: ObjectId, mark: Option<i64>) -> Option<ObjectId> {
        let node = entries(self.document.get_object(holder).ok()?)?;
        let Some(mark) = mark else {
            let key = node.get(b"StructParent").and_then(Object::as_i64).ok()?;
            return self.parents.get(&key)?.as_reference().ok();
        };
        let key = node.get(b"StructParents").and_then(Object::as_i64).ok()?;
        self.parents.get(&key)?.as_array().ok()?.get(usize::try_from(mark).ok()?)?.as_reference().ok()
    }
}
