//! What stands at a target: its releases, which one is live, and which of its files can be relied on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::note::{NOTES, Note, NotedFile, OWN};
use crate::io::{Entry, Target, TargetFailure, TargetTrouble};
use crate::model::{Digest, Layout, Manifest};

/// The pointer to the live release in the layout `releases`.
pub(super) const CURRENT: &str = "current";

/// The folder of the releases in the layout `releases`.
pub(super) const RELEASES: &str = "releases";

/// The folder of files by digest in the layout `plain`.
pub(super) const FILES: &str = ".senco-guide/files";

/// The file that says which release is live in the layout `plain`.
pub(super) const LIVE: &str = ".senco-guide/live.json";

/// What stands at a target.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The notes of the kept releases, the oldest first.
    pub notes: Vec<Note>,
    /// The id of the live release.
    pub live: Option<String>,
    /// The id of a release that was on its way when its publisher was stopped (layout `plain`).
    pub(super) coming: Option<String>,
    /// Files named by their digest that stay for pages that were open in a browser when the live release came (layout `plain`).
    pub(super) lingering: Vec<String>,
    /// The files of the live release that are there as its note says, and were not touched since. Those that may have been
    /// changed by hand are not among them.
    pub(super) sound: BTreeMap<String, Digest>,
    /// Every file that is there where readers see it, with its size (layout `plain`).
    pub(super) there: BTreeMap<String, u64>,
    /// The files of kept releases by digest, for going back, with their sizes (layout `plain`).
    pub(super) kept: BTreeMap<String, u64>,
    /// The files of the live release that were changed or taken away by hand.
    pub touched: Vec<String>,
}

/// `.senco-guide/live.json`, format 1.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Pointed {
    pub(super) format: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) live: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) coming: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) lingering: Vec<String>,
}

impl Standing {
    /// Reads what stands there.
    ///
    /// # Errors
    /// When the target cannot be reached, or was written by a newer program.
    pub fn read(target: &dyn Target, layout: Layout) -> Result<Self, TargetFailure> {
        let entries = target.list(NOTES)?;
        let mut standing = Self { notes: read_notes(target, &entries)?, ..Self::default() };
        match layout {
            Layout::Releases => standing.read_pointer(target, &entries)?,
            Layout::Plain => standing.read_live_file(target)?,
        }
        Ok(standing)
    }

    /// The note of the live release.
    pub fn live_note(&self) -> Option<&Note> {
        self.note(self.live.as_deref()?)
    }

    /// The note of a release.
    pub fn note(&self, id: &str) -> Option<&Note> {
        self.notes.iter().find(|note| note.id() == id)
    }

    fn read_pointer(&mut self, target: &dyn Target, notes: &[Entry]) -> Result<(), TargetFailure> {
        let Some(switch) = target.switch() else {
            let words = "this kind of place has no pointers".to_owned();
            return Err(TargetFailure::new(target.words(), TargetTrouble::CannotSwitch(words)));
        };
        let Some(folder) = switch.pointed(CURRENT)? else { return Ok(()) };
        let Some(id) = folder.trim_end_matches('/').strip_prefix("releases/").map(str::to_owned) else {
            return Err(TargetFailure::new(target.words(), TargetTrouble::Strange(CURRENT.to_owned())));
        };
        let entries = target.list(&format!("{RELEASES}/{id}"))?;
        let written = notes.iter().find(|entry| entry.path == format!("{id}.json")).and_then(|entry| entry.changed);
        self.live = Some(id);
        self.judge(&entries, written);
        Ok(())
    }

