//! Apache 2.4: `.htaccess` (`mod_alias`, `mod_headers`, `mod_mime`).
//!
//! `Redirect` compares whole parts of a path, decoded, and leaves its target as it is written. An old folder would take
//! everything below it along, so a folder is compared as a whole with `RedirectMatch`.

use std::fmt::Write as _;

use super::{HEADERS, POLICY, Rules};

/// The file.
pub(super) fn file(rules: &Rules) -> String {
    let base = &rules.base;
    let mut text =
        "# Redirects and headers for Apache 2.4. Put this file beside index.html under the name .htaccess,\n\
        # or its lines into the <Directory> of the guide. It needs AllowOverride FileInfo.\n\n\
        # Old addresses\n\
        <IfModule mod_alias.c>\n"
            .to_owned();
    for step in &rules.moves {
        let to = format!("{}{}", super::encoded_base(base), step.leads_to());
        if step.is_folder() {
            let pattern = format!("^{}$", pattern(&format!("{base}{}", step.from)));
            // Apache encodes the target of a pattern once more.
            let to =
                percent_encoding::percent_decode_str(&to).decode_utf8_lossy().replace('$', "\\$").replace('&', "\\&");
            let _ = writeln!(text, "  RedirectMatch 301 {} {}", quoted(&pattern), quoted(&to));
        } else {
            let _ = writeln!(text, "  Redirect 301 {} {}", quoted(&format!("{base}{}", step.from)), quoted(&to));
        }
    }
    text.push_str("</IfModule>\n\n# Addresses that lead nowhere\n");
    let _ = writeln!(text, "ErrorDocument 404 {}404.html\n", super::encoded_base(base));
    text.push_str("# Kinds of files\n<IfModule mod_mime.c>\n");
    for (ending, media_type) in &rules.types {
        let _ = writeln!(text, "  AddType {} {ending}", quoted(media_type));
    }
    text.push_str(
        "</IfModule>\n\n# Security headers. The content security policy is for web pages only: it would break PDFs.\n",
    );
    text.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in HEADERS.iter().filter(|(name, _)| *name != POLICY) {
        let _ = writeln!(text, "  Header always set {name} {}", quoted(value));
    }
    text.push_str("  <FilesMatch \"\\.html$\">\n");
    for (name, value) in HEADERS.iter().filter(|(name, _)| *name == POLICY) {
        let _ = writeln!(text, "    Header always set {name} {}", quoted(value));
    }
    text + "  </FilesMatch>\n</IfModule>\n"
}

/// A word of a directive, in quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A regular expression (PCRE) that means just this text.
fn pattern(text: &str) -> String {
    text.chars().fold(String::new(), |mut pattern, letter| {
        if "\\^$.|?*+()[]{}".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
        pattern
    })
}
