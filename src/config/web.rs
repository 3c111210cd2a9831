//! `[links]` of `guide.toml`, as far as it is about asking the web.

use std::time::Duration;

use super::table::TableReader;

/// How outside addresses are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebSettings {
    /// Whether addresses on this computer and in private networks are asked too.
    pub allow_private: bool,
    /// The least time between two requests to one host; zero for none.
    pub pace: Duration,
    /// The most time for all of them.
    pub budget: Duration,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self { allow_private: false, pace: Duration::from_secs(1), budget: Duration::from_mins(10) }
    }
}

/// The longest that a run may take, and the slowest pace: a day.
const DAY: f64 = 86_400.0;

pub(super) fn read(links: &mut TableReader<'_>) -> WebSettings {
    let usual = WebSettings::default();
    WebSettings {
        allow_private: links.flag("allow_private").unwrap_or(usual.allow_private),
        pace: read_pace(links).unwrap_or(usual.pace),
        budget: read_budget(links).unwrap_or(usual.budget),
    }
}

fn read_pace(links: &mut TableReader<'_>) -> Option<Duration> {
    let (text, at) = links.text_at("pace")?;
    let pace = pace(&text);
    if pace.is_none() {
        links.reject(
            at,
            "The pace is not a number of requests in a time.",
            "Write how many requests one site may get, such as \"1 per second\" or \"20 per minute\", or \"off\".",
        );
    }
    pace
}

fn read_budget(links: &mut TableReader<'_>) -> Option<Duration> {
    let (text, at) = links.text_at("budget")?;
    let budget = budget(&text);
    if budget.is_none() {
        links.reject(
            at,
            "The budget is not a time.",
            "Write how long asking the web may take in all, such as \"10 minutes\" or \"90 seconds\".",
        );
    }
    budget
}

/// `1 per second`, `20 per minute`, `off`.
fn pace(text: &str) -> Option<Duration> {
    let text = text.trim().to_lowercase();
    if text == "off" {
        return Some(Duration::ZERO);
    }
    let (number, unit) = text.split_once("per")?;
    let number: f64 = number.trim().parse().ok()?;
    let seconds = unit_seconds(unit.trim())? / number;
    (number > 0.0 && seconds <= DAY).then(|| Duration::from_secs_f64(seconds))
}

/// `10 minutes`, `90 seconds`, `1 hour`.
fn budget(text: &str) -> Option<Duration> {
    let text = text.trim().to_lowercase();
    let at = text.find(|letter: char| letter.is_alphabetic())?;
    let number: f64 = text[..at].trim().parse().ok()?;
    let seconds = number * unit_seconds(text[at..].trim())?;
    (seconds > 0.0 && seconds <= DAY).then(|| Duration::from_secs_f64(seconds))
}

fn unit_seconds(unit: &str) -> Option<f64> {
    match unit {
        "second" | "seconds" => Some(1.0),
        "minute" | "minutes" => Some(60.0),
        "hour" | "hours" => Some(3600.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paces_and_budgets_are_read_as_people_write_them() {
        assert_eq!(pace("1 per second"), Some(Duration::from_secs(1)));
        assert_eq!(pace("4 per second"), Some(Duration::from_millis(250)));
        assert_eq!(pace("20 per minute"), Some(Duration::from_secs(3)));
        assert_eq!(pace("off"), Some(Duration::ZERO));
        assert_eq!(budget("10 minutes"), Some(Duration::from_mins(10)));
        assert_eq!(budget("1 hour"), Some(Duration::from_hours(1)));
        assert_eq!(budget("0.5 seconds"), Some(Duration::from_millis(500)));
        for wrong in ["", "fast", "0 per second", "-1 per second", "1 per fortnight", "per second", "NaN per second"] {
            assert_eq!(pace(wrong), None, "{wrong}");
        }
        for wrong in ["", "10", "minutes", "-1 minutes", "0 seconds", "900 hours", "NaN minutes"] {
            assert_eq!(budget(wrong), None, "{wrong}");
        }
    }
}
