//! What is to go live: the files of a finished bundle in a safe order, and the note of the release.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::note::{Note, NotedFile, Told};
use crate::io::Headers;
use crate::model::{Bundle, Digest, History, Manifest, ManifestFile, PublishTarget, media_type};
use crate::write::html::MOVED_DOCUMENTS;

/// The files of a release and its note.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The files, in the order of their paths.
    pub files: Vec<OfferedFile>,
    /// The note.
    pub note: Note,
}

/// A file to publish.
#[derive(Debug, Clone)]
pub struct OfferedFile {
    /// Its path under the guide's address.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Their digest.
    pub digest: Digest,
}

/// Why a bundle cannot be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfferTrouble {
    /// There is no manifest, or it cannot be read.
    #[error(
        "The bundle has no manifest that can be read, so it is not whole.\nFix: run senco-guide build again, then publish."
    )]
    NoManifest,
    /// The manifest is newer than this program.
    #[error("The bundle was made by a newer senco-guide.\nFix: publish with the program that built it.")]
    Newer,
    /// A file is missing or not what the manifest says.
    #[error(
        "The file {0} of the bundle is missing or was changed after the build.\nFix: run senco-guide build again, then publish. Changes belong into the guide, not into the bundle."
    )]
    Damaged(String),
    /// Readers have had the PDF, and it is not there.
    #[error(
        "Schools have had the PDF of the guide at {path} since release {since}, and this bundle has none. The address would be lost.\nFix: run senco-guide build without --no-pdf, then publish."
    )]
    NoPdf {
        /// Its address.
        path: String,
        /// The first release that had it.
        since: u32,
    },
    /// Two names differ only by case.
    #[error(
        "The names {0} and {1} differ only in capital letters; on many servers one would take the other's place.\nFix: give one of the two files another name, build again, then publish."
    )]
    SameButForCase(String, String),
    /// The hand-over has no file for the server that is named.
    #[error(
        "The bundle has no file handover/{0}, which this target's server needs.\nFix: run senco-guide build again, then publish."
    )]
    NoServerFile(String),
}

impl Offer {
    /// What a bundle offers to a target. `leads_on_by_page` says that the target's files keep their headers, so that a page
    /// can stand at the old address of a document.
    ///
    /// # Errors
    /// When the bundle is not whole.
    pub fn of(
        bundle: &Bundle,
        target: &PublishTarget,
        leads_on_by_page: bool,
        told: Told,
    ) -> Result<Self, OfferTrouble> {
        let manifest = manifest(bundle)?;
        let mut files: BTreeMap<String, (Arc<[u8]>, Digest, String)> = BTreeMap::new();
        for listed in &manifest.files {
            let file = bundle.get(&format!("site/{}", listed.path)).filter(|file| file.digest == listed.sha256);
            let file = file.ok_or_else(|| OfferTrouble::Damaged(format!("site/{}", listed.path)))?;
            files.insert(listed.path.clone(), (file.bytes.clone(), file.digest, listed.media_type.clone()));
        }
        if let Some(file) = bundle.get("site/manifest.json") {
            files.insert(MANIFEST.to_owned(), (file.bytes.clone(), file.digest, file.media_type.to_owned()));
        }
        for (handed_over, name) in target.server.map_or(&[][..], |server| server.files()) {
            let file = bundle.get(&format!("handover/{handed_over}"));
            let file = file.ok_or_else(|| OfferTrouble::NoServerFile((*handed_over).to_owned()))?;
            files.insert((*name).to_owned(), (file.bytes.clone(), file.digest, media_type(name).to_owned()));
        }
        if leads_on_by_page {
            for (path, page) in bundle.under(MOVED_DOCUMENTS) {
                let page = (page.bytes.clone(), page.digest, media_type("x.html").to_owned());
                files.entry(path.to_owned()).or_insert(page);
            }
        }
        refuse_same_but_for_case(files.keys())?;
        let noted = |(path, (bytes, digest, media_type)): (&String, &(Arc<[u8]>, Digest, String))| NotedFile {
            path: path.clone(),
            bytes: bytes.len() as u64,
            sha256: *digest,
            media_type: media_type.clone(),
        };
        let note = Note::new(
            told,
            manifest.edition.clone(),
            manifest.source_sha256,
            manifest.redirects.clone(),
            files.iter().map(noted).collect(),
        );
        let files = files.into_iter().map(|(path, (bytes, digest, _))| OfferedFile { path, bytes, digest }).collect();
        Ok(Self { files, note })
    }

