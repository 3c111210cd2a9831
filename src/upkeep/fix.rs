//! Applies the certain edits of findings to the text of pages, byte for byte: nothing else in a file is touched.
//!
//! 1. Each certain edit is looked for at its finding's place: the address in round brackets, in pointed ones or bare; for a
//!    link that is written as `[words][name]`, the line that says where `name` leads.
//!    A line that was meant as a heading is replaced as a whole.
//! 2. Edits that lie in one another are left to the next run.
//! 3. What is only likely is offered as a finding of its own ([`LIKELY_FIX`]).

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{
    At, Certainty, Edit, Finding, Findings, GuidePath, Place, Rule, Severity, SourceFile, Sources, shown_address,
    shown_text, without_wrappers,
};

/// A repair that is probable, not certain.
pub const LIKELY_FIX: Rule = Rule {
    code: "likely-fix",
    severity: Severity::Note,
    name: "A likely repair",
    finds: "A link whose repair is probable but not certain. Only check --fix offers these.",
    why: "A program that guesses would one day lead a family to the wrong form; a person sees at once whether it is right.",
    fix: "Change the link as the message says, if that is what you mean.",
    example: "[evidence](06-ehc.md#evidense), where the page has a heading #evidence",
};

/// What the certain edits come to.
#[derive(Debug, Default)]
pub struct Fixes {
    /// The files that change, with their whole new content.
    pub files: Vec<FixedFile>,
    /// Each change, in the order of the files.
    pub changes: Vec<Change>,
    /// The findings that are put right: their places and rules.
    done: Vec<(Place, &'static str)>,
}

/// A file with its edits applied.
#[derive(Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// Where it lies.
    pub path: GuidePath,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// One change of a line, as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// The line, from 1.
    pub line: usize,
    /// The line before.
    pub before: String,
    /// The line after.
    pub after: String,
    /// The code of the rule that asked for it.
    pub rule: &'static str,
}

/// One replacement in a file.
struct Replacement<'a> {
    range: Range<usize>,
    text: String,
    finding: &'a Finding,
}

/// Works out what the certain edits of these findings come to. An accepted finding is left alone: somebody wants it so.
pub fn fixes(findings: &Findings, sources: &Sources) -> Fixes {
    let mut by_file: BTreeMap<&GuidePath, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| is_certain(finding)) {
        by_file.entry(&finding.place.file).or_default().push(finding);
    }
    let mut fixes = Fixes::default();
    for (path, findings) in by_file {
        let Some(source) = sources.get(path).filter(|source| source.refused.is_none()) else { continue };
        apply(source, &findings, &mut fixes);
    }
    fixes
}

impl Fixes {
    /// Whether a finding is put right.
    pub fn has_fixed(&self, finding: &Finding) -> bool {
        self.done.iter().any(|(place, rule)| *place == finding.place && *rule == finding.rule.code)
    }
}

/// The likely repairs, each a finding of its own.
pub fn likely(findings: &Findings) -> Findings {
    let offered = findings.iter().filter_map(|finding| {
        let edit = finding.edit.as_ref().filter(|edit| edit.certainty == Certainty::Likely)?;
        let was = shown_address(&edit.from);
        let offer = Finding::new(
            &LIKELY_FIX,
            finding.place.clone(),
            format!("{was} most likely has to be {}.", without_wrappers(&edit.to)),
            format!("Change it to {}, if that is what you mean.", without_wrappers(&edit.to)),
        );
        Some(offer.about(&was))
    });
    offered.collect()
}

fn is_certain(finding: &Finding) -> bool {
    let is_accepted = finding.severity == Severity::Note && finding.rule.severity != Severity::Note;
    let is_page = finding.place.file.is_under("pages") && finding.place.file.extension() == "md";
    let is_certain = finding.edit.as_ref().is_some_and(|edit| edit.certainty == Certainty::Certain);
    is_certain && is_page && !is_accepted
}

