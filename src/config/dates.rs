//! Dates as people write them, in any table: 2027-05-14, 14/05/2027, 14.5.27, 14 May 2027, 14-May-27.

use jiff::civil::Date;

/// The years that a guide can speak of. A year of two figures is one of this century.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2199;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The date that somebody wrote: the day before the month, as in Britain, or the year first.
pub fn date_of(text: &str) -> Option<Date> {
    let (year, month, day) = parts(text)?;
    Date::new(year, month, day?).ok()
}

/// What to write in place of a text that is no date.
pub fn date_fix(text: &str) -> String {
    let first_and_day = parts(text).and_then(|(year, month, day)| Some((Date::new(year, month, 1).ok()?, day)));
    match first_and_day {
        Some((first, None)) => format!("Add the day: write {first}, or whichever day is meant."),
        Some((first, Some(_))) => format!(
            "{} has {} days: write {}, or whichever day is meant.",
            first.strftime("%B %Y"),
            first.days_in_month(),
            first.last_of_month()
        ),
        None => "Write it as 2027-05-14 or as 14/05/2027.".to_owned(),
    }
}

/// Whether a text is meant to be a date, of a day that is missing or that no month has.
pub(super) fn is_nearly_date(text: &str) -> bool {
    date_of(text).is_none() && parts(text).is_some_and(|(year, month, _)| Date::new(year, month, 1).is_ok())
}

/// Year, month and day, as far as they are said.
fn parts(text: &str) -> Option<(i16, i8, Option<i8>)> {
    let words: Vec<&str> = text.split(['/', '.', '-', ' ', ',']).filter(|word| !word.is_empty()).collect();
    match *words.as_slice() {
        [year, month, day] if year.len() == 4 => Some((year_of(year)?, month_of(month)?, Some(day_of(day)?))),
        [day, month, year] if month_of(day).is_none() || day_of(day).is_some() => {
            Some((year_of(year)?, month_of(month)?, Some(day_of(day)?)))
        }
        [month, day, year] => Some((year_of(year)?, month_of(month)?, Some(day_of(day)?))),
        [month, year] if name_of_month(month).is_some() => Some((year_of(year)?, month_of(month)?, None)),
        _ => None,
    }
}

fn year_of(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    let year = if word.len() == 2 { year + 2000 } else { year };
    YEARS.contains(&year).then_some(year)
}

fn month_of(word: &str) -> Option<i8> {
    name_of_month(word).or_else(|| word.parse().ok())
}

fn name_of_month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(&word))?;
    i8::try_from(at + 1).ok()
}

/// `3`, `03`, `3rd`.
fn day_of(word: &str) -> Option<i8> {
    let figures = word.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
    let is_plain = matches!(&word[figures.len()..], "" | "st" | "nd" | "rd" | "th");
    figures.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_understood_however_it_is_written() {
        for text in [
            "2027-09-03",
            "3/9/27",
            "03/09/2027",
            "3.9.27",
            "3-9-27",
            "3 September 2027",
            "3rd Sept 2027",
            "03-Sep-27",
            "3 sep 2027",
            "September 3, 2027",
        ] {
            assert_eq!(date_of(text).map(|date| date.to_string()).as_deref(), Some("2027-09-03"), "{text}");
        }
        for text in ["3/9/0027", "3/9/1899", "31/6/2027", "2027-13-01", "Sept 2027", "soon", "", "2027", "1/2/3/4"] {
            assert_eq!(date_of(text), None, "{text}");
        }
    }

    #[test]
    fn what_to_write_is_told_in_their_own_date() {
        for (text, fix) in [
            ("31/6/2027", "June 2027 has 30 days: write 2027-06-30"),
            ("Sept 2027", "Add the day: write 2027-09-01"),
            ("soon", "Write it as 2027-05-14"),
            ("2027-13-01", "Write it as 2027-05-14"),
        ] {
            assert!(date_fix(text).starts_with(fix), "{text}: {}", date_fix(text));
        }
    }
}
