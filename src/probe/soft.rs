//! Signs that a site shows something else in place of the page: a soft 404, or a wall against robots.

use super::follow::Trail;
use crate::io::Head;
use crate::model::{Substitute, WebAddress};

/// What titles and headings of pages say that are not there.
const NOT_FOUND: [&str; 26] = [
    "page not found",
    "page cannot be found",
    "page can't be found",
    "page can not be found",
    "page could not be found",
    "page couldn't be found",
    "page does not exist",
    "page doesn't exist",
    "page no longer exists",
    "page is no longer available",
    "page has been removed",
    "page not available",
    "page you requested",
    "page you were looking for",
    "page you are looking for",
    "page you're looking for",
    "can't find that page",
    "can't find the page",
    "couldn't find that page",
    "couldn't find the page",
    "cannot find the page",
    "content not found",
    "document not found",
    "file not found",
    "error 404",
    "404 error",
];

/// What a site says whose name is for sale.
const PARKED: [&str; 10] = [
    "domain is for sale",
    "domain name is for sale",
    "domain may be for sale",
    "buy this domain",
    "this domain is parked",
    "domain is parked",
    "domain parking",
    "parked free, courtesy of",
    "this domain has expired",
    "inquire about this domain",
];

/// Sites that sell names.
const SELLERS: [&str; 9] = [
    "hugedomains.com",
    "sedo.com",
    "sedoparking.com",
    "dan.com",
    "afternic.com",
    "parkingcrew.net",
    "bodis.com",
    "above.com",
    "domainmarket.com",
];

/// Sites that make long addresses short. What they lead to may well be a home page.
const SHORTENERS: [&str; 12] = [
    "bit.ly",
    "tinyurl.com",
    "t.co",
    "goo.gl",
    "ow.ly",
    "is.gd",
    "buff.ly",
    "lnkd.in",
    "aka.ms",
    "rebrand.ly",
    "tiny.cc",
    "shorturl.at",
];

/// What firewalls say when they take us for a harmful robot.
const WALL: [&str; 8] = [
    "captcha",
    "are you a robot",
    "not a robot",
    "bot detection",
    "automated requests",
    "automated access",
    "access denied",
    "request blocked",
];

/// Headers by which firewalls say that they spoke and not the site.
const WALL_HEADERS: [&str; 4] = ["cf-mitigated", "x-datadome", "x-sucuri-block", "x-amzn-waf-action"];

/// What stands in place of the page at the end of a trail that says it is fine.
pub(super) fn substitute(from: &WebAddress, trail: &Trail) -> Option<Substitute> {
    let sight = trail.end.as_ref().ok()?;
    let to = trail.hops.last().map(|hop| &hop.to.address);
    if sight.is_parked || to.is_some_and(|to| is_one_of(to.host(), &SELLERS)) {
        return Some(Substitute::Parked);
    }
    if let Some(to) = to {
        if is_sign_in(to) && !is_sign_in(from) {
            return Some(Substitute::SignIn { at: to.without_query().to_string() });
        }
        if is_not_found_page(to) {
            return Some(Substitute::NotFoundPage { says: to.without_query().to_string() });
        }
        if is_home(to) && !is_home(from) && !is_one_of(from.host(), &SHORTENERS) {
            return Some(Substitute::HomePage { at: to.to_string() });
        }
    }
    let says = sight.says_not_found.clone()?;
    Some(Substitute::NotFoundPage { says: says.chars().take(80).collect() })
}

/// Whether a title or heading says that there is no such page.
pub(super) fn says_not_found(words: &str) -> bool {
    let words = words.to_lowercase().replace('\u{2019}', "'");
    let begins = |with: &str| {
        words.strip_prefix(with).is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric()))
    };
    let alone = words.trim_matches(|letter: char| !letter.is_alphanumeric());
    NOT_FOUND.iter().any(|sign| words.contains(sign)) || begins("404") || begins("not found") || alone == "404"
}

/// Whether a page offers its site's name for sale.
pub(super) fn is_parked(text: &str) -> bool {
    let text = text.to_lowercase();
    // A page about names that are for sale is longer than an offer.
    text.len() < 8000 && PARKED.iter().any(|sign| text.contains(sign))
}

/// Whether the words are a firewall's.
pub(super) fn is_wall(text: &str) -> bool {
    let text = text.to_lowercase();
    WALL.iter().any(|sign| text.contains(sign))
}

