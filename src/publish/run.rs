//! Publishing, from the lock to the last file.

use super::lock::{Claim, Lock};
use super::note::Note;
use super::offer::Offer;
use super::plan::{Plan, plan};
use super::standing::Standing;
use super::steps::Watch;
use super::{plain, releases};
use crate::io::{Target, TargetFailure};
use crate::model::{Layout, PublishTarget};

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// What was planned.
    pub plan: Plan,
    /// How many files were sent.
    pub sent: usize,
}

/// What a publication would do.
///
/// # Errors
/// When the target cannot be reached or was written by a newer program.
pub fn look(target: &dyn Target, settings: &PublishTarget, offer: &Offer) -> Result<Plan, TargetFailure> {
    Ok(plan(offer, &Standing::read(target, settings.layout)?))
}

/// Publishes. Interrupted at any step, the site is still whole, and the next run carries on.
///
/// # Errors
/// When somebody else is publishing, or the target cannot do a step.
pub fn publish(
    target: &dyn Target,
    settings: &PublishTarget,
    offer: &Offer,
    claim: &Claim<'_>,
    watch: &Watch<'_>,
) -> Result<Done, TargetFailure> {
    Lock::hold(target, claim, || locked(target, settings, offer, watch))
}

fn locked(
    target: &dyn Target,
    settings: &PublishTarget,
    offer: &Offer,
    watch: &Watch<'_>,
) -> Result<Done, TargetFailure> {
    let mut standing = Standing::read(target, settings.layout)?;
    let plan = plan(offer, &standing);
    let sent = match settings.layout {
        Layout::Releases => {
            let sent = releases::send(target, &standing, offer, watch)?;
            releases::go_live(target, &standing, &offer.note)?;
            sent
        }
        Layout::Plain => {
            let sent = plain::send(target, &standing, offer, watch)?;
            plain::go_live(target, &standing, &offer.note, watch)?;
            sent
        }
    };
    let id = offer.note.id();
    standing.notes.retain(|note| note.id() != id);
    standing.notes.push(offer.note.clone());
    let stay = stay(&standing.notes, &id, settings.keep);
    if stay.len() < standing.notes.len() || !plan.is_empty() {
        match settings.layout {
            Layout::Releases => releases::prune(target, &stay)?,
            Layout::Plain => plain::prune(target, &standing, &offer.note, &stay)?,
        }
    }
    Ok(Done { plan, sent })
}

/// The releases to keep: the live one, and the newest of the others.
fn stay<'a>(notes: &'a [Note], live: &str, keep: u32) -> Vec<&'a Note> {
    let keep = usize::try_from(keep).unwrap_or(usize::MAX).max(1);
    let mut stay: Vec<&Note> = notes.iter().filter(|note| note.id() == live).collect();
    let mut others: Vec<&Note> = notes.iter().filter(|note| note.id() != live).collect();
    others.sort_by(|one, other| (other.number, &other.published).cmp(&(one.number, &one.published)));
    stay.extend(others.into_iter().take(keep - 1));
    stay
}