    /// A file, by its path.
    pub(super) fn file(&self, path: &str) -> Option<&OfferedFile> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(at)
    }
}

/// The manifest of a bundle.
///
/// # Errors
/// When there is none, it is damaged, or it is newer than this program.
pub fn manifest(bundle: &Bundle) -> Result<Manifest, OfferTrouble> {
    #[derive(serde::Deserialize)]
    struct Numbered {
        format: u32,
    }
    let file = bundle.get("site/manifest.json").ok_or(OfferTrouble::NoManifest)?;
    let numbered: Numbered = serde_json::from_slice(&file.bytes).map_err(|_| OfferTrouble::NoManifest)?;
    if numbered.format > 1 {
        return Err(OfferTrouble::Newer);
    }
    serde_json::from_slice(&file.bytes).map_err(|_| OfferTrouble::NoManifest)
}

/// The one PDF has an address as well: a bundle made in a hurry, without it, would lose the one that schools have.
///
/// # Errors
/// When an earlier release had a PDF of the whole guide whose address neither answers nor leads on.
pub fn refuse_without_pdf(manifest: &Manifest, history: &History) -> Result<(), OfferTrouble> {
    let has = |path: &str| manifest.files.iter().any(|file| file.path == path);
    let answers =
        |path: &str| has(path) || manifest.redirects.iter().any(|redirect| redirect.from == path && has(&redirect.to));
    for release in &history.releases {
        let whole = release.manifest.files.iter().find(|file| is_whole(file) && !answers(&file.path));
        if let Some(pdf) = whole {
            return Err(OfferTrouble::NoPdf { path: pdf.path.clone(), since: release.number });
        }
    }
    Ok(())
}

/// Whether a file of a release is the PDF of the whole guide: linked PDFs lie in a folder.
fn is_whole(file: &ManifestFile) -> bool {
    file.media_type == "application/pdf" && !file.path.contains('/')
}

/// The manifest's own path on the site.
pub(super) const MANIFEST: &str = "manifest.json";

/// The order in which files are put in place one by one, so that no page ever lacks what it needs: what pages show and lead
/// to first, then the pages, then the first page, and the manifest last of all.
pub(super) fn rank(file: &NotedFile) -> u8 {
    match file.path.as_str() {
        MANIFEST => 4,
        "index.html" => 3,
        path if file.media_type.starts_with("text/html") && !path.starts_with("documents/") => 2,
        _ if file.media_type.starts_with("text/html") => 1,
        _ => 0,
    }
}

/// What a file is served with, where the place keeps that. Files that are named by their digest never change.
pub(super) fn headers(file: &NotedFile) -> Headers {
    let is_fixed = is_asset(&file.path);
    let cache = if is_fixed { "public, max-age=31536000, immutable" } else { "public, max-age=300" };
    Headers { media_type: file.media_type.clone(), cache }
}

/// Whether a file is named by its digest: pages that are open in a browser may still ask for it.
pub(super) fn is_asset(path: &str) -> bool {
    path.starts_with("assets/")
}

fn refuse_same_but_for_case<'a>(paths: impl Iterator<Item = &'a String>) -> Result<(), OfferTrouble> {
    let mut seen: BTreeMap<String, &String> = BTreeMap::new();
    for path in paths {
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            return Err(OfferTrouble::SameButForCase(other.clone(), path.clone()));
        }
    }
    Ok(())
}
