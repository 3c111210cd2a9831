//! Linked documents: can they be read, does anything lead to them, are their names safe?

use std::collections::{BTreeMap, BTreeSet};

use super::CheckContext;
use crate::inspect::is_whole_picture;
use crate::load::UNREADABLE_DOCUMENT;
use crate::model::{
    Destination, Finding, Findings, Format, GuidePath, LinkUsage, LinkedDocument, Owner, Place, Problem, Rule, Severity,
};
use crate::parse::file_name_for_the_web;

/// A document that asks for a password.
pub const PASSWORD_DOCUMENT: Rule = Rule {
    code: "password-document",
    severity: Severity::ShouldFix,
    name: "Document with a password",
    finds: "A linked document that asks for a password before it opens.",
    why: "A SENCO cannot open it without ringing somebody, and it can be neither searched nor bound into the PDF.",
    fix: "Save it without a password, or take it out of the guide.",
    example: "a referral form with “Encrypt with password” switched on",
};

/// A file that we carry but do not look into.
pub const UNKNOWN_FORMAT: Rule = Rule {
    code: "unknown-format",
    severity: Severity::ShouldFix,
    name: "File of a kind we cannot read",
    finds: "A file in the folder documents that is not a PDF, Word, Excel, OpenDocument or picture file.",
    why: "It is published as it is: nobody checked its links, and it is not part of the PDF.",
    fix: "Save it as Word or PDF; or name it in the column “also” of the document it belongs to.",
    example: "documents/ep-consultation.doc",
};

/// A document that no page leads to.
pub const ORPHAN_DOCUMENT: Rule = Rule {
    code: "orphan-document",
    severity: Severity::ShouldFix,
    name: "Document that nothing leads to",
    finds: "A document in the folder documents that no page links to.",
    why: "Readers only meet it in the list of all documents, and nobody notices when it goes out of date.",
    fix: "Link to it from the page where it is needed, or take it out.",
    example: "documents/old-form.docx",
};

/// A file name that does not travel well.
pub const UNSAFE_FILE_NAME: Rule = Rule {
    code: "unsafe-file-name",
    severity: Severity::ShouldFix,
    name: "File name not safe for the web",
    finds: "A document's file name with spaces, accents or signs such as & # % in it, or with capital letters.",
    why: "Such addresses break when they are sent by email or moved to another server.",
    fix: "Rename the file with small letters, figures and dashes, and lead the old address to it in redirects.csv.",
    example: "documents/EP form & notes v2.docx",
};

/// A PDF with files attached to it.
pub const FILES_INSIDE_PDF: Rule = Rule {
    code: "files-inside-pdf",
    severity: Severity::ShouldFix,
    name: "PDF with other files inside it",
    finds: "A PDF that has other files attached to it, or that is no more than the cover of such files (a PDF portfolio).",
    why: "Browsers and phones do not show them, so readers miss them. They are published with the PDF all the same, though \
          nobody checks their links or what they say of whom.",
    fix: "Save each file by itself into the folder documents and link to it; or take it out of the PDF.",
    example: "a portfolio that Outlook made of an email and its three forms",
};

/// Two documents with one title.
pub const SAME_TITLE: Rule = Rule {
    code: "same-title",
    severity: Severity::ShouldFix,
    name: "Two documents with one title",
    finds: "Two documents that have the same title.",
    why: "A reader of the list of documents cannot tell which one is right.",
    fix: "Give each a title of its own in documents.csv, or take the older one out.",
    example: "two files titled “EP consultation request”",
};

pub(super) fn unreadable(context: &CheckContext<'_>, findings: &mut Findings) {
    for document in &context.documents.all {
        // A file that was refused while loading has its finding already.
        let was_refused = context.sources.get(&document.file).is_some_and(|file| file.refused.is_some());
        if let Some(problem) = document.reading.problems.first().filter(|_| !was_refused) {
            findings.push(problem_finding(problem, document));
        }
    }
}

fn problem_finding(problem: &Problem, document: &LinkedDocument) -> Finding {
    let name = document.file.file_name();
    let again = "Open the file in the program that made it, save it again under the same name, and put it back.";
    let (rule, what, fix) = match problem {
        Problem::Password => (
            &PASSWORD_DOCUMENT,
            format!("{name} asks for a password, so it could not be read."),
            "Save it without a password and put it back.",
        ),
        Problem::Empty => (
            &UNREADABLE_DOCUMENT,
            format!("{name} is empty: it has no bytes at all."),
            "Put the real file in its place.",
        ),
        Problem::Damaged(reason) => {
            (&UNREADABLE_DOCUMENT, format!("{name} is damaged: {}.", reason.trim_end_matches('.')), again)
        }
        Problem::Disguised(truth) => (
            &UNREADABLE_DOCUMENT,
            format!("{name} is not what its name says: inside it is {truth}."),
            "Open it in the program that made it and save it in the format that its name promises.",
        ),
        Problem::AdobeOnly => (
            &UNREADABLE_DOCUMENT,
            format!(
                "{name} is a form that only Adobe's programs can show (XFA). Everybody else sees a page that says “Please wait”."
            ),
            "Ask its owner for an ordinary PDF form or a Word form. In Adobe Reader, “Print to PDF” gives a copy to read.",
        ),
        Problem::NoPages => (&UNREADABLE_DOCUMENT, format!("{name} opens, but has no pages."), again),
        Problem::TooLarge => (
            &UNREADABLE_DOCUMENT,
            format!("{name} is too large to read: unpacked it would fill the computer."),
            "Check that it is the file you meant, and save it with smaller pictures.",
        ),
    };
    Finding::new(rule, Place::file(&document.file), what, fix)
}

