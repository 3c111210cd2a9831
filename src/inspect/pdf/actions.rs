//! Actions (ISO 32000-1, 12.6): which of them may come along when a PDF is bound into another.

use lopdf::{Dictionary, Document, Object};

use super::objects::{as_dictionary, dictionary, get, name, resolve};
use super::scripts;

/// The most actions in a row.
const LONGEST_CHAIN: usize = 32;

/// When an annotation or a field does something (ISO 32000-1, tables 194 and 196), as far as it may still do so: nothing
/// happens by itself when a page opens or closes.
pub(crate) const TRIGGERS: [&[u8]; 10] = [b"C", b"F", b"V", b"K", b"D", b"U", b"E", b"X", b"Fo", b"Bl"];

/// Whether an action may come along, with every action that follows it: it starts no program, sends nothing away,
/// and its script stands alone.
pub(crate) fn is_kept(document: &Document, action: &Dictionary) -> bool {
    chain(document, action).is_some_and(|chain| chain.iter().all(|action| is_harmless(document, action)))
}

/// Whether an action, or one that follows it, is a script.
pub(crate) fn is_script(document: &Document, action: &Dictionary) -> bool {
    chain(document, action)
        .is_none_or(|chain| chain.iter().any(|action| name(document, action, b"S") == Some(b"JavaScript")))
}

/// Whether any of the additional actions of a page or of the document is a script.
pub(crate) fn holds_script(document: &Document, owner: &Dictionary) -> bool {
    let triggers = dictionary(document, owner, b"AA").into_iter().flatten();
    triggers
        .filter_map(|(_, action)| resolve(document, action).and_then(as_dictionary))
        .any(|action| is_script(document, action))
}

fn is_harmless(document: &Document, action: &Dictionary) -> bool {
    match name(document, action, b"S") {
        Some(b"JavaScript") => {
            scripts::of_action(document, action).is_some_and(|script| scripts::stands_alone(&script))
        }
        Some(b"Rendition") => get(document, action, b"JS").is_none(),
        Some(
            b"GoTo" | b"GoToR" | b"GoToE" | b"URI" | b"Named" | b"Hide" | b"ResetForm" | b"SetOCGState" | b"Thread"
            | b"Sound" | b"Movie" | b"Trans" | b"GoTo3DView",
        ) => true,
        _ => false,
    }
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
