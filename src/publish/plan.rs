//! What a publication will do: a comparison of two lists of files. Nothing is done yet.

use super::note::Note;
use super::offer::Offer;
use super::standing::Standing;

/// What a publication will do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The release that is live now: its number and its edition.
    pub live: Option<(u32, String)>,
    /// Paths that the live release does not have.
    pub new: Vec<String>,
    /// Paths whose bytes are others now.
    pub changed: Vec<String>,
    /// Paths that stay as they are.
    pub unchanged: usize,
    /// Paths that the live release has and the new one has not.
    pub removed: Vec<String>,
    /// Files of the live release that somebody changed or took away by hand, and that are put right.
    pub touched: Vec<String>,
    /// Whether this release stands there already, and was taken back by going to an earlier one.
    pub was_taken_back: bool,
    /// How many old addresses lead on.
    pub redirects: usize,
    /// How many bytes are new or changed.
    pub bytes: u64,
}

/// Compares what is offered with what stands at the target.
pub fn plan(offer: &Offer, standing: &Standing) -> Plan {
    let live = standing.live_note();
    let mut plan = Plan {
        live: live.map(|note| (note.number, note.edition.clone())),
        was_taken_back: standing.note(&offer.note.id()).is_some()
            && live.is_some_and(|live| live.number < offer.note.number),
        redirects: offer.note.redirects.len(),
        ..Plan::default()
    };
    for file in &offer.note.files {
        let before = live.and_then(|note| note.file(&file.path));
        let is_touched = standing.touched.contains(&file.path);
        match before {
            Some(before) if before.sha256 == file.sha256 && !is_touched => {
                plan.unchanged += 1;
                continue;
            }
            Some(before) if before.sha256 == file.sha256 => plan.touched.push(file.path.clone()),
            Some(_) => plan.changed.push(file.path.clone()),
            None => plan.new.push(file.path.clone()),
        }
        plan.bytes += file.bytes;
    }
    plan.removed = live.map_or_else(Vec::new, |note| removed(note, &offer.note));
    plan
}

/// The paths that one release has and the other has not.
fn removed(before: &Note, after: &Note) -> Vec<String> {
    before.files.iter().filter(|file| after.file(&file.path).is_none()).map(|file| file.path.clone()).collect()
}

impl Plan {
    /// Whether nothing has to be done.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.removed.is_empty() && self.touched.is_empty()
    }
}
