//! Why a page or document should be looked at. What changed around it comes before what the calendar says: a form that was
//! replaced last week matters more than a date that passed yesterday.

use jiff::ToSpan;
use jiff::civil::Date;

use super::status::{Survey, Thing};
use crate::check::{changed_documents, linked_documents};
use crate::config::date_words;
use crate::model::{Destination, DocumentId, Owner, PageId, Post, Remembered, Standing, WebTarget, review_id};

/// A reason to look at a page or document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What kind of reason.
    pub kind: ReasonKind,
    /// What it is about, when several pages or documents can share it: an address, a document's id, a role.
    pub about: String,
    /// The same in words: the address, the document’s title, the role.
    pub subject: String,
    /// What is the matter, a whole sentence.
    pub what: String,
    /// What to do, an instruction.
    pub fix: String,
    /// The day that it is about.
    pub day: Option<Date>,
}

/// The kinds of reasons, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonKind {
    /// An outside address of it is not there any more.
    AddressGone,
    /// A document that the page leads to is not what it was when the page was reviewed.
    DocumentChanged,
    /// Whoever owned it has left, or nobody knows the role.
    OwnerLeft,
    /// A page of the government that it leads to was updated since it was reviewed.
    OfficialUpdate,
    /// An outside address of it has moved for good.
    AddressMoved,
    /// It is not what was reviewed.
    TextChanged,
    /// Its review date has passed.
    Overdue,
    /// Nobody is named as its owner.
    NoOwner,
    /// It is to be reviewed within two months.
    DueSoon,
    /// Whoever owns it leaves within two months.
    OwnerLeaves,
    /// Nobody ever said that it was reviewed, or when it is to be.
    NoDates,
}

impl ReasonKind {
    /// Its code in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::AddressGone => "address-gone",
            Self::DocumentChanged => "document-changed",
            Self::OwnerLeft => "owner-left",
            Self::OfficialUpdate => "official-update",
            Self::AddressMoved => "address-moved",
            Self::TextChanged => "text-changed",
            Self::Overdue => "overdue",
            Self::NoOwner => "no-owner",
            Self::DueSoon => "due-soon",
            Self::OwnerLeaves => "owner-leaves",
            Self::NoDates => "no-dates",
        }
    }
}

/// How long before its day a review is told of, in days.
const SOON: i64 = 60;

/// The reasons for one page or document, the most pressing first.
pub(super) fn of(survey: &Survey<'_>, thing: &Thing<'_>, id: &str, standing: Standing<'_>) -> Vec<Reason> {
    let mut reasons = addresses(survey, thing);
    if let Owner::Page(page) = thing.owner {
        reasons.extend(documents(survey, thing, page, id, standing));
    }
    reasons.extend(keeper(survey, thing));
    reasons.extend(dates(survey.guide.as_of, thing, id, standing));
    reasons.sort_by(|one, other| (one.kind, one.day, &one.about).cmp(&(other.kind, other.day, &other.about)));
    reasons
}

/// Outside addresses of it that are gone or have moved, as far as earlier checks saw.
fn addresses(survey: &Survey<'_>, thing: &Thing<'_>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for link in survey.guide.graph.links_from(thing.owner) {
        let (Destination::Web(address) | Destination::LocalOffer(address)) = &link.destination else { continue };
        let Some(target) = WebTarget::new(address) else { continue };
        let name = target.address.to_string();
        let Some(seen) = survey.web.get(&name) else { continue };
        let update = || update_reason(thing, target.address.host(), &name, seen);
        if let Some(reason) = address_reason(thing, &name, seen).or_else(update)
            && !reasons.contains(&reason)
        {
            reasons.push(reason);
        }
    }
    reasons
}

fn address_reason(thing: &Thing<'_>, address: &str, seen: &Remembered) -> Option<Reason> {
    let (title, day) = (thing.title, date_words(seen.seen));
    let (kind, what, fix) = match seen.verdict.as_str() {
        "gone" | "soft-404" => (
            ReasonKind::AddressGone,
            format!("“{title}” leads to {address}, which was not there any more on {day}."),
            "Find the page’s new address and change the link, or take the link out.",
        ),
        "moved" => (
            ReasonKind::AddressMoved,
            format!("“{title}” leads to {address}, which had moved for good on {day}."),
            "Read what is there now, and change the link: check --web says where to.",
        ),
        _ => return None,
    };
    Some(Reason {
        kind,
        about: address.to_owned(),
        subject: address.to_owned(),
        what,
        fix: fix.to_owned(),
        day: seen.missing_since.or(Some(seen.seen)),
    })
}

/// Law and guidance that was updated after somebody last read the page beside it.
fn update_reason(thing: &Thing<'_>, host: &str, address: &str, seen: &Remembered) -> Option<Reason> {
    let (title, reviewed) = (thing.title, thing.last?);
    let updated = seen.updated.filter(|updated| *updated > reviewed && is_official(host))?;
    Some(Reason {
        kind: ReasonKind::OfficialUpdate,
        about: address.to_owned(),
        subject: address.to_owned(),
        what: format!(
            "{address} was updated on {}, and “{title}”, which leads there, was reviewed on {}.",
            date_words(updated),
            date_words(reviewed)
        ),
        fix: "Read what is new there, and whether the page still says the same.".to_owned(),
        day: Some(updated),
    })
}

/// Whether a site is the government's: law, statutory guidance, the inspectorate.
fn is_official(host: &str) -> bool {
    host == "gov.uk" || host.ends_with(".gov.uk") || host.ends_with(".nhs.uk")
}

