//! What did not come along as it was: in plain words, with its place in Word, and what to do.

use super::files::{is_on_one_computer, path_of, used_links};
use super::links::Ways;
use super::markdown::{FlatKind, Flattened};
use crate::inspect::{LeftOut, LeftOutKind, Manuscript};
use crate::model::{At, GuidePath, Problem, shown_address};

/// One thing that did not come along as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What kind of thing, and what to do about its like.
    pub subject: &'static Subject,
    /// Which one: its words, its file.
    pub what: String,
    /// Where it stands, in words; may be empty.
    pub place: String,
}

/// A kind of thing that does not come along as it was.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// How much it matters.
    pub weight: Weight,
    /// What it is, in the plural.
    pub name: &'static str,
    /// What became of it, and what to do.
    pub then: &'static str,
}

/// How much something matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Somebody has to do something before the guide is whole.
    ToDo,
    /// It is there in another form: read it over.
    ReadOver,
    /// It was left out because a guide has it in another way.
    LeftOut,
}

use Weight::{ReadOver, ToDo};

const MISSING: Subject = Subject {
    weight: ToDo,
    name: "Files that could not be found",
    then: "The pages link to them all the same. Put each file into the guide under the name given here, and add its row to documents.csv.",
};
const NO_WORDS: Subject = Subject {
    weight: ToDo,
    name: "Pictures without words for people who cannot see them",
    then: "In the page, write what the picture says between the square brackets of ![](…).",
};
const LOST_SPOT: Subject = Subject {
    weight: ToDo,
    name: "Links to a bookmark that is not there",
    then: "In the page, lead each link to the heading that is meant, or take the link out.",
};
const LOCAL: Subject = Subject {
    weight: ToDo,
    name: "Links to a folder or program on one computer or network",
    then: "They work for nobody outside. Link to a file of the guide or to a web address, or take the link out.",
};
const BROKEN: Subject = Subject {
    weight: ToDo,
    name: "Parts of the Word file that could not be read",
    then: "Open the file in Word, save it under a new name and import that, or compare the pages with it closely.",
};
const LINK_ELSEWHERE: Subject = Subject {
    weight: ToDo,
    name: "Links outside the running text",
    then: "They stand in headers, footers, comments, shapes or diagrams and were left out. Put those that readers need into a page.",
};
const FAKED: Subject = Subject {
    weight: ReadOver,
    name: "Headings that were only bold or large type in Word",
    then: "They are headings now. Where one is none, take the # signs before it away.",
};
const RENAMED: Subject = Subject {
    weight: ReadOver,
    name: "Files with a new name",
    then: "Blanks, capitals and signs in a name break on the web. The links of the pages have the new names.",
};

