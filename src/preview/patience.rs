//! What a build is given of a folder in which people are saving: nothing half-written.
//!
//! 1. Files that programs put down for a moment (`~WRL0001.tmp`, a download that goes on) are passed over.
//! 2. A file that is only half there stays as it was for a few seconds; then it is what it is, and a finding says so.
//! 3. A file that another program locks stays as it was for as long as that lasts.
//! 4. A file that is gone stays for a moment: Word saves by renaming twice.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::inspect;
use crate::model::{GuidePath, Refusal, SourceFile, Sources};

/// How long a file may be half-written.
const HALF_WRITTEN: Duration = Duration::from_secs(3);

/// How long a file may be gone.
const GONE: Duration = Duration::from_millis(300);

/// How long until a file is looked at again that nobody tells of.
const AGAIN: Duration = Duration::from_millis(250);

/// Since when each file is waited for.
#[derive(Debug, Default)]
pub struct Patience {
    since: BTreeMap<GuidePath, Duration>,
}

/// What a build may be given.
#[derive(Debug)]
pub struct Admitted {
    /// The files.
    pub sources: Sources,
    /// What is waited for, a sentence a file.
    pub waiting: Vec<String>,
    /// When to look again, when no event is to be expected.
    pub again_at: Option<Duration>,
}

/// Why a file is waited for.
enum Why {
    HalfWritten,
    Locked,
}

impl Patience {
    /// Decides about the files as they are read now, beside those of the last build.
    pub fn admit(&mut self, last: &Sources, read: Vec<SourceFile>, now: Duration) -> Admitted {
        let before = std::mem::take(&mut self.since);
        let mut since = |path: &GuidePath| *self.since.entry(path.clone()).or_insert(*before.get(path).unwrap_or(&now));
        let mut admitted = Admitted { sources: Sources::default(), waiting: Vec::new(), again_at: None };
        let mut files = Vec::with_capacity(read.len());
        let mut present = BTreeSet::new();
        for file in read.into_iter().filter(|file| !is_passing(&file.path)) {
            present.insert(file.path.clone());
            let same = |before: &SourceFile| before.digest == file.digest && before.refused == file.refused;
            if last.get(&file.path).is_some_and(same) {
                files.push(file);
                continue;
            }
            let kept = last.get(&file.path).filter(|kept| kept.refused.is_none() && kept.digest != file.digest);
            let is_new = last.get(&file.path).is_none();
            match trouble(&file) {
                Some(Why::Locked) if kept.is_some() => {
                    admitted.waiting.push(format!(
                        "{} is locked by another program, so it is shown as it was saved before. Close it there to go on.",
                        file.path
                    ));
                    admitted.look_at(now + AGAIN);
                    files.extend(kept.cloned());
                }
                Some(_) if (kept.is_some_and(is_sound) || is_new) && now < since(&file.path) + HALF_WRITTEN => {
                    admitted
                        .waiting
                        .push(format!("{} is only half-written yet. Waiting until it is whole.", file.path));
                    admitted.look_at((now + AGAIN).min(since(&file.path) + HALF_WRITTEN));
                    files.extend(kept.cloned());
                }
                _ => files.push(file),
            }
        }
        for gone in last.files().iter().filter(|file| !present.contains(&file.path)) {
            let until = since(&gone.path) + GONE;
            if now < until {
                admitted.look_at(until);
                files.push(gone.clone());
            }
        }
        admitted.sources = Sources::new(files);
        admitted
    }
}

impl Admitted {
    fn look_at(&mut self, time: Duration) {
        self.again_at = Some(self.again_at.map_or(time, |before| before.min(time)));
    }
}

fn trouble(file: &SourceFile) -> Option<Why> {
    match &file.refused {
        Some(Refusal::Unreadable(_)) => Some(Why::Locked),
        Some(_) => None,
        None => (!inspect::is_whole(&file.path, &file.bytes)).then_some(Why::HalfWritten),
    }
}

/// Whether a file was whole before: one that never was is not waited for.
fn is_sound(file: &SourceFile) -> bool {
    inspect::is_whole(&file.path, &file.bytes)
}

/// Whether a file is one that a program puts down for a moment.
pub fn is_passing(path: &GuidePath) -> bool {
    let name = path.file_name();
    let passing = ["tmp", "temp", "part", "partial", "crdownload", "download", "swp", "swx", "bak~"];
    let is_excels = name.len() == 8 && name.bytes().all(|letter| matches!(letter, b'0'..=b'9' | b'A'..=b'F'));
    name.starts_with('~')
        || name.starts_with('.')
        || name.ends_with('~')
        || name == "4913"
        || is_excels
        || passing.contains(&path.extension().as_str())
}
