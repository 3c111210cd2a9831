//! Addresses that lead out of the guide.

use super::answer::{Answer, Hint};
use crate::config::Config;
use crate::model::{Destination, Reason};

/// An address under the Local Offer.
pub(super) fn local_offer(path: &str, config: &Config) -> Answer {
    match &config.local_offer {
        Some(offer) => {
            Answer::yes(Destination::LocalOffer(format!("{}{}", offer.address, path.trim_start_matches('/'))))
        }
        None => Answer {
            hint: Hint::Fact("guide.toml does not say where the Local Offer is.".to_owned()),
            ..Answer::nowhere(Reason::Malformed, path)
        },
    }
}

/// A whole web address.
pub(super) fn web(address: &str, config: &Config) -> Answer {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if !is_host(authority.rsplit('@').next().unwrap_or_default()) {
        return Answer::nowhere(Reason::Malformed, address);
    }
    let on_offer = config.local_offer.as_ref().is_some_and(|offer| address.starts_with(&offer.address));
    let kind = if on_offer { Destination::LocalOffer } else { Destination::Web };
    Answer::yes(kind(address.to_owned()))
}

/// A mailbox or a telephone number, not percent-encoded.
pub(super) fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().trim().to_owned()
}

/// Whether this can be a host, with or without a port: names of letters, figures and dashes with dots between, or a number in
/// square brackets (RFC 3986, section 3.2.2).
fn is_host(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !host.ends_with(']') => {
            if port.is_empty() || !port.bytes().all(|figure| figure.is_ascii_digit()) {
                return false;
            }
            name
        }
        _ => host,
    };
    if let Some(number) = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        return number.parse::<core::net::Ipv6Addr>().is_ok();
    }
    let is_sign = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '%');
    let name = name.strip_suffix('.').unwrap_or(name);
    name.split('.').all(|label| !label.is_empty() && label.chars().all(is_sign))
}
