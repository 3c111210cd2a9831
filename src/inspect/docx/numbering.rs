//! What Word's numbering says: whether a paragraph is an item of a list, how deep, and which number it has.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ooxml::Relationships;
use super::super::package::Package;
use super::super::xml::Element;
use super::styles::Styles;

/// Where a paragraph stands among lists, as its own settings or its style say.
#[derive(Debug, Clone, Default)]
pub(super) struct ListPlace {
    /// The list; `0` takes the paragraph out of every list.
    pub(super) id: Option<String>,
    /// How deep, from 0.
    pub(super) level: Option<usize>,
    /// How deep at least, by the name of its style.
    pub(super) depth: Option<usize>,
}

/// An item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// How deep, from 0.
    pub(super) level: usize,
    /// Its number; none for a bullet.
    pub(super) number: Option<u64>,
}

/// How items are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// 1, 2, 3.
    Figures,
    /// a, b, c or i, ii, iii.
    Letters,
}

/// The lists of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Lists by their id.
    lists: BTreeMap<String, List>,
    /// What lists are made from, by id.
    patterns: BTreeMap<String, Pattern>,
    /// How far each pattern has been counted: lists made from one pattern go on counting together.
    counted: BTreeMap<String, [Option<u64>; LEVELS]>,
    /// Lists that have been met, so that a list which starts anew does so once.
    met: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct List {
    pattern: String,
    starts: BTreeMap<usize, u64>,
}

#[derive(Debug, Default)]
struct Pattern {
    levels: BTreeMap<usize, Level>,
    /// A style for lists that says the rest.
    style: Option<String>,
}

#[derive(Debug)]
struct Level {
    numbered: bool,
    start: u64,
    /// Whether its numbers are letters or roman figures.
    lettered: bool,
}

/// Word has nine levels.
const LEVELS: usize = 9;

impl ListPlace {
    /// What a paragraph's or a style's settings say.
    pub(super) fn read(properties: &Element) -> Self {
        let Some(place) = properties.child("w:numPr") else { return Self::default() };
        let level = place.child_attribute("w:ilvl", "w:val").and_then(|level| level.parse().ok());
        Self { id: place.child_attribute("w:numId", "w:val").map(str::to_owned), level, depth: None }
    }

    /// This, completed by what a less close setting says.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            id: self.id.or_else(|| other.id.clone()),
            level: self.level.or(other.level),
            depth: self.depth.or(other.depth),
        }
    }
}

impl Numbering {
    /// The lists that belong to the main part.
    pub(super) fn of(package: &Package, main: &str) -> Self {
        let relationships = Relationships::of(package, main);
        let root = relationships.first("numbering").and_then(|part| package.xml(part));
        root.map(|root| Self::read(&root)).unwrap_or_default()
    }

    /// Reads the numbering part.
    pub(super) fn read(root: &Element) -> Self {
        let mut numbering = Self::default();
        for element in root.all("w:abstractNum") {
            let Some(id) = element.attribute("w:abstractNumId") else { continue };
            let levels = element.all("w:lvl").filter_map(|level| Some((level_number(level)?, Level::read(level))));
            let style = element.child_attribute("w:numStyleLink", "w:val").map(str::to_owned);
            numbering.patterns.insert(id.to_owned(), Pattern { levels: levels.collect(), style });
        }
        for element in root.all("w:num") {
            let Some(id) = element.attribute("w:numId") else { continue };
            let pattern = element.child_attribute("w:abstractNumId", "w:val").unwrap_or_default().to_owned();
            let starts = element.all("w:lvlOverride").filter_map(start_of_override).collect();
            numbering.lists.insert(id.to_owned(), List { pattern, starts });
        }
        numbering
    }

    /// The item that a paragraph is, if it is one. Counts it.
    pub(super) fn item(&mut self, place: &ListPlace, styles: &Styles) -> Option<Item> {
        let id = place.id.as_deref().filter(|id| *id != "0")?;
        let level = place.level.unwrap_or(0).min(LEVELS - 1);
        let list = self.lists.get(id)?;
        let pattern_id = self.settled_pattern(list, styles);
        let settings = self.patterns.get(&pattern_id).and_then(|pattern| pattern.levels.get(&level));
        let (numbered, start) = settings.map_or((false, 1), |level| (level.numbered, level.start));
        let start = list.starts.get(&level).copied().unwrap_or(start);
        if self.met.insert(id.to_owned()) {
            let starts: Vec<usize> = list.starts.keys().copied().collect();
            let counted = self.counted.entry(pattern_id.clone()).or_default();
            starts.iter().filter_map(|level| counted.get_mut(*level).map(Option::take)).for_each(drop);
        }
        let number = self.count(pattern_id, level, start);
        Some(Item { level: level.max(place.depth.unwrap_or(0)), number: numbered.then_some(number) })
    }

    /// How a paragraph is counted, if it is: with letters or roman figures, or with plain figures.
    pub(super) fn counting(&self, place: &ListPlace, styles: &Styles) -> Option<Counting> {
        let list = self.lists.get(place.id.as_deref().filter(|id| *id != "0")?)?;
        let pattern = self.patterns.get(&self.settled_pattern(list, styles))?;
        let level = pattern.levels.get(&place.level.unwrap_or(0)).filter(|level| level.numbered)?;
        Some(if level.lettered { Counting::Letters } else { Counting::Figures })
    }

    fn settled_pattern(&self, list: &List, styles: &Styles) -> String {
        let style = self.patterns.get(&list.pattern).and_then(|pattern| pattern.style.as_deref());
        let linked = style.and_then(|style| styles.list_of_style(style)).and_then(|id| self.lists.get(&id));
        linked.map_or(&list.pattern, |list| &list.pattern).clone()
    }

    /// The number of the next item at this level. Deeper levels start again.
    fn count(&mut self, pattern: String, level: usize, start: u64) -> u64 {
        let counted = self.counted.entry(pattern).or_default();
        let number = counted.get(level).copied().flatten().map_or(start, |last| last.saturating_add(1));
        for (at, count) in counted.iter_mut().enumerate().skip(level) {
            *count = (at == level).then_some(number);
        }
        number
    }
}

impl Level {
    fn read(element: &Element) -> Self {
        let format = element.child_attribute("w:numFmt", "w:val").unwrap_or("decimal");
        let start = element.child_attribute("w:start", "w:val").and_then(|start| start.parse().ok()).unwrap_or(1);
        let lettered = matches!(format, "lowerLetter" | "upperLetter" | "lowerRoman" | "upperRoman");
        Self { numbered: !matches!(format, "bullet" | "none"), start, lettered }
    }
}

fn level_number(element: &Element) -> Option<usize> {
    element.attribute("w:ilvl")?.parse().ok()
}

fn start_of_override(element: &Element) -> Option<(usize, u64)> {
    let start = element.child_attribute("w:startOverride", "w:val")?;
    Some((level_number(element)?, start.parse().ok()?))
}
