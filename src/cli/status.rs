//! `status`: who looks after what, what to look at first, and the record of a review.

use super::args::StatusArgs;
use super::build;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::check::CheckContext;
use crate::compile::{Compiled, Make};
use crate::io::{self, Failure};
use crate::model::Sources;
use crate::parse::REVIEWS;
use crate::probe;
use crate::report::{self, StatusFormat};
use crate::upkeep::{self, Kept, NotRecorded, Survey};

/// Tells how the guide is kept; or records a review, and says when the next one is.
pub(super) fn status(arguments: &StatusArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let waiting = terminal.waiting("Looking through the guide");
    let (sources, compiled) = build::run(&arguments.guide, Make::BundleWithoutPdf)?;
    drop(waiting);
    if let (Some(meant), Some(by)) = (&arguments.reviewed, &arguments.by) {
        return record(arguments, &sources, &compiled, meant, by, terminal);
    }
    let status = status_of(&sources, &compiled);
    if let Some(file) = &arguments.calendar {
        io::save_file(file, report::calendar(&status).as_bytes())?;
        terminal.progress(&format!("The dates are in {}. Open it to put them into your calendar.", file.display()));
    }
    if let Some(file) = &arguments.owners {
        io::save_file(file, report::letters(&status).as_bytes())?;
        terminal.progress(&format!(
            "The lists for a mail merge are in {}. It has names from people.csv: do not publish it.",
            file.display()
        ));
    }
    if let Some(file) = &arguments.schools {
        io::save_file(file, report::chase(&status).as_bytes())?;
        terminal.progress(&format!("The schools to ask are in {}.", file.display()));
    }
    match (&arguments.report, arguments.format) {
        (Some(file), format) => {
            io::save_file(file, report::render_status(&status, format).as_bytes())?;
            terminal.progress(&format!("The status is in {}.", file.display()));
        }
        (None, StatusFormat::Text) => terminal.tell(&report::render_text(&status, terminal.colour)),
        (None, format) => terminal.tell(&report::render_status(&status, format)),
    }
    Ok(Exit::Clean)
}

fn status_of(sources: &Sources, compiled: &Compiled) -> upkeep::Status {
    let (web, web_days) = (probe::remembered(sources), probe::remembered_days(sources));
    let guide = context(sources, compiled);
    upkeep::status(&Survey { guide, history: &compiled.history, web: &web, web_days: &web_days })
}

fn context<'a>(sources: &'a Sources, compiled: &'a Compiled) -> CheckContext<'a> {
    CheckContext {
        sources,
        config: &compiled.config,
        guide: &compiled.guide,
        documents: &compiled.documents,
        graph: &compiled.graph,
        people: &compiled.people,
        reviews: &compiled.reviews,
        facts: &compiled.facts,
        as_of: compiled.as_of,
    }
}

fn record(
    arguments: &StatusArgs,
    sources: &Sources,
    compiled: &Compiled,
    meant: &str,
    by: &str,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    // A review is done on the day it is done, also in a guide that is judged by another.
    let today = arguments.guide.as_of.unwrap_or_else(io::today);
    let guide = CheckContext { as_of: today, ..context(sources, compiled) };
    let recorded = match upkeep::record(&guide, meant, by) {
        Ok(recorded) => recorded,
        Err(trouble) => return Err(Failure::NotRecorded(words(&trouble, meant, by))),
    };
    io::save_file(&arguments.guide.guide.join(REVIEWS), &recorded.bytes)?;
    let (sources, compiled) = build::run(&arguments.guide, Make::BundleWithoutPdf)?;
    let status = status_of(&sources, &compiled);
    let next = status.kept.iter().find(|thing| thing.id == recorded.id).map(next_words).unwrap_or_default();
    terminal.tell(&format!("Recorded in {REVIEWS}: “{}” was reviewed by {}.{next}\n", recorded.title, recorded.by));
    Ok(Exit::Clean)
}

fn next_words(thing: &Kept) -> String {
    let next = thing.next_review.map(crate::config::date_words);
    next.map(|next| format!("\nThe next review is by {next}.")).unwrap_or_default()
}

fn words(trouble: &NotRecorded, meant: &str, by: &str) -> String {
    let maybe = |near: &Option<String>| near.as_ref().map(|near| format!(" Do you mean “{near}”?")).unwrap_or_default();
    match trouble {
        NotRecorded::NoSuchThing(near) => format!(
            "There is no page or document “{meant}”.{}\nFix: run senco-guide status to see the names, which stand in square brackets.",
            maybe(near)
        ),
        NotRecorded::NotARole => format!(
            "“{by}” is not a role.\nFix: name the role that read it, such as --by \"SEN consultant\"; people’s names stay out of the guide."
        ),
        NotRecorded::UnknownRole(near) => format!(
            "There is no role “{by}” in people.csv.{}\nFix: use a role of people.csv, or add a row for this one.",
            maybe(near)
        ),
        NotRecorded::LeftRole => format!(
            "Whoever was “{by}” has left, as people.csv says.\nFix: name the role that read it, or add to people.csv who holds this one now."
        ),
        NotRecorded::BadFile => format!(
            "{REVIEWS} is not a table of reviews, so nothing was added to it.\nFix: its first line must be id,reviewed_on,by,sha256. Mend it, or move the file away and record the review again."
        ),
    }
}
