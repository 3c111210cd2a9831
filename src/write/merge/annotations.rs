//! Annotations (ISO 32000-1, 12.5): links of the annexes lead where the graph says; every link says where it leads.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, text_string};

use super::{Annex, Bundle, Jump};
use crate::inspect::pdf as reader;
use crate::inspect::pdf::objects::{array, as_dictionary, dictionary, get, name, name_bytes, resolve, text};
use crate::inspect::pdf::pages::Leaf;

/// Gives every jump in Typst's pages the words for where it leads (ISO 14289-1, 7.18.5).
pub(super) fn name_links(bundle: &mut Bundle, words: &BTreeMap<String, String>) {
    let document = &mut bundle.document;
    let mut named = Vec::new();
    for page in &bundle.pages {
        let Some(page) = document.get_object(*page).ok().and_then(as_dictionary) else { continue };
        for annotation in array(document, page, b"Annots").into_iter().flatten() {
            let Some(link) = resolve(document, annotation).and_then(as_dictionary) else { continue };
            let target =
                reader::destinations::of_item(document, link).and_then(name_bytes).map(reader::objects::text_of_bytes);
            if let (Ok(id), Some(words)) = (annotation.as_reference(), target.and_then(|target| words.get(&target))) {
                named.push((id, words.clone()));
            }
        }
    }
    for (id, words) in named {
        if let Ok(link) = document.get_dictionary_mut(id) {
            link.set("Contents", text_string(&words));
        }
    }
}

/// What became of an annex's links.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Those that were taken away.
    pub(super) removed: BTreeSet<ObjectId>,
    /// The pages, from 1, with links that did something which a joined PDF cannot do: a script, a film.
    pub(super) dead: BTreeSet<usize>,
}

impl Links {
    /// What was lost, in words for an editor.
    pub(super) fn lost(&self) -> Option<String> {
        let pages: Vec<String> = self.dead.iter().take(8).map(usize::to_string).collect();
        (!pages.is_empty()).then(|| {
            format!(
                "Links on page {} of this document do something that does not work in a joined PDF, such as running a \
                 script. Their words stay, the links are gone.",
                pages.join(", ")
            )
        })
    }
}

/// Turns an annex's links into those of the bundle, in the annex's own numbers. A link that cannot lead anywhere goes; its
/// words stay (ISO 32000-1, 12.6.4).
pub(super) fn prepare(
    document: &mut Document,
    leaves: &[Leaf],
    annex: &Annex,
    words: &BTreeMap<String, String>,
) -> Links {
    let links = reader::links::read(document, leaves, &reader::pages::numbers(leaves));
    let ordinals: BTreeMap<(usize, usize), usize> =
        links.iter().enumerate().map(|(ordinal, link)| ((link.page, link.annotation), ordinal)).collect();
    let pages: BTreeSet<ObjectId> = leaves.iter().map(|leaf| leaf.id).collect();
    let mut done = Links::default();
    for (index, leaf) in leaves.iter().enumerate() {
        let Some(page) = document.get_object(leaf.id).ok().and_then(as_dictionary) else { continue };
        let Some(annotations) = array(document, page, b"Annots").cloned() else { continue };
        let mut kept = Vec::new();
        for (position, annotation) in annotations.into_iter().enumerate() {
            let Some(id) = own_object(document, annotation).filter(|id| !pages.contains(id)) else { continue };
            let jump = ordinals.get(&(index, position)).and_then(|ordinal| annex.jumps.get(*ordinal));
            if jump == Some(&Jump::Nowhere) {
                done.removed.insert(id);
            } else if jump.is_none() && is_dead(document, id) {
                done.dead.extend(has_action(document, id).then_some(index + 1));
                done.removed.insert(id);
            } else {
                rewrite(document, id, annex, jump, words);
                kept.push(Object::Reference(id));
            }
        }
        if let Ok(page) = document.get_dictionary_mut(leaf.id) {
            page.set("Annots", kept);
        }
    }
    done
}

/// The object of an annotation, which is made one of its own if it is written into its page. `None` for what cannot be an
/// annotation: nothing, or a stream.
fn own_object(document: &mut Document, annotation: Object) -> Option<ObjectId> {
    if let Object::Dictionary(_) = annotation {
        return Some(document.add_object(annotation));
    }
    reader::pages::plain_dictionary(document, annotation.as_reference().ok()?).map(|(id, _)| id)
}

