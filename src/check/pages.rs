//! Pages as a whole.

use super::CheckContext;
use crate::model::{Finding, Findings, Place, Rule, Severity};

/// A page without content.
pub const EMPTY_PAGE: Rule = Rule {
    code: "empty-page",
    severity: Severity::ShouldFix,
    name: "Empty page",
    finds: "A page that has a title and nothing else.",
    why: "A reader who follows a link to it finds nothing.",
    fix: "Write the page, or take it and the links to it out.",
    example: "a chapter that was planned and never written",
};

pub(super) fn empty_page(context: &CheckContext<'_>, findings: &mut Findings) {
    for page in &context.guide.pages {
        // A page that could not be read has its own finding.
        let was_read = context
            .sources
            .get(&page.file)
            .is_some_and(|file| std::str::from_utf8(&file.bytes).is_ok() && file.refused.is_none());
        if page.blocks.is_empty() && was_read {
            findings.push(Finding::new(
                &EMPTY_PAGE,
                Place::file(&page.file),
                format!("The page “{}” has nothing on it.", page.title),
                "Write the page, or take it out of the folder pages.",
            ));
        }
    }
}
