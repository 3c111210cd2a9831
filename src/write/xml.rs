//! Text in XML.

/// Text as XML 1.0 may hold it between tags or in quotes (2.2 and 2.4): signs that it forbids are replaced.
pub(crate) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | ' '..='\u{FFFD}' | '\u{10000}'.. => escaped.push(letter),
            _ => escaped.push('\u{FFFD}'),
        }
    }
    escaped
}
