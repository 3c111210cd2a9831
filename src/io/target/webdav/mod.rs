//! A folder of a web server that is written by WebDAV (RFC 4918).
//!
//! Written with our own `Http` and not with `OpenDAL`, whose WebDAV cannot copy, says nothing of a folder that is there
//! already, and leaves servers out that answer `PROPFIND` only with a body.
//!
//! Servers differ, so little is taken for granted:
//!
//! - A file that readers see is replaced by `PUT`, which nginx and Apache do beside it and then by one renaming. `MOVE` may
//!   take the old file away first (RFC 4918, 9.9.3), so it serves only where there is none yet.
//! - Conditions (`If-None-Match`) are often not heeded. A file that must be new is therefore a folder of its name with the
//!   file in it: of two who make the same folder, one is told that it is there (RFC 4918, 9.3.1).
//! - A whole tree is seldom listed at once, so it is listed folder by folder.
//! - Times and sizes are optional, and media types are the server's.

mod listing;

mod answer;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use ureq::http::{Request, Response};

use super::http::{Http, refuse_open_secret, trouble};
use super::secret::{Secret, first_of};
use super::{Entry, Headers, Target, TargetFailure, Trouble};
use crate::model::{PublishTarget, TargetKind, secret_variable};

/// The ending of a file that is being put in place. A file of this ending is never part of a release.
const PART: &str = ".senco-guide-part";

/// The name of the file in the folder that stands for a file that must be new.
const HELD: &str = "senco-guide-held";

/// A folder that is asked for by its name: nginx lists nothing that begins with a full stop.
const HIDDEN: &str = ".senco-guide/";

/// What stays as it is in an address (RFC 3986, 2.3).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is asked of each file of a folder.
const PROPERTIES: &[u8] = br#"<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/><getlastmodified/></prop></propfind>"#;

/// A WebDAV folder.
pub(super) struct WebDav {
    words: String,
    /// Its address, ending in `/`.
    base: String,
    /// The path of its address, not encoded, ending in `/`.
    root: String,
    /// The value of `Authorization`.
    login: Option<Secret>,
    http: Http,
    /// The folders that are known to be there.
    made: Mutex<BTreeSet<String>>,
    /// Whether the server is worth asking to copy.
    can_copy: AtomicBool,
}

impl WebDav {
    /// Opens the folder, which must be there: one that is misspelt should not be made.
    ///
    /// # Errors
    /// When there is no password, the login is refused, the folder is not there or the server does not do WebDAV.
    pub(super) fn open(settings: &PublishTarget) -> Result<Self, TargetFailure> {
        let words = settings.kind.words();
        let TargetKind::WebDav { endpoint, user, path } = &settings.kind else {
            return Err(TargetFailure::new(words, Trouble::NotBuiltIn));
        };
        let login = user.as_deref().map(|user| login(&settings.name, endpoint, user)).transpose();
        let login = login.map_err(|trouble| TargetFailure::new(words.clone(), trouble))?;
        let encoded: String = path
            .split('/')
            .filter(|part| !part.is_empty())
            .fold(String::new(), |whole, part| whole + &utf8_percent_encode(part, PLAIN).to_string() + "/");
        let base = format!("{}/{encoded}", endpoint.trim_end_matches('/'));
        let folder = Self {
            root: listing::path_of(&base),
            words,
            base,
            login,
            http: Http::new(),
            made: Mutex::default(),
            can_copy: AtomicBool::new(true),
        };
        let answer = folder.ask("PROPFIND", "", &[("Depth", "0")], PROPERTIES)?;
        match answer.status().as_u16() {
            207 => Ok(folder),
            404 | 410 => Err(TargetFailure::new(folder.words, Trouble::NoSuchPlace)),
            _ => Err(folder.refused("PROPFIND", &answer)),
        }
    }

    fn address(&self, path: &str) -> String {
        let parts: Vec<String> = path.split('/').map(|part| utf8_percent_encode(part, PLAIN).to_string()).collect();
        format!("{}{}", self.base, parts.join("/"))
    }

    fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Response<Vec<u8>>, TargetFailure> {
        let mut request = Request::builder().method(method).uri(self.address(path));
        let login = self.login.as_ref().map(|login| ("Authorization", login.reveal()));
        for (name, value) in headers.iter().copied().chain(login) {
            request = request.header(name, value);
        }
        let strange = |_| Trouble::Other("its address in guide.toml is not one of the web".to_owned());
        let answer = request
            .body(body)
            .map_err(strange)
            .and_then(|request| self.http.ask(&request).map_err(|error| trouble(&error)));
        answer.map_err(|trouble| TargetFailure::new(self.words.clone(), trouble))
    }

    fn refused(&self, method: &str, answer: &Response<Vec<u8>>) -> TargetFailure {
        TargetFailure::new(self.words.clone(), answer::trouble(method, answer, self.login.is_some()))
    }

    fn done(&self, method: &str, answer: &Response<Vec<u8>>) -> Result<(), TargetFailure> {
        if answer.status().is_success() { Ok(()) } else { Err(self.refused(method, answer)) }
    }

    fn made(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has_folder(&self, path: &str) -> Result<bool, TargetFailure> {
        let answer = self.ask("PROPFIND", &format!("{path}/"), &[("Depth", "0")], PROPERTIES)?;
        Ok(answer.status() == 207)
    }

    /// Makes the folders that a file lies in.
    fn make_parents(&self, path: &str) -> Result<(), TargetFailure> {
        for (end, _) in path.match_indices('/') {
            let folder = &path[..end];
            if self.made().contains(folder) {
                continue;
            }
            let answer = self.ask("MKCOL", &format!("{folder}/"), &[], b"")?;
            let is_made = matches!(answer.status().as_u16(), 200..=299 | 301 | 405);
            // When two make it at once, Apache says 403 to the second.
            if !is_made && !self.has_folder(folder)? {
                return Err(self.refused("MKCOL", &answer));
            }
            self.made().insert(folder.to_owned());
        }
        Ok(())
    }

    /// Lets the server copy a file to where there is none. Gives whether it did.
    fn copy_to_new(&self, from: &str, to: &str) -> Result<bool, TargetFailure> {
        let part = format!("{to}{PART}");
        let answer = self.ask("COPY", from, &[("Destination", &self.address(&part)), ("Overwrite", "T")], b"")?;
        if !answer.status().is_success() {
            // Some servers cannot, or are not let; they need not be asked for every file.
            self.can_copy.fetch_and(answer.status() == 404, Ordering::Relaxed);
            return Ok(false);
        }
        let answer = self.ask("MOVE", &part, &[("Destination", &self.address(to)), ("Overwrite", "F")], b"")?;
        if !answer.status().is_success() {
            self.remove(&part)?;
        }
        Ok(answer.status().is_success())
    }
}

impl fmt::Debug for WebDav {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebDav").field("base", &self.base).field("login", &self.login).finish_non_exhaustive()
    }
}

