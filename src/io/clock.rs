//! The clock: the only place that knows today's date.

use jiff::civil::Date;

/// Today, where the machine stands.
pub fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}
