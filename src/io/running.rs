//! Tells whether a run of this tool on this computer, known by its token, has ended.
//!
//! Each run that asks for a token holds a lock on a small file of the cache folder. The system gives the lock back when the
//! run ends, also when it is killed.

use std::fs::{self, File};
use std::path::PathBuf;

use super::usual_cache;
use crate::model::Digest;

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
            let file = File::create(&path).ok()?;
            file.try_lock().ok()?;
            Some((path, file))
        });
        Self { token, held }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some((path, _)) = &self.held {
            let _ = fs::remove_file(path);
        }
    }
}

/// Whether the run with this token was one of this computer and has ended without tidying up.
pub fn has_ended(token: &str) -> bool {
    let is_token = token.len() == 16 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(path) = Some(token).filter(|_| is_token).and_then(file) else { return false };
    let ended = File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
    if ended {
        let _ = fs::remove_file(&path);
    }
    ended
}

fn file(token: &str) -> Option<PathBuf> {
    Some(usual_cache().folder()?.join("running").join(token))
}
