//! Keeping a guide right once it is written.

mod fix;

pub use fix::{Change, FixedFile, Fixes, LIKELY_FIX, fixes, likely};
