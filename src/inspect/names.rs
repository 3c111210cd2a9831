//! Gives every named spot of a document an id of its own that a web page can use.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::slug;

/// The ids given so far, and those kept free for spots that come later.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: BTreeSet<String>,
    reserved: BTreeSet<String>,
    /// How often an id was asked for, so that the thousandth heading of the same words is found as fast as the second.
    asked: BTreeMap<String, u32>,
}

impl Names {
    /// Keeps an id free for a bookmark that stands further down: a bookmark's name was chosen by the writer, and links
    /// lead to it, while a heading's id is made by us and can give way.
    pub(super) fn reserve(&mut self, name: &str) {
        self.reserved.insert(as_id(name));
    }

    /// The id of a bookmark or a cell: its name as it is, as far as that may be an id.
    pub(super) fn named(&mut self, name: &str) -> String {
        let id = as_id(name);
        self.reserved.remove(&id);
        self.unique(&id)
    }

    /// The id of a heading, by the rule for the guide's own headings.
    pub(super) fn heading(&mut self, text: &str) -> String {
        let slug = slug(text);
        self.unique(if slug.is_empty() { "section" } else { &slug })
    }

    fn unique(&mut self, id: &str) -> String {
        let taken = |id: &str| self.given.contains(id) || self.reserved.contains(id);
        let mut chosen = id.to_owned();
        let count = self.asked.entry(id.to_owned()).or_default();
        while taken(&chosen) {
            *count += 1;
            chosen = format!("{id}-{count}");
        }
        self.given.insert(chosen.clone());
        chosen
    }
}

/// A name as an id: an id has no white space.
fn as_id(name: &str) -> String {
    let id: String = name.chars().filter(|character| !character.is_control()).collect();
    let id = id.split_whitespace().collect::<Vec<_>>().join("_");
    if id.is_empty() { "anchor".to_owned() } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_gives_way_to_a_bookmark_of_the_same_name() {
        let mut names = Names::default();
        names.reserve("outcomes");
        assert_eq!(names.heading("Outcomes"), "outcomes-1");
        assert_eq!(names.named("outcomes"), "outcomes");
        assert_eq!(names.heading("Outcomes"), "outcomes-2");
    }

    #[test]
    fn headings_follow_the_rule_of_the_guide() {
        assert_eq!(Names::default().heading("1. What’s next?"), "1-whats-next");
        assert_eq!(Names::default().heading("…"), "section");
        assert_eq!(Names::default().named("my spot"), "my_spot");
    }
}
