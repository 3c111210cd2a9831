//! What a compiled guide held → the [`Release`] to remember.

use jiff::civil::Date;

use crate::model::{Inventory, Manifest, Release};

/// A publication: which, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The release's number: [`History::next_number`](crate::model::History::next_number).
    pub number: u32,
    /// The day.
    pub published: Date,
    /// The role that published it.
    pub by: Option<String>,
}

/// What to remember of a guide that was published with this manifest. The inventory is the one with the ids that it keeps alive
/// ([`inventory_with_kept`](super::inventory_with_kept)), so that a heading may be reworded again and again.
pub fn record(inventory: Inventory, manifest: Manifest, publication: Publication) -> Release {
    let Publication { number, published, by } = publication;
    Release { number, published, by, inventory, manifest }
}
