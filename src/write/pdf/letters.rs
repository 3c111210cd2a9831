//! Words of the guide as Typst string literals: the only way text gets into the markup, so that none of it is ever code.

use std::fmt::Write as _;

use super::world;

/// A string literal. Letters that no font can show are written as their number, and collected in `lost`.
pub(super) fn literal(words: &str, lost: &mut Vec<char>) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    text.push('"');
    for letter in words.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' | '\r' | '\t' => text.push(' '),
            letter if is_silent(letter) => {}
            letter => push_letter(letter, &mut text, lost),
        }
    }
    text.push('"');
    text
}

/// A string literal that keeps its line ends: text kept as typed.
pub(super) fn literal_lines(words: &str, lost: &mut Vec<char>) -> String {
    let lines: Vec<String> = words.trim_end().lines().map(|line| literal(&line.replace('\t', "    "), lost)).collect();
    if lines.is_empty() { "\"\"".to_owned() } else { lines.join(" + \"\\n\" + ") }
}

/// A string literal of a name or an address, which is never shown: nothing is left out.
pub(super) fn name(words: &str) -> String {
    let mut text = String::from("\"");
    for letter in words.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            letter if letter.is_control() => {
                let _ = write!(text, "\\u{{{:x}}}", u32::from(letter));
            }
            letter => text.push(letter),
        }
    }
    text + "\""
}

fn push_letter(letter: char, text: &mut String, lost: &mut Vec<char>) {
    if world::has_shape(letter) && !is_private(letter) {
        text.push(letter);
    } else if let Some(stand_in) = stand_in(letter) {
        text.push(stand_in);
    } else {
        lost.push(letter);
        let _ = write!(text, "[U+{:04X}]", u32::from(letter));
    }
}

/// Letters of Word's symbol fonts, which stand in the private area, as what they look like.
fn stand_in(letter: char) -> Option<char> {
    Some(match letter {
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => '•',
        '\u{f0a7}' | '\u{f06e}' => '▪',
        '\u{f0d8}' => '➢',
        '\u{f0e0}' | '\u{f0e8}' => '→',
        '\u{f0fc}' => '✓',
        '\u{f0fb}' => '✗',
        '\u{f06f}' | '\u{f0a8}' | '\u{f071}' | '\u{f072}' => '☐',
        '\u{f0fe}' => '☑',
        '\u{f0fd}' | '\u{f078}' => '☒',
        '\u{f02d}' => '–',
        '\u{f020}' => ' ',
        '\u{f021}'..='\u{f07e}' => char::from_u32(u32::from(letter) - 0xf000)?,
        _ => return None,
    })
    .filter(|letter| world::has_shape(*letter))
}

fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Letters without a shape of their own: joiners, marks of direction, soft hyphens, controls.
fn is_silent(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_become_code() {
        let mut lost = Vec::new();
        assert_eq!(literal("say \"#panic()\" \\ $x$ @ref", &mut lost), "\"say \\\"#panic()\\\" \\\\ $x$ @ref\"");
        assert_eq!(name("a\"b\u{7}"), "\"a\\\"b\\u{7}\"");
        assert!(lost.is_empty());
    }

    #[test]
    fn a_letter_without_a_shape_is_told() {
        let mut lost = Vec::new();
        assert_eq!(literal("tick \u{f0fc} \u{1f600}", &mut lost), "\"tick ✓ [U+1F600]\"");
        assert_eq!(lost, ['\u{1f600}']);
    }
}
