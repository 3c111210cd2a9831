//! What an import tells its editor: what it made, what is to be done, what to read over.

use std::fmt::Write as _;

use super::{Imported, Notice, Weight};
use crate::model::GuidePath;
use crate::report::text::wrapped;

/// Things of one kind that need no doing are told up to this many.
const MOST: usize = 12;

impl Imported {
    /// The report. `name` is the Word file's name, `folder` the guide's.
    pub fn report(&self, name: &str, folder: &str) -> String {
        let mut text = format!("{}\n", wrapped(&self.summary(name, folder), ""));
        for weight in [Weight::ToDo, Weight::ReadOver, Weight::LeftOut] {
            let of_weight: Vec<&Notice> =
                self.notices.iter().filter(|notice| notice.subject.weight == weight).collect();
            if of_weight.is_empty() {
                continue;
            }
            let _ = write!(text, "\n{}\n", title(weight));
            for group in of_weight.chunk_by(|one, next| one.subject == next.subject) {
                tell_group(group, &mut text);
            }
        }
        if !self.rows_to_add.is_empty() {
            let words = "documents.csv is there already and was not changed. Add these rows to it (id,title,file):";
            let _ = write!(text, "\nRows for the register\n\n{}\n", wrapped(words, "  "));
            self.rows_to_add.iter().for_each(|row| {
                let _ = writeln!(text, "    {row}");
            });
        }
        text
    }

    fn summary(&self, name: &str, folder: &str) -> String {
        let counts = self.counts;
        let parts = [
            counted(counts.pages, "page"),
            counted(counts.pictures, "picture"),
            counted(counts.documents, "document"),
            counted(counts.tables, "table"),
            counted(counts.links, "link"),
        ];
        let [first, second, third, fourth, last] = parts;
        let to_do = self.notices.iter().filter(|notice| notice.subject.weight == Weight::ToDo).count();
        let then = match to_do {
            0 => "Nothing is left to do by hand.".to_owned(),
            1 => "1 thing is left to do by hand.".to_owned(),
            count => format!("{count} things are left to do by hand."),
        };
        format!("{name} is now in {folder}: {first}, {second}, {third}, {fourth} and {last}. {then}")
    }
}

/// Why nothing was written: the guide has files of these names.
pub fn in_the_way(files: &[GuidePath]) -> String {
    let shown: Vec<String> = files.iter().take(MOST).map(ToString::to_string).collect();
    let more = files.len().saturating_sub(MOST);
    if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
}

fn title(weight: Weight) -> &'static str {
    match weight {
        Weight::ToDo => "TO DO",
        Weight::ReadOver => "TO READ OVER",
        Weight::LeftOut => "LEFT OUT, AND NOT MISSED",
    }
}

fn tell_group(group: &[&Notice], text: &mut String) {
    let Some(first) = group.first() else { return };
    let count = if group.len() > 1 { format!(" ({})", group.len()) } else { String::new() };
    let _ = write!(text, "\n{}{count}\n{}\n", first.subject.name, wrapped(first.subject.then, "  "));
    let most = if first.subject.weight == Weight::ToDo { usize::MAX } else { MOST };
    for notice in group.iter().take(most) {
        let parts = [notice.what.as_str(), notice.place.as_str()];
        let line = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        if !line.is_empty() {
            let _ = writeln!(text, "{}", wrapped(&line, "    ").replacen("    ", "  - ", 1));
        }
    }
    if group.len() > most {
        let _ = writeln!(text, "  - and {} more", group.len() - most);
    }
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
