//! Compiles a local authority's SENCO guide and its linked documents into one cross-linked, checked bundle.
#![warn(missing_docs)]

pub mod model;

pub mod config;

pub mod load;

pub mod parse;

pub mod inspect;

pub mod link;

pub mod write;

pub mod io;
