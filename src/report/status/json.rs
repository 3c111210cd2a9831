//! The status for programs, format 1. Roles only: what `people.csv` says of people stays out.

use serde_json::{Value, json};

use crate::model::Manifest;
use crate::upkeep::{Chase, Kept, Kind, Moment, Reason, Status, Task};

/// Renders the status.
pub(super) fn render(status: &Status) -> String {
    let value = json!({
        "format": 1,
        "tool": Manifest::TOOL,
        "guide": status.guide,
        "as_of": status.as_of.to_string(),
        "fix_first": status.tasks.iter().map(task).collect::<Vec<_>>(),
        "things": status.kept.iter().map(thing).collect::<Vec<_>>(),
        "schools": status.schools.iter().map(school).collect::<Vec<_>>(),
        "trend": status.trend.iter().map(moment).collect::<Vec<_>>(),
        "web": status.web.iter().map(|(day, counts)| json!({ "day": day.to_string(), "counts": counts })).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

fn task(task: &Task) -> Value {
    json!({ "kind": task.kind.code(), "what": task.what, "fix": task.fix, "who": task.who, "things": task.things })
}

fn thing(thing: &Kept) -> Value {
    json!({
        "id": thing.id,
        "kind": kind(thing.kind),
        "title": thing.title,
        "file": thing.file.as_str(),
        "owner": thing.owner,
        "deputy": thing.deputy,
        "last_review": thing.last_review.map(|date| date.to_string()),
        "reviewed_by": thing.reviewed_by,
        "next_review": thing.next_review.map(|date| date.to_string()),
        "leads_to": thing.leads_to,
        "reasons": thing.reasons.iter().map(reason).collect::<Vec<_>>(),
    })
}

fn reason(reason: &Reason) -> Value {
    json!({ "kind": reason.kind.code(), "about": reason.about, "what": reason.what, "fix": reason.fix })
}

fn school(Chase { school, why }: &Chase) -> Value {
    json!({
        "school": school.name,
        "urn": school.urn,
        "report_address": school.report,
        "last_contact": school.last_contact.map(|day| day.to_string()),
        "why": why,
    })
}

fn moment(moment: &Moment) -> Value {
    json!({
        "release": moment.release,
        "day": moment.day.to_string(),
        "pages": moment.pages,
        "documents": moment.documents,
        "reviewed_within_a_year": moment.reviewed,
        "changed_since_the_one_before": moment.changed,
    })
}

pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Page => "page",
        Kind::Document => "document",
    }
}