/// What to say of what the blocks of a manuscript leave out.
#[expect(clippy::too_many_lines, reason = "a table: one kind, one text")]
fn subject(kind: LeftOutKind) -> &'static Subject {
    match kind {
        LeftOutKind::Insertion => &Subject {
            weight: ReadOver,
            name: "Tracked changes: text that was put in",
            then: "It is in the pages, as if you had accepted it in Word. Take it out where it was not agreed.",
        },
        LeftOutKind::Deletion => &Subject {
            weight: ReadOver,
            name: "Tracked changes: text that was taken out",
            then: "It is not in the pages, as if you had accepted its deletion in Word. Put it back where that was not agreed.",
        },
        LeftOutKind::Comment => &Subject {
            weight: ToDo,
            name: "Comments",
            then: "They are not published. Settle each one, in the page it is about.",
        },
        LeftOutKind::HiddenText => &Subject {
            weight: ReadOver,
            name: "Hidden text",
            then: "It was left out. If readers need it, type it into the page.",
        },
        LeftOutKind::Highlight => &Subject {
            weight: ReadOver,
            name: "Highlighted text",
            then: "The words are in the pages, without the colour. If the colour was a reminder to you, settle it; if it meant something to readers, say it in words or make a box: > [!CHECK].",
        },
        LeftOutKind::Header => &Subject {
            weight: ReadOver,
            name: "Page headers",
            then: "They were left out: each page of the guide has its own. If something in them is said nowhere else, put it into a page.",
        },
        LeftOutKind::Footer => &Subject {
            weight: ReadOver,
            name: "Page footers",
            then: "They were left out. A version or date goes into guide.toml (edition), a telephone number into a page.",
        },
        LeftOutKind::TextBox => &Subject {
            weight: ReadOver,
            name: "Text boxes",
            then: "Their words stand after the paragraph that they belong to. Where one should stand out, put > [!NOTE] and > signs before it.",
        },
        LeftOutKind::Diagram => &Subject {
            weight: ToDo,
            name: "Diagrams (SmartArt)",
            then: "Their words stand as paragraphs, without the arrows. Say the steps as a numbered list, or put a picture of the diagram into images.",
        },
        LeftOutKind::WordArt => &Subject {
            weight: ToDo,
            name: "Words drawn as a picture (WordArt)",
            then: "They were left out. If readers need them, type them into the page.",
        },
        LeftOutKind::Formula => &Subject {
            weight: ToDo,
            name: "Formulas",
            then: "Only their letters and figures are in the pages. Say each in words.",
        },
        LeftOutKind::Chart => &Subject {
            weight: ToDo,
            name: "Charts",
            then: "They were left out. Put the figures into a table, or save the chart as a picture (right click, Save as Picture, PNG) into images.",
        },
        LeftOutKind::Object => &Subject {
            weight: ToDo,
            name: "Objects of other programs",
            then: "They were left out, apart from their preview picture where it is a PNG or JPEG. Open each in Word, save it as a file of its own into documents, and link to it.",
        },
        LeftOutKind::StrangePicture => &Subject {
            weight: ToDo,
            name: "Pictures of a kind that a web page cannot show",
            then: "They were left out; their words, if any, stand in their place. In Word, right click, Save as Picture, choose PNG, save it into images and write ![words](../images/name.png) in the page.",
        },
        LeftOutKind::LinkedPicture => &Subject {
            weight: ToDo,
            name: "Pictures that are not in the Word file",
            then: "Word only links to them. Put each into images and write ![words](../images/name.png) in the page.",
        },
        LeftOutKind::Decoration => &Subject {
            weight: Weight::LeftOut,
            name: "Pictures that are marked as decorative",
            then: "They say nothing to readers and were left out.",
        },
        LeftOutKind::OtherText => &Subject {
            weight: ToDo,
            name: "Texts from other files",
            then: "They were left out. In Word, copy the text into the document itself and import again.",
        },
        LeftOutKind::Field => &Subject {
            weight: ReadOver,
            name: "Fields to fill in or choose from",
            then: "A page cannot be filled in: what they show is there as text. A form belongs into documents, as a file of its own.",
        },
        LeftOutKind::LetteredItem => &Subject {
            weight: ReadOver,
            name: "Items counted with letters or roman figures",
            then: "They are counted with figures now. Correct sentences such as “see (b)”.",
        },
        LeftOutKind::NumberedHeading => &Subject {
            weight: ReadOver,
            name: "Headings with a number that Word made",
            then: "The numbers are gone. Turn references such as “see 3.2” into links.",
        },
        LeftOutKind::Contents => &Subject {
            weight: Weight::LeftOut,
            name: "The table of contents or index",
            then: "The guide makes its own.",
        },
        LeftOutKind::Macros => &Subject {
            weight: Weight::LeftOut,
            name: "Macros (programs inside the Word file)",
            then: "A guide has none.",
        },
    }
}

fn flat_subject(kind: FlatKind) -> &'static Subject {
    match kind {
        FlatKind::MergedCells => &Subject {
            weight: ReadOver,
            name: "Tables with merged cells",
            then: "A cell over several rows is said again in each; a cell over several columns stands in the first. Read them over.",
        },
        FlatKind::BlocksInCell => &Subject {
            weight: ReadOver,
            name: "Cells with a list or several paragraphs",
            then: "They are lines of one cell, with <br> between them. A long one reads better below the table.",
        },
        FlatKind::TableInCell => &Subject {
            weight: ToDo,
            name: "Tables inside a cell",
            then: "Each of their rows is a line of the cell. Make a table of its own of them, or sentences.",
        },
        FlatKind::SecondHead => &Subject {
            weight: ReadOver,
            name: "Tables with several heading rows",
            then: "Only the first is one now. Say the second in its words, or make two tables.",
        },
        FlatKind::NoHead => &Subject {
            weight: ReadOver,
            name: "Tables without a heading row",
            then: "A screen reader reads out the heading of each cell, and nobody marked them in Word. If the first row of words holds them, take the empty row above it out and move the line of dashes below it. If there are none, write some into the empty row, or make a list of the table.",
        },
        FlatKind::Frame => &Subject {
            weight: ReadOver,
            name: "Frames (tables of one cell)",
            then: "They are quotations now. To make one a box, write > [!NOTE], > [!MUST] or the like above its first line.",
        },
    }
}

