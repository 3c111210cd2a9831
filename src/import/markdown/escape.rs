//! Escapes the signs of a text that would mean something in Markdown where they stand.

use super::inlines::Setting;

/// What stands around a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// The sign before it; none at the start of a line.
    pub(super) before: Option<char>,
    /// The sign after it; none at the end of a line.
    pub(super) after: Option<char>,
    /// What kind of line it is in.
    pub(super) setting: Setting,
}

/// The text as Markdown has to have it here.
pub(super) fn escaped(text: &str, around: Around) -> String {
    let signs: Vec<char> = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    let mut told = String::with_capacity(text.len() + 8);
    let start = if around.before.is_none() && around.setting == Setting::Paragraph { opening(&signs) } else { None };
    for (at, sign) in signs.iter().copied().enumerate() {
        let before = if at == 0 { around.before } else { signs.get(at - 1).copied() };
        let after = signs.get(at + 1).copied().or(around.after);
        if sign == '{' && before == Some('{') {
            // Two of them would be the name of a value; a comment between them is nothing.
            told.push_str("<!-- -->{");
            continue;
        }
        let is_sign = match sign {
            '\\' | '`' | '*' | '[' | ']' | '~' | '|' => true,
            '_' => !(is_letter(before) && is_letter(after)),
            '<' => !after.is_some_and(|after| after == ' ' || after == '=' || after.is_ascii_digit()),
            '&' => is_entity(&signs[at + 1..]),
            '!' => at + 1 == signs.len() && around.after == Some('['),
            // After the call of a note these would make something else of it.
            ':' | '(' => at == 0 && around.before == Some(']'),
            '#' | '{' | '}' | '-' => around.setting == Setting::Heading && means_in_heading(sign, &signs, at),
            _ => false,
        };
        if is_sign || start == Some(at) {
            told.push('\\');
        }
        told.push(sign);
    }
    told
}

/// An address as it stands in round brackets.
pub(super) fn address(address: &str) -> String {
    let needs_points = address.is_empty() || address.contains([' ', '(', ')', '<', '>']);
    let mut told = String::with_capacity(address.len() + 2);
    let signs: Vec<char> = address.chars().filter(|sign| !sign.is_control()).collect();
    for (at, sign) in signs.iter().copied().enumerate() {
        match sign {
            '\\' | '<' | '>' => told.extend(['\\', sign]),
            '|' => told.push_str("%7C"),
            '{' if signs.get(at + 1) == Some(&'{') => told.push_str("%7B"),
            '&' if is_entity(&signs[at + 1..]) => told.push_str("&amp;"),
            _ => told.push(sign),
        }
    }
    if needs_points { format!("<{told}>") } else { told }
}

/// The longest run of a sign in a text.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
    text.split(|other| other != sign).map(|run| run.chars().count()).max().unwrap_or(0)
}

/// The sign that would make a list, a heading, a quotation, a line or a meaning of this line. Blanks before it count for
/// nothing.
fn opening(signs: &[char]) -> Option<usize> {
    let blanks = signs.iter().take_while(|sign| **sign == ' ').count();
    opening_after_blanks(&signs[blanks..]).map(|at| blanks + at)
}

fn opening_after_blanks(signs: &[char]) -> Option<usize> {
    let is_gap = |at: usize| signs.get(at).is_none_or(|sign| *sign == ' ');
    let first = *signs.first()?;
    let run = signs.iter().take_while(|sign| **sign == first).count();
    match first {
        '>' | ':' => Some(0),
        '#' if run <= 6 && is_gap(run) => Some(0),
        '-' | '+' if is_gap(1) => Some(0),
        '-' | '=' if is_gap(run) => Some(0),
        // Lines of three plus signs begin the facts of a page.
        '+' if run >= 3 => Some(0),
        '0'..='9' => {
            let figures = signs.iter().take_while(|sign| sign.is_ascii_digit()).count();
            let is_mark = matches!(signs.get(figures), Some('.' | ')')) && is_gap(figures + 1) && figures <= 9;
            is_mark.then_some(figures)
        }
        _ => None,
    }
}

/// A heading may end in marks of its own and in braces; two dashes would become a long one, and change its id.
fn means_in_heading(sign: char, signs: &[char], at: usize) -> bool {
    match sign {
        '#' => signs[at..].iter().all(|rest| *rest == '#'),
        '-' => signs.get(at + 1) == Some(&'-') || (at > 0 && signs[at - 1] == '-'),
        _ => true,
    }
}

/// Whether what follows makes an ampersand mean another sign.
fn is_entity(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|sign| sign.is_ascii_alphanumeric() || **sign == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

fn is_letter(sign: Option<char>) -> bool {
    sign.is_some_and(char::is_alphanumeric)
}
