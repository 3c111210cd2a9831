//! Square brackets that are left over from a link: its words, and no address.
//!
//! Markdown shows them as they are, so nobody is told. What writers put in square brackets on purpose is left alone: years and
//! numbers, `[sic]`, what an editor put into a quotation, and blanks that readers fill in.

use std::ops::Range;

use super::blanks;
use super::markdown::Origin;
use super::slug;
use super::text::is_target;
use crate::model::{At, Finding, Place, Rule, Severity};

/// The words of a link without its address.
pub const BRACKETS_LEFT_OVER: Rule = Rule {
    code: "brackets-left-over",
    severity: Severity::ShouldFix,
    name: "Square brackets without an address",
    finds: "Words in square brackets with no address behind them, as they are left when only half of a link was taken out. \
            So are double ones, as other programs write links. Single words, numbers and quotations are let be.",
    why: "Readers see the brackets and look for the form or page that they seem to promise.",
    fix: "Write the address behind them in round brackets, or take the square brackets out.",
    example: "Send the [EP consultation request] to the team.",
};

/// Words of what editors and the writers of forms put in square brackets.
const ON_PURPOSE: [&str; 33] = [
    "insert",
    "enter",
    "add",
    "delete",
    "fill",
    "complete",
    "choose",
    "select",
    "tick",
    "name",
    "names",
    "date",
    "dates",
    "signature",
    "signed",
    "your",
    "tbc",
    "eg",
    "ie",
    "sic",
    "emphasis",
    "amended",
    "omitted",
    "original",
    "translated",
    "accessed",
    "unreported",
    "redacted",
    "number",
    "time",
    "his",
    "her",
    "applicable",
];

/// How far back the beginning of a quotation is looked for, in bytes.
const LOOKED_BACK: usize = 4096;

/// Judges what stands in square brackets and leads nowhere.
pub(super) fn judge(text: &str, span: &Range<usize>, origin: Origin<'_>) -> Option<Finding> {
    let inside = text.get(span.start + 1..span.end.checked_sub(1)?)?;
    if is_double(text, span) {
        return (!is_within(&text[..span.start - 1])).then(|| double(inside, span, origin));
    }
    if blanks::is_blank(inside) {
        return if is_on_purpose(text, span) { None } else { blanks::judge(text, span, origin) };
    }
    if !(has_words_of_a_link(inside) || is_target(inside)) || is_on_purpose(text, span) {
        return None;
    }
    let label = inside.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = Place::new(origin.file, At::Bytes(origin.offset + span.start..origin.offset + span.end));
    Some(Finding::new(
        &BRACKETS_LEFT_OVER,
        place,
        format!("“[{label}]” is no link: there is no address behind it, and readers see the brackets."),
        format!(
            "Write the address behind it, as in [{label}](../documents/form.docx), or take the square brackets out. If you want \
             them there, write \\[{label}\\]."
        ),
    ))
}

/// Whether the brackets stand in brackets: `[[asking for advice]]`.
fn is_double(text: &str, span: &Range<usize>) -> bool {
    let before = &text[..span.start];
    before.ends_with('[') && !before.ends_with("\\[") && text[span.end..].starts_with(']') && has_letters(text, span)
}

fn has_letters(text: &str, span: &Range<usize>) -> bool {
    text[span.clone()].chars().filter(|letter| letter.is_alphabetic()).count() > 1
}

fn double(inside: &str, span: &Range<usize>, origin: Origin<'_>) -> Finding {
    let (page, words) = inside.split_once('|').unwrap_or((inside, inside));
    let label = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let address = format!("{}.md", slug(page.trim()));
    let (start, end) = (origin.offset + span.start - 1, origin.offset + span.end + 1);
    Finding::new(
        &BRACKETS_LEFT_OVER,
        Place::new(origin.file, At::Bytes(start..end)),
        format!("“[[{inside}]]” is no link here: readers see the double brackets."),
        format!(
            "Write the words in single square brackets and the file name of the page in round ones, as in \
             [{label}]({address}), or take the brackets out."
        ),
    )
}

