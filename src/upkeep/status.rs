//! Who keeps each page and document, when it was last reviewed and when it is next.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::reasons::{self, Reason};
use super::tasks::{self, Task};
use super::trend::{self, Moment};
use crate::check::{CheckContext, linked_documents, school_troubles};
use crate::model::{Digest, GuidePath, History, Owner, Person, Post, School, Standing, WebDays, WebMemory, review_id};

/// Everything that the status is made from.
#[derive(Debug, Clone, Copy)]
pub struct Survey<'a> {
    /// The guide as it is now, and the day.
    pub guide: CheckContext<'a>,
    /// The earlier releases.
    pub history: &'a History,
    /// What outside addresses answered on earlier days.
    pub web: &'a WebMemory,
    /// How many of them answered in each way, by day.
    pub web_days: &'a WebDays,
}

/// How well a guide is kept, on a day.
#[derive(Debug, Clone)]
pub struct Status {
    /// The guide's title.
    pub guide: String,
    /// The day.
    pub as_of: Date,
    /// The pages in reading order, then the documents in register order.
    pub kept: Vec<Kept>,
    /// What to do first, the most pressing first, at most five.
    pub tasks: Vec<Task>,
    /// Whom to write to, by role.
    pub keepers: Vec<Keeper>,
    /// The schools to ask about their SEN information reports, those that were asked longest ago first.
    pub schools: Vec<Chase>,
    /// The last releases, the oldest first, and today.
    pub trend: Vec<Moment>,
    /// How many outside addresses answered in each way on the days they were asked.
    pub web: WebDays,
}

/// A page or document, and how it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The name that `status --reviewed` takes.
    pub id: String,
    /// Whether it is a page or a document.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: GuidePath,
    /// The role that keeps it right: its own, or the guide's editor for a page without one.
    pub owner: Option<String>,
    /// The role that stands in.
    pub deputy: Option<String>,
    /// When it was last reviewed.
    pub last_review: Option<Date>,
    /// The role that reviewed it, when the review was recorded.
    pub reviewed_by: Option<String>,
    /// When it is to be reviewed next.
    pub next_review: Option<Date>,
    /// Why it should be looked at, the most pressing first.
    pub reasons: Vec<Reason>,
    /// The ids of the documents that a page leads to.
    pub leads_to: Vec<String>,
}

/// A school to ask about its SEN information report.
#[derive(Debug, Clone, PartialEq)]
pub struct Chase {
    /// The school.
    pub school: School,
    /// What is the matter, whole sentences.
    pub why: String,
}

/// A page or a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A page.
    Page,
    /// A linked document.
    Document,
}

/// Somebody to write to about what should be looked at. Holds what `people.csv` says, so it is told only where that is asked for.
#[derive(Debug, Clone)]
pub struct Keeper {
    /// The role that owns the things; empty for things that nobody owns.
    pub owner: String,
    /// The role to write to: the owner, or the deputy of an owner who has left.
    pub role: String,
    /// Who holds that role.
    pub name: Option<String>,
    /// Where to write to.
    pub email: Option<String>,
    /// What should be looked at: positions in [`Status::kept`].
    pub things: Vec<usize>,
}

/// How a guide is kept.
pub fn status(survey: &Survey<'_>) -> Status {
    let kept: Vec<Kept> = things(survey).map(|thing| kept(survey, &thing)).collect();
    let context = &survey.guide;
    Status {
        guide: context.config.title.clone(),
        as_of: context.as_of,
        tasks: tasks::first(&kept),
        keepers: keepers(survey, &kept),
        schools: chase(survey),
        trend: trend::of(survey, &kept),
        kept,
        web: survey.web_days.clone(),
    }
}

/// A page or document before it is judged.
pub(super) struct Thing<'a> {
    pub(super) owner: Owner,
    pub(super) kind: Kind,
    pub(super) title: &'a str,
    pub(super) digest: Digest,
    pub(super) keeper: Option<&'a str>,
    pub(super) deputy: Option<&'a str>,
    pub(super) last: Option<Date>,
    pub(super) next: Option<Date>,
}

