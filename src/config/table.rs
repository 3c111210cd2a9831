//! Reads one TOML table key by key, and has a finding for every key that is unknown or not of its kind.
//!
//! Serves `guide.toml` and the front matter of pages: a mistake costs one key, never the whole file.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::dates::{date_fix, date_of};
use super::nearest;
use super::slips::{Slip, truth};
use crate::model::{At, Finding, Findings, GuidePath, Place, Rule};

/// Where a TOML text stands: its file, the byte it starts at, and the rule that its mistakes break.
#[derive(Debug, Clone, Copy)]
pub struct TomlText<'a> {
    /// The file.
    pub file: &'a GuidePath,
    /// The byte of the file at which the text starts.
    pub offset: usize,
    /// The text.
    pub text: &'a str,
    /// The rule that a mistake breaks.
    pub rule: &'static Rule,
}

/// A table being read.
#[derive(Debug)]
pub struct TableReader<'a> {
    origin: TomlText<'a>,
    name: String,
    table: &'a DeTable<'a>,
    taken: BTreeSet<&'a str>,
    findings: Findings,
}

impl TomlText<'_> {
    /// Parses the text and reads it with `read`. Syntax errors are findings; what could be parsed is read.
    pub fn read<T>(self, read: impl FnOnce(&mut TableReader<'_>) -> T) -> (T, Findings) {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let mut reader = TableReader::new(self, String::new(), table.get_ref());
        let value = read(&mut reader);
        let findings = reader.finish();
        // One slip often upsets the lines after it, so only the first is told: the next build shows the next one.
        let Some(error) = errors.first() else { return (value, findings) };
        let slip = error.span().unwrap_or(0..0);
        let line = self.line_around(slip.start);
        let is_elsewhere = |finding: &Finding| match &finding.place.at {
            // What stands nowhere was made up by the reader of TOML, so that it could go on.
            At::Bytes(range) => {
                !range.is_empty() && !(self.offset + line.start..=self.offset + line.end).contains(&range.start)
            }
            _ => true,
        };
        let mut findings: Findings = findings.into_iter().filter(is_elsewhere).collect();
        findings.push(self.syntax_error(error.message(), slip, line));
        (value, findings)
    }

    fn line_around(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        start..self.text[at..].find('\n').map_or(self.text.len(), |end| at + end)
    }

    fn syntax_error(&self, message: &str, slip: Range<usize>, line: Range<usize>) -> Finding {
        let Slip { what, fix, is_double } = Slip::of(&self.text[line.clone()], message);
        let finding = Finding::new(self.rule, Place::new(self.file, self.at(&slip)), what, fix);
        match self.line_like(line).filter(|_| is_double) {
            Some(first) => finding.see_also(Place::new(self.file, self.at(&first))),
            None => finding,
        }
    }

    /// The line nearest above another that says the same: the same heading, or a setting of the same name.
    fn line_like(&self, line: Range<usize>) -> Option<Range<usize>> {
        let subject = |line: Range<usize>| self.text[line].split('=').next().unwrap_or_default().trim();
        let wanted = subject(line.clone());
        let mut end = line.start;
        for above in self.text[..line.start].split_inclusive('\n').rev() {
            let start = end - above.len();
            if subject(start..end) == wanted {
                return Some(start..start + above.trim_end().len());
            }
            end = start;
        }
        None
    }

    fn at(&self, span: &Range<usize>) -> At {
        At::Bytes(self.offset + span.start..self.offset + span.end)
    }
}

impl<'a> TableReader<'a> {
    fn new(origin: TomlText<'a>, name: String, table: &'a DeTable<'a>) -> Self {
        Self { origin, name, table, taken: BTreeSet::new(), findings: Findings::default() }
    }

    /// A text.
    pub fn text(&mut self, key: &'a str) -> Option<String> {
        self.text_at(key).map(|(text, _)| text)
    }

    /// A text and where it stands.
    pub fn text_at(&mut self, key: &'a str) -> Option<(String, At)> {
        let value = self.take(key)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        let fix = || format!("Write {key} = \"{}\".", self.origin.text[value.span()].replace('"', ""));
        self.expect(key, value, text, "text in quotation marks", fix).map(|text| (text, self.origin.at(&value.span())))
    }

