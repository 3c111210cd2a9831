//! The manifest: what a published site consists of, with digests. No time and no machine in it: same guide, same manifest.

use serde::{Deserialize, Serialize};

use super::settings_text::that_shapes_the_bundle;
use super::{Bundle, Digest, GuidePath, Sources};

/// `site/manifest.json`, format 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format's number: 1.
    pub format: u32,
    /// The tool and its version.
    pub tool: String,
    /// The guide's title.
    pub guide: String,
    /// The edition; empty when the guide names none.
    pub edition: String,
    /// Every file of the site but this one, in path order.
    pub files: Vec<ManifestFile>,
    /// Old addresses and where they lead now, relative to the site.
    pub redirects: Vec<ManifestRedirect>,
    /// The digest of everything the guide was made from.
    pub source_sha256: Digest,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Its path, relative to the site.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its digest.
    pub sha256: Digest,
    /// The media type it must be served with.
    #[serde(rename = "type")]
    pub media_type: String,
}

/// An old address kept alive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ManifestRedirect {
    /// A path under the guide's address, or a whole address elsewhere.
    pub from: String,
    /// A path under the guide's address.
    pub to: String,
}

impl Manifest {
    /// The tool and its version, as files name it.
    pub const TOOL: &str = concat!("senco-guide ", env!("CARGO_PKG_VERSION"));

    /// The manifest of the files below `site/` in a bundle.
    pub fn of_site(
        bundle: &Bundle,
        guide: &str,
        edition: Option<&str>,
        redirects: Vec<ManifestRedirect>,
        source: Digest,
    ) -> Self {
        let files = bundle.under("site").map(|(path, file)| ManifestFile {
            path: path.to_owned(),
            bytes: file.bytes.len() as u64,
            sha256: file.digest,
            media_type: file.media_type.to_owned(),
        });
        Self {
            format: 1,
            tool: Self::TOOL.to_owned(),
            guide: guide.to_owned(),
            edition: edition.unwrap_or_default().to_owned(),
            files: files.filter(|file| file.path != "manifest.json").collect(),
            redirects,
            source_sha256: source,
        }
    }

    /// The digest of what a guide's bundle is made from. `history/` does not count: publishing writes there. Nor does what
    /// `guide.toml` says of publishing and of the preview.
    pub fn source_digest(sources: &Sources) -> Digest {
        let settings = GuidePath::settings();
        let files = sources.files().iter().filter(|file| !file.path.is_under("history"));
        let digests: Vec<_> = files
            .map(|file| {
                let digest = if file.path == settings {
                    that_shapes_the_bundle(&file.bytes).map(|text| Digest::of(text.as_bytes()))
                } else {
                    None
                };
                (file.path.as_str().as_bytes(), digest.unwrap_or(file.digest))
            })
            .collect();
        Digest::of_parts(digests.iter().flat_map(|(path, digest)| [*path, digest.bytes()]))
    }
}
