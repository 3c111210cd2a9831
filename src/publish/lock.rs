//! One publisher at a time.
//!
//! The lock is a small file at the target that is made only when there is none. It says who holds it and since when. A
//! publisher that was killed leaves it behind; when that was on this computer, the next one notices by its [`Claim`] and
//! takes over.

use serde::{Deserialize, Serialize};

use crate::io::{Target, TargetFailure, TargetTrouble, time_words};
use crate::model::Digest;

const PATH: &str = ".senco-guide/lock.json";

/// Who wants to publish.
pub struct Claim<'a> {
    /// The role.
    pub by: Option<&'a str>,
    /// The time, such as `2026-11-28T16:00:00Z`.
    pub now: &'a str,
    /// What tells this run from every other.
    pub token: &'a str,
    /// Whether the run with a token was one of this computer and has ended.
    pub has_ended: &'a dyn Fn(&str) -> bool,
    /// Whether another's lock is broken.
    pub breaks: BreakLock,
}

/// Whether another's lock is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakLock {
    /// It is respected.
    No,
    /// Somebody knows that its owner is gone.
    Yes,
}

/// The right to change a target. Given back by [`Lock::release`], or else left to the next publisher to find.
#[derive(Debug)]
pub struct Lock<'a> {
    target: &'a dyn Target,
}

#[derive(Debug, Serialize, Deserialize)]
struct Held {
    about: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    since: String,
    token: String,
}

impl<'a> Lock<'a> {
    /// Takes the lock.
    ///
    /// # Errors
    /// When somebody else holds it, or the target cannot be written.
    pub fn take(target: &'a dyn Target, claim: &Claim<'_>) -> Result<Self, TargetFailure> {
        let held = Held {
            about: "A release is being published. If nobody is, publish with --break-lock.".to_owned(),
            by: claim.by.map(str::to_owned),
            since: claim.now.to_owned(),
            token: claim.token.to_owned(),
        };
        let text = serde_json::to_vec_pretty(&held).unwrap_or_default();
        if target.create(PATH, &text)? {
            return Ok(Self { target });
        }
        let other = Held::at(target, PATH)?;
        let is_taken = match &other {
            _ if claim.breaks == BreakLock::Yes => {
                target.remove(PATH)?;
                target.create(PATH, &text)?
            }
            Some(other) if (claim.has_ended)(&other.token) => succeed(target, claim, other, &text)?,
            _ => false,
        };
        if is_taken { Ok(Self { target }) } else { Err(TargetFailure::new(target.words(), locked(other))) }
    }

    /// Gives the lock back.
    ///
    /// # Errors
    /// When the target cannot be written.
    pub fn release(self) -> Result<(), TargetFailure> {
        self.target.remove(PATH)
    }

    /// Does something under the lock, and gives it back.
    pub(super) fn hold<T>(
        target: &dyn Target,
        claim: &Claim<'_>,
        act: impl FnOnce() -> Result<T, TargetFailure>,
    ) -> Result<T, TargetFailure> {
        let lock = Lock::take(target, claim)?;
        let done = act();
        // A target that has just failed may refuse this too; the failure that counts is the first one.
        let released = lock.release();
        let done = done?;
        released?;
        Ok(done)
    }
}

impl Held {
    /// What such a file says; none when it is not there or cannot be read.
    fn at(target: &dyn Target, path: &str) -> Result<Option<Self>, TargetFailure> {
        Ok(target.read(path)?.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }
}

/// Takes over the lock of a publisher that has ended. Of several who find it at the same time one succeeds: the first to make
/// the mark that is named after it. One who is stopped meanwhile leaves the mark, and is succeeded in the same way.
fn succeed(target: &dyn Target, claim: &Claim<'_>, dead: &Held, text: &[u8]) -> Result<bool, TargetFailure> {
    let mut marks = vec![mark(&dead.token)];
    while let Some(mark_of_last) = marks.last().filter(|_| marks.len() <= MOST_HEIRS) {
        if target.create(mark_of_last, text)? {
            // Whoever was quicker may be publishing by now, or be done.
            let is_free = match Held::at(target, PATH)? {
                Some(held) if held.token == dead.token => target.remove(PATH).map(|()| true)?,
                held => held.is_none(),
            };
            let is_taken = is_free && target.create(PATH, text)?;
            marks.iter().try_for_each(|mark| target.remove(mark))?;
            return Ok(is_taken);
        }
        match Held::at(target, mark_of_last)? {
            Some(heir) if (claim.has_ended)(&heir.token) => marks.push(mark(&heir.token)),
            _ => return Ok(false),
        }
    }
    Ok(false)
}

/// How many who were stopped while they took over are succeeded.
const MOST_HEIRS: usize = 8;

fn mark(token: &str) -> String {
    format!(".senco-guide/after-{}.json", Digest::of(token.as_bytes()))
}

fn locked(other: Option<Held>) -> TargetTrouble {
    match other {
        Some(other) => TargetTrouble::Locked {
            by: other.by.map_or_else(|| "Somebody".to_owned(), |role| format!("Somebody ({role})")),
            since: time_words(&other.since),
        },
        None => TargetTrouble::Locked { by: "Somebody".to_owned(), since: "a time that cannot be read".to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::io::MemoryTarget;

    fn claim<'a>(token: &'a str, has_ended: &'a dyn Fn(&str) -> bool) -> Claim<'a> {
        Claim { by: Some(token), now: "2026-11-28T16:00:00Z", token, has_ended, breaks: BreakLock::No }
    }

    fn holder(target: &MemoryTarget) -> Option<String> {
        Held::at(target, PATH).expect("read").map(|held| held.token)
    }

    #[test]
    fn of_two_who_find_a_dead_lock_at_the_same_time_one_publishes() {
        let target = MemoryTarget::default();
        let is_dead = |token: &str| token == "dead";
        let _left = Lock::take(&target, &claim("dead", &is_dead)).expect("a lock");
        // The quicker one takes over while the slower one has only seen that the lock is dead, and may be done by then.
        for is_done in [false, true] {
            let once = Cell::new(true);
            let meanwhile = |token: &str| {
                if once.replace(false) {
                    let lock = Lock::take(&target, &claim("quick", &is_dead)).expect("taken over");
                    if is_done {
                        lock.release().expect("given back");
                    }
                }
                is_dead(token)
            };
            let slow = Lock::take(&target, &claim("slow", &meanwhile));
            assert_eq!(slow.is_ok(), is_done, "{slow:?}");
            assert_eq!(holder(&target).as_deref(), Some(if is_done { "slow" } else { "quick" }));
            target.remove(PATH).expect("removed");
            let _left = Lock::take(&target, &claim("dead", &is_dead)).expect("a lock");
        }
    }

    #[test]
    fn who_was_stopped_while_taking_over_is_succeeded_too() {
        let target = MemoryTarget::default();
        let are_dead = |token: &str| token != "last";
        let _left = Lock::take(&target, &claim("dead", &are_dead)).expect("a lock");
        let stopped = |token: &str| {
            serde_json::to_vec(&Held { about: String::new(), by: None, since: String::new(), token: token.to_owned() })
                .expect("JSON")
        };
        target.create(&mark("dead"), &stopped("heir")).expect("a mark");
        target.create(&mark("heir"), &stopped("heir's heir")).expect("a mark");
        Lock::take(&target, &claim("last", &are_dead)).expect("taken over");
        assert_eq!(holder(&target).as_deref(), Some("last"));
        assert_eq!(target.list("").expect("listed").len(), 1, "no mark is left");
    }
}
