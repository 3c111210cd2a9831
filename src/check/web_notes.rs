//! Outside addresses that nobody can judge yet: one note for each reason, with all the places it is about.

use std::collections::{BTreeMap, BTreeSet};

use super::CheckContext;
use super::address_parts::AddressParts;
use super::pasted::is_private;
use super::web::{AskedLink, asked, shown};
use super::web_words::{first_time, is_open, last_fine, not_asked_words, status_words, trouble_words};
use crate::config::date_words;
use crate::model::{Finding, Findings, NotAsked, Place, Rule, Severity, Trouble, WebFact, WebFacts, WebVerdict};

/// An outside address that nobody can judge yet.
pub const WEB_NOT_CHECKED: Rule = Rule {
    code: "web-not-checked",
    severity: Severity::Note,
    name: "Web address not checked",
    finds: "A web address that could not be judged: its site turns checking programs away, is in trouble now, or answered “not found” for the first time.",
    why: "Nobody knows whether the link works. Many such addresses are fine: firewalls refuse programs and let people in.",
    fix: "Open the address in a browser. Change the link if the page is not there.",
    example: "https://www.aldermere.example/form, which refuses programs (403); last fine on 1 September 2026",
};

/// One note for what has one reason, not one a link: a firewall in front of a site is one thing to know.
pub(super) fn not_checked(context: &CheckContext<'_>, findings: &mut Findings) {
    let Some(web) = &context.facts.web else { return };
    if let Some(finding) = nobody_answered(web) {
        findings.push(finding);
        return;
    }
    let mut groups: BTreeMap<(String, String), Vec<AskedLink<'_>>> = BTreeMap::new();
    for link in asked(context).filter(|link| is_open(&link.fact.verdict) && !has_its_own_rule(link)) {
        groups.entry(reason_key(link.fact)).or_default().push(link);
    }
    for group in groups.into_values() {
        findings.extend(note(&group).into_iter().collect());
    }
}

/// In place of a note for each site: when not one answers, the fault is on this side.
fn nobody_answered(web: &WebFacts) -> Option<Finding> {
    let was_never_asked = |verdict: &WebVerdict| {
        matches!(
            verdict,
            WebVerdict::NotAsked(NotAsked::Private | NotAsked::Strange | NotAsked::Wrapped | NotAsked::OutOfTime)
        )
    };
    let asked: Vec<&WebFact> = web.facts.values().filter(|fact| !was_never_asked(&fact.verdict)).collect();
    let troubles: Vec<&Trouble> = asked.iter().map_while(|fact| silence(&fact.verdict)).collect();
    let hosts: BTreeSet<&str> = asked.iter().filter_map(|fact| Some(fact.address.as_ref()?.host())).collect();
    if troubles.len() < asked.len() || hosts.len() < 2 {
        return None;
    }
    let (why, fix) = if troubles.iter().all(|trouble| matches!(trouble, Trouble::Certificate(_))) {
        (
            "showed a security certificate that this computer trusts. It looks as if a filter of your network reads along.",
            "Ask your IT team to install the filter's root certificate on this computer, and check again.",
        )
    } else {
        (
            "answered. It looks as if this computer has no way to the web just now.",
            "Open one of the addresses in a browser on this computer. When that works, check again; if it then fails in the same way, ask your IT team whether programs may use the web from here.",
        )
    };
    let what = format!(
        "None of the {} outside addresses could be checked: on {} not one of their {} sites {why}",
        asked.len(),
        date_words(asked[0].day),
        hosts.len(),
    );
    Some(Finding::new(&WEB_NOT_CHECKED, Place::guide(), what, fix))
}

/// The trouble of a site that gave no answer at all.
fn silence(verdict: &WebVerdict) -> Option<&Trouble> {
    match verdict {
        WebVerdict::Failing(trouble) | WebVerdict::NotAsked(NotAsked::SiteIsSilent(trouble)) => matches!(
            trouble,
            Trouble::UnknownName
                | Trouble::NameService
                | Trouble::NoConnection
                | Trouble::TooSlow
                | Trouble::Proxy
                | Trouble::Certificate(_)
        )
        .then_some(trouble),
        _ => None,
    }
}

/// Whether another rule says already what is wrong with the address itself: `private-address` and `wrapped-link`.
fn has_its_own_rule(link: &AskedLink<'_>) -> bool {
    match &link.fact.verdict {
        WebVerdict::NotAsked(NotAsked::Private) => {
            AddressParts::of(link.address).is_some_and(|address| is_private(&address))
        }
        WebVerdict::NotAsked(NotAsked::Wrapped) => true,
        _ => false,
    }
}

