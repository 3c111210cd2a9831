//! Reads a folder again and again, for somebody who watches it: what was not saved since is not read once more.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use walkdir::DirEntry;

use super::Failure;
use super::disk::{SizeLimit, entries, guide_path, read_source, root};
use crate::model::{GuidePath, SourceFile};

/// How long after it was saved a file is read again although its length and date are the same: some disks tell the time in
/// steps of two seconds.
const DATE_STEP: Duration = Duration::from_secs(2);

/// What was read of a folder before.
#[derive(Debug, Default)]
pub struct FolderMemory {
    files: BTreeMap<GuidePath, (Stamp, SourceFile)>,
}

/// What a folder looks like from outside: its files with their lengths and dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderLook(BTreeMap<GuidePath, Stamp>);

/// The length and the date of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    saved: Option<SystemTime>,
}

/// Reads every file of a folder as [`super::read_folder`] does; unchanged ones come from the memory.
///
/// # Errors
/// When the folder itself is missing or cannot be read.
pub fn read_folder_again(
    folder: &Path,
    limit: SizeLimit,
    memory: &mut FolderMemory,
) -> Result<Vec<SourceFile>, Failure> {
    let root = root(folder)?;
    let now = SystemTime::now();
    let read: Vec<(Option<Stamp>, SourceFile)> = entries(&root)
        .par_iter()
        .filter_map(|entry| {
            let path = guide_path(&root, entry.path())?;
            let stamp = Stamp::of(entry);
            let kept = memory.files.get(&path).filter(|(kept, _)| Some(*kept) == stamp);
            let file = kept.map(|(_, file)| file.clone());
            Some((stamp, file.or_else(|| read_source(&root, entry, path, limit, |_| true))?))
        })
        .collect();
    let lasts =
        |stamp: &Stamp| stamp.saved.is_some_and(|saved| now.duration_since(saved).is_ok_and(|age| age > DATE_STEP));
    let kept = read.iter().filter(|(_, file)| file.refused.is_none());
    let kept = kept.filter_map(|(stamp, file)| Some((stamp.filter(lasts)?, file)));
    memory.files = kept.map(|(stamp, file)| (file.path.clone(), (stamp, file.clone()))).collect();
    Ok(read.into_iter().map(|(_, file)| file).collect())
}

/// Looks at a folder without reading its files. `None` when it is not there.
pub fn look_at_folder(folder: &Path) -> Option<FolderLook> {
    let root = root(folder).ok()?;
    let file = |entry: &DirEntry| Some((guide_path(&root, entry.path())?, Stamp::of(entry)?));
    Some(FolderLook(entries(&root).iter().filter_map(file).collect()))
}

impl FolderLook {
    /// The file that was saved last of those that are wanted.
    pub fn newest(&self, is_wanted: impl Fn(&GuidePath) -> bool) -> Option<&GuidePath> {
        let wanted = self.0.iter().filter(|(path, _)| is_wanted(path));
        wanted.max_by_key(|(_, stamp)| stamp.saved).map(|(path, _)| path)
    }
}

impl Stamp {
    /// None for a shortcut: what it leads to may change while it does not.
    fn of(entry: &DirEntry) -> Option<Self> {
        let about = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
        Some(Self { length: about.len(), saved: about.modified().ok() })
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::*;

    fn texts(folder: &Path, memory: &mut FolderMemory) -> Vec<String> {
        let files = read_folder_again(folder, |_| 100, memory).expect("a folder");
        files.iter().map(|file| format!("{} {}", file.path, String::from_utf8_lossy(&file.bytes))).collect()
    }

    #[test]
    fn what_was_saved_is_read_again_and_what_is_gone_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut memory = FolderMemory::default();
        let (a, b) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&a, "one").expect("a file");
        fs::write(&b, "two").expect("a file");
        let old = SystemTime::now() - Duration::from_mins(1);
        File::options().write(true).open(&a).and_then(|file| file.set_modified(old)).expect("a date");
        assert_eq!(texts(folder.path(), &mut memory), ["a.md one", "b.md two"]);
        assert_eq!(memory.files.len(), 1, "a file that was just saved may be saved again in the same moment");
        let before = look_at_folder(folder.path());
        fs::write(&a, "new").expect("a file");
        assert_ne!(look_at_folder(folder.path()), before, "the same length, another date");
        fs::remove_file(&b).expect("a file");
        assert_eq!(texts(folder.path(), &mut memory), ["a.md new"]);
        drop(folder);
        assert_eq!(look_at_folder(a.parent().expect("a folder")), None);
    }
}
