//! Asks the outside, politely, and remembers what it said → [`Facts`](crate::model::Facts).
//!
//! 1. `plan` gathers the outside addresses of the guide: each is asked once, however many links use it.
//! 2. `ask` has a queue for each host and keeps its pace; `follow` goes after redirects; `look` reads as much of a body as
//!    a question needs.
//! 3. `history` says what was seen on earlier days.
//! 4. `judge` turns answers and memory into verdicts. It is pure, and so is everything that reads the facts.

mod ask;

mod follow;

mod history;

mod judge;

mod look;

mod page;

mod plan;

mod report;

mod soft;

pub use history::{PATH as HISTORY, days as remembered_days, read as remembered, render as history_file};

use crate::config::WebSettings;
use crate::io::Web;
use crate::model::{LinkGraph, School, Sources, WebFacts};

/// The schools whose reports are read, and where the Local Offer is that they must lead to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Schools<'a> {
    /// The schools.
    pub all: &'a [School],
    /// The beginning of the Local Offer's address.
    pub local_offer: Option<&'a str>,
}

/// Asks every outside address of the guide once, within the time that the settings allow.
pub fn web(
    graph: &LinkGraph,
    sources: &Sources,
    schools: &Schools<'_>,
    settings: &WebSettings,
    web: &dyn Web,
) -> WebFacts {
    let plan = plan::of(graph, schools);
    let trails = ask::all(&plan, settings, web);
    let mut facts = judge::facts(&plan, &trails, &history::read(sources), web.today());
    facts.days.extend(history::days(sources).into_iter().filter(|(day, _)| *day < web.today()));
    facts
}
