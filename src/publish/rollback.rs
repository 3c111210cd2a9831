//! Going back to an earlier release, and the list of releases.

use super::lock::{Claim, Lock};
use super::note::Note;
use super::standing::Standing;
use super::steps::Watch;
use super::{plain, releases};
use crate::io::{Target, TargetFailure, TargetTrouble};
use crate::model::{Layout, PublishTarget};

/// The releases that a target keeps, the oldest first, and the id of the live one.
///
/// # Errors
/// When the target cannot be reached or was written by a newer program.
pub fn list(target: &dyn Target, settings: &PublishTarget) -> Result<Standing, TargetFailure> {
    Standing::read(target, settings.layout)
}

/// Makes a kept release live: the one with this number, or the one before the live one. Nothing is sent. Gives its note.
///
/// # Errors
/// When there is no such release, it is not whole any more, somebody else is publishing, or the target cannot do a step.
pub fn rollback(
    target: &dyn Target,
    settings: &PublishTarget,
    number: Option<u32>,
    claim: &Claim<'_>,
    watch: &Watch<'_>,
) -> Result<Note, TargetFailure> {
    Lock::hold(target, claim, || locked(target, settings, number, watch))
}

fn locked(
    target: &dyn Target,
    settings: &PublishTarget,
    number: Option<u32>,
    watch: &Watch<'_>,
) -> Result<Note, TargetFailure> {
    let standing = Standing::read(target, settings.layout)?;
    let note = chosen(target, &standing, number)?.clone();
    let missing = match settings.layout {
        Layout::Releases => releases::missing(target, &note)?,
        Layout::Plain => plain::missing(&standing, &note),
    };
    if let Some(file) = missing {
        return Err(TargetFailure::new(target.words(), TargetTrouble::NotWhole { number: note.number, file }));
    }
    match settings.layout {
        Layout::Releases => releases::go_live(target, &standing, &note)?,
        Layout::Plain => plain::go_live(target, &standing, &note, watch)?,
    }
    Ok(note)
}

fn chosen<'a>(target: &dyn Target, standing: &'a Standing, number: Option<u32>) -> Result<&'a Note, TargetFailure> {
    let live = standing.live_note();
    let is_wanted = |note: &&Note| match (number, live) {
        (Some(number), _) => note.number == number,
        (None, Some(live)) => (note.number, &note.published) < (live.number, &live.published),
        (None, None) => true,
    };
    let found = standing.notes.iter().rfind(is_wanted);
    found.ok_or_else(|| {
        let numbers: Vec<String> = standing.notes.iter().map(|note| note.number.to_string()).collect();
        let known = if numbers.is_empty() { "none yet".to_owned() } else { numbers.join(", ") };
        let asked = number.map_or_else(|| "before the live one".to_owned(), |number| number.to_string());
        TargetFailure::new(target.words(), TargetTrouble::NoSuchRelease { asked, known })
    })
}
