//! What a browser is answered: a page of the bundle with the panel in it, a file of the bundle, our own style sheet and script, or
//! what a button is to do. Nothing outside the bundle's `site/` is ever served.

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::gate::{Asked, Gate, TurnedAway};
use super::pages::file_of;
use super::standing::{Build, Standing};
use super::{inject, overlay};
use crate::model::{At, BundleFile, Finding, GuidePath, media_type};
use crate::write::{self, HEADERS, ZIP};

/// Where the preview's own files are asked for.
pub const OWN: &str = "/_preview/";

/// What is to be done about a question.
#[derive(Debug)]
pub enum Reply {
    /// Send this.
    Send(Answer),
    /// Tell of every new standing for as long as the browser listens.
    News,
    /// Open a file of the guide, at a line where it has lines.
    Open(GuidePath, usize),
    /// Put a finding right.
    PutRight(Arc<Build>, Box<Finding>),
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The bytes.
    pub body: Arc<[u8]>,
}

/// What a button sends.
#[derive(serde::Deserialize)]
struct Pressed {
    /// The build that the panel was made of.
    build: u64,
    /// The position of the finding in it; for a page's own button there is none.
    finding: Option<usize>,
    /// The path of the page in the browser.
    page: String,
}

/// Decides what is to be done.
pub fn answer(asked: &Asked, standing: &Standing, gate: &Gate) -> Reply {
    if let Err(turned_away) = gate.lets_in(asked) {
        return Reply::Send(refusal(turned_away));
    }
    match (asked.method.as_str(), asked.path.strip_prefix(OWN)) {
        ("POST", Some(deed)) => pressed(deed, &asked.body, standing),
        ("POST", None) => Reply::Send(refusal(TurnedAway::Method)),
        (_, Some("news")) => Reply::News,
        (_, Some("preview.css")) => own("preview.css", include_str!("../../assets/preview/preview.css")),
        (_, Some("preview.js")) => own("preview.js", include_str!("../../assets/preview/preview.js")),
        (_, Some(_)) => Reply::Send(sentence(404, "The preview has no such file.")),
        (_, None) => Reply::Send(file(&asked.path, standing, gate)),
    }
}

/// A sentence for a button or a person.
pub(super) fn sentence(status: u16, words: &str) -> Answer {
    let mut headers = headers("text/plain; charset=utf-8");
    headers.push(("Content-Security-Policy", "default-src 'none'".to_owned()));
    Answer { status, headers, body: words.as_bytes().into() }
}

fn refusal(turned_away: TurnedAway) -> Answer {
    sentence(turned_away.status(), turned_away.words())
}

fn own(name: &str, text: &str) -> Reply {
    Reply::Send(Answer { status: 200, headers: headers(media_type(name)), body: text.as_bytes().into() })
}

fn pressed(deed: &str, body: &[u8], standing: &Standing) -> Reply {
    const OLD: &str = "The guide was built again in the meantime. Look at the list once more, then press the button.";
    let Ok(Pressed { build, finding, page }) = serde_json::from_slice(body) else {
        return Reply::Send(sentence(400, "The preview did not understand that button."));
    };
    if deed == "open-page" {
        let file = site_path(&page).and_then(|path| file_of(&standing.shown, &path));
        let file = file.filter(|file| standing.newest.sources.get(file).is_some());
        return file.map_or_else(
            || Reply::Send(sentence(404, "There is no file of the guide behind this page.")),
            |file| Reply::Open(file, 1),
        );
    }
    let Some(finding) = finding.and_then(|index| standing.finding(build, index)) else {
        return Reply::Send(sentence(409, OLD));
    };
    match deed {
        "open" => {
            let file = finding.place.file.clone();
            let line = match &finding.place.at {
                At::Bytes(range) => {
                    standing.newest.sources.get(&file).map_or(1, |file| file.position(range.start).line)
                }
                _ => 1,
            };
            Reply::Open(file, line)
        }
        "put-right" => Reply::PutRight(Arc::clone(&standing.newest), Box::new(finding.clone())),
        _ => Reply::Send(sentence(404, "The preview has no such button.")),
    }
}

/// A file of the site. Web pages that we made get the panel.
fn file(path: &str, standing: &Standing, gate: &Gate) -> Answer {
    let build = &*standing.shown;
    let path = site_path(path);
    let found =
        path.as_ref().and_then(|path| Some((path.as_str(), build.compiled.bundle.get(&format!("site/{path}"))?)));
    let Some((path, file)) = found else {
        if path.as_deref() == Some(ZIP) {
            // Packed when somebody wants it: an editor who writes never does.
            let body = write::zip(&build.compiled.bundle).into();
            return Answer { status: 200, headers: headers(media_type(ZIP)), body };
        }
        return match build.compiled.bundle.get("site/404.html") {
            Some(file) => page(404, path.as_deref().unwrap_or_default(), file, standing, gate),
            None => sentence(404, "There is no such page."),
        };
    };
    let is_original = build.sources.at(path).is_some();
    if file.media_type.starts_with("text/html") && !is_original {
        return page(200, path, file, standing, gate);
    }
    let mut headers = headers(file.media_type);
    if is_original && matches!(file.media_type, "text/html; charset=utf-8" | "image/svg+xml" | "application/xml") {
        // Somebody else's markup: it may be looked at, and may do nothing.
        headers
            .push((HEADERS[0].0, "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox".to_owned()));
    }
    Answer { status: 200, headers, body: Arc::clone(&file.bytes) }
}

fn page(status: u16, path: &str, file: &BundleFile, standing: &Standing, gate: &Gate) -> Answer {
    let mut headers = headers(file.media_type);
    headers.push((HEADERS[0].0, HEADERS[0].1.to_owned()));
    let panel = overlay::panel(standing, path, &file.bytes, &gate.token);
    let html = inject::put_in(&String::from_utf8_lossy(&file.bytes), overlay::HEAD, &panel);
    Answer { status, headers, body: html.into_bytes().into() }
}

/// The path in the site's folder that an address means. None for one that would lead out of it.
fn site_path(address: &str) -> Option<String> {
    let path = percent_decode_str(address.strip_prefix('/')?).decode_utf8().ok()?;
    let is_folder = path.is_empty() || path.ends_with('/');
    let path = if is_folder { format!("{path}index.html") } else { path.into_owned() };
    let is_plain = path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', '\0']);
    is_plain.then_some(path)
}

/// What every answer says: its type, that nothing is kept, and that no other site may have it.
fn headers(media_type: &str) -> Vec<(&'static str, String)> {
    let ours: [(&'static str, &str); 5] = [
        ("Content-Type", media_type),
        ("Cache-Control", "no-store"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("X-Frame-Options", "SAMEORIGIN"),
    ];
    ours.iter().chain(&HEADERS[1..]).map(|(name, value)| (*name, (*value).to_owned())).collect()
}