    /// A list of texts, each with where it stands.
    pub fn texts(&mut self, key: &'a str) -> Option<Vec<(String, At)>> {
        let value = self.take(key)?;
        let texts = value.get_ref().as_array().and_then(|array| {
            array.iter().map(|item| Some((item.get_ref().as_str()?.to_owned(), self.origin.at(&item.span())))).collect()
        });
        self.expect(key, value, texts, "a list of texts", || format!("Write {key} = [\"one\", \"two\"]."))
    }

    /// A date, with or without quotation marks.
    pub fn date(&mut self, key: &'a str) -> Option<Date> {
        let value = self.take(key)?;
        let text = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        self.expect(key, value, date_of(&text), "a date", || date_fix(&text))
    }

    /// A yes or no.
    pub fn flag(&mut self, key: &'a str) -> Option<bool> {
        let value = self.take(key)?;
        let fix = || match value.get_ref().as_str().and_then(truth) {
            Some(truth) => format!("Write {key} = {truth}, without quotation marks."),
            None => format!("Write {key} = true or {key} = false."),
        };
        self.expect(key, value, value.get_ref().as_bool(), "true or false", fix)
    }

    /// A whole number, not below zero, and where it stands.
    pub fn number_at(&mut self, key: &'a str) -> Option<(u32, At)> {
        let value = self.take(key)?;
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        let at = self.origin.at(&value.span());
        let fix = || match value.get_ref().as_str().map(|text| text.trim().parse::<u32>()) {
            Some(Ok(number)) => format!("Write {key} = {number}, without quotation marks."),
            _ => format!("Write it in figures, such as {key} = 2."),
        };
        self.expect(key, value, number, "a whole number", fix).map(|number| (number, at))
    }

