//! The tags of a PDF and its parent tree (ISO 32000-1, 14.7).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::{Part, dictionary, list, text, what};

/// Every tag with the pages and marks it claims, in the order of the tree.
pub(in crate::matrix) fn tags(part: &Part<'_>) -> Vec<String> {
    let told = |(_, element): &(ObjectId, &Dictionary)| {
        let claims: Vec<String> = part
            .claims(element)
            .iter()
            .map(|(holder, mark)| match part.page(*holder) {
                Some(page) => format!(" page {page} mark {mark}"),
                None => format!(" {}", what(part.document, *holder)),
            })
            .collect();
        format!("{}{}", part.kind(element), claims.join(","))
    };
    part.elements(&part.tops()).iter().map(told).collect()
}

/// Every mark and tagged object whose entry in the parent tree is the element that claims it.
pub(in crate::matrix) fn parent_tree(part: &Part<'_>) -> Vec<String> {
    let root = part.dictionary(part.catalog(), b"StructTreeRoot");
    let tree = root.and_then(|root| part.dictionary(root, b"ParentTree"));
    let mut entries = BTreeMap::new();
    let mut open: Vec<&Dictionary> = tree.into_iter().collect();
    while let Some(node) = open.pop() {
        for pair in list(part.document, node, b"Nums").chunks_exact(2) {
            entries.insert(pair[0].as_i64().unwrap_or(-1), pair[1].clone());
        }
        let kids = list(part.document, node, b"Kids");
        open.extend(kids.iter().filter_map(|kid| part.document.get_dictionary(kid.as_reference().ok()?).ok()));
    }
    let leads_back = |holder: ObjectId, mark: i64, element: ObjectId| -> bool {
        let holder = part.document.get_object(holder).ok().and_then(dictionary);
        let key = if mark < 0 { b"StructParent".as_slice() } else { b"StructParents" };
        let entry = holder.and_then(|holder| entries.get(&holder.get(key).ok()?.as_i64().ok()?));
        let found = match (entry, usize::try_from(mark)) {
            (Some(entry), Ok(mark)) => {
                let array = part.document.dereference(entry).ok().and_then(|(_, array)| array.as_array().ok());
                array.and_then(|array| array.get(mark)?.as_reference().ok())
            }
            (entry, _) => entry.and_then(|entry| entry.as_reference().ok()),
        };
        found == Some(element)
    };
    let mut told = Vec::new();
    for (id, element) in part.elements(&part.tops()) {
        for (holder, mark) in part.claims(element) {
            if leads_back(holder, mark, id) {
                let holder =
                    part.page(holder).map_or_else(|| what(part.document, holder), |page| format!("page {page}"));
                told.push(format!("{holder} mark {mark} is of {}", part.kind(element)));
            }
        }
    }
    told
}

/// What tags say beside their kind: language, words in place of the content, titles, and files that belong to them.
pub(in crate::matrix) fn words_of_tags(part: &Part<'_>) -> Vec<String> {
    let mut told = Vec::new();
    for (_, element) in part.elements(&part.tops()) {
        for key in [b"Lang".as_slice(), b"Alt", b"ActualText", b"E", b"T"] {
            let words = element.get(key).and_then(Object::as_str).map(text);
            told.extend(words.map(|words| format!("{} {words}", text(key))));
        }
        let files = list(part.document, element, b"AF");
        told.extend(
            files
                .iter()
                .filter_map(|file| part.document.dereference(file).ok()?.1.as_dict().ok())
                .map(|file| format!("AF {}", file.get(b"UF").and_then(Object::as_str).map(text).unwrap_or_default())),
        );
        let space = part.dictionary(element, b"NS").and_then(|space| space.get(b"NS").ok()?.as_str().ok());
        told.extend(space.map(|space| format!("NS {}", text(space))));
    }
    told
}

/// The ids and classes of the tags, less the prefix of the annex, and the ids that table cells name.
pub(in crate::matrix) fn ids_and_classes(part: &Part<'_>) -> Vec<String> {
    let bare = |name: &[u8]| {
        let name = text(name);
        name.split_once('-')
            .filter(|(prefix, _)| prefix.starts_with("annex"))
            .map_or(name.clone(), |(_, rest)| rest.to_owned())
    };
    let mut told = Vec::new();
    for (_, element) in part.elements(&part.tops()) {
        told.extend(element.get(b"ID").and_then(Object::as_str).map(|id| format!("id {}", bare(id))));
        told.extend(element.get(b"C").and_then(Object::as_name).map(|class| format!("class {}", bare(class))));
        let attributes = part.dictionary(element, b"A");
        for id in attributes.map(|attributes| list(part.document, attributes, b"Headers")).unwrap_or_default() {
            told.extend(id.as_str().map(|id| format!("headed by {}", bare(id))));
        }
    }
    told
}

/// The vocabularies that tags take their types from.
pub(in crate::matrix) fn namespaces(part: &Part<'_>) -> Vec<String> {
    let Some(root) = part.dictionary(part.catalog(), b"StructTreeRoot") else { return Vec::new() };
    let spaces = list(part.document, root, b"Namespaces");
    let spaces = spaces.iter().filter_map(|space| part.document.dereference(space).ok()?.1.as_dict().ok());
    spaces.filter_map(|space| space.get(b"NS").ok()?.as_str().ok()).map(text).collect()
}
