//! An address on the web, taken apart and written the one way, so that two spellings of one address are one address.

use std::fmt::{self, Write as _};

/// An `http` or `https` address without its fragment and without credentials, as a browser would ask it (RFC 3986, 6.2).
///
/// Scheme and host are in lower case, the usual port is left out, `.` and `..` are gone from the path, and letters that
/// an address may not hold are percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WebAddress {
    scheme: Scheme,
    host: String,
    port: Option<u16>,
    /// Begins with `/`.
    path: String,
    query: Option<String>,
}

/// An address and the spot in it that a link means: what stands after `#`, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebTarget {
    /// The address.
    pub address: WebAddress,
    /// What stands after `#`; never empty.
    pub fragment: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Scheme {
    Http,
    Https,
}

impl WebTarget {
    /// Takes a whole address apart. `None` when it is no address that can be asked: no host, another scheme, a host with
    /// letters outside ASCII.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.split_once(':')?;
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            _ => return None,
        };
        Self::after_scheme(scheme, rest)
    }

    /// The target that `location` means when `base` answers with it (RFC 3986, 5.2). `None` when it leaves the web.
    pub fn joined(base: &WebAddress, location: &str) -> Option<Self> {
        let location = location.trim();
        if has_scheme(location) {
            return Self::new(location);
        }
        if location.starts_with("//") || location.starts_with("\\\\") {
            return Self::after_scheme(base.scheme, location);
        }
        let (rest, fragment) = split_fragment(location);
        let (path, query) = split_query(rest);
        let path = match path {
            "" => base.path.clone(),
            path if path.starts_with(['/', '\\']) => path.to_owned(),
            path => format!("{}/{path}", base.path.rsplit_once('/').map_or("", |(folder, _)| folder)),
        };
        let query = if rest.is_empty() { base.query.clone() } else { query.map(encoded) };
        Some(Self { address: WebAddress { path: plain_path(&path), query, ..base.clone() }, fragment })
    }

    fn after_scheme(scheme: Scheme, rest: &str) -> Option<Self> {
        let rest = rest.trim_start_matches(['/', '\\']);
        let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let (host, port) = match host_and_port.rsplit_once(':') {
            Some((host, "")) => (host, None),
            Some((host, port)) if !port.contains(']') => (host, Some(port.parse::<u16>().ok()?)),
            _ => (host_and_port, None),
        };
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        if !is_host(&host) {
            return None;
        }
        let (rest, fragment) = split_fragment(rest);
        let (path, query) = split_query(rest);
        let port = port.filter(|port| *port != scheme.usual_port());
        let address = WebAddress { scheme, host, port, path: plain_path(path), query: query.map(encoded) };
        Some(Self { address, fragment })
    }
}

impl WebAddress {
    /// The host, in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or_else(|| self.scheme.usual_port())
    }

    /// The path, beginning with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What stands after `?`.
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// The address without what stands after `?`: what may be told of an address that nobody of the guide wrote.
    #[must_use]
    pub fn without_query(&self) -> Self {
        Self { query: None, ..self.clone() }
    }

    /// The address with a spot in it.
    pub fn at(&self, fragment: Option<&str>) -> String {
        fragment.map_or_else(|| self.to_string(), |fragment| format!("{self}#{fragment}"))
    }
}

impl Scheme {
    fn usual_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
        };
        write!(f, "{scheme}://{}", self.host)?;
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        f.write_str(&self.path)?;
        self.query.as_ref().map_or(Ok(()), |query| write!(f, "?{query}"))
    }
}

/// A name, a number such as `127.0.0.1`, or one in brackets such as `[::1]` (RFC 3986, 3.2.2).
fn is_host(host: &str) -> bool {
    if let Some(number) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        let sign = |sign: char| sign.is_ascii_hexdigit() || matches!(sign, ':' | '.');
        return !number.is_empty() && number.chars().all(sign);
    }
    let letter = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '.' | '_');
    !host.is_empty() && host.chars().all(letter)
}

fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'))
    })
}

fn split_fragment(text: &str) -> (&str, Option<String>) {
    match text.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment.to_owned()).filter(|fragment| !fragment.is_empty())),
        None => (text, None),
    }
}

fn split_query(text: &str) -> (&str, Option<&str>) {
    text.split_once('?').map_or((text, None), |(path, query)| (path, Some(query)))
}

/// The path without `.` and `..`, encoded (RFC 3986, 5.2.4). A path never leads above the top.
fn plain_path(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    let mut ends_in_folder = true;
    for part in path.trim_start_matches('/').split('/') {
        ends_in_folder = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let folder = if ends_in_folder && !parts.is_empty() { "/" } else { "" };
    format!("/{}{folder}", encoded(&parts.join("/")))
}

/// Percent-encodes what an address may not hold, and nothing else: `%20` stays `%20`.
fn encoded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            all.push(char::from(byte));
        } else {
            let _ = write!(all, "%{byte:02X}");
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<String> {
        WebTarget::new(text).map(|target| target.address.at(target.fragment.as_deref()))
    }

    #[test]
    fn two_spellings_of_one_address_are_one() {
        for (written, plain) in [
            ("HTTPS://WWW.Gov.UK", "https://www.gov.uk/"),
            ("https://www.gov.uk:443/a/./b/../c/", "https://www.gov.uk/a/c/"),
            ("http://a.example:8080/x y?q=é#Top", "http://a.example:8080/x%20y?q=%C3%A9#Top"),
            ("https://user:secret@a.example/x", "https://a.example/x"),
            ("https://a.example/..", "https://a.example/"),
            ("https://a.example?q=1#", "https://a.example/?q=1"),
            ("http://[::1]:81/", "http://[::1]:81/"),
        ] {
            assert_eq!(told(written).as_deref(), Some(plain), "{written}");
        }
        for strange in [
            "https://",
            "http://::?/",
            "https://a[b/",
            "ftp://a.example/",
            "https://bücher.example/",
            "https://a.example:99999/",
            "x",
        ] {
            assert_eq!(told(strange), None, "{strange}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config {
            rng_seed: proptest::test_runner::RngSeed::Fixed(1),
            failure_persistence: None,
            ..proptest::test_runner::Config::default()
        })]

        #[test]
        fn any_text_is_taken_apart_or_refused_and_the_plain_form_stays_as_it_is(text in ".{0,60}", location in ".{0,40}") {
            for text in [text.clone(), format!("https://a.example/{text}"), format!("http://{text}/")] {
                let Some(target) = WebTarget::new(&text) else { continue };
                let plain = target.address.to_string();
                proptest::prop_assert_eq!(WebTarget::new(&plain).map(|target| target.address.to_string()), Some(plain));
                WebTarget::joined(&target.address, &location);
            }
        }
    }

    #[test]
    fn a_redirect_is_joined_to_the_address_that_gave_it() {
        let base = WebTarget::new("https://a.example/x/y?q=1").expect("an address").address;
        for (location, whole) in [
            ("https://b.example/z", Some("https://b.example/z")),
            ("//b.example/z", Some("https://b.example/z")),
            ("/z?k=2#s", Some("https://a.example/z?k=2#s")),
            ("z", Some("https://a.example/x/z")),
            ("../z", Some("https://a.example/z")),
            ("?k=2", Some("https://a.example/x/y?k=2")),
            ("#s", Some("https://a.example/x/y?q=1#s")),
            ("mailto:a@b.example", None),
        ] {
            let target = WebTarget::joined(&base, location);
            let joined = target.map(|target| target.address.at(target.fragment.as_deref()));
            assert_eq!(joined.as_deref(), whole, "{location}");
        }
    }
}
