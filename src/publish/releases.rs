//! The layout `releases`: each release in a folder of its own, and the pointer `current` that is switched in one step.

use std::collections::BTreeMap;

use super::note::{Note, NotedFile, forget};
use super::offer::{Offer, headers, is_asset};
use super::standing::{CURRENT, RELEASES, Standing};
use super::steps::{Watch, side_by_side};
use crate::io::{Entry, Headers, Switch, Target, TargetFailure, TargetTrouble};
use crate::model::Digest;

/// The beginning of the name of a folder that a release is still being sent to.
const UNFINISHED: &str = ".unfinished-";

fn folder(id: &str) -> String {
    format!("{RELEASES}/{id}")
}

fn switch(target: &dyn Target) -> Result<&dyn Switch, TargetFailure> {
    let none = || TargetTrouble::CannotSwitch("this kind of place has no pointers".to_owned());
    target.switch().ok_or_else(|| TargetFailure::new(target.words(), none()))
}

/// Sends a release to a folder of its own. What the live release has already is copied there, where that is quicker. Gives how
/// many files it did not have.
pub(super) fn send(
    target: &dyn Target,
    standing: &Standing,
    offer: &Offer,
    watch: &Watch<'_>,
) -> Result<usize, TargetFailure> {
    let id = offer.note.id();
    let finished = folder(&id);
    let is_live = standing.live.as_deref() == Some(&id);
    let there = target.list(&finished)?;
    let is_finished = !there.is_empty();
    let place = if is_finished { finished.clone() } else { format!("{RELEASES}/{UNFINISHED}{id}") };
    let there = if is_finished { there } else { target.list(&place)? };
    let sizes: BTreeMap<&str, &Entry> = there.iter().map(|entry| (entry.path.as_str(), entry)).collect();
    let is_there = |file: &&NotedFile| {
        if is_live {
            standing.sound.get(&file.path) == Some(&file.sha256)
        } else {
            sizes.get(file.path.as_str()).is_some_and(|entry| entry.bytes == file.bytes)
        }
    };
    let missing: Vec<&NotedFile> = offer.note.files.iter().filter(|file| !is_there(file)).collect();
    let live = standing.live.as_deref().filter(|_| !is_live).map(folder);
    let by_digest: BTreeMap<&Digest, &String> = standing.sound.iter().map(|(path, digest)| (digest, path)).collect();
    let copied = |file: &NotedFile| Some(format!("{}/{}", live.as_ref()?, by_digest.get(&file.sha256)?));
    let sent = missing.iter().filter(|file| copied(file).is_none()).count();
    side_by_side(target, &missing, "Sending files", watch, |file| {
        let Some(offered) = offer.file(&file.path) else { return Ok(()) };
        let to = format!("{place}/{}", file.path);
        match copied(file).filter(|_| target.is_far()) {
            Some(from) => target.copy(&from, &to, &headers(file)),
            None => target.write(&to, &offered.bytes, &headers(file)),
        }
    })?;
    if !is_finished {
        switch(target)?.rename_folder(&place, &finished)?;
    }
    let is_noted = standing.note(&id).is_some();
    if !is_noted || !missing.is_empty() {
        // After its files: a file that is newer than the note was changed by hand.
        target.write(&offer.note.path(), &offer.note.render(), &Headers::of_notes())?;
    }
    Ok(sent)
}

/// Makes a release live whose folder is finished.
pub(super) fn go_live(target: &dyn Target, standing: &Standing, note: &Note) -> Result<(), TargetFailure> {
    let id = note.id();
    if standing.live.as_deref() == Some(&id) {
        return Ok(());
    }
    carry_assets(target, standing, note)?;
    switch(target)?.point(CURRENT, &folder(&id))
}

/// Files named by their digest are carried over from the live release: pages that are open in a browser may ask for them.
fn carry_assets(target: &dyn Target, standing: &Standing, note: &Note) -> Result<(), TargetFailure> {
    let Some(live) = standing.live_note() else { return Ok(()) };
    let to = folder(&note.id());
    let there: Vec<String> =
        target.list(&format!("{to}/assets"))?.into_iter().map(|entry| format!("assets/{}", entry.path)).collect();
    let assets = live.files.iter().filter(|file| is_asset(&file.path) && !there.contains(&file.path));
    for file in assets.filter(|file| standing.sound.contains_key(&file.path)) {
        let from = folder(&live.id());
        target.copy(&format!("{from}/{0}", file.path), &format!("{to}/{0}", file.path), &headers(file))?;
    }
    Ok(())
}

/// Removes releases beyond those that are kept, and what stopped publishers left. A folder that is not named as we name them
/// is somebody else's and stays.
pub(super) fn prune(target: &dyn Target, stay: &[&Note]) -> Result<(), TargetFailure> {
    let ids: Vec<String> = stay.iter().map(|note| note.id()).collect();
    let is_ours = |name: &str| Note::is_id(name.strip_prefix(UNFINISHED).unwrap_or(name));
    for name in switch(target)?.folders(RELEASES)? {
        if is_ours(&name) && !ids.contains(&name) {
            target.remove_folder(&folder(&name))?;
        }
    }
    forget(target, stay)
}

/// The first file of a release that is missing from its folder, or not of its size.
pub(super) fn missing(target: &dyn Target, note: &Note) -> Result<Option<String>, TargetFailure> {
    let there: BTreeMap<String, u64> =
        target.list(&folder(&note.id()))?.into_iter().map(|entry| (entry.path, entry.bytes)).collect();
    let missing = note.files.iter().find(|file| there.get(&file.path) != Some(&file.bytes));
    Ok(missing.map(|file| file.path.clone()))
}
