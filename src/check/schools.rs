//! What schools publish: the SEN information report of each, as far as its text tells.

use jiff::ToSpan;
use jiff::civil::Date;

use super::CheckContext;
use crate::config::date_words;
use crate::model::{Finding, Findings, Remembered, Rule, School, Severity, WebMemory, WebTarget};

/// A school's report that falls short.
pub const SCHOOL_REPORT: Rule = Rule {
    code: "school-report",
    severity: Severity::Note,
    name: "A school’s SEN information report",
    finds: "A school of schools.csv whose SEN information report is not known, is more than twelve months old, does not lead to the Local Offer, or seems to leave out headings of Schedule 1 to the SEND Regulations 2014.",
    why: "Schools must publish the report and update it every year (regulation 52; code of practice, 6.79), and families compare schools by it.",
    fix: "Ask the school to mend its report, and write the day into the column last_contact.",
    example: "a report that says “reviewed July 2024”, on 1 September 2026",
};

pub(super) fn school_report(context: &CheckContext<'_>, findings: &mut Findings) {
    let nothing = WebMemory::new();
    let web = context.facts.web.as_ref().map_or(&nothing, |web| &web.memory);
    for school in &context.guide.schools {
        let troubles = school_troubles(school, web, context.as_of);
        if !troubles.is_empty() {
            let fix = format!("Ask {} to mend that, and write the day into the column last_contact.", school.name);
            findings.push(Finding::new(&SCHOOL_REPORT, school.place.clone(), troubles.join(" "), fix));
        }
    }
}

/// What is the matter with a school's report, in sentences; nothing when nobody asked the web.
pub fn school_troubles(school: &School, web: &WebMemory, day: Date) -> Vec<String> {
    let name = &school.name;
    let Some(address) = &school.report else {
        return vec![format!("Nobody knows where {name} publishes its SEN information report.")];
    };
    let seen = WebTarget::new(address).and_then(|target| web.get(&target.address.to_string()));
    seen.map(|seen| told(name, seen, day)).unwrap_or_default()
}

fn told(name: &str, seen: &Remembered, day: Date) -> Vec<String> {
    let on = date_words(seen.seen);
    match seen.verdict.as_str() {
        "ok" | "moved" => {}
        "gone" | "soft-404" | "not found" => {
            return vec![format!("The report of {name} was not at its address on {on}.")];
        }
        _ => return vec![format!("The report of {name} could not be looked at on {on}.")],
    }
    let Some(report) = &seen.report else { return Vec::new() };
    if !report.is_readable {
        return vec![format!("The text of the report of {name} could not be read, so nobody can tell what it covers.")];
    }
    let mut troubles = Vec::new();
    match report.day() {
        Some(dated) if day.checked_sub(1.year()).is_ok_and(|limit| dated < limit) => {
            troubles.push(format!("The report of {name} is dated {}, more than twelve months ago.", date_words(dated)));
        }
        Some(_) => {}
        None => troubles.push(format!("The report of {name} does not say when it was updated.")),
    }
    if report.leads_to_local_offer == Some(false) {
        troubles.push(format!("The report of {name} does not lead to the Local Offer."));
    }
    let lacks = report.lacks();
    if !lacks.is_empty() {
        troubles.push(format!("Its text does not seem to cover: {}.", lacks.join("; ")));
    }
    troubles
}
