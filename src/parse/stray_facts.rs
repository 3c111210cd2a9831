//! Page facts that do not stand where they are read, so that readers see them as text.
//!
//! They must begin in the first line of a page, between two lines of `+++`. An empty line above, a line of `+++` that was
//! forgotten or one too many, and Markdown takes `review_by = 2027-07-01` for a sentence. Code is let be: that is how a page
//! shows what to type.

use std::ops::Range;

use super::markdown::Origin;
use super::page::BAD_FRONT_MATTER;
use crate::model::{At, Finding, Place};

/// The names of page facts.
const NAMES: [&str; 10] = [
    "title",
    "summary",
    "owner",
    "deputy",
    "feedback_to",
    "last_reviewed",
    "review_by",
    "aliases",
    "family",
    "glossary",
];

/// A line that was to be read and is shown.
#[derive(Debug, PartialEq, Eq)]
enum Stray<'a> {
    /// `+++`
    Marks,
    /// `name = value`
    Fact(&'a str),
}

/// The first such line of a page's text as a finding. `has_facts` says that the page has facts that were read.
pub(super) fn judge(body: &str, has_facts: bool, origin: Origin<'_>) -> Option<Finding> {
    let strays = strays(body);
    let (range, first) = strays.first()?;
    let place = Place::new(origin.file, At::Bytes(origin.offset + range.start..origin.offset + range.end));
    let marks = strays.iter().filter(|(_, stray)| *stray == Stray::Marks).count();
    let is_at_the_top = body[..range.start].trim().is_empty();
    let (what, fix) = match first {
        Stray::Fact(name) if has_facts => (
            format!("This line gives “{name}”, but it stands below the page facts, and readers see it."),
            "Put it above the second +++ line at the top of the page, or take it out.".to_owned(),
        ),
        Stray::Fact(name) => (
            format!("This line gives “{name}”, but the first line of the page is not +++, so readers see it."),
            "Put the page facts at the very top, with a line +++ above the first and a line +++ below the last of them."
                .to_owned(),
        ),
        Stray::Marks if !has_facts && is_at_the_top && marks > 1 => (
            "The page facts begin below an empty line, so they are not read, and readers see them.".to_owned(),
            "Take out what is above the first +++, also empty lines: +++ must be the very first line of the page."
                .to_owned(),
        ),
        Stray::Marks if !has_facts && strays.len() > 1 => (
            "The page facts are not read, and readers see them: they need a +++ line above and one below them.".to_owned(),
            "Put them at the very top of the page, with +++ as the first line and a line +++ after the last of them."
                .to_owned(),
        ),
        Stray::Marks => (
            "This line of +++ ends or begins no page facts, and readers see it.".to_owned(),
            "Take the line out. Page facts stand at the top of a page, between two lines of +++.".to_owned(),
        ),
    };
    Some(Finding::new(&BAD_FRONT_MATTER, place, what, fix))
}

/// The lines of a text, outside code, that are `+++` or, above its second heading, a fact.
fn strays(body: &str) -> Vec<(Range<usize>, Stray<'_>)> {
    let mut found = Vec::new();
    let (mut at, mut headings) = (0, 0);
    let mut fence: Option<&str> = None;
    for whole in body.split_inclusive('\n') {
        let range = at..at + whole.trim_end().len();
        at += whole.len();
        let line = whole.trim();
        if let Some(opened) = fence {
            fence = fence.filter(|_| !line.starts_with(opened));
            continue;
        }
        fence = ["```", "~~~"].into_iter().find(|sign| line.starts_with(sign));
        if fence.is_some() || whole.starts_with("    ") || whole.starts_with('\t') {
            continue;
        }
        if line.starts_with('#') {
            headings += 1;
        }
        if line.len() >= 3 && line.bytes().all(|sign| sign == b'+') {
            found.push((range, Stray::Marks));
        } else if let Some(name) = fact(line).filter(|_| headings < 2) {
            found.push((range, Stray::Fact(name)));
        }
    }
    found
}

/// The name of the fact that a line gives. With a colon only names that no sentence begins with.
fn fact(line: &str) -> Option<&str> {
    let (name, value) = line.split_once(['=', ':'])?;
    let is_typed = line[name.len()..].starts_with('=') || name.contains('_');
    let name = name.trim();
    (is_typed && !value.trim().is_empty() && NAMES.contains(&name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GuidePath;

    fn told(body: &str, has_facts: bool) -> Option<(String, Range<usize>)> {
        let file = GuidePath::new("pages/a.md").expect("inside");
        let finding = judge(body, has_facts, Origin { file: &file, offset: 0 })?;
        let At::Bytes(range) = finding.place.at else { return None };
        Some((finding.what, range))
    }

    #[test]
    fn facts_that_readers_see_are_told_at_their_line() {
        for (body, words, line) in [
            ("\n+++\ntitle = \"A\"\n+++\n# A\n", "below an empty line", "+++"),
            ("\n+++\ntitle = \"A\"\n# A\n", "one below them", "+++"),
            ("review_by = 2027-07-01\nowner = \"SENCO\"\n\n# A\n", "“review_by”", "review_by = 2027-07-01"),
            ("# A\n\nowner = “SEN consultant”\r\n", "“owner”", "owner = “SEN consultant”"),
            ("review_by: 2027-07-01\n", "“review_by”", "review_by: 2027-07-01"),
            ("title = Asking for advice\n", "“title”", "title = Asking for advice"),
            ("# A\nWords.\n\n+++\n\nWords.\n", "ends or begins no", "+++"),
        ] {
            let (what, range) = told(body, false).expect(body);
            assert!(what.contains(words), "{body}: {what}");
            assert_eq!(&body[range], line, "{body}");
        }
        assert!(told("owner = \"SENCO\"\n# A\n", true).expect("found").0.contains("below the page facts"));
    }

    #[test]
    fn what_is_said_about_facts_is_let_be() {
        for body in [
            "# A\n```\n+++\ntitle = \"A\"\n+++\n```\nWords.\n",
            "# A\n~~~~\n+++\n~~~~\n",
            "# A\n\n    owner = \"SENCO\"\n",
            "# A\nThe line `owner = \"SENCO\"` says who looks after it.\n",
            "Owner: SEN consultant\n",
            "owner: SEN consultant\n",
            "# A\n## B\nsummary = what is said of a document\n",
            "# A\nC++ and 1 + 1 = 2\n",
            "owners = \"many\"\n",
        ] {
            assert_eq!(told(body, false), None, "{body}");
        }
    }
}
