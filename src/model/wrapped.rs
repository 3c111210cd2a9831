//! Addresses that a mail filter, a newsletter or a website has wrapped in an address of its own.
//!
//! Those of Outlook are the best known. The wrapped address stops working when the filter is changed, and its tail often
//! names the mailbox it was copied from: so it is unwrapped wherever it is told, and never shown as it was pasted.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// What was found in a wrapped address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwrapped {
    /// Who wrapped it, in words: “Facebook”.
    pub wrapper: &'static str,
    /// The address inside; none when only the wrapper's own server knows it.
    pub address: Option<String>,
    /// The wrapped address as it may be shown: without what may name a person.
    pub shown: String,
}

/// Wrappers within wrappers. More is a trick.
const DEEPEST: usize = 5;

/// How a wrapper keeps the address.
#[derive(Debug, Clone, Copy)]
enum Kept {
    /// As the value of one of these parameters, percent-encoded.
    Parameter(&'static [&'static str]),
    /// As the value of a parameter, in Base64.
    Base64(&'static str),
    /// As the value of `u`, as Proofpoint wrote it in its second version: `-3A` for `%3A` and `_` for `/`.
    Proofpoint2,
    /// Between `__` and `__;`, as Proofpoint writes it now.
    Proofpoint3,
    /// As a part of the path after this, percent-encoded.
    AfterPath(&'static str),
    /// Between `___` and `___`.
    BetweenLines,
    /// As the last part of the path, percent-encoded: `/token/https%3A%2F%2F…`.
    InPath,
    /// Only on the wrapper's server.
    Elsewhere,
}

/// A wrapper: its name in words, how its host ends, how its path begins, and how it keeps the address.
struct Wrapper(&'static str, &'static str, &'static str, Kept);

const WRAPPERS: &[Wrapper] = &[
    Wrapper("Outlook (SafeLinks)", "safelinks.protection.outlook.com", "/", Kept::Parameter(&["url"])),
    Wrapper("Outlook (SafeLinks)", "safelinks.protection.office365.us", "/", Kept::Parameter(&["url"])),
    Wrapper(
        "Teams (SafeLinks)",
        "statics.teams.cdn.office.net",
        "/evergreen-assets/safelinks",
        Kept::Parameter(&["url"]),
    ),
    Wrapper("Proofpoint", "urldefense.proofpoint.com", "/v1/", Kept::Parameter(&["u"])),
    Wrapper("Proofpoint", "urldefense.proofpoint.com", "/v2/", Kept::Proofpoint2),
    Wrapper("Proofpoint", "urldefense.proofpoint.com", "/v3/", Kept::Proofpoint3),
    Wrapper("Proofpoint", "urldefense.com", "/v3/", Kept::Proofpoint3),
    Wrapper("Proofpoint", "urldefense.us", "/v3/", Kept::Proofpoint3),
    Wrapper("Mimecast", "mimecastprotect.com", "/", Kept::Elsewhere),
    Wrapper("Mimecast", "mimecast.com", "/s/", Kept::Elsewhere),
    Wrapper("Barracuda", "linkprotect.cudasvc.com", "/url", Kept::Parameter(&["a"])),
    Wrapper("Sophos", "protection.sophos.com", "/", Kept::Base64("u")),
    Wrapper("Cisco", "secure-web.cisco.com", "/", Kept::InPath),
    Wrapper("Check Point", "protect.checkpoint.com", "/v2/", Kept::BetweenLines),
    Wrapper("Symantec", "clicktime.symantec.com", "/", Kept::Parameter(&["u"])),
    Wrapper("Trend Micro", "trendmicro.com", "/wis/clicktime", Kept::Parameter(&["url"])),
    Wrapper("Trellix", "protect2.fireeye.com", "/", Kept::Parameter(&["u"])),
    Wrapper("GovDelivery", "govdelivery.com", "/CL0/", Kept::AfterPath("/CL0/")),
    Wrapper("Amazon's mail service", "awstrack.me", "/L0/", Kept::AfterPath("/L0/")),
    Wrapper("Facebook", "l.facebook.com", "/l.php", Kept::Parameter(&["u"])),
    Wrapper("Facebook", "lm.facebook.com", "/l.php", Kept::Parameter(&["u"])),
    Wrapper("Facebook", "www.facebook.com", "/l.php", Kept::Parameter(&["u"])),
    Wrapper("Instagram", "l.instagram.com", "/", Kept::Parameter(&["u"])),
    Wrapper("LinkedIn", "www.linkedin.com", "/redir/redirect", Kept::Parameter(&["url"])),
    Wrapper("LinkedIn", "www.linkedin.com", "/safety/go", Kept::Parameter(&["url"])),
    Wrapper("YouTube", "www.youtube.com", "/redirect", Kept::Parameter(&["q"])),
    Wrapper("Reddit", "out.reddit.com", "/", Kept::Parameter(&["url"])),
];

/// The address inside a wrapped one, through as many wrappers as there are. `None` for an address that nobody wrapped.
pub fn unwrapped(address: &str) -> Option<Unwrapped> {
    let first = once(address.trim())?;
    let mut inner = first.address.clone();
    for _ in 0..DEEPEST {
        match inner.as_deref().and_then(once) {
            Some(next) => inner = next.address,
            None => break,
        }
    }
    Some(Unwrapped { address: inner, ..first })
}

/// The address as it may be shown: of a wrapped one only the host, of a folder on a computer not whose it is.
pub fn shown_address(address: &str) -> Cow<'_, str> {
    match unwrapped(address) {
        Some(found) => Cow::Owned(found.shown),
        None => without_user(address),
    }
}

/// `C:\Users\asample\forms` names a person: the folder that Windows and macOS keep for each user.
fn without_user(address: &str) -> Cow<'_, str> {
    let is_local = |rest: &str| !rest.contains("://") || rest.to_lowercase().starts_with("file:");
    let lower = address.to_lowercase();
    let found = ["\\users\\", "/users/", "/home/"].iter().find_map(|folder| Some(lower.find(folder)? + folder.len()));
    match found.filter(|at| is_local(address) && lower.len() == address.len() && address.is_char_boundary(*at)) {
        Some(at) if address.contains(':') || address.starts_with("\\\\") => {
            let end = address[at..].find(['/', '\\']).map_or(address.len(), |length| at + length);
            Cow::Owned(format!("{}…{}", &address[..at], &address[end..]))
        }
        _ => Cow::Borrowed(address),
    }
}

