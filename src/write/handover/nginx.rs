//! nginx: locations to include in a server block.
//!
//! An exact location is compared with the decoded path. In a target a `$` would begin a variable, which no quoting
//! prevents, so it stands there percent-encoded.

use std::fmt::Write as _;

use super::{HEADERS, POLICY, Rules};

/// Endings that nginx knows the media types of.
const KNOWN: [&str; 6] = [".docx", ".xlsx", ".svg", ".json", ".woff2", ".webp"];

/// The file.
pub(super) fn file(rules: &Rules) -> String {
    let base = super::encoded_base(&rules.base);
    let mut text =
        "# Redirects and headers for nginx: include this file inside the server block that serves the guide.\n\
        # The block must not have a location of the same path already.\n\n\
        # Old addresses\n"
            .to_owned();
    for step in &rules.moves {
        let from = quoted(&format!("{}{}", rules.base, step.from));
        let _ = writeln!(text, "location = {from} {{ return 301 {}; }}", quoted(&format!("{base}{}", step.leads_to())));
    }
    text.push_str("\n# Security headers. The content security policy is for web pages only: it would break PDFs.\n");
    let _ = writeln!(text, "location ^~ {} {{", quoted(&rules.base));
    let _ = writeln!(text, "  error_page 404 {};", quoted(&format!("{}404.html", rules.base)));
    text.push_str(&headers("  ", HEADERS.iter().filter(|(name, _)| *name != POLICY)));
    text.push_str("  location ~ \\.html$ {\n");
    text.push_str(&headers("    ", HEADERS.iter()));
    text.push_str("  }\n");
    for (ending, media_type) in rules.types.iter().filter(|(ending, _)| !KNOWN.contains(&ending.as_str())) {
        let _ =
            writeln!(text, "  location ~ \\{ending}$ {{\n    types {{ }}\n    default_type {};", quoted(media_type));
        text.push_str(&headers("    ", HEADERS.iter().filter(|(name, _)| *name != POLICY)));
        text.push_str("  }\n");
    }
    text + "}\n"
}

/// A location with headers of its own inherits none, so each needs all of its own.
fn headers<'a>(indent: &str, headers: impl Iterator<Item = &'a (&'a str, &'a str)>) -> String {
    headers.fold(String::new(), |mut text, (name, value)| {
        let _ = writeln!(text, "{indent}add_header {name} {} always;", quoted(value));
        text
    })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
