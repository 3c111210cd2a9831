//! The pictures of a `srcset` (WHATWG HTML, 4.8.4.2.3): addresses and sizes, parted by commas.

use std::ops::Range;

/// Where the addresses stand in the text.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b',') {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        if start == at {
            return found;
        }
        // A comma right behind an address ends the candidate; one within it belongs to it.
        let end = start + text[start..at].trim_end_matches(',').len();
        found.push(start..end);
        if end == at {
            let mut depth = 0_usize;
            while at < bytes.len() && (bytes[at] != b',' || depth > 0) {
                match bytes[at] {
                    b'(' => depth += 1,
                    b')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                at += 1;
            }
        }
    }
}
