//! Actions (ISO 32000-1, 12.6): which of them may come along when a PDF is bound into another.

use std::cell::RefCell;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::objects::{as_dictionary, dictionary, get, name, resolve};
use super::scripts;

/// The most actions in a row.
const LONGEST_CHAIN: usize = 32;

/// When an annotation or a field does something (ISO 32000-1, tables 194 and 196), as far as it may still do so: nothing
/// happens by itself when a page opens or closes.
pub(crate) const TRIGGERS: [&[u8]; 10] = [b"C", b"F", b"V", b"K", b"D", b"U", b"E", b"X", b"Fo", b"Bl"];

/// Judges actions. A script that many fields share is read once, so that a small file cannot ask for much work.
pub(crate) struct Judge<'a> {
    pub(crate) document: &'a Document,
    /// Whether a script stands alone, by where its object lies.
    scripts: RefCell<BTreeMap<usize, bool>>,
}

impl<'a> Judge<'a> {
    /// For the actions of one document.
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { document, scripts: RefCell::default() }
    }

    /// Whether an action may come along, with every action that follows it: it starts no program, sends nothing away,
    /// and its script stands alone.
    pub(crate) fn is_kept(&self, action: &Dictionary) -> bool {
        chain(self.document, action).is_some_and(|chain| chain.iter().all(|action| self.is_harmless(action)))
    }

    fn is_harmless(&self, action: &Dictionary) -> bool {
        match name(self.document, action, b"S") {
            Some(b"JavaScript") => get(self.document, action, b"JS").is_some_and(|script| self.stands_alone(script)),
            Some(b"Rendition") => get(self.document, action, b"JS").is_none(),
            Some(
                b"GoTo" | b"GoToR" | b"GoToE" | b"URI" | b"Named" | b"Hide" | b"ResetForm" | b"SetOCGState" | b"Thread"
                | b"Sound" | b"Movie" | b"Trans" | b"GoTo3DView",
            ) => true,
            _ => false,
        }
    }

    fn stands_alone(&self, script: &Object) -> bool {
        let judge = || scripts::words_of(script).is_some_and(|script| scripts::stands_alone(&script));
        *self.scripts.borrow_mut().entry(std::ptr::from_ref(script).addr()).or_insert_with(judge)
    }
}

/// Whether an action, or one that follows it, is a script.
pub(crate) fn is_script(document: &Document, action: &Dictionary) -> bool {
    chain(document, action)
        .is_none_or(|chain| chain.iter().any(|action| name(document, action, b"S") == Some(b"JavaScript")))
}

/// Whether a widget has a script for when its page opens, closes or is seen (ISO 32000-1, table 194).
pub(crate) fn acts_with_widget(document: &Document, widget: &Dictionary) -> bool {
    has_script(document, widget, &[b"PO", b"PC", b"PV", b"PI"])
}

/// Whether a page has a script for when it opens or closes (ISO 32000-1, table 195).
pub(crate) fn acts_with_page(document: &Document, page: &Dictionary) -> bool {
    has_script(document, page, &[b"O", b"C"])
}

/// Whether the document has a script for when it is closed, saved or printed (ISO 32000-1, table 197).
pub(crate) fn acts_with_document(document: &Document, catalog: &Dictionary) -> bool {
    has_script(document, catalog, &[b"WC", b"WS", b"DS", b"WP", b"DP"])
}

fn has_script(document: &Document, owner: &Dictionary, keys: &[&[u8]]) -> bool {
    let Some(triggers) = dictionary(document, owner, b"AA") else { return false };
    keys.iter().filter_map(|key| dictionary(document, triggers, key)).any(|action| is_script(document, action))
}

/// An action and those that follow it (`/Next`); `None` when they are too many or bite their tail.
fn chain<'a>(document: &'a Document, action: &'a Dictionary) -> Option<Vec<&'a Dictionary>> {
    let mut chain = Vec::new();
    let mut open = vec![action];
    while let Some(action) = open.pop() {
        if chain.len() >= LONGEST_CHAIN {
            return None;
        }
        chain.push(action);
        match get(document, action, b"Next") {
            Some(Object::Array(next)) => {
                open.extend(next.iter().rev().filter_map(|action| resolve(document, action).and_then(as_dictionary)));
            }
            Some(next) => open.extend(as_dictionary(next)),
            None => {}
        }
    }
    Some(chain)
}
