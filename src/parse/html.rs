//! The little raw HTML that a page may hold: comments, `<br>`, `<sub>`, `<sup>`, `<kbd>`, `<abbr title>`, `<a id>`.

use crate::model::{Finding, Inline, Place, Rule, Severity};

/// Raw HTML that is shown as text.
pub const RAW_HTML: Rule = Rule {
    code: "raw-html",
    severity: Severity::ShouldFix,
    name: "HTML in a page",
    finds: "An HTML tag other than the few that a guide needs.",
    why: "It cannot be carried to the PDF, and it can break the page's accessibility, so readers see the tag as text.",
    fix: "Write it in Markdown, or take it out.",
    example: "<font color=\"red\">Important</font>",
};

/// A piece of raw HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'a> {
    /// Text between tags.
    Text(&'a str),
    /// A comment.
    Comment,
    /// `<br>`.
    Break,
    /// `<a id>` or `<a name>`.
    Anchor(String),
    /// An opening tag that we understand.
    Open(Span),
    /// A closing tag of one that we understand: its name.
    Close(&'a str),
    /// Any other tag, as typed.
    Strange(&'a str),
}

/// A run of text that raw HTML marks.
#[derive(Debug, PartialEq)]
pub(super) enum Span {
    Sub,
    Sup,
    Kbd,
    Abbr(String),
}

impl Span {
    /// The tag's name.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Sub => "sub",
            Self::Sup => "sup",
            Self::Kbd => "kbd",
            Self::Abbr(_) => "abbr",
        }
    }

    /// The marked text.
    pub(super) fn around(self, content: Vec<Inline>) -> Inline {
        match self {
            Self::Sub => Inline::Subscript(content),
            Self::Sup => Inline::Superscript(content),
            Self::Kbd => Inline::Key(content),
            Self::Abbr(title) => Inline::Abbreviation { title, content },
        }
    }
}

/// Takes raw HTML apart.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        if start > 0 {
            pieces.push(Piece::Text(&rest[..start]));
        }
        rest = &rest[start..];
        let end =
            if rest.starts_with("<!--") { rest.find("-->").map(|at| at + 3) } else { rest.find('>').map(|at| at + 1) };
        let Some(end) = end else { break };
        pieces.push(piece(&rest[..end]));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

fn piece(tag: &str) -> Piece<'_> {
    if tag.starts_with("<!--") {
        return Piece::Comment;
    }
    let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    if let Some(name) = inner.strip_prefix('/') {
        let name = name.trim();
        let known = ["sub", "sup", "kbd", "abbr", "a"].contains(&name);
        return if known { Piece::Close(name) } else { Piece::Strange(tag) };
    }
    let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    match name.to_lowercase().as_str() {
        "br" => Piece::Break,
        "sub" => Piece::Open(Span::Sub),
        "sup" => Piece::Open(Span::Sup),
        "kbd" => Piece::Open(Span::Kbd),
        "abbr" => Piece::Open(Span::Abbr(attribute(attributes, "title").unwrap_or_default())),
        "a" if attribute(attributes, "href").is_none() => attribute(attributes, "id")
            .or_else(|| attribute(attributes, "name"))
            .map_or(Piece::Strange(tag), Piece::Anchor),
        _ => Piece::Strange(tag),
    }
}

/// The value of an attribute. Good for the handful of tags above; finished pages are read with a real HTML reader.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some((key, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => after[1..].split_once(quote)?,
            None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(value.to_owned());
        }
        rest = next;
    }
    None
}

pub(super) fn raw_html(tag: &str, place: Place) -> Finding {
    let short: String = tag.chars().take(40).collect();
    Finding::new(
        &RAW_HTML,
        place,
        format!("The HTML tag {short} is shown to readers as text."),
        "Write the same in Markdown, or take the tag out.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_few_tags_are_understood_and_the_rest_is_strange() {
        assert_eq!(pieces("<a id=\"top\">"), [Piece::Anchor("top".to_owned())]);
        assert_eq!(pieces("<br/><!-- x > y --><font>"), [Piece::Break, Piece::Comment, Piece::Strange("<font>")]);
        assert_eq!(pieces("<abbr title='Local Offer'>"), [Piece::Open(Span::Abbr("Local Offer".to_owned()))]);
    }
}
