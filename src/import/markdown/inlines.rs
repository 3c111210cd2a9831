//! Inlines: text, links, pictures, stresses, notes, and the little HTML that a page may hold.

use super::Writer;
use super::escape::{Around, address, escaped, longest_run};
use super::stress::{first_sign, settled, stresses, without_stress};
use crate::model::{Inline, LinkOrdinal, plain_text};
use crate::parse::stress_signs;

/// The kind of line that text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// A paragraph: lines may begin and break in it.
    Paragraph,
    /// A heading: one line.
    Heading,
    /// A cell of a table.
    Cell,
}

/// What stands for a line to write on.
pub(super) const WRITING_LINE: &str = "______";

impl Writer<'_> {
    /// The inlines of one block, as its line.
    pub(super) fn line(&mut self, content: &[Inline], setting: Setting) -> String {
        let content = trimmed(content);
        let whole = self.line_of(&content, setting);
        if stresses(&content) < 2 {
            return whole;
        }
        // Marks that meet in the middle of words can be read in more ways than one. Where readers would see some of them, the
        // inner stresses go, and at last all.
        let plain = self.line_of(&without_stress(&content, 0), setting);
        let shows_none = |line: &String| stress_signs(line) == stress_signs(&plain);
        let outer = self.line_of(&without_stress(&content, 1), setting);
        [whole, outer].into_iter().find(shows_none).unwrap_or(plain)
    }

    fn line_of(&mut self, content: &[Inline], setting: Setting) -> String {
        let content = joined(&settled(content, None, None));
        let mut out = String::new();
        self.push(&content, setting, None, &mut out);
        out.trim_end_matches([' ', '\n']).to_owned()
    }

    fn push(&mut self, inlines: &[Inline], setting: Setting, after: Option<char>, out: &mut String) {
        for (at, inline) in inlines.iter().enumerate() {
            let after = inlines.get(at + 1).map_or(after, first_sign);
            self.push_one(inline, setting, after, out);
        }
    }

    fn push_one(&mut self, inline: &Inline, setting: Setting, after: Option<char>, out: &mut String) {
        match inline {
            Inline::Text(text) => self.push_text(text, setting, after, out),
            Inline::Blank(words) if words.is_empty() => self.push_text(WRITING_LINE, setting, after, out),
            Inline::Blank(words) => self.push_text(words, setting, after, out),
            Inline::Code(text) => push_code(text, setting, out),
            Inline::Strong(inner) => self.push_between("**", inner, "**", setting, after, out),
            Inline::Emphasis(inner) => self.push_between("*", inner, "*", setting, after, out),
            Inline::Struck(inner) => self.push_between("~~", inner, "~~", setting, Some('~'), out),
            Inline::Subscript(inner) => self.push_between("<sub>", inner, "</sub>", setting, Some('<'), out),
            Inline::Superscript(inner) => self.push_between("<sup>", inner, "</sup>", setting, Some('<'), out),
            Inline::Key(inner) => self.push_between("<kbd>", inner, "</kbd>", setting, Some('<'), out),
            Inline::Abbreviation { title, content } => {
                let open = format!("<abbr title=\"{}\">", title.replace('"', "”"));
                self.push_between(&open, content, "</abbr>", setting, Some('<'), out);
            }
            Inline::Link { link, content } => self.push_link(*link, content, setting, out),
            Inline::Image { link, alt } => {
                let file = self.links.get(link.0 as usize).cloned().unwrap_or_default();
                push_picture(alt, &file, setting, out);
            }
            Inline::Picture { picture, alt } => {
                let file = self.pictures.get(*picture).cloned().unwrap_or_default();
                push_picture(alt, &file, setting, out);
            }
            Inline::Anchor(id) => out.extend(["<a id=\"", &id.replace(['"', '<', '>', '|'], ""), "\"></a>"]),
            Inline::NoteCall(label) => {
                part_from_note(out);
                out.extend(["[^", label, "]"]);
            }
            Inline::TickBox(ticked) => out.push(if *ticked { '☑' } else { '☐' }),
            Inline::Break => out.push_str(match setting {
                Setting::Paragraph => "\\\n",
                Setting::Heading => " ",
                Setting::Cell => "<br>",
            }),
        }
    }

    #[expect(clippy::unused_self, reason = "one way for all that is pushed")]
    fn push_text(&mut self, text: &str, setting: Setting, after: Option<char>, out: &mut String) {
        let before = out.chars().next_back().filter(|sign| *sign != '\n');
        out.push_str(&escaped(text, Around { before, after, setting }));
    }

    fn push_between(
        &mut self,
        open: &str,
        inner: &[Inline],
        close: &str,
        setting: Setting,
        after: Option<char>,
        out: &mut String,
    ) {
        out.push_str(open);
        let after = if open.starts_with('*') { after.or(Some('*')) } else { after };
        self.push(inner, setting, after, out);
        out.push_str(close);
    }

    fn push_link(&mut self, link: LinkOrdinal, content: &[Inline], setting: Setting, out: &mut String) {
        let leads_to = self.links.get(link.0 as usize).cloned().unwrap_or_default();
        let words = plain_text(content);
        let is_plain = matches!(content, [Inline::Text(_)]) && !words.contains([' ', '<', '>', '|', '{', '\\']);
        if is_plain && words == leads_to && words.contains("://") {
            return out.extend(["<", &words, ">"]);
        }
        if is_plain && leads_to.strip_prefix("mailto:") == Some(words.as_str()) && is_mailbox(&words) {
            return out.extend(["<", &words, ">"]);
        }
        part_from_note(out);
        out.push('[');
        self.push(content, setting, Some(']'), out);
        out.extend(["](", &address(&leads_to), ")"]);
    }
}

