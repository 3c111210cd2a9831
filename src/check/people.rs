//! Whether the roles that own pages and documents are held by somebody, and are roles at all.
//!
//! What `people.csv` says of a person is never told here: reports travel with the bundle.

use super::CheckContext;
use super::persons::is_persons_name;
use crate::config::{date_words, nearest};
use crate::model::{Finding, Findings, GuidePath, Place, Post, Rule, Severity};

/// An owner who has left.
pub const OWNER_LEFT: Rule = Rule {
    code: "owner-left",
    severity: Severity::ShouldFix,
    name: "The owner has left or is not known",
    finds: "A page or document whose owner has left, or is not in people.csv, when there is such a list.",
    why: "Nobody keeps it right any more, and nobody notices until a school has acted on it.",
    fix: "Name the role that keeps it now, or add to people.csv who holds the role.",
    example: "the owner “Attendance lead”, with leaves = 2026-07-31 in people.csv, on 1 September 2026",
};

/// A person's name where a role belongs.
pub const PERSON_AS_OWNER: Rule = Rule {
    code: "person-as-owner",
    severity: Severity::ShouldFix,
    name: "A person’s name in place of a role",
    finds: "An owner, deputy, editor or reviewer who is named as a person, not as a role.",
    why: "Owners are published with the guide, and people change: the page would name somebody who left long ago.",
    fix: "Write the role, and keep the name in people.csv, which is never published.",
    example: "owner = \"A. Sample\"",
};

/// Something that somebody owns: what it is called, its owner and deputy, and where that is said.
struct Owned<'a> {
    title: &'a str,
    roles: [Option<&'a str>; 3],
    place: Place,
}

pub(super) fn owner_left(context: &CheckContext<'_>, findings: &mut Findings) {
    if let Some(editor) = context.config.editor.as_deref() {
        let place = Place::file(&GuidePath::settings());
        judge(context, editor, None, "the guide as a whole", place, findings);
    }
    for owned in owned(context) {
        let [owner, deputy, _] = owned.roles;
        let Some(owner) = owner else { continue };
        judge(context, owner, deputy, &format!("“{}”", owned.title), owned.place, findings);
    }
}

fn judge(
    context: &CheckContext<'_>,
    owner: &str,
    deputy: Option<&str>,
    what: &str,
    place: Place,
    findings: &mut Findings,
) {
    let (people, day) = (context.people, context.as_of);
    let stand_in = match deputy.map(|deputy| (deputy, people.post(deputy, day))) {
        Some((deputy, Post::Held { .. })) => format!(" Until then, {deputy} stands in."),
        Some((deputy, _)) => format!(" Its deputy, {deputy}, is not there to stand in either."),
        None => " It has no deputy to stand in.".to_owned(),
    };
    let (what, fix) = match people.post(owner, day) {
        Post::Held { .. } => return,
        Post::Left(on) => (
            format!("{owner}, who keeps {what}, left on {}, and people.csv names nobody after that.", date_words(on)),
            format!(
                "Name the role that keeps it now, or add a row to people.csv for whoever holds this one.{stand_in}"
            ),
        ),
        Post::Unknown => {
            let known = people.all.iter().map(|person| person.role.as_str());
            let fix = match nearest(owner, known) {
                Some(role) => format!("Change it to “{role}”, if that is meant, or add a row for it to people.csv."),
                None => "Add a row for the role to people.csv, or name a role that is in it.".to_owned(),
            };
            (format!("{owner}, who keeps {what}, is not in people.csv."), format!("{fix}{stand_in}"))
        }
    };
    findings.push(Finding::new(&OWNER_LEFT, place, capitalised(&what), fix));
}

pub(super) fn person_as_owner(context: &CheckContext<'_>, findings: &mut Findings) {
    let editor = context.config.editor.as_deref();
    let whole = Owned { title: "the guide", roles: [editor, None, None], place: Place::file(&GuidePath::settings()) };
    for owned in owned(context).chain([whole]) {
        let persons = owned.roles.into_iter().flatten().filter(|role| is_person(context, role)).count();
        if persons > 0 {
            findings.push(named_person(
                format!("“{}” has the name of a person where a role belongs.", owned.title),
                owned.place,
            ));
        }
    }
    for review in context.reviews.all.iter().filter(|review| is_person(context, &review.by)) {
        let what = format!("The review of “{}” is recorded by a person’s name, not by a role.", review.id);
        findings.push(named_person(what, review.place.clone()));
    }
    for person in context.people.all.iter().filter(|person| is_persons_name(&person.role)) {
        let what = "The column role of people.csv has what seems to be a person’s name.".to_owned();
        findings.push(named_person(what, person.place.clone()));
    }
}

fn named_person(what: String, place: Place) -> Finding {
    let fix = "Write the role, such as “SEN consultant”, and keep the name in the column name of people.csv.";
    Finding::new(&PERSON_AS_OWNER, place, what, fix)
}

/// Whether this is a person: by the look of it, or because `people.csv` has that name.
fn is_person(context: &CheckContext<'_>, role: &str) -> bool {
    let is_listed = |name: &str| name.trim().eq_ignore_ascii_case(role.trim());
    !role.contains('@')
        && (is_persons_name(role)
            || context.people.all.iter().any(|person| person.name.as_deref().is_some_and(is_listed)))
}

/// Every page and document with the roles that it names itself.
fn owned<'a>(context: &CheckContext<'a>) -> impl Iterator<Item = Owned<'a>> {
    let pages = context.guide.pages.iter().map(|page| {
        let facts = &page.facts;
        Owned {
            title: &page.title,
            roles: [facts.owner.as_deref(), facts.deputy.as_deref(), facts.feedback_to.as_deref()],
            place: Place::file(&page.file),
        }
    });
    let documents = context.documents.all.iter().filter_map(|document| {
        let row = document.register.as_ref()?;
        Some(Owned {
            title: &document.title,
            roles: [row.owner.as_deref(), row.deputy.as_deref(), row.feedback_to.as_deref()],
            place: row.place.clone(),
        })
    });
    pages.chain(documents)
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
