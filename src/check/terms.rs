//! Terms that were right once. Quotations, code and titles of works keep theirs, and so does a sentence that speaks of the past.

use super::CheckContext;
use crate::model::{At, Block, BlockKind, Finding, Findings, GuidePath, Inline, Place, Rule, Severity};

/// A term that is out of date.
pub const STALE_TERM: Rule = Rule {
    code: "stale-term",
    severity: Severity::ShouldFix,
    name: "Term that is out of date",
    finds: "A term that the law or its bodies no longer use, such as “statement of SEN” or “CCG”, outside quotations.",
    why: "Families and new SENCOs look for something that no longer exists, and doubt the rest of the page.",
    fix: "Use the present term. Put the old one in quotation marks where you must name it.",
    example: "A pupil with a statement of SEN keeps a named place.",
};

/// A term that is out of date.
struct Term {
    /// The old term and its forms, in small letters unless `capitals` counts.
    old: &'static [&'static str],
    /// Whether capital and small letters count.
    letters: Letters,
    /// What is said now.
    now: &'static str,
    /// A word one of which must stand in the same sentence; empty for none.
    with: &'static [&'static str],
}

/// Whether capital and small letters count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    Count,
    DoNotCount,
}

const DUTY: &[&str] =
    &["must", "required", "requires", "requirement", "need to", "needs to", "has to", "have to", "mandatory"];

const TERMS: &[Term] = &[
    Term {
        old: &[
            "statement of sen",
            "statements of sen",
            "sen statement",
            "sen statements",
            "statement of special educational needs",
            "statements of special educational needs",
            "statemented",
        ],
        letters: Letters::DoNotCount,
        now: "EHC plan",
        with: &[],
    },
    Term { old: &["School Action Plus", "School Action"], letters: Letters::Count, now: "SEN support", with: &[] },
    Term { old: &["BESD"], letters: Letters::Count, now: "SEMH (social, emotional and mental health)", with: &[] },
    Term { old: &["CCG", "CCGs"], letters: Letters::Count, now: "integrated care board", with: &[] },
    Term {
        old: &["clinical commissioning group", "clinical commissioning groups"],
        letters: Letters::DoNotCount,
        now: "integrated care board",
        with: &[],
    },
    Term { old: &["ESFA"], letters: Letters::Count, now: "DfE (Department for Education)", with: &[] },
    Term {
        old: &["education and skills funding agency"],
        letters: Letters::DoNotCount,
        now: "Department for Education",
        with: &[],
    },
    Term { old: &["NASENCO"], letters: Letters::Count, now: "NPQ for SENCOs", with: DUTY },
    Term { old: &["IEP", "IEPs"], letters: Letters::Count, now: "SEN support plan", with: &[] },
    Term {
        old: &["individual education plan", "individual education plans"],
        letters: Letters::DoNotCount,
        now: "SEN support plan",
        with: &[],
    },
    Term {
        old: &[
            "fixed-term exclusion",
            "fixed-term exclusions",
            "fixed term exclusion",
            "fixed term exclusions",
            "fixed-period exclusion",
            "fixed-period exclusions",
        ],
        letters: Letters::DoNotCount,
        now: "suspension",
        with: &[],
    },
    Term { old: &["nhs commissioning board"], letters: Letters::DoNotCount, now: "NHS England", with: &[] },
    Term { old: &["CAF"], letters: Letters::Count, now: "early help assessment", with: &[] },
    Term {
        old: &["common assessment framework"],
        letters: Letters::DoNotCount,
        now: "early help assessment",
        with: &[],
    },
    Term { old: &["Parent Partnership"], letters: Letters::Count, now: "SENDIASS", with: &[] },
    Term { old: &["parent partnership service"], letters: Letters::DoNotCount, now: "SENDIASS", with: &[] },
    Term { old: &["LDD"], letters: Letters::Count, now: "SEND", with: &[] },
    Term { old: &["WCAG 2.0", "WCAG 2.1"], letters: Letters::Count, now: "WCAG 2.2", with: &[] },
    Term {
        old: &["school local offer", "schools local offer", "schools’ local offer", "school’s local offer"],
        letters: Letters::DoNotCount,
        now: "SEN information report",
        with: &[],
    },
];

/// Words of a sentence that tells how things were, or that a term is not to be used.
const PAST: [&str; 26] = [
    "formerly",
    "former",
    "used to",
    "previously",
    "no longer",
    "replaced",
    "replaces",
    "replace",
    "was called",
    "were called",
    "once called",
    "instead of",
    "rather than",
    "abolished",
    "old name",
    "old term",
    "older term",
    "before 2014",
    "until 2014",
    "do not",
    "ended",
    "ceased",
    "closed",
    "superseded",
    "became",
    "now called",
];