/// Two words or more, none of which only brackets on purpose have.
fn has_words_of_a_link(inside: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-' | '.');
    let words: Vec<String> = inside
        .split(|letter| !is_letter(letter))
        .map(|word| word.replace('.', "").to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let whole = words.iter().filter(|word| word.chars().count() > 1 && word.chars().any(char::is_alphabetic)).count();
    !inside.starts_with(['^', '!', '…', '.'])
        && whole >= 2
        && inside.chars().count() <= 100
        && !words.iter().any(|word| ON_PURPOSE.contains(&word.as_str()))
}

/// Whether the brackets are part of a word, of a quotation, or of a link that is written wrongly in another way.
fn is_on_purpose(text: &str, span: &Range<usize>) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let touches = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let rest = after.trim_start_matches(' ');
    touches(before.chars().next_back())
        || touches(after.chars().next())
        // Behind a link they are its type and size, which have a rule of their own.
        || before.trim_end_matches(' ').ends_with([')', ']'])
        || before.ends_with('\\')
        || after.starts_with(['[', ':'])
        || rest.starts_with('(')
        || is_within(before)
}

/// Whether what follows this text stands in quotation marks or in other brackets, or in a quotation that is not a box.
fn is_within(before: &str) -> bool {
    let from = before.len().saturating_sub(LOOKED_BACK);
    let near = (from..).find_map(|at| before.get(at..)).unwrap_or_default();
    let paragraph = || near.lines().rev().take_while(|line| !line.trim().is_empty());
    let count = |sign: char| paragraph().map(|line| line.matches(sign).count()).sum::<usize>();
    if count('[') > count(']') || count('“') > count('”') || count('"') % 2 == 1 {
        return true;
    }
    let quoted = paragraph().take_while(|line| line.trim_start().starts_with('>'));
    quoted.last().is_some_and(|first| !first.trim_start_matches(['>', ' ']).starts_with("[!"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GuidePath;

    fn is_found(text: &str) -> bool {
        let file = GuidePath::new("pages/a.md").expect("inside");
        let (start, end) = (text.rfind('[').expect("a bracket"), text.rfind(']').expect("a bracket"));
        judge(text, &(start..end + 1), Origin { file: &file, offset: 0 }).is_some()
    }

    #[test]
    fn words_of_a_link_are_told_from_what_is_meant() {
        for left_over in [
            "Send the [EP consultation request] to the team.",
            "See [Funding SEN support].",
            "> [!CHECK]\n> Fill in the [referral form].",
            "She said “yes”. See the [parents’ guide].",
            "It is in [ep-form.docx].",
            "[speech and language\ntherapy] is new",
            "It meets by [date of meeting].",
            "[insert school here]",
        ] {
            assert!(is_found(left_over), "{left_over}");
        }
        for meant in [
            "[2014] EWHC 254 (Admin)",
            "[2019] UKUT 12 (AAC)",
            "see [1] and [12]",
            "as written [sic]",
            "“[The local authority] must secure it”",
            "\"[The local authority] must secure it\"",
            "> [The local authority] must secure it.",
            "Dear [name of parent],",
            "> The panel met on [date].",
            "“We met on [date of meeting]”",
            "the [insert]s of a file",
            "pupil[s and carers]",
            "- [ ] a task",
            "> [!MUST]",
            "[^note one]",
            "[…] and so on",
            "the law [emphasis added]",
            "[the form] (../documents/form.docx)",
            "[bands](bands.pdf) [PDF, 2MB]",
            "But [this] is only in brackets.",
        ] {
            assert!(!is_found(meant), "{meant}");
        }
        let file = GuidePath::new("pages/a.md").expect("inside");
        let words_of_a_link = "[Bands [PDF 900 KB]](../documents/bands.pdf)";
        assert!(judge(words_of_a_link, &(7..19), Origin { file: &file, offset: 0 }).is_none());
    }

    #[test]
    fn double_brackets_are_told_with_the_link_to_write() {
        let file = GuidePath::new("pages/a.md").expect("inside");
        let double = "See [[Asking for advice]].";
        let found = judge(double, &(5..24), Origin { file: &file, offset: 10 }).expect("found");
        assert!(found.fix.contains("[Asking for advice](asking-for-advice.md)"), "{}", found.fix);
        assert_eq!(found.place.at, At::Bytes(14..35));
        let quoted = "> See [[Asking for advice]].";
        assert!(judge(quoted, &(7..26), Origin { file: &file, offset: 0 }).is_none());
    }
}
