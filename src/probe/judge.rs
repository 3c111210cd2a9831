//! Answers and memory → verdicts. Pure: the same answers on the same day give the same verdicts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::follow::{End, Trail};
use super::look::Sight;
use super::plan::{self, Plan};
use super::soft;
use crate::model::{
    Absence, NotAsked, Remembered, Trouble, WebAddress, WebFact, WebFacts, WebMemory, WebTarget, WebVerdict,
};

/// The facts about every outside address of the plan, and what is to be remembered.
pub(super) fn facts(plan: &Plan, trails: &BTreeMap<WebAddress, Trail>, before: &WebMemory, today: Date) -> WebFacts {
    // Where nobody answers at all, the fault is likelier ours: no name then counts as unknown.
    let is_online = trails.values().any(|trail| trail.end.is_ok() || !trail.hops.is_empty());
    let mut facts = WebFacts::default();
    let mut verdicts: BTreeMap<&WebAddress, WebVerdict> = BTreeMap::new();
    for (address, trail) in trails {
        let name = address.to_string();
        let known = before.get(&name);
        let verdict = verdict(address, trail, known, today, is_online);
        // Nothing was learned from a web that nobody reached.
        let sight = trail.end.as_ref().ok();
        let remembered = if is_online { remember(&verdict, known, sight, today) } else { known.cloned() };
        if let Some(seen) = remembered.as_ref().filter(|remembered| is_online && remembered.seen == today) {
            *facts.days.entry(today).or_default().entry(seen.verdict.clone()).or_default() += 1;
        }
        facts.memory.extend(remembered.map(|remembered| (name, remembered)));
        verdicts.insert(address, verdict);
    }
    for (written, target) in &plan.targets {
        let fact = match target {
            Some(target) => WebFact {
                verdict: at_spot(target, &trails[&target.address], verdicts[&target.address].clone()),
                fine: before.get(&target.address.to_string()).and_then(|known| known.fine),
                address: Some(target.address.clone()),
                day: today,
            },
            None => WebFact {
                address: None,
                verdict: WebVerdict::NotAsked(if plan::is_wrapped(written) {
                    NotAsked::Wrapped
                } else {
                    NotAsked::Strange
                }),
                fine: None,
                day: today,
            },
        };
        facts.facts.insert(written.clone(), fact);
    }
    facts
}

/// What an answer means for the address as a whole.
fn verdict(
    address: &WebAddress,
    trail: &Trail,
    known: Option<&Remembered>,
    today: Date,
    is_online: bool,
) -> WebVerdict {
    let absent = |how: Absence| {
        // A day that is still to come is a clock that was put back.
        let since = known.and_then(|known| known.missing_since).filter(|since| *since <= today).unwrap_or(today);
        if since < today { WebVerdict::Gone { how, since } } else { WebVerdict::Missing { how, since } }
    };
    let sight = match &trail.end {
        Ok(sight) => sight,
        Err(End::Trouble(Trouble::UnknownName)) if is_online => return absent(Absence::NoSuchSite),
        Err(End::NotAsked(NotAsked::SiteIsSilent(Trouble::UnknownName))) if is_online => {
            return absent(Absence::NoSuchSite);
        }
        Err(End::Trouble(trouble)) => return WebVerdict::Failing(trouble.clone()),
        Err(End::NotAsked(why)) => return WebVerdict::NotAsked(why.clone()),
    };
    match sight.status {
        status @ (401 | 403 | 405 | 406 | 407 | 429 | 451 | 999) => match soft::substitute(address, trail) {
            Some(substitute @ crate::model::Substitute::SignIn { .. }) => WebVerdict::Substitute(substitute),
            _ => WebVerdict::TurnedAway { status },
        },
        404 if sight.is_wall => WebVerdict::TurnedAway { status: 404 },
        404 => absent(Absence::NotFound),
        410 => absent(Absence::TakenAway),
        200..=299 => match soft::substitute(address, trail) {
            Some(substitute) => WebVerdict::Substitute(substitute),
            None => moved(address, trail).map_or(WebVerdict::Fine, |to| WebVerdict::Moved { to }),
        },
        status => WebVerdict::Failing(Trouble::Status(status)),
    }
}

/// The new address, when every redirect on the way is for good, and telling it gives no secret away.
fn moved(address: &WebAddress, trail: &Trail) -> Option<String> {
    let last = &trail.hops.last()?.to;
    let is_for_good = trail.hops.iter().all(|hop| hop.is_permanent);
    (is_for_good && !soft::has_secret(&last.address, address)).then(|| last.address.at(last.fragment.as_deref()))
}

/// The verdict for a link that means a spot.
fn at_spot(target: &WebTarget, trail: &Trail, verdict: WebVerdict) -> WebVerdict {
    let (Some(fragment), Ok(sight)) = (&target.fragment, &trail.end) else { return verdict };
    if !verdict.is_fine() {
        return verdict;
    }
    // A redirect with a spot of its own outranks the one in the link.
    let redirected = trail.hops.iter().rev().find_map(|hop| hop.to.fragment.as_deref());
    let spot = plan::spot(Some(redirected.unwrap_or(fragment)));
    if spot.as_ref().is_some_and(|spot| sight.not_there.contains(spot)) {
        return WebVerdict::NoSpot { spot: fragment.clone() };
    }
    if spot.as_ref().is_some_and(|spot| sight.out_of_reach.contains(spot)) {
        return WebVerdict::NotAsked(NotAsked::SpotOutOfReach);
    }
    match verdict {
        WebVerdict::Moved { to } if !to.contains('#') => WebVerdict::Moved { to: format!("{to}#{fragment}") },
        other => other,
    }
}

/// What is to be remembered of an address. What was not asked is remembered as before; trouble is never remembered as fine.
fn remember(
    verdict: &WebVerdict,
    known: Option<&Remembered>,
    sight: Option<&Sight>,
    today: Date,
) -> Option<Remembered> {
    let fine = known.and_then(|known| known.fine);
    let missing_since = known.and_then(|known| known.missing_since);
    let (fine, missing_since) = match verdict {
        WebVerdict::NotAsked(_) => return known.cloned(),
        verdict if verdict.is_fine() => (Some(today), None),
        WebVerdict::Gone { since, .. } | WebVerdict::Missing { since, .. } => (fine, Some(*since)),
        _ => (fine, missing_since),
    };
    let word = if missing_since == Some(today) { "not found" } else { verdict.code() };
    let updated = sight.and_then(|sight| sight.updated).or_else(|| known.and_then(|known| known.updated));
    let report = sight.and_then(|sight| sight.report.clone()).or_else(|| known.and_then(|known| known.report.clone()));
    Some(Remembered { verdict: word.to_owned(), seen: today, fine, missing_since, updated, report })
}
