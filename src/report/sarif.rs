//! SARIF 2.1.0 (OASIS), for code hosts and editors that show findings beside the text.
//!
//! The text of each [`Rule`] is its help there too. Columns count characters (`unicodeCodePoints`). A file's address is relative
//! to the folder that was checked, percent-encoded; a place in a document that has no lines is a logical location.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Subject, Told};
use crate::model::{At, Digest, Finding, Place, Rule, Severity};
use crate::rules::RULES;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Renders the findings as a SARIF log of one run.
pub(super) fn render(told: &Told<'_>) -> String {
    let folder = match told.extent.subject {
        Subject::Guide => "The guide folder.",
        Subject::Site => "The folder of finished pages.",
        Subject::Live => "The live site.",
    };
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "shortDescription": { "text": env!("CARGO_PKG_DESCRIPTION") },
                "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "defaultSourceLanguage": "en-GB",
            "language": "en-GB",
            "originalUriBaseIds": { BASE: { "description": { "text": folder } } },
            "results": told.findings.iter().map(|finding| result(told, finding)).collect::<Vec<_>>(),
            "properties": { "verdict": told.verdict(), "checked": told.extent.words() },
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

/// The name that stands for the folder which was checked (SARIF 2.1.0, 3.14.14).
const BASE: &str = "FOLDER";

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.finds },
        "fullDescription": { "text": rule.why },
        "help": {
            "text": format!("{} {}\nFix: {}\nExample: {}", rule.finds, rule.why, rule.fix, rule.example),
        },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(told: &Told<'_>, finding: &Finding) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.code,
        "level": level(finding.severity),
        "message": { "text": format!("{} Fix: {}", finding.what, finding.fix) },
        "locations": [location(told, &finding.place)],
        "partialFingerprints": { "place/v1": fingerprint(finding) },
    });
    if let Some(index) = RULES.iter().position(|rule| rule.code == finding.rule.code) {
        result["ruleIndex"] = index.into();
    }
    if !finding.related.is_empty() {
        result["relatedLocations"] = finding.related.iter().map(|place| location(told, place)).collect();
    }
    if let Some(link) = &finding.link {
        result["properties"] = json!({ "link": link });
    }
    result
}

/// The level of a severity (SARIF 2.1.0, 3.27.10).
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::MustFix => "error",
        Severity::ShouldFix => "warning",
        Severity::Note => "note",
    }
}

fn location(told: &Told<'_>, place: &Place) -> Value {
    let file = place.file.as_str();
    if file.is_empty() {
        return json!({ "logicalLocations": [{ "name": "the folder", "fullyQualifiedName": "the folder" }] });
    }
    let mut physical = json!({ "artifactLocation": { "uri": encoded(file), "uriBaseId": BASE } });
    if let Some(region) = region(told, place) {
        physical["region"] = region;
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(within) = place.at.within() {
        let whole = format!("{file}, {within}");
        location["logicalLocations"] = json!([{ "name": within, "fullyQualifiedName": whole }]);
    }
    location
}

fn region(told: &Told<'_>, place: &Place) -> Option<Value> {
    let At::Bytes(range) = &place.at else { return None };
    let file = told.sources.get(&place.file)?;
    let (start, end) = (file.position(range.start), file.position(range.end.max(range.start)));
    Some(json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }))
}

/// What stays the same when lines above the finding come or go.
fn fingerprint(finding: &Finding) -> String {
    let within = finding.place.at.within().unwrap_or_default();
    let parts = [finding.rule.code, finding.place.file.as_str(), &within, &finding.what];
    Digest::of_parts(parts.into_iter().map(str::as_bytes)).short(32)
}

/// A path as a relative reference (RFC 3986, 4.2): everything but what may stand in a path is encoded.
fn encoded(path: &str) -> String {
    const KEEP: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');
    utf8_percent_encode(path, KEEP).to_string()
}
