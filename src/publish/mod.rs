//! Bundle → release on the Local Offer: whole or not at all, checked after, undone in a second.
//!
//! 1. [`Offer`] is what is to go live: the files of a bundle in a safe order, and the note of the release.
//! 2. `lock` lets one publisher in at a time.
//! 3. `standing` reads what stands at the target: the notes of its releases, which one is live, and which files somebody
//!    changed by hand since.
//! 4. [`plan`] compares the two. Nothing is done yet.
//! 5. `releases` or `plain`, by the target's layout, sends what is not there yet and makes it live.
//! 6. `live` reads the live address back and compares.
//!
//! Our own notes at a target lie in its folder `.senco-guide`:
//!
//! ```text
//! .senco-guide/lock.json                who is publishing, while somebody is
//! .senco-guide/after-<sha256>.json      who takes over from a publisher that was killed, for a moment
//! .senco-guide/releases/<release>.json  what each kept release consists of
//! .senco-guide/live.json                which one is live, and which one is on its way (layout plain)
//! .senco-guide/files/<sha256>           the files of kept releases, for going back (layout plain)
//! releases/<release>/…  current         the releases and the live one (layout releases)
//! ```

mod live;

mod lock;

mod note;

mod offer;

mod plain;

mod plan;

mod releases;

mod rollback;

mod run;

mod standing;

mod steps;

pub use live::{LIVE_DIFFERS, LIVE_HEADER, Promise, ReadBack, read_back, read_place, unreachable};
pub use lock::{BreakLock, Claim, Lock};
pub use note::{Note, NotedFile, Told};
pub use offer::{Offer, OfferTrouble, OfferedFile, manifest, refuse_without_pdf};
pub use plan::{Plan, plan};
pub use rollback::{list, rollback};
pub use run::{Done, look, publish};
pub use standing::{Standing, notes};
pub use steps::Watch;
