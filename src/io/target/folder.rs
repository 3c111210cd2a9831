//! A folder of this computer, or a network share.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use walkdir::WalkDir;

use super::{Entry, Headers, Switch, Target, TargetFailure, Trouble};
use crate::io::mounts::is_far_away;

/// The ending of a file that is being written. A file of this ending is never part of a release.
const PART: &str = ".senco-guide-part";

/// A folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    is_far: bool,
}

impl Folder {
    /// Opens the folder, which must be there: one that is misspelt should not be made.
    ///
    /// # Errors
    /// When it is not there or is not a folder.
    pub fn open(path: &str) -> Result<Self, TargetFailure> {
        let root = PathBuf::from(path);
        let folder = Self { is_far: is_far_away(&root), root };
        match fs::metadata(&folder.root) {
            Ok(found) if found.is_dir() => Ok(folder),
            Err(error) if error.kind() != ErrorKind::NotFound => Err(folder.failure(&error)),
            _ => Err(TargetFailure::new(folder.words(), Trouble::NoSuchPlace)),
        }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn failure(&self, error: &std::io::Error) -> TargetFailure {
        let trouble = match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Trouble::NotAllowed("the folder is read-only for you, or a file in it is open elsewhere".to_owned())
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Trouble::NoSpace,
            _ => Trouble::Other(error.to_string()),
        };
        TargetFailure::new(self.words(), trouble)
    }

    /// Puts a finished file in place by one renaming.
    fn put(&self, path: &str, make: impl Fn(&Path) -> std::io::Result<()>) -> Result<(), TargetFailure> {
        let place = self.at(path);
        let mut part = place.clone().into_os_string();
        part.push(PART);
        let part = PathBuf::from(part);
        let write = || {
            // The folder is there but for the first file of it.
            if let (Err(_), Some(parent)) = (make(&part), place.parent()) {
                fs::create_dir_all(parent)?;
                make(&part)?;
            }
            fs::rename(&part, &place)
        };
        write().map_err(|error| {
            let _ = fs::remove_file(&part);
            self.failure(&error)
        })
    }
}

