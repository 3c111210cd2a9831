//! `import`: a guide that exists in Word already becomes pages, pictures, documents and a register.

use std::collections::BTreeSet;
use std::path::Path;

use super::args::ImportArgs;
use super::exit::Exit;
use super::place;
use super::terminal::Terminal;
use crate::import::{self, Wanted};
use crate::inspect::{self, Manuscript};
use crate::io::{self, Failure};
use crate::model::{GuidePath, Problem};

/// The largest file that is taken over, in bytes: what a guide may hold.
const LARGEST: u64 = 100 * 1024 * 1024;

/// Reads the Word file, writes the new files of the guide, and tells what did not come along. Nothing that is there already is
/// ever written over.
pub(super) fn import(arguments: &ImportArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let file = &arguments.file;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    refuse_lock_file(&name)?;
    let waiting = terminal.waiting("Reading the Word file");
    let manuscript = inspect::manuscript(&io::read_file(file, u64::MAX)?);
    drop(waiting);
    refuse_unreadable(&manuscript, &name)?;
    if io::is_file(&beside(file, &lock_name(&name))) {
        terminal.progress(&format!("{name} seems to be open in Word. What is not saved there yet is not imported."));
    }
    let waiting = terminal.waiting("Making pages of it");
    let wanted = import::wanted(&manuscript, &name);
    let found = wanted.iter().map(|wanted| find(file, wanted)).collect();
    let listing = io::list_folder(&arguments.guide).ok();
    let existing: BTreeSet<GuidePath> = listing.iter().flat_map(io::Listing::files).cloned().collect();
    let imported = import::guide(&manuscript, &name, found, &existing);
    let in_the_way = imported.in_the_way(&existing, |path| listing.as_ref().and_then(|listing| listing.read(path)));
    if !in_the_way.is_empty() {
        return Err(Failure::InTheWay { folder: arguments.guide.clone(), files: import::in_the_way(&in_the_way) });
    }
    for new in imported.files.iter().filter(|new| !existing.contains(&new.path)) {
        io::save_file(&arguments.guide.join(new.path.as_str()), &new.bytes)?;
    }
    drop(waiting);
    let folder = arguments.guide.display().to_string();
    terminal.tell(&imported.report(&name, &folder));
    terminal.progress(&format!("\nNext: senco-guide check{}", place::naming(&arguments.guide)));
    Ok(Exit::Clean)
}

/// The bytes of a file that the Word file links to, from the likeliest of its places.
fn find(word_file: &Path, wanted: &Wanted) -> Option<Vec<u8>> {
    wanted.paths.iter().find_map(|path| io::read_file(&beside(word_file, path), LARGEST).ok())
}

fn beside(word_file: &Path, path: &str) -> std::path::PathBuf {
    word_file.parent().unwrap_or_else(|| Path::new("")).join(path)
}

/// Word's lock file leaves out the first two letters of a name, when it is long enough.
fn lock_name(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).chars().count();
    let left_out = match stem {
        0..=6 => 0,
        7 => 1,
        _ => 2,
    };
    format!("~${}", name.chars().skip(left_out).collect::<String>())
}

fn refuse_lock_file(name: &str) -> Result<(), Failure> {
    let Some(rest) = name.strip_prefix("~$") else { return Ok(()) };
    Err(Failure::Import {
        what: format!("{name} is the lock file that Word keeps while a document is open. It has no words in it."),
        fix: format!("name the document itself, whose name ends in {rest}."),
    })
}

fn refuse_unreadable(manuscript: &Manuscript, name: &str) -> Result<(), Failure> {
    let reading = &manuscript.reading;
    let refuse = |what: String, fix: &str| Err(Failure::Import { what, fix: fix.to_owned() });
    if !reading.blocks.is_empty() {
        return Ok(());
    }
    match reading.problems.first() {
        None => refuse(
            format!("There are no words in {name}."),
            "check in Word that it is the right file. Words in a picture of a page cannot be read.",
        ),
        Some(Problem::Password) => refuse(
            format!("{name} asks for a password."),
            "open it in Word, take the password away (File, Info, Protect Document, Encrypt with Password), save it, and import it again.",
        ),
        Some(Problem::Empty) => refuse(
            format!("{name} is empty: it has no bytes at all."),
            "name the real file; this one is a copy that failed.",
        ),
        Some(Problem::Disguised(truth)) => refuse(
            format!("{name} is not a Word document: inside it is {truth}."),
            "open it in the program that made it, choose Save as and Word document (.docx), and import that file.",
        ),
        Some(Problem::TooLarge) => refuse(
            format!("{name} is too large to read: unpacked it would fill the computer."),
            "check that it is the file you meant, or save it with smaller pictures.",
        ),
        Some(Problem::Damaged(reason)) => refuse(
            format!("{name} is damaged: {}.", reason.trim_end_matches('.')),
            "open it in Word, let Word repair it, save it, and import it again.",
        ),
        Some(Problem::NoPages | Problem::AdobeOnly) => {
            refuse(format!("{name} has no pages."), "check in Word that it is the right file.")
        }
    }
}
