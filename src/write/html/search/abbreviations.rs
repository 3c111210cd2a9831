//! What the field's abbreviations stand for, as the glossary says: a search for either finds both.
//!
//! A meaning often begins with the words (“Designated clinical officer: links health services with schools”), and often
//! does not (“Free, impartial advice for families”). Only words whose first letters spell the abbreviation count.

use serde::Serialize;

use crate::write::html::glossary::{Glossary, is_abbreviation};

/// An abbreviation and the words it stands for.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Abbreviation {
    /// The letters.
    short: String,
    /// The words.
    long: String,
}

/// Small words that an abbreviation leaves out, or spells with their first letter.
const SMALL: [&str; 6] = ["and", "at", "for", "in", "of", "the"];

/// The abbreviations of the glossary whose words it gives.
pub(super) fn of(glossary: &Glossary) -> Vec<Abbreviation> {
    let mut found: Vec<Abbreviation> = glossary
        .terms
        .iter()
        .filter(|term| is_abbreviation(&term.name) && !term.name.contains(' '))
        .filter_map(|term| Some(Abbreviation { short: term.name.clone(), long: long_form(&term.name, &term.meaning)? }))
        .collect();
    found.sort_by(|one, two| one.short.cmp(&two.short));
    found
}

/// The words at the beginning of a meaning whose letters spell the abbreviation.
fn long_form(short: &str, meaning: &str) -> Option<String> {
    let letters: Vec<char> =
        short.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = meaning
        .split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '\'' | '’')))
        .filter(|word| !word.is_empty())
        .collect();
    let end = spelt_by(&letters, &words)?;
    (end > 1).then(|| words[..end].join(" "))
}

/// How many of the words spell the letters: each gives its first ones, a small word may give none.
fn spelt_by(letters: &[char], words: &[&str]) -> Option<usize> {
    if letters.is_empty() {
        return Some(0);
    }
    let (word, rest) = words.split_first()?;
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let shared = word.iter().zip(letters).take_while(|(one, two)| one == two).count();
    let least = usize::from(!SMALL.contains(&word.iter().collect::<String>().as_str()));
    (least..=shared).find_map(|given| Some(spelt_by(&letters[given..], rest)? + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_for_the_words_that_spell_them() {
        let cases = [
            ("AP", "Alternative provision: education arranged elsewhere.", Some("Alternative provision")),
            (
                "CAMHS",
                "Child and adolescent mental health services.",
                Some("Child and adolescent mental health services"),
            ),
            ("SALT", "Speech and language therapy.", Some("Speech and language therapy")),
            ("SENCO", "Special educational needs co-ordinator.", Some("Special educational needs co ordinator")),
            ("EBSA", "Emotionally based school avoidance.", Some("Emotionally based school avoidance")),
            ("SENDIASS", "Free, impartial advice for families.", None),
            ("NASENCO", "The older SENCO award.", None),
        ];
        for (short, meaning, expected) in cases {
            assert_eq!(long_form(short, meaning).as_deref(), expected, "{short}");
        }
    }
}