/// Whether the headers are a firewall's.
pub(super) fn has_wall_header(head: &Head) -> bool {
    WALL_HEADERS.iter().any(|name| head.headers.contains_key(*name))
}

/// Whether a query may hold a secret that nobody of the guide wrote: then the address is told without it.
pub(super) fn has_secret(address: &WebAddress, written: &WebAddress) -> bool {
    let known: Vec<&str> = written.query().into_iter().flat_map(|query| query.split('&')).collect();
    let is_secret = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = name.to_ascii_lowercase();
        let says_so = [
            "token",
            "sig",
            "session",
            "sid",
            "key",
            "code",
            "state",
            "saml",
            "auth",
            "jwt",
            "password",
            "ticket",
            "secret",
            "nonce",
            "credential",
        ];
        !known.contains(&pair) && (value.len() > 40 || says_so.iter().any(|sign| name.contains(sign)))
    };
    address.query().is_some_and(|query| query.split('&').any(is_secret))
}

fn is_one_of(host: &str, list: &[&str]) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    list.iter().any(|name| host == *name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.')))
}

/// Whether an address is the top of its site: `/`, `/en/`, `/index.html`, `/home`.
fn is_home(address: &WebAddress) -> bool {
    let path = address.path().trim_matches('/').to_ascii_lowercase();
    let stem = path.split_once('.').map_or(path.as_str(), |(stem, _)| stem);
    let is_language = path.len() == 2 || (path.len() == 5 && path.as_bytes()[2] == b'-');
    address.query().is_none()
        && !path.contains('/')
        && (path.is_empty() || is_language || matches!(stem, "index" | "home" | "default" | "homepage" | "welcome"))
}

/// Whether an address is one to sign in at.
fn is_sign_in(address: &WebAddress) -> bool {
    let names = [
        "login",
        "log-in",
        "logon",
        "signin",
        "sign-in",
        "sign_in",
        "sso",
        "saml",
        "saml2",
        "adfs",
        "authenticate",
        "wp-login",
        "oauth2",
    ];
    let is_name =
        |part: &str| names.contains(&part.split('.').next().unwrap_or_default().to_ascii_lowercase().as_str());
    let hosts = ["login", "signin", "sso", "auth", "idp", "accounts", "adfs"];
    let first = address.host().split('.').next().unwrap_or_default();
    address.path().split('/').any(is_name) || hosts.contains(&first)
}

/// Whether an address says itself that it is a page for what is not there.
fn is_not_found_page(address: &WebAddress) -> bool {
    let last = address.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let stem = last.split('.').next().unwrap_or_default();
    matches!(
        stem,
        "404" | "404error" | "error404" | "error-404" | "notfound" | "not-found" | "page-not-found" | "pagenotfound"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::WebTarget;

    #[test]
    fn titles_that_say_not_found_are_told_from_others() {
        for words in [
            "Page not found - Aldermere Council",
            "404",
            "404 | Council",
            "Error 404",
            "Sorry, we can\u{2019}t find that page",
            "Not Found",
        ] {
            assert!(says_not_found(words), "{words}");
        }
        for words in
            ["SEN Support", "Form 404 guidance", "4040 schools", "What to do if a child is not found fit to attend", ""]
        {
            assert!(!says_not_found(words), "{words}");
        }
    }

    #[test]
    fn home_pages_and_sign_in_pages_are_known_by_their_address() {
        let address = |text: &str| WebTarget::new(text).expect("an address").address;
        for home in
            ["https://a.example/", "https://a.example/en/", "https://a.example/index.html", "https://a.example/en-gb"]
        {
            assert!(is_home(&address(home)), "{home}");
        }
        for deep in ["https://a.example/sen", "https://a.example/?p=12", "https://a.example/a/index.html"] {
            assert!(!is_home(&address(deep)), "{deep}");
        }
        for sign_in in ["https://a.example/account/login.aspx", "https://login.a.example/x", "https://a.example/SSO/x"]
        {
            assert!(is_sign_in(&address(sign_in)), "{sign_in}");
        }
        assert!(!is_sign_in(&address("https://a.example/blogging-in-schools")));
    }

    #[test]
    fn a_token_that_nobody_wrote_is_a_secret() {
        let address = |text: &str| WebTarget::new(text).expect("an address").address;
        let written = address("https://a.example/x?token=1");
        assert!(has_secret(&address("https://a.example/y?token=2"), &written));
        assert!(!has_secret(&address("https://a.example/y?token=1"), &written));
        assert!(!has_secret(&address("https://a.example/y?page=2"), &written));
    }
}
