//! Publish targets: the places that releases go to. One file a kind of place; all are driven through [`Target`], and the
//! order of the steps is `publish`'s.
//!
//! A target does single steps, each whole or not at all. It knows nothing of releases, except that some can switch a pointer
//! from one folder to another in one step ([`Switch`]).

mod failure;

mod folder;

mod http;

mod memory;

#[cfg(feature = "publish-cloud")]
mod object_store;

mod secret;

#[cfg(feature = "publish-sftp")]
mod sftp;

mod webdav;

use std::fmt;

use crate::model::{PublishTarget, TargetKind};

pub use failure::{TargetFailure, Trouble};
pub use folder::Folder;
pub use memory::{Faults, MemoryTarget};

/// A place that releases go to. Paths are relative to it, with `/`, without `..`; folders come and go with their files.
pub trait Target: fmt::Debug + Send + Sync {
    /// The place in words, for messages: “the folder /srv/guide”.
    fn words(&self) -> String;

    /// The bytes of a file; none when there is no such file.
    ///
    /// # Errors
    /// When the place cannot be reached or refuses.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TargetFailure>;

    /// Writes a file, whole or not at all, in the place of one that may be there.
    ///
    /// # Errors
    /// When the place cannot be reached, refuses or is full; an earlier file is then still whole.
    fn write(&self, path: &str, bytes: &[u8], headers: &Headers) -> Result<(), TargetFailure>;

    /// Writes a small file only when there is none of its name: of two who try, one succeeds. Gives whether it was written.
    ///
    /// # Errors
    /// As for [`Target::write`].
    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, TargetFailure>;

    /// Copies a file within the place, whole or not at all, without sending its bytes where the place can do that.
    ///
    /// # Errors
    /// As for [`Target::write`], and when there is no such file.
    fn copy(&self, from: &str, to: &str, headers: &Headers) -> Result<(), TargetFailure>;

    /// Removes a file. That it is not there is no failure. Folders that become empty may go with it.
    ///
    /// # Errors
    /// When the place cannot be reached or refuses.
    fn remove(&self, path: &str) -> Result<(), TargetFailure>;

    /// Removes a folder and all in it. That it is not there is no failure.
    ///
    /// # Errors
    /// When the place cannot be reached or refuses; some of its files may then be gone.
    fn remove_folder(&self, path: &str) -> Result<(), TargetFailure>;

    /// Every file below a folder (empty: of the place), in the order of their paths, which are relative to the folder. None
    /// when there is no such folder.
    ///
    /// # Errors
    /// When the place cannot be reached or refuses.
    fn list(&self, folder: &str) -> Result<Vec<Entry>, TargetFailure>;

    /// The steps that only some places can do.
    fn switch(&self) -> Option<&dyn Switch> {
        None
    }

    /// Whether each file keeps the headers that it was written with, its media type among them, so that a page can stand at
    /// the address of a document and lead on.
    fn keeps_headers(&self) -> bool {
        false
    }

    /// Whether its files lie on another computer: a copy within the place is then quicker than the same bytes sent again.
    fn is_far(&self) -> bool {
        true
    }

    /// How many steps may run side by side.
    fn lanes(&self) -> usize {
        8
    }
}

/// What a place can do that has folders and pointers to them.
pub trait Switch {
    /// The names of the folders that lie in a folder itself, in their order; empty ones too. Pointers do not count. None when
    /// there is no such folder.
    ///
    /// # Errors
    /// When the place cannot be reached or refuses.
    fn folders(&self, folder: &str) -> Result<Vec<String>, TargetFailure>;

    /// Gives a folder another name, in one step. There is nothing of that name yet.
    ///
    /// # Errors
    /// When the place cannot be reached or refuses.
    fn rename_folder(&self, from: &str, to: &str) -> Result<(), TargetFailure>;

    /// Makes `pointer` lead to a folder, in one step: who reads meanwhile sees the old folder or the new one.
    ///
    /// # Errors
    /// When the place cannot be reached or refuses, or something else than a pointer has that name.
    fn point(&self, pointer: &str, folder: &str) -> Result<(), TargetFailure>;

    /// The folder that `pointer` leads to; none when there is no such pointer.
    ///
    /// # Errors
    /// When the place cannot be reached or refuses.
    fn pointed(&self, pointer: &str) -> Result<Option<String>, TargetFailure>;
}

/// A file of a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its path.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// When it was last changed, in seconds since 1970 by the clock of the place; none when the place does not say.
    pub changed: Option<i64>,
}

/// What a file is to be served with, at places that keep that with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Type`.
    pub media_type: String,
    /// `Cache-Control`.
    pub cache: &'static str,
}

impl Headers {
    /// Those of our own notes.
    pub fn of_notes() -> Self {
        Self { media_type: "application/json".to_owned(), cache: "no-store" }
    }
}

/// Opens a publish target: finds its secrets in the environment and reaches the place.
///
/// # Errors
/// When the place cannot be reached, the login is refused, or this program was built without its kind.
pub fn open(settings: &PublishTarget) -> Result<Box<dyn Target>, TargetFailure> {
    match &settings.kind {
        TargetKind::Folder { path } => Ok(Box::new(Folder::open(path)?)),
        #[cfg(feature = "publish-sftp")]
        TargetKind::Sftp { .. } => Ok(Box::new(sftp::Sftp::open(settings)?)),
        #[cfg(feature = "publish-cloud")]
        TargetKind::S3 { .. } | TargetKind::AzureBlob { .. } => {
            Ok(Box::new(object_store::ObjectStore::open(settings)?))
        }
        TargetKind::WebDav { .. } => Ok(Box::new(webdav::WebDav::open(settings)?)),
        #[cfg(not(all(feature = "publish-cloud", feature = "publish-sftp")))]
        kind => Err(TargetFailure::new(kind.words(), Trouble::NotBuiltIn)),
    }
}
