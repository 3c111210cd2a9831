//! Tells whether a run of this tool on this computer, known by its token, has ended.
//!
//! Each run that asks for a token holds a lock on a small file of the cache folder. The system gives the lock back when the
//! run ends, also when it is killed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::usual_cache;
use crate::model::Digest;

/// How long a run that ended is remembered.
const LONG_AGO: jiff::SignedDuration = jiff::SignedDuration::from_hours(90 * 24);

/// A run with a token. Keep it for as long as the run may hold anything under that token.
#[derive(Debug)]
pub struct Running {
    /// What tells this run from every other.
    pub token: String,
    held: Option<(PathBuf, File)>,
}

impl Running {
    /// A new token for this run.
    pub fn start() -> Self {
        let seed = format!("{:?} {} {:?}", jiff::Timestamp::now(), std::process::id(), std::thread::current().id());
        let token = Digest::of(seed.as_bytes()).to_string()[..16].to_owned();
        let held = file(&token).and_then(|path| {
            fs::create_dir_all(path.parent()?).ok()?;
            forget_old(path.parent()?);
            let file = File::create(&path).ok()?;
            file.try_lock().ok()?;
            Some((path, file))
        });
        Self { token, held }
    }

    /// Ends the run: it holds nothing any more. A run that fails, or is killed, may leave something behind that it could not
    /// give back, as when the connection broke off; [`has_ended`] then tells the next one.
    pub fn tidied_up(self) {
        if let Some((path, file)) = self.held {
            drop(file);
            let _ = fs::remove_file(path);
        }
    }
}

/// Forgets runs that ended so long ago that nobody will come for what they left.
fn forget_old(folder: &Path) {
    let now = jiff::Timestamp::now();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let changed = entry.metadata().and_then(|file| file.modified()).ok();
        let changed = changed.and_then(|time| jiff::Timestamp::try_from(time).ok());
        let is_old = changed.is_some_and(|time| now.duration_since(time) > LONG_AGO);
        if is_old && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether the run with this token was one of this computer and has ended without tidying up.
pub fn has_ended(token: &str) -> bool {
    let is_token = token.len() == 16 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(path) = Some(token).filter(|_| is_token).and_then(file) else { return false };
    // It stays known: who asks may be cut off before the rest is tidied up.
    File::open(&path).is_ok_and(|file| file.try_lock().is_ok())
}

fn file(token: &str) -> Option<PathBuf> {
    Some(usual_cache().folder()?.join("running").join(token))
}
