//! Finds headings that are no headings but bold or large type, and makes headings of them.
//!
//! 1. Every paragraph of the text is looked at: is it a heading, might it be one, is it text, or nothing at all?
//! 2. What might be one is one when something follows it, and when it is not part of a passage that is bold as a whole.
//! 3. Its level follows from its size: beside that of real headings, or else among its like.

use std::collections::{BTreeMap, BTreeSet};

use super::super::xml::{Element, Node};
use super::numbering::ListPlace;
use super::styles::{Role, Styles, Type};
use super::survey::{is_taken_out, shown_text};

/// A heading is a line. What is longer is a passage in bold type.
const LONGEST: usize = 100;

/// Levels of headings that are told apart by their size alone.
const LEVELS: usize = 3;

/// What a paragraph is, or may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// A heading of a level and a size.
    Heading(u8, u16),
    /// It may be a heading of this size.
    Candidate(u16),
    /// Text, or a table.
    Text,
    /// Nothing to see.
    Empty,
}

/// Makes headings of what only looks like one, and gives their words.
pub(super) fn mark(document: &mut Element, styles: &Styles) -> Vec<String> {
    let Some(body) = document.children_mut().find(|element| &*element.name == "w:body") else { return Vec::new() };
    let usual = usual_size(body, styles);
    let has_headings = body.children().any(|child| matches!(role(child, styles), Some(Role::Heading(_))));
    // Beside real headings only bold type counts; without any, large type does, too.
    let large = if has_headings { u16::MAX } else { usual + usual / 4 };
    let lines: Vec<Line> = body.children().map(|child| line(child, styles, large)).collect();
    let levels = levels(&without_passages(lines), has_headings);
    let mut faked = Vec::new();
    for (child, level) in body.children_mut().zip(levels) {
        if let Some(level) = level {
            faked.push(shown_text(child));
            set_level(child, level);
        }
    }
    faked
}

/// The size that most letters have.
fn usual_size(body: &Element, styles: &Styles) -> u16 {
    let mut letters: BTreeMap<u16, usize> = BTreeMap::new();
    for paragraph in body.children().filter(|child| role(child, styles) == Some(Role::Body)) {
        for (kind, text) in runs(paragraph, styles) {
            *letters.entry(kind.size).or_default() += text.chars().count();
        }
    }
    letters.into_iter().max_by_key(|(_, count)| *count).map_or(Type::default().size, |(size, _)| size)
}

fn role(element: &Element, styles: &Styles) -> Option<Role> {
    (&*element.name == "w:p").then(|| styles.role(element.child("w:pPr")))
}

fn line(element: &Element, styles: &Styles, large: u16) -> Line {
    let Some(role) = role(element, styles) else {
        let is_mark = matches!(&*element.name, "w:bookmarkStart" | "w:bookmarkEnd" | "w:sectPr" | "w:proofErr");
        return if is_mark { Line::Empty } else { Line::Text };
    };
    let text = shown_text(element);
    let runs = runs(element, styles);
    let size = runs.iter().map(|(kind, _)| kind.size).max().unwrap_or(0);
    match role {
        Role::Heading(level) => Line::Heading(level, size),
        Role::Contents => Line::Empty,
        _ if text.is_empty() && element.find("w:drawing").is_none() && element.find("w:pict").is_none() => Line::Empty,
        Role::Body if is_set_apart(&runs, large) && is_like_a_heading(element, &text, styles) => Line::Candidate(size),
        _ => Line::Text,
    }
}

/// The runs of a paragraph that say something, each with its type.
fn runs(paragraph: &Element, styles: &Styles) -> Vec<(Type, String)> {
    let properties = paragraph.child("w:pPr");
    let mut found = Vec::new();
    push_runs(paragraph, &mut found);
    let typed = found.into_iter().map(|run| (styles.type_of(properties, run.child("w:rPr")), shown_text(run)));
    typed.filter(|(_, text)| !text.is_empty()).collect()
}

fn push_runs<'a>(element: &'a Element, runs: &mut Vec<&'a Element>) {
    for child in element.children().filter(|child| !is_taken_out(child) && &*child.name != "w:drawing") {
        if &*child.name == "w:r" { runs.push(child) } else { push_runs(child, runs) }
    }
}