fn things<'a>(survey: &Survey<'a>) -> impl Iterator<Item = Thing<'a>> {
    let context = survey.guide;
    let pages = context.guide.pages().map(move |(id, page)| Thing {
        owner: Owner::Page(id),
        kind: Kind::Page,
        title: &page.title,
        digest: page.digest,
        keeper: page.facts.owner.as_deref().or(context.config.editor.as_deref()),
        deputy: page.facts.deputy.as_deref(),
        last: page.facts.last_reviewed,
        next: page.facts.review_by,
    });
    let documents = context.documents.iter().map(|(id, document)| {
        let row = document.register.as_ref();
        Thing {
            owner: Owner::Document(id),
            kind: Kind::Document,
            title: &document.title,
            digest: document.digest,
            keeper: row.and_then(|row| row.owner.as_deref()),
            deputy: row.and_then(|row| row.deputy.as_deref()),
            last: row.and_then(|row| row.last_reviewed),
            next: row.and_then(|row| row.review_by),
        }
    });
    pages.chain(documents)
}

fn kept(survey: &Survey<'_>, thing: &Thing<'_>) -> Kept {
    let context = &survey.guide;
    let graph = context.graph;
    let id = review_id(graph, thing.owner);
    let standing = context.reviews.standing(&id, thing.digest);
    let leads_to = match thing.owner {
        Owner::Page(page) => linked_documents(context, page)
            .into_iter()
            .map(|document| review_id(graph, Owner::Document(document)))
            .collect(),
        Owner::Document(_) => Vec::new(),
    };
    Kept {
        reasons: reasons::of(survey, thing, &id, standing),
        reviewed_by: match standing {
            Standing::Unrecorded => None,
            Standing::Current(review) | Standing::Outdated(review) => Some(review.by.clone()),
        },
        id,
        kind: thing.kind,
        title: thing.title.to_owned(),
        file: graph.file(thing.owner).clone(),
        owner: thing.keeper.map(str::to_owned),
        deputy: thing.deputy.map(str::to_owned),
        last_review: thing.last,
        next_review: thing.next,
        leads_to,
    }
}

/// The schools to ask, as far as earlier looks at the web tell.
fn chase(survey: &Survey<'_>) -> Vec<Chase> {
    let chase = |school: &School| {
        let why = school_troubles(school, survey.web, survey.guide.as_of).join(" ");
        (!why.is_empty()).then(|| Chase { school: school.clone(), why })
    };
    let mut schools: Vec<Chase> = survey.guide.guide.schools.iter().filter_map(chase).collect();
    schools.sort_by(|one, other| {
        (one.school.last_contact, &one.school.name).cmp(&(other.school.last_contact, &other.school.name))
    });
    schools
}

/// Whom to write to: a list for each owner and, where the owner has left, for each deputy of it.
fn keepers(survey: &Survey<'_>, kept: &[Kept]) -> Vec<Keeper> {
    let (people, day) = (survey.guide.people, survey.guide.as_of);
    let is_held = |role: &str| matches!(people.post(role, day), Post::Held { .. });
    let mut lists: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, thing) in kept.iter().enumerate().filter(|(_, thing)| !thing.reasons.is_empty()) {
        let owner = thing.owner.clone().unwrap_or_default();
        let stands_in = thing.deputy.clone().filter(|deputy| (owner.is_empty() || !is_held(&owner)) && is_held(deputy));
        lists.entry((owner.clone(), stands_in.unwrap_or(owner))).or_default().push(index);
    }
    let keeper = |((owner, role), things): ((String, String), Vec<usize>)| {
        let holder: Option<&Person> = people.holder(&role, day);
        Keeper {
            name: holder.and_then(|person| person.name.clone()),
            email: holder.and_then(|person| person.email.clone()),
            owner,
            role,
            things,
        }
    };
    lists.into_iter().map(keeper).collect()
}
