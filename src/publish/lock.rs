//! One publisher at a time.
//!
//! The lock is a small file at the target that is made only when there is none. It says who holds it and since when. A
//! publisher that was killed leaves it behind; when that was on this computer, the next one notices by its [`Claim`] and
//! takes over.

use serde::{Deserialize, Serialize};

use crate::io::{Target, TargetFailure, TargetTrouble, time_words};

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
        let other: Option<Held> = target.read(PATH)?.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let is_left_over = other.as_ref().is_some_and(|other| (claim.has_ended)(&other.token));
        if claim.breaks == BreakLock::Yes || is_left_over {
            target.remove(PATH)?;
            if target.create(PATH, &text)? {
                return Ok(Self { target });
            }
        }
        Err(TargetFailure::new(target.words(), locked(other)))
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

fn locked(other: Option<Held>) -> TargetTrouble {
    match other {
        Some(other) => TargetTrouble::Locked {
            by: other.by.map_or_else(|| "Somebody".to_owned(), |role| format!("Somebody ({role})")),
            since: time_words(&other.since),
        },
        None => TargetTrouble::Locked { by: "Somebody".to_owned(), since: "a time that cannot be read".to_owned() },
    }
}
