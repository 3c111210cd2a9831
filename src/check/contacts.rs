//! Email addresses and telephone numbers: are they written rightly, and do the words say the same as the link?

use std::collections::BTreeMap;

use super::CheckContext;
use crate::model::{Destination, Finding, Findings, Link, Owner, Rule, Severity};

/// An email address that cannot be one.
pub const BAD_EMAIL: Rule = Rule {
    code: "bad-email",
    severity: Severity::ShouldFix,
    name: "Email address not written correctly",
    finds: "A link to an email address that cannot be one, or whose words are another address than the link’s.",
    why: "Mail to it comes back or goes to somebody else, and the family or school waits for an answer.",
    fix: "Correct the address, in the link and in its words.",
    example: "[sen.team@aldermere.example](mailto:sen.team@aldermere)",
};

/// A telephone number that cannot be one.
pub const BAD_PHONE: Rule = Rule {
    code: "bad-phone",
    severity: Severity::ShouldFix,
    name: "Telephone number not written correctly",
    finds: "A link to a telephone number that cannot be dialled in the United Kingdom, whose words are another number than the \
            link’s, or a service that is given two numbers.",
    why: "People who tap the number reach nobody, or somebody else than those who read it aloud.",
    fix: "Correct the number, in the link and in its words: tel:+44, then the number without its first 0.",
    example: "[01632 960 101](tel:+44(0)1632960110)",
};

/// A person in an email address.
pub const NAMED_PERSON_IN_EMAIL: Rule = Rule {
    code: "named-person-in-email",
    severity: Severity::Note,
    name: "A person’s own mailbox",
    finds: "A link to an email address that seems to belong to one person.",
    why: "People leave, and mail to them is then read by nobody. A name on a public page also brings unwanted mail.",
    fix: "Use the mailbox of the team.",
    example: "mailto:a.sample@aldermere.example",
};

pub(super) fn bad_email(context: &CheckContext<'_>, findings: &mut Findings) {
    for (link, written) in emails(context) {
        let recipients: Vec<&str> = recipients(written).collect();
        let wrong = recipients.iter().find_map(|recipient| Some((*recipient, trouble_of_email(recipient)?)));
        let (what, fix) = if let Some((recipient, trouble)) = wrong {
            (
                format!("{} cannot be an email address: {trouble}.", quoted(recipient)),
                "Correct the address, such as mailto:sen.team@council.example.".to_owned(),
            )
        } else if let Some(said) = said_address(&link.label)
            && !recipients.iter().any(|recipient| recipient.eq_ignore_ascii_case(said))
        {
            (
                format!("The words say {said}, and the link writes to {}.", recipients.join(" and ")),
                "Write the right address in both places.".to_owned(),
            )
        } else {
            continue;
        };
        findings.push(Finding::new(&BAD_EMAIL, link.place.clone(), what, fix).about(&link.written));
    }
}

pub(super) fn named_person_in_email(context: &CheckContext<'_>, findings: &mut Findings) {
    for (link, written) in emails(context) {
        let person = recipients(written).find(|recipient| {
            recipient.split_once('@').is_some_and(|(mailbox, _)| super::persons::is_persons_mailbox(mailbox))
        });
        if let Some(person) = person {
            findings.push(
                Finding::new(
                    &NAMED_PERSON_IN_EMAIL,
                    link.place.clone(),
                    format!("{person} seems to be one person’s mailbox."),
                    "Use the mailbox of the team, which stays when people leave.",
                )
                .about(&link.written),
            );
        }
    }
}

fn emails<'a>(context: &CheckContext<'a>) -> impl Iterator<Item = (&'a Link, &'a str)> + use<'a> {
    context.graph.links().filter_map(|link| match &link.destination {
        Destination::Email(address) => Some((link, address.as_str())),
        _ => None,
    })
}

/// The recipients of a `mailto:` address (RFC 6068): those before `?`, and those after `to=`, `cc=` and `bcc=`.
fn recipients(written: &str) -> impl Iterator<Item = &str> {
    let (first, fields) = written.split_once('?').unwrap_or((written, ""));
    let more = fields.split('&').filter_map(|field| {
        let (name, value) = field.split_once('=')?;
        ["to", "cc", "bcc"].iter().any(|known| name.eq_ignore_ascii_case(known)).then_some(value)
    });
    // A share link has no recipient of its own; an address without any is told as empty.
    let first = (!first.trim().is_empty() || !fields.contains('=')).then_some(first);
    first.into_iter().chain(more).flat_map(|list| list.split(',')).map(str::trim)
}

