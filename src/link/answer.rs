//! What is found out about a link.

use super::repair::Repair;
use crate::model::{Destination, GuidePath, Reason};

/// Where a link leads, and what an editor must know about it.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) destination: Destination,
    /// The true name, when only letter case is wrong; or the nearest name, when nothing is there.
    pub(super) hint: Hint,
    /// What was looked for, in the editor's words: a file, a heading, a page of a document.
    pub(super) looked_for: String,
    /// Whether it is about a file of this guide, rather than a spot in the very file the link stands in.
    pub(super) about_guide: bool,
    /// The names that put it right.
    pub(super) repair: Option<Repair>,
}

/// What an editor must know about a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hint {
    None,
    /// It works but for letter case: this is the true name.
    OtherCase(String),
    /// This is the nearest name.
    Nearest(String),
    /// A fact that explains the trouble, as a sentence.
    Fact(String),
    /// It works by the id that the heading had in an earlier release; what it is now, none for the top of the page.
    Renamed(Option<String>),
}

impl Answer {
    pub(super) fn yes(destination: Destination) -> Self {
        Self { destination, hint: Hint::None, looked_for: String::new(), about_guide: true, repair: None }
    }

    pub(super) fn nowhere(reason: Reason, looked_for: &str) -> Self {
        Self {
            destination: Destination::Nowhere(reason),
            hint: Hint::None,
            looked_for: looked_for.to_owned(),
            about_guide: true,
            repair: None,
        }
    }

    /// The answer with names of files as a link in `file` would write them, so that an editor can copy them.
    pub(super) fn written_in(self, file: &GuidePath) -> Self {
        let relative = |name: String| match GuidePath::new(&name) {
            Some(path) if !name.starts_with('#') => path.relative_to(file),
            _ => name,
        };
        let hint = match self.hint {
            Hint::OtherCase(name) => Hint::OtherCase(relative(name)),
            Hint::Nearest(name) => Hint::Nearest(relative(name)),
            other => other,
        };
        Self { hint, ..self }
    }
}