/// What makes two addresses one note: one site and one reason; or one reason for the whole run.
fn reason_key(fact: &WebFact) -> (String, String) {
    let address = || fact.address.as_ref().map(ToString::to_string).unwrap_or_default();
    let host = fact.address.as_ref().map(|address| address.host().to_owned()).unwrap_or_default();
    match &fact.verdict {
        WebVerdict::NotAsked(NotAsked::OutOfTime) => (String::new(), "time".to_owned()),
        WebVerdict::Missing { .. } | WebVerdict::NotAsked(NotAsked::Strange | NotAsked::SpotOutOfReach) => {
            (host, address())
        }
        WebVerdict::NotAsked(NotAsked::SiteIsSilent(trouble)) | WebVerdict::Failing(trouble) => {
            (host, trouble_words(trouble))
        }
        verdict => (host, format!("{verdict:?}")),
    }
}

/// The note about links whose addresses share a reason.
fn note(group: &[AskedLink<'_>]) -> Option<Finding> {
    let link = group.first()?;
    let fact = link.fact;
    let addresses: BTreeMap<&str, &WebFact> = group.iter().map(|link| (link.address, link.fact)).collect();
    let many = addresses.len();
    let host = fact.address.as_ref().map(|address| address.host().to_owned()).unwrap_or_default();
    let one = shown(fact);
    let subject = if many == 1 { one.clone() } else { host.clone() };
    let result = unchecked_words(&addresses);
    let browser = if many == 1 {
        "Open it in a browser. If the page is there, nothing need be done."
    } else {
        "Open the addresses in a browser. If the pages are there, nothing need be done."
    };
    let (what, fix) = match &fact.verdict {
        WebVerdict::Missing { how, since } => (
            format!("{one} {}.", first_time(*how, *since)),
            "Open it in a browser. If the page is gone for good, change the link; if not, check again on another day.".to_owned(),
        ),
        WebVerdict::TurnedAway { status } => (
            format!("{subject} turns checking programs away: {}, {result}", status_words(*status)),
            browser.to_owned(),
        ),
        WebVerdict::Failing(trouble) | WebVerdict::NotAsked(NotAsked::SiteIsSilent(trouble)) => (
            format!("{subject} did not work on {}: {}, {result}", date_words(fact.day), trouble_words(trouble)),
            "Check again on another day. If it goes on, open it in a browser, and change the link when the page is not there.".to_owned(),
        ),
        WebVerdict::NotAsked(NotAsked::OutOfTime) => (
            format!("The time for asking the web was up before {} could be asked.", count(many, "outside address", "outside addresses")),
            "Check again. If the guide has very many addresses, give it more time: budget = \"20 minutes\" under [links] in guide.toml.".to_owned(),
        ),
        WebVerdict::NotAsked(NotAsked::AskedToWait) => (
            format!("{subject} wants to be left alone for longer than the check may take, {result}"),
            "Check again later.".to_owned(),
        ),
        WebVerdict::NotAsked(NotAsked::Private) => (
            format!("{subject} lies on this computer or in a private network, so it was not asked."),
            "Check that readers outside can open it. To have it asked from inside, write allow_private = true under [links] in guide.toml.".to_owned(),
        ),
        WebVerdict::NotAsked(NotAsked::SpotOutOfReach) => (
            format!("{one} answers, but the spot after # could not be looked for: the page is too long, broke off, or makes its spots by a script."),
            browser.to_owned(),
        ),
        WebVerdict::NotAsked(NotAsked::Strange) => (
            format!("{} leads to {}, which was {}.", link.words(), link.told.written, not_asked_words(&NotAsked::Strange)),
            "Copy the address again from the browser's address line.".to_owned(),
        ),
        _ => return None,
    };
    let places: BTreeSet<&Place> = group.iter().map(|link| link.told.place).collect();
    let finding = Finding::new(&WEB_NOT_CHECKED, link.told.place.clone(), what, fix);
    let finding = if many == 1 { finding.about(link.told.written) } else { finding };
    Some(
        places
            .into_iter()
            .filter(|place| *place != link.told.place)
            .fold(finding, |finding, place| finding.see_also(place.clone())),
    )
}

/// What it means for the addresses of a note, and when they were last fine.
fn unchecked_words(addresses: &BTreeMap<&str, &WebFact>) -> String {
    let days: BTreeSet<_> = addresses.values().map(|fact| fact.fine).collect();
    let newest = days.iter().next_back().copied().flatten();
    let (unchecked, they) = match (addresses.len(), days.len()) {
        (1, _) => ("so it could not be checked".to_owned(), "it was"),
        (many, 1) => (format!("so its {many} addresses in this guide could not be checked"), "they were"),
        (many, _) => (format!("so its {many} addresses in this guide could not be checked"), "some of them were"),
    };
    match newest {
        None => format!("{unchecked}."),
        Some(_) => format!("{unchecked}; {they} {}.", last_fine(newest)),
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
