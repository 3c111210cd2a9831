//! One queue for each host, at its pace, hosts side by side, all within one budget of time.
//!
//! - An address is asked once. When the answer is trouble that may pass (too many requests, a connection that broke), it is
//!   asked a second time at the end of its queue, not before the site said (`Retry-After`).
//! - A site that gave no answer twice in a row is left alone.
//! - Every request to a host waits for its turn there, also one that a redirect from elsewhere leads to: the pace counts
//!   from the end of one answer to the next question, so that the site sees no less between them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

use super::follow::{self, End, Trail};
use super::look::{self, Sight};
use super::plan::{Plan, Purpose};
use super::report;
use crate::config::WebSettings;
use crate::io::{PrivateAddresses, Question, Web, is_private_host};
use crate::model::{NotAsked, Trouble, WebAddress};

/// How many hosts are asked at once.
const SIDE_BY_SIDE: usize = 64;

/// The longest that one answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Less time than this is not worth a question.
const LEAST: Duration = Duration::from_millis(100);

/// How long a site in trouble is left alone when it does not say how long.
const PAUSE: Duration = Duration::from_secs(2);

/// How many times in a row a site may give no answer at all.
const MOST_SILENCES: u32 = 2;

/// A run: what is asked, of whom, until when.
pub(super) struct Run<'a> {
    plan: &'a Plan,
    settings: &'a WebSettings,
    web: &'a dyn Web,
    deadline: Timestamp,
    hosts: Mutex<BTreeMap<String, Arc<Mutex<Host>>>>,
    done: AtomicUsize,
}

/// What a run knows of a host. Its lock is the turn: who holds it is the one who asks.
#[derive(Default)]
struct Host {
    /// When it may be asked again.
    free_at: Timestamp,
    /// Whether the site itself asked for that time.
    asked_to_wait: bool,
    /// How often in a row its ports gave no answer at all, and with what trouble the last time.
    silences: BTreeMap<u16, (u32, Trouble)>,
    seen: BTreeMap<WebAddress, Sight>,
}

/// Asks every address of the plan.
pub(super) fn all(plan: &Plan, settings: &WebSettings, web: &dyn Web) -> BTreeMap<WebAddress, Trail> {
    let deadline = web.now().checked_add(settings.budget).unwrap_or(Timestamp::MAX);
    let run = Run { plan, settings, web, deadline, hosts: Mutex::new(BTreeMap::new()), done: AtomicUsize::new(0) };
    let queues = plan.queues();
    web.tell(0, plan.spots.len());
    let ask_all = || queues.par_iter().with_max_len(1).flat_map_iter(|queue| run.queue(queue)).collect();
    // Threads that wait cost nothing, so there are more of them than processors. Without them, one after the other.
    match rayon::ThreadPoolBuilder::new().num_threads(SIDE_BY_SIDE.min(queues.len())).build() {
        Ok(pool) => pool.install(ask_all),
        Err(_) => ask_all(),
    }
}

