//! Judges the facts: one subject a file, one [`Rule`](crate::model::Rule) and one function a rule.
//!
//! Checks never touch the disk, the clock or the network: facts in, findings out. Faults that a stage meets on its way
//! (a link that leads nowhere, a line of `guide.toml`) are found there; what can only be judged over the whole is found here.

mod accessibility;

mod address_parts;

mod contacts;

mod documents;

mod exceptions;

mod family;

mod from_word;

mod governance;

mod hidden;

mod link_text;

mod long_paths;

mod look;

mod outdated;

mod pages;

mod pasted;

mod pdf_ua;

mod people;

mod permanence;

mod persons;

mod reviews;

mod schools;

mod tables;

mod terms;

mod versions;

mod web;

mod web_notes;

mod web_words;

mod wording;

use jiff::civil::Date;

use crate::config::Config;
use crate::model::{Documents, Facts, Findings, Guide, Link, LinkGraph, LinkId, Owner, People, Reviews, Sources};
use address_parts::AddressParts;

pub use accessibility::{HEADING_SKIP, INACCESSIBLE_PDF, MISSING_ALT_TEXT, UNTAGGED_PDF, pdf_faults};
pub use contacts::{BAD_EMAIL, BAD_PHONE, NAMED_PERSON_IN_EMAIL};
pub use documents::{
    FILES_INSIDE_PDF, ORPHAN_DOCUMENT, PASSWORD_DOCUMENT, SAME_TITLE, UNKNOWN_FORMAT, UNSAFE_FILE_NAME,
};
pub use exceptions::{EXCEPTION_EXPIRED, apply as apply_exceptions};
pub use family::FAMILY_SHEET_TOO_LONG;
pub use from_word::NOT_YET_SET_OUT;
pub use governance::{MISSING_OWNER, MISSING_REGISTER_ROW};
pub use hidden::{AUTHOR_NAME, HIDDEN_DATA};
pub use link_text::{FALSE_SIZE_LABEL, UNCLEAR_LINK_TEXT};
pub use look::{BAD_LOGO, LOW_CONTRAST, usable_logo};
pub use outdated::{ASSET_ADDRESS, INSECURE_WEB_ADDRESS, RETIRED_ADDRESS, STALE_LEGISLATION_LINK};
pub use pages::EMPTY_PAGE;
pub use pasted::{PRIVATE_ADDRESS, SHAREPOINT_LINK, TRACKING_LINK, WRAPPED_LINK};
pub use people::{OWNER_LEFT, PERSON_AS_OWNER};
pub use permanence::REMOVED_WITHOUT_REDIRECT;
pub use persons::is_persons_name;
pub use reviews::{REVIEW_OVERDUE, changed_documents, linked_documents};
pub use schools::{SCHOOL_REPORT, school_troubles};
pub use tables::LAYOUT_TABLE;
pub use terms::STALE_TERM;
pub use versions::VERSION_MISMATCH;
pub use web::{DEAD_WEB_ADDRESS, MOVED_WEB_ADDRESS};
pub use web_notes::WEB_NOT_CHECKED;
pub(crate) use web_words::trouble_words;
pub use web_words::{evidence as web_evidence, summary as web_summary};
pub use wording::HEADING_WITHOUT_SPACE;

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
    /// Who holds which role.
    pub people: &'a People,
    /// The reviews that were recorded.
    pub reviews: &'a Reviews,
    /// What the outside said.
    pub facts: &'a Facts,
    /// The day that dates are judged by.
    pub as_of: Date,
}

/// Every check, in the order of the subjects.
const CHECKS: [fn(&CheckContext<'_>, &mut Findings); 49] = [
    pages::empty_page,
    accessibility::missing_alt_text,
    accessibility::heading_skip,
    accessibility::untagged_pdf,
    accessibility::inaccessible_pdf,
    documents::unreadable,
    documents::torn_picture,
    documents::unknown_format,
    documents::files_inside_pdf,
    documents::orphan,
    documents::unsafe_file_name,
    documents::same_title,
    governance::missing_owner,
    governance::missing_register_row,
    people::owner_left,
    people::person_as_owner,
    reviews::review_overdue,
    reviews::strange_review,
    schools::school_report,
    versions::version_mismatch,
    web::dead,
    web::moved,
    web_notes::not_checked,
    hidden::hidden_data,
    hidden::author_name,
    tables::layout_table,
    pasted::wrapped_link,
    pasted::sharepoint_link,
    pasted::private_address,
    pasted::tracking_link,
    outdated::stale_legislation_link,
    outdated::retired_address,
    outdated::asset_address,
    outdated::insecure_web_address,
    link_text::unclear_link_text,
    link_text::false_size_label,
    contacts::bad_email,
    contacts::bad_phone,
    contacts::named_person_in_email,
    terms::stale_term,
    permanence::removed_without_redirect,
    permanence::heading_gone,
    long_paths::long_path,
    family::too_long,
    look::low_contrast,
    look::logo,
    wording::heading_without_space,
    from_word::not_yet_set_out,
    wording::link_to_a_title,
];

impl<'a> CheckContext<'a> {
    /// A link's address as it stands in its file. Never shown: a mail filter may have written a mailbox into it.
    fn written(&self, link: LinkId) -> Option<&'a str> {
        let links = match link.owner {
            Owner::Page(page) => &self.guide.page(page).links,
            Owner::Document(document) => &self.documents.get(document).reading.links,
        };
        links.get(link.ordinal.0 as usize).map(|link| link.written.as_str())
    }

    /// The links to the web, each with its address taken apart.
    fn web_links(&self) -> impl Iterator<Item = (&'a Link, AddressParts<'a>)> + use<'a> {
        self.graph.links().filter_map(|link| Some((link, AddressParts::of(link.web_address()?)?)))
    }
}

/// Runs every check.
pub fn all(context: &CheckContext<'_>) -> Findings {
    let mut findings = Findings::default();
    for check in CHECKS {
        check(context, &mut findings);
    }
    findings
}