    fn read_live_file(&mut self, target: &dyn Target) -> Result<(), TargetFailure> {
        let all = target.list("")?;
        let own = format!("{OWN}/");
        let entries: Vec<Entry> = all.iter().filter(|entry| !entry.path.starts_with(&own)).cloned().collect();
        let written = all.iter().find(|entry| entry.path == LIVE).and_then(|entry| entry.changed);
        let pointed = target.read(LIVE)?.map(|bytes| serde_json::from_slice::<Pointed>(&bytes).unwrap_or_default());
        match pointed {
            Some(pointed) if pointed.format > 1 => {
                return Err(TargetFailure::new(target.words(), TargetTrouble::Newer));
            }
            Some(pointed) => {
                (self.live, self.coming, self.lingering) = (pointed.live, pointed.coming, pointed.lingering);
            }
            None => refuse_strange(target, &entries)?,
        }
        let kept =
            all.iter().filter_map(|entry| Some((entry.path.strip_prefix(FILES)?.strip_prefix('/')?, entry.bytes)));
        self.kept = kept.map(|(name, bytes)| (name.to_owned(), bytes)).collect();
        self.there = entries.iter().map(|entry| (entry.path.clone(), entry.bytes)).collect();
        self.judge(&entries, written);
        let coming = self.coming.as_deref().and_then(|id| self.note(id)).cloned();
        let live = self.live_note().cloned();
        if self.coming.is_some() {
            // Somebody was stopped halfway: what both releases have alike is as it was, the rest may be either.
            let is_alike = |path: &str| {
                let digest =
                    |note: &Option<Note>| note.as_ref().and_then(|note| note.file(path)).map(|file| file.sha256);
                digest(&coming) == digest(&live)
            };
            self.sound.retain(|path, _| is_alike(path));
            self.touched.clear();
        }
        Ok(())
    }

    /// Tells the files of the live release that are as its note says from those that somebody touched: by their size, and by
    /// when they were changed, which must not be after the note was written.
    fn judge(&mut self, entries: &[Entry], written: Option<i64>) {
        let Some(note) = self.live_note().cloned() else { return };
        let there: BTreeMap<&str, &Entry> = entries.iter().map(|entry| (entry.path.as_str(), entry)).collect();
        let is_sound = |file: &NotedFile| {
            there.get(file.path.as_str()).is_some_and(|entry| {
                let is_old = entry.changed.zip(written).is_none_or(|(changed, written)| changed <= written);
                entry.bytes == file.bytes && is_old
            })
        };
        for file in &note.files {
            if is_sound(file) {
                self.sound.insert(file.path.clone(), file.sha256);
            } else {
                self.touched.push(file.path.clone());
            }
        }
    }
}

/// The notes of the kept releases, the oldest first, without a look at their files.
///
/// # Errors
/// When the target cannot be reached, or was written by a newer program.
pub fn notes(target: &dyn Target) -> Result<Vec<Note>, TargetFailure> {
    read_notes(target, &target.list(NOTES)?)
}

fn read_notes(target: &dyn Target, entries: &[Entry]) -> Result<Vec<Note>, TargetFailure> {
    let mut notes = Vec::new();
    for entry in entries {
        let Some(bytes) = target.read(&format!("{NOTES}/{}", entry.path))? else { continue };
        notes.extend(Note::read(&target.words(), &bytes)?);
    }
    notes.sort_by(|one, other| (one.number, &one.published).cmp(&(other.number, &other.published)));
    Ok(notes)
}

/// A site that somebody else put there must not be overwritten. One that was put there by hand from a bundle may be: it is
/// known by its manifest.
fn refuse_strange(target: &dyn Target, entries: &[Entry]) -> Result<(), TargetFailure> {
    let has = |path: &str| entries.iter().any(|entry| entry.path == path);
    if !has("index.html") && !has(super::offer::MANIFEST) {
        return Ok(());
    }
    let manifest = target.read(super::offer::MANIFEST)?;
    let is_ours = manifest.is_some_and(|bytes| serde_json::from_slice::<Manifest>(&bytes).is_ok());
    if is_ours {
        Ok(())
    } else {
        Err(TargetFailure::new(target.words(), TargetTrouble::Strange("index.html".to_owned())))
    }
}
