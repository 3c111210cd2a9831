//! What keeps people from reading: pictures without words, headings out of step, documents without tags.

use std::collections::BTreeSet;

use super::{CheckContext, pdf_ua};
use crate::model::{
    Accessibility, At, Destination, FailedCheck, Finding, Findings, Format, LinkUsage, LinkedDocument, Owner, Place,
    Rule, Severity,
};

/// How many faults of one PDF are told: the first ones mended mend the rest.
const MOST_TOLD: usize = 4;

/// How many pages with one fault are named.
const MOST_PAGES: usize = 5;

/// A picture without a text.
pub const MISSING_ALT_TEXT: Rule = Rule {
    code: "missing-alt-text",
    severity: Severity::MustFix,
    name: "Picture without a description",
    finds: "A picture on a page without words for those who cannot see it.",
    why: "People who use a screen reader hear nothing of it, and the council must publish accessible pages by law.",
    fix: "Write what the picture tells into its square brackets.",
    example: "![](../images/20-weeks.png)",
};

/// A heading that leaves a level out.
pub const HEADING_SKIP: Rule = Rule {
    code: "heading-skip",
    severity: Severity::ShouldFix,
    name: "Heading level left out",
    finds: "A heading that is two or more levels below the one before it.",
    why: "People who use a screen reader move by headings, and think that they have missed one.",
    fix: "Take a # away, so that each heading is at most one level below the one before it.",
    example: "## Funding followed by #### Top-up",
};

/// A PDF without tags.
pub const UNTAGGED_PDF: Rule = Rule {
    code: "untagged-pdf",
    severity: Severity::ShouldFix,
    name: "PDF without tags",
    finds: "A linked PDF that has no tags: nothing in it says what is a heading, a list or a table.",
    why: "A screen reader reads it in no certain order, and the finished PDF cannot claim to be accessible.",
    fix: "Ask its owner to save it again from Word with “Document structure tags for accessibility” ticked.",
    example: "a scanned policy",
};

/// A PDF that falls short of the standard.
pub const INACCESSIBLE_PDF: Rule = Rule {
    code: "inaccessible-pdf",
    severity: Severity::ShouldFix,
    name: "PDF not fully accessible",
    finds: "A PDF that has tags, but fails a machine check of the PDF/UA standard (ISO 14289-1).",
    why: "Some readers cannot use part of it, and the finished PDF cannot claim to be accessible.",
    fix: "Ask its owner to run the accessibility check of the program that made it, and to save it again.",
    example: "a form whose pictures have no alternative text",
};

pub(super) fn missing_alt_text(context: &CheckContext<'_>, findings: &mut Findings) {
    let pictures =
        context.graph.links().filter(|link| link.usage == LinkUsage::Show && matches!(link.id.owner, Owner::Page(_)));
    for link in
        pictures.filter(|link| matches!(link.destination, Destination::Image(_)) && link.label.trim().is_empty())
    {
        findings.push(
            Finding::new(
                &MISSING_ALT_TEXT,
                link.place.clone(),
                format!("The picture {} has no words for people who cannot see it.", link.written),
                "Write what the picture tells into the square brackets in front of its address.",
            )
            .about(&link.written),
        );
    }
}

pub(super) fn heading_skip(context: &CheckContext<'_>, findings: &mut Findings) {
    for page in &context.guide.pages {
        let (mut above, mut above_label) = (1, page.title.as_str());
        for anchor in &page.anchors {
            let Some(level) = anchor.level else { continue };
            if level > above + 1 {
                findings.push(Finding::new(
                    &HEADING_SKIP,
                    Place::new(&page.file, anchor.at.clone()),
                    format!(
                        "The heading “{}” is {} levels below “{above_label}”, the one before it.",
                        anchor.label,
                        level - above
                    ),
                    format!(
                        "Take {} of its # signs away.",
                        if level - above == 2 { "one".to_owned() } else { (level - above - 1).to_string() }
                    ),
                ));
            }
            (above, above_label) = (level, anchor.label.as_str());
        }
    }
}

pub(super) fn untagged_pdf(context: &CheckContext<'_>, findings: &mut Findings) {
    for (document, _) in pdfs(context).filter(|(_, accessibility)| !accessibility.tagged) {
        findings.push(Finding::new(
            &UNTAGGED_PDF,
            Place::new(&document.file, At::WholeFile),
            format!("“{}” has no tags, so a screen reader cannot tell its headings, lists and tables.", document.title),
            format!("Ask {} for a PDF that was saved with tags.", owner_of(document)),
        ));
    }
}