fn is_set_apart(runs: &[(Type, String)], large: u16) -> bool {
    runs.iter().all(|(kind, _)| kind.bold) || runs.iter().all(|(kind, _)| kind.size >= large)
}

/// Whether a paragraph reads like a heading: a line that says something and does not end as a sentence or before a list.
fn is_like_a_heading(element: &Element, text: &str, styles: &Styles) -> bool {
    let properties = element.child("w:pPr");
    let is_item = || {
        let place = properties.map(ListPlace::read).unwrap_or_default().or(&styles.list(properties));
        place.id.is_some_and(|id| id != "0")
    };
    let is_caption = || {
        let mut words = text.split_whitespace();
        let first = matches!(words.next(), Some("Table" | "Figure" | "Fig."));
        styles.name(properties) == "caption"
            || (first && words.next().is_some_and(|word| word.starts_with(|sign: char| sign.is_ascii_digit())))
    };
    text.chars().count() <= LONGEST
        && text.chars().any(char::is_alphabetic)
        && !text.ends_with(['.', ',', ';', ':'])
        && !element.descendants().any(breaks_a_line)
        && element.find("w:drawing").is_none()
        && element.find("w:pict").is_none()
        && !is_item()
        && !is_caption()
}

/// A new page before a heading is no new line in it.
fn breaks_a_line(element: &Element) -> bool {
    &*element.name == "w:br" && !matches!(element.attribute("w:type"), Some("page" | "column"))
}

/// Takes back what is no heading: three lines of one size on end are a passage, of two the second is text, and the last line
/// of all has nothing under it.
fn without_passages(mut lines: Vec<Line>) -> Vec<Line> {
    let seen: Vec<usize> = (0..lines.len()).filter(|at| lines[*at] != Line::Empty).collect();
    let mut at = 0;
    while let Some(&first) = seen.get(at) {
        let same = seen[at..].iter().take_while(|next| lines[**next] == lines[first]).count();
        if matches!(lines[first], Line::Candidate(_)) {
            let from = usize::from(same < 3);
            seen[at + from..at + same].iter().for_each(|line| lines[*line] = Line::Text);
        }
        at += same;
    }
    if let Some(last) = seen.last().filter(|last| matches!(lines[**last], Line::Candidate(_))) {
        lines[*last] = Line::Text;
    }
    lines
}

/// The level that each paragraph gets, if it gets one.
fn levels(lines: &[Line], has_headings: bool) -> Vec<Option<u8>> {
    let candidate = |line: &Line| if let Line::Candidate(size) = line { Some(*size) } else { None };
    let sizes: BTreeSet<u16> = lines.iter().filter_map(candidate).collect();
    if !has_headings {
        let rank = |size: u16| sizes.iter().rev().position(|other| *other == size).unwrap_or(0).min(LEVELS - 1);
        let level = |size: u16| u8::try_from(rank(size) + 1).unwrap_or(1);
        return lines.iter().map(|line| candidate(line).map(level)).collect();
    }
    let mut of_levels: BTreeMap<u8, u16> = BTreeMap::new();
    for line in lines {
        if let Line::Heading(level, size) = line {
            of_levels.entry(*level).or_insert(*size);
        }
    }
    let mut last = None;
    let place = |line: &Line| match line {
        Line::Heading(level, _) => {
            last = Some(*level);
            None
        }
        // What stands above the first heading belongs to the cover.
        Line::Candidate(size) => last.map(|last: u8| {
            let alike = of_levels.iter().find(|(_, other)| **other <= *size).map(|(level, _)| *level);
            alike.unwrap_or(last + 1).clamp(1, (last + 1).min(6))
        }),
        Line::Text | Line::Empty => None,
    };
    lines.iter().map(place).collect()
}

/// Makes a paragraph a heading, as Word itself would say it.
fn set_level(paragraph: &mut Element, level: u8) {
    let mark = Element::with_attribute("w:outlineLvl", "w:val", &(level - 1).to_string());
    if paragraph.child("w:pPr").is_none() {
        paragraph.nodes.insert(0, Node::Element(Element::empty("w:pPr")));
    }
    if let Some(properties) = paragraph.children_mut().find(|child| &*child.name == "w:pPr") {
        properties.nodes.retain(|node| !matches!(node, Node::Element(known) if &*known.name == "w:outlineLvl"));
        properties.nodes.push(Node::Element(mark));
    }
}
