//! The addresses in a style sheet: `url(…)` and `@import "…"` (CSS Values 3, 3.4; CSS Cascade 5, 2).

use std::ops::Range;

/// Where the addresses stand in the text, without their quotation marks.
pub(super) fn addresses(css: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < css.len() {
        match css[at] {
            b'/' if css[at..].starts_with(b"/*") => at = end_of_comment(css, at + 2),
            b'u' | b'U' if begins(css, at, b"url(") && !is_name(css, at) => {
                let start = skip_blanks(css, at + 4);
                let range = match css.get(start) {
                    Some(quote @ (b'"' | b'\'')) => string(css, start + 1, *quote),
                    _ => bare(css, start),
                };
                at = range.end + 1;
                found.push(range);
            }
            b'@' if begins(css, at, b"@import") => {
                let start = skip_blanks(css, at + 7);
                at = start;
                if let Some(quote @ (b'"' | b'\'')) = css.get(start) {
                    let range = string(css, start + 1, *quote);
                    at = range.end + 1;
                    found.push(range);
                }
            }
            quote @ (b'"' | b'\'') => at = string(css, at + 1, quote).end + 1,
            _ => at += 1,
        }
    }
    found
}

fn begins(css: &[u8], at: usize, word: &[u8]) -> bool {
    css.get(at..at + word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word))
}

/// Whether the letter at `at` goes on a name, as the `u` of `my-url(`.
fn is_name(css: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| css[before].is_ascii_alphanumeric() || matches!(css[before], b'-' | b'_'))
}

fn skip_blanks(css: &[u8], at: usize) -> usize {
    at + css[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

fn end_of_comment(css: &[u8], at: usize) -> usize {
    css[at.min(css.len())..].windows(2).position(|pair| pair == b"*/").map_or(css.len(), |end| at + end + 2)
}

/// Up to the closing mark, or the end of the line, where a broken string ends.
fn string(css: &[u8], start: usize, quote: u8) -> Range<usize> {
    let mut end = start;
    while end < css.len() && css[end] != quote && css[end] != b'\n' {
        end += if css[end] == b'\\' { 2 } else { 1 };
    }
    start.min(css.len())..end.min(css.len())
}

fn bare(css: &[u8], start: usize) -> Range<usize> {
    let length = css[start.min(css.len())..].iter().take_while(|byte| **byte != b')' && !byte.is_ascii_whitespace());
    start..start + length.count()
}