impl Target for Folder {
    fn words(&self) -> String {
        format!("the folder {}", self.root.display())
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TargetFailure> {
        match fs::read(self.at(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(self.failure(&error)),
        }
    }

    fn write(&self, path: &str, bytes: &[u8], _: &Headers) -> Result<(), TargetFailure> {
        self.put(path, |part| fs::write(part, bytes))
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, TargetFailure> {
        let file = self.at(path);
        // The whole file under another name first, then a second name for it: a disk that is full, or who is stopped halfway,
        // leaves no empty file. Of a name that nobody else makes at the same time, on whatever computer.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let part = self.at(&format!("{path}.{now}-{}{PART}", std::process::id()));
        let made = make_new(&part, bytes).map(|()| fs::hard_link(&part, &file));
        let _ = fs::remove_file(&part);
        let made = match made {
            Ok(Err(error)) if error.kind() != ErrorKind::AlreadyExists => make_new(&file, bytes), // No second names there.
            Ok(linked) => linked,
            Err(error) => return Err(self.failure(&error)),
        };
        match made {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(self.failure(&error)),
        }
    }

    fn copy(&self, from: &str, to: &str, _: &Headers) -> Result<(), TargetFailure> {
        let from = self.at(from);
        self.put(to, |part| {
            // The bytes only: a copy of a read-only file must be replaceable, and its time is that of the copying.
            let mut source = fs::File::open(&from)?;
            let mut target = fs::File::create(part)?;
            std::io::copy(&mut source, &mut target).map(|_| ())
        })
    }

    fn remove(&self, path: &str) -> Result<(), TargetFailure> {
        match fs::remove_file(self.at(path)) {
            Err(error) if !is_missing(&error) => return Err(self.failure(&error)),
            _ => {}
        }
        let mut folder = Path::new(path).parent();
        while let Some(parent) = folder.filter(|parent| !parent.as_os_str().is_empty()) {
            // Fails when something is left in it, and that is right.
            if fs::remove_dir(self.root.join(parent)).is_err() {
                break;
            }
            folder = parent.parent();
        }
        Ok(())
    }

    fn remove_folder(&self, path: &str) -> Result<(), TargetFailure> {
        match fs::remove_dir_all(self.at(path)) {
            Err(error) if !is_missing(&error) => Err(self.failure(&error)),
            _ => Ok(()),
        }
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, TargetFailure> {
        let root = self.at(folder);
        if !root.is_dir() {
            return Ok(Vec::new());
        }
        let mut entries = Vec::new();
        for entry in WalkDir::new(&root).follow_links(false) {
            let entry = match entry {
                Ok(entry) => entry,
                // Taken away while we looked.
                Err(error) if error.io_error().is_some_and(is_missing) => continue,
                Err(error) => return Err(self.failure(&error.into())),
            };
            let is_file = entry.file_type().is_file() && !entry.file_name().to_string_lossy().ends_with(PART);
            let Some(path) = entry.path().strip_prefix(&root).ok().filter(|_| is_file) else { continue };
            let path: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            let Ok(found) = entry.metadata() else { continue };
            let changed = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            entries.push(Entry {
                path: path.join("/"),
                bytes: found.len(),
                changed: changed.and_then(|time| i64::try_from(time.as_secs()).ok()),
            });
        }
        entries.sort();
        Ok(entries)
    }

    fn switch(&self) -> Option<&dyn Switch> {
        Some(self)
    }

    fn is_far(&self) -> bool {
        self.is_far
    }

    fn lanes(&self) -> usize {
        4
    }
}

impl Switch for Folder {
    fn folders(&self, folder: &str) -> Result<Vec<String>, TargetFailure> {
        let entries = match fs::read_dir(self.at(folder)) {
            Ok(entries) => entries,
            Err(error) if is_missing(&error) => return Ok(Vec::new()),
            Err(error) => return Err(self.failure(&error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| self.failure(&error))?;
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    fn rename_folder(&self, from: &str, to: &str) -> Result<(), TargetFailure> {
        let to = self.at(to);
        let rename = || {
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::rename(self.at(from), &to)
        };
        rename().map_err(|error| self.failure(&error))
    }

    fn point(&self, pointer: &str, folder: &str) -> Result<(), TargetFailure> {
        let pointer_path = self.at(pointer);
        match fs::symlink_metadata(&pointer_path) {
            Ok(found) if !found.file_type().is_symlink() => {
                let words = format!("“{pointer}” is a folder or file of its own there");
                return Err(TargetFailure::new(self.words(), Trouble::CannotSwitch(words)));
            }
            Err(error) if !is_missing(&error) => return Err(self.failure(&error)),
            _ => {}
        }
        let beside = self.at(&format!("{pointer}{PART}"));
        let _ = fs::remove_file(&beside);
        link(Path::new(folder), &beside)
            .map_err(|error| TargetFailure::new(self.words(), Trouble::CannotSwitch(error.to_string())))?;
        fs::rename(&beside, &pointer_path).map_err(|error| {
            let _ = fs::remove_file(&beside);
            self.failure(&error)
        })
    }

    fn pointed(&self, pointer: &str) -> Result<Option<String>, TargetFailure> {
        match fs::read_link(self.at(pointer)) {
            Ok(folder) => {
                let parts: Vec<String> = folder.iter().map(|part| part.to_string_lossy().into_owned()).collect();
                Ok(Some(parts.join("/")))
            }
            // A folder or file of its own: `point` will say so.
            Err(error) if is_missing(&error) || error.kind() == ErrorKind::InvalidInput => Ok(None),
            Err(error) => Err(self.failure(&error)),
        }
    }
}

#[cfg(unix)]
fn link(folder: &Path, pointer: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(folder, pointer)
}

/// Windows lets administrators and developers make pointers; others get the failure that names the plain layout.
#[cfg(windows)]
fn link(folder: &Path, pointer: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(folder, pointer)
}

/// Makes a file that is not there yet, whole or not at all.
fn make_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes).inspect_err(|_| _ = fs::remove_file(path))
}

fn is_missing(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}
