//! What the web answered, in words: for findings, and for the evidence in `links.csv`.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::config::date_words;
use crate::model::{Absence, NotAsked, Substitute, Trouble, WebFact, WebFacts, WebVerdict};

/// What a verdict rests on: the answer and its day.
pub fn evidence(fact: &WebFact) -> String {
    let day = date_words(fact.day);
    match &fact.verdict {
        WebVerdict::Fine => format!("answered on {day}"),
        WebVerdict::Moved { to } => format!("answered on {day}, and has moved for good to {to}"),
        WebVerdict::Gone { how, since } => {
            format!("{} on {} and again on {day}", absence(*how), date_words(*since))
        }
        WebVerdict::Missing { how, since } => first_time(*how, *since),
        WebVerdict::Substitute(substitute) => format!("on {day} {}", substitute_words(substitute)),
        WebVerdict::NoSpot { spot } => format!("answered on {day}, but the page has no spot “{spot}”"),
        WebVerdict::TurnedAway { status } => {
            format!("on {day} the site turned the check away: {}; {}", status_words(*status), last_fine(fact.fine))
        }
        WebVerdict::Failing(trouble) => format!("on {day} {}; {}", trouble_words(trouble), last_fine(fact.fine)),
        WebVerdict::NotAsked(why) => format!("{}; {}", not_asked_words(why), last_fine(fact.fine)),
    }
}

/// How many addresses came out how, in a sentence.
pub fn summary(web: &WebFacts) -> String {
    let count = |wanted: fn(&WebVerdict) -> bool| web.facts.values().filter(|fact| wanted(&fact.verdict)).count();
    let counts = [
        (count(|verdict| *verdict == WebVerdict::Fine), "fine"),
        (count(|verdict| matches!(verdict, WebVerdict::Moved { .. })), "moved"),
        (count(is_dead), "dead"),
        (count(is_open), "could not be checked"),
    ];
    let told: Vec<String> =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}")).collect();
    match told.as_slice() {
        [] => "There are no outside addresses to ask.".to_owned(),
        told => format!("Outside addresses: {}.", told.join(", ")),
    }
}

/// Whether readers of the link do not get what it promises.
pub(super) fn is_dead(verdict: &WebVerdict) -> bool {
    matches!(verdict, WebVerdict::Gone { .. } | WebVerdict::Substitute(_) | WebVerdict::NoSpot { .. })
}

/// Whether nobody can say yet.
pub(super) fn is_open(verdict: &WebVerdict) -> bool {
    !is_dead(verdict) && !verdict.is_fine()
}

/// “answered ‘not found’ for the first time on …; checked again from …”.
pub(super) fn first_time(how: Absence, since: Date) -> String {
    let again = since.checked_add(1.day()).unwrap_or(since);
    format!("{} for the first time on {}; checked again from {}", absence(how), date_words(since), date_words(again))
}

/// How it showed that an address is not there.
pub(super) fn absence(how: Absence) -> &'static str {
    match how {
        Absence::NotFound => "answered “not found” (404)",
        Absence::TakenAway => "answered that the page was taken away for good (410)",
        Absence::NoSuchSite => "led to no site, because there was none of that name,",
    }
}

fn substitute_words(substitute: &Substitute) -> String {
    match substitute {
        Substitute::HomePage { at } => format!("it led to the home page {at} in place of the page"),
        Substitute::NotFoundPage { says } => format!("its page said “{says}”"),
        Substitute::Parked => "the name of its site was for sale".to_owned(),
        Substitute::SignIn { at } => format!("it asked readers to sign in at {at}"),
    }
}

/// What a status means to a reader.
pub(super) fn status_words(status: u16) -> String {
    let words = match status {
        401 => "it asks for a password",
        403 => "it refuses access",
        404 => "a firewall answered in its place",
        405 | 406 => "it does not answer programs like this one",
        407 => "the network's proxy asks for a password",
        408 => "it took too long",
        429 => "it had too many requests",
        451 => "it withholds the page for legal reasons",
        500 => "it has a fault of its own",
        502..=504 => "it is overloaded or being worked on",
        999 => "it refuses programs",
        400..=499 => "it did not accept the request",
        _ => "it answered in a way that no browser would understand",
    };
    format!("{words} ({status})")
}

/// What went wrong, with the site as its subject.
pub(crate) fn trouble_words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::UnknownName => "its name was not found, and no other site answered either".to_owned(),
        Trouble::NameService => "its name could not be looked up".to_owned(),
        Trouble::NoConnection => "no connection to it came about".to_owned(),
        Trouble::TooSlow => "it did not answer in time".to_owned(),
        Trouble::CutOff => "it broke off in the middle of its answer".to_owned(),
        Trouble::Certificate(reason) => format!("its security certificate is not to be trusted: {reason}"),
        Trouble::NotTheWeb => "it answered, but not as a website does".to_owned(),
        Trouble::Proxy => "this network's proxy let nothing through to it".to_owned(),
        Trouble::Circle => "it sent us round in a circle".to_owned(),
        Trouble::TooManyRedirects => "it sent us on more than ten times".to_owned(),
        Trouble::RedirectElsewhere => "it sent us on to something that is no web address".to_owned(),
        Trouble::Private => "it leads into a private network, where nobody outside can follow".to_owned(),
        Trouble::Status(status) => status_words(*status),
    }
}

/// Why an address was not asked.
pub(super) fn not_asked_words(why: &NotAsked) -> String {
    match why {
        NotAsked::OutOfTime => "not asked, because the time for all addresses was up".to_owned(),
        NotAsked::Private => "not asked, because it lies on this computer or in a private network".to_owned(),
        NotAsked::Wrapped => {
            "not asked, because a mail filter has wrapped it, and asking would tell the filter so".to_owned()
        }
        NotAsked::Strange => "not asked, because it cannot be understood as a web address".to_owned(),
        NotAsked::SiteIsSilent(trouble) => {
            format!("not asked, because its site was in trouble: {}", trouble_words(trouble))
        }
        NotAsked::AskedToWait => {
            "not asked, because its site wanted to be left alone for longer than the check may take".to_owned()
        }
        NotAsked::SpotOutOfReach => {
            "the page answered, but the spot after # could not be looked for: the page is too long, broke off, or makes its spots by a script"
                .to_owned()
        }
    }
}

/// When an address was last fine.
pub(super) fn last_fine(fine: Option<Date>) -> String {
    fine.map_or_else(|| "not seen fine so far".to_owned(), |day| format!("last fine on {}", date_words(day)))
}
