//! The edges: the only room that touches the disk, the clock and the outside world.
#![expect(clippy::disallowed_methods, reason = "the edge: every other room is kept from these")]

mod cache;

#[cfg(feature = "preview")]
mod chance;

mod clock;

mod disk;

mod failure;

#[cfg(feature = "preview")]
mod launch;

mod listing;

mod mounts;

mod read_again;

mod running;

mod target;

mod web;

mod web_http;

mod web_memory;

mod web_private;

mod web_proxy;

pub use cache::{Cache, Key, program, usual_cache};
#[cfg(feature = "preview")]
pub use chance::token;
pub use clock::{now, time_words, today};
#[cfg(feature = "preview")]
pub use disk::one_name_of;
pub use disk::{
    IsHeld, SizeLimit, digest_of_saved, glance_at_folder, is_file, is_new_or_empty, make_folder, read_bundle,
    read_file, read_folder, save_bundle, save_file, whole_path,
};
pub use failure::Failure;
#[cfg(feature = "preview")]
pub use launch::{open_address, open_file, start};
pub use listing::{Listing, list_folder};
pub use mounts::is_far_away;
pub use read_again::{FolderLook, FolderMemory, look_at_folder, read_folder_again};
pub use running::{Running, has_ended};
pub use target::{
    Entry, Faults, Folder, Headers, MemoryTarget, Switch, Target, TargetFailure, Trouble as TargetTrouble,
    open as open_target,
};
pub use web::{Answer, Appetite, Head, PrivateAddresses, Question, Wanted, Web};
pub use web_http::HttpWeb;
pub use web_memory::MemoryWeb;
pub use web_private::is_private_host;
