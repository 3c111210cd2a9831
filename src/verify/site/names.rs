//! The files of a site by name: exactly, and by what was most likely meant.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::model::GuidePath;

/// The names that a web server looks for in a folder.
const INDEXES: [&str; 4] = ["index.html", "index.htm", "default.html", "default.htm"];

/// The files of a site.
#[derive(Debug)]
pub(super) struct Names<'a> {
    files: &'a [GuidePath],
    kinds: Vec<Kind>,
    exact: HashMap<&'a str, usize>,
    folders: HashSet<&'a str>,
    loose: OnceLock<BTreeMap<String, usize>>,
}

/// What a file is for readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page, whose ids are known.
    Page,
    /// A style sheet.
    Style,
    /// The index of our own search, whose results are links.
    Index,
    /// A PDF, whose pages and names can be looked up.
    Pdf,
    /// A picture.
    Picture,
    /// A script, a font, a film: a part of pages.
    Part,
    /// Anything else: something to download.
    Document,
}

/// What was found under a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// This file.
    File(usize),
    /// This file, but for capital and small letters.
    OtherCase(usize),
    /// A folder without a first page.
    BareFolder,
    /// Nothing; but the same name with `.html` is there.
    WithoutEnding(usize),
    /// Nothing.
    Nothing,
}

impl Kind {
    fn of(path: &str) -> Self {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let Some((_, extension)) = name.rsplit_once('.') else { return Self::Document };
        match extension.to_ascii_lowercase().as_str() {
            "js" if path == "search-index.js" => Self::Index,
            "html" | "htm" | "xhtml" | "shtml" => Self::Page,
            "css" => Self::Style,
            "pdf" => Self::Pdf,
            "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif" | "ico" | "bmp" => Self::Picture,
            "js" | "mjs" | "json" | "xml" | "webmanifest" | "woff" | "woff2" | "ttf" | "otf" | "eot" | "map"
            | "mp4" | "webm" | "ogg" | "mp3" | "wav" | "vtt" => Self::Part,
            _ => Self::Document,
        }
    }

    /// The kind of a file that is not there, by its name.
    pub(super) fn wanted(path: &str) -> Self {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        if name.contains('.') { Self::of(path) } else { Self::Page }
    }
}

impl<'a> Names<'a> {
    /// Takes the files in path order.
    pub(super) fn new(files: &'a [GuidePath]) -> Self {
        let kinds = files.iter().map(|file| Kind::of(file.as_str())).collect();
        let exact = files.iter().enumerate().map(|(index, file)| (file.as_str(), index)).collect();
        let mut folders = HashSet::new();
        for file in files {
            let mut folder = file.folder();
            while !folder.is_empty() && folders.insert(folder) {
                folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            }
        }
        Self { files, kinds, exact, folders, loose: OnceLock::new() }
    }

    /// The file at a position.
    pub(super) fn file(&self, index: usize) -> &'a GuidePath {
        &self.files[index]
    }

    /// All files.
    pub(super) fn files(&self) -> &'a [GuidePath] {
        self.files
    }

    /// What the file is.
    pub(super) fn kind(&self, index: usize) -> Kind {
        self.kinds[index]
    }

    /// Whether links are read out of the file.
    pub(super) fn is_read(&self, index: usize) -> bool {
        matches!(self.kinds[index], Kind::Page | Kind::Style | Kind::Index)
    }

    /// Looks up a path that was joined by [`super::address::join`].
    pub(super) fn find(&self, path: &str) -> Found {
        if let Some(index) = self.exact.get(path) {
            return Found::File(*index);
        }
        let folder = path.trim_end_matches('/');
        if folder.is_empty() || self.folders.contains(folder) {
            return self.index_of(folder).map_or(Found::BareFolder, Found::File);
        }
        match self.find_loosely(folder) {
            // “page.html/” is no page.
            Some(Found::File(_)) if path.ends_with('/') => return Found::Nothing,
            Some(found) => return found,
            None => {}
        }
        match ["html", "htm"].iter().find_map(|ending| self.exact.get(format!("{folder}.{ending}").as_str())) {
            Some(index) if !path.ends_with('/') => Found::WithoutEnding(*index),
            _ => Found::Nothing,
        }
    }

    fn index_of(&self, folder: &str) -> Option<usize> {
        INDEXES.iter().find_map(|index| {
            let path = if folder.is_empty() { (*index).to_owned() } else { format!("{folder}/{index}") };
            self.exact.get(path.as_str()).copied()
        })
    }

    /// The same name in another Unicode form is the same name; in other letter case it works on some computers only.
    fn find_loosely(&self, path: &str) -> Option<Found> {
        let composed = |name: &str| name.nfc().collect::<String>();
        let loose = self.loose.get_or_init(|| {
            let files = self.files.iter().enumerate().rev();
            files.map(|(index, file)| (composed(file.as_str()).to_lowercase(), index)).collect()
        });
        let wanted = composed(path);
        let lower = wanted.to_lowercase();
        if let Some(index) = loose.get(&lower) {
            let is_same = composed(self.files[*index].as_str()) == wanted;
            return Some(if is_same { Found::File(*index) } else { Found::OtherCase(*index) });
        }
        INDEXES.iter().find_map(|index| loose.get(&format!("{lower}/{index}"))).map(|index| Found::OtherCase(*index))
    }
}
