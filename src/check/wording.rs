//! Slips of typing that Markdown takes for text without a word, so that readers see its signs.

use std::ops::Range;

use super::CheckContext;
use super::link_text::each_text;
use crate::config::nearest;
use crate::model::{
    At, Block, BlockKind, Certainty, Finding, Findings, GuidePath, Inline, Page, Place, Rule, Severity,
};
use crate::parse::BROKEN_LINK_SYNTAX;

/// A heading whose sign touches its words.
pub const HEADING_WITHOUT_SPACE: Rule = Rule {
    code: "heading-without-space",
    severity: Severity::ShouldFix,
    name: "Heading that is not one yet",
    finds: "A line that begins with # and its words right behind it, without a space between them.",
    why: "Readers see the # and no heading, and the list of contents leaves it out.",
    fix: "Put a space between # and the words.",
    example: "#Who decides",
};

pub(super) fn heading_without_space(context: &CheckContext<'_>, findings: &mut Findings) {
    for page in &context.guide.pages {
        for_paragraphs(&page.blocks, &mut |block| {
            let Some((range, source)) = source_of(context, &page.file, &block.at) else { return };
            let Some(line) = meant_heading(source) else { return };
            let signs = line.len() - line.trim_start_matches('#').len();
            let (sign, words) = line.split_at(signs);
            findings.push(
                Finding::new(
                    &HEADING_WITHOUT_SPACE,
                    Place::new(&page.file, At::Bytes(range.start..range.start + line.len())),
                    format!("“{line}” is no heading yet, and readers see the {sign}."),
                    format!("Put a space behind it: {sign} {words}"),
                )
                .with_edit(line, format!("{sign} {words}"), Certainty::Certain),
            );
        });
    }
}

/// Paragraphs of the page itself and of its boxes: lists, tables and quotations hold no headings.
pub(super) fn for_paragraphs(blocks: &[Block], see: &mut impl FnMut(&Block)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(_) => see(block),
            BlockKind::Callout { blocks, .. } => {
                for block in blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))) {
                    see(block);
                }
            }
            _ => {}
        }
    }
}

/// The first line of a paragraph when it was meant as a heading. A single # is also the sign of hashtags and numbers of a
/// list: then the line must be the whole paragraph, and have words enough or a capital letter.
fn meant_heading(paragraph: &str) -> Option<&str> {
    let mut lines = paragraph.trim_end().lines();
    let line = lines.next()?.trim_end();
    let words = line.trim_start_matches('#');
    let signs = line.len() - words.len();
    let starts = (1..=6).contains(&signs) && words.starts_with(char::is_alphabetic);
    let is_alone = lines.next().is_none();
    let has_tags = words.split_whitespace().skip(1).any(|word| word.starts_with('#'));
    let is_spoken = words.contains(' ') || words.starts_with(char::is_uppercase);
    (starts && !has_tags && (signs > 1 || is_alone && is_spoken)).then_some(line)
}

pub(super) fn link_to_a_title(context: &CheckContext<'_>, findings: &mut Findings) {
    for page in &context.guide.pages {
        let notes = page.footnotes.iter().flat_map(|note| &note.blocks);
        for block in page.blocks.iter().chain(notes) {
            each_text(block, &mut |inlines| {
                for text in
                    inlines.iter().filter_map(|inline| if let Inline::Text(text) = inline { Some(text) } else { None })
                {
                    for meant in MeantLink::all(text) {
                        findings.push(meant.told(context, page, block));
                    }
                }
            });
        }
    }
}

/// `[words](a title in place of a file name)`
#[derive(Debug, PartialEq, Eq)]
struct MeantLink<'a> {
    whole: &'a str,
    label: &'a str,
    title: &'a str,
}

impl<'a> MeantLink<'a> {
    fn all(text: &'a str) -> Vec<Self> {
        text.match_indices("](").filter_map(|(at, _)| Self::at(text, at)).collect()
    }

