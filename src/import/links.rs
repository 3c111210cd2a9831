//! Where each link of a Word guide leads in the new one.

use std::collections::BTreeSet;

use super::chapters::Chapter;
use super::files::{Files, anchor_of, last_part, path_of};
use super::spots::Spots;
use crate::model::{GuidePath, Reading, WrittenLink};

/// All that a link may lead to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ways<'a> {
    pub(super) reading: &'a Reading,
    /// The Word file's own name.
    pub(super) name: &'a str,
    pub(super) chapters: &'a [Chapter],
    pub(super) spots: &'a Spots,
    pub(super) files: &'a Files,
}

/// All that a link may lead to, seen from one page.
#[derive(Debug, Clone, Copy)]
pub(super) struct WaysFrom<'a> {
    pub(super) ways: Ways<'a>,
    page: usize,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Goal<'a> {
    /// A page of the guide, and the spot on it.
    Spot(usize, Option<&'a str>),
    /// A spot that is not there.
    Nowhere,
    /// A file of the guide, and the spot in it.
    File(&'a GuidePath, Option<&'a str>),
    /// Something else.
    Other,
}

impl<'a> Ways<'a> {
    /// Seen from the page of this number.
    pub(super) fn from(self, page: usize) -> WaysFrom<'a> {
        WaysFrom { ways: self, page }
    }

    /// Whether a link means a spot of the text that is not there.
    pub(super) fn is_lost(self, written: &str) -> bool {
        self.goal(written) == Goal::Nowhere
    }

    fn goal<'b>(self, written: &'b str) -> Goal<'b>
    where
        'a: 'b,
    {
        if let Some(spot) = written.strip_prefix('#') {
            return self.spot(spot);
        }
        let Some(path) = path_of(written) else { return Goal::Other };
        if last_part(&path).eq_ignore_ascii_case(self.name) {
            return anchor_of(written).map_or(Goal::Spot(0, None), |spot| self.spot(spot));
        }
        self.files.get(&path).map_or(Goal::Other, |file| Goal::File(file, anchor_of(written)))
    }

    fn spot(self, name: &str) -> Goal<'a> {
        // Word calls the top of a document so, and does not tell bookmarks apart by their case.
        if matches!(name.to_lowercase().as_str(), "" | "_top" | "top") && self.anchor(name).is_none() {
            return Goal::Spot(0, None);
        }
        let id = self.anchor(name).unwrap_or(name);
        self.spots.get(id).map_or(Goal::Nowhere, |(page, spot)| Goal::Spot(page, spot))
    }

    fn anchor(self, name: &str) -> Option<&'a str> {
        let anchors = &self.reading.anchors;
        let exact = anchors.iter().find(|anchor| anchor.name == name);
        let found = exact.or_else(|| anchors.iter().find(|anchor| anchor.name.eq_ignore_ascii_case(name)));
        found.map(|anchor| anchor.id.as_str())
    }
}

impl WaysFrom<'_> {
    /// The addresses of the links that stand on this page, as it writes them, each at its place among all; others are empty.
    pub(super) fn addresses(self, here: &BTreeSet<usize>) -> Vec<String> {
        let links = self.ways.reading.links.iter().enumerate();
        let address = |(at, link): (usize, &WrittenLink)| {
            if here.contains(&at) { self.address(&link.written) } else { String::new() }
        };
        links.map(address).collect()
    }

    fn address(self, written: &str) -> String {
        let Some(here) = self.ways.chapters.get(self.page).map(|chapter| &chapter.file) else {
            return written.to_owned();
        };
        let with = |path: String, spot: Option<&str>| match spot {
            Some(spot) => format!("{path}#{spot}"),
            None => path,
        };
        match self.ways.goal(written) {
            Goal::Spot(page, Some(spot)) if page == self.page => format!("#{spot}"),
            Goal::Spot(page, spot) => match self.ways.chapters.get(page) {
                Some(chapter) => with(chapter.file.relative_to(here), spot),
                None => written.to_owned(),
            },
            Goal::File(file, spot) => with(file.relative_to(here), spot),
            Goal::Nowhere | Goal::Other => written.to_owned(),
        }
    }
}
