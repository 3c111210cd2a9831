//! Azure Static Web Apps: `staticwebapp.config.json`.
//!
//! An empty value takes a header away again. The file may have 20 KB: should it be larger, old addresses are left out
//! whose place a page that leads on has taken.

use serde_json::{Map, Value, json};

use super::{HEADERS, POLICY, Rules};

/// As many bytes as the service reads.
pub(super) const MOST: usize = 20_000;

/// The file.
pub(super) fn file(rules: &Rules) -> String {
    let whole = with(rules, true);
    if whole.len() > MOST { with(rules, false) } else { whole }
}

fn with(rules: &Rules, stubs_too: bool) -> String {
    let base = super::encoded_base(&rules.base);
    let moves = rules.moves.iter().filter(|step| stubs_too || !step.has_stub).map(|step| {
        json!({
            "route": format!("{base}{}", step.asked()),
            "redirect": format!("{base}{}", step.leads_to()),
            "statusCode": 301,
        })
    });
    let without_policy = json!({ "route": "/*.{pdf}", "headers": { POLICY: "" } });
    let texts = |pairs: &mut dyn Iterator<Item = (String, &str)>| -> Map<String, Value> {
        pairs.map(|(name, value)| (name, Value::from(value))).collect()
    };
    let file = json!({
        "routes": moves.chain([without_policy]).collect::<Vec<_>>(),
        "globalHeaders": texts(&mut HEADERS.iter().map(|(name, value)| ((*name).to_owned(), *value))),
        "responseOverrides": { "404": { "rewrite": format!("{base}404.html") } },
        "mimeTypes": texts(&mut rules.types.iter().map(|(ending, kind)| (ending.clone(), *kind))),
    });
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}
