//! The note of a release, kept at the target: what it consists of, and what people want to know of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::io::{Target, TargetFailure, TargetTrouble};
use crate::model::{Digest, ManifestRedirect};

/// The folder of our own notes at a target.
pub(super) const OWN: &str = ".senco-guide";

/// The folder of the notes of releases.
pub(super) const NOTES: &str = ".senco-guide/releases";

const FORMAT: u32 = 1;

/// `.senco-guide/releases/<release>.json`, format 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    format: u32,
    /// Its number.
    pub number: u32,
    /// The guide's edition; empty when it names none.
    pub edition: String,
    /// When it was published, such as `2026-11-28T16:00:00Z`.
    pub published: String,
    /// The role that published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What changed since the release before, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
    /// The digest of the guide's sources.
    pub source_sha256: Digest,
    /// Old addresses and where they lead.
    pub redirects: Vec<ManifestRedirect>,
    /// Every file, in the order of the paths.
    pub files: Vec<NotedFile>,
}

/// A file of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedFile {
    /// Its path.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its digest.
    pub sha256: Digest,
    /// The media type that it is to be served with.
    #[serde(rename = "type")]
    pub media_type: String,
}

/// What is told of a release besides its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its number.
    pub number: u32,
    /// When it is published, such as `2026-11-28T16:00:00Z`.
    pub published: String,
    /// The role that publishes it.
    pub by: Option<String>,
    /// What changed since the release before, a line each.
    pub changes: Vec<String>,
}

#[derive(Deserialize)]
struct Numbered {
    format: u32,
}

impl Note {
    /// The note of a release with these files.
    pub(super) fn new(
        told: Told,
        edition: String,
        source_sha256: Digest,
        redirects: Vec<ManifestRedirect>,
        files: Vec<NotedFile>,
    ) -> Self {
        let Told { number, published, by, changes } = told;
        Self { format: FORMAT, number, edition, published, by, changes, source_sha256, redirects, files }
    }

    /// What the release is called at the target, such as `0007-2026-09-3f2a9c01`: its number and edition for people, and the
    /// digest of its files, so that two releases never share a name.
    pub fn id(&self) -> String {
        let parts = self.files.iter().flat_map(|file| [file.path.as_bytes(), file.sha256.bytes()]);
        let digest = Digest::of_parts(parts).to_string();
        let edition: String = crate::parse::slug(&self.edition);
        let edition = if edition.is_empty() { String::new() } else { format!("-{edition}") };
        format!("{:04}{edition}-{}", self.number, &digest[..8])
    }

    /// Whether a name is one that [`Note::id`] gives.
    pub(super) fn is_id(name: &str) -> bool {
        let Some((number, rest)) = name.split_once('-') else { return false };
        let digest = rest.rsplit('-').next().unwrap_or_default();
        let is_number = number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number && digest.len() == 8 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    }

    /// Whether it consists of the same files.
    pub fn has_same_files(&self, other: &Self) -> bool {
        self.files == other.files
    }

    /// A file, by its path.
    pub fn file(&self, path: &str) -> Option<&NotedFile> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(at)
    }

    /// Where the note is kept.
    pub(super) fn path(&self) -> String {
        format!("{NOTES}/{}.json", self.id())
    }

    pub(super) fn render(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// Reads a note. A damaged one is as good as none: its files are then sent again.
    ///
    /// # Errors
    /// When it was written by a newer program: this one must not touch what it does not understand.
    pub(super) fn read(place: &str, bytes: &[u8]) -> Result<Option<Self>, TargetFailure> {
        let format = serde_json::from_slice::<Numbered>(bytes).map_or(FORMAT, |numbered| numbered.format);
        if format > FORMAT {
            return Err(TargetFailure::new(place, TargetTrouble::Newer));
        }
        Ok(serde_json::from_slice(bytes).ok())
    }
}

/// Removes the notes of releases that are not kept, and any that cannot be read: those are of no use either.
pub(super) fn forget(target: &dyn Target, stay: &[&Note]) -> Result<(), TargetFailure> {
    let kept: BTreeSet<String> = stay.iter().map(|note| note.path()).collect();
    let paths = target.list(NOTES)?.into_iter().map(|entry| format!("{NOTES}/{}", entry.path));
    paths.filter(|path| !kept.contains(path)).try_for_each(|path| target.remove(&path))
}
