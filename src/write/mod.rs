//! Writes the bundle: the PDF first, because the site quotes its size and page numbers, then the site and what goes with it.
//!
//! A writer never makes up an address: it asks the [`LinkGraph`].

use crate::config::Config;
use crate::model::{Documents, Guide, LinkGraph, Sources};

pub mod html;

#[cfg(feature = "typeset")]
pub mod pdf;

/// Everything a writer may look at.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The files as read: pictures, originals, template overrides.
    pub sources: &'a Sources,
    /// The pages.
    pub guide: &'a Guide,
    /// The linked documents.
    pub documents: &'a Documents,
    /// Where everything leads.
    pub graph: &'a LinkGraph,
}
