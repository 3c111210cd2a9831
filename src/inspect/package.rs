//! Opens the zip package that Word, Excel and OpenDocument files are, and unpacks its parts within bounds.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{self, Element, XmlError};
use crate::model::Problem;

/// One part may unpack to this many bytes: far more than the longest policy, far less than a zip bomb.
const LARGEST_PART: u64 = 64 * 1024 * 1024;

/// All parts that we unpack together.
const LARGEST_PACKAGE: u64 = 256 * 1024 * 1024;

/// Parts in one package. A document with a picture on every page has some hundreds.
const MOST_PARTS: usize = 10_000;

/// An opened package. What stood in the way of reading a part is kept in it, because reading goes on without the part.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Part names in lower case and their position: Word compares them so.
    names: BTreeMap<String, usize>,
    unpacked: Cell<u64>,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| cut_off())?;
        if archive.len() > MOST_PARTS {
            return Err(Problem::TooLarge);
        }
        let mut names = BTreeMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                names.insert(name.trim_start_matches('/').replace('\\', "/").to_lowercase(), index);
            }
        }
        let unpacked = Cell::new(0);
        Ok(Self { archive, names, unpacked, problems: RefCell::default() })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    /// The names of the parts, in lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The bytes of a part. `None` when there is no such part, or when something stands in the way: see
    /// [`Package::problems`].
    pub(super) fn part(&self, name: &str) -> Option<Vec<u8>> {
        let index = *self.names.get(&name.to_lowercase())?;
        match self.unpack(index) {
            Ok(bytes) => Some(bytes),
            Err(problem) => {
                self.note(problem);
                None
            }
        }
    }

    /// A part as a tree.
    pub(super) fn xml(&self, name: &str) -> Option<Element> {
        let bytes = self.part(name)?;
        xml::read(&bytes).map_err(|error| self.note_xml(name, error)).ok()
    }

    /// A part as many small trees: one for every element with one of these names.
    pub(super) fn each(&self, name: &str, names: &[&str], give: impl FnMut(Element)) {
        let Some(bytes) = self.part(name) else { return };
        if let Err(error) = xml::each(&bytes, names, give) {
            self.note_xml(name, error);
        }
    }

    /// Keeps what stood in the way, once.
    pub(super) fn note(&self, problem: Problem) {
        let mut problems = self.problems.borrow_mut();
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }

    /// What stood in the way.
    pub(super) fn problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    fn unpack(&self, index: usize) -> Result<Vec<u8>, Problem> {
        // A copy shares the list of parts and costs nothing; it has its own position in the bytes.
        let mut archive = self.archive.clone();
        let file = archive.by_index(index).map_err(|error| problem_of(&error))?;
        let room = LARGEST_PART.min(LARGEST_PACKAGE.saturating_sub(self.unpacked.get()));
        let mut bytes = Vec::new();
        let read = file.take(room + 1).read_to_end(&mut bytes);
        self.unpacked.set(self.unpacked.get() + bytes.len() as u64);
        if bytes.len() as u64 > room {
            return Err(Problem::TooLarge);
        }
        read.map_err(|_| Problem::Damaged("a part of it does not unpack".to_owned()))?;
        Ok(bytes)
    }

    fn note_xml(&self, name: &str, error: XmlError) {
        self.note(match error {
            XmlError::TooLarge => Problem::TooLarge,
            XmlError::Broken => Problem::Damaged(format!("its part {name} breaks off or is garbled")),
        });
    }
}

/// The problem of a package that has no list of its parts at its end: mostly a copy that did not finish.
fn cut_off() -> Problem {
    Problem::Damaged("it breaks off before its end, as a copy that did not finish does".to_owned())
}

fn problem_of(error: &ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => Problem::Password,
        _ => Problem::Damaged("a part of it does not unpack".to_owned()),
    }
}
