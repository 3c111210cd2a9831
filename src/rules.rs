//! The catalogue: every rule there is, each written beside the code that raises it.

use crate::model::Rule;
use crate::{check, config, inspect, link, load, parse, upkeep, verify, write};

/// Every rule, by code.
pub static RULES: &[&Rule] = &[
    &config::BAD_CONFIG,
    &config::NO_SETTINGS,
    &load::OUTSIDE_THE_GUIDE,
    &load::UNREADABLE_DOCUMENT,
    &load::UNREADABLE_PAGE,
    &parse::BAD_FRONT_MATTER,
    &parse::BAD_REGISTER,
    &parse::BROKEN_LINK_SYNTAX,
    &parse::DUPLICATE_ADDRESS,
    &parse::DUPLICATE_ANCHOR,
    &parse::MISSING_PAGE,
    &parse::RAW_HTML,
    &parse::UNKNOWN_VALUE,
    &parse::UNLISTED_PAGE,
    &parse::UNUSED_VALUE,
    &inspect::MISSING_DOCUMENT,
    &link::EMPTY_LINK,
    &link::LOCAL_PATH,
    &link::MISSING_ANCHOR,
    &link::MISSING_DOCUMENT_ANCHOR,
    &link::MISSING_IMAGE,
    &link::UNSAFE_SCHEME,
    &link::WRONG_CASE,
    &check::DEAD_WEB_ADDRESS,
    &check::ASSET_ADDRESS,
    &check::AUTHOR_NAME,
    &check::BAD_EMAIL,
    &check::BAD_PHONE,
    &check::EMPTY_PAGE,
    &check::EXCEPTION_EXPIRED,
    &check::FALSE_SIZE_LABEL,
    &check::HEADING_SKIP,
    &check::HIDDEN_DATA,
    &check::INACCESSIBLE_PDF,
    &check::INSECURE_WEB_ADDRESS,
    &check::LAYOUT_TABLE,
    &check::MISSING_ALT_TEXT,
    &check::MISSING_OWNER,
    &check::MISSING_REGISTER_ROW,
    &check::MOVED_WEB_ADDRESS,
    &check::NAMED_PERSON_IN_EMAIL,
    &check::ORPHAN_DOCUMENT,
    &check::PASSWORD_DOCUMENT,
    &check::PRIVATE_ADDRESS,
    &check::RETIRED_ADDRESS,
    &check::REVIEW_OVERDUE,
    &check::SAME_TITLE,
    &check::SHAREPOINT_LINK,
    &check::STALE_LEGISLATION_LINK,
    &check::STALE_TERM,
    &check::TRACKING_LINK,
    &check::UNCLEAR_LINK_TEXT,
    &check::UNKNOWN_FORMAT,
    &check::UNSAFE_FILE_NAME,
    &check::UNTAGGED_PDF,
    &check::VERSION_MISMATCH,
    &check::WEB_NOT_CHECKED,
    &check::WRAPPED_LINK,
    &write::html::BAD_TEMPLATE,
    #[cfg(feature = "typeset")]
    &write::pdf::LOST_IN_PDF,
    #[cfg(feature = "typeset")]
    &write::pdf::PAGE_BUDGET,
    &upkeep::LIKELY_FIX,
    &verify::BUNDLE_DIFFERS,
];

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code).copied()
}
