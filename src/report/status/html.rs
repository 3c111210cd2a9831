//! The status as one page, for the screen and for the table of a meeting: what to do first, how things go, then all of it.

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

use super::pictures::{self, Picture};
use super::{headline, summary};
use crate::config::date_words;
use crate::upkeep::{Chase, Kept, Kind, Moment, Status};

const TEMPLATE: &str = include_str!("../../../assets/templates/status.html");

#[derive(Serialize)]
struct TaskView<'a> {
    what: &'a str,
    fix: &'a str,
    who: Option<&'a str>,
}

#[derive(Serialize)]
struct MomentView {
    name: String,
    day: String,
    pages: usize,
    documents: usize,
    reviewed: String,
    changed: String,
}

#[derive(Serialize)]
struct Load<'a> {
    owner: &'a str,
    things: usize,
    to_look_at: usize,
    next: String,
}

#[derive(Serialize)]
struct SchoolView<'a> {
    name: &'a str,
    contact: String,
    why: &'a str,
}

#[derive(Serialize)]
struct ThingView<'a> {
    title: &'a str,
    id: &'a str,
    is_page: bool,
    owner: &'a str,
    deputy: &'a str,
    last: String,
    next: String,
    reasons: Vec<&'a str>,
}

/// Renders the status as a page of its own: no other file is needed to read it, and it has no script.
pub(super) fn render(status: &Status) -> String {
    let pictures: Vec<Picture> = [pictures::due(status), pictures::web(status), pictures::map(status)]
        .into_iter()
        .flatten()
        .map(Picture::named)
        .collect();
    let tasks: Vec<TaskView<'_>> = status
        .tasks
        .iter()
        .map(|task| TaskView { what: &task.what, fix: &task.fix, who: task.who.as_deref() })
        .collect();
    let trend: Vec<MomentView> = status.trend.iter().map(moment).collect();
    let schools: Vec<SchoolView<'_>> = status.schools.iter().map(school).collect();
    let things: Vec<ThingView<'_>> = status.kept.iter().map(thing).collect();
    let mut environment = Environment::new();
    let page = environment
        .add_template("status.html", TEMPLATE)
        .and_then(|()| environment.get_template("status.html"))
        .and_then(|template| {
            template.render(context! {
                guide => &status.guide,
                as_of => date_words(status.as_of),
                summary => summary(status),
                headline => headline(status),
                tasks => Value::from(Serde(&tasks)),
                trend => Value::from(Serde(&trend)),
                owners => Value::from(Serde(&loads(status))),
                pictures => Value::from(Serde(&pictures)),
                schools => Value::from(Serde(&schools)),
                things => Value::from(Serde(&things)),
            })
        });
    page.unwrap_or_else(|error| format!("<!doctype html><title>Status</title><p>{error}"))
}

fn moment(moment: &Moment) -> MomentView {
    let total = moment.pages + moment.documents;
    let share = |reviewed: usize| format!("{reviewed} of {total}");
    MomentView {
        name: moment.release.map_or_else(|| "Today".to_owned(), |number| format!("Release {number}")),
        day: date_words(moment.day),
        pages: moment.pages,
        documents: moment.documents,
        reviewed: moment.reviewed.map_or_else(|| "not recorded".to_owned(), share),
        changed: match (moment.changed, moment.release) {
            (Some(changed), _) => changed.to_string(),
            (None, Some(_)) => "first release kept".to_owned(),
            (None, None) => "no release yet".to_owned(),
        },
    }
}

/// How much each owner has.
fn loads(status: &Status) -> Vec<Load<'_>> {
    let mut owners: Vec<&str> = status.kept.iter().map(owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let load = |name: &&'_ str| {
        let things: Vec<&Kept> = status.kept.iter().filter(|thing| owner(thing) == *name).collect();
        let next = things.iter().filter_map(|thing| thing.next_review).min();
        (things.len(), things.iter().filter(|thing| !thing.reasons.is_empty()).count(), next)
    };
    let mut loads: Vec<Load<'_>> = owners
        .iter()
        .map(|name| {
            let (things, to_look_at, next) = load(name);
            Load { owner: name, things, to_look_at, next: next.map(date_words).unwrap_or_default() }
        })
        .collect();
    loads.sort_by_key(|load| (std::cmp::Reverse(load.to_look_at), std::cmp::Reverse(load.things)));
    loads
}

fn school(chase: &Chase) -> SchoolView<'_> {
    let contact = chase.school.last_contact.map_or_else(|| "never".to_owned(), date_words);
    SchoolView { name: &chase.school.name, contact, why: &chase.why }
}

fn owner(thing: &Kept) -> &str {
    thing.owner.as_deref().unwrap_or("Nobody named")
}

fn thing(thing: &Kept) -> ThingView<'_> {
    let date = |date: Option<jiff::civil::Date>, none: &str| date.map_or_else(|| none.to_owned(), date_words);
    ThingView {
        title: &thing.title,
        id: &thing.id,
        is_page: thing.kind == Kind::Page,
        owner: owner(thing),
        deputy: thing.deputy.as_deref().unwrap_or_default(),
        last: date(thing.last_review, "never"),
        next: date(thing.next_review, "not set"),
        reasons: thing.reasons.iter().map(|reason| reason.what.as_str()).collect(),
    }
}
