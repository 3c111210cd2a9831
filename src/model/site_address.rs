//! Addresses on the site, and how a link writes them.

use std::fmt;

/// An address on the site, relative to its top folder, not percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SiteAddress {
    /// The file, such as `documents/ep-consultation.html`.
    pub path: String,
    /// What stands after `#`.
    pub fragment: Option<String>,
}

impl SiteAddress {
    /// A file of the site.
    pub fn file(path: String) -> Self {
        Self { path, fragment: None }
    }

    /// The HTML page of a page of the guide with this address, now or in an earlier release.
    pub fn page(address: &str) -> Self {
        Self::file(format!("{address}.html"))
    }

    /// The HTML page of a document with this id, now or in an earlier release.
    pub fn document_page(id: &str) -> Self {
        Self::file(format!("documents/{id}.html"))
    }

    /// A spot in it.
    #[must_use]
    pub fn at(self, fragment: &str) -> Self {
        Self { fragment: Some(fragment.to_owned()), ..self }
    }

    /// The address as a link that stands in the site's file `from`: relative, percent-encoded.
    pub fn relative_to(&self, from: &str) -> String {
        let mut here: Vec<&str> = from.split('/').collect();
        let mut there: Vec<&str> = self.path.split('/').collect();
        here.pop();
        while here.first() == there.first() && !here.is_empty() && there.len() > 1 {
            here.remove(0);
            there.remove(0);
        }
        let path = if self.path == from {
            String::new()
        } else {
            "../".repeat(here.len()) + &there.iter().map(|part| encode_path(part)).collect::<Vec<_>>().join("/")
        };
        match &self.fragment {
            Some(fragment) => format!("{path}#{}", encode_fragment(fragment)),
            None if path.is_empty() => encode_path(there.last().copied().unwrap_or_default()),
            None => path,
        }
    }
}

impl fmt::Display for SiteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        self.fragment.iter().try_for_each(|fragment| write!(f, "#{fragment}"))
    }
}

fn encode_path(part: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEEP: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b',').remove(b'(').remove(b')');
    utf8_percent_encode(part, KEEP).to_string()
}

fn encode_fragment(fragment: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEEP: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'_')
        .remove(b'.')
        .remove(b'~')
        .remove(b'=')
        .remove(b'!')
        .remove(b'$')
        .remove(b'&');
    utf8_percent_encode(fragment, KEEP).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_to_the_file_they_stand_in() {
        let form = SiteAddress::file("documents/EP form #2.docx".to_owned());
        assert_eq!(form.relative_to("index.html"), "documents/EP%20form%20%232.docx");
        assert_eq!(form.relative_to("documents/ep.html"), "EP%20form%20%232.docx");
        let page = SiteAddress::file("index.html".to_owned());
        assert_eq!(page.relative_to("documents/ep.html"), "../index.html");
        assert_eq!(page.relative_to("index.html"), "index.html");
        assert_eq!(page.at("i-need-to").relative_to("index.html"), "#i-need-to");
    }
}