impl Notice {
    /// The order they are told in: what is to be done first, like by like.
    pub(super) fn order(&self) -> (Weight, &'static str) {
        (self.subject.weight, self.subject.name)
    }
}

/// What a manuscript itself tells.
pub(super) fn of_manuscript(manuscript: &Manuscript, ways: &Ways<'_>, notices: &mut Vec<Notice>) {
    let reading = &manuscript.reading;
    let mut tell =
        |subject: &'static Subject, what: String, place: String| notices.push(Notice { subject, what, place });
    for problem in &reading.problems {
        tell(&BROKEN, broken_words(problem), String::new());
    }
    for wanted in ways.files.missing() {
        let is_renamed = wanted.own_name() != wanted.file.file_name();
        let before = if is_renamed { format!("in Word it is {}", wanted.written) } else { String::new() };
        tell(&MISSING, wanted.file.to_string(), before);
    }
    for wanted in ways.files.renamed() {
        tell(&RENAMED, format!("{} was {}", wanted.file, wanted.own_name()), String::new());
    }
    let used = used_links(reading);
    for (ordinal, link) in reading.links.iter().enumerate() {
        let words = if link.label.is_empty() { String::new() } else { format!("“{}” leads to ", link.label) };
        let what = format!("{words}{}", shown_address(&link.written));
        if !used.contains(&ordinal) {
            tell(&LINK_ELSEWHERE, what, place_words(&link.at));
        } else if ways.is_lost(&link.written) {
            tell(&LOST_SPOT, what, place_words(&link.at));
        } else if is_on_one_computer(&link.written) && path_of(&link.written).is_none() {
            tell(&LOCAL, what, place_words(&link.at));
        }
    }
    for words in &manuscript.faked {
        tell(&FAKED, format!("“{words}”"), String::new());
    }
    for LeftOut { kind, words, at } in &manuscript.left_out {
        let what = if words.is_empty() { String::new() } else { format!("“{words}”") };
        // Words that are their own place need not be said twice.
        let place = match at {
            At::Paragraph { heading: Some(heading), .. } if heading == words => String::new(),
            At::Paragraph { heading, near } if near == words => {
                place_words(&At::Paragraph { heading: heading.clone(), near: String::new() })
            }
            _ => place_words(at),
        };
        tell(subject(*kind), what, place);
    }
}

/// What had to be said more plainly in a page.
pub(super) fn of_flattened(flat: &Flattened, page: &GuidePath) -> Notice {
    Notice { subject: flat_subject(flat.kind), what: page.to_string(), place: place_words(&flat.at) }
}

/// A picture without words.
pub(super) fn no_words(picture: &GuidePath, page: &GuidePath) -> Notice {
    Notice { subject: &NO_WORDS, what: format!("{page}: {picture}"), place: String::new() }
}

fn broken_words(problem: &Problem) -> String {
    match problem {
        Problem::Damaged(reason) => reason.clone(),
        Problem::TooLarge => "a part of it is larger than any honest document".to_owned(),
        _ => "a part of it".to_owned(),
    }
}

/// A place in the words of somebody who looks for it in Word.
fn place_words(at: &At) -> String {
    match at {
        At::Paragraph { heading: Some(heading), near } if near.is_empty() || near == heading => {
            format!("under “{heading}”")
        }
        At::Paragraph { heading: Some(heading), near } => format!("under “{heading}”, near “{near}”"),
        At::Paragraph { heading: None, near } if !near.is_empty() => format!("near “{near}”"),
        _ => String::new(),
    }
}
