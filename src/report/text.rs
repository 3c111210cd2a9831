//! The report at a terminal: a block a finding, 80 columns, readable without colour and by a screen reader.

use std::fmt::Write as _;

use super::quote::quoted;
use super::{Told, severity_words};
use crate::model::{Finding, Severity};

/// Whether the terminal shows colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// It does.
    On,
    /// It does not, or the reader asked for none.
    Off,
}

pub(crate) const WIDTH: usize = 80;

/// Renders the findings: must-fix first, so that ten minutes go to what matters; then the verdict.
pub fn render(told: &Told<'_>, colour: Colour) -> String {
    let mut text = String::new();
    for severity in Severity::ALL {
        for finding in told.findings.iter().filter(|finding| finding.severity == severity) {
            block(told, finding, colour, &mut text);
        }
    }
    let _ = writeln!(text, "{}", paint(&told.verdict(), worst(told), colour));
    let _ = writeln!(text, "{}", wrapped(&told.extent.words(), ""));
    text
}

fn block(told: &Told<'_>, finding: &Finding, colour: Colour, text: &mut String) {
    let place = told.place_words(&finding.place);
    let name = finding.rule.name;
    let gap = WIDTH.saturating_sub(name.chars().count() + place.chars().count());
    let painted = paint(name, Some(finding.severity), colour);
    if gap >= 2 {
        let _ = writeln!(text, "{painted}{}{place}", " ".repeat(gap));
    } else {
        let _ = writeln!(text, "{painted}\n{}", wrapped(&place, "  "));
    }
    let _ = writeln!(text, "{}", wrapped(&finding.what, "  "));
    let _ = writeln!(text, "{}", wrapped(&format!("Fix: {}", finding.fix), "  "));
    if let Some(quoted) = quoted(told, finding, WIDTH - 14) {
        let number = format!("{:>4}", quoted.line);
        let _ = writeln!(text, "  {number} │ {}", quoted.text);
        if let Some(mark) = quoted.mark {
            let carets = paint(&"^".repeat(mark.len()), Some(finding.severity), colour);
            let _ = writeln!(text, "  {} │ {}{carets}", " ".repeat(number.len()), " ".repeat(mark.start));
        }
    }
    for related in &finding.related {
        let _ = writeln!(text, "{}", wrapped(&format!("See also {}.", told.place_words(related)), "  "));
    }
    let _ = writeln!(text, "  {} · rule {}\n", severity_words(finding.severity).to_lowercase(), finding.rule.code);
}

fn worst(told: &Told<'_>) -> Option<Severity> {
    Severity::ALL.into_iter().find(|severity| told.findings.count(*severity) > 0)
}

/// Text in the colour of its severity; green when nothing is wrong.
fn paint(text: &str, severity: Option<Severity>, colour: Colour) -> String {
    let code = match (colour, severity) {
        (Colour::Off, _) => return text.to_owned(),
        (Colour::On, Some(Severity::MustFix)) => "1;31",
        (Colour::On, Some(Severity::ShouldFix)) => "1;33",
        (Colour::On, Some(Severity::Note)) => "1",
        (Colour::On, None) => "1;32",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// Words broken into lines of at most 80 columns, each with the indent.
pub fn wrapped(words: &str, indent: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words.split_whitespace() {
        let length = indent.len() + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && length > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        // What a terminal would take for a command stays out of it.
        line.extend(word.chars().filter(|letter| !letter.is_control()));
    }
    lines.push(line);
    lines.iter().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n")
}
