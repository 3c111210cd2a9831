//! What Word's styles say: which one is a heading, which is bold, which belongs to a list.

use std::collections::BTreeMap;

use super::super::ooxml::{Relationships, is_on};
use super::super::package::Package;
use super::super::runs::{Look, Stress};
use super::super::xml::Element;
use super::numbering::ListPlace;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
    /// The type of text that says nothing else.
    usual: Type,
    /// The language of text that says nothing else.
    pub(super) language: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    /// Its name in lower case: built-in names stay English in every language.
    name: String,
    based_on: Option<String>,
    outline_level: Option<u8>,
    list: ListPlace,
    stresses: Vec<(Stress, bool)>,
    size: Option<u16>,
    hidden: Option<bool>,
}

/// The size and weight that words are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Type {
    /// In half points, as Word counts.
    pub(super) size: u16,
    /// Whether it is bold.
    pub(super) bold: bool,
}

/// ISO/IEC 29500-1, 17.3.2.38: text that says nothing is of 10 points.
const USUAL_SIZE: u16 = 20;

/// What kind of paragraph a style makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The title of the document.
    Title,
    /// A heading of this level, from 1.
    Heading(u8),
    /// The heading over an automatic table of contents.
    Contents,
    /// Words of somebody else, set apart.
    Quote,
    /// Text.
    Body,
}

/// What Word, LibreOffice and Pandoc call their styles for quotations.
const QUOTES: [&str; 5] = ["quote", "intense quote", "quotations", "block text", "block quotation"];

/// A chain of styles longer than this leads in a circle.
const LONGEST_CHAIN: usize = 20;

impl Styles {
    /// The styles that belong to the main part.
    pub(super) fn of(package: &Package, main: &str) -> Self {
        let relationships = Relationships::of(package, main);
        let root = relationships.first("styles").and_then(|part| package.xml(part));
        root.map(|root| Self::read(&root)).unwrap_or_default()
    }

    /// Reads the styles part.
    pub(super) fn read(root: &Element) -> Self {
        let usual = default_run(root).map_or(Type::default(), |run| Type::default().with(run));
        let mut styles = Self { language: default_language(root), usual, ..Self::default() };
        for element in root.all("w:style") {
            let Some(id) = element.attribute("w:styleId") else { continue };
            let is_default = element.attribute("w:default").is_some_and(|value| is_on(Some(value)));
            if is_default && element.attribute("w:type") == Some("paragraph") {
                styles.default_paragraph = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), Style::read(element));
        }
        styles
    }

    /// What kind of paragraph this is: by its own outline level, else by its style and those it is based on.
    pub(super) fn role(&self, properties: Option<&Element>) -> Role {
        let own = properties.and_then(outline_level);
        if let Some(level) = own {
            return heading(level);
        }
        let id = properties.and_then(|properties| properties.child_attribute("w:pStyle", "w:val"));
        for style in self.chain(id.or(self.default_paragraph.as_deref())) {
            if let Some(role) = style.role() {
                return role;
            }
        }
        Role::Body
    }

    /// The list that a paragraph belongs to through its style.
    pub(super) fn list(&self, properties: Option<&Element>) -> ListPlace {
        let id = properties.and_then(|properties| properties.child_attribute("w:pStyle", "w:val"));
        let mut place = ListPlace::default();
        for style in self.chain(id.or(self.default_paragraph.as_deref())) {
            place = place.or(&style.list);
            // “List Bullet 2” is a list of its own in Word, though everybody means the second level.
            let depth = ["list bullet ", "list number "].iter().find_map(|word| is_numbered(&style.name, word));
            place.depth = place.depth.or(depth.map(|depth| usize::from(depth) - 1));
        }
        place
    }

    /// The list that a style for lists stands for.
    pub(super) fn list_of_style(&self, id: &str) -> Option<String> {
        self.chain(Some(id)).find_map(|style| style.list.id.clone())
    }

    /// How a run looks by its character style and its own settings; `None` when it is hidden.
    pub(super) fn look(&self, properties: Option<&Element>) -> Option<Look> {
        let Some(properties) = properties else { return Some(Look::default()) };
        let id = properties.child_attribute("w:rStyle", "w:val");
        let mut look = Look::default();
        let mut hidden = false;
        let chain: Vec<&Style> = self.chain(id).collect();
        for style in chain.iter().rev() {
            look = style.stresses.iter().fold(look, |look, (stress, on)| look.with(*stress, Some(*on)));
            hidden = style.hidden.unwrap_or(hidden);
        }
        look = stresses(properties).iter().fold(look, |look, (stress, on)| look.with(*stress, Some(*on)));
        hidden = switch(properties, "w:vanish").unwrap_or(hidden);
        (!hidden).then_some(look)
    }

    /// The type of a run: by the paragraph's style, the run's own style and its own settings.
    pub(super) fn type_of(&self, paragraph: Option<&Element>, run: Option<&Element>) -> Type {
        let style = paragraph.and_then(|properties| properties.child_attribute("w:pStyle", "w:val"));
        let own = run.and_then(|properties| properties.child_attribute("w:rStyle", "w:val"));
        let outer: Vec<&Style> = self.chain(style.or(self.default_paragraph.as_deref())).collect();
        let inner: Vec<&Style> = self.chain(own).collect();
        let styled = outer.iter().rev().chain(inner.iter().rev()).fold(self.usual, |known, style| style.over(known));
        run.map_or(styled, |run| styled.with(run))
    }

    /// The name of a paragraph's style, in lower case.
    pub(super) fn name(&self, properties: Option<&Element>) -> &str {
        let id = properties.and_then(|properties| properties.child_attribute("w:pStyle", "w:val"));
        id.and_then(|id| self.by_id.get(id)).map_or("", |style| style.name.as_str())
    }

    /// A style and those it is based on.
    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = &'a Style> {
        let mut next = id.and_then(|id| self.by_id.get(id));
        let steps = std::iter::from_fn(move || {
            let style = next?;
            next = style.based_on.as_ref().and_then(|id| self.by_id.get(id));
            Some(style)
        });
        steps.take(LONGEST_CHAIN)
    }
}

