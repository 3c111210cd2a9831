//! Text of a page: values said once, bare addresses, and links that were meant but not written rightly.

use std::collections::BTreeMap;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use super::addresses::file_name_for_the_web;
use super::markdown::{Markdown, Origin, push_text};
use crate::config::{Value, dialled, fill, nearest};
use crate::model::{
    At, Finding, Inline, LinkOrdinal, LinkUsage, Place, Rule, Severity, WrittenLink, shown_address, without_wrappers,
};

/// Something that was meant as a link and is not one.
pub const BROKEN_LINK_SYNTAX: Rule = Rule {
    code: "broken-link-syntax",
    severity: Severity::MustFix,
    name: "Link not written rightly",
    finds: "Text that looks like a link but is not one, most often because the file name has a space in it.",
    why: "Readers see square and round brackets in place of a link they can follow.",
    fix: "Correct it as the message says. A file name gets dashes in place of its spaces, and the link is changed to match.",
    example: "[form](../documents/EP form.docx)",
};

/// A `{{name}}` that `[values]` does not have.
pub const UNKNOWN_VALUE: Rule = Rule {
    code: "unknown-value",
    severity: Severity::MustFix,
    name: "Unknown value",
    finds: "A name in double curly brackets that the section [values] of guide.toml does not have, or one that it has in single \
            curly brackets.",
    why: "Readers see the name in curly brackets in place of the telephone number or form name.",
    fix: "Correct the name or its brackets, or add it to [values].",
    example: "Ring {{ep.fone}}.",
};

/// A run of text and where it stands.
pub(super) struct TextReader<'a> {
    pub(super) source: &'a str,
    pub(super) range: Range<usize>,
    pub(super) origin: Origin<'a>,
    pub(super) values: &'a BTreeMap<String, Value>,
}

impl TextReader<'_> {
    /// The text with its values in place. A link that was meant and not written rightly is reported.
    pub(super) fn finished(&self, text: &str, made: &mut Markdown) -> String {
        let text = with_values(text, self.values, &self.place(text), made);
        self.single_brackets(&text, made);
        if let Some(meant) = Meant::find(&text) {
            made.findings.push(self.broken_link(&meant));
        }
        text
    }

    /// Tells of the names of values in single curly brackets, which readers see as they are typed.
    fn single_brackets(&self, text: &str, made: &mut Markdown) {
        for (at, _) in text.match_indices('{').filter(|(at, _)| !text[..*at].ends_with('{')) {
            let Some((name, after)) = text[at + 1..].split_once('}') else { continue };
            let known = name.trim();
            if after.starts_with('}') || !self.values.contains_key(known) {
                continue;
            }
            made.used_values.insert(known.to_owned());
            made.findings.push(Finding::new(
                &UNKNOWN_VALUE,
                self.place(&format!("{{{name}}}")),
                format!("“{{{name}}}” stands in single curly brackets, so readers see it and not the value."),
                format!("Write it with two brackets on each side: {{{{{known}}}}}."),
            ));
        }
    }

    /// Text to inlines: bare web addresses become links.
    pub(super) fn link_addresses(&self, text: &str, made: &mut Markdown, inlines: &mut Vec<Inline>) {
        let mut finder = LinkFinder::new();
        finder.kinds(&[LinkKind::Url]);
        for span in finder.spans(text) {
            if span.kind().is_none() {
                push_text(inlines, span.as_str());
                continue;
            }
            let at = self.place(span.as_str()).at;
            let (written, label) = (span.as_str().to_owned(), without_wrappers(span.as_str()).into_owned());
            let content = vec![Inline::Text(label.clone())];
            made.links.push(WrittenLink { written, label, at, usage: LinkUsage::Follow });
            let link = LinkOrdinal(u32::try_from(made.links.len() - 1).unwrap_or(u32::MAX));
            inlines.push(Inline::Link { link, content });
        }
    }

    fn broken_link(&self, meant: &Meant<'_>) -> Finding {
        let Meant { whole, label, address, slip } = meant;
        let (because, fix) = match slip {
            Slip::Space if is_on_one_computer(address) => {
                ("it leads to a file on one computer, by a name with a space in it", {
                    let name = file_name_for_the_web(address.rsplit(['\\', '/']).next().unwrap_or_default());
                    format!(
                        "Copy the file into the folder documents as {name}, without spaces, and write \
                         [{label}](../documents/{name}); or keep only the words: {label}."
                    )
                })
            }
            Slip::Space if address.contains("://") => (
                "its address has a space in it",
                format!("Write %20 for each space: [{label}]({}).", address.replace(' ', "%20")),
            ),
            Slip::Space => {
                let (renaming, address) = without_spaces(address, self.origin);
                ("its address has a space in it", format!("{renaming} write [{label}]({address})."))
            }
            Slip::Gap => (
                "there is a space between its words and its address",
                format!("Write the two brackets one right after the other: [{label}]({address})."),
            ),
            Slip::Turned => (
                "its words and its address have each other’s brackets",
                format!("Write the words in square and the address in round brackets: [{label}]({address})."),
            ),
            Slip::Open => {
                ("the bracket after its address is missing", format!("Add the bracket: [{label}]({address})."))
            }
        };
        Finding::new(
            &BROKEN_LINK_SYNTAX,
            self.place(whole),
            format!("“{whole}” is not a link yet, because {because}."),
            fix,
        )
        .about(&shown_address(address))
    }

    /// The place of some words of this text; of the whole text when they are not found as they were typed.
    fn place(&self, words: &str) -> Place {
        let source = self.source.get(self.range.clone()).unwrap_or_default();
        let range = match source.find(words) {
            Some(start) => self.range.start + start..self.range.start + start + words.len(),
            None => self.range.clone(),
        };
        Place::new(self.origin.file, At::Bytes(self.origin.offset + range.start..self.origin.offset + range.end))
    }
}

