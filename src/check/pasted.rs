//! Addresses as people paste them from mails, chats and their own computer: right for them, wrong for everybody else.

use core::net::{Ipv4Addr, Ipv6Addr};

use super::CheckContext;
use super::address_parts::{AddressParts, is_at};
use crate::model::{Certainty, Finding, Findings, Rule, Severity, unwrapped};

/// An address that a mail filter or website has wrapped.
pub const WRAPPED_LINK: Rule = Rule {
    code: "wrapped-link",
    severity: Severity::ShouldFix,
    name: "Link wrapped by a mail filter",
    finds: "An address that a mail filter, a newsletter or a website has wrapped in one of its own, such as Outlook’s SafeLinks.",
    why: "It leads round by somebody else’s server and stops working when that is changed. Its tail often holds the mailbox of \
          the officer who got the mail, for everybody to read.",
    fix: "Write the address inside. The message gives it when it can be read; otherwise open the link and copy the address of \
          the page you come to.",
    example: "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk%2F…",
};

/// A file in somebody's cloud.
pub const SHAREPOINT_LINK: Rule = Rule {
    code: "sharepoint-link",
    severity: Severity::ShouldFix,
    name: "Link to a file in somebody’s cloud",
    finds: "A link to a file in SharePoint, OneDrive, Teams, Google Drive, Dropbox or iCloud.",
    why: "Most of them ask for a sign-in that schools do not have, and they end when the person who shared the file leaves.",
    fix: "Copy the file into the folder documents of the guide, and lead the link there.",
    example: "https://aldermere.sharepoint.com/:w:/s/SEN/ep-form",
};

/// An address that only works inside.
pub const PRIVATE_ADDRESS: Rule = Rule {
    code: "private-address",
    severity: Severity::ShouldFix,
    name: "Address that only works inside",
    finds: "A web address on one computer or inside one network: localhost, a number such as 192.168.1.4, a name without dots, \
            or one that ends in .local or .internal.",
    why: "It opens on the council’s own network and nowhere else, so a school sees a page that cannot be reached.",
    fix: "Link to the page’s public address, or copy what is needed into the guide.",
    example: "http://intranet/sen/forms",
};

/// An address with a tail that follows people.
pub const TRACKING_LINK: Rule = Rule {
    code: "tracking-link",
    severity: Severity::ShouldFix,
    name: "Link with a tracking tail",
    finds: "An address with a part that only follows who opened it: utm_source and its like, fbclid, gclid, or the number of \
            somebody’s visit (a session).",
    why: "It tells others which mail or post your readers came from, and the number of a visit stops working when that visit ends.",
    fix: "Take the tail off. The message gives the address without it.",
    example: "https://www.gov.uk/send?utm_source=newsletter",
};

pub(super) fn wrapped_link(context: &CheckContext<'_>, findings: &mut Findings) {
    for link in context.graph.links() {
        let Some(raw) = context.written(link.id) else { continue };
        let Some(found) = unwrapped(raw) else { continue };
        let what = format!("{} leads through {}, not straight to its page.", link.words(), found.wrapper);
        let finding = match &found.address {
            Some(address) => {
                Finding::new(&WRAPPED_LINK, link.place.clone(), what, format!("Write the address itself: {address}"))
                    .with_edit(raw, address, Certainty::Certain)
            }
            None => Finding::new(
                &WRAPPED_LINK,
                link.place.clone(),
                what,
                "Open the link, and write the address of the page you come to.",
            ),
        };
        findings.push(finding.about(&link.written));
    }
}

pub(super) fn sharepoint_link(context: &CheckContext<'_>, findings: &mut Findings) {
    for (link, address) in context.web_links() {
        let Some(cloud) = cloud_of(&address) else { continue };
        findings.push(
            Finding::new(
                &SHAREPOINT_LINK,
                link.place.clone(),
                format!("{} leads to a file in {cloud}, where readers may be asked to sign in.", link.words()),
                "Copy the file into the folder documents of the guide, and lead the link there.",
            )
            .about(&link.written),
        );
    }
}

pub(super) fn private_address(context: &CheckContext<'_>, findings: &mut Findings) {
    // Whoever has them asked knows that they lead inside.
    if context.config.web.allow_private {
        return;
    }
    for (link, address) in context.web_links().filter(|(_, address)| is_private(address)) {
        findings.push(
            Finding::new(
                &PRIVATE_ADDRESS,
                link.place.clone(),
                format!(
                    "{} leads to {}, an address that works only inside your own network.",
                    link.words(),
                    address.host()
                ),
                "Link to the page’s public address, or copy what is needed into the guide.",
            )
            .about(&link.written),
        );
    }
}

