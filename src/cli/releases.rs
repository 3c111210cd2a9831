//! `verify`, `releases` and `rollback`: what is live at a publish target, what was before, and back to it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::args::{ClaimArgs, FolderArgs, RollbackArgs, TargetArgs, TellingArgs, VerifyArgs};
use super::exit::Exit;
use super::opened::Opened;
use super::terminal::Terminal;
use crate::io::{self, Failure, HttpWeb, Running, TargetFailure, TargetTrouble};
use crate::model::{Findings, History, Sources};
use crate::publish::{self as publishing, BreakLock, Claim, Note, Promise};
use crate::report::{Extent, Subject, Told, text};

/// What came of looking at the live site.
pub(super) struct LookedAt {
    findings: Findings,
    files: usize,
    old: usize,
}

impl TargetArgs {
    /// The same guide, as the other verbs take it.
    pub(super) fn guide_args(&self) -> FolderArgs {
        FolderArgs { guide: self.guide.clone(), as_of: None, no_cache: false }
    }
}

impl RollbackArgs {
    /// The target and the release that are meant. `rollback 6` names a release, of the only target.
    fn meant(&self) -> (Option<&str>, Option<u32>) {
        let name = self.target.name.as_deref();
        match (name.and_then(|name| name.parse().ok()), self.release) {
            (Some(release), None) => (None, Some(release)),
            (_, release) => (name, release),
        }
    }
}

impl ClaimArgs {
    /// The claim of this run, at a time of [`timestamp`].
    pub(super) fn claim<'a>(&'a self, running: &'a Running, now: &'a str) -> Claim<'a> {
        Claim {
            by: self.by.as_deref(),
            now,
            token: &running.token,
            has_ended: &io::has_ended,
            breaks: if self.break_lock { BreakLock::Yes } else { BreakLock::No },
        }
    }
}

impl TellingArgs {
    /// At the terminal, as people read it.
    pub(super) fn plain() -> Self {
        Self { format: crate::report::Format::Text, report: None, strict: false }
    }
}

/// Compares the live site with its release.
pub(super) fn verify(arguments: &VerifyArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let name = arguments.target.name.as_deref();
    let (opened, history) = Opened::of_guide("verify", &arguments.target, name, terminal)?;
    let standing = publishing::list(&*opened.target, &opened.settings)?;
    let Some(note) = standing.live_note() else {
        return Err(no_release(&opened).into());
    };
    told_live(&opened, note, &history, terminal)?.tell(&arguments.telling, terminal)
}

/// Lists the releases, the newest first.
pub(super) fn list(arguments: &TargetArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let (opened, _) = Opened::of_guide("releases", arguments, arguments.name.as_deref(), terminal)?;
    let standing = publishing::list(&*opened.target, &opened.settings)?;
    let mut words = String::new();
    for note in standing.notes.iter().rev() {
        let live = if standing.live.as_deref() == Some(&note.id()) { "  ← live" } else { "" };
        let _ = writeln!(words, "{}{live}", headline(note));
        for change in &note.changes {
            let _ = writeln!(words, "{}", text::wrapped(change, "    "));
        }
    }
    if standing.notes.is_empty() {
        let _ = writeln!(words, "Nothing was published to {} yet.", opened.words);
    }
    terminal.tell(&words);
    Ok(Exit::Clean)
}

/// Makes an earlier release live.
pub(super) fn rollback(arguments: &RollbackArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let (name, release) = arguments.meant();
    let (opened, _) = Opened::of_guide("rollback", &arguments.target, name, terminal)?;
    let before = publishing::list(&*opened.target, &opened.settings)?;
    let running = Running::start();
    let now = timestamp();
    let claim = arguments.claim.claim(&running, &now);
    let counter = terminal.counter();
    let watch = |doing: &str, done, of| counter.show(doing, done, of);
    let note = publishing::rollback(&*opened.target, &opened.settings, release, &claim, &watch)?;
    running.tidied_up();
    terminal.tell(&format!("Live again at {}: {}\n", opened.words, headline(&note)));
    if let Some(words) = before.live_note().and_then(|before| gone_words(before, &note)) {
        terminal.progress(&words);
    }
    if before.live_note().is_some_and(|before| before.number > note.number) {
        terminal.progress("Publish again when what was wrong is put right.");
    }
    Ok(Exit::Clean)
}

/// What readers could open before and cannot now, if there is anything. Files that pages are made of are not named.
fn gone_words(before: &Note, now: &Note) -> Option<String> {
    let has_address = |path: &&str| !path.starts_with("assets/") && now.file(path).is_none();
    let gone: Vec<&str> = before.files.iter().map(|file| file.path.as_str()).filter(has_address).collect();
    let (first, rest) = gone.split_first()?;
    let (others, them) = match rest {
        [] => (" is".to_owned(), "it"),
        [other] => (format!(" and {other} are"), "them"),
        more => (format!(" and {} others are", more.len()), "them"),
    };
    Some(format!("{first}{others} not there now: release {} does not have {them}.", now.number))
}

/// Reads the live site back: by its address, else at the place itself.
pub(super) fn told_live(
    opened: &Opened,
    note: &Note,
    history: &History,
    terminal: &Terminal,
) -> Result<LookedAt, Failure> {
    let counter = terminal.counter();
    let watch = |doing: &str, done, of| counter.show(doing, done, of);
    let mut seen = None;
    if let Some(address) = &opened.address {
        let promise = Promise { address, note, history, expect_headers: opened.settings.expect_headers };
        let read = publishing::read_back(&promise, &HttpWeb::new(), &watch);
        match &read.unreachable {
            Some(trouble) => terminal.progress(&format!(
                "{address} could not be reached from this computer ({trouble}), so the files were read at {} itself. Open the address in a browser to be sure.",
                opened.words
            )),
            None => seen = Some(read),
        }
    }
    let read = if let Some(read) = seen {
        read
    } else {
        publishing::read_place(&*opened.target, opened.settings.layout, note, &watch)?
    };
    Ok(LookedAt { findings: read.findings, files: read.files, old: read.old })
}

impl LookedAt {
    /// Tells it, and how the run ends: differences have an exit status of their own.
    pub(super) fn tell(&self, telling: &TellingArgs, terminal: &Terminal) -> Result<Exit, Failure> {
        let extent = Extent {
            subject: Subject::Live,
            links: BTreeMap::from([("file".to_owned(), self.files), ("old address".to_owned(), self.old)]),
            ..Extent::default()
        };
        let told = Told { sources: &Sources::default(), extent: &extent, findings: &self.findings, as_of: io::today() };
        Ok(match telling.tell(&told, terminal)? {
            Exit::MustFix => Exit::Differs,
            exit => exit,
        })
    }
}

/// A release in a line: “Release 7, edition 2026-09, 4 September 2026, 14:05 BST, by SEN consultant”.
fn headline(note: &Note) -> String {
    let edition = if note.edition.is_empty() { String::new() } else { format!(", edition {}", note.edition) };
    let by = note.by.as_ref().map(|by| format!(", by {by}")).unwrap_or_default();
    format!("Release {}{edition}, {}{by}", note.number, io::time_words(&note.published))
}

/// The time, as notes and locks have it, such as `2026-11-28T16:00:00Z`.
pub(super) fn timestamp() -> String {
    io::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn no_release(opened: &Opened) -> TargetFailure {
    let trouble = TargetTrouble::NoSuchRelease { asked: "that is live".to_owned(), known: "none yet".to_owned() };
    TargetFailure::new(opened.words.clone(), trouble)
}