/// A text with every wrapped address in it unwrapped, so that no mailbox of a sender is told.
pub fn without_wrappers(text: &str) -> Cow<'_, str> {
    replaced(text, |found| found.address.unwrap_or(found.shown))
}

/// A text with every wrapped address in it cut to its host: a line of a page as a report may quote it.
pub fn shown_text(text: &str) -> Cow<'_, str> {
    replaced(text, |found| found.shown)
}

fn replaced(text: &str, words: impl Fn(Unwrapped) -> String) -> Cow<'_, str> {
    let mut told: Option<String> = None;
    let mut copied = 0;
    let mut from = 0;
    while let Some(at) = find_address(text, from) {
        let end = text[at..].find(ends_address).map_or(text.len(), |length| at + length);
        let end = at + text[at..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len();
        if let Some(found) = unwrapped(&text[at..end]) {
            let told = told.get_or_insert_default();
            told.push_str(&text[copied..at]);
            told.push_str(&words(found));
            copied = end;
        }
        from = end.max(at + 4);
    }
    match told {
        Some(told) => Cow::Owned(told + &text[copied..]),
        None => Cow::Borrowed(text),
    }
}

fn find_address(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.match_indices("://").find_map(|(at, _)| {
        let head = &rest[..at];
        let length = if ends_with_word(head, "https") { 5 } else { 4 };
        (length == 5 || ends_with_word(head, "http")).then_some(from + at - length)
    })
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.len().checked_sub(word.len()).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

fn ends_address(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '<' | '>' | '"' | '“' | '”' | ')' | ']' | '`')
}

