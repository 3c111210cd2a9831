//! Goes after redirects, one request at a time, and keeps the way it came.

use std::collections::BTreeSet;

use super::ask::Run;
use super::look::Sight;
use super::plan;
use crate::model::{NotAsked, Trouble, WebAddress, WebTarget};

/// The most redirects in a row. Browsers give up at twenty; nobody means more than ten.
const MOST_REDIRECTS: usize = 10;

/// The way from an address to its answer.
#[derive(Debug, Clone)]
pub(super) struct Trail {
    /// The redirects, in order.
    pub(super) hops: Vec<Hop>,
    /// What stood at its end.
    pub(super) end: Result<Sight, End>,
}

/// One redirect.
#[derive(Debug, Clone)]
pub(super) struct Hop {
    /// Where it leads.
    pub(super) to: WebTarget,
    /// Whether it says that the move is for good (301 and 308; RFC 9110, 15.4).
    pub(super) is_permanent: bool,
}

/// Why there is no answer at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// It was asked in vain.
    Trouble(Trouble),
    /// It was not asked.
    NotAsked(NotAsked),
}

/// Asks an address and follows where it leads. A spot goes along: a browser carries it to the page at the end.
pub(super) fn from(run: &Run<'_>, address: &WebAddress, spots: &BTreeSet<String>) -> Trail {
    let mut hops: Vec<Hop> = Vec::new();
    let mut been: BTreeSet<WebAddress> = BTreeSet::from([address.clone()]);
    let mut here = address.clone();
    let mut spots = spots.clone();
    let purpose = run.purpose(address);
    loop {
        let end = match run.ask(&here, &spots, purpose) {
            Ok(sight) => match next(&here, &sight) {
                None => Ok(sight),
                Some(Err(trouble)) => Err(End::Trouble(trouble)),
                Some(Ok(to)) if been.contains(&to.address) => {
                    // A redirect to its own address with another spot, or one that waits for a cookie.
                    Err(End::Trouble(Trouble::Circle))
                }
                Some(Ok(_)) if hops.len() >= MOST_REDIRECTS => Err(End::Trouble(Trouble::TooManyRedirects)),
                Some(Ok(to)) => {
                    been.insert(to.address.clone());
                    here = to.address.clone();
                    if let Some(spot) = plan::spot(to.fragment.as_deref()) {
                        spots = BTreeSet::from([spot]);
                    }
                    hops.push(Hop { to, is_permanent: matches!(sight.status, 301 | 308) });
                    continue;
                }
            },
            // What a redirect leads to is no address of the guide: asking there failed, it was not left out.
            Err(End::NotAsked(NotAsked::Private)) if !hops.is_empty() => Err(End::Trouble(Trouble::Private)),
            Err(end) => Err(end),
        };
        return Trail { hops, end };
    }
}

/// Where an answer leads on, if it does.
fn next(here: &WebAddress, sight: &Sight) -> Option<Result<WebTarget, Trouble>> {
    if !matches!(sight.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = sight.location.as_deref()?;
    Some(WebTarget::joined(here, location).ok_or(Trouble::RedirectElsewhere))
}

impl Trail {
    /// Whether a second try may bring another answer.
    pub(super) fn may_pass(&self) -> bool {
        match &self.end {
            Ok(sight) => sight.is_busy(),
            Err(End::Trouble(trouble)) => trouble.may_pass(),
            Err(End::NotAsked(_)) => false,
        }
    }
}
