//! The names of a folder's files, and their bytes when asked: for folders too large to hold at once.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Failure;
use crate::model::GuidePath;

/// The largest file that is read, in bytes. A page of 100 MB is none that a browser would show.
const LARGEST: u64 = 100 * 1024 * 1024;

/// The files of a folder.
#[derive(Debug)]
pub struct Listing {
    root: PathBuf,
    files: Vec<GuidePath>,
    /// Files whose name on the disk is not what the path says: names that are no Unicode.
    odd: HashMap<GuidePath, PathBuf>,
}

/// Lists every file of a folder and below, in path order. A shortcut (a symbolic link) to a file counts as that file when it
/// lies in the folder too; folders are never entered by a shortcut, so there is no way out and no way round.
///
/// # Errors
/// When the folder is not there or cannot be read.
pub fn list_folder(folder: &Path) -> Result<Listing, Failure> {
    let root = folder.canonicalize().ok().filter(|root| root.is_dir());
    let root = root.ok_or_else(|| Failure::NoSite(folder.to_owned()))?;
    let mut listing = Listing { root, files: Vec::new(), odd: HashMap::new() };
    let walk = WalkDir::new(&listing.root).into_iter().filter_entry(|entry| entry.file_name() != ".git");
    for entry in walk.filter_map(Result::ok) {
        let is_file = entry.file_type().is_file() || (entry.path_is_symlink() && listing.is_inside(entry.path()));
        let Some(relative) = entry.path().strip_prefix(&listing.root).ok().filter(|_| is_file) else { continue };
        let text = relative.to_string_lossy();
        let text =
            if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace(std::path::MAIN_SEPARATOR, "/").into() };
        let Some(path) = GuidePath::new(&text) else { continue };
        if relative.to_str().is_none() {
            listing.odd.insert(path.clone(), relative.to_owned());
        }
        listing.files.push(path);
    }
    listing.files.sort_unstable();
    listing.files.dedup();
    Ok(listing)
}

impl Listing {
    /// The files, in path order.
    pub fn files(&self) -> &[GuidePath] {
        &self.files
    }

    /// The bytes of a listed file. `None` for one that is not listed, is too large, or that the system will not open.
    pub fn read(&self, file: &GuidePath) -> Option<Vec<u8>> {
        self.files.binary_search(file).ok()?;
        let relative = self.odd.get(file).map_or_else(|| Path::new(file.as_str()), PathBuf::as_path);
        let mut opened = File::open(self.root.join(relative)).ok()?;
        let length = opened.metadata().ok().filter(|about| about.is_file() && about.len() <= LARGEST)?.len();
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
        opened.by_ref().take(LARGEST).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    fn is_inside(&self, link: &Path) -> bool {
        let real = link.canonicalize().ok().filter(|real| real.starts_with(&self.root));
        real.is_some_and(|real| fs::metadata(real).is_ok_and(|about| about.is_file()))
    }
}
