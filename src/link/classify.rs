//! What kind of address a text is. Looks at the text alone, never at what is there.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A kind of address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// Nothing at all.
    Empty,
    /// A spot in the file that the link stands in.
    Here(Cow<'a, str>),
    /// A file, by a path relative to the one that the link stands in; both parts decoded.
    File { path: Cow<'a, str>, fragment: Option<Cow<'a, str>> },
    /// A path on the guide's own site, from its top: the link was written as the published address.
    OwnSite { path: Cow<'a, str>, fragment: Option<Cow<'a, str>> },
    /// An address on the Local Offer site: the path after `localoffer:`.
    LocalOffer(&'a str),
    /// An address on the web.
    Web(Cow<'a, str>),
    /// An email address, decoded, with `?subject=…` when given.
    Email(&'a str),
    /// A telephone number.
    Phone(&'a str),
    /// A file on one computer, drive or server.
    LocalPath,
    /// A scheme that no guide needs.
    Unsafe(&'a str),
    /// Meant as a web address, with a slip in `https`.
    Garbled,
}

/// Says what kind of address a text is. `site` is the guide's own address, ending in `/`.
pub(super) fn classify<'a>(written: &'a str, site: Option<&str>) -> Address<'a> {
    let text = written.trim();
    if text.is_empty() {
        return Address::Empty;
    }
    if let Some(fragment) = text.strip_prefix('#') {
        return Address::Here(decode(fragment));
    }
    if let Some(rest) = site.and_then(|site| strip_site(text, site)) {
        let (path, fragment) = split(rest);
        return Address::OwnSite { path, fragment };
    }
    if text.starts_with("\\\\") {
        return Address::LocalPath;
    }
    if let Some(rest) = text.strip_prefix("//") {
        // A web address that leaves its scheme open; or a share of a server with the slashes of the web.
        let host = rest.split('/').next().unwrap_or_default();
        return if host.contains('.') { Address::Web(Cow::Owned(format!("https:{text}"))) } else { Address::LocalPath };
    }
    if text.starts_with('?') {
        return Address::Here(text.split_once('#').map_or(Cow::Borrowed(""), |(_, fragment)| decode(fragment)));
    }
    match scheme(text) {
        None => {
            let (path, fragment) = split(text);
            Address::File { path: forward(path), fragment }
        }
        Some((scheme, rest)) => with_scheme(&scheme.to_lowercase(), scheme, rest, text),
    }
}

fn with_scheme<'a>(lower: &str, scheme: &'a str, rest: &'a str, text: &'a str) -> Address<'a> {
    match lower {
        "http" | "https" => Address::Web(Cow::Borrowed(text)),
        "mailto" => Address::Email(rest),
        "tel" => Address::Phone(rest),
        "localoffer" => Address::LocalOffer(rest),
        "file" => Address::LocalPath,
        _ if lower.len() == 1 => Address::LocalPath,
        _ if rest.starts_with("//") && is_slip(lower) => Address::Garbled,
        _ => Address::Unsafe(scheme),
    }
}

/// `htps`, `hhtp`: one letter too few, too many or wrong.
fn is_slip(scheme: &str) -> bool {
    ["http", "https"].iter().any(|meant| strsim::damerau_levenshtein(scheme, meant) == 1)
}

/// The scheme before the colon, and what follows. A colon after a `/` or `#` belongs to a path.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'));
    is_scheme.then_some((scheme, rest))
}

/// What follows the site's own address: host and scheme in any letter case, the path exactly.
fn strip_site<'a>(text: &'a str, site: &str) -> Option<&'a str> {
    let top = site.trim_end_matches('/');
    let head = text.get(..top.len())?;
    let path_at =
        top.find("://").and_then(|at| top[at + 3..].find('/').map(|slash| at + 3 + slash)).unwrap_or(top.len());
    let is_same = head[..path_at].eq_ignore_ascii_case(&top[..path_at]) && head[path_at..] == top[path_at..];
    let rest = &text[top.len()..];
    (is_same && (rest.is_empty() || rest.starts_with(['/', '#', '?']))).then(|| rest.trim_start_matches('/'))
}

/// Path and fragment, decoded. A query says nothing about which file it is.
fn split(text: &str) -> (Cow<'_, str>, Option<Cow<'_, str>>) {
    let (path, fragment) = text.split_once('#').map_or((text, None), |(path, fragment)| (path, Some(fragment)));
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    (decode(path), fragment.map(decode))
}

fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// Word on Windows writes `..\forms\ep.docx`.
fn forward(path: Cow<'_, str>) -> Cow<'_, str> {
    if path.contains('\\') { Cow::Owned(path.replace('\\', "/")) } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: Option<&str> = Some("https://localoffer.aldermere.example/senco-guide/");

    fn file<'a>(path: &'a str, fragment: Option<&'a str>) -> Address<'a> {
        Address::File { path: Cow::Borrowed(path), fragment: fragment.map(Cow::Borrowed) }
    }

    #[test]
    fn every_kind_of_address_is_told_apart() {
        assert_eq!(
            classify("../documents/EP%20form%20%232.docx#a%20b", SITE),
            file("../documents/EP form #2.docx", Some("a b"))
        );
        assert_eq!(classify("..\\forms\\ep.docx", SITE), file("../forms/ep.docx", None));
        assert_eq!(classify("mailto:a@b.example", SITE), Address::Email("a@b.example"));
        assert_eq!(classify("G:\\SEN\\forms", SITE), Address::LocalPath);
        assert_eq!(classify("\\\\server\\forms", SITE), Address::LocalPath);
        assert_eq!(classify("JavaScript:alert(1)", SITE), Address::Unsafe("JavaScript"));
        assert_eq!(classify("a/b:c.md", SITE), file("a/b:c.md", None));
        assert_eq!(classify("//www.gov.uk/send", SITE), Address::Web(Cow::Borrowed("https://www.gov.uk/send")));
        assert_eq!(classify("//server/forms", SITE), Address::LocalPath);
        assert_eq!(classify("htps://www.gov.uk", SITE), Address::Garbled);
        assert_eq!(classify("?a=b#c", SITE), Address::Here(Cow::Borrowed("c")));
    }

    #[test]
    fn the_published_address_leads_inward() {
        let own = |path: &'static str| Address::OwnSite { path: Cow::Borrowed(path), fragment: None };
        assert_eq!(
            classify("HTTPS://LocalOffer.aldermere.example/senco-guide/funding.html", SITE),
            own("funding.html")
        );
        assert_eq!(classify("https://localoffer.aldermere.example/senco-guide", SITE), own(""));
        let elsewhere = "https://localoffer.aldermere.example/senco-guide-old/";
        assert_eq!(classify(elsewhere, SITE), Address::Web(Cow::Borrowed(elsewhere)));
    }
}
