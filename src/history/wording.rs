//! Text → [`Wording`]: a short digest of each sentence.

use crate::model::{Digest, Wording};

/// The wording of some text. Blanks and line ends count for nothing.
pub(super) fn wording(text: &str) -> Wording {
    let mut wording = Wording::default();
    add(&mut wording, text);
    wording
}

/// Adds text to a wording.
pub(super) fn add(wording: &mut Wording, text: &str) {
    wording.sentences.extend(text.lines().flat_map(sentences).map(|sentence| short(&sentence)));
}

/// The sentences of a line, roughly: a full stop, question mark or exclamation mark with a space behind it ends one.
fn sentences(line: &str) -> Vec<String> {
    let mut sentences = vec![String::new()];
    let mut is_over = false;
    for word in line.split_whitespace() {
        if is_over {
            sentences.push(String::new());
        }
        if let Some(last) = sentences.last_mut() {
            last.push_str(if last.is_empty() { "" } else { " " });
            last.push_str(word);
        }
        is_over = word.ends_with(['.', '?', '!']);
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn short(sentence: &str) -> u32 {
    let digest = Digest::of(sentence.as_bytes());
    digest.bytes().iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_are_alike_by_their_sentences() {
        let old = wording("Ask the team. They answer in\nfive days.  Send the form.");
        assert_eq!(old.sentences.len(), 4);
        assert_eq!(old, wording("Ask the team.\nThey answer in\r\nfive days. Send  the form."));
        let half = old.likeness(&wording("Ask the team. They answer in\nten days. Send a letter."));
        assert!((half - 0.5).abs() < 0.01, "{half}");
        assert!(wording("").likeness(&wording("")) < 0.01);
    }
}