fn apply(source: &SourceFile, findings: &[&Finding], fixes: &mut Fixes) {
    let Ok(text) = std::str::from_utf8(&source.bytes) else { return };
    let mut replacements: Vec<Replacement<'_>> = Vec::new();
    for finding in findings {
        let (At::Bytes(range), Some(edit)) = (&finding.place.at, &finding.edit) else { continue };
        for (range, new) in spots(text, range, edit) {
            let meets = |other: &Replacement<'_>| other.range.start < range.end && range.start < other.range.end;
            if !replacements.iter().any(meets) {
                replacements.push(Replacement { range, text: new, finding });
            }
        }
    }
    if replacements.is_empty() {
        return;
    }
    fixes.done.extend(
        replacements.iter().map(|replacement| (replacement.finding.place.clone(), replacement.finding.rule.code)),
    );
    replacements.sort_by_key(|replacement| replacement.range.start);
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for replacement in &replacements {
        mended.push_str(&text[at..replacement.range.start]);
        mended.push_str(&replacement.text);
        at = replacement.range.end;
    }
    mended.push_str(&text[at..]);
    fixes.changes.extend(changes(source, text, &replacements));
    fixes.files.push(FixedFile { path: source.path.clone(), bytes: mended.into_bytes() });
}

/// The changes line by line: all replacements of a line are one change.
fn changes(source: &SourceFile, text: &str, replacements: &[Replacement<'_>]) -> Vec<Change> {
    let line_of = |replacement: &Replacement<'_>| source.position(replacement.range.start).line;
    replacements
        .chunk_by(|one, next| line_of(one) == line_of(next))
        .filter_map(|group| {
            let first = group.first()?;
            let start = text[..first.range.start].rfind('\n').map_or(0, |at| at + 1);
            let end = text[first.range.start..].find('\n').map_or(text.len(), |length| first.range.start + length);
            let (mut before, mut after) = (String::new(), String::new());
            let mut at = start;
            for replacement in group {
                let same = &text[at..replacement.range.start];
                before.push_str(same);
                after.push_str(same);
                before.push_str(&shown_address(&text[replacement.range.clone()]));
                after.push_str(&replacement.text);
                at = replacement.range.end;
            }
            let rest = text.get(at..end.max(at)).unwrap_or_default();
            let told = |line: String| shown_text(&(line + rest)).trim().trim_start_matches('\u{feff}').to_owned();
            Some(Change {
                place: first.finding.place.clone(),
                line: line_of(first),
                before: told(before),
                after: told(after),
                rule: first.finding.rule.code,
            })
        })
        .collect()
}

/// Where the address of an edit stands, with what is to stand there.
fn spots(text: &str, range: &Range<usize>, edit: &Edit) -> Vec<(Range<usize>, String)> {
    let Some(link) = text.get(range.clone()) else { return Vec::new() };
    // A heading is put right as a whole line. No link begins with its sign.
    if link.starts_with('#') && link == edit.from {
        return vec![(range.clone(), edit.to.clone())];
    }
    for from in written_forms(&edit.from) {
        let found: Vec<usize> = link.match_indices(from.as_str()).map(|(at, _)| range.start + at).collect();
        // A whole web address in the words of a link says where it leads, and has to go on saying it.
        let is_whole = from.contains("://");
        let chosen: Vec<usize> = if is_whole {
            found
        } else {
            found.into_iter().rev().find(|at| is_address_position(text, *at, range)).into_iter().collect()
        };
        if !chosen.is_empty() {
            return chosen.into_iter().map(|at| replacement(text, at, &from, &edit.to)).collect();
        }
        if let Some(at) = definition(text, &from) {
            return vec![replacement(text, at, &from, &edit.to)];
        }
    }
    Vec::new()
}

/// An address as Markdown may have it: as it is, or with signs written as HTML would.
fn written_forms(from: &str) -> impl Iterator<Item = String> {
    let escaped = from.replace('&', "&amp;");
    let blanks = from.replace(' ', "%20");
    [from.to_owned(), escaped, blanks].into_iter().filter(|form| !form.is_empty())
}

/// Whether an address stands here: in round brackets after square ones, in pointed brackets, or as all of the link.
fn is_address_position(text: &str, at: usize, link: &Range<usize>) -> bool {
    let before = text[link.start..at].trim_end();
    before.is_empty() || before.ends_with("](") || before.ends_with("](<") || before == "<"
}

/// The line `[name]: address` of this address, when it is the only one.
fn definition(text: &str, from: &str) -> Option<usize> {
    let mut found = text.match_indices(from).filter(|(at, _)| {
        let line = text[..*at].rfind('\n').map_or(0, |end| end + 1);
        let before = text[line..*at].trim_end().trim_end_matches('<').trim_end();
        let after = text[at + from.len()..].chars().next();
        let is_name = before.trim_start().starts_with('[') && before.ends_with("]:");
        is_name && after.is_none_or(|sign| sign.is_whitespace() || sign == '>')
    });
    let (at, _) = found.next()?;
    found.next().is_none().then_some(at)
}

fn replacement(text: &str, at: usize, from: &str, to: &str) -> (Range<usize>, String) {
    let is_pointed = text[..at].ends_with('<');
    let new = if is_pointed { to.replace(['<', '>'], "") } else { in_brackets(to) };
    (at..at + from.len(), new)
}

/// An address that may stand in round brackets: without blanks, and with every bracket closed.
fn in_brackets(address: &str) -> String {
    let address = address.replace(' ', "%20");
    let mut open = 0_usize;
    let is_even = address.chars().all(|sign| match sign {
        '(' => {
            open += 1;
            true
        }
        ')' => open.checked_sub(1).map(|left| open = left).is_some(),
        _ => true,
    });
    if is_even && open == 0 { address } else { address.replace('(', "%28").replace(')', "%29") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Rule = Rule {
        code: "wrong-case",
        severity: Severity::MustFix,
        name: "A name",
        finds: "",
        why: "",
        fix: "",
        example: "",
    };

    /// The text after the edit of the link that begins at `[` or `<` or `h`.
    fn fixed(text: &str, link: &str, from: &str, to: &str) -> Option<String> {
        let path = GuidePath::new("pages/a.md").expect("inside");
        let start = text.find(link).expect("the link");
        let place = Place::new(&path, At::Bytes(start..start + link.len()));
        let finding = Finding::new(&RULE, place, "", "").with_edit(from, to, Certainty::Certain);
        let sources = Sources::new(vec![SourceFile::new(path, text.as_bytes().to_vec())]);
        let fixes = fixes(&Findings::from_iter([finding]), &sources);
        fixes.files.into_iter().next().map(|file| String::from_utf8(file.bytes).expect("text"))
    }

    #[test]
    fn only_the_address_changes() {
        let cases = [
            ("\u{feff}# A\r\n[B.md](B.md)\r\n", "[B.md](B.md)", "B.md", "b.md", "\u{feff}# A\r\n[B.md](b.md)\r\n"),
            ("[x](<A b.md> \"A b.md\")", "[x](<A b.md> \"A b.md\")", "A b.md", "a b.md", "[x](<a b.md> \"A b.md\")"),
            ("[x][n] and B.md\n\n[n]: B.md \"t\"\n", "[x][n]", "B.md", "b.md", "[x][n] and B.md\n\n[n]: b.md \"t\"\n"),
            (
                "see https://w.example/?a&b now",
                "https://w.example/?a&b",
                "https://w.example/?a&b",
                "https://x.example/",
                "see https://x.example/ now",
            ),
            ("[x](A.md)", "[x](A.md)", "A.md", "a b (1).md", "[x](a%20b%20(1).md)"),
            (
                "[x](https://w.example/?a&amp;b)",
                "[x](https://w.example/?a&amp;b)",
                "https://w.example/?a&b",
                "https://x.example/",
                "[x](https://x.example/)",
            ),
        ];
        for (text, link, from, to, expected) in cases {
            assert_eq!(fixed(text, link, from, to).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(fixed("[x](a.md)", "[x](a.md)", "not there", "b.md"), None);
    }

    #[test]
    fn a_change_never_shows_what_a_mail_filter_wrote() {
        let path = GuidePath::new("pages/a.md").expect("inside");
        let wrapped =
            "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example&data=a.sample%40b.example";
        let text = format!("# A\nsee [x]({wrapped}) now\n");
        let place = Place::new(&path, At::Bytes(8..text.len() - 5));
        let finding = Finding::new(&RULE, place, "", "").with_edit(wrapped, "https://a.example", Certainty::Certain);
        let sources = Sources::new(vec![SourceFile::new(path, text.into_bytes())]);
        let fixes = fixes(&Findings::from_iter([finding]), &sources);
        let change = &fixes.changes[0];
        assert_eq!(change.before, "see [x](https://eur03.safelinks.protection.outlook.com/…) now");
        assert_eq!((change.line, change.after.as_str()), (2, "see [x](https://a.example) now"));
    }
}
