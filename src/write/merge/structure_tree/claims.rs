//! Whether the tags of an annex and its pages agree (ISO 32000-1, 14.7.4), and what can be mended with certainty.
//!
//! 1. The walk goes down from the root. What leads to itself or hangs in two places is kept once; content that the
//!    file does not have is let go, and with it the elements that are empty then.
//! 2. Each piece of content that an element claims is compared with the parent tree, which should lead back to it.
//! 3. If one element claims a piece, the claim holds, whatever the parent tree says. If several do, the one that the parent
//!    tree names holds; if it names none of them, nobody can tell what is what.
//! 4. The parent tree is made anew from the claims, so that it cannot lie.

mod mend;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{MOST_MARKS, kids};
use crate::inspect::pdf::objects::{as_dictionary, integer, reference, resolve};
use crate::write::merge::transplant::is_of_whole_file;

/// The most elements that are walked.
const MOST: usize = 1_000_000;

/// The highest mark that is taken for one.
const HIGHEST_MARK: i64 = 1_000_000;

/// A piece of content: the page or form `XObject` with the mark (MCID), or a whole object such as an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Mark(ObjectId, i64),
    Whole(ObjectId),
}

impl Piece {
    fn object(&self) -> Option<ObjectId> {
        match self {
            Self::Whole(object) => Some(*object),
            Self::Mark(..) => None,
        }
    }
}

/// Two elements claim the same words, and the parent tree does not say whose they are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contradiction;

/// The tags below the root, as far as they hold.
#[derive(Debug, Default)]
pub(super) struct Sound {
    /// The kids of the root.
    pub(super) top: Vec<Object>,
    /// Every element, in the order of the tree.
    pub(super) elements: Vec<ObjectId>,
    /// The parent tree made anew.
    pub(super) parents: BTreeMap<i64, Object>,
    /// The whole objects that an element names, such as annotations.
    pub(super) objects: BTreeSet<ObjectId>,
}

impl Sound {
    /// The highest key of the parent tree; -1 for none.
    pub(super) fn highest_key(&self) -> i64 {
        self.parents.keys().next_back().copied().unwrap_or(-1)
    }
}

/// What the pages of the file hold.
#[derive(Debug, Default)]
pub(super) struct Present {
    /// The pages.
    pub(super) pages: BTreeSet<ObjectId>,
    /// Their annotations.
    pub(super) annotations: BTreeSet<ObjectId>,
    /// The marks of each page whose marks are all known.
    pub(super) marks: BTreeMap<ObjectId, BTreeSet<i64>>,
}

/// The way down the tree.
struct Walk<'a> {
    document: &'a mut Document,
    present: &'a Present,
    /// The page of an element whose marks the parent tree knows on one page only.
    known_pages: BTreeMap<ObjectId, Option<ObjectId>>,
    seen: BTreeSet<ObjectId>,
    elements: Vec<ObjectId>,
    /// Elements that have lost something, or whose kids have.
    poorer: BTreeSet<ObjectId>,
    claims: BTreeMap<Piece, Vec<ObjectId>>,
}

/// Makes the tags agree with the pages, in the annex's own numbers. `old` is the parent tree as the file has it.
pub(super) fn settle(
    document: &mut Document,
    root: ObjectId,
    top: Vec<Object>,
    present: &Present,
    old: &BTreeMap<i64, Object>,
) -> Result<Sound, Contradiction> {
    let named = named(document, present, old);
    let mut walk = Walk {
        known_pages: known_pages(&named, present),
        document,
        present,
        seen: BTreeSet::new(),
        elements: Vec::new(),
        poorer: BTreeSet::new(),
        claims: BTreeMap::new(),
    };
    let top = walk.down(root, top);
    let Walk { elements, claims, mut poorer, .. } = walk;
    let mut holders = BTreeMap::new();
    for (piece, claimants) in claims {
        let holder = match claimants.as_slice() {
            [one] => *one,
            several => *named.get(&piece).filter(|named| several.contains(named)).ok_or(Contradiction)?,
        };
        for loser in claimants.iter().filter(|claimant| **claimant != holder) {
            mend::let_go(document, *loser, piece);
            poorer.insert(*loser);
        }
        holders.insert(piece, holder);
    }
    mend::give_back(document, &named, &elements, &mut holders);
    let empty = mend::drop_empty(document, &elements, poorer);
    let is_left = |id: &ObjectId| !empty.contains(id);
    Ok(Sound {
        top: top.into_iter().filter(|kid| kid.as_reference().is_ok_and(|id| is_left(&id))).collect(),
        elements: elements.into_iter().filter(is_left).collect(),
        parents: number(document, &holders),
        objects: holders.keys().filter_map(Piece::object).collect(),
    })
}

