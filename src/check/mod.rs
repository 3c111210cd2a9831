//! Judges the facts: one subject a file, one [`Rule`](crate::model::Rule) and one function a rule.
//!
//! Checks never touch the disk, the clock or the network: facts in, findings out. Faults that a stage meets on its way
//! (a link that leads nowhere, a line of `guide.toml`) are found there; what can only be judged over the whole is found here.

mod accessibility;

mod documents;

mod exceptions;

mod governance;

mod pages;

mod pdf_ua;

mod versions;

mod web;

mod web_notes;

mod web_words;

use jiff::civil::Date;

use crate::config::Config;
use crate::model::{Documents, Facts, Findings, Guide, LinkGraph, Sources};

pub use accessibility::{HEADING_SKIP, INACCESSIBLE_PDF, MISSING_ALT_TEXT, UNTAGGED_PDF};
pub use documents::{ORPHAN_DOCUMENT, PASSWORD_DOCUMENT, SAME_TITLE, UNKNOWN_FORMAT, UNSAFE_FILE_NAME};
pub use exceptions::{EXCEPTION_EXPIRED, apply as apply_exceptions};
pub use governance::{MISSING_OWNER, MISSING_REGISTER_ROW, REVIEW_OVERDUE};
pub use pages::EMPTY_PAGE;
pub use versions::VERSION_MISMATCH;
pub use web::{DEAD_WEB_ADDRESS, MOVED_WEB_ADDRESS};
pub use web_notes::WEB_NOT_CHECKED;
pub use web_words::{evidence as web_evidence, summary as web_summary};

/// Everything a check may look at.
#[derive(Debug, Clone, Copy)]
pub struct CheckContext<'a> {
    /// The files as read.
    pub sources: &'a Sources,
    /// The settings.
    pub config: &'a Config,
    /// The pages.
    pub guide: &'a Guide,
    /// The linked documents.
    pub documents: &'a Documents,
    /// Where everything leads.
    pub graph: &'a LinkGraph,
    /// What the outside said.
    pub facts: &'a Facts,
    /// The day that dates are judged by.
    pub as_of: Date,
}

/// Every check, in the order of the subjects.
const CHECKS: [fn(&CheckContext<'_>, &mut Findings); 18] = [
    pages::empty_page,
    accessibility::missing_alt_text,
    accessibility::heading_skip,
    accessibility::untagged_pdf,
    accessibility::inaccessible_pdf,
    documents::unreadable,
    documents::torn_picture,
    documents::unknown_format,
    documents::orphan,
    documents::unsafe_file_name,
    documents::same_title,
    governance::missing_owner,
    governance::missing_register_row,
    governance::review_overdue,
    versions::version_mismatch,
    web::dead,
    web::moved,
    web_notes::not_checked,
];

/// Runs every check.
pub fn all(context: &CheckContext<'_>) -> Findings {
    let mut findings = Findings::default();
    for check in CHECKS {
        check(context, &mut findings);
    }
    findings
}
