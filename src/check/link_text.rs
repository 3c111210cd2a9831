//! The words of links: do they say where the link leads, and is what they say of a file true?

use std::collections::BTreeMap;

use super::CheckContext;
use crate::model::{
    Block, BlockKind, Destination, DocumentId, Finding, Findings, Format, Inline, Link, LinkUsage, LinkedDocument,
    Owner, Rule, Severity, plain_text,
};

/// Link words that say nothing.
pub const UNCLEAR_LINK_TEXT: Rule = Rule {
    code: "unclear-link-text",
    severity: Severity::ShouldFix,
    name: "Link words that do not say where it leads",
    finds: "A link whose words are “here”, “more” or another that fits any link, whose words are a bare web address, or whose \
            words stand for two different places on one page.",
    why: "People who use a screen reader go from link to link and hear only those words; on paper nobody can guess the rest \
          (WCAG 2.4.4).",
    fix: "Write what readers find there: the title of the page or form.",
    example: "To refer, [click here](https://localoffer.aldermere.example/services).",
};

/// A size or type that is not true.
pub const FALSE_SIZE_LABEL: Rule = Rule {
    code: "false-size-label",
    severity: Severity::ShouldFix,
    name: "Type or size that is not true",
    finds: "A file type, size or number of pages typed behind a link, such as “(PDF, 2MB)”, that the file does not have.",
    why: "Readers with little data or an old phone decide by it. It was true once, and nobody counts again.",
    fix: "Take it out: the guide writes type, size and pages of the real file behind every link to a document.",
    example: "[funding bands](../documents/funding-bands.pdf) (PDF, 2MB), where the file has 19KB",
};

/// Words that fit any link, in small letters and without signs.
const EMPTY_WORDS: [&str; 46] = [
    "here",
    "click",
    "click here",
    "click on this link",
    "click this link",
    "click the link",
    "click for more",
    "this link",
    "the link",
    "link",
    "links",
    "follow this link",
    "see here",
    "see this",
    "look here",
    "go here",
    "find it here",
    "available here",
    "can be found here",
    "download here",
    "read here",
    "read more here",
    "find out more here",
    "more information here",
    "more",
    "more info",
    "more information",
    "more details",
    "read more",
    "find out more",
    "learn more",
    "see more",
    "view more",
    "further information",
    "further details",
    "details",
    "this",
    "this page",
    "this website",
    "this site",
    "this web page",
    "this document",
    "website",
    "web page",
    "web site",
    "download",
];

pub(super) fn unclear_link_text(context: &CheckContext<'_>, findings: &mut Findings) {
    for link in context.graph.links().filter(|link| link.usage != LinkUsage::Show) {
        let on_a_page = matches!(link.id.owner, Owner::Page(_));
        let words = bare(&link.label);
        let what = if EMPTY_WORDS.contains(&words.as_str()) {
            format!("The words “{}” do not say where the link leads.", link.label.trim())
        } else if on_a_page && is_bare_address(&link.label) && link.web_address().is_some() {
            "The words of this link are a bare web address, which is read out letter by letter.".to_owned()
        } else {
            continue;
        };
        findings.push(
            Finding::new(
                &UNCLEAR_LINK_TEXT,
                link.place.clone(),
                what,
                "Write what readers find there, such as the title of the page.",
            )
            .about(&link.written),
        );
    }
    same_words(context, findings);
}

/// The same words for two places, on one page of the guide.
fn same_words(context: &CheckContext<'_>, findings: &mut Findings) {
    for (id, _) in context.guide.pages() {
        let mut first: BTreeMap<String, &Link> = BTreeMap::new();
        for link in context.graph.links_from(Owner::Page(id)).filter(|link| link.usage != LinkUsage::Show) {
            let words = bare(&link.label);
            if words.is_empty() || EMPTY_WORDS.contains(&words.as_str()) || is_bare_address(&link.label) {
                continue;
            }
            let Some(earlier) = first.get(&words) else {
                first.insert(words, link);
                continue;
            };
            if place_of(context, earlier).zip(place_of(context, link)).is_some_and(|(one, other)| one != other) {
                findings.push(
                    Finding::new(
                        &UNCLEAR_LINK_TEXT,
                        link.place.clone(),
                        format!("{} stands for two different places on this page.", link.words()),
                        "Give each link words of its own, so that people who only hear the words can tell them apart.",
                    )
                    .about(&link.written)
                    .see_also(earlier.place.clone()),
                );
            }
        }
    }
}

