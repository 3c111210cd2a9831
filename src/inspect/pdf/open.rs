//! Opens a PDF within limits. Documents are untrusted: nothing here may hang, panic or fill the memory.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions, Object};

use super::census::{self, Census, MOST_UNPACKED};
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
    let options = LoadOptions { force_reconstruct: !census.is_honest, ..LoadOptions::with_max_decompressed_size(most) };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|error| problem(&error))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Problem::Password);
    }
    document.objects.retain(|_, object| !is_container(object));
    Ok(document)
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
