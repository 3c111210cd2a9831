//! The guide folder → [`Sources`]: every file, in path order, digested, size-limited, never from outside the folder.

use std::path::Path;

use crate::io::{self, Failure, FolderMemory};
use crate::model::{
    Finding, Findings, Format, GuidePath, Outcome, Place, Refusal, Rule, Severity, SourceFile, Sources,
};

/// A page that could not be read.
pub const UNREADABLE_PAGE: Rule = Rule {
    code: "unreadable-page",
    severity: Severity::MustFix,
    name: "Page cannot be read",
    finds: "A page that is not plain text, is far too large, or that the computer will not open.",
    why: "The page is empty in the finished guide, and everything on it is lost to readers.",
    fix: "Open the page in Notepad, choose Save as, and pick UTF-8 under Encoding.",
    example: "a page saved as UTF-16, or a film renamed to page.md",
};

/// A document that could not be read.
pub const UNREADABLE_DOCUMENT: Rule = Rule {
    code: "unreadable-document",
    severity: Severity::MustFix,
    name: "Document cannot be read",
    finds: "A linked document that is empty, damaged, too large, or not what its name says.",
    why: "A SENCO who follows the link gets a file that does not open.",
    fix: "Open the file in the program that made it, save it again under the same name, and put it back.",
    example: "documents/bands.pdf with 0 bytes",
};

/// A link or shortcut out of the guide folder.
pub const OUTSIDE_THE_GUIDE: Rule = Rule {
    code: "outside-the-guide",
    severity: Severity::MustFix,
    name: "Link leads out of the guide folder",
    finds: "A link or a shortcut that leads to a file outside the guide folder.",
    why: "Only what is in the guide folder is published, so the link works on your computer and nowhere else.",
    fix: "Copy the file into the folder documents of the guide, and lead the link there.",
    example: "[bands](../../shared/bands.pdf)",
};

/// A file among the pages that is none.
pub const NOT_A_PAGE: Rule = Rule {
    code: "not-a-page",
    severity: Severity::ShouldFix,
    name: "File among the pages that is no page",
    finds: "A file in the folder pages whose name ends in .txt, or a Word file there.",
    why: "Only files whose name ends in .md are pages. This one is not in the guide, although it lies there.",
    fix: "Save it in Notepad under a name that ends in .md, with “All files” as its type; or move it to the folder documents.",
    example: "pages/03-part-time.md.txt, which Windows shows as 03-part-time.md",
};

const MEGABYTE: u64 = 1024 * 1024;

/// Reads the guide folder.
///
/// # Errors
/// When the folder is missing, cannot be read, or has no pages.
pub fn guide(folder: &Path) -> Result<Outcome<Sources>, Failure> {
    let sources = with_pages(folder, io::read_folder(folder, size_limit)?)?;
    let findings = refusals(&sources);
    Ok(Outcome::new(sources, findings))
}

/// Looks at the guide folder: the digest of every file, but the bytes only of texts, which are what a report quotes, and of the
/// records of history. Enough to recall what was found in the guide; too little to compile it.
///
/// # Errors
/// As [`guide`].
pub fn glance(folder: &Path) -> Result<Sources, Failure> {
    with_pages(folder, io::glance_at_folder(folder, size_limit, |path| is_text(path) || path.extension() == "json")?)
}

/// Reads the guide folder once more: only what was saved since. What is refused is told by [`refusals`].
///
/// # Errors
/// As [`guide`].
pub fn guide_again(folder: &Path, memory: &mut FolderMemory) -> Result<Sources, Failure> {
    with_pages(folder, io::read_folder_again(folder, size_limit, memory)?)
}

/// A finding for each file that was not read, and for each that lies among the pages and is none.
pub fn refusals(sources: &Sources) -> Findings {
    let refused = sources.files().iter().filter_map(|file| Some(refused(&file.path, file.refused.as_ref()?)));
    refused.chain(sources.under("pages").filter_map(|file| not_a_page(&file.path))).collect()
}

