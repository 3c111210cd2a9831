//! What kind of address a finished page has written, and which file it means.

use percent_encoding::percent_decode_str;

/// A kind of address (WHATWG URL, 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// Nothing at all.
    Empty,
    /// A file of the site: its path as written, which may be empty for the page itself, and what follows `#`.
    File { path: &'a str, fragment: Option<&'a str> },
    /// An address on the web.
    Web,
    /// An address of the web without a host.
    NoHost,
    /// What follows `mailto:`.
    Email(&'a str),
    /// What follows `tel:`.
    Phone(&'a str),
    /// Something that holds its own content, such as `data:`.
    Inline,
    /// A file on one computer, drive or server.
    LocalPath,
    /// A kind that no page needs.
    Unsafe(&'a str),
}

/// Says what kind of address a text is.
pub(super) fn classify(written: &str) -> Address<'_> {
    let text = written.trim_matches(|letter: char| letter.is_ascii_whitespace() || letter.is_control());
    if text.is_empty() {
        return Address::Empty;
    }
    if text.starts_with("\\\\") {
        return Address::LocalPath;
    }
    if let Some(rest) = text.strip_prefix("//") {
        return web(rest);
    }
    match scheme(text) {
        None => file(text),
        Some((scheme, rest)) => with_scheme(scheme, rest),
    }
}

fn with_scheme<'a>(scheme: &'a str, rest: &'a str) -> Address<'a> {
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if is("http") || is("https") {
        rest.strip_prefix("//").map_or(Address::NoHost, web)
    } else if is("mailto") {
        Address::Email(rest)
    } else if is("tel") || is("sms") {
        Address::Phone(rest)
    } else if is("data") || is("blob") || is("about") {
        Address::Inline
    } else if is("file") || scheme.len() == 1 {
        Address::LocalPath
    } else {
        Address::Unsafe(scheme)
    }
}

fn web(rest: &str) -> Address<'_> {
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if host.is_empty() || host.contains(char::is_whitespace) { Address::NoHost } else { Address::Web }
}

fn scheme(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))?;
    let is_scheme = end > 0 && text.as_bytes()[end] == b':' && text.as_bytes()[0].is_ascii_alphabetic();
    is_scheme.then(|| (&text[..end], &text[end + 1..]))
}

/// A query says nothing about which file it is.
fn file(text: &str) -> Address<'_> {
    let (path, fragment) = text.split_once('#').map_or((text, None), |(path, fragment)| (path, Some(fragment)));
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    Address::File { path, fragment }
}

/// The spot that a fragment names, without a text to look for (`:~:text=…`, the Text Fragments of the WICG); `None` when it
/// names the page or its top.
pub(super) fn spot(fragment: &str) -> Option<&str> {
    let spot = fragment.split(":~:").next().unwrap_or_default();
    (!spot.is_empty() && !spot.eq_ignore_ascii_case("top")).then_some(spot)
}

/// Writes the path that `path` means in a file of `folder` into `whole`: decoded, from the top of the site. A path that ends in
/// `/` keeps it. False when it leads out of the site.
pub(super) fn join(folder: &str, path: &str, whole: &mut String) -> bool {
    whole.clear();
    let decoded;
    let path = if path.contains(['%', '\\', '\n', '\r', '\t']) {
        // Browsers read a backslash as a slash, and drop line ends and tabs within an address.
        let text: String = path.chars().filter(|letter| !matches!(letter, '\n' | '\r' | '\t')).collect();
        let decoded_text = percent_decode_str(&text).decode_utf8_lossy().replace('\\', "/");
        decoded = decoded_text;
        decoded.as_str()
    } else {
        path
    };
    let from_top = path.strip_prefix('/');
    if from_top.is_none() {
        whole.push_str(folder);
    }
    let path = from_top.unwrap_or(path);
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match part {
            "" | "." => {}
            ".." => {
                if whole.is_empty() {
                    return false;
                }
                let parent = whole.rfind('/').unwrap_or(0);
                whole.truncate(parent);
            }
            _ => {
                if !whole.is_empty() {
                    whole.push('/');
                }
                whole.push_str(part);
            }
        }
        if is_last && matches!(part, "" | "." | "..") && !whole.is_empty() {
            whole.push('/');
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(folder: &str, path: &str) -> Option<String> {
        let mut whole = String::new();
        join(folder, path, &mut whole).then_some(whole)
    }

    #[test]
    fn every_kind_of_address_is_told_apart() {
        assert_eq!(classify(" a%20b.html?x=1#y "), Address::File { path: "a%20b.html", fragment: Some("y") });
        assert_eq!(classify("?x=1"), Address::File { path: "", fragment: None });
        assert_eq!(classify("HTTPS://a.example"), Address::Web);
        assert_eq!(classify("//a.example/x"), Address::Web);
        assert_eq!(classify("https:///x"), Address::NoHost);
        assert_eq!(classify("C:\\forms\\ep.docx"), Address::LocalPath);
        assert_eq!(classify("\\\\server\\forms"), Address::LocalPath);
        assert_eq!(classify("JavaScript:void(0)"), Address::Unsafe("JavaScript"));
        assert_eq!(classify("a/b:c.html"), Address::File { path: "a/b:c.html", fragment: None });
    }

    #[test]
    fn a_path_is_followed_from_its_folder_and_never_out_of_the_site() {
        assert_eq!(joined("a/b", "../c.html").as_deref(), Some("a/c.html"));
        assert_eq!(joined("a/b", "/c%20d.html").as_deref(), Some("c d.html"));
        assert_eq!(joined("a", "..").as_deref(), Some(""));
        assert_eq!(joined("a", "b/").as_deref(), Some("a/b/"));
        assert_eq!(joined("a", "b\\c.html").as_deref(), Some("a/b/c.html"));
        assert_eq!(joined("", "../c.html"), None);
        assert_eq!(joined("a", "%2e%2e/../c.html"), None);
    }

    #[test]
    fn texts_to_look_for_are_no_spot() {
        assert_eq!(spot("section:~:text=words"), Some("section"));
        assert_eq!((spot(":~:text=words"), spot("Top"), spot("")), (None, None, None));
    }
}
