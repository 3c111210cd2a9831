//! `check --fix`: applies the certain repairs to the pages, shows each, and offers the likely ones.

use std::fmt::Write as _;
use std::path::Path;

use crate::io::{self, Failure};
use crate::upkeep::{Change, Fixes};

/// How much of a line is shown beside “before │ ”, in characters: a screen has 80.
const WIDTH: usize = 69;

/// Saves the changed pages and says what changed.
pub(super) fn apply(fixes: &Fixes, guide: &Path) -> Result<String, Failure> {
    for file in &fixes.files {
        io::save_file(&guide.join(file.path.as_str()), &file.bytes)?;
    }
    Ok(told(&fixes.changes))
}

fn told(changes: &[Change]) -> String {
    let mut told = String::new();
    for Change { place, line, before, after, rule } in changes {
        let _ = writeln!(told, "Changed {}, line {line} (rule {rule})", place.file);
        let _ = writeln!(told, "  before │ {}\n  after  │ {}\n", around(before, after), around(after, before));
    }
    told + &match changes.len() {
        0 => "Nothing could be put right for certain.\n\n".to_owned(),
        1 => "1 line was put right.\n\n".to_owned(),
        count => format!("{count} lines were put right.\n\n"),
    }
}

/// A line, cut to the part in which it differs from another.
fn around(line: &str, other: &str) -> String {
    let same = line.chars().zip(other.chars()).take_while(|(one, two)| one == two).count();
    let letters: Vec<char> = line.chars().collect();
    if letters.len() <= WIDTH {
        return line.to_owned();
    }
    let shown = WIDTH - 4;
    let start = same.saturating_sub(shown / 3).min(letters.len() - shown);
    let end = start + shown;
    let cut: String = letters[start..end].iter().collect();
    let before = if start > 0 { "… " } else { "" };
    let after = if end < letters.len() { " …" } else { "" };
    format!("{before}{}{after}", cut.trim())
}
