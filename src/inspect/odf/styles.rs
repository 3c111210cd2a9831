//! What OpenDocument styles say: which text is bold, which list has numbers, how wide a column is.

use std::collections::{BTreeMap, BTreeSet};

use super::super::runs::{Look, Stress};
use super::super::xml::Element;
use crate::model::Alignment;

/// The styles of a document.
#[derive(Debug, Default)]
pub(in crate::inspect) struct Styles {
    by_name: BTreeMap<(String, String), Style>,
    /// For each list style the levels that have numbers, with their first number.
    lists: BTreeMap<String, BTreeMap<usize, u64>>,
    /// Table styles that hide the table.
    hidden_tables: BTreeSet<String>,
    /// The language of text that says nothing else.
    pub(super) language: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    stresses: Vec<(Stress, bool)>,
    hidden: Option<bool>,
    alignment: Option<Alignment>,
    width: Option<f32>,
    /// Whether the document made it for one spot; the others have names that people choose.
    automatic: bool,
}

const LONGEST_CHAIN: usize = 20;

impl Styles {
    /// Reads the styles that have names, and those that the content part made for single spots.
    pub(super) fn read(named: Option<&Element>, content: &Element) -> Self {
        let mut styles = Self::default();
        let parts = named.into_iter().chain([content]);
        for list in parts.flat_map(Element::children) {
            let automatic = &*list.name == "office:automatic-styles";
            if automatic || &*list.name == "office:styles" {
                list.children().for_each(|element| styles.add(element, automatic));
            }
        }
        styles
    }

    /// How a span of text looks; `None` when it is hidden.
    pub(in crate::inspect) fn span(&self, name: Option<&str>, outer: Look) -> Option<Look> {
        let chain = self.chain("text", name);
        let hidden = chain.iter().find_map(|style| style.hidden).unwrap_or(false);
        let stresses = chain.iter().rev().flat_map(|style| &style.stresses);
        let look = stresses.fold(outer, |look, (stress, on)| look.with(*stress, Some(*on)));
        (!hidden).then_some(look)
    }

    /// How a paragraph's text looks by settings of its own. What its named style says is design, not stress.
    pub(in crate::inspect) fn paragraph(&self, name: Option<&str>) -> Option<Look> {
        let chain = self.chain("paragraph", name);
        let own = chain.first().filter(|style| style.automatic);
        let stresses = own.map(|style| style.stresses.as_slice()).unwrap_or_default();
        let hidden = chain.iter().find_map(|style| style.hidden).unwrap_or(false);
        let look = stresses.iter().fold(Look::default(), |look, (stress, on)| look.with(*stress, Some(*on)));
        (!hidden).then_some(look)
    }

    /// Whether a paragraph's style is this named one, or made from it.
    pub(in crate::inspect) fn is(&self, name: Option<&str>, wanted: &str) -> bool {
        let mut name = name;
        for _ in 0..LONGEST_CHAIN {
            let Some(known) = name else { return false };
            if known == wanted {
                return true;
            }
            name = self.get("paragraph", known).and_then(|style| style.parent.as_deref());
        }
        false
    }

    /// How a paragraph is aligned.
    pub(in crate::inspect) fn alignment(&self, name: Option<&str>) -> Alignment {
        self.chain("paragraph", name).iter().find_map(|style| style.alignment).unwrap_or_default()
    }

    /// The width of a column.
    pub(in crate::inspect) fn column_width(&self, name: Option<&str>) -> Option<f32> {
        self.get("table-column", name?)?.width
    }

    /// Whether a table is hidden.
    pub(in crate::inspect) fn hides_table(&self, name: Option<&str>) -> bool {
        name.is_some_and(|name| self.hidden_tables.contains(name))
    }

    /// The first number of a list at a level, from 1; none for bullets.
    pub(in crate::inspect) fn first_number(&self, list: Option<&str>, level: usize) -> Option<u64> {
        self.lists.get(list?)?.get(&level).copied()
    }