/// What the parent tree says: which element each piece belongs to.
fn named(document: &Document, present: &Present, old: &BTreeMap<i64, Object>) -> BTreeMap<Piece, ObjectId> {
    let mut named = BTreeMap::new();
    for (id, object) in &document.objects {
        let Some(holder) = as_dictionary(object) else { continue };
        let (has_marks, has_whole) = (present.has_marks(document, *id), present.has_whole(document, *id));
        if !has_marks && !has_whole {
            continue;
        }
        let entry = |key: &[u8]| old.get(&integer(document, holder, key)?);
        if let Some(Object::Array(marks)) = entry(b"StructParents").filter(|_| has_marks) {
            let marks = marks.iter().zip(0..).filter_map(|(element, mark)| Some((mark, element.as_reference().ok()?)));
            named.extend(marks.map(|(mark, element)| (Piece::Mark(*id, mark), element)));
        }
        if let Some(Object::Reference(element)) = entry(b"StructParent").filter(|_| has_whole) {
            named.insert(Piece::Whole(*id), *element);
        }
    }
    named
}

/// The page of each element whose marks the parent tree knows; `None` when they are on several.
fn known_pages(named: &BTreeMap<Piece, ObjectId>, present: &Present) -> BTreeMap<ObjectId, Option<ObjectId>> {
    let mut known: BTreeMap<ObjectId, Option<ObjectId>> = BTreeMap::new();
    for (piece, element) in named {
        let Piece::Mark(page, _) = piece else { continue };
        if present.pages.contains(page) {
            let known = known.entry(*element).or_insert(Some(*page));
            *known = known.filter(|known| known == page);
        }
    }
    known
}

impl Present {
    /// Whether the file shows content with marks here: a page, or a form `XObject`.
    fn has_marks(&self, document: &Document, id: ObjectId) -> bool {
        self.pages.contains(&id) || is_stream(document, id)
    }

    /// Whether the file shows this as a whole: an annotation of a page, or an `XObject`.
    fn has_whole(&self, document: &Document, id: ObjectId) -> bool {
        self.annotations.contains(&id) || is_stream(document, id)
    }
}

fn is_stream(document: &Document, id: ObjectId) -> bool {
    matches!(document.objects.get(&id), Some(Object::Stream(_)))
}

