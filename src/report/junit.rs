//! JUnit XML, for continuous integration: a test suite for each page and document.
//!
//! What must be fixed is a failure. What should be fixed, and notes, must not stop a build and yet be seen: they are skipped
//! tests with their message, which every reader shows and counts apart.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Told;
use super::quote::quoted;
use super::severity_words;
use crate::model::{Finding, GuidePath, Severity};
use crate::write::xml;

/// Renders the findings as JUnit XML.
pub(super) fn render(told: &Told<'_>) -> String {
    let mut suites: BTreeMap<&GuidePath, Vec<&Finding>> =
        told.extent.files.iter().map(|checked| (&checked.file, Vec::new())).collect();
    for finding in told.findings.iter() {
        suites.entry(&finding.place.file).or_default().push(finding);
    }
    let tests: usize = suites.values().map(|findings| findings.len().max(1)).sum();
    let failures = told.findings.count(Severity::MustFix);
    let skipped = told.findings.len() - failures;
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let _ = writeln!(
        xml,
        "<testsuites name=\"senco-guide\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">"
    );
    for (file, findings) in suites {
        suite(told, file, &findings, &mut xml);
    }
    xml + "</testsuites>\n"
}

fn suite(told: &Told<'_>, file: &GuidePath, findings: &[&Finding], xml: &mut String) {
    let name = if file.as_str().is_empty() { "the folder" } else { file.as_str() };
    let failures = findings.iter().filter(|finding| finding.severity == Severity::MustFix).count();
    let _ = writeln!(
        xml,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\" time=\"0\">",
        xml::text(name),
        findings.len().max(1),
        findings.len() - failures,
    );
    if findings.is_empty() {
        let _ = writeln!(xml, "    <testcase name=\"nothing wrong\" classname=\"{}\" time=\"0\"/>", xml::text(name));
    }
    for finding in findings {
        case(told, name, finding, xml);
    }
    xml.push_str("  </testsuite>\n");
}

fn case(told: &Told<'_>, file: &str, finding: &Finding, xml: &mut String) {
    let place = told.place_words(&finding.place);
    let spot = place.strip_prefix(file).unwrap_or(&place).trim_start_matches(", ");
    let name = if spot.is_empty() { finding.rule.name.to_owned() } else { format!("{}, {spot}", finding.rule.name) };
    let line = told.position(&finding.place).map(|at| format!(" line=\"{}\"", at.line)).unwrap_or_default();
    let _ = writeln!(
        xml,
        "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\"{line} time=\"0\">",
        xml::text(&name),
        xml::text(file),
        xml::text(file),
    );
    let element = if finding.severity == Severity::MustFix { "failure" } else { "skipped" };
    let message = format!("{}: {}", severity_words(finding.severity), finding.what);
    let mut words = format!("{}\nFix: {}\n{place}\n", finding.what, finding.fix);
    if let Some(quoted) = quoted(told, finding, 160) {
        let _ = writeln!(words, "{} │ {}", quoted.line, quoted.text);
    }
    let _ = writeln!(
        xml,
        "      <{element} type=\"{}\" message=\"{}\">{}</{element}>\n    </testcase>",
        finding.rule.code,
        xml::text(&message),
        xml::text(&words),
    );
}
