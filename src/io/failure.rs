//! What keeps the tool from doing its job. Not an editor's mistake: that is a finding.

use std::path::{Path, PathBuf};

use super::disk::reason;
use super::target::TargetFailure;

/// A failure: what, where, and how to fix it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The guide folder is not there.
    #[error("There is no guide folder {}.\nFix: go to the folder that holds your guide, or name it with --guide FOLDER.", .0.display())]
    NoGuide(PathBuf),
    /// The guide folder has no pages.
    #[error("There are no pages in {}.\nFix: put at least one Markdown file (name.md) into its folder pages.", .0.display())]
    NoPages(PathBuf),
    /// The folder of finished pages is not there.
    #[error("There is no folder {}.\nFix: name the folder that holds the finished pages: check --site FOLDER.", .0.display())]
    NoSite(PathBuf),
    /// The folder of finished pages has none.
    #[error("Checked: 0 pages and 0 links, because {} has no HTML files.\nFix: name the folder that holds the finished pages: check --site FOLDER.", .0.display())]
    NoSitePages(PathBuf),
    /// A file or folder could not be read.
    #[error("{} could not be read: {reason}.\nFix: check that the file is there, that it is not open in another program, and that you may read it.", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        reason: String,
    },
    /// A file or folder could not be written.
    #[error("{} could not be written: {reason}.\nFix: close programs that have files of that folder open, check the free space on the disk, or choose another folder.", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        reason: String,
    },
    /// A file that was to become a guide cannot.
    #[error("{what}\nFix: {fix}")]
    Import {
        /// What is wrong with it.
        what: String,
        /// What to do.
        fix: String,
    },
    /// The guide has files of the names that an import would write.
    #[error("Nothing was written, because {} has these files already: {files}.\nFix: import into a new folder, such as --guide guide-from-word, and take over from there what you need.", folder.display())]
    InTheWay {
        /// The guide folder.
        folder: PathBuf,
        /// The files.
        files: String,
    },
    /// The folder for the bundle holds something else.
    #[error("{} holds files that are not a bundle, so nothing was written there.\nFix: choose a new or empty folder with --out FOLDER.", .0.display())]
    NotABundle(PathBuf),
    /// The folder for a new guide has something in it.
    #[error("{} has files in it already, so no new guide was written there.\nFix: name a folder that is not there yet, such as senco-guide new my-guide.", .0.display())]
    NotEmpty(PathBuf),
    /// The folder for a new guide lies in a guide.
    #[error("{} would lie in the guide {}, so no new guide was written there.\nFix: work on the guide that is there, or go to a folder outside it first.", .folder.display(), .guide.display())]
    GuideInGuide {
        /// The folder that was named.
        folder: PathBuf,
        /// The guide around it.
        guide: PathBuf,
    },
    /// There is no bundle.
    #[error("There is no bundle in {}.\nFix: run senco-guide build first, or name the bundle's folder with --out FOLDER.", .0.display())]
    NoBundle(PathBuf),
    /// The bundle was built from a guide that has changed since.
    #[error(
        "The guide was changed after this bundle was built, so it would not be what you see in the guide.\nFix: run senco-guide build again, look at it, then publish."
    )]
    StaleBundle,
    /// The place to publish to is a folder that the tool itself works in.
    #[error(
        "The publish target “{name}” leads to {folder}, which {what}. The site would be mixed up with it.\nFix: write another folder into guide.toml, such as path = \"www\"."
    )]
    OwnFolder {
        /// The target's name.
        name: String,
        /// The folder.
        folder: String,
        /// What the folder is: “is the guide folder”.
        what: &'static str,
    },
    /// A bundle that cannot be published; why, and the way out.
    #[error("{0}")]
    NotPublishable(String),
    /// There is no such publish target.
    #[error("guide.toml has no publish target “{asked}”.\nFix: name one of those that it has: {known}.")]
    NoTarget {
        /// The name that was asked for.
        asked: String,
        /// Those that there are, in words.
        known: String,
    },
    /// There are several publish targets, and none was named.
    #[error("guide.toml has more than one publish target: {known}.\nFix: name the one you mean, as in {example}.")]
    WhichTarget {
        /// Those that there are, in words.
        known: String,
        /// What to type.
        example: String,
    },
    /// There is no publish target at all.
    #[error(
        "guide.toml does not say yet where the guide is published.\nFix: add a section [publish.{name}] to it, with kind = \"folder\" and path = \"…\"; the README shows all kinds. If there is one, senco-guide check tells what is wrong with it."
    )]
    NoTargets {
        /// The name that it may have.
        name: String,
    },
    /// The folder to publish to is not there, and may only be out of reach.
    #[error("There is no folder {}, and {} {is}. Nothing was published.\nFix: if it is on a network drive, see that the drive is connected, and try again. If the folder has moved, correct its path in guide.toml. If it is to be a new one, make it first.", folder.display(), around.display())]
    OutOfReach {
        /// The folder.
        folder: PathBuf,
        /// The folder around it.
        around: PathBuf,
        /// How that one is.
        is: &'static str,
    },
    /// A publish target could not do its part.
    #[error(transparent)]
    Target(#[from] TargetFailure),
    /// A publish target could not do its part while nothing was being published.
    #[error("{doing} {place} did not work: {trouble}\nFix: {fix}", place = failure.place, trouble = failure.trouble, fix = failure.trouble.fix())]
    NotPublishing {
        /// What was being done, such as “Going back at”.
        doing: &'static str,
        /// What happened.
        failure: TargetFailure,
    },
    /// This program has no preview.
    #[error(
        "This senco-guide was built without the preview.\nFix: take a program that has it, such as one that cargo install makes; or type senco-guide build and open bundle/site/index.html."
    )]
    NoPreview,
    /// Another program has the port.
    #[error("The port {0} is in use already, perhaps by another preview.\nFix: leave --port out, and a free one is taken; or name another, such as --port {next}.", next = .0.saturating_add(1))]
    PortTaken(u16),
    /// The preview could not begin to answer a browser.
    #[error(
        "The preview could not be opened to the browser: {0}.\nFix: try again with another port, such as --port 8080. If that does not help, ask your IT team whether programs may answer on 127.0.0.1."
    )]
    NotServed(String),
    /// A file, an address or a program could not be opened.
    #[error("{what} could not be opened: {reason}.\nFix: {fix}")]
    NotOpened {
        /// What was to be opened.
        what: String,
        /// The system's reason.
        reason: String,
        /// The way out.
        fix: String,
    },
    /// A review could not be recorded: why, and what to do.
    #[error("{0}")]
    NotRecorded(String),
}

impl Failure {
    /// The same failure, met while this was being done and not while publishing.
    #[must_use]
    pub fn while_doing(self, doing: &'static str) -> Self {
        match self {
            Self::Target(failure) => Self::NotPublishing { doing, failure },
            other => other,
        }
    }

    pub(super) fn read(path: &Path, error: &std::io::Error) -> Self {
        Self::Read { path: path.to_owned(), reason: reason(error) }
    }

    pub(super) fn write(path: &Path, error: &std::io::Error) -> Self {
        Self::Write { path: path.to_owned(), reason: reason(error) }
    }
}