/// Why this cannot be an email address, if so (RFC 5321, section 4.1.2, as far as mail servers accept it).
fn trouble_of_email(address: &str) -> Option<&'static str> {
    let Some((mailbox, host)) = address.rsplit_once('@') else {
        return Some(if address.is_empty() { "there is nothing after mailto:" } else { "it has no @" });
    };
    let is_sign = |sign: char| sign.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(sign);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if mailbox.is_empty() {
        Some("there is nothing before the @")
    } else if address.contains(char::is_whitespace) {
        Some("it has a space in it")
    } else if mailbox.contains('@') {
        Some("it has two @")
    } else if mailbox.len() > 64 || !mailbox.chars().all(is_sign) {
        Some("it has signs before the @ that no address has")
    } else if mailbox.starts_with('.') || mailbox.ends_with('.') || mailbox.contains("..") {
        Some("a full stop stands where none can stand")
    } else if !host.split('.').all(label) || !host.contains('.') {
        Some("what follows the @ is not a whole name, such as council.example")
    } else {
        let last = host.rsplit('.').next().unwrap_or_default();
        let is_ending = last.chars().count() >= 2 && last.chars().all(char::is_alphabetic) || last.starts_with("xn--");
        (!is_ending).then_some("it does not end as a name on the web does")
    }
}

/// The email address that is all of a link's words.
fn said_address(label: &str) -> Option<&str> {
    let label = label.trim().trim_end_matches('.');
    let label = label.strip_prefix("mailto:").unwrap_or(label);
    (label.contains('@') && !label.contains(char::is_whitespace)).then_some(label)
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "This".to_owned() } else { format!("“{text}”") }
}

pub(super) fn bad_phone(context: &CheckContext<'_>, findings: &mut Findings) {
    let mut services: BTreeMap<String, (&Link, String)> = BTreeMap::new();
    for link in context.graph.links() {
        let Destination::Phone(written) = &link.destination else { continue };
        let mut tell = |what: String, fix: String, earlier: Option<&Link>| {
            let finding = Finding::new(&BAD_PHONE, link.place.clone(), what, fix).about(&link.written);
            findings.push(match earlier {
                Some(earlier) => finding.see_also(earlier.place.clone()),
                None => finding,
            });
        };
        let number = match Number::of_link(written) {
            Ok(number) => number,
            Err(trouble) => {
                let fix = "Write tel:+44 and the number without its first 0, such as tel:+441632960101.";
                tell(format!("“{written}” cannot be dialled: {trouble}."), fix.to_owned(), None);
                continue;
            }
        };
        let said = numbers_in(&link.label);
        if let Some(other) = said.first().filter(|_| !said.contains(&number)) {
            let what = format!("The words say {}, and the link rings {}.", other.told(), number.told());
            tell(what, "Write the right number in both places.".to_owned(), None);
            continue;
        }
        let service = link.label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if !said.is_empty() || service.is_empty() || !matches!(link.id.owner, Owner::Page(_)) {
            continue;
        }
        match services.get(&service) {
            Some((earlier, known)) if *known != number.digits => {
                let what = format!("{} rings {} here and {known} elsewhere.", link.words(), number.told());
                tell(
                    what,
                    "Give one number to one service, or say what tells the two apart.".to_owned(),
                    Some(*earlier),
                );
            }
            Some(_) => {}
            None => drop(services.insert(service, (link, number.digits))),
        }
    }
}

/// A telephone number as it is dialled: in the country from its 0, to other countries from its +.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    digits: String,
}

impl Number {
    /// The number of a `tel:` address (RFC 3966), or why it is none.
    fn of_link(written: &str) -> Result<Self, &'static str> {
        let main = written.trim().split(';').next().unwrap_or_default();
        let (main, tail) = main.split_once([',', 'p', 'w', 'x']).unwrap_or((main, ""));
        let is_sign =
            |sign: char| sign.is_ascii_digit() || matches!(sign, '+' | ' ' | '-' | '.' | '(' | ')' | '\u{2011}' | '–');
        if main.trim().is_empty() {
            return Err("there is no number");
        }
        if !main.chars().all(is_sign)
            || !tail.chars().all(|sign| is_sign(sign) || matches!(sign, ',' | 'p' | 'w' | '#'))
        {
            return Err("it has letters or signs that no telephone has");
        }
        if main.starts_with('+') && main.replace(' ', "").contains("(0)") {
            return Err("the (0) after the country’s number is dialled too, which rings somebody else");
        }
        Self::of_text(main).ok_or("no number in the United Kingdom looks like that")
    }

    /// A number as people write it. `None` when there is no such number.
    fn of_text(text: &str) -> Option<Self> {
        let text = text.replace("(0)", "");
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let text = text.trim_start_matches([' ', '(']);
        let abroad = if text.starts_with('+') { Some(digits.as_str()) } else { digits.strip_prefix("00") };
        let digits = match abroad {
            Some(number) => match number.strip_prefix("44") {
                Some(national) if !national.starts_with('0') => format!("0{national}"),
                Some(_) => return None,
                None => return (8..=15).contains(&number.len()).then(|| Self { digits: format!("+{number}") }),
            },
            None => digits,
        };
        is_british(&digits).then_some(Self { digits })
    }

    /// The number as it is told.
    fn told(&self) -> &str {
        &self.digits
    }
}

