//! The edges: the only room that touches the disk, the clock and the outside world.
#![expect(clippy::disallowed_methods, reason = "the edge: every other room is kept from these")]

mod cache;

mod clock;

mod disk;

mod failure;

pub use cache::{Cache, Key, usual_cache};
pub use clock::today;
pub use disk::{SizeLimit, read_folder, save_bundle, save_file};
pub use failure::Failure;
