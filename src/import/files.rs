//! The files that a Word guide links to: where they may lie, what they are called in the guide, and their register rows.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::NewFile;
use crate::inspect::Manuscript;
use crate::model::{Block, GuidePath, Inline, Reading, each_inline};
use crate::parse::{address_of_name, words_of_name};

/// A file that a Word guide links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The address as Word has it, to tell the editor.
    pub written: String,
    /// Where it may lie, from the Word file's own folder: the likeliest path first.
    pub paths: Vec<String>,
    /// Where it will lie in the guide.
    pub file: GuidePath,
    /// The words of its link, when they are a title.
    title: String,
}

/// What kinds of file come along. Programs and folders do not.
const KINDS: [&str; 20] = [
    "pdf", "docx", "docm", "dotx", "doc", "rtf", "odt", "xlsx", "xlsm", "xls", "ods", "pptx", "ppt", "odp", "csv",
    "txt", "ics", "png", "jpg", "jpeg",
];

/// Words of links that say nothing about the file.
const EMPTY_WORDS: [&str; 8] =
    ["here", "click here", "this form", "this link", "link", "download", "form", "this document"];

/// The files that a manuscript links to, each once, in the order they are met. `name` is the Word file's own.
pub fn wanted(manuscript: &Manuscript, name: &str) -> Vec<Wanted> {
    let mut known = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let mut all: Vec<Wanted> = Vec::new();
    let used = used_links(&manuscript.reading);
    for (ordinal, link) in manuscript.reading.links.iter().enumerate() {
        let Some(path) = path_of(&link.written).filter(|_| used.contains(&ordinal)) else { continue };
        if path.eq_ignore_ascii_case(name) {
            continue;
        }
        let title = title_of(&link.label);
        let at = *known.entry(path.to_lowercase()).or_insert(all.len());
        if let Some(earlier) = all.get_mut(at) {
            if earlier.title.is_empty() {
                earlier.title = title;
            }
            continue;
        }
        let file = safe_name(&path, &mut taken);
        all.push(Wanted { written: without_anchor(&link.written).to_owned(), paths: places(&path), file, title });
    }
    all
}

/// The path of the file that an address means, with `/` between its parts. `None` for what is no file that can come along.
pub(super) fn path_of(written: &str) -> Option<String> {
    let address = without_anchor(written).trim();
    let path = match address.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("file") => rest,
        Some((drive, rest)) if drive.len() == 1 && rest.starts_with(['\\', '/']) => rest,
        Some((scheme, _)) if scheme.len() > 1 && scheme.chars().all(|sign| sign.is_ascii_alphanumeric()) => {
            return None;
        }
        _ => address,
    };
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().replace('\\', "/");
    let kind = path.rsplit_once('.').map(|(_, kind)| kind.to_lowercase())?;
    KINDS.contains(&kind.as_str()).then_some(path)
}

/// Whether an address can only be understood on one computer or in one network.
pub(super) fn is_on_one_computer(written: &str) -> bool {
    let is_drive = written.get(1..3).is_some_and(|rest| matches!(rest, ":\\" | ":/"));
    is_drive || written.starts_with("\\\\") || written.to_lowercase().starts_with("file:")
}

/// What stands after the `#`.
pub(super) fn anchor_of(written: &str) -> Option<&str> {
    written.split_once('#').map(|(_, anchor)| anchor).filter(|anchor| !anchor.is_empty())
}

/// The last part of a path.
pub(super) fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The positions of the links that stand in the text, in its tables or in its notes.
pub(super) fn used_links(reading: &Reading) -> BTreeSet<usize> {
    links_in(&reading.blocks, reading.footnotes.iter().flat_map(|note| &note.blocks))
}

/// The positions of the links that stand in some blocks and in those of their notes.
pub(super) fn links_in<'a>(blocks: &[Block], of_notes: impl Iterator<Item = &'a Block>) -> BTreeSet<usize> {
    let mut used = BTreeSet::new();
    let mut see = |inline: &Inline| {
        if let Inline::Link { link, .. } | Inline::Image { link, .. } = inline {
            used.insert(link.0 as usize);
        }
    };
    each_inline(blocks, &mut see);
    of_notes.for_each(|block| each_inline(std::slice::from_ref(block), &mut see));
    used
}

impl Wanted {
    /// Its name in Word, with its ending.
    pub(super) fn own_name(&self) -> &str {
        self.paths.first().map_or("", |path| last_part(path))
    }

    fn own_stem(&self) -> &str {
        self.own_name().rsplit_once('.').map_or_else(|| self.own_name(), |(stem, _)| stem)
    }
}

