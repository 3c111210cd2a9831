//! `addresses.csv`: where the council's platform keeps the pages and files of the guide, for the links of fragments.
//!
//! Whether a local address is one of the guide's is seen later, when its files are known.

use std::collections::BTreeMap;

use super::register::BAD_REGISTER;
use super::sheet::{Row, Sheet};
use crate::model::{At, Finding, Findings, Outcome, Place, PlatformAddress, SourceFile, Sources, shown_address};

/// The columns, both of them needed.
const COLUMNS: [&str; 2] = ["local", "platform"];

/// Reads `addresses.csv`. Without that file there is no table at all, which is not the same as an empty one.
pub(super) fn addresses(sources: &Sources) -> Outcome<Option<Vec<PlatformAddress>>> {
    let mut findings = Findings::default();
    let table = sources.at("addresses.csv").map(|file| table(file, &mut findings));
    Outcome::new(table, findings)
}

fn table(file: &SourceFile, findings: &mut Findings) -> Vec<PlatformAddress> {
    let sheet = Sheet::read(file, &COLUMNS, &BAD_REGISTER, findings);
    let missing: Vec<&str> =
        COLUMNS.into_iter().filter(|column| !sheet.columns.iter().any(|name| name == column)).collect();
    if !missing.is_empty() {
        findings.push(Finding::new(
            &BAD_REGISTER,
            Place::new(&file.path, At::Bytes(0..0)),
            format!(
                "The table has no column “{}”, so none of its rows could be read.",
                missing.join("” and no column “")
            ),
            "Write local,platform into the first row: the address in the guide, and the address on the platform.",
        ));
        return Vec::new();
    }
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in &sheet.rows {
        let Some(address) = address(row, findings) else { continue };
        if let Some(earlier) = seen.get(&address.local) {
            findings.push(second_row(&address, earlier));
            continue;
        }
        seen.insert(address.local.clone(), address.place.clone());
        rows.push(address);
    }
    rows
}

fn address(row: &Row, findings: &mut Findings) -> Option<PlatformAddress> {
    let mut reject = |what: String, fix: &str| {
        findings.push(Finding::new(&BAD_REGISTER, row.place.clone(), what, fix));
        None
    };
    let (local, platform) = match (row.text("local"), row.text("platform")) {
        (Some(local), Some(platform)) => (local, platform),
        (Some(local), None) => {
            return reject(
                format!("This row does not say where the platform keeps {local}."),
                "Write its whole address on the platform into the column platform, or take the row out until it is known.",
            );
        }
        _ => {
            return reject(
                "This row does not say which page or file of the guide it is about.".to_owned(),
                "Write its address in the guide into the column local, such as funding.html or documents/ep-consultation.docx.",
            );
        }
    };
    if !is_web_address(&platform) {
        return reject(
            format!("{} is not a web address.", shown_address(&platform)),
            "Write the whole address on the platform, beginning with https://.",
        );
    }
    Some(PlatformAddress { local: local_path(&local), platform, place: row.place.clone() })
}

/// `http` or `https`, a host, and no space in between.
fn is_web_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric() || first == '['))
        && !text.contains(char::is_whitespace)
}

/// The path as the site has it: people copy addresses from a browser, and folders from Windows.
fn local_path(text: &str) -> String {
    let text = percent_encoding::percent_decode_str(text).decode_utf8_lossy().replace('\\', "/");
    text.trim_start_matches("./").trim_start_matches('/').to_owned()
}

fn second_row(address: &PlatformAddress, earlier: &Place) -> Finding {
    Finding::new(
        &BAD_REGISTER,
        address.place.clone(),
        format!("This is a second row for {}; only the first one counts.", address.local),
        "Take one of the two rows out.",
    )
    .see_also(earlier.clone())
}
