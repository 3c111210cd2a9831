//! A compiled guide → the [`Release`] to remember.

use jiff::civil::Date;

use super::inventory_with_kept;
use crate::model::{Documents, Guide, LinkGraph, Manifest, Release};

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

/// What to remember of a guide that was published with this manifest. The ids that it keeps alive are remembered with it,
/// so that a heading may be reworded again and again.
pub fn record(
    guide: &Guide,
    documents: &Documents,
    graph: &LinkGraph,
    manifest: Manifest,
    publication: Publication,
) -> Release {
    let inventory = inventory_with_kept(guide, documents, graph);
    let Publication { number, published, by } = publication;
    Release { number, published, by, inventory, manifest }
}