    /// A list of whole numbers, none below zero, and where it stands.
    pub fn numbers_at(&mut self, key: &'a str) -> Option<(Vec<u32>, At)> {
        let value = self.take(key)?;
        let number = |item: &Spanned<DeValue<'_>>| item.get_ref().as_integer()?.as_str().parse().ok();
        let numbers = value.get_ref().as_array().and_then(|array| array.iter().map(number).collect());
        let at = self.origin.at(&value.span());
        let fix = || format!("Write it in figures, such as {key} = [18, 24].");
        self.expect(key, value, numbers, "a list of whole numbers", fix).map(|numbers| (numbers, at))
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &'a str, choices: &[(&str, T)]) -> Option<T> {
        let value = self.take(key)?;
        let word = value.get_ref().as_str().unwrap_or_default();
        let chosen = choices.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice);
        let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        let fix = || {
            let meant = choices.iter().find(|(name, _)| name.eq_ignore_ascii_case(word.trim()));
            meant.map_or_else(
                || format!("Write one of {}.", names.join(", ")),
                |(name, _)| format!("Write {key} = \"{name}\", in small letters."),
            )
        };
        self.expect(key, value, chosen, "one of the words that can stand here", fix)
    }

    /// A table in this table, read with `read`.
    pub fn table<T>(&mut self, key: &'a str, read: impl FnOnce(&mut TableReader<'a>) -> T) -> Option<T> {
        let value = self.take(key)?;
        let path = self.path_of(key);
        let fix = || format!("Write [{path}] on a line of its own, and the settings below it.");
        let table = self.expect(key, value, value.get_ref().as_table(), "a part of its own", fix)?;
        Some(self.inner(key, table, read))
    }

    /// Every `[[key]]` table, each with where it stands.
    pub fn tables<T>(&mut self, key: &'a str, read: impl Fn(&mut TableReader<'a>, At) -> T) -> Vec<T> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let path = self.path_of(key);
        let fix = || format!("Write [[{path}]] on a line of its own, with two brackets, before the settings of each.");
        let array = self.expect(key, value, value.get_ref().as_array(), "a part that there can be several of", fix);
        let Some(array) = array else { return Vec::new() };
        let tables: Vec<_> = array.iter().filter_map(|item| Some((item.get_ref().as_table()?, item.span()))).collect();
        tables
            .into_iter()
            .map(|(table, span)| self.inner(key, table, |reader| read(reader, self_at(reader, &span))))
            .collect()
    }

    /// Every table in this table, with its name and where it stands.
    pub fn each_table<T>(&mut self, read: impl Fn(&str, &mut TableReader<'a>, At) -> T) -> Vec<T> {
        let names: Vec<&'a str> = self.table.keys().map(|key| key.get_ref().as_ref()).collect();
        let mut all = Vec::new();
        for name in names {
            let at = self.table.get_key_value(name).map_or(At::WholeFile, |(key, _)| self.origin.at(&key.span()));
            all.extend(self.table(name, |table| read(name, table, at)));
        }
        all
    }

    /// Every text of this table and the tables in it, under its dotted name.
    pub fn dotted_texts(&mut self) -> Vec<(String, String, At)> {
        let mut texts = Vec::new();
        let names: Vec<&'a str> = self.table.keys().map(|key| key.get_ref().as_ref()).collect();
        for name in names {
            let is_table = self.table.get(name).is_some_and(|value| value.get_ref().is_table());
            if is_table {
                let inner = self.table(name, TableReader::dotted_texts).unwrap_or_default();
                texts.extend(inner.into_iter().map(|(rest, text, at)| (format!("{name}.{rest}"), text, at)));
            } else if let Some((text, at)) = self.text_at(name) {
                texts.push((name.to_owned(), text, at));
            }
        }
        texts
    }

    /// A key that is known, and read by somebody else.
    pub fn pass_over(&mut self, key: &'a str) {
        self.taken.insert(key);
    }

    /// Passes over every key: nothing of this table can be understood.
    pub fn pass_over_rest(&mut self) {
        self.taken.extend(self.table.keys().map(|key| key.get_ref().as_ref()));
    }

    /// Whether the table has a key, known or not.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text and where it stands, without taking the key: somebody else reads it.
    pub fn peek_text(&self, key: &str) -> Option<(String, At)> {
        let value = self.table.get(key)?;
        Some((value.get_ref().as_str()?.to_owned(), self.origin.at(&value.span())))
    }

    /// A finding about the value of a key that is of the right kind, but wrong all the same.
    pub fn reject(&mut self, at: At, what: impl Into<String>, fix: impl Into<String>) {
        self.reject_by(self.origin.rule, at, what, fix);
    }

    /// A finding by a rule of its own.
    pub fn reject_by(&mut self, rule: &'static Rule, at: At, what: impl Into<String>, fix: impl Into<String>) {
        self.findings.push(Finding::new(rule, Place::new(self.origin.file, at), what, fix));
    }

    fn inner<T>(&mut self, key: &str, table: &'a DeTable<'a>, read: impl FnOnce(&mut TableReader<'a>) -> T) -> T {
        let name = self.path_of(key);
        let mut reader = TableReader::new(self.origin, name, table);
        let value = read(&mut reader);
        self.findings.extend(reader.finish());
        value
    }

    fn take(&mut self, key: &'a str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.taken.insert(key);
        self.table.get(key)
    }

    /// The name of a part of this one, as it stands in brackets.
    fn path_of(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    fn expect<T>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        read: Option<T>,
        wanted: &str,
        fix: impl FnOnce() -> String,
    ) -> Option<T> {
        if read.is_none() {
            let fix = fix();
            self.reject(self.origin.at(&value.span()), format!("The value of “{key}” is not {wanted}."), fix);
        }
        read
    }

    /// The findings, with one for each key that nobody asked for.
    fn finish(mut self) -> Findings {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if self.taken.contains(name) {
                continue;
            }
            let section = if self.name.is_empty() { String::new() } else { format!(" in [{}]", self.name) };
            let fix = match nearest(name, self.taken.iter().copied()) {
                Some(known) => format!("Change it to “{known}”, or take the line out."),
                None if self.name.is_empty() && !self.table[key.get_ref().as_ref()].get_ref().is_table() => {
                    format!(
                        "Write the heading of its part on a line above it, such as [guide], if {name} belongs there."
                    )
                }
                None => {
                    let known: Vec<&str> = self.taken.iter().copied().collect();
                    format!("Take the line out. What can stand here: {}.", known.join(", "))
                }
            };
            let place = Place::new(self.origin.file, self.origin.at(&key.span()));
            self.findings.push(Finding::new(
                self.origin.rule,
                place,
                format!("There is no setting “{name}”{section}."),
                fix,
            ));
        }
        self.findings
    }
}

fn self_at(reader: &TableReader<'_>, span: &Range<usize>) -> At {
    reader.origin.at(span)
}
