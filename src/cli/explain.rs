//! `explain`: what a rule means.

use super::exit::Exit;
use super::terminal::Terminal;
use crate::config::nearest;
use crate::model::Rule;
use crate::report::text;
use crate::rules::{RULES, rule};

/// Explains one rule, or lists all.
pub(super) fn explain(code: Option<&str>, terminal: &Terminal) -> Exit {
    let Some(code) = code else {
        let lines: Vec<String> = RULES.iter().map(|rule| format!("{:<26} {}", rule.code, rule.name)).collect();
        terminal.tell(&format!("{}\n", lines.join("\n")));
        return Exit::Clean;
    };
    let named = || RULES.iter().copied().find(|rule| rule.name.eq_ignore_ascii_case(code));
    if let Some(rule) = rule(code).or_else(named) {
        terminal.tell(&explanation(rule));
        return Exit::Clean;
    }
    let hint = nearest(code, RULES.iter().map(|rule| rule.code))
        .map(|near| format!(" Do you mean {near}?"))
        .unwrap_or_default();
    terminal.progress(&format!("There is no rule “{code}”.{hint}\nFix: run explain without a rule to list them all."));
    Exit::Failed
}

fn explanation(rule: &Rule) -> String {
    // Each part hangs below its first word.
    let part = |name: &str, words: &str| text::wrapped(words, "      ").replacen("      ", &format!("{name:<6}"), 1);
    format!(
        "{} ({}, {})\n\n{}\n{}\n{}\n\nExample: {}\n",
        rule.name,
        rule.code,
        rule.severity.code(),
        part("What:", rule.finds),
        part("Why:", rule.why),
        part("Fix:", rule.fix),
        rule.example
    )
}
