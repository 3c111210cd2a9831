//! Reads the guide folder and saves the bundle.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::Failure;
use crate::model::{Bundle, Digest, GuidePath, Refusal, SourceFile};

/// How large a file of the guide may be, in bytes, by its path.
pub type SizeLimit = fn(&GuidePath) -> u64;

/// Whether a file's bytes are wanted, or only its digest.
pub type IsHeld = fn(&GuidePath) -> bool;

/// Reads every file of a folder, hidden files and Word's lock files (`~$…`) left out, in no order.
///
/// Files over their limit, links out of the folder and files the system will not open come back refused, with the reason.
///
/// # Errors
/// When the folder itself is missing or cannot be read.
pub fn read_folder(folder: &Path, limit: SizeLimit) -> Result<Vec<SourceFile>, Failure> {
    glance_at_folder(folder, limit, |_| true)
}

/// Reads a folder as [`read_folder`] does, but holds only the bytes that are wanted: of the other files nothing is left but
/// the digest.
///
/// # Errors
/// When the folder itself is missing or cannot be read.
pub fn glance_at_folder(folder: &Path, limit: SizeLimit, is_held: IsHeld) -> Result<Vec<SourceFile>, Failure> {
    let root = root(folder)?;
    let mut entries = entries(&root);
    // The largest first, so that no processor is left alone with them in the end.
    entries.sort_by_cached_key(|entry| Reverse(entry.metadata().map_or(0, |about| about.len())));
    let read = |entry: &DirEntry| read_source(&root, entry, guide_path(&root, entry.path())?, limit, is_held);
    Ok(entries.par_iter().with_max_len(1).filter_map(read).collect())
}

/// Where a folder really is.
pub(super) fn root(folder: &Path) -> Result<PathBuf, Failure> {
    let root = folder.canonicalize().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::NoGuide(folder.to_owned()),
        _ => Failure::read(folder, &error),
    })?;
    if root.is_dir() { Ok(root) } else { Err(Failure::NoGuide(folder.to_owned())) }
}

/// Everything in a folder that is no folder itself and not passed over, by path.
pub(super) fn entries(root: &Path) -> Vec<DirEntry> {
    let walk = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|entry| !is_passed_over(entry));
    walk.filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir()).collect()
}

/// Saves a bundle so that the folder holds the old bundle or the new one, never a mixture.
///
/// The files are written to a new folder beside it, which then takes the old one's place by renaming.
///
/// # Errors
/// When the disk is full or the folder may not be written; the old bundle then still stands.
pub fn save_bundle(bundle: &Bundle, folder: &Path) -> Result<(), Failure> {
    refuse_strange_folder(folder)?;
    let beside = |suffix: &str| sibling(folder, suffix);
    let (unfinished, old) = (beside("unfinished"), beside("old"));
    if old.exists() && !folder.exists() {
        // An earlier run was stopped between its two renamings: the old bundle is the whole one.
        fs::rename(&old, folder).map_err(|error| Failure::write(folder, &error))?;
    }
    remove_folder(&unfinished)?;
    remove_folder(&old)?;
    let saved = write_all(bundle, &unfinished, folder).and_then(|()| {
        if folder.exists() {
            fs::rename(folder, &old).map_err(|error| Failure::write(folder, &error))?;
        }
        fs::rename(&unfinished, folder).map_err(|error| {
            let _ = fs::rename(&old, folder);
            Failure::write(folder, &error)
        })
    });
    if saved.is_err() {
        let _ = remove_folder(&unfinished);
        return saved;
    }
    remove_folder(&old)
}

/// The folders of a bundle that are published.
const PUBLISHED: [&str; 2] = ["site", "handover"];

/// Reads back what is published of a finished bundle.
///
/// # Errors
/// When the folder is not there or holds no bundle, or a file of it cannot be read.
pub fn read_bundle(folder: &Path) -> Result<Bundle, Failure> {
    if !folder.join("site").join("manifest.json").is_file() {
        return Err(Failure::NoBundle(folder.to_owned()));
    }
    let mut bundle = Bundle::default();
    for part in PUBLISHED.into_iter().filter(|part| folder.join(part).is_dir()) {
        for file in read_folder(&folder.join(part), |_| u64::MAX)? {
            if let Some(Refusal::Unreadable(reason)) = file.refused {
                return Err(Failure::Read { path: folder.join(part).join(file.path.as_str()), reason });
            }
            bundle.insert_known(&format!("{part}/{}", file.path), file.bytes, file.digest);
        }
    }
    Ok(bundle)
}

/// The digest of the bundle in a folder, as [`Bundle::digest`] tells it. `None` when there is none, or when the folder holds
/// anything that can be neither read nor part of a bundle.
pub fn digest_of_saved(folder: &Path) -> Option<Digest> {
    let entries: Vec<_> = WalkDir::new(folder).min_depth(1).into_iter().collect::<Result<_, _>>().ok()?;
    let files: Vec<_> = entries.into_iter().filter(|entry| !entry.file_type().is_dir()).collect();
    let read = |entry: &DirEntry| {
        let file = entry.file_type().is_file().then(|| fs::File::open(entry.path()).ok()).flatten()?;
        Some((guide_path(folder, entry.path())?.to_string(), Digest::of_stream(file).ok()?))
    };
    let files = files.par_iter().map(read).collect::<Option<BTreeMap<_, _>>>()?;
    Some(Bundle::digest_of(files.iter().map(|(path, digest)| (path.as_str(), digest))))
}

