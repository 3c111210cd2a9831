//! Blanks of a template that nobody filled in: `[insert …]`, `[TBC]`, `[date]`, `[name of the officer]`, `[xx]`.
//!
//! A page may also show others what to write. Blanks in quotations are let be by the caller; here, those in a letter and in
//! sentences or under headings that speak of writing.

use std::ops::Range;

use super::markdown::Origin;
use crate::model::{At, Finding, Place, Rule, Severity};

/// A blank that nobody filled in.
pub const BLANK_NOT_FILLED: Rule = Rule {
    code: "blank-not-filled",
    severity: Severity::ShouldFix,
    name: "Blank that nobody filled in",
    finds: "A blank in square brackets on a page, as templates have them: [insert …], [TBC], [date], [name …] or [xx]. Those in \
            quotations, letters and model texts are let be.",
    why: "Readers see the blank and not the date, the name or the number that they came for.",
    fix: "Write what belongs there, or take the sentence out until it is known.",
    example: "The panel next meets on [date].",
};

/// Words that a blank begins with.
const BEGINNINGS: [&str; 9] =
    ["insert", "tbc", "tba", "date", "dates", "name", "names", "to be confirmed", "to be added"];

/// Words with which editors say what they took out.
const TAKEN_OUT: [&str; 7] = ["redacted", "omitted", "removed", "withheld", "changed", "amended", "anonymised"];

/// Words of a sentence or heading about what others are to write.
const WRITING: [&str; 28] = [
    "write",
    "writes",
    "writing",
    "written",
    "wording",
    "fill",
    "filled",
    "complete",
    "type",
    "replace",
    "enter",
    "say",
    "says",
    "template",
    "templates",
    "model",
    "letter",
    "letters",
    "script",
    "sample",
    "example",
    "examples",
    "subject",
    "label",
    "called",
    "named",
    "brackets",
    "placeholder",
];

/// Beginnings of a letter's first and last lines.
const OF_A_LETTER: [&str; 5] = ["dear ", "yours ", "to: ", "from: ", "subject: "];

/// Whether this is what a blank holds.
pub(super) fn is_blank(inside: &str) -> bool {
    let words: Vec<String> = inside
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let line = words.join(" ");
    let begins = BEGINNINGS
        .iter()
        .any(|beginning| line.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
    let is_crossed = words.first().is_some_and(|word| word.len() > 1 && word.bytes().all(|letter| letter == b'x'));
    (begins || is_crossed)
        && inside.chars().count() <= 100
        && !words.iter().any(|word| TAKEN_OUT.contains(&word.as_str()))
}

/// A blank on a page as a finding, unless its paragraph or the heading above tells people what to write.
pub(super) fn judge(text: &str, span: &Range<usize>, origin: Origin<'_>) -> Option<Finding> {
    let inside = text.get(span.start + 1..span.end.checked_sub(1)?)?;
    if is_model_text(text, span) {
        return None;
    }
    let label = inside.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = Place::new(origin.file, At::Bytes(origin.offset + span.start..origin.offset + span.end));
    Some(Finding::new(
        &BLANK_NOT_FILLED,
        place,
        format!("“[{label}]” is a blank that nobody filled in, and readers see it."),
        format!(
            "Write what belongs there, or take the sentence out until it is known. If readers are to fill it in, write \\[{label}\\]."
        ),
    ))
}

fn is_model_text(text: &str, span: &Range<usize>) -> bool {
    // The words of the blank itself say nothing about the sentence it stands in.
    let has_words = |line: &&str| !line.trim().is_empty();
    let above = text[..span.start].lines().rev().take_while(has_words);
    let mut rest = text[span.end..].lines();
    let around: Vec<&str> = above.chain(rest.next()).chain(rest.take_while(has_words)).collect();
    let heading = text[..span.start].lines().rev().find(|line| line.starts_with('#')).unwrap_or_default();
    let line = text[..span.start].lines().next_back().unwrap_or_default().trim_start().to_lowercase();
    OF_A_LETTER.iter().any(|beginning| line.starts_with(beginning))
        || around.into_iter().any(speaks_of_writing)
        || speaks_of_writing(heading)
}

fn speaks_of_writing(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric())
        .any(|word| !word.is_empty() && WRITING.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GuidePath;

    fn is_found(text: &str) -> bool {
        let file = GuidePath::new("pages/a.md").expect("inside");
        let (start, end) = (text.find('[').expect("a bracket"), text.find(']').expect("a bracket"));
        is_blank(&text[start + 1..end]) && judge(text, &(start..end + 1), Origin { file: &file, offset: 0 }).is_some()
    }

    #[test]
    fn blanks_left_over_are_told_from_those_that_readers_fill_in() {
        for left_over in [
            "The panel next meets on [date].",
            "Ring [name of the officer] on Mondays.",
            "The fee is [TBC].",
            "The fee is [to be confirmed].",
            "[insert telephone number here]",
            "Room [xx], second floor",
            "| Owner | [Name, role] |",
            "Write to us.\r\n\r\nThe panel next meets on [date].\r\n\r\nSay when.",
            "# Letters\n\nWords.\n\n# Panel\n\nIt meets on [dates of meetings].",
        ] {
            assert!(is_found(left_over), "{left_over}");
        }
        for meant in [
            "Dear [name of parent],",
            "Write the plan as [name of child] SEN support.",
            "## A model letter\n\nWe met on [date].",
            "It was agreed [sic] then.",
            "He told [name redacted] so.",
            "Born on [date removed].",
            "[dated] [X] [national policy]",
            "See [1].",
        ] {
            assert!(!is_found(meant), "{meant}");
        }
    }
}