/// Puts values in the place of their names.
pub(super) fn with_values(text: &str, values: &BTreeMap<String, Value>, place: &Place, made: &mut Markdown) -> String {
    let Markdown { used_values, findings, .. } = made;
    fill(text, |name| {
        let Some(value) = values.get(name) else {
            findings.push(unknown_value(name, values, place));
            return None;
        };
        used_values.insert(name.to_owned());
        Some(value.text.clone())
    })
}

/// The same in an address. A telephone number is written there as it is dialled, whatever spaces it is read with.
pub(super) fn address_with_values(
    address: &str,
    values: &BTreeMap<String, Value>,
    place: &Place,
    made: &mut Markdown,
) -> String {
    let filled = with_values(address, values, place, made);
    match filled.strip_prefix("tel:").filter(|_| filled != address) {
        Some(number) => format!("tel:{}", dialled(number)),
        None => filled,
    }
}

pub(super) fn unknown_value(name: &str, values: &BTreeMap<String, Value>, place: &Place) -> Finding {
    let fix = match nearest(name, values.keys().map(String::as_str)) {
        Some(known) => format!(
            "Change it to {{{{{known}}}}}, if it is what you mean, or add a line {name} = \"…\" to the section [values] of guide.toml."
        ),
        None => format!("Add a line {name} = \"…\" to the section [values] of guide.toml."),
    };
    Finding::new(&UNKNOWN_VALUE, place.clone(), format!("There is no value called “{name}”."), fix)
}

/// A link that was meant, and that Markdown takes for text without a word.
struct Meant<'a> {
    whole: &'a str,
    label: &'a str,
    address: &'a str,
    slip: Slip,
}

/// The slip that keeps it from being one.
enum Slip {
    /// `[words](address with spaces)`
    Space,
    /// `[words] (address)`
    Gap,
    /// `(words)[address]`
    Turned,
    /// `[words](address`
    Open,
}

impl<'a> Meant<'a> {
    /// The first such link of a text.
    fn find(text: &'a str) -> Option<Self> {
        let space = || Self::between(text, "](", ['[', ')'], Slip::Space);
        let gap = || Self::between(text, "] (", ['[', ')'], Slip::Gap);
        let turned = || Self::between(text, ")[", ['(', ']'], Slip::Turned);
        space().or_else(gap).or_else(turned).or_else(|| Self::open(text))
    }

    fn between(text: &'a str, middle: &str, [first, last]: [char; 2], slip: Slip) -> Option<Self> {
        let at = text.find(middle)?;
        let start = text[..at].rfind(first)?;
        let from = at + middle.len();
        let end = from + if last == ')' { closing_bracket(&text[from..]) } else { text[from..].find(last) }?;
        let address = &text[from..end];
        let is_meant = match slip {
            Slip::Space => address.contains(['/', '.', '#', '\\']) && address.contains(' '),
            _ => is_target(address),
        };
        let address = address.trim_start_matches('<').trim_end_matches('>');
        is_meant.then(|| Self { whole: &text[start..=end], label: &text[start + 1..at], address, slip })
    }