    fn at(text: &'a str, middle: usize) -> Option<Self> {
        let start = text[..middle].rfind('[')?;
        let end = middle + 2 + text[middle + 2..].find(')')?;
        let (label, title) = (&text[start + 1..middle], &text[middle + 2..end]);
        let is_part_of_a_word = text[..start].ends_with(char::is_alphanumeric);
        let has_words = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
        // What has signs of an address was told when the page was read.
        let is_title = title.contains(' ') && !title.contains(['/', '.', '#', '\\', '(', '[']);
        let is_meant = is_title && has_words(label) && has_words(title) && label != "sic" && !is_part_of_a_word;
        is_meant.then(|| Self { whole: &text[start..=end], label, title })
    }

    fn told(&self, context: &CheckContext<'_>, page: &Page, block: &Block) -> Finding {
        let Self { whole, label, title } = self;
        let at = source_of(context, &page.file, &block.at)
            .and_then(|(range, source)| source.find(whole).map(|at| range.start + at))
            .map_or(block.at.clone(), |start| At::Bytes(start..start + whole.len()));
        let fix = match named(context, title) {
            Some((title, file)) => {
                format!("“{title}” is the title of {file}. Write [{label}]({}).", file.relative_to(&page.file))
            }
            None => format!(
                "Write the file name of the page or document in the round brackets, as in [{label}](page.md), or keep only the \
                 words: {label}."
            ),
        };
        Finding::new(
            &BROKEN_LINK_SYNTAX,
            Place::new(&page.file, at),
            format!("“{whole}” is not a link yet, because its round brackets hold words and no file name."),
            fix,
        )
        .about(title)
    }
}

/// The page or document with this title, or with the one most like it.
fn named<'a>(context: &CheckContext<'a>, title: &str) -> Option<(&'a str, &'a GuidePath)> {
    let pages = context.guide.pages.iter().map(|page| (page.title.as_str(), &page.file));
    let documents = context.documents.all.iter().map(|document| (document.title.as_str(), &document.file));
    let all: Vec<(&str, &GuidePath)> = pages.chain(documents).collect();
    let known = nearest(title, all.iter().map(|(title, _)| *title))?;
    all.into_iter().find(|(title, _)| *title == known)
}

/// The source text of a block.
pub(super) fn source_of<'a>(context: &CheckContext<'a>, file: &GuidePath, at: &At) -> Option<(Range<usize>, &'a str)> {
    let At::Bytes(range) = at else { return None };
    let source = context.sources.get(file)?;
    Some((range.clone(), std::str::from_utf8(source.bytes.get(range.clone())?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_hashtags() {
        for (paragraph, heading) in [
            ("#Who decides\n", "#Who decides"),
            ("##Who decides\nThe panel does.\n", "##Who decides"),
            ("#Contents", "#Contents"),
            ("#who decides", "#who decides"),
        ] {
            assert_eq!(meant_heading(paragraph), Some(heading), "{paragraph}");
        }
        for paragraph in [
            "#SENDreform is what people\nwrite in posts",
            "#senco",
            "#SEND #inclusion",
            "#1 is the first",
            "Words with a #tag",
            "#######Seven",
            "# ",
        ] {
            assert_eq!(meant_heading(paragraph), None, "{paragraph}");
        }
    }

    #[test]
    fn words_in_round_brackets_are_told_from_asides() {
        let found = MeantLink::all("See [asking](Asking for advice) and [times](Part-time timetables).");
        assert_eq!(
            found.iter().map(|meant| meant.title).collect::<Vec<_>>(),
            ["Asking for advice", "Part-time timetables"]
        );
        for aside in [
            "as written [sic](see the note)",
            "pupil[s](and their carers)",
            "[2014](UKSC 5)",
            "[form](../documents/EP form.docx)",
            "words (in brackets) and [others] (behind them)",
        ] {
            assert_eq!(MeantLink::all(aside), [], "{aside}");
        }
    }
}