pub(super) fn stale_term(context: &CheckContext<'_>, findings: &mut Findings) {
    for page in &context.guide.pages {
        let notes = page.footnotes.iter().flat_map(|note| &note.blocks);
        for block in page.blocks.iter().chain(notes) {
            judge(block, &page.file, Some(context), findings);
        }
    }
    for document in &context.documents.all {
        let notes = document.reading.footnotes.iter().flat_map(|note| &note.blocks);
        for block in document.reading.blocks.iter().chain(notes) {
            judge(block, &document.file, None, findings);
        }
    }
}

/// Judges a block and those in it. Each paragraph is told by its own place.
fn judge(block: &Block, file: &GuidePath, sources: Option<&CheckContext<'_>>, findings: &mut Findings) {
    let mut inner = |blocks: &[Block]| blocks.iter().for_each(|block| judge(block, file, sources, findings));
    match &block.kind {
        BlockKind::Quote(_) | BlockKind::Code(_) | BlockKind::Rule => {}
        BlockKind::List { items, .. } => items.iter().for_each(|item| inner(item)),
        BlockKind::Table(table) => {
            table.head.iter().chain(&table.body).flatten().for_each(|cell| inner(&cell.blocks));
        }
        BlockKind::Callout { blocks, .. } => inner(blocks),
        BlockKind::Definitions(definitions) => {
            // A term that is explained is named on purpose.
            definitions.iter().flat_map(|definition| &definition.meanings).for_each(|meaning| inner(meaning));
        }
        BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => {
            let mut text = String::new();
            push_own_words(content, &mut text);
            for (old, now) in stale_terms(&text) {
                let at =
                    sources.and_then(|context| place_of(context, file, &block.at, old)).unwrap_or(block.at.clone());
                findings.push(Finding::new(
                    &STALE_TERM,
                    Place::new(file, at),
                    format!("“{old}” is out of date."),
                    format!("Write {now}."),
                ));
            }
        }
    }
}

/// Where the words stand in the source text of a block.
fn place_of(context: &CheckContext<'_>, file: &GuidePath, at: &At, words: &str) -> Option<At> {
    let At::Bytes(range) = at else { return None };
    let source = context.sources.get(file)?;
    let text = std::str::from_utf8(source.bytes.get(range.clone())?).ok()?;
    let start = range.start + text.find(words)?;
    Some(At::Bytes(start..start + words.len()))
}

/// The writer's own words: not code, and not the titles of works.
fn push_own_words(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Blank(words) => text.push_str(words),
            Inline::Strong(inner)
            | Inline::Subscript(inner)
            | Inline::Superscript(inner)
            | Inline::Key(inner)
            | Inline::Abbreviation { content: inner, .. }
            | Inline::Link { content: inner, .. } => push_own_words(inner, text),
            Inline::Break => text.push(' '),
            // What is left out parts the words around it.
            _ => text.push('\u{fffc}'),
        }
    }
}

