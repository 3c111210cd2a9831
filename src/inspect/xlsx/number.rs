//! Shows a number by a number format's code, such as `"£"#,##0.00` or `dd/mm/yyyy`.
//!
//! Dates and times are written in the guide's own style, whatever the code's order: “4 September 2026”, “9:30am”.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::super::grid::with_separators;

/// What a section of a code says.
#[derive(Debug, Default)]
struct Pattern {
    before: String,
    after: String,
    /// Figures before the point that are always shown.
    whole: usize,
    /// Figures after the point: always shown, and at most.
    decimals: (usize, usize),
    separators: bool,
    percent: bool,
    /// Commas at the end: one for thousands, two for millions.
    scale: i32,
    /// Whether there is a place for figures at all.
    has_figures: bool,
    date: DateParts,
}

/// Which parts of a date a code shows: a small set.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct DateParts(u8);

const DAY: u8 = 1;
const MONTH: u8 = 2;
const YEAR: u8 = 4;
const TIME: u8 = 8;
const ELAPSED: u8 = 16;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A number by a code, and whether it is a figure rather than a date.
pub(super) fn shown(number: f64, code: &str, dates_from_1904: bool) -> (String, bool) {
    if code.is_empty() || code.eq_ignore_ascii_case("general") || code == "@" {
        return (general(number), true);
    }
    let sections = sections(code);
    let (section, number) = match (sections.as_slice(), number) {
        ([_, negative, ..], number) if number < 0.0 => (*negative, -number),
        ([_, _, zero, ..], 0.0) => (*zero, number),
        ([first, ..], number) => (*first, number),
        ([], number) => return (general(number), true),
    };
    let pattern = Pattern::read(section);
    if pattern.date.0 != 0 {
        return match date_text(number, pattern.date, dates_from_1904) {
            Some(text) => (text, false),
            None => (general(number), true),
        };
    }
    (figures(number, &pattern, section), true)
}

/// A number without a format: as short as it can be told.
fn general(number: f64) -> String {
    if number.abs() >= 1e15 || (number != 0.0 && number.abs() < 1e-9) {
        return format!("{number:e}");
    }
    let text = format!("{number:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The sections of a code, parted by `;` outside quotation marks.
fn sections(code: &str) -> Vec<&str> {
    let mut quoted = false;
    let mut escaped = false;
    code.split(|character| {
        let parts = character == ';' && !quoted && !escaped;
        quoted ^= character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        parts
    })
    .collect()
}

impl Pattern {
    fn read(section: &str) -> Self {
        let mut pattern = Self::default();
        let mut after_point = false;
        let mut commas = 0;
        let mut characters = section.chars();
        while let Some(character) = characters.next() {
            match character {
                '"' => pattern.say(&characters.by_ref().take_while(|next| *next != '"').collect::<String>()),
                '\\' => pattern.say(&characters.next().map(String::from).unwrap_or_default()),
                // Room as wide as a character, and a character that fills the cell: both only look like something.
                '_' | '*' => drop(characters.next()),
                '[' => pattern.bracket(&characters.by_ref().take_while(|next| *next != ']').collect::<String>()),
                '0' | '#' | '?' => {
                    pattern.has_figures = true;
                    pattern.separators |= commas > 0 && !after_point;
                    commas = 0;
                    pattern.figure(character, after_point);
                }
                '.' if pattern.has_figures => after_point = true,
                ',' if pattern.has_figures => commas += 1,
                '%' => {
                    pattern.percent = true;
                    pattern.say("%");
                }
                'd' | 'D' => pattern.date.0 |= DAY,
                'y' | 'Y' => pattern.date.0 |= YEAR,
                'h' | 'H' | 's' | 'S' => pattern.date.0 |= TIME,
                // After hours and before seconds `m` means minutes; a month stands with a day or a year.
                'm' | 'M' => pattern.date.0 |= MONTH,
                'A' | 'P' | 'a' | 'p' | '/' | '@' | 'E' | 'e' => {}
                other => pattern.say(&other.to_string()),
            }
        }
        pattern.scale = commas;
        pattern
    }

    fn say(&mut self, words: &str) {
        if self.has_figures { self.after.push_str(words) } else { self.before.push_str(words) }
    }

    fn figure(&mut self, character: char, after_point: bool) {
        let always = usize::from(character == '0');
        if after_point {
            self.decimals = (self.decimals.0 + always, self.decimals.1 + 1);
        } else {
            self.whole += always;
        }
    }

    /// Brackets hold a colour, a condition, a currency as `[$£-809]`, or hours that go beyond a day.
    fn bracket(&mut self, content: &str) {
        if let Some(currency) = content.strip_prefix('$') {
            self.say(currency.split('-').next().unwrap_or_default());
        } else if matches!(content.to_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
            self.date.0 |= ELAPSED | TIME;
        }
    }
}

fn figures(number: f64, pattern: &Pattern, section: &str) -> String {
    let words = |middle: &str| format!("{}{middle}{}", pattern.before, pattern.after).trim().to_owned();
    if !pattern.has_figures || section.contains("E+") || section.contains("E-") {
        return if pattern.has_figures { general(number) } else { words("") };
    }
    let scaled = if pattern.percent { number * 100.0 } else { number } / 1000_f64.powi(pattern.scale);
    let most = pattern.decimals.1.min(15);
    let text = format!("{:.most$}", rounded(scaled.abs(), most));
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let kept = decimals.trim_end_matches('0').len().max(pattern.decimals.0.min(decimals.len()));
    let decimals = decimals.get(..kept).unwrap_or(decimals);
    let whole = format!("{whole:0>width$}", width = pattern.whole.min(30));
    let whole = if pattern.separators { with_separators(&whole) } else { whole };
    let point = if decimals.is_empty() { "" } else { "." };
    let is_zero = !text.contains(|figure| ('1'..='9').contains(&figure));
    let sign = if number < 0.0 && !is_zero { "-" } else { "" };
    format!("{sign}{}", words(&format!("{whole}{point}{decimals}")))
}

/// Rounded as Excel does: halves go up, and a number a hair below a half, for want of binary places, counts as one.
fn rounded(number: f64, decimals: usize) -> f64 {
    let shift = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let shifted = number * shift;
    if shifted < 1e15 { (shifted * (1.0 + 4.0 * f64::EPSILON)).round() / shift } else { number }
}

/// A day number as a date. `None` when it is out of the calendar.
fn date_text(number: f64, parts: DateParts, from_1904: bool) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&number) {
        return None;
    }
    // Seconds, rounded, so that a time just before midnight does not lose a minute.
    #[expect(clippy::cast_possible_truncation, reason = "the range was looked at above")]
    let seconds = (number * 86_400.0).round() as i64;
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    if parts.0 & ELAPSED != 0 {
        return Some(format!("{}:{:02}", seconds / 3600, seconds / 60 % 60));
    }
    let has_date = parts.0 & (DAY | YEAR) != 0 || parts.0 == MONTH;
    let time = (parts.0 & TIME != 0).then(|| time_text(second));
    if !has_date {
        return time;
    }
    let day = day_text(day_of(days, from_1904)?, parts);
    Some(match time {
        Some(time) => format!("{day}, {time}"),
        None => day,
    })
}