/// Which place a link leads to, for telling two apart: a page with its headings, or a document with its spots, is one.
fn place_of<'a>(context: &CheckContext<'a>, link: &'a Link) -> Option<String> {
    match &link.destination {
        Destination::Web(address) | Destination::LocalOffer(address) => {
            let address = address.split('#').next().unwrap_or_default().trim_end_matches('/');
            Some(address.split_once("://").map_or(address, |(_, rest)| rest).to_lowercase())
        }
        // Telephone numbers and mailboxes have their own rules.
        Destination::Email(_) | Destination::Phone(_) | Destination::Nowhere(_) => None,
        Destination::Image(file) => Some(file.to_string()),
        inside => context.graph.owner_of(inside).map(|owner| format!("{owner:?}")),
    }
}

/// Words in small letters, without signs around them and with single blanks.
fn bare(label: &str) -> String {
    let words = label.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `https://…`, or `www.…/…`. A name alone, such as `www.ipsea.org.uk`, tells people where they go.
fn is_bare_address(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    let is_whole = label.starts_with("http://") || label.starts_with("https://");
    !label.contains(char::is_whitespace)
        && (is_whole || (label.starts_with("www.") && label.trim_end_matches('/').contains('/')))
}

pub(super) fn false_size_label(context: &CheckContext<'_>, findings: &mut Findings) {
    for (id, page) in context.guide.pages() {
        let mut judge = |inlines: &[Inline]| {
            for (position, inline) in inlines.iter().enumerate() {
                let Inline::Link { link, content } = inline else { continue };
                let link = context.graph.link(Owner::Page(id), *link);
                let Some(Owner::Document(document)) = context.graph.owner_of(&link.destination) else { continue };
                let after = match inlines.get(position + 1) {
                    Some(Inline::Text(text)) => text.as_str(),
                    _ => "",
                };
                let words = plain_text(content);
                let Some(label) = typed_label(after, &words) else { continue };
                if let Some(truth) = untrue(label, context.documents.get(document)) {
                    findings.push(false_label(link, label, &truth, document, context));
                }
            }
        };
        let notes = page.footnotes.iter().flat_map(|note| &note.blocks);
        page.blocks.iter().chain(notes).for_each(|block| each_text(block, &mut judge));
    }
}

fn false_label(link: &Link, label: &str, truth: &str, document: DocumentId, context: &CheckContext<'_>) -> Finding {
    Finding::new(
        &FALSE_SIZE_LABEL,
        link.place.clone(),
        format!("“({label})” is not true of {}: {truth}.", context.documents.get(document).file.file_name()),
        format!("Take “({label})” out. The guide writes type and size behind the link, from the file itself."),
    )
    .about(&link.written)
}

/// The brackets right behind a link, or at the end of its words, when they speak of a file.
fn typed_label<'a>(after: &'a str, words: &'a str) -> Option<&'a str> {
    let behind = after.trim_start().strip_prefix(['(', '[']).and_then(|rest| rest.split([')', ']']).next());
    let within = words.trim_end().strip_suffix([')', ']']).and_then(|rest| rest.rsplit(['(', '[']).next());
    let speaks =
        |label: &&str| sizes(label).next().is_some() || format_in(label).is_some() || pages_in(label).is_some();
    behind.filter(speaks).or(within.filter(|label| label.len() < words.trim().len() - 1).filter(speaks))
}

/// What is true instead, when the label is not.
fn untrue(label: &str, document: &LinkedDocument) -> Option<String> {
    if format_in(label).is_some_and(|formats| !formats.contains(&document.format)) {
        return Some(format!("it is a {}", document.format.label()));
    }
    #[expect(clippy::cast_precision_loss, reason = "no file of a guide has so many bytes")]
    let bytes = document.bytes as f64;
    if sizes(label).any(|(least, most)| bytes < least || bytes > most) {
        return Some(format!("the file is {}", size_words(document.bytes)));
    }
    let pages = document.reading.pages.len();
    let is_false = pages > 0 && pages_in(label).is_some_and(|claimed| claimed != pages);
    is_false.then(|| format!("it has {pages} page{}", if pages == 1 { "" } else { "s" }))
}

/// The formats that a label may mean. Only whole words count.
fn format_in(label: &str) -> Option<&'static [Format]> {
    let words = words_of(label);
    let has = |word: &str| words.iter().any(|other| other == word);
    let found: [(&[&str], &'static [Format]); 5] = [
        (&["pdf"], &[Format::Pdf]),
        (&["word", "docx", "doc"], &[Format::Docx]),
        (&["excel", "xlsx", "xls", "spreadsheet"], &[Format::Xlsx, Format::Ods]),
        (&["odt"], &[Format::Odt]),
        (&["ods"], &[Format::Ods]),
    ];
    let mut found = found.iter().filter(|(names, _)| names.iter().any(|name| has(name)));
    // “(Word or PDF)” speaks of two files.
    found.next().filter(|_| found.next().is_none()).map(|(_, formats)| *formats)
}

/// How many pages a label says: “4 pages”.
fn pages_in(label: &str) -> Option<usize> {
    let words = words_of(label);
    let at = words.iter().position(|word| matches!(word.as_str(), "page" | "pages"))?;
    words.get(at.checked_sub(1)?)?.parse().ok()
}

fn words_of(label: &str) -> Vec<String> {
    label.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The sizes that a label says, each as the fewest and the most bytes it can mean: rounded, and a kilobyte of 1,000 or 1,024.
fn sizes(label: &str) -> impl Iterator<Item = (f64, f64)> {
    let lower = label.to_lowercase();
    let units = [("kb", 1.0), ("mb", 2.0), ("kilobyte", 1.0), ("megabyte", 2.0)];
    let found: Vec<(f64, f64)> = units
        .into_iter()
        .flat_map(|(unit, power)| {
            let sizes: Vec<(f64, f64)> = lower
                .match_indices(unit)
                .filter_map(|(at, _)| {
                    let before = lower[..at].trim_end();
                    let figures = before
                        .rsplit(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '.' | ',')))
                        .next()
                        .filter(|figures| figures.starts_with(|sign: char| sign.is_ascii_digit()))?;
                    let number: f64 = figures.replace(',', "").parse().ok()?;
                    let decimals = figures.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                    // Half a step of the last figure, or a twentieth: people round as they like.
                    let step = 10_f64.powi(-i32::try_from(decimals).unwrap_or(0)) * 0.55;
                    let slack = step.max(number * 0.05);
                    Some(((number - slack) * 1000_f64.powf(power), (number + slack) * 1024_f64.powf(power)))
                })
                .collect();
            sizes
        })
        .collect();
    found.into_iter()
}