impl Target for WebDav {
    fn words(&self) -> String {
        self.words.clone()
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TargetFailure> {
        let mut answer = self.ask("GET", path, &[], b"")?;
        if answer.status().is_redirection() {
            answer = self.ask("GET", &format!("{path}/{HELD}"), &[], b"")?;
        }
        match answer.status().as_u16() {
            200 => Ok(Some(answer.into_body())),
            404 | 410 => Ok(None),
            _ => Err(self.refused("GET", &answer)),
        }
    }

    fn write(&self, path: &str, bytes: &[u8], _: &Headers) -> Result<(), TargetFailure> {
        self.make_parents(path)?;
        let mut answer = self.ask("PUT", path, &[], bytes)?;
        if matches!(answer.status().as_u16(), 404 | 409) {
            // Somebody may have taken a folder away that was there a moment ago.
            self.made().clear();
            self.make_parents(path)?;
            answer = self.ask("PUT", path, &[], bytes)?;
        }
        self.done("PUT", &answer)
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, TargetFailure> {
        self.make_parents(path)?;
        let held = format!("{path}/{HELD}");
        let before = self.http.asked_again();
        let answer = self.ask("MKCOL", &format!("{path}/"), &[], b"")?;
        match answer.status().as_u16() {
            200..=299 => {}
            // Ours when the first answer was lost and nothing is in it yet; else somebody was there before us.
            301 | 405 if self.http.asked_again() > before && self.read(&held)?.is_none() => {}
            301 | 405 => return Ok(false),
            _ if self.has_folder(path)? => return Ok(false),
            _ => return Err(self.refused("MKCOL", &answer)),
        }
        let answer = self.ask("PUT", &held, &[], bytes);
        let done = answer.and_then(|answer| self.done("PUT", &answer));
        done.map(|()| true).inspect_err(|_| {
            // So that nobody waits for us. The failure that counts is the first one.
            let _ = self.remove_folder(path);
        })
    }

    fn copy(&self, from: &str, to: &str, headers: &Headers) -> Result<(), TargetFailure> {
        self.make_parents(to)?;
        if self.can_copy.load(Ordering::Relaxed) && self.copy_to_new(from, to)? {
            return Ok(());
        }
        match self.read(from)? {
            Some(bytes) => self.write(to, &bytes, headers),
            None => Err(TargetFailure::new(self.words(), Trouble::Other(format!("there is no file {from}")))),
        }
    }

    fn remove(&self, path: &str) -> Result<(), TargetFailure> {
        let answer = self.ask("DELETE", path, &[], b"")?;
        match answer.status().as_u16() {
            200..=299 | 404 | 410 => Ok(()),
            // A folder that stands for a file: some servers want its whole name.
            301 | 302 | 307 | 308 | 405 | 409 => self.remove_folder(path),
            _ => Err(self.refused("DELETE", &answer)),
        }
    }

    fn remove_folder(&self, path: &str) -> Result<(), TargetFailure> {
        self.made().clear();
        let answer = self.ask("DELETE", &format!("{path}/"), &[], b"")?;
        match answer.status().as_u16() {
            200..=299 | 404 | 410 => Ok(()),
            _ => Err(self.refused("DELETE", &answer)),
        }
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, TargetFailure> {
        let inside = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut entries = Vec::new();
        let mut folders = vec![inside.clone()];
        if folder.is_empty() {
            folders.push(HIDDEN.to_owned());
        }
        while let Some(folder) = folders.pop() {
            let answer = self.ask("PROPFIND", &folder, &[("Depth", "1")], PROPERTIES)?;
            match answer.status().as_u16() {
                207 => {}
                // Not there, or taken away while we looked.
                404 | 410 => continue,
                _ => return Err(self.refused("PROPFIND", &answer)),
            }
            let Some(found) = listing::read(answer.body()) else {
                let words = "the server's list of files could not be understood".to_owned();
                return Err(TargetFailure::new(self.words(), Trouble::Other(words)));
            };
            for found in found {
                let Some(path) = found.path.strip_prefix(&self.root) else { continue };
                let path = path.trim_end_matches('/');
                if path == folder.trim_end_matches('/') || path.ends_with(PART) {
                    continue;
                }
                if found.is_folder && path != HIDDEN.trim_end_matches('/') {
                    folders.push(format!("{path}/"));
                } else if let Some(path) = path.strip_prefix(&inside).filter(|_| !found.is_folder) {
                    let path = path.strip_suffix(HELD).map_or(path, |path| path.trim_end_matches('/'));
                    entries.push(Entry { path: path.to_owned(), bytes: found.bytes, changed: found.changed });
                }
            }
        }
        entries.sort();
        Ok(entries)
    }
}

/// The value of `Authorization` for a name and its password (RFC 7617). The password comes from the environment.
fn login(name: &str, endpoint: &str, user: &str) -> Result<Secret, Trouble> {
    refuse_open_secret(endpoint)?;
    let [password] = first_of(&[[secret_variable(name, "PASSWORD").as_str()]])?;
    Ok(Secret::basic(user, &password))
}
