//! The layout `plain`: file by file, in an order in which no page ever lacks what it needs.
//!
//! Every file goes to the hidden folder `files` first, under its digest; from there it is copied to its place within the
//! target. So nothing of a new release is seen before all of it has arrived, and going back needs nothing to be sent.

use std::collections::{BTreeMap, BTreeSet};

use super::note::{Note, NotedFile, forget};
use super::offer::{Offer, headers, is_asset, rank};
use super::standing::{LIVE, Pointed, Standing};
use super::steps::{Watch, side_by_side};
use crate::io::{Headers, Target, TargetFailure};
use crate::model::Digest;

/// The folder of files by digest.
const FILES: &str = ".senco-guide/files";

fn kept(digest: &Digest) -> String {
    format!("{FILES}/{digest}")
}

/// Sends what is not there yet. Readers see nothing of it. Gives how many files were sent.
pub(super) fn send(target: &dyn Target, offer: &Offer, watch: &Watch<'_>) -> Result<usize, TargetFailure> {
    let there = sizes(target)?;
    let mut seen: BTreeSet<Digest> = BTreeSet::new();
    let missing: Vec<&NotedFile> = offer
        .note
        .files
        .iter()
        .filter(|file| there.get(&file.sha256.to_string()) != Some(&file.bytes) && seen.insert(file.sha256))
        .collect();
    side_by_side(target, &missing, "Sending files", watch, |file| {
        let Some(offered) = offer.file(&file.path) else { return Ok(()) };
        target.write(&kept(&file.sha256), &offered.bytes, &headers(file))
    })?;
    target.write(&offer.note.path(), &offer.note.render(), &Headers::of_notes())?;
    Ok(missing.len())
}

/// Makes a release live whose files have all arrived.
pub(super) fn go_live(
    target: &dyn Target,
    standing: &Standing,
    note: &Note,
    watch: &Watch<'_>,
) -> Result<(), TargetFailure> {
    let id = note.id();
    let is_to_move = |file: &&NotedFile| standing.sound.get(&file.path) != Some(&file.sha256);
    let mut moves: Vec<&NotedFile> = note.files.iter().filter(is_to_move).collect();
    moves.sort_by_key(|file| rank(file));
    let gone = gone(standing, note);
    if moves.is_empty() && gone.is_empty() && standing.live.as_deref() == Some(&id) && standing.coming.is_none() {
        return Ok(());
    }
    point(target, standing.live.clone(), Some(id.clone()))?;
    let last = rank_of_last(&moves);
    for group in moves.chunk_by(|one, other| rank(one) == rank(other)) {
        if group.first().is_some_and(|file| rank(file) == last) {
            // Before the manifest: it speaks of what is there.
            side_by_side(target, &gone, "Taking old files away", watch, |path| target.remove(path))?;
        }
        side_by_side(target, group, "Putting files in place", watch, |file| {
            target.copy(&kept(&file.sha256), &file.path, &headers(file))
        })?;
    }
    if moves.is_empty() {
        side_by_side(target, &gone, "Taking old files away", watch, |path| target.remove(path))?;
    }
    point(target, Some(id), None)
}

fn rank_of_last(moves: &[&NotedFile]) -> u8 {
    moves.last().map_or(0, |file| rank(file))
}

/// Forgets releases beyond those that are kept, and the files that only they had.
pub(super) fn prune(target: &dyn Target, stay: &[&Note]) -> Result<(), TargetFailure> {
    forget(target, stay)?;
    let used: BTreeSet<String> = stay.iter().flat_map(|note| &note.files).map(|file| file.sha256.to_string()).collect();
    let unused: Vec<String> =
        target.list(FILES)?.into_iter().filter(|entry| !used.contains(&entry.path)).map(|entry| entry.path).collect();
    side_by_side(target, &unused, "Forgetting old releases", &|_, _, _| {}, |name| {
        target.remove(&format!("{FILES}/{name}"))
    })
}

/// The first file of a release that is not kept any more, or not whole.
pub(super) fn missing(target: &dyn Target, note: &Note) -> Result<Option<String>, TargetFailure> {
    let there = sizes(target)?;
    let missing = note.files.iter().find(|file| there.get(&file.sha256.to_string()) != Some(&file.bytes));
    Ok(missing.map(|file| file.path.clone()))
}

/// The files by digest that are there, with their sizes.
fn sizes(target: &dyn Target) -> Result<BTreeMap<String, u64>, TargetFailure> {
    Ok(target.list(FILES)?.into_iter().map(|entry| (entry.path, entry.bytes)).collect())
}

fn point(target: &dyn Target, live: Option<String>, coming: Option<String>) -> Result<(), TargetFailure> {
    let pointed = Pointed { format: 1, live, coming };
    target.write(LIVE, &serde_json::to_vec_pretty(&pointed).unwrap_or_default(), &Headers::of_notes())
}

/// Paths that readers see and the release does not have. Files that we did not put there are not touched; files named by
/// their digest stay while a kept release has them, for pages that are open in a browser.
fn gone(standing: &Standing, note: &Note) -> Vec<String> {
    let before = [standing.live.as_deref(), standing.coming.as_deref()];
    let ours = before.into_iter().flatten().filter_map(|id| standing.note(id)).flat_map(|note| &note.files);
    let kept: BTreeSet<&str> = standing
        .notes
        .iter()
        .flat_map(|note| &note.files)
        .map(|file| file.path.as_str())
        .filter(|path| is_asset(path))
        .collect();
    let mut gone: Vec<String> = ours
        .filter(|file| note.file(&file.path).is_none() && !kept.contains(file.path.as_str()))
        .filter(|file| standing.there.contains_key(&file.path))
        .map(|file| file.path.clone())
        .collect();
    gone.sort();
    gone.dedup();
    gone
}