fn size_words(bytes: u64) -> String {
    let kilobytes = (bytes + 512) / 1024;
    if kilobytes < 1024 {
        format!("{}KB", kilobytes.max(1))
    } else {
        let tenths = (bytes * 10 + 524_288) / 1_048_576;
        format!("{}.{}MB", tenths / 10, tenths % 10)
    }
}

/// Every run of inlines in a block, at any depth.
pub(super) fn each_text(block: &Block, give: &mut impl FnMut(&[Inline])) {
    match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => each_run(content, give),
        BlockKind::List { items, .. } => items.iter().flatten().for_each(|block| each_text(block, give)),
        BlockKind::Table(table) => {
            let cells = table.head.iter().chain(&table.body).flatten();
            cells.flat_map(|cell| &cell.blocks).for_each(|block| each_text(block, give));
        }
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => {
            for block in blocks {
                each_text(block, give);
            }
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                each_run(&definition.term, give);
                definition.meanings.iter().flatten().for_each(|block| each_text(block, give));
            }
        }
        BlockKind::Code(_) | BlockKind::Rule => {}
    }
}

fn each_run(inlines: &[Inline], give: &mut impl FnMut(&[Inline])) {
    give(inlines);
    // The words of a link are no run of their own: they are judged as its text.
    for inline in inlines.iter().filter(|inline| !matches!(inline, Inline::Link { .. }) && !inline.inner().is_empty()) {
        each_run(inline.inner(), give);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_found_behind_a_link_or_at_its_end() {
        assert_eq!(typed_label(" (PDF, 2MB).", "bands"), Some("PDF, 2MB"));
        assert_eq!(typed_label("", "Bands (PDF, 2MB)"), Some("PDF, 2MB"));
        assert_eq!(typed_label(" (see page 3)", "bands"), None);
        assert_eq!(typed_label(" (for year 7)", "bands (draft)"), None);
    }

    #[test]
    fn a_size_is_taken_as_people_round_it() {
        let is_true = |label: &str, bytes: f64| sizes(label).all(|(least, most)| (least..=most).contains(&bytes));
        assert!(is_true("120KB", 122_500.0) && is_true("120 kb", 120_000.0));
        assert!(is_true("1.2MB", 1_258_291.0) && is_true("1.2 MB", 1_200_000.0));
        assert!(!is_true("2MB", 19_000.0) && !is_true("120KB", 190_000.0));
    }
}
