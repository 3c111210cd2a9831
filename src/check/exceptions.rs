//! Accepted exceptions: `[[exceptions]]` of `guide.toml` lower a finding to a note, until a day.

use jiff::civil::Date;

use crate::config::{Config, Exception, date_words};
use crate::model::{Finding, Findings, GuidePath, Place, Rule, Severity, Sources};

/// An exception whose day has passed.
pub const EXCEPTION_EXPIRED: Rule = Rule {
    code: "exception-expired",
    severity: Severity::ShouldFix,
    name: "Exception has ended",
    finds: "An accepted exception in guide.toml whose last day has passed.",
    why: "The finding it stood for counts again.",
    fix: "Put the fault right, or set a new day with a reason that still holds.",
    example: "until = 2026-01-31, on 1 September 2026",
};

/// Lowers the findings that an exception covers on the day `as_of`, and reports exceptions that have ended.
#[must_use]
pub fn apply(findings: Findings, config: &Config, sources: &Sources, as_of: Date) -> Findings {
    let settings = GuidePath::settings();
    let (current, ended): (Vec<&Exception>, Vec<&Exception>) =
        config.exceptions.iter().partition(|exception| exception.until >= as_of);
    let mut judged: Findings = findings
        .into_iter()
        .map(|finding| match current.iter().find(|exception| covers(exception, &finding, sources)) {
            Some(exception) => Finding {
                what: format!(
                    "{} Accepted until {}: {}.",
                    finding.what,
                    date_words(exception.until),
                    exception.reason.trim_end_matches('.')
                ),
                ..finding.at_most(Severity::Note)
            },
            None => finding,
        })
        .collect();
    for exception in ended {
        judged.push(Finding::new(
            &EXCEPTION_EXPIRED,
            Place::new(&settings, exception.at.clone()),
            format!(
                "The exception for {} at {} ended on {}.",
                exception.rule,
                exception.applies_to,
                date_words(exception.until)
            ),
            "Put the fault right, or set a new day with a reason that still holds.",
        ));
    }
    judged
}

/// Whether an exception is about this finding: by its link, its file, or its file and line.
fn covers(exception: &Exception, finding: &Finding, sources: &Sources) -> bool {
    if exception.rule != finding.rule.code {
        return false;
    }
    let file = finding.place.file.as_str();
    let line = match &finding.place.at {
        crate::model::At::Bytes(range) => {
            sources.get(&finding.place.file).map(|source| source.position(range.start).line)
        }
        _ => None,
    };
    exception.applies_to == file
        || finding.link.as_deref() == Some(exception.applies_to.as_str())
        || line.is_some_and(|line| exception.applies_to == format!("{file}:{line}"))
}
