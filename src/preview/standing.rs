//! What the preview shows: the pages of the last good build, what was found in the newest one, and what is waited for.

use std::sync::Arc;

use crate::compile::Compiled;
use crate::model::{Finding, GuidePath, Sources};

/// A guide as it was built once.
#[derive(Debug)]
pub struct Build {
    /// Its number, from 1. Another build of the same guide has another one.
    pub number: u64,
    /// The files it was built from.
    pub sources: Arc<Sources>,
    /// What came of it.
    pub compiled: Compiled,
}

/// What the preview shows.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Raised whenever there is something new to show.
    pub number: u64,
    /// The build whose pages are shown: the last good one.
    pub shown: Arc<Build>,
    /// The newest build: what was found in it is listed. The same one, unless that build was not good.
    pub newest: Arc<Build>,
    /// The build before the newest, for a button that was pressed while the newest came.
    pub before: Option<Arc<Build>>,
    /// Why the pages are older than the last save, or what is waited for; whole sentences.
    pub waiting: Vec<String>,
    /// The page that was saved last.
    pub saved: Option<Saved>,
    /// How the PDF stands.
    pub pdf: PdfStand,
}

/// A page that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its file.
    pub file: GuidePath,
    /// The [`Standing::number`] that came of it.
    pub number: u64,
    /// Who saved it.
    pub by: SavedBy,
}

/// Who saved a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SavedBy {
    /// The editor, in a program of their own: the browser goes to the page.
    Editor,
    /// We, because a button was pressed in the browser: it stays where it is.
    Button,
}

/// How the PDF stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfStand {
    /// This program makes none.
    NotMade,
    /// It is being typeset; the pages lead to the one before, if there is one.
    Typesetting,
    /// It is that of the pages that are shown; so many pages. None when it could not be made, which is a finding.
    Ready(Option<u32>),
}

impl Standing {
    /// What the first build shows.
    pub fn first(build: Arc<Build>, pdf: PdfStand) -> Self {
        Self {
            number: 1,
            shown: Arc::clone(&build),
            newest: build,
            before: None,
            waiting: Vec::new(),
            saved: None,
            pdf,
        }
    }

    /// What is shown after another build. When it is not good, for this reason, the pages stay as they are.
    #[must_use]
    pub fn after(&self, build: Arc<Build>, held_back: Option<String>, mut waiting: Vec<String>) -> Self {
        let shown = if held_back.is_some() { Arc::clone(&self.shown) } else { Arc::clone(&build) };
        waiting.extend(held_back);
        Self {
            number: self.number + 1,
            shown,
            before: Some(Arc::clone(&self.newest)),
            newest: build,
            waiting,
            saved: self.saved.clone(),
            pdf: self.pdf,
        }
    }

    /// What is shown when nothing could be built at all: everything stays, and a sentence says why. None when that is shown.
    pub fn waiting_for(&self, waiting: &[String]) -> Option<Self> {
        let is_news = self.waiting != waiting;
        is_news.then(|| Self { number: self.number + 1, waiting: waiting.to_vec(), ..self.clone() })
    }

    /// The finding of a number in a build, when it still stands in the newest.
    pub fn finding(&self, build: u64, index: usize) -> Option<&Finding> {
        let newest = &self.newest;
        if newest.number == build {
            return newest.compiled.findings.iter().nth(index);
        }
        let before = self.before.as_ref().filter(|before| before.number == build)?;
        let asked = before.compiled.findings.iter().nth(index)?;
        let is_same = |finding: &&Finding| {
            finding.rule.code == asked.rule.code && finding.place == asked.place && finding.what == asked.what
        };
        let place = &asked.place.file;
        let file = |build: &Build| build.sources.get(place).map(|file| file.digest);
        newest.compiled.findings.iter().find(is_same).filter(|_| file(newest) == file(before))
    }
}