fn day_of(days: i64, from_1904: bool) -> Option<Date> {
    let start = if from_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
    // Excel believes that 1900 had a 29 February; before it every day is one off.
    let days = if !from_1904 && days < 60 { days + 1 } else { days };
    start.checked_add(days.days()).ok()
}

fn day_text(date: Date, parts: DateParts) -> String {
    let month =
        usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or("");
    match (parts.0 & DAY != 0, parts.0 & YEAR != 0) {
        (false, true) if parts.0 & MONTH == 0 => date.year().to_string(),
        (false, true) => format!("{month} {}", date.year()),
        (true, false) if parts.0 & MONTH != 0 => format!("{} {month}", date.day()),
        (false, false) => month.to_owned(),
        _ => format!("{} {month} {}", date.day(), date.year()),
    }
}

fn time_text(second: i64) -> String {
    let (hour, minute) = (second / 3600, second / 60 % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 { format!("{hour}{half}") } else { format!("{hour}:{minute:02}{half}") }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[track_caller]
    fn check(number: f64, code: &str, expected: &str) {
        assert_eq!(shown(number, code, false).0, expected, "{number} as {code}");
    }

    #[test]
    fn figures_look_as_in_excel() {
        check(0.1 + 0.2, "General", "0.3");
        check(1234.5, "#,##0.00", "1,234.50");
        check(-1234.5, "#,##0;[Red]-#,##0", "-1,235");
        check(6000.0, "\"£\"#,##0", "£6,000");
        check(-12.5, "[$£-809]#,##0.00", "-£12.50");
        check(1234.0, "_-\"£\"* #,##0.00_-;\\-\"£\"* #,##0.00_-;_-\"£\"* \"-\"??_-;_-@_-", "£1,234.00");
        check(1.005, "0.00", "1.01");
        check(0.125, "0%", "13%");
        check(0.125, "0.0%", "12.5%");
        check(7.0, "000", "007");
        check(2.5, "0.##", "2.5");
        check(3.0, "0 \"days\"", "3 days");
        check(1e20, "", "1e20");
    }

    #[test]
    fn dates_are_written_in_the_style_of_the_guide() {
        check(46_269.0, "dd/mm/yyyy", "4 September 2026");
        check(46_269.0, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "4 September 2026");
        check(46_269.0, "mmm-yy", "September 2026");
        check(46_269.395_833_333, "dd/mm/yyyy hh:mm", "4 September 2026, 9:30am");
        check(0.5, "h:mm AM/PM", "12pm");
        check(1.5, "[h]:mm", "36:00");
        check(1.0, "d mmmm yyyy", "1 January 1900");
        check(-1.0, "dd/mm/yyyy", "-1");
        assert_eq!(shown(0.0, "yyyy-mm-dd", true).0, "1 January 1904");
    }
}