/// Pictures that pages show. Those that are documents in their own right were judged above.
pub(super) fn torn_picture(context: &CheckContext<'_>, findings: &mut Findings) {
    let shown: BTreeSet<&GuidePath> = context
        .graph
        .links()
        .filter_map(|link| match &link.destination {
            Destination::Image(file) if link.usage == LinkUsage::Show => Some(file),
            _ => None,
        })
        .collect();
    let is_document = |file: &GuidePath| context.documents.all.iter().any(|document| document.file == *file);
    for file in shown.into_iter().filter(|file| !is_document(file)) {
        let is_torn = context
            .sources
            .get(file)
            .is_some_and(|source| source.refused.is_none() && !is_whole_picture(&source.bytes));
        if is_torn {
            findings.push(Finding::new(
                &UNREADABLE_DOCUMENT,
                Place::file(file),
                format!(
                    "The picture {} is damaged or is not a picture, so readers see an empty frame.",
                    file.file_name()
                ),
                "Save it again from the program that made it, as PNG or JPEG, and put it back.",
            ));
        }
    }
}

pub(super) fn unknown_format(context: &CheckContext<'_>, findings: &mut Findings) {
    for document in context.documents.all.iter().filter(|document| document.format == Format::Other) {
        findings.push(Finding::new(
            &UNKNOWN_FORMAT,
            Place::file(&document.file),
            format!("{} is not of a kind that can be read, so its links were not checked.", document.file.file_name()),
            "Save it as a Word document or a PDF, or name it in the column “also” of the document it belongs to.",
        ));
    }
}

pub(super) fn files_inside_pdf(context: &CheckContext<'_>, findings: &mut Findings) {
    for document in &context.documents.all {
        let Some(attached) = &document.reading.attached else { continue };
        let name = document.file.file_name();
        let (count, names) = (attached.names.len(), some_of(&attached.names));
        let files = if count == 1 { "a file".to_owned() } else { format!("{count} files") };
        let what = if attached.is_portfolio {
            format!(
                "{name} is a portfolio: its pages are only the cover, and what it is about is {files} inside it ({names})."
            )
        } else {
            format!("{name} has {files} attached inside it ({names}).")
        };
        findings.push(Finding::new(
            &FILES_INSIDE_PDF,
            Place::file(&document.file),
            what,
            "Open the PDF in Adobe Reader, save each file that readers need into the folder documents, and link to it there. \
             What they do not need, ask the owner of the PDF to take out.",
        ));
    }
}

/// The first of some names, and how many more there are.
fn some_of(names: &[String]) -> String {
    const MOST: usize = 5;
    let first = names.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

pub(super) fn orphan(context: &CheckContext<'_>, findings: &mut Findings) {
    for (id, document) in context.documents.iter() {
        let is_used = context.graph.links_to(Owner::Document(id)).any(|link| matches!(link.id.owner, Owner::Page(_)));
        if !is_used {
            findings.push(Finding::new(
                &ORPHAN_DOCUMENT,
                Place::file(&document.file),
                format!("No page of the guide leads to “{}”.", document.title),
                "Link to it from the page where it is needed, or take it out of the folder documents.",
            ));
        }
    }
}

pub(super) fn unsafe_file_name(context: &CheckContext<'_>, findings: &mut Findings) {
    for document in &context.documents.all {
        let name = document.file.file_name();
        let is_safe =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '-' | '_' | '.');
        if !name.chars().all(is_safe) {
            let safe = file_name_for_the_web(name);
            findings.push(Finding::new(
                &UNSAFE_FILE_NAME,
                Place::file(&document.file),
                format!("The file name “{name}” does not travel well on the web."),
                format!("Rename it, for instance to {safe}, and change the links to it."),
            ));
        }
    }
}

pub(super) fn same_title(context: &CheckContext<'_>, findings: &mut Findings) {
    let mut first: BTreeMap<String, &LinkedDocument> = BTreeMap::new();
    for document in &context.documents.all {
        let title = document.title.trim().to_lowercase();
        if let Some(other) = first.get(&title) {
            findings.push(
                Finding::new(
                    &SAME_TITLE,
                    Place::file(&document.file),
                    format!(
                        "{} and {} have the same title, “{}”.",
                        document.file.file_name(),
                        other.file.file_name(),
                        document.title
                    ),
                    "Give each a title of its own in documents.csv, or take the older one out.",
                )
                .see_also(Place::file(&other.file)),
            );
        } else {
            first.insert(title, document);
        }
    }
}
