//! What the pages show, unpacked within bounds (ISO 32000-1, 7.8.2). A page that unpacks to hundreds of megabytes would
//! stop the reader's program as well as ours.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::accessibility::is_tagged;
use super::objects::{as_dictionary, get, name, resolve};
use super::pages::Leaf;
use crate::model::Problem;

/// The most that one stream of a page may unpack to: 64 MB. A detailed map has ten.
const MOST_OF_ONE: usize = 64 * 1024 * 1024;

/// The most that all pages may unpack to, a stream that several pages share counted each time: 256 MB.
const MOST_OF_ALL: usize = 256 * 1024 * 1024;

/// How often a page may save its state without taking it back: 28 times is what the standard foresees
/// (ISO 32000-1, annex C), and some programs never take it back.
const MOST_SAVED: usize = 10_000;

/// The most operators of one stream: a checker holds each in half a kilobyte. A page of text has some thousand, a map a
/// hundred thousand.
const MOST_OPERATORS: usize = 250_000;

/// What the pages hold, as far as a check of it must know.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Contents {
    /// How much they unpack to, with the forms that they may draw if the file is tagged: only then is it checked.
    pub(super) bytes: usize,
    /// How many operators they have, each stream counted once.
    pub(super) operators: usize,
    /// Whether a stream of them is out of all bounds.
    pub(super) is_wild: bool,
}

/// Unpacks every stream of every page once.
///
/// # Errors
/// When they unpack to more than we read.
pub(super) fn read(document: &Document, leaves: &[Leaf]) -> Result<Contents, Problem> {
    let mut known: BTreeMap<ObjectId, usize> = BTreeMap::new();
    let mut contents = Contents::default();
    for leaf in leaves {
        let Some(page) = document.get_object(leaf.id).ok().and_then(as_dictionary) else { continue };
        for part in parts(document, page) {
            let Some((id, stream)) = stream(document, part) else { continue };
            let length = if let Some(length) = known.get(&id) {
                *length
            } else {
                let plain = unpacked(stream, MOST_OF_ONE)?;
                contents.look_at(&plain);
                known.insert(id, plain.len());
                plain.len()
            };
            contents.bytes = contents.bytes.saturating_add(length);
            if contents.bytes > MOST_OF_ALL {
                return Err(Problem::TooLarge);
            }
        }
    }
    if is_tagged(document) {
        contents.add_forms(document, &known.into_keys().collect());
    }
    Ok(contents)
}

/// The streams of a page's contents as the page names them: one, or an array of several.
pub(crate) fn parts<'a>(document: &'a Document, page: &'a Dictionary) -> &'a [Object] {
    match (page.get(b"Contents"), get(document, page, b"Contents")) {
        (_, Some(Object::Array(parts))) => parts,
        (Ok(one), Some(_)) => std::slice::from_ref(one),
        _ => &[],
    }
}

/// The contents of a page in plain; `None` when not all of it can be read, or when it is more than so many bytes.
pub(crate) fn plain(document: &Document, page: &Dictionary, most: usize) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    for part in parts(document, page) {
        let Some(Object::Stream(stream)) = resolve(document, part) else { continue };
        plain.extend(stream.get_plain_content_with_limit(most.saturating_sub(plain.len())).ok()?);
        plain.push(b'\n');
    }
    Some(plain)
}

impl Contents {
    /// Adds the forms that pages may draw (ISO 32000-1, 8.10). Nobody unpacks them to bind them in, so that one out of
    /// bounds is no reason to leave the file out.
    fn add_forms(&mut self, document: &Document, known: &BTreeSet<ObjectId>) {
        for (id, object) in &document.objects {
            let Object::Stream(stream) = object else { continue };
            if known.contains(id) || name(document, &stream.dict, b"Subtype") != Some(b"Form") {
                continue;
            }
            match unpacked(stream, MOST_OF_ONE) {
                Ok(plain) => {
                    self.look_at(&plain);
                    self.bytes += plain.len();
                    self.is_wild |= self.bytes > MOST_OF_ALL;
                }
                Err(_) => self.is_wild = true,
            }
            if self.is_wild {
                return;
            }
        }
    }

    /// Counts the operators of a stream, and how much more often it saves its state (`q`) than it takes it back (`Q`).
    /// Words in strings count as operators here, which does no harm.
    fn look_at(&mut self, plain: &[u8]) {
        let (mut operators, mut open, mut deepest) = (0, 0_usize, 0);
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b')' | b']' | b'>');
        for word in plain.split(ends) {
            operators += usize::from(
                word.first().is_some_and(|first| matches!(first, b'A'..=b'Z' | b'a'..=b'z' | b'\'' | b'"')),
            );
            match word {
                b"q" => open += 1,
                b"Q" => open = open.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(open);
        }
        self.operators += operators;
        self.is_wild |= operators > MOST_OPERATORS || deepest > MOST_SAVED;
    }
}

fn stream<'a>(document: &'a Document, part: &'a Object) -> Option<(ObjectId, &'a Stream)> {
    Some((part.as_reference().ok()?, resolve(document, part)?.as_stream().ok()?))
}

/// A stream's plain contents; one that does not unpack is copied as it is, and shows nothing.
fn unpacked(stream: &Stream, most: usize) -> Result<Vec<u8>, Problem> {
    match stream.get_plain_content_with_limit(most) {
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => Err(Problem::TooLarge),
        plain => Ok(plain.unwrap_or_default()),
    }
}
