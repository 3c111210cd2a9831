//! Standard output for findings, standard error for everything else.
#![expect(clippy::disallowed_methods, reason = "the terminal is an edge")]

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::args::ColorChoice;
use super::waiting::Waiting;
use crate::io::Failure;
use crate::report::text::{Colour, WIDTH, wrapped};

/// The terminal the tool was started from, or the pipe.
#[derive(Debug)]
pub(super) struct Terminal {
    pub(super) colour: Colour,
    quiet: bool,
}

/// A line of a terminal that says how far a long run is, and goes when it is done.
#[derive(Debug)]
pub(super) struct Counter {
    is_watched: bool,
    most: AtomicUsize,
}

impl Counter {
    /// Shows a count. Counts come from many threads, so an older one may come after a newer one, and is then not shown.
    pub(super) fn show(&self, doing: &str, done: usize, of: usize) {
        let before = self.most.fetch_max(done, Ordering::Relaxed);
        if done == of {
            self.most.store(0, Ordering::Relaxed);
        }
        if !self.is_watched || done < before {
            return;
        }
        let mut stderr = std::io::stderr().lock();
        let words = if done < of { format!("{doing}: {done} of {of} done") } else { String::new() };
        let _ = write!(stderr, "\r{words}\u{1b}[K");
        let _ = stderr.flush();
    }
}

impl Terminal {
    pub(super) fn new(choice: ColorChoice, quiet: bool) -> Self {
        let asked_for_none = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_on = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => std::io::stdout().is_terminal() && !asked_for_none,
        };
        Self { colour: if is_on { Colour::On } else { Colour::Off }, quiet }
    }

    /// Findings and answers. A reader that went away (`| head`) is no failure.
    #[expect(clippy::unused_self, reason = "words go to a terminal, even if they all share one output")]
    pub(super) fn tell(&self, text: &str) {
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }

    /// What is going on, for people who wait.
    pub(super) fn progress(&self, text: &str) {
        if !self.quiet {
            say(text);
        }
    }

    /// Counts for people who wait and watch. A pipe gets no count.
    pub(super) fn counter(&self) -> Counter {
        Counter { is_watched: self.is_watched(), most: AtomicUsize::new(0) }
    }

    /// Says that something is going on that cannot be counted, until what it gives is dropped.
    pub(super) fn waiting(&self, doing: &'static str) -> Waiting {
        Waiting::new(doing, self.is_watched())
    }

    fn is_watched(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    #[expect(clippy::unused_self, reason = "words go to a terminal, even if they all share one output")]
    pub(super) fn failure(&self, failure: &Failure) {
        say(&failure.to_string());
    }
}

/// Writes lines for a person: none longer than their terminal is wide, while a pipe gets them whole.
fn say(text: &str) {
    let mut stderr = std::io::stderr().lock();
    let is_watched = stderr.is_terminal();
    for line in text.lines() {
        let is_long = line.chars().count() > WIDTH;
        let _ =
            if is_watched && is_long { writeln!(stderr, "{}", wrapped(line, "")) } else { writeln!(stderr, "{line}") };
    }
}
