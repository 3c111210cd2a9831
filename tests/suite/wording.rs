//! The words of every rule: whole sentences, plain British English, instructions that begin with a verb.

use std::collections::BTreeSet;

use senco_guide::rules::RULES;

#[test]
fn every_rule_speaks_plainly() {
    let banned = [
        "null",
        "parse",
        "href",
        "invalid",
        "simply",
        "just ",
        "e.g.",
        "i.e.",
        "etc",
        " url",
        "error",
        "click here",
        "please note",
        "color",
        "organiz",
    ];
    for rule in RULES {
        for text in [rule.finds, rule.why, rule.fix] {
            assert!(text.ends_with('.'), "{}: {text}", rule.code);
            let lower = text.to_lowercase();
            let found: Vec<_> = banned.iter().filter(|word| lower.contains(**word)).collect();
            let is_allowed = rule.code == "missing-page" || rule.code == "missing-document";
            assert!(found.is_empty() || (is_allowed && found == [&"error"]), "{}: {found:?} in {text}", rule.code);
        }
        assert!(!rule.example.is_empty() && !rule.name.ends_with('.'), "{}", rule.code);
    }
}

#[test]
fn every_fix_begins_with_a_verb() {
    let verbs = [
        "Add", "Ask", "Change", "Check", "Copy", "Correct", "Do", "Give", "Link", "Name", "Open", "Put", "Rename",
        "Save", "Shorten", "Take", "Use", "Write",
    ];
    for rule in RULES {
        let first = rule.fix.split_whitespace().next().unwrap_or_default();
        assert!(verbs.contains(&first), "{}: “{first}” in {}", rule.code, rule.fix);
    }
}

#[test]
fn codes_are_unique_and_in_kebab_case() {
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len());
    assert!(codes.iter().all(|code| code.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-')));
}
