//! Names of anchors: a public promise, so the rule is fixed. GitHub's rule for headings, `-1`, `-2` for repeats.

use std::collections::BTreeSet;

use crate::model::{Finding, Place, Rule, Severity};

/// Two anchors of one name on a page.
pub const DUPLICATE_ANCHOR: Rule = Rule {
    code: "duplicate-anchor",
    severity: Severity::MustFix,
    name: "Two headings with one id",
    finds: "Two headings or named spots of one page that were given the same id.",
    why: "A link to that id can only lead to one of them.",
    fix: "Give one of them another id.",
    example: "## Funding {#money} and ## Fees {#money}",
};

/// The names in use on a page.
#[derive(Debug, Default)]
pub(super) struct AnchorNames {
    used: BTreeSet<String>,
}

impl AnchorNames {
    /// The name for a heading without a given one.
    pub(super) fn for_heading(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        self.unused(if slug.is_empty() { "section" } else { &slug })
    }

    /// The name for a heading or spot with a given one, and whether it was still free.
    pub(super) fn given(&mut self, name: &str) -> (String, bool) {
        let is_new = !self.used.contains(name);
        (self.unused(name), is_new)
    }

    fn unused(&mut self, name: &str) -> String {
        let mut unused = name.to_owned();
        let mut count = 0;
        while !self.used.insert(unused.clone()) {
            count += 1;
            unused = format!("{name}-{count}");
        }
        unused
    }
}

/// GitHub's rule: lower case, letters, figures, `-` and `_` kept, spaces to `-`, all else dropped.
pub(crate) fn slug(text: &str) -> String {
    text.trim()
        .to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            ' ' | '\u{A0}' => Some('-'),
            '-' | '_' => Some(letter),
            _ => letter.is_alphanumeric().then_some(letter),
        })
        .collect()
}

pub(super) fn duplicate(name: &str, place: Place) -> Finding {
    Finding::new(
        &DUPLICATE_ANCHOR,
        place,
        format!("The id “{name}” is used twice on this page."),
        format!("Give this one another id, such as {{#{name}-2}}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_githubs_rule() {
        assert_eq!(slug("Who can ask? Parents’ & pupils’ views"), "who-can-ask-parents--pupils-views");
        let mut names = AnchorNames::default();
        assert_eq!([names.for_heading("Fees"), names.for_heading("Fees")], ["fees", "fees-1"]);
        assert_eq!(names.given("fees"), ("fees-2".to_owned(), false));
    }
}