fn not_a_page(path: &GuidePath) -> Option<Finding> {
    let name = path.file_name();
    let is_word = matches!(path.extension().as_str(), "docx" | "doc" | "odt" | "rtf");
    let ends_in = |name: &str, ending: &str| {
        name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case(ending))
    };
    let page = name.rsplit_once('.').filter(|_| ends_in(name, "txt")).map(|(page, _)| page);
    let is_lost = page.is_some_and(|page| ends_in(page, "md"));
    let (what, fix) = match page {
        Some(page) if is_lost => (
            format!("{name} is not a page, because its name ends in .txt. Windows may not show that ending."),
            format!(
                "In Notepad, choose Save as, set the type to “All files”, save it as {page}, and delete this file."
            ),
        ),
        Some(page) => (
            format!("{name} is not a page, because its name ends in .txt and not in .md."),
            format!(
                "If it is meant to be one, choose Save as in Notepad, set the type to “All files”, save it as {page}.md, and delete \
                 this file. If not, move it out of the folder pages."
            ),
        ),
        None if is_word => (
            format!("{name} is not a page: pages are text files whose name ends in .md."),
            "Move it to the folder documents and lead a link to it, or make pages of it with senco-guide import."
                .to_owned(),
        ),
        None => return None,
    };
    let finding = Finding::new(&NOT_A_PAGE, Place::file(path), what, fix);
    // Whoever saved it believes that the page is there.
    Some(Finding { severity: if is_lost { Severity::MustFix } else { NOT_A_PAGE.severity }, ..finding })
}

fn with_pages(folder: &Path, files: Vec<SourceFile>) -> Result<Sources, Failure> {
    let sources = Sources::new(files);
    let has_pages = sources.under("pages").any(|file| file.path.extension() == "md");
    if has_pages { Ok(sources) } else { Err(Failure::NoPages(folder.to_owned())) }
}

/// The largest file we read: a page is text, so 2 MB is a book; a document is a file that people must download.
fn size_limit(path: &GuidePath) -> u64 {
    if is_text(path) { 2 * MEGABYTE } else { 100 * MEGABYTE }
}

fn is_text(path: &GuidePath) -> bool {
    matches!(path.extension().as_str(), "md" | "toml" | "csv" | "html")
}

fn refused(path: &GuidePath, refusal: &Refusal) -> Finding {
    let place = Place::file(path);
    let is_page = path.is_under("pages") && path.extension() == "md";
    let rule = if is_page { &UNREADABLE_PAGE } else { &UNREADABLE_DOCUMENT };
    let noun = if is_page { "page" } else { "file" };
    match refusal {
        Refusal::LeadsOutside => Finding::new(
            &OUTSIDE_THE_GUIDE,
            place,
            format!("{path} is a shortcut to something outside the guide folder, so it was not read."),
            "Put the file itself into the guide folder in place of the shortcut.",
        ),
        Refusal::TooLarge { bytes, limit } => Finding::new(
            rule,
            place,
            format!(
                "This {noun} has {}MB and was not read: at most {}MB is sensible.",
                bytes / MEGABYTE,
                limit / MEGABYTE
            ),
            too_large_fix(path),
        ),
        Refusal::Unreadable(reason) => Finding::new(
            rule,
            place,
            format!("This {noun} could not be read: {reason}."),
            "Close it in other programs, check that you can open it yourself, and build again.",
        ),
    }
}

fn too_large_fix(path: &GuidePath) -> &'static str {
    match Format::of(path) {
        Format::Other => "Check that it is the file you meant, and split it or take it out.",
        _ => "Save it with smaller pictures, or split it into several documents.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_knows_every_file_by_its_digest_and_holds_only_what_a_report_quotes() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guides/tiny");
        let (whole, glanced_at) = (guide(&folder).expect("a guide").value, glance(&folder).expect("a guide"));
        let told = |sources: &Sources| {
            sources.files().iter().map(|file| format!("{} {}", file.path, file.digest)).collect::<Vec<_>>()
        };
        assert_eq!(told(&glanced_at), told(&whole));
        let held = |extension: &str| {
            let files = glanced_at.files().iter().filter(|file| file.path.extension() == extension);
            files.map(|file| !file.bytes.is_empty()).collect::<Vec<_>>()
        };
        assert!(held("md").iter().all(|is_held| *is_held) && !held("md").is_empty());
        assert!(held("pdf").iter().chain(&held("docx")).all(|is_held| !is_held) && !held("docx").is_empty());
    }
}
