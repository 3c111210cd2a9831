//! Word's fields: links, cross-references, the table of contents and the form fields of old forms.
//!
//! A field is written in two ways: as one element, or as marks for its beginning, its middle and its end with runs in
//! between, over as many paragraphs as it takes. First comes its instruction, then what Word last made of it.

use super::super::ooxml::is_on;
use super::super::xml::Element;
use super::walk::Walk;
use crate::model::{Inline, LinkOrdinal};

/// A field that has begun and not ended.
#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    /// Whether the instruction is over and the result has begun.
    in_result: bool,
    form: Option<FormField>,
    effect: Effect,
}

/// Fields within fields. More have only lost their ends.
const DEEPEST: usize = 50;

/// What a field does to the text it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Effect {
    /// Nothing: its result is text.
    #[default]
    Text,
    /// Its result is left out, as writers make their own table of contents.
    LeaveOut,
    /// Its result is the words of a link.
    Link(LinkOrdinal),
    /// Its result is a blank, unless somebody filled it in; where it begins in its paragraph, and which paragraph.
    Blank(usize, u64),
}

/// What an old form's field is.
#[derive(Debug)]
enum FormField {
    TickBox(bool),
    Choice(String),
    /// The words that stand in it until it is filled in.
    Text(String),
}

impl Walk<'_> {
    /// A field that is one element.
    pub(super) fn simple_field(&mut self, element: &Element) {
        let instruction = element.attribute("w:instr").unwrap_or_default().to_owned();
        self.fields.push(Field { instruction, ..Field::default() });
        self.begin_result();
        self.inline_content(element);
        self.end_field();
    }

    /// The mark for a field's beginning, middle or end.
    pub(super) fn field_mark(&mut self, element: &Element) {
        match element.attribute("w:fldCharType") {
            Some("begin") if self.fields.len() < DEEPEST => {
                let form = element.child("w:ffData").and_then(FormField::read);
                self.fields.push(Field { form, ..Field::default() });
            }
            Some("separate") => self.begin_result(),
            Some("end") => self.end_field(),
            _ => {}
        }
    }

    /// A piece of a field's instruction.
    pub(super) fn field_instruction(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut() {
            field.instruction.push_str(text);
        }
    }

    /// Whether text at this spot is not for the reader: an instruction, or a result that is left out.
    pub(super) fn in_unseen_field(&self) -> bool {
        self.fields.iter().any(|field| !field.in_result || field.effect == Effect::LeaveOut)
    }

    fn begin_result(&mut self) {
        let Some(mut field) = self.fields.pop() else { return };
        if !field.in_result && !self.in_unseen_field() {
            field.effect = self.effect_of(&field);
        }
        field.in_result = true;
        self.fields.push(field);
    }

    fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        if self.in_unseen_field() {
            return;
        }
        match (&field.form, field.effect) {
            (Some(FormField::TickBox(ticked)), _) => self.piece(Inline::TickBox(*ticked)),
            (Some(FormField::Choice(choice)), _) => self.piece(Inline::Blank(choice.clone())),
            (Some(FormField::Text(usual)), Effect::Blank(from, paragraph)) if paragraph == self.paragraphs => {
                let usual = usual.trim();
                self.runs.make_blank(from, |words| words.trim().is_empty() || words.trim() == usual);
            }
            (_, Effect::Link(link)) => self.close_link(Some(link)),
            _ => {}
        }
    }

    fn effect_of(&mut self, field: &Field) -> Effect {
        match &field.form {
            Some(FormField::TickBox(_) | FormField::Choice(_)) => return Effect::LeaveOut,
            Some(FormField::Text(_)) => return Effect::Blank(self.runs.seal(), self.paragraphs),
            None => {}
        }
        let words = words_of_instruction(&field.instruction);
        let Some(name) = words.first().map(|name| name.to_uppercase()) else { return Effect::Text };
        match name.as_str() {
            "TOC" | "INDEX" => Effect::LeaveOut,
            "HYPERLINK" => self.open_field_link(address_of_hyperlink(&words)),
            "REF" | "PAGEREF" | "NOTEREF" if words.iter().any(|word| word == "\\h") => {
                self.open_field_link(words.get(1).map(|name| format!("#{name}")))
            }
            _ => Effect::Text,
        }
    }

    fn open_field_link(&mut self, address: Option<String>) -> Effect {
        address.and_then(|address| self.open_link(address)).map_or(Effect::Text, Effect::Link)
    }
}

impl FormField {
    fn read(element: &Element) -> Option<Self> {
        if let Some(tick) = element.child("w:checkBox") {
            let state = tick.child("w:checked").or_else(|| tick.child("w:default"));
            return Some(Self::TickBox(state.is_some_and(|state| is_on(state.attribute("w:val")))));
        }
        if let Some(list) = element.child("w:ddList") {
            let chosen = list.child("w:result").or_else(|| list.child("w:default"));
            let chosen = chosen.and_then(|chosen| chosen.attribute("w:val")?.parse().ok()).unwrap_or(0);
            let entry = list.all("w:listEntry").nth(chosen).and_then(|entry| entry.attribute("w:val"));
            return Some(Self::Choice(entry.unwrap_or_default().trim().to_owned()));
        }
        let text = element.child("w:textInput")?;
        Some(Self::Text(text.child_attribute("w:default", "w:val").unwrap_or_default().to_owned()))
    }
}

/// The address that a `HYPERLINK` instruction means: an address, a bookmark after `\l`, or both.
pub(super) fn address_of_hyperlink(words: &[String]) -> Option<String> {
    let (mut address, mut bookmark) = (None, None);
    let mut words = words.iter().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "\\l" => bookmark = words.next(),
            "\\o" | "\\t" => {
                words.next();
            }
            switch if switch.starts_with('\\') && switch.len() == 2 => {}
            _ if address.is_none() => address = Some(word),
            _ => {}
        }
    }
    match (address, bookmark) {
        (Some(address), Some(bookmark)) => Some(format!("{address}#{bookmark}")),
        (Some(address), None) => Some(address.clone()),
        (None, Some(bookmark)) => Some(format!("#{bookmark}")),
        (None, None) => None,
    }
}

/// The words of an instruction. Within quotation marks a blank belongs to the word, and `\\` stands for `\`.
pub(super) fn words_of_instruction(instruction: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut characters = instruction.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' | '“' | '”' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            '\\' if quoted && matches!(characters.peek(), Some('\\' | '"')) => {
                word.get_or_insert_default().extend(characters.next());
            }
            blank if blank.is_whitespace() && !quoted => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(instruction: &str) -> Option<String> {
        address_of_hyperlink(&words_of_instruction(instruction))
    }

    #[test]
    fn the_address_of_a_link_field_is_found() {
        assert_eq!(
            address(r#" HYPERLINK "https://a.example/?x=1&y=2" \o "Tip" "#).as_deref(),
            Some("https://a.example/?x=1&y=2")
        );
        assert_eq!(address(r#"HYPERLINK \l "where_to_send""#).as_deref(), Some("#where_to_send"));
        assert_eq!(address(r#"HYPERLINK "b.docx" \l "x" \t "_blank""#).as_deref(), Some("b.docx#x"));
        assert_eq!(address(r#"HYPERLINK "G:\\SEN\\EP form.docx""#).as_deref(), Some(r"G:\SEN\EP form.docx"));
        assert_eq!(address("HYPERLINK https://a.example").as_deref(), Some("https://a.example"));
        assert_eq!(address("HYPERLINK"), None);
    }
}
