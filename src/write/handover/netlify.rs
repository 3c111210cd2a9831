//! Netlify: `_redirects` and `_headers`.
//!
//! `301!` leads on even where a page stands. Headers cannot be given by kind of file, so the policy is given page by page.

use std::fmt::Write as _;

use super::{HEADERS, POLICY, Rules};

/// `_redirects`.
pub(super) fn redirects(rules: &Rules) -> String {
    let base = super::encoded_base(&rules.base);
    let mut text = "# Old addresses. Put this file at the top of the site.\n".to_owned();
    for step in &rules.moves {
        let _ = writeln!(text, "{base}{} {base}{} 301!", step.asked(), step.leads_to());
    }
    let _ = writeln!(text, "# Addresses that lead nowhere\n{base}* {base}404.html 404");
    text
}

/// `_headers`.
pub(super) fn headers(rules: &Rules) -> String {
    let base = super::encoded_base(&rules.base);
    let mut text = "# Security headers. Put this file at the top of the site.\n".to_owned();
    let _ = writeln!(text, "{base}*");
    for (name, value) in HEADERS.iter().filter(|(name, _)| *name != POLICY) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    text.push_str("# The content security policy is for web pages only: it would break PDFs.\n");
    let folders = rules.pages.iter().filter_map(|page| page.strip_suffix("index.html"));
    for page in folders.chain(rules.pages.iter().map(String::as_str)) {
        let _ = writeln!(text, "{base}{}", super::encoded_base(page));
        for (name, value) in HEADERS.iter().filter(|(name, _)| *name == POLICY) {
            let _ = writeln!(text, "  {name}: {value}");
        }
    }
    text
}
