//! `history/web.json`, format 1: what was seen of outside addresses on earlier days. Kept in version control with the guide.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Remembered, SchoolReport, Sources, WebDays, WebFacts, WebMemory};

/// Where it lies in the guide folder.
pub const PATH: &str = "history/web.json";

const FORMAT: u32 = 1;

/// How many days are kept: a check a week for more than a year.
const DAYS: usize = 60;

#[derive(Serialize, Deserialize)]
struct Stored {
    format: u32,
    about: String,
    addresses: BTreeMap<String, Entry>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    days: BTreeMap<String, BTreeMap<String, usize>>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    verdict: String,
    seen: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fine: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    missing_since: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    report: Option<SchoolReport>,
}

/// Reads what is remembered. A file that cannot be read is as none: nothing is then called gone before it was seen twice.
pub fn read(sources: &Sources) -> WebMemory {
    let entries = stored(sources).map(|stored| stored.addresses).unwrap_or_default();
    entries.into_iter().filter_map(|(address, entry)| Some((address, remembered(entry)?))).collect()
}

/// Reads how many addresses answered in each way on earlier days.
pub fn days(sources: &Sources) -> WebDays {
    let days = stored(sources).map(|stored| stored.days).unwrap_or_default();
    days.into_iter().filter_map(|(day, counts)| Some((day.parse().ok()?, counts))).collect()
}

fn stored(sources: &Sources) -> Option<Stored> {
    let file = sources.at(PATH)?;
    serde_json::from_slice::<Stored>(&file.bytes).ok().filter(|stored| stored.format == FORMAT)
}

/// Writes what is to be remembered: sorted by address, one line a fact, so that a change reads well in version control.
pub fn render(web: &WebFacts) -> String {
    let entry = |remembered: &Remembered| Entry {
        verdict: remembered.verdict.clone(),
        seen: remembered.seen.to_string(),
        fine: remembered.fine.map(|date| date.to_string()),
        missing_since: remembered.missing_since.map(|date| date.to_string()),
        updated: remembered.updated.map(|date| date.to_string()),
        report: remembered.report.clone(),
    };
    let newest = web.days.iter().skip(web.days.len().saturating_sub(DAYS));
    let stored = Stored {
        format: FORMAT,
        about: "What outside addresses answered. Written by senco-guide check --web; keep it with the guide."
            .to_owned(),
        addresses: web.memory.iter().map(|(address, remembered)| (address.clone(), entry(remembered))).collect(),
        days: newest.map(|(day, counts)| (day.to_string(), counts.clone())).collect(),
    };
    serde_json::to_string_pretty(&stored).unwrap_or_default() + "\n"
}

fn remembered(entry: Entry) -> Option<Remembered> {
    let date = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok());
    Some(Remembered {
        verdict: entry.verdict,
        seen: entry.seen.parse().ok()?,
        fine: date(entry.fine),
        missing_since: date(entry.missing_since),
        updated: date(entry.updated),
        report: entry.report,
    })
}
