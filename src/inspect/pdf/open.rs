//! Opens a PDF within limits. Documents are untrusted: nothing here may hang, panic or fill the memory.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions, Object};

use crate::model::Problem;

/// The most that one object stream or cross-reference stream may unpack to: 256 MB.
const MOST_UNPACKED: usize = 256 * 1024 * 1024;

/// Opens a PDF. A file locked only against changes opens without a password, as viewers do.
pub(crate) fn open(bytes: &[u8]) -> Result<Document, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    let mut document = Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(MOST_UNPACKED))
        .map_err(problem)?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Problem::Password);
    }
    document.objects.retain(|_, object| !is_container(object));
    Ok(document)
}

/// Runs a foreign reader so that a panic of its own becomes a problem of the file.
pub(crate) fn guarded<T>(read: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Problem::Damaged("the reader gave up on it".to_owned())))
}

fn problem(error: lopdf::Error) -> Problem {
    match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Problem::Password,
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Problem::TooLarge,
        other => Problem::Damaged(other.to_string()),
    }
}

/// Object streams and cross-reference streams have done their work once the file is read.
fn is_container(object: &Object) -> bool {
    matches!(object, Object::Stream(stream) if stream.dict.has_type(b"ObjStm") || stream.dict.has_type(b"XRef"))
}
