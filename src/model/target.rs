//! The places that releases go to, as `guide.toml` describes them. No secret is ever here: those come from the environment.

use super::At;

/// `[publish.NAME]`: one publish target.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishTarget {
    /// Its name, as typed on the command line.
    pub name: String,
    /// What kind of place it is, and where.
    pub kind: TargetKind,
    /// How a release takes the place of another.
    pub layout: Layout,
    /// How many releases are kept for `rollback`, the live one among them; at least 1.
    pub keep: u32,
    /// The address that it answers at, ending in `/`; none when nothing can be read back from the web.
    pub address: Option<String>,
    /// The web server whose redirects and headers are put beside the pages.
    pub server: Option<WebServer>,
    /// Whether missing headers are differences and not only notes.
    pub expect_headers: bool,
    /// Whether it only rehearses: nothing is then written to the guide's history, and no address is promised.
    pub is_rehearsal: bool,
    /// Where `guide.toml` says so.
    pub at: At,
}

/// A kind of place, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetKind {
    /// A folder of this computer, or a network share.
    Folder {
        /// The folder.
        path: String,
    },
    /// A folder of another computer, by SFTP.
    Sftp {
        /// The host's name.
        host: String,
        /// The port; 22 is usual.
        port: u16,
        /// The login.
        user: String,
        /// The folder there.
        path: String,
        /// The file of the private key; none for the agent's keys, the usual key files and the password.
        key: Option<String>,
        /// The file of known hosts; none for the user's own.
        known_hosts: Option<String>,
    },
    /// A bucket of S3 or one of its likes.
    S3 {
        /// The bucket.
        bucket: String,
        /// The folder in it; empty for its top.
        path: String,
        /// The region.
        region: String,
        /// The address of the service; none for Amazon's own.
        endpoint: Option<String>,
    },
    /// A container of Azure Blob Storage.
    AzureBlob {
        /// The storage account.
        account: String,
        /// The container; `$web` is that of a static site.
        container: String,
        /// The folder in it; empty for its top.
        path: String,
        /// The address of the service; none for Azure's own.
        endpoint: Option<String>,
    },
    /// A WebDAV folder.
    WebDav {
        /// Its address.
        endpoint: String,
        /// The login; none for a server that asks for none.
        user: Option<String>,
        /// The folder in it; empty for its top.
        path: String,
    },
}

/// How a release takes the place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// `releases/<release>/`, and `current` that is switched in one step.
    Releases,
    /// File by file, in an order in which no page ever lacks what it needs.
    Plain,
}

/// A web server that takes redirects and headers from a file beside the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebServer {
    /// `.htaccess`.
    Apache,
    /// `web.config`.
    Iis,
    /// `staticwebapp.config.json`.
    Azure,
    /// `_redirects` and `_headers`.
    Netlify,
}

impl WebServer {
    /// The files that the hand-over has for it, each with the name that the server knows.
    pub fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Apache => &[("apache.htaccess", ".htaccess")],
            Self::Iis => &[("web.config", "web.config")],
            Self::Azure => &[("staticwebapp.config.json", "staticwebapp.config.json")],
            Self::Netlify => &[("_headers", "_headers"), ("_redirects", "_redirects")],
        }
    }
}

impl TargetKind {
    /// The place in words: “the folder /srv/guide”.
    pub fn words(&self) -> String {
        match self {
            Self::Folder { path } => format!("the folder {path}"),
            Self::Sftp { host, port: 22, user, path, .. } => format!("{path} on {host} (SFTP, as {user})"),
            Self::Sftp { host, port, user, path, .. } => format!("{path} on {host}, port {port} (SFTP, as {user})"),
            Self::S3 { bucket, path, .. } => format!("the bucket {bucket}{}", below(path)),
            Self::AzureBlob { account, container, path, .. } => {
                format!("the container {container} of the storage account {account}{}", below(path))
            }
            Self::WebDav { endpoint, path, .. } => format!("{endpoint}{} (WebDAV)", below(path)),
        }
    }
}

fn below(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!(", folder {path}") }
}

/// The environment variable that holds a secret of a target: `SENCO_GUIDE_LIVE_PASSWORD` for the password of `live`.
pub fn secret_variable(target: &str, secret: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() } else { '_' };
    format!("SENCO_GUIDE_{}_{secret}", target.chars().map(plain).collect::<String>())
}
