//! Small guides for tests: written in a line or two, built in memory, asked what they found and what came out.

pub mod documents;

pub mod linked;

pub mod placeholders;

pub mod web;

pub mod web_server;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::{Date, date};
use senco_guide::io::{Cache, Failure, Web};
use senco_guide::model::{At, Finding, Place, Sources};
use senco_guide::{Compiled, Make, Surroundings, compile, load};
use tempfile::TempDir;

/// A guide folder of a test, thrown away at its end.
pub struct GuideTest {
    folder: TempDir,
}

/// A built guide.
pub struct Built {
    pub sources: Sources,
    pub compiled: Compiled,
}

impl GuideTest {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    /// A guide of these pages, with the least settings that a guide needs.
    pub fn with_pages(pages: &[(&str, &str)]) -> Self {
        let guide = Self::new().file("guide.toml", "[guide]\ntitle = \"Test guide\"\neditor = \"SEN consultant\"\n");
        pages.iter().fold(guide, |guide, (name, text)| guide.file(&format!("pages/{name}"), text))
    }

    /// Puts a file in.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let target = self.path().join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(target, content).expect("a file");
        self
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("guide")
    }

    /// The folder around the guide folder.
    pub fn around(&self) -> &Path {
        self.folder.path()
    }

    /// Builds without the PDF.
    pub fn build(&self) -> Built {
        self.make(Make::BundleWithoutPdf)
    }

    pub fn make(&self, make: Make) -> Built {
        self.try_make(make).unwrap_or_else(|failure| panic!("{failure}"))
    }

    /// Checks, and asks this web too.
    pub fn check_with(&self, web: &Arc<impl Web + 'static>) -> Built {
        let web: Arc<dyn Web> = web.clone();
        build_with(&self.path(), Make::BundleWithoutPdf, date(2026, 9, 1), Some(web))
            .unwrap_or_else(|failure| panic!("{failure}"))
    }

    pub fn try_make(&self, make: Make) -> Result<Built, Failure> {
        build_folder(&self.path(), make)
    }
}

/// One of the guides of `tests/guides`.
pub fn guide_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guides").join(name)
}

/// Builds a guide folder as of 1 September 2026, without a cache.
pub fn build_folder(folder: &Path, make: Make) -> Result<Built, Failure> {
    build_folder_as_of(folder, make, date(2026, 9, 1))
}

/// Builds a guide folder as of a day, without a cache.
pub fn build_folder_as_of(folder: &Path, make: Make, as_of: Date) -> Result<Built, Failure> {
    build_with(folder, make, as_of, None)
}

fn build_with(folder: &Path, make: Make, as_of: Date, web: Option<Arc<dyn Web>>) -> Result<Built, Failure> {
    let loaded = load::guide(folder)?;
    let surroundings = Surroundings { as_of, as_of_is_given: true, cache: Cache::off(), web };
    let compiled = compile(&loaded.value, loaded.findings, make, &surroundings);
    Ok(Built { sources: loaded.value, compiled })
}

impl Built {
    /// What was found, as `rule file:line:column`, without the line for things that have none.
    pub fn found(&self) -> Vec<String> {
        self.compiled
            .findings
            .iter()
            .map(|finding| format!("{} {}", finding.rule.code, self.spot(&finding.place)))
            .collect()
    }

    /// Fails unless just this was found.
    pub fn finds(&self, expected: &[&str]) -> &Self {
        let mut found = self.found();
        let mut expected: Vec<String> = expected.iter().map(|text| (*text).to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "\n{}", self.told());
        self
    }

    /// The one finding of a rule.
    pub fn finding(&self, code: &str) -> &Finding {
        let found: Vec<&Finding> = self.compiled.findings.iter().filter(|finding| finding.rule.code == code).collect();
        assert_eq!(found.len(), 1, "findings of {code}:\n{}", self.told());
        found[0]
    }

    /// The verdict and the evidence of a link in `links.csv`, by the address as written.
    pub fn row(&self, link: &str) -> (String, String) {
        let text = self.text("report/links.csv");
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let row = reader.records().map(|row| row.expect("a row")).find(|row| &row[5] == link);
        let row = row.unwrap_or_else(|| panic!("links.csv has no {link}:\n{text}"));
        (row[8].to_owned(), row[9].to_owned())
    }

    /// The text of a file of the bundle.
    pub fn text(&self, path: &str) -> String {
        let file = self.compiled.bundle.get(path).unwrap_or_else(|| panic!("the bundle has no {path}"));
        String::from_utf8_lossy(&file.bytes).into_owned()
    }

    pub fn has(&self, path: &str) -> bool {
        self.compiled.bundle.get(path).is_some()
    }

    /// A place as `file:line:column`, or `file (page 3)`.
    pub fn spot(&self, place: &Place) -> String {
        match (&place.at, place.at.within()) {
            (At::Bytes(range), _) => {
                let position = self.sources.get(&place.file).map(|file| file.position(range.start));
                position
                    .map_or_else(|| place.file.to_string(), |at| format!("{}:{}:{}", place.file, at.line, at.column))
            }
            (_, Some(within)) => format!("{} ({within})", place.file),
            (_, None) => place.file.to_string(),
        }
    }

    fn told(&self) -> String {
        self.compiled
            .findings
            .iter()
            .map(|finding| {
                format!("{} {}: {} | {}\n", finding.rule.code, self.spot(&finding.place), finding.what, finding.fix)
            })
            .collect()
    }
}
