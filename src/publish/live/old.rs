//! The addresses of earlier releases, which must go on answering.

use std::collections::BTreeMap;

use super::{Asked, Promise, difference, status_words};
use crate::io::Answer;
use crate::model::{Finding, SiteAddress, WebAddress, WebTarget, media_type};
use crate::publish::offer::{MANIFEST, is_asset};

/// The old addresses that have to answer, each with where it is to lead, as far as that is known.
pub(super) fn old_addresses(wanted: &Promise<'_>) -> BTreeMap<String, Option<String>> {
    let is_promised = |path: &str| {
        let kind = media_type(path);
        let is_plumbing = ["text/css", "text/javascript", "application/json", "application/xml", "font/"];
        path != MANIFEST && !is_asset(path) && !is_plumbing.iter().any(|plumbing| kind.starts_with(plumbing))
    };
    let releases = wanted.history.releases.iter();
    let earlier = releases.flat_map(|release| &release.manifest.files).map(|file| file.path.clone());
    let mut old: BTreeMap<String, Option<String>> =
        earlier.filter(|path| is_promised(path) && wanted.note.file(path).is_none()).map(|path| (path, None)).collect();
    let here = wanted.note.redirects.iter().filter(|redirect| !redirect.from.contains("://"));
    old.extend(here.map(|redirect| (redirect.from.clone(), Some(redirect.to.clone()))));
    old
}

/// What is wrong with an old address, if anything.
pub(super) fn lost(
    wanted: &Promise<'_>,
    base: &WebAddress,
    from: &str,
    to: Option<&str>,
    answer: &Asked,
) -> Option<Finding> {
    let address = format!("{}{}", wanted.address, SiteAddress::file(from.to_owned()).relative_to(""));
    let leads = to.map(|to| format!(" It should lead to {to}.")).unwrap_or_default();
    let gone = |what: String| {
        let mut finding = difference(from, format!("The old address {address} {what}.{leads}"));
        "Put the redirects of the folder handover in place at the web server, or name it in guide.toml (server = \"apache\"), and publish again.".clone_into(&mut finding.fix);
        Some(finding)
    };
    let answer = match answer {
        Ok(answer) => answer,
        Err(trouble) => return gone(format!("gives no answer: {trouble}")),
    };
    match (answer.head.status, to) {
        (_, Some(to)) if leads_on(answer) => {
            let location = WebTarget::joined(base, answer.head.header("location"));
            let is_right = location.is_some_and(|location| Some(location.address) == address_of(base, to));
            if is_right { None } else { gone(format!("leads to {}", answer.head.header("location"))) }
        }
        (200, None) => None,
        (_, None) if leads_on(answer) => None,
        (200, Some(to)) => {
            let path = to.split('#').next().unwrap_or_default();
            let name = path.rsplit('/').next().unwrap_or_default();
            let name = SiteAddress::file(name.to_owned()).relative_to("");
            let page = String::from_utf8_lossy(&answer.body);
            let is_html = answer.head.header("content-type").starts_with("text/html");
            if is_html && page.contains(&name) { None } else { gone("does not lead on".to_owned()) }
        }
        (status, _) => gone(format!("answers {}", status_words(status))),
    }
}

/// Whether a server answers with another address.
pub(super) fn leads_on(answer: &Answer) -> bool {
    matches!(answer.head.status, 301 | 302 | 303 | 307 | 308)
}

fn address_of(base: &WebAddress, to: &str) -> Option<WebAddress> {
    let path = to.split('#').next().unwrap_or_default();
    Some(WebTarget::joined(base, &SiteAddress::file(path.to_owned()).relative_to(""))?.address)
}
