//! Typst's view of the world: our own fonts and the files of one document, all in memory. No disk, no clock, no network.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::model::Digest;

/// The typeface of the guide, in the weights that `look.typ` uses. SIL OFL 1.1; the licence lies beside the files.
const FACES: [&[u8]; 4] = [
    include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
    include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Italic.ttf"),
    include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-SemiBold.ttf"),
    include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
];

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::load);

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build())
});

struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// One document to typeset.
pub(super) struct Desk {
    main: Source,
    look: Source,
    facts: Source,
    /// The chapters and annexes, in their order.
    pieces: Vec<Source>,
    files: HashMap<FileId, Bytes>,
}

impl Fonts {
    fn load() -> Self {
        let fonts: Vec<Font> =
            FACES.into_iter().chain(typst_assets::fonts()).flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }
}

/// Whether any of our fonts has a shape for this letter.
pub(super) fn has_shape(letter: char) -> bool {
    letter.is_ascii() || FONTS.fonts.iter().any(|font| font.info().coverage.contains(letter as u32))
}

/// The digest of the fonts: another typeface gives another PDF.
pub(super) fn fonts_digest() -> Digest {
    Digest::of_parts(FACES)
}

impl Desk {
    /// A document: its markup in pieces, the facts that `look.typ` reads, and its files by name.
    pub(super) fn new(pieces: Vec<String>, facts: String, files: &BTreeMap<String, Bytes>) -> Self {
        let name = |number: usize| format!("piece-{number}.typ");
        let includes: Vec<String> = (0..pieces.len()).map(|number| format!("include \"{}\"", name(number))).collect();
        let includes = includes.join("\n");
        let main = format!("#import \"look.typ\": *\n#show: guide\n#{{\n{includes}\n}}\n");
        let piece = |(number, code)| Source::new(file(&name(number)), code);
        Self {
            main: Source::new(file("main.typ"), main),
            pieces: pieces.into_iter().enumerate().map(piece).collect(),
            look: Source::new(file("look.typ"), include_str!("look.typ").to_owned()),
            facts: Source::new(file("facts.typ"), facts),
            files: files.iter().map(|(name, bytes)| (file(name), bytes.clone())).collect(),
        }
    }

    /// Which piece a file is: spans in it have places in the guide.
    pub(super) fn piece(&self, id: FileId) -> Option<usize> {
        self.pieces.iter().position(|piece| piece.id() == id)
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let own = [&self.main, &self.look, &self.facts];
        own.into_iter().chain(&self.pieces).find(|source| source.id() == id).cloned().ok_or(FileError::NotSource)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::NotSource)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// A file of the document. Backslashes, the only letters that Typst's paths refuse, are spelt `_`.
fn file(name: &str) -> FileId {
    let path =
        VirtualPath::new(name.replace('\\', "_")).expect("a path within the guide folder is a sound path for Typst");
    RootedPath::new(VirtualRoot::Project, path).intern()
}
