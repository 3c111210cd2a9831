//! Opens a PDF within limits. Documents are untrusted: nothing here may hang, panic or fill the memory.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::xref::XrefRecovery;
use lopdf::{Document, LoadOptions, Object, ObjectStream};

use super::census::{self, Census, MOST_UNPACKED};
use super::{aliases, torn};
use crate::model::Problem;

/// The most that the object streams of an encrypted file, which cannot be counted beforehand, may unpack to together:
/// 64 MB. Each may have its share, but no less than 256 KB.
const MOST_ENCRYPTED: usize = 64 * 1024 * 1024;
const LEAST_SHARE: usize = 256 * 1024;

/// Opens a PDF.
pub(crate) fn open(bytes: &[u8]) -> Result<Document, Problem> {
    counted(bytes, &census::take(bytes)?)
}

/// Opens a PDF that was counted. A file locked only against changes opens without a password, as viewers do. One whose
/// cross-reference sections lie is read without them.
pub(super) fn counted(bytes: &[u8], census: &Census) -> Result<Document, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    let share = MOST_ENCRYPTED / census.containers.max(1);
    let most = if census.is_encrypted { share.clamp(LEAST_SHARE, MOST_UNPACKED) } else { MOST_UNPACKED };
    let mut document = load(bytes, most, census.is_honest)?;
    if census.is_honest {
        document = mended(bytes, most, document);
    }
    document.objects.retain(|_, object| !is_container(object));
    aliases::resolve(&mut document);
    Ok(document)
}

/// Reads a file by its cross-reference sections or, where they are not believed, by looking for its objects.
fn load(bytes: &[u8], most: usize, by_sections: bool) -> Result<Document, Problem> {
    let options = LoadOptions { force_reconstruct: !by_sections, ..LoadOptions::with_max_decompressed_size(most) };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|error| problem(&error))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Problem::Password);
    }
    if document.xref_recovery == Some(XrefRecovery::Reconstructed) {
        unpack(&mut document, most)?;
    }
    if is_still_locked(&document) {
        return Err(Problem::Damaged("it is locked against changes in a way that cannot be read".to_owned()));
    }
    Ok(document)
}

/// Takes the members out of the object streams of a file that was read by looking for its objects: the foreign reader then finds only
/// those that stand by themselves, which outrank the others. Of two members the one in the later stream counts.
fn unpack(document: &mut Document, most: usize) -> Result<(), Problem> {
    let containers = document.objects.values().filter_map(|object| object.as_stream().ok());
    let mut members = BTreeMap::new();
    for container in containers.filter(|stream| stream.dict.has_type(b"ObjStm")) {
        match ObjectStream::new_with_limit(container, Some(most)) {
            Ok(inner) => members.extend(inner.objects),
            Err(error) if matches!(problem(&error), Problem::TooLarge) => return Err(Problem::TooLarge),
            Err(_) => {}
        }
    }
    for (id, object) in members {
        document.max_id = document.max_id.max(id.0);
        document.objects.entry(id).or_insert(object);
    }
    Ok(())
}

/// Whether a file was opened without the rules for unlocking its streams (ISO 32000-1, 7.6.5), because they stand where the foreign
/// reader does not look: its pages would be noise.
fn is_still_locked(document: &Document) -> bool {
    document.encryption_state.as_ref().is_some_and(|state| {
        state.version() >= 4 && state.crypt_filters().is_empty() && state.default_stream_filter() != b"Identity"
    })
}

/// A file in which the cross-reference sections lead beside some objects is read without them, if more is found so.
fn mended(bytes: &[u8], most: usize, document: Document) -> Document {
    let found = |document: &Document| (document.page_iter().count(), Reverse(torn::lost(bytes, document).len()));
    if document.page_iter().next().is_some() && torn::lost(bytes, &document).is_empty() {
        return document;
    }
    match load(bytes, most, false) {
        Ok(other) if found(&other) > found(&document) => other,
        _ => document,
    }
}

/// Runs a foreign reader so that a panic of its own becomes a problem of the file.
pub(crate) fn guarded<T>(read: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged()))
}

/// A file whose parts cannot be found. The reader's own words would tell an editor nothing.
pub(crate) fn damaged() -> Problem {
    Problem::Damaged("its pages cannot be found in it, as in a copy that did not finish".to_owned())
}

fn problem(error: &lopdf::Error) -> Problem {
    match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Problem::Password,
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Problem::TooLarge,
        _ => damaged(),
    }
}

/// Object streams and cross-reference streams have done their work once the file is read.
fn is_container(object: &Object) -> bool {
    matches!(object, Object::Stream(stream) if stream.dict.has_type(b"ObjStm") || stream.dict.has_type(b"XRef"))
}
