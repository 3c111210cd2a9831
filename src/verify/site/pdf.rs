//! The spots of PDFs: pages and named destinations, for links such as `bands.pdf#page=3` (RFC 8118, section 3).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::ReadPage;
use super::judge::Trouble;
use crate::inspect::pdf::{destinations, objects, open, pages};
use crate::model::GuidePath;

/// What a PDF can be opened at.
#[derive(Debug, Default)]
pub(super) struct PdfSpots {
    pages: usize,
    names: BTreeSet<String>,
    is_readable: bool,
}

/// Reads the PDFs that links want to be opened at a spot, and no others.
pub(super) fn spots<'a>(
    files: &[GuidePath],
    pages: &[ReadPage],
    read: &(impl Fn(&GuidePath) -> Option<Cow<'a, [u8]>> + Sync),
) -> BTreeMap<usize, PdfSpots> {
    let wanted = pages.iter().flat_map(|(_, _, judged)| &judged.wanted).map(|wanted| wanted.target);
    let wanted: BTreeSet<usize> = wanted.filter(|target| files[*target].extension() == "pdf").collect();
    let wanted: Vec<usize> = wanted.into_iter().collect();
    wanted
        .par_iter()
        .map(|target| (*target, read(&files[*target]).map(|bytes| of(&bytes)).unwrap_or_default()))
        .collect()
}

fn of(bytes: &[u8]) -> PdfSpots {
    let spots = open::guarded(|| {
        let document = open::open(bytes)?;
        let leaves = pages::pages(&document)?;
        let names = destinations::read(&document, &pages::numbers(&leaves));
        let names = names.keys().map(|name| objects::text_of_bytes(name)).collect();
        Ok(PdfSpots { pages: leaves.len(), names, is_readable: true })
    });
    spots.unwrap_or_default()
}

impl PdfSpots {
    /// What is wrong with a spot, if anything. A PDF that cannot be read is taken on trust: nobody can look into it.
    pub(super) fn trouble(&self, target: usize, fragment: &str) -> Option<Trouble> {
        let mut parameters = fragment.split('&').filter_map(|part| part.split_once('='));
        if !self.is_readable {
            return None;
        }
        let known = parameters.clone().find(|(key, _)| key.eq_ignore_ascii_case("page"));
        if let Some((_, page)) = known {
            let is_there = page.parse::<usize>().is_ok_and(|number| (1..=self.pages).contains(&number));
            let trouble = Trouble::NoPdfPage { target, page: page.to_owned(), pages: self.pages };
            return (!is_there).then_some(trouble);
        }
        let named = parameters.clone().find(|(key, _)| key.eq_ignore_ascii_case("nameddest"));
        // Parameters such as `zoom=100` or `search=words` name no spot.
        let is_setting = named.is_none() && parameters.next().is_some();
        let name = named.map_or(fragment, |(_, name)| name);
        let is_there = is_setting || self.names.contains(name);
        (!is_there).then(|| Trouble::NoSpot { target, name: name.to_owned() })
    }
}
