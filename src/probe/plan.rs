//! What is to be asked: every outside address of the guide once, with the spots that links mean in it.

use std::collections::{BTreeMap, BTreeSet};

use super::Schools;
use crate::model::{Destination, LinkGraph, WebAddress, WebTarget, unwrapped};

/// What is to be asked.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Every outside address as links have it, and what it means; none for what cannot be understood as an address.
    pub(super) targets: BTreeMap<String, Option<WebTarget>>,
    /// Every address to ask, with the spots to look for.
    pub(super) spots: BTreeMap<WebAddress, BTreeSet<String>>,
    /// The addresses of schools' SEN information reports, whose text is read.
    pub(super) reports: BTreeSet<WebAddress>,
    /// The beginning of the Local Offer's address.
    pub(super) local_offer: Option<String>,
}

/// What an address is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To see whether a link leads to something.
    Link,
    /// To read a school's SEN information report.
    Report,
}

/// The plan of a guide.
pub(super) fn of(graph: &LinkGraph, schools: &Schools<'_>) -> Plan {
    let reports = schools.all.iter().filter_map(|school| WebTarget::new(school.report.as_deref()?));
    let mut plan = Plan {
        reports: reports.map(|target| target.address).collect(),
        local_offer: schools.local_offer.map(str::to_owned),
        ..Plan::default()
    };
    for link in graph.told() {
        let (Destination::Web(address) | Destination::LocalOffer(address)) = link.destination else { continue };
        let target = Some(address).filter(|address| !is_wrapped(address)).and_then(|address| WebTarget::new(address));
        if let Some(target) = &target {
            plan.spots.entry(target.address.clone()).or_default().extend(spot(target.fragment.as_deref()));
        }
        plan.targets.insert(address.clone(), target);
    }
    plan
}

impl Plan {
    /// What an address is asked for.
    pub(super) fn purpose(&self, address: &WebAddress) -> Purpose {
        if self.reports.contains(address) { Purpose::Report } else { Purpose::Link }
    }

    /// The queues: the addresses of each host, the longest queue first, so that it does not begin last.
    pub(super) fn queues(&self) -> Vec<Vec<&WebAddress>> {
        let mut by_host: BTreeMap<&str, Vec<&WebAddress>> = BTreeMap::new();
        for address in self.spots.keys() {
            by_host.entry(address.host()).or_default().push(address);
        }
        let mut queues: Vec<_> = by_host.into_values().collect();
        queues.sort_by_key(|queue| std::cmp::Reverse(queue.len()));
        queues
    }
}

/// Whether an address is the rest of one that a mail filter has wrapped: what may name a person is cut from it.
pub(super) fn is_wrapped(address: &str) -> bool {
    address.ends_with('…') || unwrapped(address).is_some()
}

/// The spot that a fragment means, when it is one that can be looked for.
///
/// A text fragment (`#:~:text=…`) is for the browser alone, `#top` is on every page (HTML, 7.4.6.3), and `#!/…` and `#/…` are
/// the page's own business.
pub(super) fn spot(fragment: Option<&str>) -> Option<String> {
    let fragment = fragment?;
    let spot = fragment.split_once(":~:").map_or(fragment, |(spot, _)| spot);
    let is_own_business = spot.starts_with(['!', '/']) || spot.eq_ignore_ascii_case("top");
    (!spot.is_empty() && !is_own_business).then(|| spot.to_owned())
}
