//! Addresses of pages and documents: a public promise, so the rule is fixed and in one place.

use std::collections::BTreeMap;

use crate::model::{Finding, Findings, GuidePath, Page, Place, Rule, Severity};

/// Two pages, or two documents, with one address.
pub const DUPLICATE_ADDRESS: Rule = Rule {
    code: "duplicate-address",
    severity: Severity::MustFix,
    name: "Two things with one address",
    finds: "Two pages or two documents whose names come to the same address, or a page that takes an address the guide needs.",
    why: "Only one of them can stand at that address; links that people keep would lead to the wrong one.",
    fix: "Give one of them another file name, or another id in the register.",
    example: "pages/03-funding.md and pages/07-funding.md",
};

/// Addresses that the site itself needs.
const RESERVED: [&str; 6] = ["documents", "search", "changes", "accessibility", "404", "schools"];

/// Gives every page its address: the first in reading order is `index`. A double gets a number and a finding.
pub(super) fn give(pages: &mut [Page], findings: &mut Findings) {
    let mut taken: BTreeMap<String, GuidePath> = BTreeMap::new();
    for (position, page) in pages.iter_mut().enumerate() {
        let wanted = if position == 0 { "index".to_owned() } else { address(&page.file) };
        if RESERVED.contains(&wanted.as_str()) {
            findings.push(reserved(&page.file, &wanted));
        } else if let Some(other) = taken.get(&wanted) {
            findings.push(duplicate(&page.file, other, &wanted));
        }
        page.address = free_address(&wanted, &taken);
        taken.insert(page.address.clone(), page.file.clone());
    }
}

/// A file name as an address: leading figures and dashes dropped, lower-case ASCII letters and figures, `-` between words.
pub fn address_of_name(name: &str) -> String {
    let ascii = deunicode::deunicode(without_number(name)).to_lowercase();
    let words: Vec<&str> =
        ascii.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { name.chars().filter(char::is_ascii_alphanumeric).collect() } else { words.join("-") }
}

/// A file's name as it travels well on the web: small letters, figures and dashes.
pub fn file_name_for_the_web(name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{}.{}", address_of_name(stem), extension.to_lowercase())
}

/// Whether the site itself needs this address.
pub fn is_reserved_address(address: &str) -> bool {
    RESERVED.contains(&address)
}

/// A name without the figures and dashes that only put it in order.
pub(super) fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let rest = rest.trim_start_matches(['-', '_', ' ', '.']);
    if rest.is_empty() { name } else { rest }
}

/// A file or folder name as words: `02-the-law` is “The law”.
pub fn words_of_name(name: &str) -> String {
    let words = without_number(name).replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

fn address(file: &GuidePath) -> String {
    let path = file.as_str().strip_prefix("pages/").unwrap_or(file.as_str());
    let path = path.strip_suffix(".md").unwrap_or(path);
    let parts: Vec<String> = path.split('/').map(address_of_name).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "page".to_owned() } else { parts.join("-") }
}

fn free_address(wanted: &str, taken: &BTreeMap<String, GuidePath>) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|address| !taken.contains_key(address) && !RESERVED.contains(&address.as_str()))
        .unwrap_or_default()
}

fn reserved(file: &GuidePath, address: &str) -> Finding {
    Finding::new(
        &DUPLICATE_ADDRESS,
        Place::file(file),
        format!("This page would stand at {address}.html, which the guide keeps for a page of its own."),
        "Give the file another name.",
    )
}

fn duplicate(file: &GuidePath, other: &GuidePath, address: &str) -> Finding {
    Finding::new(
        &DUPLICATE_ADDRESS,
        Place::file(file),
        format!("This page and {other} would both stand at {address}.html."),
        "Give one of the two files another name.",
    )
    .see_also(Place::file(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_plain_and_lasting() {
        let of = |path: &str| address(&GuidePath::new(path).expect("inside"));
        assert_eq!(of("pages/04-getting-specialist-help.md"), "getting-specialist-help");
        assert_eq!(of("pages/02-Law/3. Rights – an Überblick.md"), "law-rights-an-uberblick");
        assert_eq!(of("pages/2026.md"), "2026");
    }
}
