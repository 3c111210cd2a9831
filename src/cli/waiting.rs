//! A line for people who wait: what is going on, and for how long, from the second second on.
#![expect(clippy::disallowed_methods, reason = "the terminal is an edge")]

use std::io::Write;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

/// How long nothing is said, and how often it is said anew.
const BEAT: Duration = Duration::from_secs(1);

/// Shown until it is dropped.
#[derive(Debug)]
pub(super) struct Waiting(Option<(Sender<()>, JoinHandle<()>)>);

impl Waiting {
    /// Says what is going on, if somebody is watching.
    pub(super) fn new(doing: &'static str, is_watched: bool) -> Self {
        Self(is_watched.then(|| {
            let (end, ended) = channel();
            let teller = spawn(move || {
                let mut beats = 0_u32;
                while ended.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                    beats += 1;
                    say(&format!("\r{doing}: {beats} s so far\u{1b}[K"));
                }
                if beats > 0 {
                    say("\r\u{1b}[K");
                }
            });
            (end, teller)
        }))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some((end, teller)) = self.0.take() {
            drop(end);
            // The line is gone before anything else is said.
            let _ = teller.join();
        }
    }
}

fn say(words: &str) {
    let mut stderr = std::io::stderr().lock();
    let _ = stderr.write_all(words.as_bytes()).and_then(|()| stderr.flush());
}
