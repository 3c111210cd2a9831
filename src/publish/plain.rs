//! The layout `plain`: file by file, in an order in which no page ever lacks what it needs.
//!
//! Every file goes to the hidden folder `files` first, under its digest; from there it is copied to its place within the
//! target. So nothing of a new release is seen before all of it has arrived, and going back needs nothing to be sent.

use std::collections::{BTreeMap, BTreeSet};

use super::note::{Note, NotedFile, forget};
use super::offer::{MANIFEST, Offer, headers, is_asset, rank};
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
    let (manifest, moves): (Vec<&NotedFile>, Vec<&NotedFile>) =
        moves.into_iter().partition(|file| file.path == MANIFEST);
    let gone = gone(standing, note);
    if moves.is_empty()
        && manifest.is_empty()
        && gone.is_empty()
        && standing.live.as_deref() == Some(&id)
        && standing.coming.is_none()
    {
        return Ok(());
    }
    point(target, standing.live.clone(), Some(id.clone()))?;
    let put = |group: &[&NotedFile]| {
        side_by_side(target, group, "Putting files in place", watch, |file| {
            target.copy(&kept(&file.sha256), &file.path, &headers(file))
        })
    };
    for group in moves.chunk_by(|one, other| rank(one) == rank(other)) {
        put(group)?;
    }
    side_by_side(target, &gone, "Taking old files away", watch, |path| target.remove(path))?;
    // It speaks of what is there.
    put(&manifest)?;
    point(target, Some(id), None)
}

/// Forgets releases beyond those that are kept, and the files that only they had.
pub(super) fn prune(target: &dyn Target, standing: &Standing, stay: &[&Note]) -> Result<(), TargetFailure> {
    // While their notes are still there: who is stopped halfway leaves the rest to the next publisher to find.
    let assets = forgotten_assets(standing, stay);
    side_by_side(target, &assets, "Forgetting old releases", &|_, _, _| {}, |path| target.remove(path))?;
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
    let kept = assets(&standing.notes);
    let mut gone: Vec<String> = ours
        .filter(|file| note.file(&file.path).is_none() && !kept.contains(file.path.as_str()))
        .filter(|file| standing.there.contains_key(&file.path))
        .map(|file| file.path.clone())
        .collect();
    gone.sort();
    gone.dedup();
    gone
}

/// Files named by their digest that stayed for pages that were open in a browser, and that only releases had which are not
/// kept any more.
fn forgotten_assets(standing: &Standing, stay: &[&Note]) -> Vec<String> {
    let kept = assets(stay.iter().copied());
    let forgotten = assets(&standing.notes).into_iter().filter(|path| !kept.contains(path));
    forgotten.filter(|path| standing.there.contains_key(*path)).map(str::to_owned).collect()
}

fn assets<'a>(notes: impl IntoIterator<Item = &'a Note>) -> BTreeSet<&'a str> {
    let files = notes.into_iter().flat_map(|note| &note.files);
    files.map(|file| file.path.as_str()).filter(|path| is_asset(path)).collect()
}
