//! The line that a finding is about, cut to what fits, with the place in it.

use std::ops::Range;

use super::Told;
use crate::model::{At, Finding, shown_text};

/// The longest line that is looked at as a whole, in bytes.
const LONGEST: usize = 64 * 1024;

/// A line of a file as a report quotes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The line, from 1.
    pub(super) line: usize,
    /// Its words. What a terminal would take for a command is left out.
    pub(super) text: String,
    /// The characters of `text` that the finding is about; none when it is about the whole line.
    pub(super) mark: Option<Range<usize>>,
}

/// Quotes the line of a finding in about `width` characters. None for places without lines, and for empty lines.
pub(super) fn quoted(told: &Told<'_>, finding: &Finding, width: usize) -> Option<Quoted> {
    let At::Bytes(range) = &finding.place.at else { return None };
    let file = told.sources.get(&finding.place.file)?;
    let line = file.position(range.start).line;
    let bounds = file.line_bounds(line)?;
    let first = range.start.clamp(bounds.start, bounds.end);
    let last = range.end.clamp(first, bounds.end);
    // A line can have ten million letters: then only those about the place are looked at. Four bytes are the most a letter has.
    let is_long = bounds.len() > LONGEST;
    let window = if is_long {
        first.saturating_sub(width * 4).max(bounds.start)..(first + width * 8).min(bounds.end)
    } else {
        bounds.clone()
    };
    let before = text(file.bytes.get(window.start..first)?);
    let about = text(file.bytes.get(first..last.min(window.end))?);
    let after = text(file.bytes.get(last.min(window.end)..window.end)?);
    let mut mark = before.chars().count()..before.chars().count() + about.chars().count();
    let whole = [before, about, after].concat();
    // What a mail filter wrote into an address may name a person. Without it the letters stand elsewhere.
    let shown = shown_text(&whole);
    if shown != whole {
        mark.end = mark.start;
    }
    let letters: Vec<char> = shown.chars().collect();
    mark = mark.start.min(letters.len())..mark.end.min(letters.len());
    let blank = |letter: &char| letter.is_whitespace();
    let from = letters.iter().position(|letter| !blank(letter))?;
    let to = letters.iter().rposition(|letter| !blank(letter))? + 1;
    let is_whole = window == bounds;
    if is_whole && to - from <= width {
        return Some(Quoted::cut(line, &letters, from..to, &mark, ["", ""]));
    }
    let latest = to.saturating_sub(width).max(from);
    let start = mark.start.saturating_sub(width / 4).clamp(from, latest);
    let end = (start + width).min(to);
    let heads = [
        if start > from || window.start > bounds.start { "… " } else { "" },
        if end < to || window.end < bounds.end { " …" } else { "" },
    ];
    Some(Quoted::cut(line, &letters, start..end, &mark, heads))
}

impl Quoted {
    fn cut(line: usize, letters: &[char], kept: Range<usize>, mark: &Range<usize>, ends: [&str; 2]) -> Self {
        let start = mark.start.clamp(kept.start, kept.end) - kept.start;
        let end = mark.end.clamp(kept.start, kept.end) - kept.start;
        let is_all = start == 0 && end == kept.len();
        let lead = ends[0].chars().count();
        let words: String = letters[kept].iter().collect();
        let words = words.trim_end();
        let mark = (!is_all && end > start).then_some(start + lead..end + lead);
        Self { line, text: format!("{}{words}{}", ends[0], ends[1]), mark }
    }

    /// The text before, in and after the mark.
    pub(super) fn parts(&self) -> [String; 3] {
        let letters: Vec<char> = self.text.chars().collect();
        let mark = self.mark.clone().unwrap_or(letters.len()..letters.len());
        [0..mark.start, mark.clone(), mark.end..letters.len()].map(|part| letters[part].iter().collect())
    }
}

/// Letters of a file as they may be shown.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
