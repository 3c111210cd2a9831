//! What the web team needs besides the site: how to put it live, digests, addresses to try, and redirects and headers in the
//! form of each web server.
//!
//! One file a server. Each is told the same: old addresses with where they lead, security headers, and the page for
//! addresses that lead nowhere. The content security policy is for web pages only: browsers show PDFs with a viewer of
//! their own, which it would break.

mod apache;

mod azure;

mod deploy;

mod iis;

mod netlify;

mod nginx;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::Material;
use crate::model::{Bundle, ManifestRedirect, Redirect, SiteAddress, media_type};

/// The header with the content security policy.
const POLICY: &str = "Content-Security-Policy";

/// The security headers the site is made for: it works under them as they are. The first is for web pages only.
pub const HEADERS: [(&str, &str); 4] = [
    (
        POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];

/// What every web server is told.
#[derive(Debug, Default)]
struct Rules {
    /// The path of the guide on its host, such as `/senco-guide/`; not percent-encoded.
    base: String,
    /// The old addresses under it.
    moves: Vec<Move>,
    /// The paths of the site's web pages, not percent-encoded.
    pages: Vec<String>,
    /// The paths of its PDFs.
    pdfs: Vec<String>,
    /// The endings of its other files that not every server knows, with their media types.
    types: Vec<(String, &'static str)>,
}

/// An old address and where it leads.
#[derive(Debug, Clone)]
struct Move {
    /// The old path under the guide's; not percent-encoded. A folder is here twice, with and without `/` at its end.
    from: String,
    /// The new one.
    to: SiteAddress,
    /// Whether a page in its place leads on, should the server not.
    has_stub: bool,
}

/// The redirects as the manifest keeps them, in order.
pub(super) fn redirects(material: &Material<'_>) -> Vec<ManifestRedirect> {
    let redirect = |redirect: &Redirect| ManifestRedirect { from: redirect.from.clone(), to: redirect.to.to_string() };
    let mut redirects: Vec<ManifestRedirect> = material.graph.redirects.iter().map(redirect).collect();
    redirects.sort();
    redirects
}

/// Writes `handover/`.
pub(super) fn handover(material: &Material<'_>, bundle: &Bundle) -> Bundle {
    let rules = Rules::of(material, bundle);
    let files = [
        ("SHA256SUMS", sums(bundle)),
        ("urls.txt", addresses(material, bundle)),
        ("DEPLOY.txt", deploy::text(material, &rules)),
        ("apache.htaccess", apache::file(&rules)),
        ("nginx.conf", nginx::file(&rules)),
        ("web.config", iis::file(&rules)),
        ("staticwebapp.config.json", azure::file(&rules)),
        ("_redirects", netlify::redirects(&rules)),
        ("_headers", netlify::headers(&rules)),
        ("redirects-elsewhere.csv", elsewhere(material)),
    ];
    let mut handover = Bundle::default();
    for (name, text) in files {
        handover.insert(&format!("handover/{name}"), text.into_bytes());
    }
    handover
}

impl Rules {
    fn of(material: &Material<'_>, bundle: &Bundle) -> Self {
        let address = material.config.address.as_deref().unwrap_or("/");
        let path =
            address.split_once("://").map_or(address, |(_, rest)| rest).split_once('/').map_or("", |(_, path)| path);
        let base = format!("/{}", percent_encoding::percent_decode_str(path).decode_utf8_lossy());
        let here = material.graph.redirects.iter().filter(|redirect| !redirect.from.contains("://"));
        let files = |kind: &str| -> Vec<String> {
            let files = bundle.under("site").filter(|(_, file)| file.media_type.starts_with(kind));
            files.map(|(path, _)| path.to_owned()).collect()
        };
        let mut endings: Vec<String> = bundle.under("site").filter_map(|(path, _)| ending(path)).collect();
        endings.sort();
        endings.dedup();
        Self {
            base,
            moves: here.flat_map(|redirect| moves(redirect, bundle)).collect(),
            pages: files("text/html"),
            pdfs: files("application/pdf"),
            types: endings.into_iter().map(|ending| (ending.clone(), media_type(&format!("x{ending}")))).collect(),
        }
    }
}

impl Move {
    /// The old path as a browser asks for it.
    fn asked(&self) -> String {
        SiteAddress::file(self.from.clone()).relative_to("")
    }

    /// The new address as a browser asks for it. `$` means something to some servers, and no browser minds `%24`.
    fn leads_to(&self) -> String {
        self.to.relative_to("").replace('$', "%24")
    }

    /// Whether it is a folder, or an address without an ending.
    fn is_folder(&self) -> bool {
        !self.from.rsplit('/').next().unwrap_or_default().contains('.')
    }
}

fn moves(redirect: &Redirect, bundle: &Bundle) -> Vec<Move> {
    let has_stub =
        super::html::stub_path(&redirect.from).is_some_and(|path| bundle.get(&format!("site/{path}")).is_some());
    let step = |from: &str| Move { from: from.to_owned(), to: redirect.to.clone(), has_stub };
    let bare = redirect.from.trim_end_matches('/');
    let one = step(&redirect.from);
    if one.is_folder() { vec![step(bare), step(&format!("{bare}/"))] } else { vec![one] }
}

/// The ending of a file that not every server knows.
fn ending(path: &str) -> Option<String> {
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    let known = ["html", "css", "js", "png", "jpg", "jpeg", "gif", "txt", "xml", "pdf", "zip"];
    let is_plain = !ending.is_empty() && ending.chars().all(|letter| letter.is_ascii_alphanumeric());
    (is_plain && !known.contains(&ending.to_lowercase().as_str())).then(|| format!(".{}", ending.to_lowercase()))
}

fn sums(bundle: &Bundle) -> String {
    bundle.under("site").fold(String::new(), |mut text, (path, file)| {
        let _ = writeln!(text, "{}  {path}", file.digest);
        text
    })
}

fn addresses(material: &Material<'_>, bundle: &Bundle) -> String {
    let base = material.config.address.as_deref().unwrap_or_default();
    bundle.under("site").fold(String::new(), |mut text, (path, _)| {
        let _ = writeln!(text, "{base}{}", SiteAddress::file(path.to_owned()).relative_to(""));
        text
    })
}

/// Old addresses on other hosts, for the teams that run those.
fn elsewhere(material: &Material<'_>) -> String {
    let base = material.config.address.as_deref().unwrap_or_default();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(["from", "to"]);
    let mut redirects: Vec<&Redirect> = material.graph.redirects.iter().collect();
    redirects.sort();
    for redirect in redirects.into_iter().filter(|redirect| redirect.from.contains("://")) {
        let _ = writer.write_record([&redirect.from, &format!("{base}{}", redirect.to.relative_to(""))]);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A path of the site as a browser asks for it.
fn encoded(path: &str) -> String {
    SiteAddress::file(path.to_owned()).relative_to("")
}

/// The guide's own path as a browser asks for it.
fn encoded_base(base: &str) -> String {
    base.split('/').map(encoded).collect::<Vec<_>>().join("/")
}