/// A link that is neither a destination nor a step through the document.
fn is_dead(document: &Document, id: ObjectId) -> bool {
    let annotation = document.get_object(id).ok().and_then(as_dictionary);
    annotation.is_some_and(|annotation| {
        name(document, annotation, b"Subtype") == Some(b"Link") && !is_named_action(document, annotation)
    })
}

fn has_action(document: &Document, id: ObjectId) -> bool {
    document.get_object(id).ok().and_then(as_dictionary).is_some_and(|link| get(document, link, b"A").is_some())
}

fn rewrite(
    document: &mut Document,
    id: ObjectId,
    annex: &Annex,
    jump: Option<&Jump>,
    words: &BTreeMap<String, String>,
) {
    let Some(annotation) = document.get_object(id).ok().and_then(as_dictionary) else { return };
    let is_link = name(document, annotation, b"Subtype") == Some(b"Link");
    if name(document, annotation, b"Subtype") == Some(b"Widget") {
        return;
    }
    let is_kept = dictionary(document, annotation, b"A").is_none_or(|action| {
        !reader::actions::is_script(document, action) && reader::actions::Judge::new(document).is_kept(action)
    });
    let mut annotation = annotation.clone();
    annotation.remove(b"AA");
    if !is_kept && !is_link {
        annotation.remove(b"A");
    }
    if is_link {
        annotation.remove(b"PA");
        match jump {
            Some(Jump::Inside(target)) if !leads_to_own_page(document, &annotation, annex, target) => {
                annotation.remove(b"Dest");
                annotation.set("A", go_to(target));
                describe(document, &mut annotation, words.get(target).map_or(target.as_str(), String::as_str));
            }
            Some(Jump::Inside(target)) => {
                end_with_first_action(document, &mut annotation);
                describe(document, &mut annotation, words.get(target).map_or(target.as_str(), String::as_str));
            }
            Some(Jump::Outside(address)) => {
                annotation.remove(b"Dest");
                annotation.set("A", open(address));
                describe(document, &mut annotation, address);
            }
            None => {
                end_with_first_action(document, &mut annotation);
                describe_step(document, &mut annotation);
            }
            Some(Jump::Nowhere) => {}
        }
    }
    document.objects.insert(id, Object::Dictionary(annotation));
}

/// Takes away what would follow a link's own action (`/Next`): a link leads somewhere, and does nothing else.
fn end_with_first_action(document: &Document, link: &mut Dictionary) {
    if let Some(mut action) = dictionary(document, link, b"A").cloned() {
        action.remove(b"Next");
        link.set("A", action);
    }
}

/// A jump to a name (ISO 32000-1, 12.6.4.2).
pub(super) fn go_to(target: &str) -> Dictionary {
    let mut action = Dictionary::new();
    action.set("S", Object::Name(b"GoTo".to_vec()));
    action.set("D", Object::String(target.as_bytes().to_vec(), StringFormat::Literal));
    action
}

/// The opening of a web address (ISO 32000-1, 12.6.4.7).
pub(super) fn open(address: &str) -> Dictionary {
    let mut action = Dictionary::new();
    action.set("S", Object::Name(b"URI".to_vec()));
    action.set("URI", Object::String(address.as_bytes().to_vec(), StringFormat::Literal));
    action
}

/// A jump within the annex to an explicit destination is more exact than the name of its page: it stays.
fn leads_to_own_page(document: &Document, link: &Dictionary, annex: &Annex, target: &str) -> bool {
    let is_explicit =
        reader::destinations::of_item(document, link).is_some_and(|destination| name_bytes(destination).is_none());
    is_explicit && target.starts_with(&format!("{}.page=", annex.name))
}

fn is_named_action(document: &Document, link: &Dictionary) -> bool {
    dictionary(document, link, b"A").and_then(|action| name(document, action, b"S")) == Some(b"Named")
}

/// Words for a step through the document (ISO 32000-1, 12.6.4.11).
fn describe_step(document: &Document, link: &mut Dictionary) {
    let step = dictionary(document, link, b"A").and_then(|action| name(document, action, b"N"));
    let words = match step {
        Some(b"NextPage") => "Next page",
        Some(b"PrevPage") => "Previous page",
        Some(b"FirstPage") => "First page",
        Some(b"LastPage") => "Last page",
        Some(b"GoBack") => "Back",
        Some(b"Print") => "Print",
        _ => "A command of your PDF reader",
    };
    describe(document, link, words);
}

/// Words for a link that has none.
fn describe(document: &Document, link: &mut Dictionary, words: &str) {
    if text(document, link, b"Contents").is_none() || get(document, link, b"Contents").is_none() {
        link.set("Contents", text_string(words));
    }
}