impl Run<'_> {
    /// The addresses of one host, one after the other; those in passing trouble again at the end.
    fn queue(&self, queue: &[&WebAddress]) -> Vec<(WebAddress, Trail)> {
        let mut trails: Vec<(WebAddress, Trail)> = Vec::with_capacity(queue.len());
        for address in queue {
            let trail = follow::from(self, address, &self.plan.spots[*address]);
            if !trail.may_pass() {
                self.is_done();
            }
            trails.push(((*address).clone(), trail));
        }
        for (address, trail) in trails.iter_mut().filter(|(_, trail)| trail.may_pass()) {
            let again = follow::from(self, address, &self.plan.spots[address]);
            // A second try that never came to be says less than the first.
            if !matches!(again.end, Err(End::NotAsked(NotAsked::SiteIsSilent(_)))) {
                *trail = again;
            }
            self.is_done();
        }
        trails
    }

    /// What an address of the plan is asked for.
    pub(super) fn purpose(&self, address: &WebAddress) -> Purpose {
        self.plan.purpose(address)
    }

    /// Asks one address, when it is its turn; `spots` are looked for on top of those that links of the guide mean there.
    pub(super) fn ask(&self, address: &WebAddress, spots: &BTreeSet<String>, purpose: Purpose) -> Result<Sight, End> {
        if !self.settings.allow_private && is_private_host(address.host()) {
            return Err(End::NotAsked(NotAsked::Private));
        }
        let host = self.host(address.host());
        let mut host = locked(&host);
        let mut spots = spots.clone();
        spots.extend(self.plan.spots.get(address).into_iter().flatten().cloned());
        if let Some(seen) = host
            .seen
            .get(address)
            .filter(|seen| spots.is_subset(&seen.sought) && (purpose == Purpose::Link || seen.report.is_some()))
        {
            return Ok(seen.clone());
        }
        self.wait_for_turn(&host, address.port())?;
        let left = Duration::try_from(self.deadline.duration_since(self.web.now())).unwrap_or_default();
        let mut appetite = look::appetite(&spots, purpose);
        let private = if self.settings.allow_private { PrivateAddresses::Allowed } else { PrivateAddresses::Refused };
        let question = Question { address, patience: left.min(PATIENCE), private };
        let answer = self.web.ask(&question, &mut appetite);
        let now = self.web.now();
        host.free_at = later(now, self.settings.pace);
        host.asked_to_wait = false;
        match answer {
            Ok(answer) => {
                host.silences.remove(&address.port());
                let mut sight = look::at(&answer, spots);
                if purpose == Purpose::Report && (200..300).contains(&sight.status) {
                    let offer = self.plan.local_offer.as_deref();
                    sight.report = Some(report::read(&answer, address.path(), offer, self.web.today()));
                }
                self.keep_off(&mut host, &sight, now);
                if !sight.is_busy() {
                    host.seen.insert(address.clone(), sight.clone());
                }
                Ok(sight)
            }
            Err(Trouble::TooSlow) if left < PATIENCE => Err(End::NotAsked(NotAsked::OutOfTime)),
            Err(trouble) => {
                let (before, _) = host.silences.get(&address.port()).cloned().unwrap_or((0, trouble.clone()));
                host.silences.insert(address.port(), (before + silences(&trouble), trouble.clone()));
                host.free_at = later(now, self.settings.pace.max(PAUSE));
                Err(End::Trouble(trouble))
            }
        }
    }

    fn wait_for_turn(&self, host: &Host, port: u16) -> Result<(), End> {
        if let Some((silences, trouble)) = host.silences.get(&port)
            && *silences >= MOST_SILENCES
        {
            return Err(End::NotAsked(NotAsked::SiteIsSilent(trouble.clone())));
        }
        if later(self.web.now().max(host.free_at), LEAST) >= self.deadline {
            let why = if host.asked_to_wait { NotAsked::AskedToWait } else { NotAsked::OutOfTime };
            return Err(End::NotAsked(why));
        }
        self.web.wait_until(host.free_at);
        Ok(())
    }

    /// Leaves a busy site alone for as long as it asked, or for a pause.
    fn keep_off(&self, host: &mut Host, sight: &Sight, now: Timestamp) {
        if let Some(wait) = sight.retry_after(now) {
            host.free_at = host.free_at.max(later(now, wait));
            host.asked_to_wait = true;
        } else if sight.is_busy() {
            host.free_at = later(now, self.settings.pace.max(PAUSE));
        }
    }

    fn host(&self, name: &str) -> Arc<Mutex<Host>> {
        locked(&self.hosts).entry(name.to_owned()).or_default().clone()
    }

    fn is_done(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.web.tell(done, self.plan.spots.len());
    }
}

/// How much a trouble says about the whole site: a name that nobody has is final, a strange answer is one page's own.
fn silences(trouble: &Trouble) -> u32 {
    match trouble {
        Trouble::UnknownName | Trouble::Private | Trouble::Certificate(_) => MOST_SILENCES,
        Trouble::NameService | Trouble::NoConnection | Trouble::TooSlow | Trouble::CutOff | Trouble::Proxy => 1,
        _ => 0,
    }
}

/// A lock. A thread that panicked while it held the lock has left nothing half done that matters here.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn later(time: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by).ok().and_then(|by| time.checked_add(by).ok()).unwrap_or(Timestamp::MAX)
}
