//! Which heading of a page an id of an earlier release belongs to now.
//!
//! The nearest is taken only when it is clear: the heading over the same words; else the new heading over most of the same
//! sentences; else the new heading with most of the same words in it; else the one new heading between the same two
//! neighbours, when it says something of the same. Otherwise the id leads to the top of the page.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{PageRecord, SpotRecord};

/// An id that a page had once and has no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The id.
    pub(crate) id: String,
    /// The words of the heading that had it.
    pub(crate) label: String,
    /// The id of the heading that took its place; none for the top of the page.
    pub(crate) at: Option<String>,
    /// The position, in the earlier pages, of the newest one that had the heading itself; none when that was before them all.
    pub(crate) seen: Option<usize>,
}

/// Most of the sentences, or of the words.
const MOST: f32 = 0.5;

/// Something of the same.
const SOME: f32 = 0.2;

/// The ids of earlier pages that a page must keep. `before` are those that led to where it is now, the newest first.
pub(crate) fn kept(now: &PageRecord, before: &[&PageRecord]) -> Vec<Kept> {
    let mut kept: BTreeMap<String, Kept> = BTreeMap::new();
    for (seen, old) in before.iter().enumerate() {
        let mut keep = |id: &str, label: &str, at: Option<&str>, seen: Option<usize>| {
            if !now.has(id) && !kept.contains_key(id) {
                let at = at.map(str::to_owned);
                kept.insert(id.to_owned(), Kept { id: id.to_owned(), label: label.to_owned(), at, seen });
            }
        };
        for spot in &old.spots {
            let ids = || std::iter::once(&spot.id).chain(&spot.also);
            if ids().all(|id| now.has(id)) {
                continue;
            }
            let at = if now.has(&spot.id) { present(now, &spot.id) } else { successor(now, old, spot) };
            keep(&spot.id, &spot.title, at, Some(seen));
            spot.also.iter().for_each(|id| keep(id, &spot.title, at, None));
        }
        if let Some(id) = &old.title_id {
            keep(id, &old.title, None, None);
        }
        old.also.iter().for_each(|id| keep(id, "", None, None));
    }
    kept.into_values().collect()
}

/// The id of a heading that is still there; the heading that is the title is the page's top.
fn present<'a>(now: &'a PageRecord, id: &str) -> Option<&'a str> {
    now.spots.iter().map(|spot| spot.id.as_str()).find(|present| *present == id)
}

fn successor<'a>(now: &'a PageRecord, old: &PageRecord, lost: &SpotRecord) -> Option<&'a str> {
    let is_heading = |spot: &SpotRecord| spot.level.is_some() == lost.level.is_some() && !spot.title.is_empty();
    let spots: Vec<&SpotRecord> = now.spots.iter().filter(|spot| is_heading(spot)).collect();
    let is_same = |spot: &&SpotRecord| !lost.wording.is_empty() && spot.wording == lost.wording;
    let mut same = spots.iter().copied().filter(is_same);
    if let (Some(one), None) = (same.next(), same.next()) {
        return Some(&one.id);
    }
    let new: Vec<&SpotRecord> = spots.into_iter().filter(|spot| !old.has(&spot.id)).collect();
    let by_text = best(&new, MOST, |spot| spot.wording.likeness(&lost.wording));
    let by_words = || best(&new, MOST, |spot| words_alike(&spot.title, &lost.title));
    by_text.or_else(by_words).or_else(|| between(now, old, lost, &new)).map(|spot| spot.id.as_str())
}

/// The one that is clearly most alike.
fn best<'a>(spots: &[&'a SpotRecord], at_least: f32, likeness: impl Fn(&SpotRecord) -> f32) -> Option<&'a SpotRecord> {
    let mut alike: Vec<(f32, &SpotRecord)> = spots.iter().map(|spot| (likeness(spot), *spot)).collect();
    alike.sort_by(|one, two| two.0.total_cmp(&one.0));
    let (most, spot) = *alike.first().filter(|(most, _)| *most >= at_least)?;
    let is_clear = alike.get(1).is_none_or(|(second, _)| *second < most);
    is_clear.then_some(spot)
}

/// How many words of two headings are the same: 1 for all, 0 for none.
fn words_alike(one: &str, two: &str) -> f32 {
    let words = |title: &str| -> BTreeSet<String> {
        let words = title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() > 2);
        words.map(str::to_lowercase).filter(|word| !matches!(word.as_str(), "the" | "and" | "for")).collect()
    };
    let (one, two) = (words(one), words(two));
    let count = |number: usize| f32::from(u16::try_from(number).unwrap_or(u16::MAX));
    match one.len().max(two.len()) {
        0 => 0.0,
        most => count(one.intersection(&two).count()) / count(most),
    }
}

/// The one new heading between the neighbours that are still there, when just one heading is gone between them.
fn between<'a>(
    now: &PageRecord,
    old: &PageRecord,
    lost: &SpotRecord,
    new: &[&'a SpotRecord],
) -> Option<&'a SpotRecord> {
    let (was, is) = (headings(old), headings(now));
    let position = was.iter().position(|spot| spot.id == lost.id)?;
    let stays = |spot: &&&SpotRecord| is.iter().any(|present| present.id == spot.id);
    let above = was[..position].iter().rev().find(stays).map(|spot| spot.id.as_str());
    let below = was[position + 1..].iter().find(stays).map(|spot| spot.id.as_str());
    let span = |spots: &[&SpotRecord]| {
        let start = above.map_or(Some(0), |id| Some(spots.iter().position(|spot| spot.id == id)? + 1))?;
        let end = below.map_or(Some(spots.len()), |id| spots.iter().position(|spot| spot.id == id))?;
        (start <= end).then_some(start..end)
    };
    let gone = span(&was)?.count();
    let come: Vec<&SpotRecord> = is[span(&is)?].to_vec();
    let &[one] = come.as_slice() else { return None };
    let says_some = one.wording.likeness(&lost.wording) >= SOME || words_alike(&one.title, &lost.title) >= SOME;
    let is_plain = gone == 1 && one.level == lost.level && says_some;
    new.iter().copied().find(|spot| is_plain && spot.id == one.id)
}

fn headings(page: &PageRecord) -> Vec<&SpotRecord> {
    page.spots.iter().filter(|spot| spot.level.is_some()).collect()
}
