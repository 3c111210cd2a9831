//! What keeps a guide alive between editions: certain repairs, who owns what, and what is to be looked at next.
//!
//! 1. `fix` puts right in the pages what is certain.
//! 2. [`status`] says of each page and document who keeps it, when it was last reviewed and when it is next; `reasons` says why
//!    it should be looked at before that: what changed around it comes before what the calendar says.
//! 3. `tasks` makes of all reasons the few things to do first; `trend` compares today with the last releases.
//! 4. [`record`] writes down a review.
//!
//! Nothing here knows how any of it is told: `report` does.

mod fix;

mod reasons;

mod record;

mod status;

mod tasks;

mod trend;

pub use fix::{Change, FixedFile, Fixes, LIKELY_FIX, fixes, likely};
pub use reasons::{Reason, ReasonKind};
pub use record::{NotRecorded, Recorded, record};
pub use status::{Chase, Keeper, Kept, Kind, Status, Survey, status};
pub use tasks::Task;
pub use trend::Moment;
