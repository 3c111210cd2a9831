//! Reads a Word or OpenDocument text that is to become a guide.
//!
//! It is read as any linked document is, with two things more: headings that are only bold type count as headings, and what a
//! page of Markdown cannot hold is listed, so that nothing is lost without being named.

use super::{Inspector, discreet, disguise, docx, odt, stopped_by};
use crate::model::{At, Problem, Reading};

/// A text that is to become a guide.
#[derive(Debug, Clone, Default)]
pub struct Manuscript {
    /// What it says.
    pub reading: Reading,
    /// The words of headings that were no headings but bold or large type.
    pub faked: Vec<String>,
    /// What is not in its blocks, or is there in another form.
    pub left_out: Vec<LeftOut>,
}

/// One thing that the blocks of a manuscript leave out, or hold in another form.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// What it is.
    pub kind: LeftOutKind,
    /// Its words, or others that tell it; may be empty.
    pub words: String,
    /// Where it stands.
    pub at: At,
}

/// What may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutKind {
    /// Text that was put in while changes were tracked: it is kept.
    Insertion,
    /// Text that was taken out while changes were tracked.
    Deletion,
    /// A comment.
    Comment,
    /// Text that is marked as hidden.
    HiddenText,
    /// Text that is highlighted: often a reminder to its writer. The words are kept.
    Highlight,
    /// The running text at the head of pages.
    Header,
    /// The running text at the foot of pages.
    Footer,
    /// A text box: its words follow the paragraph it belongs to.
    TextBox,
    /// A diagram (`SmartArt`): its words follow the paragraph it belongs to.
    Diagram,
    /// Words drawn as a picture (`WordArt`), such as a watermark.
    WordArt,
    /// A formula: only its letters and figures are kept.
    Formula,
    /// A chart.
    Chart,
    /// An object of another program, such as a sheet of Excel.
    Object,
    /// A picture of a kind that a web page cannot show; its words are kept.
    StrangePicture,
    /// A picture that is not in the file but somewhere else.
    LinkedPicture,
    /// A picture that is marked as decorative.
    Decoration,
    /// A text from another file that is shown in place.
    OtherText,
    /// A field to fill in: a list to choose from, a date, a box to type in. What it shows is kept.
    Field,
    /// An item that is counted with letters or roman figures: it gets figures.
    LetteredItem,
    /// A heading whose number Word makes: it is gone.
    NumberedHeading,
    /// The table of contents or the index: the guide makes its own.
    Contents,
    /// Programs inside the file.
    Macros,
}

/// Reads a text that is to become a guide, whatever its name says it is.
pub fn manuscript(bytes: &[u8]) -> Manuscript {
    let mut manuscript = if bytes.is_empty() {
        Manuscript { reading: stopped_by(Problem::Empty), ..Manuscript::default() }
    } else if docx::Docx.recognises(bytes) {
        docx::manuscript(bytes)
    } else if odt::Odt.recognises(bytes) {
        odt::manuscript(bytes)
    } else {
        Manuscript { reading: stopped_by(disguise::problem(bytes)), ..Manuscript::default() }
    };
    manuscript.reading = discreet::discreet(manuscript.reading);
    manuscript
}
