//! `check --site`: the same checks on any folder of finished pages.

use std::borrow::Cow;
use std::path::Path;

use super::args::GuideArgs;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::io::{self, Failure};
use crate::model::GuidePath;
use crate::report::{CheckedFile, Extent, FileKind, Subject, Told};
use crate::verify::site;

/// Checks the folder and tells the findings. Reads nothing outside it.
pub(super) fn check(folder: &Path, arguments: &GuideArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let listing = io::list_folder(folder)?;
    let read = |file: &GuidePath| listing.read(file).map(Cow::Owned);
    let check = site::check(listing.files(), read);
    if check.pages.is_empty() {
        return Err(Failure::NoSitePages(folder.to_owned()));
    }
    let page = |file: GuidePath| CheckedFile { file, kind: FileKind::Page, title: String::new(), owner: None };
    let extent = Extent {
        subject: Subject::Site,
        files: check.pages.into_iter().map(page).collect(),
        links: check.links.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect(),
        ..Extent::default()
    };
    let told = Told {
        sources: &site::sources(&check.findings, read),
        extent: &extent,
        findings: &check.findings,
        as_of: arguments.folder.as_of.unwrap_or_else(io::today),
    };
    arguments.telling.tell(&told, terminal)
}
