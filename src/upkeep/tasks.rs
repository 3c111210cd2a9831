//! The few things to do first: reasons that one person settles at one go are one task.

use jiff::civil::Date;

use super::reasons::{Reason, ReasonKind};
use super::status::Kept;
use crate::config::date_words;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What kind of reason it has.
    pub kind: ReasonKind,
    /// What is the matter, a whole sentence.
    pub what: String,
    /// What to do, an instruction.
    pub fix: String,
    /// The role to ask.
    pub who: Option<String>,
    /// The ids of the pages and documents that it is about.
    pub things: Vec<String>,
}

/// How many tasks a person can face before breakfast.
const MOST: usize = 5;

/// How many titles a sentence may hold.
const TITLES: usize = 3;

/// A reason with the thing that has it.
type Found<'a> = (&'a Kept, &'a Reason);

/// The most pressing tasks. What concerns most things comes first among its like, then what has waited longest.
pub(super) fn first(kept: &[Kept]) -> Vec<Task> {
    let found = kept.iter().flat_map(|thing| thing.reasons.iter().map(move |reason| (thing, reason)));
    let mut groups: Vec<Vec<Found<'_>>> = Vec::new();
    for (thing, reason) in found {
        let same = |group: &&mut Vec<Found<'_>>| key(group[0].1) == key(reason);
        match groups.iter_mut().find(same) {
            Some(group) => group.push((thing, reason)),
            None => groups.push(vec![(thing, reason)]),
        }
    }
    groups.sort_by_key(|group| {
        let day = group.iter().filter_map(|(_, reason)| reason.day).min().unwrap_or(Date::MAX);
        let size = if group[0].1.kind < ReasonKind::Overdue { group.len() } else { 0 };
        (group[0].1.kind, std::cmp::Reverse(size), day)
    });
    groups.iter().take(MOST).map(|group| task(group)).collect()
}

/// What makes two reasons one task: the address, the document or the role that they are about. A text that changed is read alone.
fn key(reason: &Reason) -> (ReasonKind, &str, &str) {
    let own = if reason.kind == ReasonKind::TextChanged { reason.what.as_str() } else { "" };
    (reason.kind, &reason.about, own)
}

fn task(group: &[Found<'_>]) -> Task {
    let (thing, reason) = group[0];
    let things: Vec<String> = group.iter().map(|(thing, _)| thing.id.clone()).collect();
    let who = thing.owner.clone();
    if group.len() == 1 {
        return Task { kind: reason.kind, what: reason.what.clone(), fix: reason.fix.clone(), who, things };
    }
    let titles = titles(group);
    let count = group.len();
    let days = group.iter().filter_map(|(_, reason)| reason.day);
    let since = days.clone().min().map(date_words).unwrap_or_default();
    let about = &reason.subject;
    let (what, fix) = match reason.kind {
        ReasonKind::AddressGone => (
            format!("{about} is not there any more; {titles} lead there."),
            "Find its new address and change the links, or take them out.".to_owned(),
        ),
        ReasonKind::OfficialUpdate => (
            format!("{about} was updated on {since}; {titles} lead there and were reviewed before."),
            "Read what is new there, and whether the pages still say the same.".to_owned(),
        ),
        ReasonKind::AddressMoved => (
            format!("{about} has moved; {titles} lead there."),
            "Read what is there now, and change the links: check --web says where to.".to_owned(),
        ),
        ReasonKind::DocumentChanged => (
            format!("{about} has changed; {titles} lead there and were reviewed before."),
            format!(
                "Read those pages beside the document, and record each: senco-guide status --reviewed {} --by ROLE",
                things[0]
            ),
        ),
        ReasonKind::OwnerLeft => match days.max() {
            Some(day) => (
                format!("{about} left on {} and still owns {titles}.", date_words(day)),
                "Name the role that keeps them now, or add to people.csv who holds this one.".to_owned(),
            ),
            None => (
                format!("{about} is not in people.csv and owns {titles}."),
                "Add the role to people.csv, or name another.".to_owned(),
            ),
        },
        ReasonKind::OwnerLeaves => {
            (format!("{about} leaves on {since} and owns {titles}."), "Agree now who keeps them after that.".to_owned())
        }
        ReasonKind::Overdue => (
            format!("{count} reviews of {} are overdue, the oldest since {since}: {titles}.", role(about)),
            format!(
                "Ask {} to read them, and record each: senco-guide status --reviewed {} --by ROLE",
                role(about),
                things[0]
            ),
        ),
        ReasonKind::DueSoon => (
            format!("{} has {count} reviews soon, the first by {since}: {titles}.", role(about)),
            "Send the list (--owners) and the dates (--calendar).".to_owned(),
        ),
        ReasonKind::NoOwner => (
            format!("Nobody is named as the owner of {titles}."),
            "Write the roles that keep them into the column owner of documents.csv.".to_owned(),
        ),
        ReasonKind::NoDates => (
            format!("No date says when {titles} are to be reviewed."),
            "Agree dates with the owners, and write them into review_by.".to_owned(),
        ),
        ReasonKind::TextChanged => (reason.what.clone(), reason.fix.clone()),
    };
    Task { kind: reason.kind, what: capitalised(&what), fix, who, things }
}

fn role(about: &str) -> &str {
    if about.is_empty() { "an owner nobody named" } else { about }
}

/// “One”, “Two” and 3 more.
fn titles(group: &[Found<'_>]) -> String {
    let mut titles: Vec<String> = Vec::new();
    for (thing, _) in group {
        let title = format!("“{}”", thing.title);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let more = titles.len().saturating_sub(TITLES);
    if more > 0 {
        titles.truncate(TITLES);
        return format!("{} and {more} more", titles.join(", "));
    }
    match titles.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => titles.concat(),
    }
}

fn capitalised(sentence: &str) -> String {
    if sentence.starts_with("http") {
        return sentence.to_owned();
    }
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
