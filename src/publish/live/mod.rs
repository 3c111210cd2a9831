//! Reads what is live back and compares it with the note of the release: every file's bytes and media type, every old
//! address, the headers.
//!
//! Links between the files need no look of their own: they were proved in the finished bytes when the bundle was built, and
//! here every byte is compared. Only when one differs are they followed again, in what is really there.

mod headers;

mod old;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rayon::prelude::*;

use super::note::{Note, NotedFile};
use super::standing::CURRENT;
use super::steps::{Watch, side_by_side};
use crate::io::{Answer, PrivateAddresses, Question, Target, TargetFailure, TargetTrouble, Wanted, Web};
use crate::model::{
    Digest, Finding, Findings, GuidePath, History, Layout, Place, Rule, Severity, SiteAddress, WebAddress, WebServer,
    WebTarget,
};
use crate::verify::site;

/// What is live is not what was published.
pub const LIVE_DIFFERS: Rule = Rule {
    code: "live-differs",
    severity: Severity::MustFix,
    name: "The live site differs from its release",
    finds: "A file, an old address or a media type at the live address that is not as it was published.",
    why: "Schools read what is live. A file that is missing, old or changed by hand there is wrong for all of them, and nobody looks until one rings.",
    fix: "Use publish again: only what differs is sent. If the same is told again, show it to the web team.",
    example: "funding.html at the live address has 1,204 bytes, and 1,310 were published",
};

/// A header that the live site should give.
pub const LIVE_HEADER: Rule = Rule {
    code: "live-header",
    severity: Severity::Note,
    name: "Header missing on the live site",
    finds: "A security or cache header that the live site does not give, or gives in another form.",
    why: "The headers keep strange scripts out of the pages and let browsers keep what never changes. The pages work without them.",
    fix: "Ask the web team to put the file for their server from the folder handover in place.",
    example: "Content-Security-Policy missing on index.html",
};

/// What is being done, for those who wait.
const READING: &str = "Reading the live site back";

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many addresses are asked side by side.
const LANES: usize = 16;

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub struct Promise<'a> {
    /// The address that the site answers at, ending in `/`.
    pub address: &'a str,
    /// The release that is live.
    pub note: &'a Note,
    /// The releases that the guide remembers: their addresses must still answer.
    pub history: &'a History,
    /// Whether missing headers are differences.
    pub expect_headers: bool,
}

/// What came of reading back.
#[derive(Debug, Default)]
pub struct ReadBack {
    /// What differs, and what is to note.
    pub findings: Findings,
    /// How many files were compared.
    pub files: usize,
    /// How many old addresses were asked.
    pub old: usize,
    /// Why nothing could be read at all: the first trouble. None when something answered.
    pub unreachable: Option<String>,
}