/// Reads one file of at most so many bytes.
///
/// # Errors
/// When it is not there, is too large or may not be read.
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let about = fs::metadata(path).map_err(|error| Failure::read(path, &error))?;
    if about.is_dir() {
        return Err(Failure::Read { path: path.to_owned(), reason: "it is a folder".to_owned() });
    }
    if about.len() > most {
        return Err(Failure::Read { path: path.to_owned(), reason: "it is too large".to_owned() });
    }
    fs::read(path).map_err(|error| Failure::read(path, &error))
}

/// A path without links and detours, also of what is not there yet.
pub fn whole_path(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let real = whole.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    match real {
        Some((above, real)) => whole.strip_prefix(above).map_or(real.clone(), |rest| real.join(rest)),
        None => whole,
    }
}

/// Whether there is such a file.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// The one name of a folder, by whatever way it is named.
#[cfg(feature = "preview")]
pub fn one_name_of(folder: &Path) -> PathBuf {
    fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}

/// Whether there is no such folder yet, or nothing in it.
pub fn is_new_or_empty(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !folder.exists(),
    }
}

/// Makes a folder in one that is there.
///
/// # Errors
/// When there is no such folder around it, or it may not be made.
pub fn make_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir(folder).map_err(|error| Failure::write(folder, &error))
}

/// Writes one file, whole or not at all.
///
/// # Errors
/// When the disk is full or the file may not be written.
pub fn save_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let unfinished = sibling(path, "unfinished");
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(|error| Failure::write(parent, &error))?;
    }
    fs::write(&unfinished, bytes)
        .and_then(|()| fs::rename(&unfinished, path))
        .map_err(|error| Failure::write(path, &error))
}

fn is_passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0
        && (name.starts_with('.') || name.starts_with("~$") || name == "Thumbs.db" || name == "desktop.ini")
}

pub(super) fn guide_path(root: &Path, path: &Path) -> Option<GuidePath> {
    let parts: Vec<_> = path.strip_prefix(root).ok()?.iter().map(|part| part.to_string_lossy()).collect();
    GuidePath::new(&parts.join("/"))
}

/// One file. `None` for things that are not files at all, such as a link to a folder inside the guide.
pub(super) fn read_source(
    root: &Path,
    entry: &DirEntry,
    path: GuidePath,
    limit: SizeLimit,
    is_held: IsHeld,
) -> Option<SourceFile> {
    let real = match real(entry) {
        Ok(real) => real,
        Err(error) => return Some(SourceFile::refused(path, Refusal::Unreadable(reason(&error)))),
    };
    if !real.starts_with(root) {
        return Some(SourceFile::refused(path, Refusal::LeadsOutside));
    }
    let size = fs::metadata(&real).ok()?;
    if size.is_dir() {
        return None;
    }
    if size.len() > limit(&path) {
        let limit = limit(&path);
        return Some(SourceFile::refused(path, Refusal::TooLarge { bytes: size.len(), limit }));
    }
    let file = if is_held(&path) {
        fs::read(&real).map(|bytes| SourceFile::new(path.clone(), bytes))
    } else {
        let digest = fs::File::open(&real).and_then(Digest::of_stream);
        digest.map(|digest| SourceFile::glanced_at(path.clone(), digest))
    };
    Some(file.unwrap_or_else(|error| SourceFile::refused(path, Refusal::Unreadable(reason(&error)))))
}

/// Where a file really is: folders are never entered by a shortcut, so only one that is itself a shortcut can be elsewhere.
fn real(entry: &DirEntry) -> std::io::Result<PathBuf> {
    if entry.path_is_symlink() { entry.path().canonicalize() } else { Ok(entry.path().to_owned()) }
}

/// A system's reason in words an editor knows.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "you do not have permission".to_owned(),
        ErrorKind::NotFound => "it is not there".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

/// Keeps us from throwing away a folder that is not a bundle: an editor may name the wrong one.
fn refuse_strange_folder(folder: &Path) -> Result<(), Failure> {
    let Ok(mut entries) = fs::read_dir(folder) else {
        return if folder.exists() { Err(Failure::NotABundle(folder.to_owned())) } else { Ok(()) };
    };
    let is_bundle = folder.join("site").join("manifest.json").is_file();
    if is_bundle || entries.next().is_none() { Ok(()) } else { Err(Failure::NotABundle(folder.to_owned())) }
}

/// Folders first, then the files side by side: making a file is mostly waiting for the disk. A file that is the same in the
/// bundle `before` is made a second name of that one, which is less work for the disk and keeps the file's own time.
fn write_all(bundle: &Bundle, folder: &Path, before: &Path) -> Result<(), Failure> {
    let files: Vec<(PathBuf, PathBuf, &[u8])> = bundle
        .iter()
        .map(|(path, file)| (folder.join(path.as_str()), before.join(path.as_str()), &*file.bytes))
        .collect();
    let folders: BTreeSet<&Path> = files.iter().filter_map(|(path, ..)| path.parent()).collect();
    for parent in folders {
        fs::create_dir_all(parent).map_err(|error| Failure::write(parent, &error))?;
    }
    files.par_iter().try_for_each(|(path, before, bytes)| {
        let is_kept = holds(before, bytes) && fs::hard_link(before, path).is_ok();
        if is_kept { Ok(()) } else { fs::write(path, bytes).map_err(|error| Failure::write(path, &error)) }
    })
}

/// Whether a file, not a link to one, has these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let is_alike = |about: fs::Metadata| about.is_file() && about.len() == bytes.len() as u64;
    fs::symlink_metadata(path).is_ok_and(is_alike) && fs::read(path).is_ok_and(|old| old == bytes)
}

fn remove_folder(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Failure::write(folder, &error)),
        _ => Ok(()),
    }
}

/// A name beside `path` that no guide uses: `.bundle.unfinished`.
fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{suffix}"))
}
