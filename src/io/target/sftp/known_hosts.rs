//! The keys that this computer knows servers by: the files `known_hosts` of OpenSSH (`man sshd`, under
//! `SSH_KNOWN_HOSTS FILE FORMAT`).

use std::path::PathBuf;

use hmac::{Hmac, KeyInit, Mac};
use russh::keys::ssh_key::known_hosts::{Entry, HostPatterns, Marker};
use russh::keys::{Algorithm, HashAlg, PublicKey};
use sha1::Sha1;

use super::super::Trouble;

/// The keys that this computer knows.
pub(super) struct KnownHosts {
    entries: Vec<Entry>,
}

/// What a server's key is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    /// The server is known by this key.
    Known,
    /// The server is known by others, or this key was revoked.
    Wrong,
    /// The server is not known.
    Unknown,
}

impl KnownHosts {
    /// Reads the file that is named; else the user's own and this computer's, either of which may be missing.
    pub(super) fn read(file: Option<&str>) -> Result<Self, Trouble> {
        if let Some(named) = file {
            let file = super::login::expand(named);
            let text = std::fs::read(&file).map_err(|error| {
                Trouble::Other(format!("the file of known hosts {} cannot be read ({error})", file.display()))
            })?;
            return Ok(Self::parse(&String::from_utf8_lossy(&text)));
        }
        let own = dirs::home_dir().map(|home| home.join(".ssh").join("known_hosts"));
        let texts: Vec<String> = own
            .into_iter()
            .chain([of_this_computer()])
            .filter_map(|file| std::fs::read(file).ok())
            .map(|text| String::from_utf8_lossy(&text).into_owned())
            .collect();
        Ok(Self::parse(&texts.join("\n")))
    }

    /// Reads the text of such a file. A line that cannot be read is passed over, as OpenSSH does.
    fn parse(text: &str) -> Self {
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let entries = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.parse().ok()).collect();
        Self { entries }
    }

    /// What a key that a server shows is to us.
    pub(super) fn judge(&self, host: &str, port: u16, key: &PublicKey) -> Judgement {
        let is_shown = |entry: &&Entry| entry.public_key().key_data() == key.key_data();
        let (name, plain) = names(host, port);
        let mut revoked = self.of(&name).chain(self.of(&plain)).filter(|entry| is_marked(entry, Marker::Revoked));
        if revoked.any(|entry| is_shown(&entry)) {
            return Judgement::Wrong;
        }
        let mut known = self.of(&name).filter(|entry| entry.marker().is_none()).peekable();
        if known.peek().is_some() {
            return if known.any(|entry| is_shown(&entry)) { Judgement::Known } else { Judgement::Wrong };
        }
        // A server at another port may be known without it.
        let mut without_port = self.of(&plain).filter(|entry| entry.marker().is_none());
        if without_port.any(|entry| is_shown(&entry)) { Judgement::Known } else { Judgement::Unknown }
    }

    /// The kinds of key that a server is known by. It is asked for these first, because it may have several.
    pub(super) fn kinds(&self, host: &str, port: u16) -> Vec<Algorithm> {
        let (name, plain) = names(host, port);
        let is_it = |entry: &&Entry| [&name, &plain].iter().any(|name| names_it(entry.host_patterns(), name));
        let entries = self.entries.iter().filter(is_it).filter(|entry| entry.marker().is_none());
        entries.map(|entry| entry.public_key().algorithm()).collect()
    }

    fn of(&self, name: &str) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| names_it(entry.host_patterns(), name))
    }
}

/// A key in words that a server's team can compare: “`ssh-ed25519` SHA256:…”.
pub(super) fn words(key: &PublicKey) -> String {
    format!("{} {}", key.algorithm().as_str(), key.fingerprint(HashAlg::Sha256))
}

/// The file for all users of this computer.
fn of_this_computer() -> PathBuf {
    if cfg!(windows) {
        let shared = std::env::var_os("ProgramData").map_or_else(|| PathBuf::from("C:\\ProgramData"), PathBuf::from);
        shared.join("ssh").join("ssh_known_hosts")
    } else {
        PathBuf::from("/etc/ssh/ssh_known_hosts")
    }
}

/// The name of a server at its port, and without it.
fn names(host: &str, port: u16) -> (String, String) {
    let plain = host.to_lowercase();
    (if port == 22 { plain.clone() } else { format!("[{plain}]:{port}") }, plain)
}

fn is_marked(entry: &Entry, marker: Marker) -> bool {
    entry.marker() == Some(&marker)
}

fn names_it(patterns: &HostPatterns, name: &str) -> bool {
    match patterns {
        HostPatterns::HashedName { salt, hash } => {
            Hmac::<Sha1>::new_from_slice(salt).is_ok_and(|mac| mac.chain_update(name).verify_slice(hash).is_ok())
        }
        HostPatterns::Patterns(patterns) => {
            let has = |pattern: &str| is_like(pattern.to_lowercase().as_bytes(), name.as_bytes());
            let is_excluded = patterns.iter().filter_map(|pattern| pattern.strip_prefix('!')).any(has);
            !is_excluded && patterns.iter().any(|pattern| has(pattern))
        }
    }
}

/// Whether a name fits a pattern with `*` (any letters) and `?` (any one letter).
fn is_like(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => is_like(rest, name) || (!name.is_empty() && is_like(pattern, &name[1..])),
        (Some((b'?', pattern)), Some((_, name))) => is_like(pattern, name),
        (Some((wanted, pattern)), Some((letter, name))) => wanted == letter && is_like(pattern, name),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
