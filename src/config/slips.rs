//! A line of TOML that cannot be read → what its writer did, and how the line should be, in words for who never heard of TOML.

use super::table::date_of;

/// A slip of the pen.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// What is wrong.
    pub(super) what: String,
    /// What to write.
    pub(super) fix: String,
}

/// Quotation marks as Word sets them.
const CURLY: [char; 6] = ['“', '”', '„', '‘', '’', '‚'];

impl Slip {
    fn new(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { what: what.into(), fix: fix.into() }
    }

    /// The slip in a line, of which the reader of TOML says this.
    pub(super) fn of(line: &str, message: &str) -> Self {
        let line = line.trim();
        let is_double = message.contains("duplicate");
        if line.starts_with('[') {
            return of_heading(line, is_double).unwrap_or_else(|| unknown(message));
        }
        if let Some((name, value)) = line.split_once('=') {
            let (name, value) = (name.trim(), value.trim());
            return of_setting(name, value, is_double).unwrap_or_else(|| unknown(message));
        }
        of_other(line).unwrap_or_else(|| unknown(message))
    }
}

fn unknown(message: &str) -> Slip {
    Slip::new(
        format!("This line cannot be understood: {}.", message.trim_end_matches('.').replace('\n', ", ")),
        "Write each setting as name = \"value\", with straight quotation marks and one setting a line.",
    )
}

fn of_heading(line: &str, is_double: bool) -> Option<Slip> {
    if is_double {
        return Some(Slip::new(
            format!("There are two parts with the heading {line}."),
            "Put the settings of both under one of them, each setting once, and take the other heading out.",
        ));
    }
    let name = line.trim_matches(['[', ']', ' ']);
    let is_open = !line.contains(']') && !name.is_empty();
    let closed = if line.starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") };
    is_open.then(|| Slip::new("The heading has no closing bracket.", format!("Write {closed}.")))
}

fn of_setting(name: &str, value: &str, is_double: bool) -> Option<Slip> {
    if is_double {
        let what = format!("“{name}” is set twice in this part.");
        return Some(Slip::new(what, "Take one of the two lines out."));
    }
    let bare = value.split('#').next().unwrap_or_default().trim();
    let write = |value: &str| format!("Write {name} = {value}.");
    if bare.is_empty() {
        let what = format!("Nothing is said after “{name} =”.");
        return Some(Slip::new(what, "Write the value between quotation marks, or take the line out."));
    }
    if let Some(date) = date_of(bare) {
        let what = "A date is written here with the year first and dashes, or between quotation marks.";
        return Some(Slip::new(what, write(&date.to_string())));
    }
    if let Some(truth) = truth(bare) {
        return Some(Slip::new(format!("“{bare}” is written {truth} here."), write(truth)));
    }
    if value.starts_with(CURLY) {
        let plain = value.trim_matches(CURLY).trim_matches('"');
        return Some(Slip::new("The quotation marks are curly ones, as Word sets them.", write(&quoted(plain))));
    }
    if value.starts_with(['[', '{']) {
        return None;
    }
    let Some(inside) = value.strip_prefix('"') else {
        let is_text = !value.starts_with('\'');
        let what = "Text stands between quotation marks.";
        return is_text.then(|| Slip::new(what, write(&quoted(bare.trim_matches('"')))));
    };
    if value.contains('\\') {
        let what = "A backslash \\ cannot stand between double quotation marks.";
        let fix = format!("Write {name} = {}, with single quotation marks.", value.replace('"', "'"));
        return Some(Slip::new(what, fix));
    }
    match inside.matches('"').count() {
        0 => {
            Some(Slip::new("The quotation mark at the end is missing.", write(&quoted(inside.trim_end_matches(CURLY)))))
        }
        1 => None,
        _ => {
            let what = "Quotation marks stand within quotation marks.";
            Some(Slip::new(what, write(&quoted(inside.trim_end_matches('"')))))
        }
    }
}

fn of_other(line: &str) -> Option<Slip> {
    if line.starts_with(['"', '\'']) {
        let what = "The entries of a list are not parted by commas.";
        return Some(Slip::new(what, "Put a comma at the end of each entry, between it and the next one."));
    }
    if let Some((name, value)) = line.split_once(':') {
        let what = "A setting has an equals sign, not a colon.";
        let value = value.trim().trim_matches('"');
        return Some(Slip::new(what, format!("Write {} = {}.", name.trim(), quoted(value))));
    }
    let is_words = line.chars().any(char::is_alphabetic);
    is_words.then(|| {
        Slip::new(
            "This line is no setting: it has no equals sign.",
            "Write it as name = \"value\". To keep it as a note for yourself, begin the line with #.",
        )
    })
}

/// Yes and no as people write them.
fn truth(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    }
}

/// Text between quotation marks that do not stand in it themselves.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{text}'") } else { format!("\"{text}\"") }
}

#[cfg(test)]
mod tests {
    use crate::config::read::BAD_CONFIG;
    use crate::config::table::TomlText;
    use crate::model::GuidePath;

    /// What is told of a text, with its fix.
    fn told(text: &str) -> (String, String) {
        let file = GuidePath::new("guide.toml").expect("a path");
        let text = TomlText { file: &file, offset: 0, text, rule: &BAD_CONFIG };
        let ((), findings) = text.read(|reader| {
            let _ = reader.texts("pages");
            for key in ["title", "date", "guide", "rehearsal"] {
                let _ = reader.text_at(key);
            }
        });
        let finding = findings.iter().next().expect("a finding");
        (finding.what.clone(), finding.fix.clone())
    }

    #[test]
    fn a_slip_is_told_with_the_line_as_it_should_be() {
        for (text, what, fix) in [
            ("title = “SENCO guide”", "curly ones", "Write title = \"SENCO guide\"."),
            ("title = “SENCO guide\"", "curly ones", "Write title = \"SENCO guide\"."),
            ("title = SENCO guide", "between quotation marks", "Write title = \"SENCO guide\"."),
            ("title = \"SENCO guide", "at the end is missing", "Write title = \"SENCO guide\"."),
            ("title = SENCO guide\"", "between quotation marks", "Write title = \"SENCO guide\"."),
            ("title = \"The \"new\" guide\"", "within quotation marks", "Write title = 'The \"new\" guide'."),
            ("title: SENCO guide", "not a colon", "Write title = \"SENCO guide\"."),
            ("title: \"SENCO guide\"", "not a colon", "Write title = \"SENCO guide\"."),
            ("title", "no equals sign", "Write it as name"),
            ("title =", "Nothing is said after", "take the line out"),
            ("title = \"a\"\ntitle = \"b\"", "“title” is set twice", "Take one of the two lines out"),
            ("date = 1 September 2026", "year first", "Write date = 2026-09-01."),
            ("rehearsal = Yes", "“Yes” is written true", "Write rehearsal = true."),
            ("[guide\ntitle = \"a\"", "no closing bracket", "Write [guide]."),
            ("[guide]\ntitle = \"a\"\n[guide]\n", "two parts with the heading [guide]", "each setting once"),
            ("pages = [\n  \"a.md\"\n  \"b.md\",\n]", "not parted by commas", "Put a comma at the end"),
            ("title = \"S:\\web\"", "A backslash", "Write title = 'S:\\web', with single"),
        ] {
            let told = told(text);
            assert!(told.0.contains(what) && told.1.contains(fix), "{text}: {told:?}");
        }
    }
}
