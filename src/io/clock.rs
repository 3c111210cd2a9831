//! The clock: the only place that knows today's date.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Today, where the machine stands.
pub fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}

/// The time.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A time as people here read it: “4 September 2026, 14:05 BST”. One that cannot be read stays as it is.
pub fn time_words(time: &str) -> String {
    let words =
        |time: Timestamp| time.to_zoned_datetime(TimeZone::system()).strftime("%-d %B %Y, %H:%M %Z").to_string();
    time.parse::<Timestamp>().map_or_else(|_| time.to_owned(), words)
}