pub(super) fn tracking_link(context: &CheckContext<'_>, findings: &mut Findings) {
    for (link, address) in context.web_links().filter(|(_, address)| !is_private(address)) {
        let Some(whole) = link.web_address() else { continue };
        let Some((tail, clean)) = without_tail(whole, &address) else { continue };
        let fix = match &clean {
            Some(clean) => format!("Write the address without it: {clean}"),
            None => "Open the link, and write the address of the page you come to.".to_owned(),
        };
        let finding = Finding::new(
            &TRACKING_LINK,
            link.place.clone(),
            format!("{} has a part that follows who opens it: {tail}.", link.words()),
            fix,
        )
        .about(&link.written);
        // The edit of a wrapped address is made by its own rule.
        let raw = context.written(link.id).filter(|raw| unwrapped(raw).is_none());
        findings.push(match (raw, clean) {
            (Some(raw), Some(clean)) => finding.with_edit(raw, clean, Certainty::Likely),
            _ => finding,
        });
    }
}

fn cloud_of(address: &AddressParts<'_>) -> Option<&'static str> {
    let path = address.path;
    let starts = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
    let clouds: [(&str, &'static str, bool); 10] = [
        ("sharepoint.com", "SharePoint", true),
        ("1drv.ms", "OneDrive", true),
        ("onedrive.live.com", "OneDrive", true),
        ("onedrive.com", "OneDrive", true),
        // A meeting to join is no file.
        (
            "teams.microsoft.com",
            "Teams",
            !starts(&["/l/meetup-join", "/meet", "/join", "/downloads", "/dl/launcher"]) && path.len() > 1,
        ),
        ("drive.google.com", "Google Drive", path.len() > 1),
        // A form to answer, and a file that was published to the web, ask nobody to sign in.
        (
            "docs.google.com",
            "Google Drive",
            path.contains("/d/") && !path.starts_with("/forms/") && !path.contains("/pub"),
        ),
        ("dropbox.com", "Dropbox", starts(&["/s/", "/sh/", "/scl/", "/home", "/preview"])),
        ("icloud.com", "iCloud", starts(&["/iclouddrive/", "/pages/", "/numbers/"])),
        ("wetransfer.com", "WeTransfer", starts(&["/downloads/"])),
    ];
    clouds.into_iter().find(|(host, _, is_file)| *is_file && address.is_at(host)).map(|(_, cloud, _)| cloud)
}

/// Endings that no public address has: kept for private networks, or used for them by habit.
const PRIVATE_ENDINGS: [&str; 9] =
    ["localhost", "local", "internal", "lan", "intranet", "localdomain", "corp", "home.arpa", "private"];

/// Whether an address works only on one computer or in one network.
pub(super) fn is_private(address: &AddressParts<'_>) -> bool {
    let host = address.host();
    if let Some(number) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return number.parse::<Ipv6Addr>().is_ok_and(is_private_v6);
    }
    if let Ok(number) = host.parse::<Ipv4Addr>() {
        return is_private_v4(number);
    }
    !host.contains('.') || PRIVATE_ENDINGS.iter().any(|ending| is_at(&host, ending))
}

fn is_private_v4(number: Ipv4Addr) -> bool {
    let [first, second, ..] = number.octets();
    number.is_private()
        || number.is_loopback()
        || number.is_link_local()
        || number.is_unspecified()
        || (first == 100 && (64..128).contains(&second))
}

fn is_private_v6(number: Ipv6Addr) -> bool {
    number.to_ipv4_mapped().map_or_else(
        || {
            number.is_loopback()
                || number.is_unspecified()
                || number.is_unique_local()
                || number.is_unicast_link_local()
        },
        is_private_v4,
    )
}

/// Parameters that only follow people; those that end in `_` or `-` stand for all that begin so.
const FOLLOWERS: [&str; 24] = [
    "utm_",
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "yclid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "vero_id",
    "oly_enc_id",
    "oly_anon_id",
    "_gl",
    "_ga",
    "ref_src",
    "s_cid",
];

/// Parameters that hold the number of a visit.
const SESSIONS: [&str; 7] =
    ["jsessionid", "phpsessid", "sessionid", "session_id", "asp.net_sessionid", "aspsessionid", "cftoken"];

/// Servers that only count who opens a link and then send on.
const COUNTERS: [(&str, &str); 9] = [
    ("list-manage.com", "/track/click"),
    ("lnks.gd", "/"),
    ("govdelivery.com", "/track"),
    ("sendgrid.net", "/ls/click"),
    ("hubspotlinks.com", "/"),
    ("createsend1.com", "/t/"),
    ("cmail19.com", "/t/"),
    ("cmail20.com", "/t/"),
    ("mlsend.com", "/link"),
];

/// The part that follows people, and the address without it when there is one.
fn without_tail(whole: &str, address: &AddressParts<'_>) -> Option<(String, Option<String>)> {
    if let Some((host, _)) =
        COUNTERS.iter().find(|(host, start)| address.is_at(host) && address.path.starts_with(start))
    {
        return Some(((*host).to_owned(), None));
    }
    let mut tails: Vec<String> = Vec::new();
    let path = without_session_in_path(address.path, &mut tails);
    let kept: Vec<&str> = address
        .query
        .into_iter()
        .flat_map(|query| query.split('&'))
        .filter(|part| {
            let name = part.trim_start_matches("amp;").split('=').next().unwrap_or_default();
            let follows = follows(name, address);
            if follows {
                tails.push(name.to_owned());
            }
            !follows
        })
        .collect();
    let tail = tails.first()?.clone();
    let tail = if tails.len() > 1 { format!("{tail} and {} more", tails.len() - 1) } else { tail };
    let head = &whole[..whole.len() - after_head(whole).len()];
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let fragment = whole.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default();
    Some((tail, Some(format!("{head}{path}{query}{fragment}"))))
}

/// What stands after scheme and host.
fn after_head(whole: &str) -> &str {
    let rest = whole.split_once("://").map_or("", |(_, rest)| rest);
    rest.find(['/', '?', '#']).map_or("", |at| &rest[at..])
}

/// A path without `;jsessionid=…` and without the `(S(…))` of older Microsoft servers.
fn without_session_in_path(path: &str, tails: &mut Vec<String>) -> String {
    let parts: Vec<&str> = path
        .split('/')
        .filter_map(|part| {
            if part.starts_with("(S(") && part.ends_with("))") {
                tails.push("the number of a visit".to_owned());
                return None;
            }
            match part.split_once(';') {
                Some((before, parameter)) if is_session(parameter.split('=').next().unwrap_or_default()) => {
                    tails.push(parameter.split('=').next().unwrap_or_default().to_owned());
                    Some(before)
                }
                _ => Some(part),
            }
        })
        .collect();
    parts.join("/")
}

fn follows(name: &str, address: &AddressParts<'_>) -> bool {
    let name = name.to_lowercase();
    let is_known =
        FOLLOWERS.iter().any(|known| if known.ends_with('_') { name.starts_with(known) } else { name == *known });
    let is_youtube = (address.is_at("youtu.be") || address.is_at("youtube.com")) && name == "si";
    is_known || is_youtube || is_session(&name)
}

fn is_session(name: &str) -> bool {
    let name = name.to_lowercase();
    SESSIONS.iter().any(|known| name == *known || (*known == "aspsessionid" && name.starts_with(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn private(address: &str) -> bool {
        AddressParts::of(address).is_some_and(|address| is_private(&address))
    }

    #[test]
    fn addresses_inside_are_told_from_those_outside() {
        for address in [
            "http://localhost:8080/x",
            "https://127.0.0.1",
            "http://10.1.2.3/",
            "http://172.20.0.1",
            "http://192.168.1.4",
            "http://[::1]/",
            "http://[fd00::1]:80/",
            "http://intranet/sen",
            "http://sen.aldermere.local/x",
            "https://x.internal",
        ] {
            assert!(private(address), "{address}");
        }
        for address in [
            "https://www.gov.uk",
            "http://172.32.0.1",
            "http://11.0.0.1",
            "https://local.gov.uk/x",
            "https://internal.example/",
            "https://localoffer.example",
            "http://[2001:db8::1]/",
        ] {
            assert!(!private(address), "{address}");
        }
    }

    #[test]
    fn a_tail_is_taken_off_and_the_rest_is_kept() {
        let clean = |whole: &str| {
            AddressParts::of(whole).and_then(|address| without_tail(whole, &address)).and_then(|(_, clean)| clean)
        };
        let cases = [
            ("https://a.example/x?utm_source=n&id=3&fbclid=q#y", Some("https://a.example/x?id=3#y")),
            ("https://a.example/kb5/advice.page;jsessionid=1A2B?id=4", Some("https://a.example/kb5/advice.page?id=4")),
            ("https://a.example/(S(abc123))/x.aspx", Some("https://a.example/x.aspx")),
            ("https://youtu.be/abc?si=q&t=3", Some("https://youtu.be/abc?t=3")),
            ("https://a.example/x?si=q", None),
            ("https://a.example/x?id=utm_source", None),
        ];
        for (whole, expected) in cases {
            assert_eq!(clean(whole).as_deref(), expected, "{whole}");
        }
    }
}