/// The files of a manuscript, with the bytes of those that are there.
#[derive(Debug)]
pub(super) struct Files {
    all: Vec<(Wanted, Option<Vec<u8>>)>,
}

impl Files {
    /// `found` stands beside `wanted`, one for one.
    pub(super) fn new(wanted: Vec<Wanted>, found: Vec<Option<Vec<u8>>>) -> Self {
        let found = found.into_iter().chain(std::iter::repeat(None));
        Self { all: wanted.into_iter().zip(found).collect() }
    }

    /// The file in the guide that an address means now.
    pub(super) fn get(&self, path: &str) -> Option<&GuidePath> {
        let first = |wanted: &Wanted| wanted.paths.first().is_some_and(|known| *known == places(path)[0]);
        let same = |wanted: &Wanted| path_of(&wanted.written).is_some_and(|known| known.eq_ignore_ascii_case(path));
        self.all
            .iter()
            .map(|(wanted, _)| wanted)
            .find(|wanted| same(wanted) || first(wanted))
            .map(|wanted| &wanted.file)
    }

    /// Those that are there.
    pub(super) fn collected(&self) -> impl Iterator<Item = NewFile> {
        self.all.iter().filter_map(|(wanted, bytes)| Some(NewFile { path: wanted.file.clone(), bytes: bytes.clone()? }))
    }

    /// Those that are not.
    pub(super) fn missing(&self) -> impl Iterator<Item = &Wanted> {
        self.all.iter().filter(|(_, bytes)| bytes.is_none()).map(|(wanted, _)| wanted)
    }

    /// Those that got another name.
    pub(super) fn renamed(&self) -> impl Iterator<Item = &Wanted> {
        let is_other = |wanted: &Wanted| wanted.own_name() != wanted.file.file_name();
        self.all.iter().filter(move |(wanted, bytes)| bytes.is_some() && is_other(wanted)).map(|(wanted, _)| wanted)
    }

    /// The rows of the register for those that are there.
    pub(super) fn rows(&self) -> Vec<String> {
        let row = |(wanted, bytes): &(Wanted, Option<Vec<u8>>)| {
            bytes.as_ref()?;
            let stem = wanted.file.stem();
            let title = if wanted.title.is_empty() { words_of_name(wanted.own_stem()) } else { wanted.title.clone() };
            Some([Cow::from(address_of_name(stem)), quoted(&title), quoted(wanted.file.as_str())].join(","))
        };
        self.all.iter().filter_map(row).collect()
    }

    /// The register.
    pub(super) fn register(&self) -> String {
        let rows: String = self.rows().into_iter().map(|row| row + "\n").collect();
        format!("id,title,file,kind,owner,review_by\n{}", rows.replace('\n', ",,,\n"))
    }
}

/// The paths where a file may lie, from the Word file's folder: as written, then with its first folders left off, because a
/// guide is often copied together with the folder below it.
fn places(path: &str) -> Vec<String> {
    let is_relative = !path.starts_with('/');
    let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let mut places: Vec<String> = (0..parts.len()).map(|from| parts[from..].join("/")).collect();
    if is_relative && path.contains("../") {
        places.insert(0, path.to_owned());
    }
    places
}

fn without_anchor(written: &str) -> &str {
    written.split('#').next().unwrap_or_default()
}

/// A name that travels well on the web: small letters, figures and dashes.
fn safe_name(path: &str, taken: &mut BTreeSet<String>) -> GuidePath {
    let name = last_part(path);
    let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = super::chapters::shortened(&address_of_name(stem));
    let stem = if stem.is_empty() { "document".to_owned() } else { stem };
    let kind = kind.to_lowercase();
    let numbered = (2..).map(|number| format!("{stem}-{number}.{kind}"));
    let mut all = std::iter::once(format!("{stem}.{kind}")).chain(numbered);
    let name = all.find(|name| taken.insert(name.clone())).unwrap_or_default();
    GuidePath::new(&format!("documents/{name}")).unwrap_or_else(GuidePath::root)
}

/// The words of a link, when they can be the title of what it leads to.
fn title_of(label: &str) -> String {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let says_nothing = EMPTY_WORDS.contains(&label.to_lowercase().as_str());
    let is_address = label.contains("://") || label.contains('\\') || label.contains('/');
    let is_title = label.split(' ').count() > 1 && label.chars().count() <= 80 && label.starts_with(char::is_uppercase);
    if is_title && !says_nothing && !is_address { label } else { String::new() }
}

/// A cell of a csv file.
fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains([',', '"', '\n', ';']) {
        Cow::from(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::from(text)
    }
}