/// Two square brackets on end would be one link: a comment between them is nothing.
fn part_from_note(out: &mut String) {
    if out.ends_with(']') && !out.ends_with("\\]") {
        out.push_str("<!-- -->");
    }
}

/// Whether Markdown takes these words between pointed brackets for a mailbox.
fn is_mailbox(words: &str) -> bool {
    let Some((name, host)) = words.split_once('@') else { return false };
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_');
    let parts_are_sound =
        host.split('.').all(|part| !part.is_empty() && !part.starts_with('-') && !part.ends_with('-'));
    !name.is_empty()
        && name.chars().all(is_plain)
        && host.chars().all(is_plain)
        && !host.contains('_')
        && parts_are_sound
}

fn push_code(text: &str, setting: Setting, out: &mut String) {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    let text = if setting == Setting::Cell { text.replace('|', "\\|") } else { text.to_owned() };
    out.extend([&fence, pad, &text, pad, &fence]);
}

fn push_picture(alt: &str, file: &str, setting: Setting, out: &mut String) {
    let alt = escaped(alt.trim(), Around { before: Some('['), after: Some(']'), setting });
    out.extend(["![", &alt, "](", &address(file), ")"]);
}

/// Without spaces and breaks at the ends.
fn trimmed(content: &[Inline]) -> Vec<Inline> {
    let is_gap = |inline: &Inline| match inline {
        Inline::Break => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let mut content: Vec<Inline> = content.to_vec();
    while content.last().is_some_and(is_gap) {
        content.pop();
    }
    let gaps = content.iter().take_while(|inline| is_gap(inline)).count();
    content.drain(..gaps);
    if let Some(Inline::Text(text)) = content.first_mut() {
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline::Text(text)) = content.last_mut() {
        *text = text.trim_end_matches(' ').to_owned();
    }
    content
}

/// Texts that meet are one text: what has to be escaped depends on what stands beside it.
fn joined(inlines: &[Inline]) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (joined.last_mut(), inline) {
            (Some(Inline::Text(text)), Inline::Text(more)) => text.push_str(more),
            _ => joined.push(inline.clone()),
        }
    }
    joined
}
