//! The bundle: the finished files, as a value. Nothing here touches a disk.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::Digest;

/// A path inside the bundle: always `/`, never `..`, such as `site/index.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BundlePath(Arc<str>);

/// Finished files by path.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    files: BTreeMap<BundlePath, BundleFile>,
}

/// One finished file.
#[derive(Debug, Clone)]
pub struct BundleFile {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Their digest.
    pub digest: Digest,
    /// The media type it must be served with.
    pub media_type: &'static str,
}

impl BundlePath {
    /// Makes a path. Parts that would leave the bundle are dropped.
    pub fn new(text: &str) -> Self {
        let parts: Vec<&str> = text.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
        Self(Arc::from(parts.join("/")))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BundlePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for BundlePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl Bundle {
    /// Puts a file in. A later file takes the place of an earlier one with the same path.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        let bytes = bytes.into();
        let digest = Digest::of(&bytes);
        self.insert_known(path, bytes, digest);
    }

    /// Puts a file in whose digest is known already.
    pub fn insert_known(&mut self, path: &str, bytes: Arc<[u8]>, digest: Digest) {
        self.files.insert(BundlePath::new(path), BundleFile { bytes, digest, media_type: media_type(path) });
    }

    /// Puts all files of another bundle in.
    pub fn extend(&mut self, other: Bundle) {
        self.files.extend(other.files);
    }

    /// One file.
    pub fn get(&self, path: &str) -> Option<&BundleFile> {
        self.files.get(&BundlePath::new(path))
    }

    /// All files in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&BundlePath, &BundleFile)> {
        self.files.iter()
    }

    /// The digest of the whole: of every path and every file's digest.
    pub fn digest(&self) -> Digest {
        Self::digest_of(self.iter().map(|(path, file)| (path.as_str(), &file.digest)))
    }

    /// The digest of a whole bundle of which only paths and digests are known, in path order.
    pub fn digest_of<'a>(files: impl Iterator<Item = (&'a str, &'a Digest)>) -> Digest {
        Digest::of_parts(files.flat_map(|(path, digest)| [path.as_bytes(), digest.bytes()]))
    }

    /// The files below a folder, with their paths relative to it.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a BundleFile)> {
        self.files
            .iter()
            .filter_map(move |(path, file)| Some((path.as_str().strip_prefix(folder)?.strip_prefix('/')?, file)))
    }
}

/// The media type a file must be served with, by its extension.
pub fn media_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    match extension.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ttf" => "font/ttf",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "ics" => "text/calendar; charset=utf-8",
        "docx" => super::Format::Docx.media_type(),
        "xlsx" => super::Format::Xlsx.media_type(),
        "odt" => super::Format::Odt.media_type(),
        "ods" => super::Format::Ods.media_type(),
        _ => "application/octet-stream",
    }
}
