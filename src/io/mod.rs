//! The edges: the only room that touches the disk, the clock and the outside world.

mod cache;

pub use cache::{Cache, Key};