    fn add(&mut self, element: &Element, automatic: bool) {
        let name = element.attribute("style:name").unwrap_or_default().to_owned();
        let family = element.attribute("style:family").unwrap_or_default();
        match &*element.name {
            "style:style" => {
                let properties = element.child("style:table-properties");
                if properties.and_then(|properties| properties.attribute("table:display")) == Some("false") {
                    self.hidden_tables.insert(name.clone());
                }
                self.by_name.insert((family.to_owned(), name), Style::read(element, automatic));
            }
            "style:default-style" if family == "paragraph" => self.language = language(element),
            "text:list-style" => {
                let numbered = element.all("text:list-level-style-number").filter_map(|level| {
                    // A level without a number format shows no number.
                    level.attribute("style:num-format").filter(|format| !format.is_empty())?;
                    let start = level.attribute("text:start-value").and_then(|start| start.parse().ok()).unwrap_or(1);
                    Some((level.attribute("text:level")?.parse().ok()?, start))
                });
                self.lists.insert(name, numbered.collect());
            }
            _ => {}
        }
    }

    fn get(&self, family: &str, name: &str) -> Option<&Style> {
        self.by_name.get(&(family.to_owned(), name.to_owned()))
    }

    /// A style and those it is made from.
    fn chain(&self, family: &str, name: Option<&str>) -> Vec<&Style> {
        let first = name.and_then(|name| self.get(family, name));
        let next = |style: &&Style| self.get(family, style.parent.as_deref()?);
        std::iter::successors(first, next).take(LONGEST_CHAIN).collect()
    }
}

impl Style {
    fn read(element: &Element, automatic: bool) -> Self {
        let text = element.child("style:text-properties");
        let column = element.child("style:table-column-properties");
        let width = column.and_then(|column| {
            column.attribute("style:rel-column-width").or_else(|| column.attribute("style:column-width"))
        });
        let align =
            element.child("style:paragraph-properties").and_then(|properties| properties.attribute("fo:text-align"));
        Self {
            parent: element.attribute("style:parent-style-name").map(str::to_owned),
            stresses: text.map(stresses).unwrap_or_default(),
            hidden: text.and_then(|text| text.attribute("text:display")).map(|display| display == "none"),
            alignment: align.map(|align| match align {
                "end" | "right" => Alignment::End,
                "center" => Alignment::Centre,
                _ => Alignment::Start,
            }),
            width: width.and_then(number),
            automatic,
        }
    }
}

fn stresses(text: &Element) -> Vec<(Stress, bool)> {
    let mut stresses = Vec::new();
    if let Some(weight) = text.attribute("fo:font-weight") {
        stresses.push((Stress::Strong, matches!(weight, "bold" | "600" | "700" | "800" | "900")));
    }
    if let Some(slant) = text.attribute("fo:font-style") {
        stresses.push((Stress::Emphasis, matches!(slant, "italic" | "oblique")));
    }
    let line =
        text.attribute("style:text-line-through-style").or_else(|| text.attribute("style:text-line-through-type"));
    if let Some(line) = line {
        stresses.push((Stress::Struck, line != "none"));
    }
    if let Some(position) = text.attribute("style:text-position") {
        stresses.push((Stress::Lowered, position.starts_with("sub") || position.starts_with('-')));
        let raised = position.starts_with("super") || position.starts_with(|first: char| ('1'..='9').contains(&first));
        stresses.push((Stress::Raised, raised));
    }
    stresses
}

/// The number before a unit, as in `4.5cm` or `3277*`.
fn number(text: &str) -> Option<f32> {
    let figures = text.trim_end_matches(|last: char| !last.is_ascii_digit());
    figures.parse().ok().filter(|number: &f32| number.is_finite() && *number > 0.0)
}

fn language(element: &Element) -> Option<String> {
    let text = element.child("style:text-properties")?;
    let language = text.attribute("fo:language").filter(|language| !matches!(*language, "none" | "zxx"))?;
    Some(match text.attribute("fo:country").filter(|country| *country != "none") {
        Some(country) => format!("{language}-{country}"),
        None => language.to_owned(),
    })
}