fn once(address: &str) -> Option<Unwrapped> {
    let (scheme, rest) = address.split_once("://")?;
    if !(scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) {
        return None;
    }
    let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(at);
    let host = authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default().to_lowercase();
    let path = if tail.starts_with('/') { Cow::Borrowed(tail) } else { Cow::Owned(format!("/{tail}")) };
    let (wrapper, kept) = wrapper_of(&host, &path)?;
    let inner = kept.address(&path).map(|inner| inner.trim().to_owned()).filter(|inner| is_address(inner));
    // A search engine's own pages have the same host: without an address inside they are none of these.
    if inner.is_none() && matches!(kept, Kept::Parameter(_) | Kept::AfterPath(_)) && !is_mail_filter(wrapper) {
        return None;
    }
    // What only the wrapper's server knows is a number that tells nothing, and the one way to get there.
    let shown = match kept {
        Kept::Elsewhere => format!("https://{host}{}", path.split(['?', '#']).next().unwrap_or_default()),
        _ => format!("https://{host}/…"),
    };
    Some(Unwrapped { wrapper, address: inner, shown })
}

fn wrapper_of(host: &str, path: &str) -> Option<(&'static str, Kept)> {
    let is_google = host.strip_prefix("www.google.").is_some_and(|land| land.len() <= 6);
    if is_google && path.starts_with("/url?") {
        return Some(("Google", Kept::Parameter(&["q", "url"])));
    }
    let found = WRAPPERS.iter().find(|Wrapper(_, end, start, _)| {
        let is_host = host.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        is_host && path.starts_with(start)
    })?;
    Some((found.0, found.3))
}

/// Filters that write the recipient into the address: these are told even when no address is found in them.
fn is_mail_filter(wrapper: &str) -> bool {
    !matches!(
        wrapper,
        "Google"
            | "Facebook"
            | "Instagram"
            | "LinkedIn"
            | "YouTube"
            | "Reddit"
            | "GovDelivery"
            | "Amazon's mail service"
            | "Trend Micro"
    )
}

fn is_address(text: &str) -> bool {
    let start = |scheme: &str| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    (start("https://") || start("http://") || start("mailto:")) && !text.contains(char::is_whitespace)
}

impl Kept {
    fn address(self, path: &str) -> Option<String> {
        match self {
            Self::Parameter(names) => names.iter().find_map(|name| parameter(path, name)).map(|value| decoded(&value)),
            Self::Base64(name) => String::from_utf8(base64(&decoded(&parameter(path, name)?))?).ok(),
            Self::Proofpoint2 => Some(decoded(&parameter(path, "u")?.replace('-', "%").replace('_', "/"))),
            Self::Proofpoint3 => proofpoint3(path),
            Self::AfterPath(start) => Some(decoded(path.strip_prefix(start)?.split('/').next()?)),
            Self::BetweenLines => Some(path.split("___").nth(1)?.to_owned()),
            Self::InPath => Some(decoded(path.rsplit('/').next()?)),
            Self::Elsewhere => None,
        }
    }
}

