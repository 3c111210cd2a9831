//! When what was saved is built: a blink after the last event, because a program that saves makes several.
//!
//! Time is how long the preview runs; whoever waits tells it.

use std::time::Duration;

/// How long it must be quiet after an event. A save by renaming makes its events within a millisecond or two.
const QUIET: Duration = Duration::from_millis(8);

/// The longest that a build waits for quiet, counted from the first event: somebody may copy files for minutes.
const LONGEST: Duration = Duration::from_millis(120);

/// Events that wait to become one build.
#[derive(Debug, Default)]
pub struct Settle {
    first: Option<Duration>,
    last: Option<Duration>,
    again: Option<Duration>,
}

impl Settle {
    /// Something was saved.
    pub fn saved(&mut self, now: Duration) {
        self.first.get_or_insert(now);
        self.last = Some(now);
    }

    /// Something may be whole at that time that is not yet.
    pub fn look_again_at(&mut self, time: Duration) {
        self.again = Some(self.again.map_or(time, |before| before.min(time)));
    }

    /// How long to wait for the next build; none when there is nothing to wait for.
    pub fn wait(&self, now: Duration) -> Option<Duration> {
        Some(self.due()?.saturating_sub(now))
    }

    /// Whether it is time. What waited is then forgotten, for the build sees all of it.
    pub fn take(&mut self, now: Duration) -> bool {
        let is_due = self.due().is_some_and(|due| due <= now);
        if is_due {
            *self = Self::default();
        }
        is_due
    }

    fn due(&self) -> Option<Duration> {
        let quiet = self.last.zip(self.first).map(|(last, first)| (last + QUIET).min(first + LONGEST));
        [quiet, self.again].into_iter().flatten().min()
    }
}
