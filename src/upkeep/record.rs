//! Records a review: the digest of what was read, under the role that read it.

use crate::check::{CheckContext, is_persons_name, linked_documents};
use crate::config::nearest;
use crate::model::{DOCUMENT_DIGITS, Owner, Place, Post, Review, review_id, reviewed_thing};
use crate::parse::{self, REVIEWS};

/// A review that was written down: the whole new file, and what is to be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// The content of `reviews.csv`.
    pub bytes: Vec<u8>,
    /// The title of what was reviewed.
    pub title: String,
    /// The id of what was reviewed.
    pub id: String,
    /// The role that reviewed it.
    pub by: String,
}

/// Why a review cannot be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRecorded {
    /// No page or document is called so; the id that is most like it.
    NoSuchThing(Option<String>),
    /// What is given as the role is a person's name, or nothing.
    NotARole,
    /// `people.csv` does not have the role; the role that is most like it.
    UnknownRole(Option<String>),
    /// Whoever held the role has left.
    LeftRole,
    /// `reviews.csv` is there, and is no such table.
    BadFile,
}

/// Records that a role has read a page or document as it is now, on the day of the context.
///
/// # Errors
/// When nothing is called so, when the role is none, or when the file is damaged.
pub fn record(context: &CheckContext<'_>, meant: &str, by: &str) -> Result<Recorded, NotRecorded> {
    let graph = context.graph;
    let owners = || graph.page_ids().map(Owner::Page).chain(graph.document_ids().map(Owner::Document));
    let Some(owner) = reviewed_thing(graph, meant) else {
        let ids: Vec<String> = owners().map(|owner| review_id(graph, owner)).collect();
        return Err(NotRecorded::NoSuchThing(nearest(meant, ids.iter().map(String::as_str)).map(str::to_owned)));
    };
    let role = role(context, by)?;
    let (digest, documents) = match owner {
        Owner::Page(page) => {
            let document = |id| {
                let digest = context.documents.get(id).digest.short(DOCUMENT_DIGITS);
                (review_id(graph, Owner::Document(id)), digest)
            };
            let documents = linked_documents(context, page).into_iter().map(document).collect();
            (context.guide.page(page).digest, Some(documents))
        }
        Owner::Document(document) => (context.documents.get(document).digest, None),
    };
    let file = context.sources.at(REVIEWS).filter(|file| !file.bytes.trim_ascii().is_empty());
    let place = Place::guide();
    let review = Review { id: review_id(graph, owner), on: context.as_of, by: role, digest, documents, place };
    let bytes = parse::with_review(file, &review);
    if !parse::holds_review(&bytes, &review) {
        return Err(NotRecorded::BadFile);
    }
    Ok(Recorded { bytes, title: graph.title(owner).to_owned(), id: review.id, by: review.by })
}

/// The role, as `people.csv` writes it when there is such a list.
fn role(context: &CheckContext<'_>, by: &str) -> Result<String, NotRecorded> {
    let by = by.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_listed = |name: &str| name.trim().eq_ignore_ascii_case(&by);
    let is_person = context.people.all.iter().any(|person| person.name.as_deref().is_some_and(is_listed));
    if !by.starts_with(char::is_alphabetic) || by.contains('@') || is_person || is_persons_name(&by) {
        return Err(NotRecorded::NotARole);
    }
    match context.people.post(&by, context.as_of) {
        Post::Held { .. } => {
            let holder = context.people.holder(&by, context.as_of);
            Ok(holder.map_or(by, |person| person.role.clone()))
        }
        Post::Left(_) => Err(NotRecorded::LeftRole),
        Post::Unknown => {
            let roles = context.people.all.iter().map(|person| person.role.as_str());
            Err(NotRecorded::UnknownRole(nearest(&by, roles).map(str::to_owned)))
        }
    }
}
