//! The layout `plain`: file by file, in an order in which no page ever lacks what it needs.
//!
//! Every file goes to the hidden folder `files` first, under its digest; from there it is copied to its place within the
//! target. So nothing of a new release is seen before all of it has arrived, and going back needs nothing to be sent.

use std::collections::{BTreeMap, BTreeSet};

use super::note::{Note, NotedFile, forget};
use super::offer::{MANIFEST, Offer, headers, is_asset, rank};
use super::standing::{FILES, LIVE, Pointed, Standing};
use super::steps::{Watch, side_by_side};
use crate::io::{Headers, Target, TargetFailure};
use crate::model::Digest;

fn kept(digest: &Digest) -> String {
    format!("{FILES}/{digest}")
}

/// Sends what is not there yet. Readers see nothing of it. Gives how many files were sent.
pub(super) fn send(
    target: &dyn Target,
    standing: &Standing,
    offer: &Offer,
    watch: &Watch<'_>,
) -> Result<usize, TargetFailure> {
    let mut seen: BTreeSet<Digest> = BTreeSet::new();
    let missing: Vec<&NotedFile> =
        offer.note.files.iter().filter(|file| !is_kept(standing, file) && seen.insert(file.sha256)).collect();
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
    let pointed = Pointed { live: standing.live.clone(), coming: Some(id.clone()), ..Pointed::default() };
    point(target, Pointed { lingering: standing.lingering.clone(), ..pointed })?;
    let put = |group: &[&NotedFile]| {
        side_by_side(target, group, "Putting files in place", watch, |file| {
            target.copy(&kept(&file.sha256), &file.path, &headers(file))
        })
    };
    for group in moves.chunk_by(|one, other| rank(one) == rank(other)) {
        put(group)?;
    }
    let (gone, again) = told_apart(target, gone, note)?;
    side_by_side(target, &gone, "Taking old files away", watch, |path| target.remove(path))?;
    put(&again)?;
    // It speaks of what is there.
    put(&manifest)?;
    let lingering = lingering(standing, note);
    point(target, Pointed { live: Some(id), lingering, ..Pointed::default() })
}

/// Forgets releases beyond those that are kept, and the files that only they had, now that a release is live.
pub(super) fn prune(
    target: &dyn Target,
    standing: &Standing,
    note: &Note,
    stay: &[&Note],
) -> Result<(), TargetFailure> {
    // While their notes are still there: who is stopped halfway leaves the rest to the next publisher to find.
    let assets = forgotten_assets(standing, note, stay);
    side_by_side(target, &assets, "Forgetting old releases", &|_, _, _| {}, |path| target.remove(path))?;
    forget(target, stay)?;
    let used: BTreeSet<String> = stay.iter().flat_map(|note| &note.files).map(|file| file.sha256.to_string()).collect();
    let unused: Vec<&String> = standing.kept.keys().filter(|name| !used.contains(*name)).collect();
    side_by_side(target, &unused, "Forgetting old releases", &|_, _, _| {}, |name| {
        target.remove(&format!("{FILES}/{name}"))
    })
}

/// The first file of a release that is not kept any more, or not whole.
pub(super) fn missing(standing: &Standing, note: &Note) -> Option<String> {
    note.files.iter().find(|file| !is_kept(standing, file)).map(|file| file.path.clone())
}

fn is_kept(standing: &Standing, file: &NotedFile) -> bool {
    standing.kept.get(&file.sha256.to_string()) == Some(&file.bytes)
}

fn point(target: &dyn Target, pointed: Pointed) -> Result<(), TargetFailure> {
    let pointed = Pointed { format: 1, ..pointed };
    target.write(LIVE, &serde_json::to_vec_pretty(&pointed).unwrap_or_default(), &Headers::of_notes())
}

/// Paths that readers see and the release does not have. Files that we did not put there are not touched; files named by
/// their digest stay while a kept release has them, and those of the release that is replaced now, for pages that are open in
/// a browser.
fn gone(standing: &Standing, note: &Note) -> Vec<String> {
    let is_replaced = standing.live.as_deref() != Some(&note.id());
    let lingered = standing.lingering.iter().filter(|_| is_replaced);
    let kept = assets(&standing.notes);
    let mut gone: Vec<String> = before(standing)
        .flat_map(|before| &before.files)
        .map(|file| &file.path)
        .chain(lingered)
        .filter(|path| note.file(path).is_none() && !kept.contains(path.as_str()))
        .filter(|path| standing.there.contains_key(*path))
        .cloned()
        .collect();
    gone.sort();
    gone.dedup();
    gone
}

/// Files that are gone and differ from one of the release only by case: a server that takes the two for one must not lose it.
/// Gives what is to be taken away, and what is to be put in place again after that, because it stands there by its old name.
fn told_apart<'a>(
    target: &dyn Target,
    gone: Vec<String>,
    note: &'a Note,
) -> Result<(Vec<String>, Vec<&'a NotedFile>), TargetFailure> {
    let files: BTreeMap<String, &NotedFile> = note.files.iter().map(|file| (file.path.to_lowercase(), file)).collect();
    let twin = |path: &str| files.get(&path.to_lowercase()).copied();
    if !gone.iter().any(|path| twin(path).is_some()) {
        return Ok((gone, Vec::new()));
    }
    let there: BTreeSet<String> = target.list("")?.into_iter().map(|entry| entry.path).collect();
    let mut again = Vec::new();
    let mut away = Vec::new();
    for path in gone {
        match twin(&path) {
            Some(file) if !there.contains(&file.path) => again.push(file),
            // It stands there by its new name, and by no other.
            Some(_) if !there.contains(&path) => continue,
            _ => {}
        }
        away.push(path);
    }
    Ok((away, again))
}

/// The releases that readers had pages of: the live one, and one whose publisher was stopped.
fn before(standing: &Standing) -> impl Iterator<Item = &Note> {
    [standing.live.as_deref(), standing.coming.as_deref()].into_iter().flatten().filter_map(|id| standing.note(id))
}

/// Files named by their digest that stay for pages of the release that a release replaces, whether that one is kept or not.
fn lingering(standing: &Standing, note: &Note) -> Vec<String> {
    if standing.live.as_deref() == Some(&note.id()) {
        return standing.lingering.clone();
    }
    assets(before(standing)).into_iter().filter(|path| note.file(path).is_none()).map(str::to_owned).collect()
}

/// Files named by their digest that only releases had which are not kept any more, and that no page in a browser waits for.
fn forgotten_assets(standing: &Standing, note: &Note, stay: &[&Note]) -> Vec<String> {
    let kept = assets(stay.iter().copied());
    let lingering = lingering(standing, note);
    let is_needed = |path: &str| kept.contains(path) || lingering.iter().any(|one| one == path);
    let forgotten = assets(&standing.notes).into_iter().filter(|path| !is_needed(path));
    forgotten.filter(|path| standing.there.contains_key(*path)).map(str::to_owned).collect()
}

fn assets<'a>(notes: impl IntoIterator<Item = &'a Note>) -> BTreeSet<&'a str> {
    let files = notes.into_iter().flat_map(|note| &note.files);
    files.map(|file| file.path.as_str()).filter(|path| is_asset(path)).collect()
}
