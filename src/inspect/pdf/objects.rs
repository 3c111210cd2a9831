//! Small steps through a PDF's objects that never fail loudly: what is missing or of the wrong kind is `None`.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The value of a key, with references followed. A null is as good as missing (ISO 32000-1, 7.3.9).
pub(crate) fn get<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    resolve(document, dictionary.get(key).ok()?)
}

/// The object itself, with references followed.
pub(crate) fn resolve<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object).filter(|object| !object.is_null())
}

/// The dictionary under a key; a stream's dictionary counts.
pub(crate) fn dictionary<'a>(document: &'a Document, parent: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    as_dictionary(get(document, parent, key)?)
}

/// The array under a key.
pub(crate) fn array<'a>(document: &'a Document, parent: &'a Dictionary, key: &[u8]) -> Option<&'a Vec<Object>> {
    get(document, parent, key)?.as_array().ok()
}

/// The name under a key.
pub(crate) fn name<'a>(document: &'a Document, parent: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    get(document, parent, key)?.as_name().ok()
}

/// The number under a key.
pub(crate) fn number(document: &Document, parent: &Dictionary, key: &[u8]) -> Option<f32> {
    get(document, parent, key)?.as_float().ok()
}

/// The whole number under a key.
pub(crate) fn integer(document: &Document, parent: &Dictionary, key: &[u8]) -> Option<i64> {
    get(document, parent, key)?.as_i64().ok()
}

/// The text string under a key (ISO 32000-1, 7.9.2.2), trimmed; `None` when it is empty.
pub(crate) fn text(document: &Document, parent: &Dictionary, key: &[u8]) -> Option<String> {
    let text = get(document, parent, key)?.as_str().map(text_of_bytes).ok()?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A text string's words: UTF-16 or UTF-8 with a byte-order mark, else `PDFDocEncoding`. Controls become spaces.
pub(crate) fn text_of_bytes(bytes: &[u8]) -> String {
    let object = Object::String(bytes.to_vec(), lopdf::StringFormat::Literal);
    let words = lopdf::decode_text_string(&object).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned());
    words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// The bytes of a string or a name: what names a destination.
pub(crate) fn name_bytes(object: &Object) -> Option<&[u8]> {
    match object {
        Object::String(bytes, _) | Object::Name(bytes) => Some(bytes),
        _ => None,
    }
}

/// A dictionary, or the dictionary of a stream.
pub(crate) fn as_dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The reference under a key, when the value is one.
pub(crate) fn reference(dictionary: &Dictionary, key: &[u8]) -> Option<ObjectId> {
    dictionary.get(key).ok()?.as_reference().ok()
}
