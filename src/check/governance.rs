//! Who keeps what: a guide dies when nobody owns it.

use super::CheckContext;
use crate::model::{Finding, Findings, Place, Rule, Severity};

/// A document that the register does not know.
pub const MISSING_REGISTER_ROW: Rule = Rule {
    code: "missing-register-row",
    severity: Severity::Note,
    name: "Document not in the register",
    finds: "A document without a row in documents.csv, when there is such a register.",
    why: "Nobody is named who keeps it right, and it has no review date.",
    fix: "Add a row for it to documents.csv.",
    example: "documents/new-form.docx without a row",
};

/// Nobody owns a document or page.
pub const MISSING_OWNER: Rule = Rule {
    code: "missing-owner",
    severity: Severity::ShouldFix,
    name: "Nobody owns this",
    finds: "A row of the register without an owner, or a guide without an editor.",
    why: "What nobody owns goes out of date, and nobody is told when a link in it breaks.",
    fix: "Name a role, never a person: people leave.",
    example: "an empty cell in the column owner",
};

pub(super) fn missing_register_row(context: &CheckContext<'_>, findings: &mut Findings) {
    if context.sources.at("documents.csv").is_none() {
        return;
    }
    for document in context.documents.all.iter().filter(|document| document.register.is_none()) {
        findings.push(Finding::new(
            &MISSING_REGISTER_ROW,
            Place::file(&document.file),
            format!("“{}” has no row in documents.csv.", document.title),
            format!("Add a row with {} in the column file, and name its owner.", document.file),
        ));
    }
}

pub(super) fn missing_owner(context: &CheckContext<'_>, findings: &mut Findings) {
    for document in &context.documents.all {
        if let Some(row) = document.register.as_ref().filter(|row| row.owner.is_none()) {
            findings.push(Finding::new(
                &MISSING_OWNER,
                row.place.clone(),
                format!("Nobody is named as the owner of “{}”.", document.title),
                "Write the role that keeps it right into the column owner, such as “Principal educational psychologist”.",
            ));
        }
    }
}
