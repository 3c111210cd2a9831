//! Which version of a document lies in the folder, and which one the register promises.

use super::CheckContext;
use super::accessibility::owner_of;
use crate::model::{Finding, Findings, LinkedDocument, Place, Rule, Severity, blocks_text};

/// A file that is not the version that the register names.
pub const VERSION_MISMATCH: Rule = Rule {
    code: "version-mismatch",
    severity: Severity::ShouldFix,
    name: "Version differs from the register",
    finds: "A Word, Excel or OpenDocument file that says it is another version than its row in documents.csv.",
    why: "Schools download a form that is not the one the guide speaks of, and cannot tell which of them is current.",
    fix: "Put the right version of the file in its place, or correct the column version in documents.csv.",
    example: "“Version 2, issued 6 June 2025” in the form, and 3 in the column version",
};

pub(super) fn version_mismatch(context: &CheckContext<'_>, findings: &mut Findings) {
    for document in &context.documents.all {
        let Some(row) = &document.register else { continue };
        let (Some(promised), Some(stated)) = (&row.version, stated_version(document)) else { continue };
        if number(promised) == number(&stated) {
            continue;
        }
        findings.push(
            Finding::new(
                &VERSION_MISMATCH,
                Place::file(&document.file),
                format!("“{}” says that it is version {stated}, and documents.csv says {promised}.", document.title),
                format!(
                    "Ask {} which is right, and put that file in its place or correct documents.csv.",
                    owner_of(document)
                ),
            )
            .see_also(row.place.clone()),
        );
    }
}

/// The version that the document states: in its properties, else where it first says “Version” and a number.
fn stated_version(document: &LinkedDocument) -> Option<String> {
    let property =
        document.reading.version.clone().filter(|version| version.contains(|sign: char| sign.is_ascii_digit()));
    property.or_else(|| version_in(&blocks_text(&document.reading.blocks)))
}

/// `Version 2.1, issued …` is 2.1. A small letter does not count: “version 2 of the checklist” is about something else.
fn version_in(text: &str) -> Option<String> {
    text.split("Version ").skip(1).find_map(|after| {
        let end = after.find(|sign: char| !(sign.is_ascii_digit() || sign == '.')).unwrap_or(after.len());
        let version = after[..end].trim_matches('.');
        (!version.is_empty()).then(|| version.to_owned())
    })
}

/// A version without what people write around it: `v3.0` and `Version 3` are 3.
fn number(version: &str) -> String {
    let lower = version.trim().to_lowercase();
    let bare = lower.trim_start_matches("version").trim_start_matches('v').trim_start_matches(['.', ' ']);
    let mut bare = bare.trim();
    while let Some(shorter) = bare.strip_suffix(".0") {
        bare = shorter;
    }
    bare.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{number, version_in};

    #[test]
    fn a_version_is_read_where_a_document_states_it() {
        assert_eq!(version_in("Form\nVersion 2.1. Issued 6 June 2025"), Some("2.1".to_owned()));
        assert_eq!(version_in("Use version 2 of the checklist. Version control: ask the team."), None);
    }

    #[test]
    fn ways_to_write_a_version_are_one_version() {
        for written in ["3", "3.0", "v3", "V 3", "Version 3", " version 3.0 "] {
            assert_eq!(number(written), "3", "{written}");
        }
        assert_ne!(number("3.1"), number("3"));
    }
}