/// Areas that still have numbers of ten figures. Everywhere else one has been lost in typing.
const SHORT_AREAS: [&str; 41] = [
    "01204", "01208", "01254", "01276", "01297", "01298", "01363", "01364", "01384", "01386", "01404", "01420",
    "01460", "01461", "01480", "01488", "01524", "01527", "01562", "01566", "01606", "01629", "01635", "01647",
    "01659", "01695", "01726", "01744", "01750", "01768", "01827", "01837", "01884", "01900", "01905", "01935",
    "01946", "01949", "01963", "01995", "016977",
];

/// Whether this is a number of the United Kingdom, from its 0 (Ofcom's National Telephone Numbering Plan), or a short one.
fn is_british(digits: &str) -> bool {
    const SHORT: [&str; 12] =
        ["999", "112", "111", "101", "105", "119", "159", "18000", "116000", "116006", "116111", "116117"];
    let length = digits.len();
    if SHORT.contains(&digits) || digits == "116123" || digits == "08001111" {
        return true;
    }
    match digits.as_bytes() {
        [b'0', b'1', second, ..] => {
            *second != b'0'
                && (length == 11 || (length == 10 && SHORT_AREAS.iter().any(|area| digits.starts_with(area))))
        }
        [b'0', b'2', second, ..] => matches!(second, b'0' | b'3' | b'4' | b'8' | b'9') && length == 11,
        [b'0', b'3', second, ..] => matches!(second, b'0' | b'3' | b'4' | b'7') && length == 11,
        [b'0', b'5', second, ..] => matches!(second, b'5' | b'6') && length == 11,
        [b'0', b'8', b'0', b'0', ..] => length == 11 || length == 10,
        [b'0', b'7'..=b'9', ..] => length == 11,
        _ => false,
    }
}

/// The numbers that a text says. An extension is none.
fn numbers_in(text: &str) -> Vec<Number> {
    let lower = text.to_lowercase();
    let end =
        ["ext", "option", "extension", " x"].iter().filter_map(|word| lower.find(word)).min().unwrap_or(lower.len());
    let text = lower.get(..end).unwrap_or_default();
    let is_sign = |sign: char| {
        sign.is_ascii_digit() || matches!(sign, '+' | ' ' | '\u{a0}' | '-' | '.' | '(' | ')' | '\u{2011}' | '–')
    };
    let runs = text.split(|sign: char| !is_sign(sign));
    let enough = |run: &&str| run.chars().filter(char::is_ascii_digit).count() >= 8;
    runs.filter(enough)
        .map(|run| {
            let digits = run.chars().filter(char::is_ascii_digit).collect();
            Number::of_text(run).unwrap_or(Number { digits })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_what_cannot_be_dialled() {
        for good in [
            "+441632960101",
            "01632 960 101",
            "+44-1632-960-101",
            "(01632) 960101",
            "0800 1111",
            "0808 157 0100",
            "999",
            "111",
            "+447700900123",
            "+35312345678",
            "020 7946 0000",
            "+441632960101;ext=12",
            "+441632960101,12",
            "016977 3456",
            "116123",
        ] {
            assert!(Number::of_link(good).is_ok(), "{good}");
        }
        for bad in [
            "+44(0)1632960101",
            "+4401632960101",
            "0163296010",
            "1632960101",
            "+44163296010112",
            "",
            "0800-SENHELP",
            "022 1234 5678",
        ] {
            assert!(Number::of_link(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn words_and_link_are_compared_as_dialled() {
        assert_eq!(numbers_in("Ring 01632 960 101 (option 2)"), [Number { digits: "01632960101".to_owned() }]);
        assert_eq!(numbers_in("+44 (0)1632 960101 ext 12"), [Number { digits: "01632960101".to_owned() }]);
        assert!(numbers_in("Ring SENDIASS, 9am to 5pm").is_empty());
    }

    #[test]
    fn email_addresses_are_told_from_slips() {
        for good in ["sen.team@aldermere.gov.uk", "a+b@x.example", "o'neil@a-b.example"] {
            assert_eq!(trouble_of_email(good), None, "{good}");
        }
        for bad in [
            "sen.team",
            "@a.example",
            "a@b",
            "a b@c.example",
            "a@@b.example",
            "a..b@c.example",
            "a@c.example.",
            "a@b_c.example",
            "a@1.2",
            "a@c,example",
        ] {
            assert!(trouble_of_email(bad).is_some(), "{bad}");
        }
        assert_eq!(recipients("a@x.example,b@x.example?subject=Hi&cc=c@x.example").count(), 3);
        assert_eq!(recipients("?subject=Hi&body=x").count(), 0);
    }
}