impl Walk<'_> {
    /// Goes down from the root without recursion, so that depth does no harm; gives the kids of the root that hold.
    fn down(&mut self, root: ObjectId, top: Vec<Object>) -> Vec<Object> {
        let top = self.adopt(root, top);
        let mut open: Vec<ObjectId> = references(&top);
        while let Some(id) = open.pop() {
            let Some(element) = self.document.get_object(id).ok().and_then(as_dictionary) else { continue };
            let page = self.page_of(id, element);
            let is_new_page = page != reference(element, b"Pg");
            let before = kids(self.document, element);
            self.elements.push(id);
            let after = self.adopt(id, before.clone());
            let kept: Vec<Object> = after.into_iter().filter(|kid| self.claim(id, page, kid)).collect();
            open.extend(references(&kept));
            if kept.len() < before.len() {
                self.poorer.insert(id);
            }
            if let Ok(element) = self.document.get_dictionary_mut(id) {
                if let Some(page) = page.filter(|_| is_new_page) {
                    element.set("Pg", Object::Reference(page));
                } else if page.is_none() {
                    element.remove(b"Pg");
                }
                if kept != before {
                    element.set("K", kept);
                }
            }
        }
        top
    }

    /// The kids that are elements become this one's, each once; the others stay as they are.
    fn adopt(&mut self, parent: ObjectId, kids: Vec<Object>) -> Vec<Object> {
        let mut kept = Vec::with_capacity(kids.len());
        for kid in kids {
            // What says that it is a page never comes along, so it can hold no tags either.
            let is_element = |node: &Dictionary| node.has(b"S") && !is_of_whole_file(node);
            let is_element = resolve(self.document, &kid).and_then(as_dictionary).map(is_element);
            match (is_element, kid) {
                (Some(true), kid) => {
                    let id = kid.as_reference().unwrap_or_else(|_| self.document.add_object(kid));
                    if self.seen.len() < MOST && self.seen.insert(id) {
                        if let Ok(element) = self.document.get_dictionary_mut(id) {
                            element.set("P", Object::Reference(parent));
                        }
                        kept.push(Object::Reference(id));
                    }
                }
                (Some(false), kid) => kept.extend(resolve(self.document, &kid).cloned()),
                (None, kid) => kept.extend(resolve(self.document, &kid).filter(|kid| kid.as_i64().is_ok()).cloned()),
            }
        }
        kept
    }

    /// The page of an element: its own, else the one on which the parent tree knows its marks.
    fn page_of(&self, id: ObjectId, element: &Dictionary) -> Option<ObjectId> {
        match reference(element, b"Pg") {
            Some(page) => Some(page).filter(|page| self.present.pages.contains(page)),
            None => self.known_pages.get(&id).copied().flatten(),
        }
    }

    /// Notes what a kid claims. `false` for a kid that claims what is not in the file.
    fn claim(&mut self, element: ObjectId, page: Option<ObjectId>, kid: &Object) -> bool {
        let piece = match kid {
            Object::Reference(_) => return true,
            other => piece(other, page),
        };
        let Some(piece) = piece.filter(|piece| self.is_there(piece)) else { return false };
        let claimants = self.claims.entry(piece).or_default();
        let is_new = !claimants.contains(&element);
        claimants.extend(is_new.then_some(element));
        is_new
    }

    fn is_there(&self, piece: &Piece) -> bool {
        match piece {
            Piece::Mark(_, mark) if !(0..HIGHEST_MARK).contains(mark) => false,
            Piece::Mark(page, mark) if self.present.marks.get(page).is_some_and(|marks| !marks.contains(mark)) => false,
            Piece::Mark(holder, _) => self.present.has_marks(self.document, *holder),
            Piece::Whole(object) => self.present.has_whole(self.document, *object),
        }
    }
}

fn references(kids: &[Object]) -> Vec<ObjectId> {
    kids.iter().rev().filter_map(|kid| kid.as_reference().ok()).collect()
}

/// The piece that a kid other than an element stands for (ISO 32000-1, tables 324 and 325).
fn piece(kid: &Object, page: Option<ObjectId>) -> Option<Piece> {
    let sound = |mark: i64| (0..MOST_MARKS).contains(&mark).then_some(mark);
    if let Object::Integer(mark) = kid {
        return Some(Piece::Mark(page?, sound(*mark)?));
    }
    let kid = kid.as_dict().ok()?;
    if let Some(object) = reference(kid, b"Obj") {
        return Some(Piece::Whole(object));
    }
    let holder = reference(kid, b"Stm").or_else(|| reference(kid, b"Pg")).or(page)?;
    Some(Piece::Mark(holder, kid.get(b"MCID").ok()?.as_i64().ok().and_then(sound)?))
}

/// Gives every holder of content a key of its own, and makes the parent tree; what no element claims has no key.
fn number(document: &mut Document, holders: &BTreeMap<Piece, ObjectId>) -> BTreeMap<i64, Object> {
    super::annex_tree::forget_keys(document);
    let mut keys: BTreeMap<ObjectId, i64> = BTreeMap::new();
    let mut parents = BTreeMap::new();
    for (piece, element) in holders {
        let next = i64::try_from(parents.len()).unwrap_or(i64::MAX);
        match piece {
            Piece::Whole(object) => {
                parents.insert(next, Object::Reference(*element));
                set_key(document, *object, "StructParent", next);
            }
            Piece::Mark(holder, mark) => {
                let key = *keys.entry(*holder).or_insert(next);
                set_key(document, *holder, "StructParents", key);
                let entry = parents.entry(key).or_insert_with(|| Object::Array(Vec::new()));
                if let (Object::Array(marks), Ok(mark)) = (entry, usize::try_from(*mark)) {
                    marks.resize(marks.len().max(mark + 1), Object::Null);
                    marks[mark] = Object::Reference(*element);
                }
            }
        }
    }
    parents
}

fn set_key(document: &mut Document, holder: ObjectId, name: &str, key: i64) {
    match document.objects.get_mut(&holder) {
        Some(Object::Dictionary(dictionary)) => dictionary.set(name, key),
        Some(Object::Stream(stream)) => stream.dict.set(name, key),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
