//! Outside addresses: are they still there, have they moved?

use super::CheckContext;
use super::accessibility::owner_of;
use super::web_words::{absence, is_dead};
use crate::config::date_words;
use crate::model::{
    Absence, Certainty, Destination, DocumentId, Finding, Findings, LinkId, Owner, Rule, Severity, Substitute,
    ToldLink, WebFact, WebVerdict, unwrapped,
};

/// An outside address that does not lead to the page it is meant for.
pub const DEAD_WEB_ADDRESS: Rule = Rule {
    code: "dead-web-address",
    severity: Severity::MustFix,
    name: "Dead web address",
    finds: "A web address that was not there on two different days, or that leads to a home page, a sign-in page, a “page not found” or a name for sale in place of the page.",
    why: "A SENCO who follows the link does not get what the guide promises, and stops trusting the other links too.",
    fix: "Change the link to the page's new address, or take it out.",
    example: "https://www.aldermere.example/old-page, which answered “not found” on 1 and on 8 September",
};

/// An outside address that has moved for good.
pub const MOVED_WEB_ADDRESS: Rule = Rule {
    code: "moved-web-address",
    severity: Severity::ShouldFix,
    name: "Web address has moved",
    finds: "A web address whose site says that the page has moved for good, and where to.",
    why: "The link works as long as the old site sends readers on, and old sites are switched off.",
    fix: "Change the link to the new address.",
    example: "http://www.aldermere.example/sen, which has moved to https://www.aldermere.example/send",
};

/// A link to an outside address, on a page, in a document or in a register, with what the web said about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct AskedLink<'a> {
    /// The link as it may be told.
    pub(super) told: ToldLink<'a>,
    /// Which link; none for those of the registers.
    id: Option<LinkId>,
    /// The whole address.
    pub(super) address: &'a str,
    /// What the web said.
    pub(super) fact: &'a WebFact,
}

pub(super) fn dead(context: &CheckContext<'_>, findings: &mut Findings) {
    for link in asked(context).filter(|link| is_dead(&link.fact.verdict)) {
        let Some((what, fix)) = dead_words(&link) else { continue };
        let finding = Finding::new(&DEAD_WEB_ADDRESS, link.told.place.clone(), what, by_owner(context, &link, fix));
        let page_is_there = matches!(link.fact.verdict, WebVerdict::NoSpot { .. });
        let most = if link.document().is_some() || page_is_there { Severity::ShouldFix } else { Severity::MustFix };
        findings.push(finding.at_most(most).about(link.told.written));
    }
}

pub(super) fn moved(context: &CheckContext<'_>, findings: &mut Findings) {
    for link in asked(context) {
        let WebVerdict::Moved { to } = &link.fact.verdict else { continue };
        let what = format!("{} leads to {}. The page has moved for good to {to}.", link.words(), shown(link.fact));
        let fix = by_owner(context, &link, format!("Change the link to {to}."));
        let finding = Finding::new(&MOVED_WEB_ADDRESS, link.told.place.clone(), what, fix).about(link.told.written);
        // The edit of a wrapped address is made by its own rule.
        let raw = link.id.and_then(|id| context.written(id)).filter(|raw| unwrapped(raw).is_none());
        findings.push(match raw {
            Some(raw) => finding.with_edit(raw, with_spot(to, raw), Certainty::Certain),
            None => finding,
        });
    }
}

/// The new address with the spot that the link means: browsers take it along, too.
fn with_spot(to: &str, written: &str) -> String {
    match written.split_once('#') {
        Some((_, spot)) if !to.contains('#') => format!("{to}#{spot}"),
        _ => to.to_owned(),
    }
}

/// Every link to an outside address with what the web said about it.
pub(super) fn asked<'a>(context: &CheckContext<'a>) -> impl Iterator<Item = AskedLink<'a>> {
    let facts = context.facts.web.as_ref().map(|web| &web.facts);
    let ids = context.graph.links().map(|link| Some(link.id)).chain(std::iter::repeat(None));
    context.graph.told().zip(ids).filter_map(move |(told, id)| {
        let (Destination::Web(address) | Destination::LocalOffer(address)) = told.destination else { return None };
        Some(AskedLink { told, id, address, fact: facts?.get(address)? })
    })
}

impl AskedLink<'_> {
    /// The link in the editor's words: “Speech and language form”.
    pub(super) fn words(&self) -> String {
        let label = self.told.label.trim();
        let short: String = label.chars().take(70).collect();
        match (label.is_empty(), short.len() < label.len()) {
            (true, _) => "A link".to_owned(),
            (false, false) => format!("“{label}”"),
            (false, true) => format!("“{short}…”"),
        }
    }

    /// The document that it stands in.
    fn document(&self) -> Option<DocumentId> {
        match self.id?.owner {
            Owner::Page(_) => None,
            Owner::Document(document) => Some(document),
        }
    }
}

fn dead_words(link: &AskedLink<'_>) -> Option<(String, String)> {
    let fact = link.fact;
    let (words, shown, day) = (link.words(), shown(fact), date_words(fact.day));
    let host = fact.address.as_ref().map(|address| address.host().to_owned()).unwrap_or_default();
    let look = format!("Look for the page on {host} and change the link, or take the link out.");
    Some(match &fact.verdict {
        WebVerdict::Gone { how: Absence::NoSuchSite, since } => (
            format!(
                "{words} leads to {shown}. There was no site of that name on {}, and none on {day}.",
                date_words(*since)
            ),
            "Search the web for the new site of its owner and change the link, or take the link out.".to_owned(),
        ),
        WebVerdict::Gone { how, since } => (
            format!("{words} leads to {shown}, which {} on {} and again on {day}.", absence(*how), date_words(*since)),
            look,
        ),
        WebVerdict::Substitute(Substitute::HomePage { at }) => (
            format!("{words} leads to {shown}, but readers land on the home page {at} in place of the page."),
            look,
        ),
        WebVerdict::Substitute(Substitute::NotFoundPage { says }) => {
            (format!("{words} leads to {shown}, but what readers get there is “{says}”."), look)
        }
        WebVerdict::Substitute(Substitute::Parked) => (
            format!("{words} leads to {shown}, where the name of the site is for sale: its owner has given it up."),
            "Take the link out now, or change it: whoever buys the name decides what your readers see.".to_owned(),
        ),
        WebVerdict::Substitute(Substitute::SignIn { at }) => (
            format!("{words} leads to {shown}, but readers have to sign in at {at} first."),
            "Link to a page that everybody can read. If every reader has an account there, say so beside the link and accept this finding under [[exceptions]] in guide.toml."
                .to_owned(),
        ),
        WebVerdict::NoSpot { spot } => (
            format!("{words} leads to {shown}. The page is there, but has no spot “{spot}”, so readers land at its top."),
            "Change the part after # to a spot that the page has, or take it off.".to_owned(),
        ),
        _ => return None,
    })
}

/// A link inside a document is its owner's to mend.
fn by_owner(context: &CheckContext<'_>, link: &AskedLink<'_>, fix: String) -> String {
    match link.document() {
        None => fix,
        Some(document) => {
            format!("Ask {} to mend the link in the document. {fix}", owner_of(context.documents.get(document)))
        }
    }
}

/// The address as it may be shown: without the name and password that some people write into one.
pub(super) fn shown(fact: &WebFact) -> String {
    fact.address.as_ref().map(ToString::to_string).unwrap_or_default()
}