pub(super) fn inaccessible_pdf(context: &CheckContext<'_>, findings: &mut Findings) {
    for (document, accessibility) in
        pdfs(context).filter(|(_, accessibility)| accessibility.tagged && !accessibility.conforms)
    {
        findings.push(Finding::new(
            &INACCESSIBLE_PDF,
            Place::new(&document.file, At::WholeFile),
            format!(
                "“{}” fails checks of the accessibility standard for PDFs: {}.",
                document.title,
                told(&accessibility.failures)
            ),
            format!("Ask {} to put it right. {}", owner_of(document), fixes(&accessibility.failures)),
        ));
    }
}

/// What is wrong with a PDF, each thing once, as the ends of sentences: “a table in it has no heading cells”.
pub fn pdf_faults(failures: &[FailedCheck]) -> Vec<&'static str> {
    let mut faults: Vec<&'static str> = Vec::new();
    for fault in failures.iter().map(|failure| pdf_ua::of(failure).what) {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults
}

/// One thing that is wrong, with its clauses and the pages where it is.
#[derive(Default)]
struct Wrong<'a> {
    what: &'static str,
    clauses: Vec<&'a str>,
    pages: BTreeSet<u32>,
}

/// What is wrong, each thing once: “a table in it has no heading cells (page 2; clause 7.5)”.
fn told(failures: &[FailedCheck]) -> String {
    let mut told: Vec<Wrong<'_>> = Vec::new();
    for failure in failures {
        let what = pdf_ua::of(failure).what;
        let known = told.iter().position(|wrong| wrong.what == what).unwrap_or(told.len());
        if known == told.len() {
            told.push(Wrong { what, ..Wrong::default() });
        }
        let wrong = &mut told[known];
        if !failure.clause.is_empty() && !wrong.clauses.contains(&failure.clause.as_str()) {
            wrong.clauses.push(&failure.clause);
        }
        wrong.pages.extend(&failure.pages);
    }
    let more = told.len().saturating_sub(MOST_TOLD);
    let mut parts: Vec<String> = told.iter().take(MOST_TOLD).map(Wrong::words).collect();
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    parts.join(", ")
}

impl Wrong<'_> {
    fn words(&self) -> String {
        let counted = |one: &str, many: &str, all: &[String]| match all {
            [] => None,
            [only] => Some(format!("{one} {only}")),
            all => Some(format!("{many} {}", all.join(", "))),
        };
        let mut pages: Vec<String> = self.pages.iter().take(MOST_PAGES).map(u32::to_string).collect();
        if self.pages.len() > MOST_PAGES {
            pages.push(format!("and {} more", self.pages.len() - MOST_PAGES));
        }
        let clauses: Vec<String> = self.clauses.iter().map(ToString::to_string).collect();
        let where_: Vec<String> =
            [counted("page", "pages", &pages), counted("clause", "clauses", &clauses)].into_iter().flatten().collect();
        if where_.is_empty() { self.what.to_owned() } else { format!("{} ({})", self.what, where_.join("; ")) }
    }
}

/// What its maker does, each instruction once.
fn fixes(failures: &[FailedCheck]) -> String {
    let mut fixes: Vec<&str> = Vec::new();
    for failure in failures {
        let fix = pdf_ua::of(failure).fix;
        if !fixes.contains(&fix) && fixes.len() < MOST_TOLD {
            fixes.push(fix);
        }
    }
    fixes.join(" ")
}

fn pdfs<'a>(context: &CheckContext<'a>) -> impl Iterator<Item = (&'a LinkedDocument, &'a Accessibility)> + use<'a> {
    let pdfs = context.documents.all.iter().filter(|document| document.format == Format::Pdf && document.is_readable());
    pdfs.filter_map(|document| Some((document, document.reading.accessibility.as_ref()?)))
}

/// The one who is to mend a document, in words.
pub(super) fn owner_of(document: &LinkedDocument) -> String {
    document
        .fact(|row| row.owner.as_deref())
        .map_or_else(|| "its owner".to_owned(), |owner| format!("its owner ({owner})"))
}
