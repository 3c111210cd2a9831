//! What a WebDAV server says when it refuses (RFC 4918, 11; RFC 9110, 15), in words for the people who publish.

use ureq::http::Response;

use super::super::Trouble;

/// What a refusal means. The login matters: some servers know ones that we do not.
pub(super) fn trouble(method: &str, answer: &Response<Vec<u8>>, has_login: bool) -> Trouble {
    let status = answer.status().as_u16();
    let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
    let other = |words: String| Trouble::Other(words);
    match status {
        300..=399 => other(match header("location") {
            Some(address) => format!("the server sends us on to {address}; if that is right, write it into guide.toml"),
            None => "the server sends us on to another address".to_owned(),
        }),
        401 if !has_login => other("the server asks for a login; name the user in guide.toml".to_owned()),
        401 => {
            let mut kinds = answer.headers().get_all("www-authenticate").iter().filter_map(|value| value.to_str().ok());
            if header("www-authenticate").is_none() || kinds.any(|kind| kind.to_ascii_lowercase().contains("basic")) {
                Trouble::LoginRefused
            } else {
                other("the server takes other kinds of login than a name and a password (Basic)".to_owned())
            }
        }
        403 => Trouble::NotAllowed("the server lets this login not read, write, list and remove there".to_owned()),
        405 | 501 => {
            other(format!("the server does not do {method} there: WebDAV must be switched on for that folder"))
        }
        413 => other("the server takes no files as large as this one; its limit for uploads must be raised".to_owned()),
        423 => other("somebody has locked a file there with another program".to_owned()),
        507 => Trouble::NoSpace,
        429 | 500..=599 => Trouble::BrokeOff(format!("the server is in trouble, {status}")),
        _ => other(format!("the server answered {status} to {method}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, headers: &[(&str, &str)]) -> Trouble {
        let mut answer = Response::builder().status(status);
        for (name, value) in headers {
            answer = answer.header(*name, *value);
        }
        trouble("PUT", &answer.body(Vec::new()).expect("an answer"), true)
    }

    #[test]
    fn refusals_are_told_apart() {
        assert_eq!(said(401, &[("www-authenticate", "Basic realm=\"x\"")]), Trouble::LoginRefused);
        assert_eq!(
            said(401, &[("www-authenticate", "NTLM"), ("www-authenticate", "Basic realm=x")]),
            Trouble::LoginRefused
        );
        assert!(said(401, &[("www-authenticate", "Digest realm=\"x\"")]).to_string().contains("(Basic)"));
        assert!(matches!(said(403, &[]), Trouble::NotAllowed(_)));
        assert_eq!(said(507, &[]), Trouble::NoSpace);
        assert!(said(413, &[]).to_string().contains("limit for uploads"));
        assert!(matches!(said(503, &[]), Trouble::BrokeOff(_)));
        let moved = said(301, &[("location", "https://new.aldermere.example/dav/")]).to_string();
        assert!(moved.contains("https://new.aldermere.example/dav/"), "{moved}");
    }
}
