//! Puts runs of formatted text together to the inline content of a paragraph.
//!
//! Word and OpenDocument split a sentence wherever somebody once changed a letter. Here the pieces are joined again, white
//! space is made even, and what stands for a tick box or a line to fill in becomes one.

mod inlines;

use crate::model::{Inline, LinkOrdinal};

/// The stresses a run may have, outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stress {
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// Struck out.
    Struck,
    /// Subscript.
    Lowered,
    /// Superscript.
    Raised,
}

/// How a run looks: a set of stresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look(u8);

/// The runs of one paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    /// Text that is added is not joined to runs before this one.
    sealed: usize,
}

#[derive(Debug, Clone)]
struct Run {
    look: Look,
    link: Option<LinkOrdinal>,
    piece: Inline,
}

/// So many underscores in a row are a line to write on.
const WRITING_LINE: usize = 3;

/// So many blanks of half a letter's height in a row are what Word shows in an empty field of an old form.
const EMPTY_FIELD: usize = 5;

impl Look {
    /// With a stress switched on or off; nothing leaves it as it is.
    pub(super) fn with(self, stress: Stress, switch: Option<bool>) -> Self {
        match switch {
            Some(true) => Self(self.0 | bit(stress)),
            Some(false) => Self(self.0 & !bit(stress)),
            None => self,
        }
    }

    fn has(self, stress: Stress) -> bool {
        self.0 & bit(stress) != 0
    }
}

impl Runs {
    /// Adds text. Tick boxes and lines to write on in it become what they stand for.
    pub(super) fn text(&mut self, look: Look, link: Option<LinkOrdinal>, text: &str) {
        let mut rest = text;
        while let Some((before, piece, after)) = next_special(rest) {
            self.plain(look, link, before);
            self.piece(Look::default(), link, piece);
            rest = after;
        }
        self.plain(look, link, rest);
    }

    /// Adds something else than text.
    pub(super) fn piece(&mut self, look: Look, link: Option<LinkOrdinal>, piece: Inline) {
        self.runs.push(Run { look, link, piece });
    }

    /// Adds words to the blank that stands last, or a new blank when `fresh` or when none stands there.
    pub(super) fn blank(&mut self, link: Option<LinkOrdinal>, words: &str, fresh: bool) {
        match self.runs.last_mut() {
            Some(Run { piece: Inline::Blank(text), .. }) if !fresh => text.push_str(words),
            _ => self.piece(Look::default(), link, Inline::Blank(words.to_owned())),
        }
    }

    /// Begins something of its own, such as a field to fill in: gives its first run's position for [`Runs::make_blank`].
    pub(super) fn seal(&mut self) -> usize {
        self.sealed = self.runs.len();
        self.sealed
    }

    /// Turns what was added since `from` into a blank, when `is_blank` says that its words are none of the writer's.
    pub(super) fn make_blank(&mut self, from: usize, is_blank: impl Fn(&str) -> bool) {
        let Some(added) = self.runs.get(from..) else { return };
        let words: String = added.iter().map(|run| words_of(&run.piece)).collect();
        if is_blank(&words) {
            self.runs.truncate(from);
            self.piece(Look::default(), None, Inline::Blank(words.trim().to_owned()));
        }
    }

    /// How many runs there are.
    pub(super) fn len(&self) -> usize {
        self.runs.len()
    }

    /// Puts these runs in front of others.
    pub(super) fn followed_by(mut self, others: Runs) -> Self {
        self.runs.extend(others.runs);
        self
    }

    /// Of these runs only the named spots.
    pub(super) fn spots(mut self) -> Self {
        self.runs.retain(|run| matches!(run.piece, Inline::Anchor(_)));
        self
    }

    /// Takes the anchor with this id out, and says whether it was there.
    pub(super) fn take_anchor(&mut self, id: &str) -> bool {
        let before = self.runs.len();
        self.runs.retain(|run| !matches!(&run.piece, Inline::Anchor(name) if name == id));
        self.runs.len() < before
    }

    /// Drops bold and italic that all of the text has: a heading that is bold as a whole is just a heading.
    pub(super) fn drop_common_stress(&mut self) {
        let is_text = |run: &&Run| matches!(&run.piece, Inline::Text(text) if !text.trim().is_empty());
        let droppable = bit(Stress::Strong) | bit(Stress::Emphasis);
        let common = self.runs.iter().filter(is_text).fold(droppable, |common, run| common & run.look.0);
        self.runs.iter_mut().for_each(|run| run.look.0 &= !common);
    }

    /// Whether there is anything to see: more than white space and named spots.
    pub(super) fn is_visible(&self) -> bool {
        self.runs.iter().any(|run| match &run.piece {
            Inline::Text(text) => !text.trim().is_empty(),
            Inline::Anchor(_) | Inline::Break => false,
            _ => true,
        })
    }

    /// The links that stand in them, each with its words.
    pub(super) fn labels(&self) -> Vec<(LinkOrdinal, String)> {
        let mut labels: Vec<(LinkOrdinal, String)> = Vec::new();
        for run in &self.runs {
            let Some(link) = run.link else { continue };
            match labels.last_mut() {
                Some((last, label)) if *last == link => label.push_str(words_of(&run.piece)),
                _ => labels.push((link, words_of(&run.piece).to_owned())),
            }
        }
        labels.retain(|(_, label)| !label.trim().is_empty());
        labels
    }

    /// The link that the last run belongs to.
    pub(super) fn last_link(&self) -> Option<LinkOrdinal> {
        self.runs.last()?.link
    }

    /// The inline content that the runs make.
    pub(super) fn into_inlines(self) -> Vec<Inline> {
        inlines::of(self.runs)
    }

    fn plain(&mut self, look: Look, link: Option<LinkOrdinal>, text: &str) {
        if text.is_empty() {
            return;
        }
        let text: String = text.chars().filter(|character| *character != '\u{ad}').collect();
        let open = self.runs.get_mut(self.sealed..).and_then(<[Run]>::last_mut);
        match open {
            Some(Run { look: last, link: same, piece: Inline::Text(words) }) if *last == look && *same == link => {
                words.push_str(&text);
            }
            _ => self.piece(look, link, Inline::Text(text)),
        }
    }
}

fn bit(stress: Stress) -> u8 {
    1 << stress as u8
}

fn words_of(piece: &Inline) -> &str {
    match piece {
        Inline::Text(words) | Inline::Blank(words) | Inline::Picture { alt: words, .. } => words,
        Inline::Break => " ",
        _ => "",
    }
}

/// The first tick box or writing line in a text, with what stands before and after it.
fn next_special(text: &str) -> Option<(&str, Inline, &str)> {
    for (at, character) in text.char_indices() {
        let (piece, length) = match character {
            '☐' | '□' => (Inline::TickBox(false), character.len_utf8()),
            '☑' | '☒' => (Inline::TickBox(true), character.len_utf8()),
            '_' | '\u{2002}' => {
                let line = text[at..].chars().take_while(|next| *next == character).count();
                let enough = if character == '_' { WRITING_LINE } else { EMPTY_FIELD };
                if line < enough {
                    continue;
                }
                (Inline::Blank(String::new()), line * character.len_utf8())
            }
            _ => continue,
        };
        return Some((&text[..at], piece, &text[at + length..]));
    }
    None
}