/// Documents that the page leads to and that changed since it was reviewed.
fn documents(survey: &Survey<'_>, thing: &Thing<'_>, page: PageId, id: &str, standing: Standing<'_>) -> Vec<Reason> {
    let Some(reviewed) = thing.last else { return Vec::new() };
    let context = &survey.guide;
    let recorded = match standing {
        Standing::Current(review) | Standing::Outdated(review) if review.documents.is_some() => {
            Some(changed_documents(context, page, review))
        }
        _ => None,
    };
    let changed: Vec<(DocumentId, String)> = if let Some(changed) = recorded {
        changed.into_iter().map(|document| (document, "is another file now".to_owned())).collect()
    } else {
        let seen = |document: DocumentId| Some((document, trace(survey, document, reviewed)?));
        linked_documents(context, page).into_iter().filter_map(seen).collect()
    };
    let reason = |(document, how): (DocumentId, String)| {
        let title = &context.documents.get(document).title;
        let page = thing.title;
        Reason {
            kind: ReasonKind::DocumentChanged,
            about: review_id(context.graph, Owner::Document(document)),
            subject: format!("“{title}”"),
            what: format!(
                "“{title}” {how}, and “{page}”, which leads there, was reviewed on {}.",
                date_words(reviewed)
            ),
            fix: format!(
                "Read the page beside the document, and record that: senco-guide status --reviewed {id} --by ROLE"
            ),
            day: context.documents.get(document).fact(|row| row.issued),
        }
    };
    changed.into_iter().map(reason).collect()
}

/// How it shows that a document changed after a day, when nobody recorded what it was on that day: in its own reviews, in the
/// releases, in the register.
fn trace(survey: &Survey<'_>, document: DocumentId, since: Date) -> Option<String> {
    let context = &survey.guide;
    let linked = context.documents.get(document);
    let id = review_id(context.graph, Owner::Document(document));
    let known = context.reviews.of(&id).filter(|review| review.on <= since).max_by_key(|review| review.on);
    if let Some(known) = known {
        return (known.digest != linked.digest).then(|| "is another file now".to_owned());
    }
    let released = survey.history.releases.iter().rev().find(|release| release.published <= since);
    let record = released.and_then(|it| it.inventory.documents.iter().find(|it| it.address == linked.address));
    if record.is_some_and(|record| record.digest != linked.digest) {
        return released.map(|release| format!("has changed since release {}", release.number));
    }
    let issued = linked.fact(|row| row.issued).filter(|issued| *issued > since)?;
    Some(format!("was issued anew on {}", date_words(issued)))
}

/// Whether somebody keeps it.
fn keeper(survey: &Survey<'_>, thing: &Thing<'_>) -> Option<Reason> {
    let (people, day, title) = (survey.guide.people, survey.guide.as_of, thing.title);
    let reason = |kind, about: &str, what, fix, day| Reason {
        kind,
        about: about.to_owned(),
        subject: about.to_owned(),
        what,
        fix,
        day,
    };
    let Some(owner) = thing.keeper else {
        let fix = "Write the role that keeps it into the column owner of documents.csv.".to_owned();
        return Some(reason(ReasonKind::NoOwner, "", format!("Nobody is named as the owner of “{title}”."), fix, None));
    };
    let stand_in = match thing.deputy {
        Some(deputy) if matches!(people.post(deputy, day), Post::Held { .. }) => format!(" Until then, ask {deputy}."),
        _ => " There is no deputy to ask until then.".to_owned(),
    };
    match people.post(owner, day) {
        Post::Left(on) => Some(reason(
            ReasonKind::OwnerLeft,
            owner,
            format!("{owner}, who keeps “{title}”, left on {}.", date_words(on)),
            format!("Name the role that keeps it now.{stand_in}"),
            Some(on),
        )),
        Post::Unknown => Some(reason(
            ReasonKind::OwnerLeft,
            owner,
            format!("{owner}, who keeps “{title}”, is not in people.csv."),
            format!("Add the role to people.csv, or name another.{stand_in}"),
            None,
        )),
        Post::Held { until: Some(until) } if is_soon(until, day) => Some(reason(
            ReasonKind::OwnerLeaves,
            owner,
            format!("{owner}, who keeps “{title}”, leaves on {}.", date_words(until)),
            "Agree now who keeps it after that.".to_owned(),
            Some(until),
        )),
        Post::Held { .. } => None,
    }
}

/// What the calendar says.
fn dates(day: Date, thing: &Thing<'_>, id: &str, standing: Standing<'_>) -> Option<Reason> {
    let title = thing.title;
    let owner = thing.keeper.unwrap_or("its owner");
    let record = format!("Ask {owner} to read it, and record that: senco-guide status --reviewed {id} --by ROLE");
    let about = thing.keeper.unwrap_or_default().to_owned();
    let reason = |kind, what, day| {
        Some(Reason { kind, about: about.clone(), subject: about.clone(), what, fix: record.clone(), day })
    };
    if let Standing::Outdated(review) = standing {
        let what = format!("“{title}” has changed since it was reviewed on {}.", date_words(review.on));
        return reason(ReasonKind::TextChanged, what, Some(review.on));
    }
    match thing.next {
        Some(next) if next < day => {
            reason(ReasonKind::Overdue, format!("“{title}” was to be reviewed by {}.", date_words(next)), Some(next))
        }
        Some(next) if is_soon(next, day) => {
            reason(ReasonKind::DueSoon, format!("“{title}” is to be reviewed by {}.", date_words(next)), Some(next))
        }
        Some(_) => None,
        None if thing.last.is_none() => {
            reason(ReasonKind::NoDates, format!("Nobody has said when “{title}” was reviewed, or will be."), None)
        }
        None => reason(ReasonKind::NoDates, format!("“{title}” has no date for its next review."), None),
    }
}

fn is_soon(when: Date, day: Date) -> bool {
    day.checked_add(SOON.days()).is_ok_and(|limit| when <= limit)
}
