//! Text made safe to stand in HTML.

use std::borrow::Cow;

/// Text that may stand between tags or inside a quoted attribute.
///
/// Control characters, which Word and Excel files may hold and HTML forbids, are dropped.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| !matches!(c, '&' | '<' | '>' | '"') && !is_forbidden(c);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    push_escaped(text, &mut safe);
    Cow::Owned(safe)
}

/// Adds text that may stand between tags or inside a quoted attribute.
pub(super) fn push_escaped(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c if is_forbidden(c) => {}
            c => html.push(c),
        }
    }
}

/// An outside address in which every character may stand in a link.
pub(super) fn outside_address(address: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const UNSAFE: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');
    utf8_percent_encode(address.trim(), UNSAFE).to_string()
}

/// Text that may stand as a part of a query or of an email's subject.
pub(super) fn query_part(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_an_editor_writes_becomes_markup() {
        assert_eq!(escape("a <b> & \"c\"\u{0}\u{7}"), "a &lt;b&gt; &amp; &quot;c&quot;");
        assert!(matches!(escape("plain words"), Cow::Borrowed(_)));
        assert_eq!(outside_address("https://a.example/b c?d=\"e\""), "https://a.example/b%20c?d=%22e%22");
    }
}
