//! A web address taken apart (RFC 3986), as far as the checks look into it.

/// The parts of a web address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AddressParts<'a> {
    /// `http` or `https`, in lower case.
    pub(super) is_secure: bool,
    /// The host as written, without user and port.
    host: &'a str,
    /// The port, when the address names one.
    pub(super) port: Option<&'a str>,
    /// The path from its first `/`; may be empty.
    pub(super) path: &'a str,
    /// What stands between `?` and `#`.
    pub(super) query: Option<&'a str>,
}

impl<'a> AddressParts<'a> {
    /// Takes an address apart. `None` when it is not one of the web.
    pub(super) fn of(address: &'a str) -> Option<Self> {
        let (scheme, rest) = address.split_once("://")?;
        let is_secure = scheme.eq_ignore_ascii_case("https");
        if !(is_secure || scheme.eq_ignore_ascii_case("http")) {
            return None;
        }
        let rest = rest.split('#').next().unwrap_or_default();
        let (before_query, query) = rest.split_once('?').map_or((rest, None), |(head, query)| (head, Some(query)));
        let path_at = before_query.find('/').unwrap_or(before_query.len());
        let (authority, path) = before_query.split_at(path_at);
        let host = authority.rsplit('@').next().unwrap_or_default();
        let (host, port) = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|figure| figure.is_ascii_digit()) => (name, Some(port)),
            _ => (host, None),
        };
        Some(Self { is_secure, host: host.trim_end_matches('.'), port, path, query })
    }

    /// The host in lower case.
    pub(super) fn host(&self) -> String {
        self.host.to_lowercase()
    }

    /// Whether the host is this one, or lies below it.
    pub(super) fn is_at(&self, host: &str) -> bool {
        is_at(&self.host(), host)
    }

    /// The parts of the path.
    pub(super) fn segments(&self) -> impl Iterator<Item = &'a str> {
        self.path.split('/').filter(|part| !part.is_empty())
    }
}

/// Whether a host is another, or lies below it.
pub(super) fn is_at(host: &str, above: &str) -> bool {
    host.strip_suffix(above).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