impl Style {
    fn read(element: &Element) -> Self {
        let paragraph = element.child("w:pPr");
        let run = element.child("w:rPr");
        let name = element.child_attribute("w:name", "w:val").unwrap_or_default();
        Self {
            name: name.to_lowercase(),
            based_on: element.child_attribute("w:basedOn", "w:val").map(str::to_owned),
            outline_level: paragraph.and_then(outline_level),
            list: paragraph.map(ListPlace::read).unwrap_or_default(),
            stresses: run.map(stresses).unwrap_or_default(),
            size: run.and_then(size),
            hidden: run.and_then(|run| switch(run, "w:vanish")),
        }
    }

    /// What becomes of a type in this style.
    fn over(&self, known: Type) -> Type {
        let bold = self.stresses.iter().find(|(stress, _)| *stress == Stress::Strong).map(|(_, on)| *on);
        Type { size: self.size.unwrap_or(known.size), bold: bold.unwrap_or(known.bold) }
    }

    /// What this style alone says of a paragraph's role.
    fn role(&self) -> Option<Role> {
        if self.name == "toc heading" {
            return Some(Role::Contents);
        }
        if self.name == "title" {
            return Some(Role::Title);
        }
        if QUOTES.contains(&self.name.as_str()) {
            return Some(Role::Quote);
        }
        self.outline_level.map(heading).or_else(|| is_numbered(&self.name, "heading ").map(|level| heading(level - 1)))
    }
}

/// The number after the word, from 1 to 9: `heading 2` is 2.
fn is_numbered(name: &str, word: &str) -> Option<u8> {
    let number: u8 = name.strip_prefix(word)?.parse().ok()?;
    (1..=9).contains(&number).then_some(number)
}

/// Word counts outline levels from 0; 9 is text. Pages know six levels.
fn heading(outline_level: u8) -> Role {
    if outline_level >= 9 { Role::Body } else { Role::Heading((outline_level + 1).min(6)) }
}

fn outline_level(properties: &Element) -> Option<u8> {
    properties.child_attribute("w:outlineLvl", "w:val")?.parse().ok()
}

fn stresses(properties: &Element) -> Vec<(Stress, bool)> {
    let mut stresses = Vec::new();
    let switches = [("w:b", Stress::Strong), ("w:i", Stress::Emphasis), ("w:strike", Stress::Struck)];
    for (name, stress) in switches {
        stresses.extend(switch(properties, name).map(|on| (stress, on)));
    }
    if let Some(position) = properties.child_attribute("w:vertAlign", "w:val") {
        stresses.push((Stress::Lowered, position == "subscript"));
        stresses.push((Stress::Raised, position == "superscript"));
    }
    stresses
}

fn switch(properties: &Element, name: &str) -> Option<bool> {
    Some(is_on(properties.child(name)?.attribute("w:val")))
}

impl Default for Type {
    fn default() -> Self {
        Self { size: USUAL_SIZE, bold: false }
    }
}

impl Type {
    /// What becomes of it with the settings of a run.
    fn with(self, run: &Element) -> Self {
        Self { size: size(run).unwrap_or(self.size), bold: switch(run, "w:b").unwrap_or(self.bold) }
    }
}

fn size(properties: &Element) -> Option<u16> {
    properties.child_attribute("w:sz", "w:val")?.parse().ok()
}

fn default_run(root: &Element) -> Option<&Element> {
    root.child("w:docDefaults")?.child("w:rPrDefault")?.child("w:rPr")
}

fn default_language(root: &Element) -> Option<String> {
    default_run(root)?.child_attribute("w:lang", "w:val").map(str::to_owned)
}
