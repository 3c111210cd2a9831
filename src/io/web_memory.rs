//! A web in memory: answers that were set down before, and a clock that leaps. For tests, and for nothing else.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use super::web::{Answer, Appetite, Head, Question, Wanted, Web};
use crate::model::Trouble;

/// A web that knows some addresses. Others have no such name. Waiting takes no time: the clock leaps.
#[derive(Debug)]
pub struct MemoryWeb {
    today: Date,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    now: Timestamp,
    answers: BTreeMap<String, VecDeque<Set>>,
    asked: Vec<(String, Timestamp)>,
}

/// An answer that was set down, or the trouble in its place, and how long it takes.
#[derive(Debug, Clone)]
struct Set {
    takes: Duration,
    answer: Result<Answer, Trouble>,
}

impl MemoryWeb {
    /// An empty web on a day.
    pub fn on(today: Date) -> Self {
        let state = State { now: Timestamp::UNIX_EPOCH, answers: BTreeMap::new(), asked: Vec::new() };
        Self { today, state: Mutex::new(state) }
    }

    /// An address that answers. The answers to one address come in the order they were set down; the last one stays.
    #[must_use]
    pub fn answers(self, address: &str, status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let head = Head { status, headers };
        self.set(address, Ok(Answer { head, body: body.as_ref().to_vec(), broke_off: false }), Duration::ZERO)
    }

    /// An address in trouble.
    #[must_use]
    pub fn fails(self, address: &str, trouble: Trouble) -> Self {
        self.set(address, Err(trouble), Duration::ZERO)
    }

    /// Lets the newest answer of an address take its time.
    #[must_use]
    pub fn taking(self, address: &str, takes: Duration) -> Self {
        if let Some(set) = self.locked().answers.get_mut(address).and_then(VecDeque::back_mut) {
            set.takes = takes;
        }
        self
    }

    /// What was asked, and when, in the order it was asked.
    pub fn asked(&self) -> Vec<(String, Timestamp)> {
        self.locked().asked.clone()
    }

    fn set(self, address: &str, answer: Result<Answer, Trouble>, takes: Duration) -> Self {
        self.locked().answers.entry(address.to_owned()).or_default().push_back(Set { takes, answer });
        self
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Web for MemoryWeb {
    fn ask(&self, question: &Question<'_>, appetite: &mut Appetite<'_>) -> Result<Answer, Trouble> {
        let mut state = self.locked();
        let name = question.address.to_string();
        let now = state.now;
        state.asked.push((name.clone(), now));
        let set = match state.answers.get_mut(&name) {
            Some(queue) if queue.len() > 1 => queue.pop_front(),
            Some(queue) => queue.front().cloned(),
            None => None,
        };
        let Some(set) = set else { return Err(Trouble::UnknownName) };
        state.now += set.takes.min(question.patience);
        if set.takes > question.patience {
            return Err(Trouble::TooSlow);
        }
        let mut answer = set.answer?;
        let mut read = 0;
        while read < answer.body.len() && appetite(&answer.head, &answer.body[..read]) == Wanted::More {
            read = (read + 1024).min(answer.body.len());
        }
        answer.body.truncate(read);
        Ok(answer)
    }

    fn now(&self) -> Timestamp {
        self.locked().now
    }

    fn today(&self) -> Date {
        self.today
    }

    fn wait_until(&self, time: Timestamp) {
        let mut state = self.locked();
        state.now = state.now.max(time);
    }
}