/// The value of a parameter, as it stands.
fn parameter(path: &str, name: &str) -> Option<String> {
    let (_, query) = path.split_once('?')?;
    query.split('&').find_map(|part| {
        let (key, value) = part.trim_start_matches("amp;").split_once('=')?;
        key.eq_ignore_ascii_case(name).then(|| value.to_owned())
    })
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// `/v3/__https://www.gov.uk/a*b__;Kw!!…`: each `*` stands for the next letter of the Base64 text after `;`, and `**` with
/// a letter for as many of them as that letter says.
fn proofpoint3(path: &str) -> Option<String> {
    let inside = path.strip_prefix("/v3/__")?;
    let end = inside.rfind("__;")?;
    let letters = base64(inside[end + 3..].split('!').next()?)?;
    let mut letters = std::str::from_utf8(&letters).ok()?.chars();
    let mut address = String::new();
    let mut signs = inside[..end].chars().peekable();
    while let Some(sign) = signs.next() {
        if sign != '*' {
            address.push(sign);
        } else if signs.next_if_eq(&'*').is_some() {
            let count = BASE64.find(signs.next()?)? + 2;
            address.extend(letters.by_ref().take(count));
        } else {
            address.extend(letters.next());
        }
    }
    // Some mail programs take one of the two slashes for a slip.
    match address.split_once(":/") {
        Some((scheme, rest)) if !rest.starts_with('/') => Some(format!("{scheme}://{rest}")),
        _ => Some(address),
    }
}

const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64, in its usual form or in the one for addresses (RFC 4648, sections 4 and 5).
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0_u32);
    for sign in text.trim_end_matches('=').chars() {
        let sign = match sign {
            '+' => '-',
            '/' => '_',
            other => other,
        };
        held = (held << 6 | u32::try_from(BASE64.find(sign)?).ok()?) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xFF).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(address: &str) -> Option<String> {
        unwrapped(address).and_then(|found| found.address)
    }

    #[test]
    fn every_wrapper_gives_the_address_inside() {
        let cases = [
            (
                "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk%2Fsend&data=05%7C02%7Ca.b%40c.example%7C0",
                "https://www.gov.uk/send",
            ),
            (
                "https://urldefense.proofpoint.com/v1/url?u=http://www.bouncycastle.org/&k=oIvRg1",
                "http://www.bouncycastle.org/",
            ),
            (
                "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.gov.uk_a-2Db&d=DwMFaQ&r=xyz",
                "https://www.gov.uk/a-b",
            ),
            (
                "https://urldefense.com/v3/__https://google.com:443/search?q=a*test&gs=ps__;Kw!-612Flbf$",
                "https://google.com:443/search?q=a+test&gs=ps",
            ),
            (
                "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fwww.gov.uk%2fx&c=E,1,abc&typo=1",
                "https://www.gov.uk/x",
            ),
            (
                "https://eu-west-1.protection.sophos.com/?d=gov.uk&u=aHR0cHM6Ly93d3cuZ292LnVrL3NlbmQ=&i=xyz",
                "https://www.gov.uk/send",
            ),
            ("https://secure-web.cisco.com/1abc_-x/https%3A%2F%2Fwww.gov.uk%2Fsend", "https://www.gov.uk/send"),
            ("https://protect.checkpoint.com/v2/___https://www.gov.uk/send___.abc", "https://www.gov.uk/send"),
            (
                "https://links-1.govdelivery.com/CL0/https:%2F%2Fwww.gov.uk%2Fsend/1/0100abc/xyz=410",
                "https://www.gov.uk/send",
            ),
            ("https://www.google.com/url?q=https://www.gov.uk/send&sa=D", "https://www.gov.uk/send"),
            ("https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fwww.gov.uk%2Fsend", "https://www.gov.uk/send"),
            (
                "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.gov.uk%2Fsend%3Fa%3D1&h=AT0",
                "https://www.gov.uk/send?a=1",
            ),
            (
                "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fwww.gov.uk%2Fsend__%3B!!abc%24&data=x",
                "https://www.gov.uk/send",
            ),
        ];
        for (wrapped, address) in cases {
            assert_eq!(inner(wrapped).as_deref(), Some(address), "{wrapped}");
        }
    }

    #[test]
    fn what_nobody_wrapped_is_left_alone() {
        for address in [
            "https://www.gov.uk/send?url=https://x.example",
            "https://www.google.com/search?q=sen",
            "https://www.google.com/url",
            "https://www.linkedin.com/company/x",
            "https://www.mimecast.com/products/",
            "../documents/safelinks.protection.outlook.com",
            "mailto:a@safelinks.protection.outlook.com",
        ] {
            assert_eq!(unwrapped(address), None, "{address}");
        }
    }

    #[test]
    fn the_senders_mailbox_is_never_told() {
        let text = "See <https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk%2F&data=05|02|a.sample@c.example|1> and \
                    https://protect-eu.mimecast.com/s/AbC?domain=gov.uk, too.";
        assert_eq!(without_wrappers(text), "See <https://www.gov.uk/> and https://protect-eu.mimecast.com/s/AbC, too.");
        assert_eq!(without_wrappers("http://a http://b"), "http://a http://b");
        assert_eq!(shown_address("C:\\Users\\a.sample\\ep.docx"), "C:\\Users\\…\\ep.docx");
        assert_eq!(shown_address("file:///C:/Users/a.sample/ep.docx"), "file:///C:/Users/…/ep.docx");
        assert_eq!(shown_address("https://a.example/users/b"), "https://a.example/users/b");
    }
}