/// Reads the live address back.
pub fn read_back(wanted: &Promise<'_>, web: &dyn Web, watch: &Watch<'_>) -> ReadBack {
    let files: Vec<&NotedFile> = wanted.note.files.iter().filter(|file| is_served(&file.path)).collect();
    let old = old::old_addresses(wanted);
    let Some(base) = WebTarget::new(wanted.address).map(|target| target.address) else {
        let unreachable = Some(format!("{} is no web address", wanted.address));
        return ReadBack { unreachable, ..ReadBack::default() };
    };
    let total = files.len() + old.len();
    let done = Mutex::new(0);
    let ask = |path: &str| {
        let answer = ask(web, &base, path);
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        *done += 1;
        watch(READING, *done, total);
        answer
    };
    let read = || {
        let files: Vec<_> = files.par_iter().with_max_len(1).map(|file| (*file, ask(&file.path))).collect();
        let old: Vec<_> = old.par_iter().map(|(from, to)| (from, to, ask(from))).collect();
        (files, old)
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(LANES).build();
    let (files, old) = pool.map_or_else(|_| read(), |pool| pool.install(read));
    let silent = files.iter().all(|(_, answer)| answer.is_err());
    if let (true, Some((_, Err(trouble)))) = (silent, files.first()) {
        return ReadBack { unreachable: Some(trouble.clone()), ..ReadBack::default() };
    }
    // Where the server itself leads on, nobody sees the page that would; whether it leads to the right place is asked below.
    let is_led_on = |file: &NotedFile, answer: &Asked| {
        wanted.note.redirects.iter().any(|redirect| redirect.from == file.path)
            && answer.as_ref().is_ok_and(old::leads_on)
    };
    let seen = files.iter().filter(|(file, answer)| !is_led_on(file, answer));
    let mut findings: Findings = seen.filter_map(|(file, answer)| differs(wanted, file, answer)).collect();
    if !findings.is_empty() {
        findings.extend(broken_links(&files));
    }
    let lost = old.iter().filter_map(|(from, to, answer)| old::lost(wanted, &base, from, to.as_deref(), answer));
    findings.extend(lost.collect());
    findings.extend(headers::headers(wanted, &files));
    ReadBack { findings: findings.sorted(), files: files.len(), old: old.len(), unreachable: None }
}

/// Compares the files at the place itself, where the live address cannot be reached.
///
/// # Errors
/// When the place cannot be reached either.
pub fn read_place(
    target: &dyn Target,
    layout: Layout,
    note: &Note,
    watch: &Watch<'_>,
) -> Result<ReadBack, TargetFailure> {
    let path = |file: &NotedFile| match layout {
        Layout::Releases => format!("{CURRENT}/{}", file.path),
        Layout::Plain => file.path.clone(),
    };
    // The largest first, so that no lane is left alone with them in the end.
    let mut files: Vec<&NotedFile> = note.files.iter().collect();
    files.sort_by_key(|file| std::cmp::Reverse(file.bytes));
    let findings = Mutex::new(Findings::default());
    side_by_side(target, &files, READING, watch, |file| {
        let finding = match target.read(&path(file))? {
            Some(bytes) if Digest::of(&bytes) == file.sha256 => return Ok(()),
            Some(bytes) => other_bytes(&file.path, file, bytes.len()),
            None => difference(&file.path, format!("{} is not there.", file.path)),
        };
        findings.lock().unwrap_or_else(PoisonError::into_inner).push(finding);
        Ok(())
    })?;
    let findings = findings.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(ReadBack { findings: findings.sorted(), files: note.files.len(), ..ReadBack::default() })
}

/// A file for the web server alone is not to be read by anybody.
fn is_served(path: &str) -> bool {
    let servers = [WebServer::Apache, WebServer::Iis, WebServer::Azure, WebServer::Netlify];
    !servers.iter().flat_map(|server| server.files()).any(|(_, name)| *name == path)
}

type Asked = Result<Answer, String>;

fn ask(web: &dyn Web, base: &WebAddress, path: &str) -> Asked {
    let href = SiteAddress::file(path.to_owned()).relative_to("");
    let target = WebTarget::joined(base, if path.is_empty() { "./" } else { &href });
    let address = target.ok_or_else(|| "it is no web address".to_owned())?.address;
    let question = Question { address: &address, patience: PATIENCE, private: PrivateAddresses::Allowed };
    let answer = web.ask(&question, &mut |_, _| Wanted::More);
    answer.map_err(|trouble| crate::check::trouble_words(&trouble))
}

fn differs(wanted: &Promise<'_>, file: &NotedFile, answer: &Asked) -> Option<Finding> {
    let path = &file.path;
    let address = format!("{}{}", wanted.address, SiteAddress::file(path.clone()).relative_to(""));
    let answer = match answer {
        Ok(answer) => answer,
        Err(trouble) => return Some(difference(path, format!("{address} gives no answer: {trouble}."))),
    };
    let is_page_for_nothing = path == "404.html" && answer.head.status == 404;
    if answer.head.status != 200 && !is_page_for_nothing {
        return Some(difference(path, format!("{address} answers {}.", status_words(answer.head.status))));
    }
    if answer.broke_off || Digest::of(&answer.body) != file.sha256 {
        return Some(other_bytes(&address, file, answer.body.len()));
    }
    let essence = |kind: &str| kind.split(';').next().unwrap_or_default().trim().to_lowercase();
    let (is, should) = (essence(answer.head.header("content-type")), essence(&file.media_type));
    // Two names for one thing each; and what has no name of its own may be called anything.
    let is_same = is == should
        || should == "application/octet-stream"
        || [
            ("text/javascript", "application/javascript"),
            ("application/xml", "text/xml"),
            ("font/ttf", "application/octet-stream"),
        ]
        .contains(&(&*should, &*is));
    let kind = if is.is_empty() { "no type".to_owned() } else { format!("the type {is}") };
    (!is_same).then(|| difference(path, format!("{address} is served with {kind} in place of {should}.")))
}

/// Links that lead nowhere in what is really there.
fn broken_links(files: &[(&NotedFile, Asked)]) -> Findings {
    let there: BTreeMap<GuidePath, &[u8]> = files
        .iter()
        .filter_map(|(file, answer)| {
            let answer = answer.as_ref().ok().filter(|answer| answer.head.status == 200)?;
            Some((GuidePath::new(&file.path)?, &*answer.body))
        })
        .collect();
    let names: BTreeSet<GuidePath> = there.keys().cloned().collect();
    let names: Vec<GuidePath> = names.into_iter().collect();
    let check = site::check(&names, |file| there.get(file).map(|bytes| Cow::Borrowed(*bytes)));
    let broken = check.findings.iter().filter(|finding| finding.rule.code.starts_with("missing-"));
    broken
        .map(|finding| difference(finding.place.file.as_str(), format!("{}: {}", finding.place.file, finding.what)))
        .collect()
}

fn other_bytes(address: &str, file: &NotedFile, bytes: usize) -> Finding {
    let what = if bytes as u64 == file.bytes {
        format!("{address} is not what was published: it has as many bytes, but other ones.")
    } else {
        format!("{address} is not what was published: it has {bytes} bytes in place of {}.", file.bytes)
    };
    difference(&file.path, what)
}

fn difference(path: &str, what: String) -> Finding {
    let place = GuidePath::new(path).map_or_else(Place::guide, |path| Place::file(&path));
    Finding::new(&LIVE_DIFFERS, place, what, LIVE_DIFFERS.fix)
}

fn status_words(status: u16) -> String {
    match status {
        404 | 410 => "“not found”".to_owned(),
        401 | 403 => "“not allowed”".to_owned(),
        301 | 302 | 303 | 307 | 308 => "with another address".to_owned(),
        500.. => format!("that it cannot work just now ({status})"),
        _ => format!("with the number {status}"),
    }
}

/// The failure when a site cannot be read back.
pub fn unreachable(address: &str, trouble: &str) -> TargetFailure {
    TargetFailure::new(address, TargetTrouble::Unreachable(trouble.to_owned()))
}
