//! Whether pages and documents are reviewed in time, and whether what was reviewed is what is there.

use jiff::civil::Date;

use super::CheckContext;
use crate::config::{date_words, nearest};
use crate::model::{
    DOCUMENT_DIGITS, Digest, DocumentId, Finding, Findings, Owner, PageId, Place, Review, Rule, Severity, Standing,
    review_id, reviewed_thing,
};
use crate::parse::BAD_REGISTER;

/// A review that is due.
pub const REVIEW_OVERDUE: Rule = Rule {
    code: "review-overdue",
    severity: Severity::ShouldFix,
    name: "Review overdue",
    finds: "A page or document whose review date has passed, or that has changed since the review that reviews.csv records; \
            a page that leads to a document which has changed since.",
    why: "Readers see the date and rely on it, so it must say when somebody last read what is there now.",
    fix: "Ask its owner to read it, and record the review: senco-guide status --reviewed ID --by ROLE.",
    example: "review_by = 2026-06-30, on 1 September 2026",
};

/// A page or document whose review is judged.
struct Reviewed<'a> {
    owner: Owner,
    title: &'a str,
    digest: Digest,
    keeper: Option<&'a str>,
    due: Option<Date>,
    place: Place,
}

pub(super) fn review_overdue(context: &CheckContext<'_>, findings: &mut Findings) {
    for reviewed in reviewed(context) {
        let id = review_id(context.graph, reviewed.owner);
        let Some(what) = why(context, &reviewed, &id) else { continue };
        let keeper = reviewed.keeper.map_or_else(|| "its owner".to_owned(), |owner| format!("its owner ({owner})"));
        let by = reviewed.keeper.unwrap_or("ROLE");
        let fix =
            format!("Ask {keeper} to read it, and record that: senco-guide status --reviewed {id} --by \"{by}\".");
        findings.push(Finding::new(&REVIEW_OVERDUE, reviewed.place, what, fix));
    }
}

/// Rows of `reviews.csv` that are of nothing, or of a day that is still to come.
pub(super) fn strange_review(context: &CheckContext<'_>, findings: &mut Findings) {
    let ids: Vec<String> = owners(context).map(|owner| review_id(context.graph, owner)).collect();
    for review in &context.reviews.all {
        if review.on > context.as_of {
            findings.push(Finding::new(
                &BAD_REGISTER,
                review.place.clone(),
                format!(
                    "The review of “{}” is dated {}, after {}, the day that this report is judged by.",
                    review.id,
                    date_words(review.on),
                    date_words(context.as_of)
                ),
                "Correct the date; or, if it is right, check again with a later --as-of, or with none for today.",
            ));
        }
        if ids.contains(&review.id) {
            continue;
        }
        let fix = match reviewed_thing(context.graph, &review.id).map(|owner| review_id(context.graph, owner)) {
            Some(id) => format!("Change the id to {id}."),
            None => match nearest(&review.id, ids.iter().map(String::as_str)) {
                Some(near) => format!("Change the id to {near}, if that is meant, or take the row out."),
                None => "Take the row out if the page or document is gone; otherwise write its present id.".to_owned(),
            },
        };
        let what = format!("reviews.csv has a review of “{}”, but no page or document has that id.", review.id);
        findings.push(Finding::new(&BAD_REGISTER, review.place.clone(), what, fix).at_most(Severity::Note));
    }
}

/// The documents that a page leads to and that are not what they were when the page was reviewed, as the review recorded them.
pub fn changed_documents(context: &CheckContext<'_>, page: PageId, review: &Review) -> Vec<DocumentId> {
    let Some(then) = &review.documents else { return Vec::new() };
    let is_changed = |document: &DocumentId| {
        let now = context.documents.get(*document).digest.short(DOCUMENT_DIGITS);
        then.get(&review_id(context.graph, Owner::Document(*document))).is_some_and(|then| !now.starts_with(then))
    };
    linked_documents(context, page).into_iter().filter(is_changed).collect()
}

/// The documents that a page leads to, each once, in register order.
pub fn linked_documents(context: &CheckContext<'_>, page: PageId) -> Vec<DocumentId> {
    let owners =
        context.graph.links_from(Owner::Page(page)).filter_map(|link| context.graph.owner_of(&link.destination));
    let mut documents: Vec<DocumentId> = owners
        .filter_map(|owner| match owner {
            Owner::Document(document) => Some(document),
            Owner::Page(_) => None,
        })
        .collect();
    documents.sort_unstable();
    documents.dedup();
    documents
}

/// Why a review is due, in a sentence; none when it is not.
fn why(context: &CheckContext<'_>, reviewed: &Reviewed<'_>, id: &str) -> Option<String> {
    let title = reviewed.title;
    match context.reviews.standing(id, reviewed.digest) {
        Standing::Outdated(review) => {
            return Some(format!(
                "“{title}” has changed since it was reviewed on {}, so that review no longer counts.",
                date_words(review.on)
            ));
        }
        Standing::Current(review) => {
            let Owner::Page(page) = reviewed.owner else { return overdue(context, reviewed) };
            let changed = changed_documents(context, page, review);
            let titles: Vec<String> =
                changed.iter().map(|document| format!("“{}”", context.documents.get(*document).title)).collect();
            if !titles.is_empty() {
                let have = if titles.len() == 1 { "has" } else { "have" };
                return Some(format!(
                    "“{title}” was reviewed on {}. {} {have} changed since, and this page leads there.",
                    date_words(review.on),
                    titles.join(" and ")
                ));
            }
        }
        Standing::Unrecorded => {}
    }
    overdue(context, reviewed)
}

fn overdue(context: &CheckContext<'_>, reviewed: &Reviewed<'_>) -> Option<String> {
    let due = reviewed.due.filter(|due| *due < context.as_of)?;
    Some(format!("“{}” was to be reviewed by {}, its review_by.", reviewed.title, date_words(due)))
}

fn owners(context: &CheckContext<'_>) -> impl Iterator<Item = Owner> + use<> {
    context.graph.page_ids().map(Owner::Page).chain(context.graph.document_ids().map(Owner::Document))
}

fn reviewed<'a>(context: &CheckContext<'a>) -> impl Iterator<Item = Reviewed<'a>> {
    let editor = context.config.editor.as_deref();
    let pages = context.guide.pages().map(move |(id, page)| Reviewed {
        owner: Owner::Page(id),
        title: &page.title,
        digest: page.digest,
        keeper: page.facts.owner.as_deref().or(editor),
        due: page.facts.review_by,
        place: Place::file(&page.file),
    });
    let documents = context.documents.iter().map(|(id, document)| Reviewed {
        owner: Owner::Document(id),
        title: &document.title,
        digest: document.digest,
        keeper: document.register.as_ref().and_then(|row| row.owner.as_deref()),
        due: document.fact(|row| row.review_by),
        place: document.register.as_ref().map_or_else(|| Place::file(&document.file), |row| row.place.clone()),
    });
    pages.chain(documents)
}
