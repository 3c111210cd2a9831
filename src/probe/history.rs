//! `history/web.json`, format 1: what was seen of outside addresses on earlier days. Kept in version control with the guide.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Remembered, Sources, WebMemory};

/// Where it lies in the guide folder.
pub const PATH: &str = "history/web.json";

const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Stored {
    format: u32,
    about: String,
    addresses: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    verdict: String,
    seen: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fine: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    missing_since: Option<String>,
}

/// Reads what is remembered. A file that cannot be read is as none: nothing is then called gone before it was seen twice.
pub(super) fn read(sources: &Sources) -> WebMemory {
    let stored = sources.at(PATH).and_then(|file| serde_json::from_slice::<Stored>(&file.bytes).ok());
    let entries = stored.filter(|stored| stored.format == FORMAT).map(|stored| stored.addresses).unwrap_or_default();
    entries.into_iter().filter_map(|(address, entry)| Some((address, remembered(entry)?))).collect()
}

/// Writes what is to be remembered: sorted by address, one line a fact, so that a change reads well in version control.
pub fn render(memory: &WebMemory) -> String {
    let entry = |remembered: &Remembered| Entry {
        verdict: remembered.verdict.clone(),
        seen: remembered.seen.to_string(),
        fine: remembered.fine.map(|date| date.to_string()),
        missing_since: remembered.missing_since.map(|date| date.to_string()),
    };
    let stored = Stored {
        format: FORMAT,
        about: "What outside addresses answered. Written by senco-guide check --web; keep it with the guide."
            .to_owned(),
        addresses: memory.iter().map(|(address, remembered)| (address.clone(), entry(remembered))).collect(),
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
    })
}