/// The stale terms of a text as they stand in it, each with what is said now.
fn stale_terms(text: &str) -> Vec<(&str, &'static str)> {
    let mut found: Vec<(usize, &str, &'static str)> = Vec::new();
    if !may_have_one(text) {
        return Vec::new();
    }
    let lower = text.to_lowercase();
    for term in TERMS {
        let searched = match term.letters {
            Letters::Count => text,
            Letters::DoNotCount => &lower,
        };
        // Small letters may have another length in bytes: then no place can be told, and nothing is.
        if searched.len() != text.len() {
            continue;
        }
        let Some((at, old)) = term.old.iter().find_map(|old| Some((first_own(searched, text, old)?, *old))) else {
            continue;
        };
        let is_covered = |(start, words, _): &(usize, &str, &str)| (*start..start + words.len()).contains(&at);
        let sentence = sentence_around(text, at).to_lowercase();
        let in_context = term.with.is_empty() || term.with.iter().any(|word| has_words(&sentence, word));
        let speaks_of_past =
            PAST.iter().any(|word| has_words(&sentence, word)) || (!term.with.is_empty() && sentence.contains("npq"));
        if in_context && !speaks_of_past && !found.iter().any(is_covered) {
            found.push((at, text.get(at..at + old.len()).unwrap_or_default(), term.now));
        }
    }
    found.sort_by_key(|(at, _, _)| *at);
    found.into_iter().map(|(_, old, now)| (old, now)).collect()
}

/// Whether a term begins at some word of a text, large or small. Nearly every text has none, and one look at each word tells.
fn may_have_one(text: &str) -> bool {
    let old = || TERMS.iter().flat_map(|term| term.old).map(|old| old.as_bytes());
    let begins = |at: usize, old: &[u8]| {
        text.as_bytes()[at..].get(..old.len()).is_some_and(|words| words.eq_ignore_ascii_case(old))
    };
    let mut is_inside = false;
    text.char_indices().any(|(at, sign)| {
        let is_start = !std::mem::replace(&mut is_inside, sign.is_alphanumeric()) && is_inside;
        is_start && old().any(|old| begins(at, old))
    })
}

/// Where a term first stands as whole words outside quotation marks.
fn first_own(searched: &str, text: &str, old: &str) -> Option<usize> {
    searched.match_indices(old).map(|(at, _)| at).find(|at| {
        let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        let before = text[..*at].chars().next_back();
        let after = text[at + old.len()..].chars().next();
        let goes_on = goes_on(old, &text[at + old.len()..]);
        !is_word(before) && !is_word(after) && !goes_on && !is_quoted(text, *at, at + old.len())
    })
}

/// Whether the next word makes something else of the words: a “School Action Plan”, a “statement of SEN policy”.
fn goes_on(old: &str, after: &str) -> bool {
    const OF_A_STATEMENT: [&str; 8] =
        ["policy", "provision", "information", "report", "practice", "intent", "priorities", "principles"];
    let next: String = after.trim_start().chars().take_while(|sign| sign.is_alphabetic()).collect();
    let is_next = after.starts_with(' ') && !next.is_empty();
    match old {
        "School Action" => is_next && next != "Plus" && next.starts_with(char::is_uppercase),
        "statement of sen" => is_next && OF_A_STATEMENT.contains(&next.as_str()),
        _ => false,
    }
}

/// Whether a spot stands between quotation marks.
fn is_quoted(text: &str, from: usize, to: usize) -> bool {
    let curly = |open: char, close: char| {
        let opened = text[..from].rfind(open);
        let closed = text[..from].rfind(close);
        opened.is_some_and(|opened| closed.is_none_or(|closed| closed < opened)) && text[to..].contains(close)
    };
    let straight = text[..from].matches('"').count() % 2 == 1 && text[to..].contains('"');
    curly('“', '”') || curly('‘', '’') || curly('«', '»') || straight
}

fn sentence_around(text: &str, at: usize) -> &str {
    let ends = |window: &str| window.ends_with(['.', '!', '?']);
    let mut start = 0;
    let mut end = text.len();
    for (position, sign) in text.char_indices() {
        let is_end = sign.is_whitespace() && ends(&text[..position]);
        if is_end && position <= at {
            start = position;
        } else if is_end {
            end = position;
            break;
        }
    }
    &text[start..end]
}

fn has_words(sentence: &str, words: &str) -> bool {
    sentence.match_indices(words).any(|(at, _)| {
        let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        !is_word(sentence[..at].chars().next_back()) && !is_word(sentence[at + words.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::stale_terms;

    #[test]
    fn a_stale_term_is_found_once_and_as_it_stands() {
        assert_eq!(stale_terms("A pupil with a Statement of SEN."), [("Statement of SEN", "EHC plan")]);
        assert_eq!(
            stale_terms("On School Action Plus, ask the CCG."),
            [("School Action Plus", "SEN support"), ("CCG", "integrated care board"),]
        );
        assert_eq!(stale_terms("You must hold the NASENCO award."), [("NASENCO", "NPQ for SENCOs")]);
    }

    #[test]
    fn quotations_the_past_and_other_words_are_left_alone() {
        for text in [
            "What was called “statement of SEN” then.",
            "Statements of SEN were replaced by EHC plans in 2014.",
            "The report calls it a ‘fixed-term exclusion’ throughout.",
            "ICB (formerly CCG)",
            "A NASENCO course started before then counts only if finished in time.",
            "You must hold the NPQ for SENCOs; the NASENCO counts too.",
            "Do not write IEP on the form.",
            "school action is needed; a decaf CAFE; the CCGX",
            "Make a statement of SENDIASS services.",
            "Write a School Action Plan and a statement of SEN policy.",
        ] {
            assert_eq!(stale_terms(text), [], "{text}");
        }
    }
}
