//! What documents carry that their readers do not see: changes, comments, hidden cells, names.

use super::CheckContext;
use super::persons::is_persons_name;
use crate::model::{Finding, Findings, Format, Hidden, HiddenKind, LinkedDocument, Place, Rule, Severity};

/// Something in a document that is not meant for its readers.
pub const HIDDEN_DATA: Rule = Rule {
    code: "hidden-data",
    severity: Severity::MustFix,
    name: "Document with something hidden in it",
    finds: "Tracked changes, comments, hidden text, or hidden sheets, rows and columns in a document of the guide.",
    why: "Whoever opens the file can read them: what was taken out, who said what, and sometimes a child’s name. Publishing \
          them can be a data breach.",
    fix: "Open the file in the program that made it, accept or refuse every change, delete the comments, show or delete what is \
          hidden, and save it again. In Word and Excel, File, Info, Inspect Document finds them all.",
    example: "a form with two tracked changes and one comment",
};

/// A person's name in a document's properties.
pub const AUTHOR_NAME: Rule = Rule {
    code: "author-name",
    severity: Severity::Note,
    name: "A person’s name in a document’s properties",
    finds: "A document whose properties name a person as its author or as who changed it last.",
    why: "The name is published with the file and stays there when the person has left.",
    fix: "Write the council or the team as the author: in Word and Excel under File, Info, Properties.",
    example: "Author: A. Sample",
};

pub(super) fn hidden_data(context: &CheckContext<'_>, findings: &mut Findings) {
    for document in context.documents.all.iter().filter(|document| !document.reading.hidden.is_empty()) {
        let found: Vec<String> = document.reading.hidden.iter().map(words).collect();
        findings.push(Finding::new(
            &HIDDEN_DATA,
            Place::file(&document.file),
            format!("{} holds {}.", document.file.file_name(), listed(&found)),
            fix(document),
        ));
    }
}

pub(super) fn author_name(context: &CheckContext<'_>, findings: &mut Findings) {
    for document in &context.documents.all {
        let reading = &document.reading;
        let author = reading.author.as_deref().filter(|name| is_persons_name(name));
        let changer = reading.last_changed_by.as_deref().filter(|name| is_persons_name(name));
        let what = match (author, changer) {
            (Some(author), _) => format!("{} names {author} as its author.", document.file.file_name()),
            (None, Some(changer)) => {
                format!("{} names {changer} as the person who changed it last.", document.file.file_name())
            }
            (None, None) => continue,
        };
        findings.push(Finding::new(
            &AUTHOR_NAME,
            Place::file(&document.file),
            what,
            "Write the council or the team in its place: in Word and Excel under File, Info, Properties.",
        ));
    }
}

/// What is hidden, in words: “2 tracked changes”, “a hidden sheet (Costs)”.
fn words(hidden: &Hidden) -> String {
    let (one, many) = match hidden.kind {
        HiddenKind::TrackedChange => ("tracked change", "tracked changes"),
        HiddenKind::Comment => ("comment", "comments"),
        HiddenKind::Text => return "hidden text".to_owned(),
        HiddenKind::Sheet => ("hidden sheet", "hidden sheets"),
        HiddenKind::Row => ("hidden row", "hidden rows"),
        HiddenKind::Column => ("hidden column", "hidden columns"),
        HiddenKind::Redaction => (
            "place marked to be blacked out and not blacked out",
            "places marked to be blacked out and not blacked out",
        ),
    };
    let within = match (hidden.kind, &hidden.within[..]) {
        (_, []) => String::new(),
        (HiddenKind::Sheet, sheets) => format!(" ({})", sheets.join(", ")),
        (_, [sheet]) => format!(" on the sheet {sheet}"),
        (_, sheets) => format!(" on the sheets {}", listed(sheets)),
    };
    format!("{} {}{within}", hidden.count, if hidden.count == 1 { one } else { many })
}

fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What its owner does about it.
fn fix(document: &LinkedDocument) -> &'static str {
    match document.format {
        Format::Docx => {
            "Open it in Word. On the Review tab, accept or refuse all changes and delete all comments; show hidden text and delete it. Save it again."
        }
        Format::Xlsx => {
            "Open it in Excel. Show what is hidden (right click, Unhide), delete what is not for readers, delete the comments, and save it again."
        }
        Format::Pdf => "Delete the comments and apply the redactions in the program that made them, and save it again.",
        _ => {
            "Open it, accept or refuse all changes, delete the comments, show or delete what is hidden, and save it again."
        }
    }
}