    fn open(text: &'a str) -> Option<Self> {
        let at = text.rfind("](").filter(|at| !text[*at..].contains(')'))?;
        let start = text[..at].rfind('[')?;
        let rest = &text[at + 2..];
        let address = rest.split_whitespace().next().filter(|_| !rest.starts_with(' '))?;
        let end = at + 2 + address.len();
        is_target(address).then(|| Self {
            whole: &text[start..end],
            label: &text[start + 1..at],
            address,
            slip: Slip::Open,
        })
    }
}

/// The bracket that closes an address: file names such as `Form (FINAL) v2.docx` have brackets of their own. The first one
/// there is, when one of the name's own is never closed.
fn closing_bracket(rest: &str) -> Option<usize> {
    let mut open = 0_usize;
    let belonging = rest.char_indices().find(|(_, sign)| match sign {
        '(' => {
            open += 1;
            false
        }
        ')' if open == 0 => true,
        ')' => {
            open -= 1;
            false
        }
        _ => false,
    });
    belonging.map(|(at, _)| at).or_else(|| rest.find(')'))
}

/// Whether a text can only be an address: of the web, of a mailbox, or of a file of a kind that guides link to.
pub(super) fn is_target(text: &str) -> bool {
    const KINDS: [&str; 6] = ["md", "html", "htm", "png", "jpg", "jpeg"];
    let file = text.split(['#', '?']).next().unwrap_or_default();
    let kind = file.rsplit_once('.').map(|(_, kind)| kind.to_lowercase()).unwrap_or_default();
    let is_address = text.contains("://") || text.starts_with("mailto:") || text.starts_with("tel:");
    !text.contains(char::is_whitespace) && (is_address || KINDS.contains(&kind.as_str()) || is_document_name(file))
}

/// Whether a file name has the ending of a document, and not of a page or picture.
fn is_document_name(name: &str) -> bool {
    const KINDS: [&str; 8] = ["pdf", "docx", "doc", "xlsx", "xls", "odt", "ods", "pptx"];
    name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind.to_lowercase().as_str()))
}

/// How a file gets a name without spaces, and the address that it then has. A document that is named without its folder can
/// only lie in the folder documents: nothing but pages is published from the folder of the pages.
fn without_spaces(address: &str, origin: Origin<'_>) -> (String, String) {
    let (path, rest) = address.split_at(address.find('#').unwrap_or(address.len()));
    let (folder, name) = path.split_at(path.rfind(['/', '\\']).map_or(0, |at| at + 1));
    let is_file = name.contains('.') && name.contains(' ');
    let is_document = is_file && folder.is_empty() && is_document_name(name);
    let up = "../".repeat(origin.file.folder().split('/').count());
    let folder = if is_document { format!("{up}documents/") } else { folder.to_owned() };
    let new_name = if is_file { file_name_for_the_web(name) } else { name.to_owned() };
    let renaming = if is_file {
        format!("Rename the file {name} to {new_name}, unless that is its name already, and")
    } else {
        "Take the spaces out of the names of its folders and of what stands behind #, and".to_owned()
    };
    (renaming, format!("{folder}{new_name}{rest}").replace(' ', "-"))
}

/// A drive, a server or a file on one computer: pointed brackets alone would not help.
fn is_on_one_computer(address: &str) -> bool {
    let is_drive = address.starts_with(|letter: char| letter.is_ascii_alphabetic()) && address[1..].starts_with(':');
    is_drive || address.starts_with("\\\\") || address.starts_with("file:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_at_the_bracket_that_belongs_to_it() {
        for (text, address) in [
            ("[](../documents/Referral Form (FINAL) v2.docx) and (more)", "../documents/Referral Form (FINAL) v2.docx"),
            ("[form](../documents/EP form.docx), see (there)", "../documents/EP form.docx"),
            ("[form](../documents/EP (form.docx) first", "../documents/EP (form.docx"),
        ] {
            assert_eq!(Meant::find(text).map(|meant| meant.address), Some(address), "{text}");
        }
    }
}
