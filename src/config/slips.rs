//! A line of TOML that cannot be read → what its writer did, and how the line should be, in words for who never heard of TOML.

use super::dates::{date_fix, date_of, is_nearly_date};

/// A slip of the pen.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// What is wrong.
    pub(super) what: String,
    /// What to write.
    pub(super) fix: String,
    /// Whether it is that something is said a second time.
    pub(super) is_double: bool,
}

/// Quotation marks as Word sets them.
const CURLY: [char; 6] = ['“', '”', '„', '‘', '’', '‚'];

/// Numbers in words, from nought.
const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

impl Slip {
    fn new(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { what: what.into(), fix: fix.into(), is_double: false }
    }

    /// Something that was said before.
    fn double(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { is_double: true, ..Self::new(what, fix) }
    }

    /// The slip in a line, of which the reader of TOML says this.
    pub(super) fn of(line: &str, message: &str) -> Self {
        let line = line.trim();
        let is_double = message.contains("duplicate") || message.contains("extend");
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
    let name = line.trim_matches(['[', ']', ' ']);
    let in_brackets = |name: &str| if line.starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") };
    if is_double {
        let what = format!("There are two parts with the heading {line}.");
        let one = "put the settings of both under one of the headings, each setting once, and take the other one out";
        return Some(match name.split_once('.') {
            Some((part, _)) => Slip::double(
                what,
                format!("If they are two, give one another name, such as [{part}.test]. If they are one, {one}."),
            ),
            None => Slip::double(what, format!("Do this: {one}.")),
        });
    }
    if !line.contains(']') && !name.is_empty() {
        return Some(Slip::new("The heading has no closing bracket.", format!("Write {}.", in_brackets(name))));
    }
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().filter(|_| words.len() > 1)?;
    // “Help with guide” is the part help; a name of one's own keeps its words.
    let meant = if first.contains('.') { words.join("-") } else { (*first).to_owned() };
    Some(Slip::new("The heading of a part is one word, without spaces.", format!("Write {}.", in_brackets(&meant))))
}

fn of_setting(name: &str, value: &str, is_double: bool) -> Option<Slip> {
    if is_double {
        return Some(match name.rsplit_once('.') {
            Some((before, _)) => Slip::double(
                format!("“{name}” is set twice, or “{before}” has a value of its own beside it."),
                "Take one of the two lines out, or give one of them another name.",
            ),
            None => Slip::double(format!("“{name}” is set twice in this part."), "Take one of the two lines out."),
        });
    }
    let bare = value.split('#').next().unwrap_or_default().trim();
    let write = |value: &str| format!("Write {name} = {value}.");
    if let Some(rest) = value.strip_prefix('=') {
        return Some(Slip::new("There are two equals signs.", write(rest.trim_matches(['=', ' ']))));
    }
    let is_colour = value.starts_with('#') && value[1..].chars().all(|sign| sign.is_ascii_hexdigit());
    if is_colour && matches!(value.len(), 4 | 7) {
        return Some(Slip::new("A colour stands between quotation marks.", write(&quoted(value))));
    }
    if bare.is_empty() {
        let what = format!("Nothing is said after “{name} =”.");
        return Some(Slip::new(what, "Write the value between quotation marks, or take the line out."));
    }
    if let Some(date) = date_of(bare) {
        let what = "A date is written here with the year first and dashes, or between quotation marks.";
        return Some(Slip::new(what, write(&date.to_string())));
    }
    if is_nearly_date(bare) && name != "edition" {
        return Some(Slip::new(format!("“{bare}” is not a date."), date_fix(bare)));
    }
    if let Some(truth) = truth(bare) {
        return Some(Slip::new(format!("“{bare}” is written {truth} here."), write(truth)));
    }
    if value.starts_with(CURLY) {
        let plain = value.strip_prefix(CURLY).unwrap_or(value);
        let plain = plain.strip_suffix(CURLY).or_else(|| plain.strip_suffix('"')).unwrap_or(plain);
        return Some(Slip::new("The quotation marks are curly ones, as Word sets them.", write(&quoted(plain))));
    }
    if value.starts_with(['[', '{']) {
        return None;
    }
    if let Some(number) = NUMBERS.iter().position(|word| bare.eq_ignore_ascii_case(word)) {
        return Some(Slip::new("A number is written in figures.", write(&number.to_string())));
    }
    if let Some(inside) = value.strip_prefix('\'') {
        let plain = inside.trim_end_matches(['\'', '"', ',', ';', ' ']);
        let what =
            "The single quotation marks do not match: one stands at the beginning, one at the end, and none between.";
        return Some(Slip::new(what, write(&quoted(plain))));
    }
    let Some(inside) = value.strip_prefix('"') else {
        let what = "Text stands between quotation marks.";
        return Some(Slip::new(what, write(&quoted(bare.trim_matches('"')))));
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
        1 => {
            let (plain, _) = inside.split_once('"').filter(|(_, rest)| !rest.trim().is_empty())?;
            let what = "Something stands behind the closing quotation mark. A note of your own begins with #.";
            Some(Slip::new(what, write(&quoted(plain))))
        }
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
pub(super) fn truth(text: &str) -> Option<&'static str> {
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
    use crate::model::{At, Finding, GuidePath, Place};

    /// What is told of a text, with its fix.
    fn told(text: &str) -> (String, String) {
        let finding = finding(text);
        (finding.what, finding.fix)
    }

    fn finding(text: &str) -> Finding {
        let file = GuidePath::new("guide.toml").expect("a path");
        let text = TomlText { file: &file, offset: 0, text, rule: &BAD_CONFIG };
        let ((), findings) = text.read(|reader| {
            let _ = reader.texts("pages");
            for key in ["title", "date", "guide", "rehearsal"] {
                let _ = reader.text_at(key);
            }
            reader.pass_over_rest();
        });
        findings.iter().next().expect("a finding").clone()
    }

    #[test]
    fn what_is_said_twice_is_told_with_the_place_of_the_first() {
        for (text, first) in [
            ("# ours\n[publish.live]\nto = \"a\"\n[publish.live]\n", "[publish.live]"),
            ("title = \"a\"\n# more\ntitle=\"b\"", "title = \"a\""),
        ] {
            let finding = finding(text);
            let [Place { at: At::Bytes(place), .. }] = &finding.related[..] else { panic!("{finding:?}") };
            assert_eq!(&text[place.clone()], first);
        }
        assert!(finding("title = a").related.is_empty());
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
            ("[publish.live]\n[publish.live]\n", "two parts", "give one another name, such as [publish.test]"),
            ("[Help with guide]", "one word", "Write [help]."),
            ("[publish.Live Site]", "one word", "Write [publish.live-site]."),
            ("title = 'King's Lynn'", "do not match", "Write title = \"King's Lynn\"."),
            ("title = 'SENCO guide\"", "do not match", "Write title = \"SENCO guide\"."),
            ("title = \"SENCO guide\",", "behind the closing", "Write title = \"SENCO guide\"."),
            ("title = \"SENCO guide\" // ours", "note of your own begins with #", "Write title = \"SENCO guide\"."),
            ("pages = []\ntitle == \"SENCO guide\"", "two equals signs", "Write title = \"SENCO guide\"."),
            ("title = “SENCO “guide””", "curly ones", "Write title = \"SENCO “guide”\"."),
            ("brand = #003366", "between quotation marks", "Write brand = \"#003366\"."),
            ("keep = ten", "in figures", "Write keep = 10."),
            ("send = \"a\"\nsend.phone = \"b\"", "“send” has a value of its own", "another name"),
            ("date = 3.9.27", "year first", "Write date = 2027-09-03."),
            ("date = 31/6/2027", "is not a date", "write 2027-06-30"),
            ("date = Sept 2027", "is not a date", "write 2027-09-01"),
            ("pages = [\n  \"a.md\"\n  \"b.md\",\n]", "not parted by commas", "Put a comma at the end"),
            ("title = \"S:\\web\"", "A backslash", "Write title = 'S:\\web', with single"),
        ] {
            let told = told(text);
            assert!(told.0.contains(what) && told.1.contains(fix), "{text}: {told:?}");
        }
    }
}
