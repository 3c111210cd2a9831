//! What the sample guide and its documents say: short sentences, today's terms, nobody who exists.

use std::fmt::Write as _;

use senco_guide::model::{Block, BlockKind, Destination, Format, blocks_text};

use super::sample::sample;
use crate::support::Built;

/// Words of a page or a document, with its file.
struct Spoken {
    file: String,
    words: String,
}

/// Every page, and every document whose words can be read.
fn spoken(built: &Built) -> Vec<Spoken> {
    let pages = built.compiled.guide.pages.iter().map(|page| {
        let words = format!(
            "{}\n{}\n{}",
            page.title,
            page.facts.summary.as_deref().unwrap_or_default(),
            blocks_text(&page.blocks)
        );
        Spoken { file: page.file.to_string(), words }
    });
    let documents = built.compiled.documents.all.iter().map(|document| {
        let mut words = format!("{}\n{}", document.title, blocks_text(&document.reading.blocks));
        for note in &document.reading.footnotes {
            let _ = write!(words, "\n{}", blocks_text(&note.blocks));
        }
        if document.format == Format::Pdf {
            let bytes = &built.sources.get(&document.file).expect("its file").bytes;
            words.push_str(&words_of_pdf(bytes));
        }
        Spoken { file: document.file.to_string(), words }
    });
    pages.chain(documents).collect()
}

fn words_of_pdf(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    // The line breaks of a page fall inside sentences.
    document.extract_text(&pages).expect("words").replace('\n', " ")
}

/// The sentences of a page's running text and lists, as a reader meets them.
fn sentences(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(_) => all.extend(split(&blocks_text(std::slice::from_ref(block)))),
            BlockKind::List { items, .. } => items.iter().for_each(|item| all.extend(sentences(item))),
            BlockKind::Quote(inner) | BlockKind::Callout { blocks: inner, .. } => all.extend(sentences(inner)),
            BlockKind::Table(table) => {
                table.body.iter().flatten().for_each(|cell| all.extend(sentences(&cell.blocks)));
            }
            _ => {}
        }
    }
    all
}

fn split(text: &str) -> Vec<String> {
    let spaced = text.replace(". ", ".\n").replace("? ", "?\n").replace(": ", ":\n");
    spaced.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn sentences_are_short() {
    let built = sample();
    let all: Vec<String> = built.compiled.guide.pages.iter().flat_map(|page| sentences(&page.blocks)).collect();
    let lengths: Vec<usize> = all.iter().map(|sentence| sentence.split_whitespace().count()).collect();
    let longest = all.iter().max_by_key(|sentence| sentence.split_whitespace().count()).expect("sentences");
    assert!(longest.split_whitespace().count() <= 40, "{longest}");
    // Cells and list items are short by nature: the average is that of whole sentences.
    let whole: Vec<usize> =
        all.iter().zip(&lengths).filter(|(text, _)| text.ends_with(['.', '?'])).map(|(_, length)| *length).collect();
    assert!(whole.len() > 200, "{}", whole.len());
    assert!(
        whole.iter().sum::<usize>() <= 20 * whole.len(),
        "{} words in {} sentences",
        whole.iter().sum::<usize>(),
        whole.len()
    );
}

/// Terms that a guide of 2026 no longer uses, with what it says instead.
const STALE: [(&str, &str); 17] = [
    ("statement of sen", "EHC plan"),
    ("statement of special educational needs", "EHC plan"),
    ("school action", "SEN support"),
    ("besd", "SEMH"),
    ("clinical commissioning group", "integrated care board"),
    ("ccg", "integrated care board"),
    ("esfa", "Department for Education"),
    ("iep", "SEN support plan"),
    ("fixed-term exclusion", "suspension"),
    ("fixed term exclusion", "suspension"),
    ("nhs commissioning board", "NHS England"),
    ("caf", "early help assessment"),
    ("parent partnership", "SENDIASS"),
    ("ldd", "SEND"),
    ("wcag 2.1", "WCAG 2.2"),
    ("schools local offer", "SEN information report"),
    ("children's centre", "family hub"),
];

#[test]
fn no_stale_term_is_used() {
    for Spoken { file, words } in spoken(sample()) {
        let words = words.to_lowercase().replace('’', "'");
        for (stale, today) in STALE {
            let is_used = words.match_indices(stale).any(|(at, _)| {
                let before = words[..at].chars().next_back();
                let after = words[at + stale.len()..].chars().next();
                !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
            });
            assert!(!is_used, "{file}: “{stale}” is now {today}");
        }
    }
}

/// The ranges that Ofcom keeps for drama, and numbers that everybody has.
fn is_reserved(digits: &str) -> bool {
    let in_range = |start: &str, length: usize| digits.starts_with(start) && digits.len() == length;
    in_range("01632960", 11) || in_range("08081570", 11) || in_range("03069990", 11) || in_range("07700900", 11)
}

#[test]
fn every_number_that_can_be_rung_is_kept_for_drama() {
    let mut numbers = 0;
    for Spoken { file, words } in spoken(sample()) {
        let mut run = String::new();
        for letter in words.chars().chain(['\n']) {
            match letter {
                '0'..='9' => run.push(letter),
                ' ' | '\u{a0}' if !run.is_empty() => {}
                _ => {
                    if run.len() >= 10 && run.starts_with('0') {
                        numbers += 1;
                        assert!(is_reserved(&run), "{file}: {run}");
                    }
                    run.clear();
                }
            }
        }
    }
    assert!(numbers > 100, "{numbers}");
}

#[test]
fn every_mailbox_and_host_is_an_example_or_an_official_page() {
    const OFFICIAL: [&str; 7] = [
        "www.gov.uk",
        "www.legislation.gov.uk",
        "www.jcq.org.uk",
        "www.ipsea.org.uk",
        "www.lgo.org.uk",
        "www.equalityadvisoryservice.com",
        "consult.education.gov.uk",
    ];
    let built = sample();
    for link in built.compiled.graph.links() {
        let Destination::Web(address) = &link.destination else { continue };
        let host = address.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        assert!(host.ends_with(".example") || OFFICIAL.contains(&host), "{address}");
    }
    for Spoken { file, words } in spoken(built) {
        for word in words.split_whitespace().filter(|word| word.contains('@')) {
            assert!(word.trim_end_matches(['.', ',', ')', ':']).ends_with(".example"), "{file}: {word}");
        }
    }
}

#[test]
fn no_person_and_no_school_is_named() {
    const TITLES: [&str; 7] = ["Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir"];
    const SCHOOLS: [&str; 4] = ["Primary", "Academy", "Grammar", "Infant"];
    for Spoken { file, words } in spoken(sample()) {
        let words: Vec<&str> = words.split_whitespace().collect();
        for pair in words.windows(2) {
            let is_name =
                |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
            let titled = TITLES.contains(&pair[0].trim_end_matches('.')) && pair[1].starts_with(char::is_uppercase);
            assert!(!titled, "{file}: {pair:?}");
            assert!(!(is_name(pair[0]) && SCHOOLS.contains(&pair[1])), "{file}: {pair:?}");
        }
    }
}

#[test]
fn the_first_page_says_that_the_council_is_not_real() {
    let built = sample();
    let first = blocks_text(&built.compiled.guide.pages[0].blocks);
    assert!(first.contains("Aldermere is not a real council."), "{first}");
}
