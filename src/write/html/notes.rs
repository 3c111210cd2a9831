//! Notes at the foot: the call in the text, the note, and the way back.

use super::content::Printer;
use super::escape::escape;

impl Printer<'_> {
    /// The raised number that calls a note. A call of a note that is not there stays as plain words.
    pub(super) fn note_call(&mut self, label: &str) {
        let number = self.footnotes.iter().position(|note| note.label == label).map(|index| index + 1);
        match number {
            Some(number) if !self.within_link => {
                let calls = self.calls.entry(label.to_owned()).or_default();
                *calls += 1;
                let id = call_id(number, *calls);
                self.push(&format!(
                    "<sup><a class=\"sg-call\" id=\"{id}\" href=\"#sg-note-{number}\" role=\"doc-noteref\">\
                     <span class=\"sg-hidden\">Note </span>{number}</a></sup>"
                ));
            }
            Some(number) => self.push(&format!("<sup>{number}</sup>")),
            None => self.push(&format!("<sup>{}</sup>", escape(label))),
        }
    }

    /// All notes, after the content.
    pub(super) fn notes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.push("<section class=\"sg-notes\" role=\"doc-endnotes\" aria-labelledby=\"sg-notes\">\n");
        self.push("<h2 id=\"sg-notes\">Notes</h2>\n<ol>\n");
        for (index, note) in self.footnotes.iter().enumerate() {
            let number = index + 1;
            self.push(&format!("<li id=\"sg-note-{number}\">"));
            self.tight_blocks(&note.blocks);
            self.ways_back(number, &note.label);
            self.push("</li>\n");
        }
        self.push("</ol>\n</section>\n");
    }

    fn ways_back(&mut self, number: usize, label: &str) {
        for call in 1..=self.calls.get(label).copied().unwrap_or_default() {
            let id = call_id(number, call);
            self.push(&format!(" <a class=\"sg-back\" href=\"#{id}\" role=\"doc-backlink\">Back to the text"));
            self.push(&match call {
                1 => format!("<span class=\"sg-hidden\"> of note {number}</span></a>"),
                _ => format!(" {call}<span class=\"sg-hidden\"> of note {number}</span></a>"),
            });
        }
    }
}

fn call_id(number: usize, call: usize) -> String {
    match call {
        1 => format!("sg-call-{number}"),
        _ => format!("sg-call-{number}-{call}"),
    }
}
