//! Notices that something in the guide folder was saved: by the system's events, and by looking where none come.
//!
//! Events come within a millisecond from disks of this computer, and not at all from many network drives. So the folder is looked
//! at as well: seldom where events come, often on a network drive, and wherever a change was seen that no event told of.
//! Looking takes no more than a small part of the time, however large the folder is.
#![expect(clippy::disallowed_methods, reason = "an edge: it waits for the disk")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::patience::is_passing;
use crate::io::{self, FolderLook};
use crate::model::GuidePath;

/// How long an event may be behind what was seen of the disk.
const BEHIND: Duration = Duration::from_millis(150);

/// Looks at the folder until it is dropped.
#[derive(Debug)]
pub(super) struct Watch {
    _stop: Sender<()>,
}

/// How often the folder is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Events come: looking is only to be sure.
    Seldom,
    /// No events come, or the folder is gone.
    Often,
}

impl Pace {
    /// How long to wait before looking again, when looking took so long: at most one part in two hundred is spent on it.
    pub fn pause(self, took: Duration) -> Duration {
        let least = match self {
            Self::Seldom => Duration::from_secs(2),
            Self::Often => Duration::from_millis(400),
        };
        least.max(took * 200)
    }
}

/// What a thread needs to go on looking.
struct Lookout<S> {
    folder: PathBuf,
    saved: Arc<S>,
    /// How many events were heard.
    heard: Arc<AtomicU64>,
    listening: Option<RecommendedWatcher>,
    last: Option<FolderLook>,
}

/// Watches a folder, from now on. `saved` is called whenever something in it may have been saved, from other threads.
pub(super) fn watch(folder: &Path, saved: impl Fn() + Send + Sync + 'static) -> Watch {
    let (stop, stopped) = channel();
    let (saved, heard) = (Arc::new(saved), Arc::default());
    // Not left to the thread: what is saved before it runs would never be seen.
    let listening = listen(folder, &saved, &heard);
    let last = io::look_at_folder(folder);
    let lookout = Lookout { folder: folder.to_owned(), saved, heard, listening, last };
    thread::spawn(move || look_again_and_again(lookout, &stopped));
    Watch { _stop: stop }
}

/// How long the preview runs.
pub(super) fn stopwatch() -> impl Fn() -> Duration {
    let start = Instant::now();
    move || start.elapsed()
}

fn look_again_and_again(lookout: Lookout<impl Fn() + Send + Sync + 'static>, stopped: &Receiver<()>) {
    let Lookout { folder, saved, heard, mut listening, mut last } = lookout;
    let mut is_far = listening.is_none() || io::is_far_away(&folder);
    let mut heard_before = heard.load(Ordering::Relaxed);
    let mut pace = if is_far { Pace::Often } else { Pace::Seldom };
    let mut took = Duration::ZERO;
    while stopped.recv_timeout(pace.pause(took)) == Err(RecvTimeoutError::Timeout) {
        let start = Instant::now();
        let now = io::look_at_folder(&folder);
        took = start.elapsed();
        if now != last {
            let is_back = last.is_none() && now.is_some();
            if is_back {
                listening = listen(&folder, &saved, &heard);
            }
            saved();
            if stopped.recv_timeout(BEHIND) != Err(RecvTimeoutError::Timeout) {
                break;
            }
            // The folder itself may have gone, which no event tells on every system.
            let is_unheard = heard.load(Ordering::Relaxed) == heard_before && last.is_some() && now.is_some();
            is_far |= is_unheard || listening.is_none();
        }
        heard_before = heard.load(Ordering::Relaxed);
        pace = if is_far || now.is_none() { Pace::Often } else { Pace::Seldom };
        last = now;
    }
}

/// Listens to the system's events. None where it has none to give.
fn listen(
    folder: &Path,
    saved: &Arc<impl Fn() + Send + Sync + 'static>,
    heard: &Arc<AtomicU64>,
) -> Option<RecommendedWatcher> {
    let (saved, heard) = (Arc::clone(saved), Arc::clone(heard));
    let root = folder.canonicalize().ok()?;
    let inside = root.clone();
    let tell = move |event: notify::Result<notify::Event>| {
        let is_save = match &event {
            Ok(event) => is_save(event.kind) && event.paths.iter().any(|path| !is_passed_over(&inside, path)),
            Err(_) => true,
        };
        if is_save {
            heard.fetch_add(1, Ordering::Relaxed);
            saved();
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    watcher.watch(&root, RecursiveMode::Recursive).ok()?;
    Some(watcher)
}

/// Whether an event may come of a save. Opening and reading is none: we do that ourselves.
fn is_save(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// Whether a file is one that the guide never has: a lock of Word's, a file put down for a moment.
fn is_passed_over(root: &Path, path: &Path) -> bool {
    let parts = path.strip_prefix(root).into_iter().flat_map(|inside| inside.iter());
    parts
        .map(|part| part.to_string_lossy())
        .any(|part| GuidePath::new(&part).is_some_and(|name| !part.is_empty() && is_passing(&name)))
}

/// The page of a guide that was saved last, as the guide names it.
pub(super) fn page_saved_last(folder: &Path) -> Option<GuidePath> {
    let is_page = |path: &GuidePath| path.is_under("pages") && path.extension() == "md";
    io::look_at_folder(folder)?.newest(is_page).cloned()
}
