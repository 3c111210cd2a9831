//! Lists what the blocks of an OpenDocument text leave out or hold in another form.

use std::collections::BTreeSet;

use super::super::draft::near;
use super::super::package::Package;
use super::super::xml::Element;
use super::super::{LeftOut, LeftOutKind};
use crate::model::At;

/// Where we are, and what was found.
#[derive(Default)]
struct Survey {
    heading: Option<String>,
    near: String,
    found: Vec<LeftOut>,
}

/// Lists what is left out of a text.
pub(super) fn left_out(package: &Package) -> Vec<LeftOut> {
    let mut survey = Survey::default();
    if let Some(content) = package.xml("content.xml")
        && let Some(text) = content.child("office:body").and_then(|body| body.child("office:text"))
    {
        survey.look(text);
    }
    if let Some(pages) = package.xml("styles.xml") {
        survey.running_text(&pages);
    }
    survey.found
}

impl Survey {
    fn find(&mut self, kind: LeftOutKind, words: &str) {
        let at = At::Paragraph { heading: self.heading.clone(), near: near(&self.near, words) };
        self.found.push(LeftOut { kind, words: near(words, ""), at });
    }

    fn look(&mut self, element: &Element) {
        for child in element.children() {
            match &*child.name {
                "text:p" | "text:h" => {
                    let outer = std::mem::replace(&mut self.near, child.text());
                    if &*child.name == "text:h" {
                        self.heading = Some(near(&self.near, ""));
                    }
                    self.look(child);
                    self.near = outer;
                }
                "text:tracked-changes" => self.changes(child),
                "office:annotation" => {
                    let words: Vec<String> = child.all("text:p").map(Element::text).collect();
                    self.find(LeftOutKind::Comment, &words.join(" "));
                }
                "text:table-of-content" | "text:alphabetical-index" => self.find(LeftOutKind::Contents, ""),
                "draw:text-box" => {
                    self.find(LeftOutKind::TextBox, &child.text());
                    self.look(child);
                }
                "draw:object" | "draw:object-ole" => self.find(LeftOutKind::Object, ""),
                "draw:custom-shape" if !child.text().trim().is_empty() => {
                    self.find(LeftOutKind::TextBox, &child.text());
                }
                _ => self.look(child),
            }
        }
    }

    fn changes(&mut self, element: &Element) {
        for change in element.descendants() {
            match &*change.name {
                "text:deletion" => {
                    let words: Vec<String> = change.all("text:p").map(Element::text).collect();
                    self.find(LeftOutKind::Deletion, &words.join(" "));
                }
                "text:insertion" => self.find(LeftOutKind::Insertion, ""),
                _ => {}
            }
        }
    }

    fn running_text(&mut self, pages: &Element) {
        let mut known = BTreeSet::new();
        for part in pages.descendants() {
            let kind = match &*part.name {
                name if name.starts_with("style:header") => LeftOutKind::Header,
                name if name.starts_with("style:footer") => LeftOutKind::Footer,
                _ => continue,
            };
            let words: Vec<String> = part.all("text:p").map(Element::text).collect();
            let words = words.join(" ");
            if words.chars().any(char::is_alphabetic) && known.insert((kind, words.clone())) {
                self.found.push(LeftOut { kind, words: near(&words, ""), at: At::WholeFile });
            }
        }
    }
}
