//! What the buttons do: open a file of the guide, put a finding right. Nothing else ever writes.

use std::path::Path;

use super::answer::{Answer, sentence};
use super::standing::Build;
use crate::config::Editor;
use crate::io;
use crate::model::{Digest, Finding, Findings, Format, GuidePath};
use crate::upkeep;

/// The largest page that is put right, in bytes: more than any that is read.
const LARGEST: u64 = 8 * 1024 * 1024;

/// What a file is opened with.
#[derive(Debug, PartialEq, Eq)]
pub enum OpenWith {
    /// The editor of `guide.toml`, by its words.
    Editor(Vec<String>),
    /// The program that the system has for such files.
    System,
    /// No program: its folder is shown. The system would start a file that is itself a program.
    Folder,
}

/// What a file of the guide is opened with: text in the editor that the guide names, tables and documents in the system's own
/// program, the guide folder itself as a folder.
pub fn open_with(editor: Option<&Editor>, guide: &Path, file: &GuidePath, line: usize) -> OpenWith {
    let is_known = Format::of(file) != Format::Other;
    match file.extension().as_str() {
        "md" | "toml" | "html" | "css" | "js" | "txt" if editor.is_some() => {
            let path = guide.join(file.as_str());
            OpenWith::Editor(editor.map(|editor| editor.command(&path.to_string_lossy(), line)).unwrap_or_default())
        }
        "md" | "toml" | "csv" | "txt" => OpenWith::System,
        _ if is_known => OpenWith::System,
        _ => OpenWith::Folder,
    }
}

/// Opens a file of the guide.
pub(super) fn open(guide: &Path, editor: Option<&Editor>, file: &GuidePath, line: usize) -> Answer {
    let path = guide.join(file.as_str());
    let folder = if file.as_str().is_empty() { guide } else { path.parent().unwrap_or(guide) };
    let opened = match open_with(editor, guide, file, line) {
        OpenWith::Editor(words) => io::start(&words),
        OpenWith::System => io::open_file(&path),
        OpenWith::Folder => io::open_file(folder),
    };
    match opened {
        Ok(()) => sentence(
            200,
            &format!("{} is being opened.", if file.as_str().is_empty() { "The guide folder" } else { file.as_str() }),
        ),
        Err(failure) => sentence(500, &failure.to_string()),
    }
}

/// Puts a finding right in its file, which must still be what was built. `tell` is told of the file just before it is saved, so
/// that the save finds it said.
pub(super) fn put_right(guide: &Path, build: &Build, finding: &Finding, tell: &dyn Fn(&GuidePath)) -> Answer {
    let certain = upkeep::fixes(&Findings::from_iter([finding.clone()]), &build.sources);
    let Some(fixed) = certain.files.first() else {
        return sentence(
            409,
            "This cannot be put right for certain. Open the file, and change it as the message says.",
        );
    };
    let path = guide.join(fixed.path.as_str());
    let before = build.sources.get(&fixed.path).map(|file| file.digest);
    let now = io::read_file(&path, LARGEST).ok().map(|bytes| Digest::of(&bytes));
    if before.is_none() || now != before {
        return sentence(
            409,
            &format!("{} was saved in the meantime, so nothing was changed. Look at the list once more.", fixed.path),
        );
    }
    tell(&fixed.path);
    match io::save_file(&path, &fixed.bytes) {
        Ok(()) => {
            sentence(200, &format!("{} was put right. If it is open in an editor, load it there again.", fixed.path))
        }
        Err(failure) => sentence(500, &failure.to_string()),
    }
}
