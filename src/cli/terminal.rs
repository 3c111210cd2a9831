//! Standard output for findings, standard error for everything else.
#![expect(clippy::disallowed_methods, reason = "the terminal is an edge")]

use std::io::{IsTerminal, Write};

use super::args::ColorChoice;
use crate::io::Failure;
use crate::report::text::Colour;

/// The terminal the tool was started from, or the pipe.
#[derive(Debug)]
pub(super) struct Terminal {
    pub(super) colour: Colour,
    quiet: bool,
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
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        }
    }

    #[expect(clippy::unused_self, reason = "words go to a terminal, even if they all share one output")]
    pub(super) fn failure(&self, failure: &Failure) {
        let _ = writeln!(std::io::stderr().lock(), "{failure}");
    }
}
