//! What a link that leads nowhere is called, and how to put it right.

use super::answer::{Answer, Hint};
use crate::inspect::MISSING_DOCUMENT;
use crate::load::OUTSIDE_THE_GUIDE;
use crate::model::{At, Destination, Finding, Findings, LinkUsage, Owner, Place, Reason, Rule, Severity, WrittenLink};
use crate::parse::{BROKEN_LINK_SYNTAX, MISSING_PAGE};

/// A heading that is not there.
pub const MISSING_ANCHOR: Rule = Rule {
    code: "missing-anchor",
    severity: Severity::MustFix,
    name: "Broken link to a heading",
    finds: "A link to a heading or named spot that its page does not have, or has no more.",
    why: "The link opens the page at its top, and a busy reader does not find what was promised.",
    fix: "Change the part after # to the heading's present id.",
    example: "[evidence](06-ehc-needs-assessments.md#evidense)",
};

/// A spot in a document that is not there.
pub const MISSING_DOCUMENT_ANCHOR: Rule = Rule {
    code: "missing-document-anchor",
    severity: Severity::MustFix,
    name: "Broken link into a document",
    finds: "A link to a page, bookmark, named destination, sheet or cell that its document does not have.",
    why: "The document opens at its beginning, and the reader has to search for what was promised.",
    fix: "Change the part after # to a page, bookmark or cell that the document has.",
    example: "[band C](../documents/bands.pdf#page=12), where bands.pdf has 8 pages",
};

/// A picture that is not there.
pub const MISSING_IMAGE: Rule = Rule {
    code: "missing-image",
    severity: Severity::MustFix,
    name: "Missing picture",
    finds: "A picture on a page whose file is not in the guide folder.",
    why: "Readers see an empty frame.",
    fix: "Put the picture into the folder images, or correct its name on the page.",
    example: "![The 20 weeks](../images/20-weeks.png)",
};

/// A name that is right but for capital and small letters.
pub const WRONG_CASE: Rule = Rule {
    code: "wrong-case",
    severity: Severity::MustFix,
    name: "Capital and small letters differ",
    finds: "A link whose capital and small letters differ from the name of what it leads to.",
    why: "It works on a Windows computer and fails on most web servers.",
    fix: "Write the name with the very same capital and small letters.",
    example: "[bands](../documents/Bands.PDF), where the file is bands.pdf",
};

/// A link without an address, or without words.
pub const EMPTY_LINK: Rule = Rule {
    code: "empty-link",
    severity: Severity::MustFix,
    name: "Empty link",
    finds: "A link without an address, or a link to the web without words to follow.",
    why: "Readers cannot tell where it leads, and people who use a screen reader hear only “link”.",
    fix: "Write the address in the round brackets and the words in the square ones.",
    example: "[referral form]()",
};

/// A scheme that no guide needs.
pub const UNSAFE_SCHEME: Rule = Rule {
    code: "unsafe-scheme",
    severity: Severity::MustFix,
    name: "Link of a kind that is not safe",
    finds: "A link that is not to a page, a document, the web, an email address or a telephone number.",
    why: "Such links run programs or open other software; browsers and councils block them.",
    fix: "Link to a page, a document or a web address.",
    example: "[open](javascript:start())",
};

/// A file on one computer.
pub const LOCAL_PATH: Rule = Rule {
    code: "local-path",
    severity: Severity::MustFix,
    name: "Link to a file on one computer",
    finds: "A link to a drive, a server or a file on one computer.",
    why: "It opens for the person who made it and for nobody else, and it tells strangers how your drives are named.",
    fix: "Copy the file into the folder documents of the guide and lead the link there, or take the link out.",
    example: "[forms](G:\\SEN\\forms\\ep.docx)",
};

/// An id of an earlier release.
pub const OLD_HEADING_ID: Rule = Rule {
    code: "old-heading-id",
    severity: Severity::Note,
    name: "Heading id of an earlier release",
    finds: "A link that still uses the id a heading had in an earlier release, or a published heading that is gone.",
    why: "The old id goes on working, so nothing is broken; a heading that is gone leads to the top of its page.",
    fix: "Change the link to the heading's present id, or give the id to the heading that took its place.",
    example: "[fees](funding.md#fees), where the heading is now “What it costs”",
};

/// The findings of one link of a page or document.
pub(super) fn of(answer: &Answer, owner: Owner, link: &WrittenLink, place: &Place) -> Findings {
    let mut findings = Findings::default();
    if let Some(finding) = trouble(answer, link, place) {
        findings.push(by_owner(finding, answer, owner));
    }
    let leads_out = matches!(answer.destination, Destination::Web(_) | Destination::LocalOffer(_));
    if leads_out && link.label.trim().is_empty() && matches!(owner, Owner::Page(_)) && link.usage == LinkUsage::Follow {
        findings.push(no_words(link, place));
    }
    findings
}

/// The findings of a redirect.
pub(super) fn of_redirect(answer: &Answer, link: &WrittenLink, place: &Place) -> Findings {
    trouble(answer, link, place).into_iter().collect()
}

/// A fault inside a document is its owner's to mend, unless it is about a file of this guide.
fn by_owner(finding: Finding, answer: &Answer, owner: Owner) -> Finding {
    let about_guide = answer.about_guide
        && matches!(
            answer.destination,
            Destination::Nowhere(
                Reason::MissingPage
                    | Reason::MissingAnchor
                    | Reason::MissingDocument
                    | Reason::MissingDocumentAnchor
                    | Reason::MissingImage
                    | Reason::OutsideTheGuide
            )
        );
    match owner {
        Owner::Document(_) if !about_guide => finding.at_most(Severity::ShouldFix),
        _ => finding,
    }
}

fn trouble(answer: &Answer, link: &WrittenLink, place: &Place) -> Option<Finding> {
    let finding = match &answer.destination {
        Destination::Nowhere(reason) => nowhere(*reason, answer, link, place),
        _ if matches!(answer.hint, Hint::Renamed(_)) => renamed(answer, link, place)?,
        _ => other_case(answer, link, place)?,
    };
    Some(finding.about(&link.written))
}

/// Only told where there is something better to write.
fn renamed(answer: &Answer, link: &WrittenLink, place: &Place) -> Option<Finding> {
    let Hint::Renamed(Some(now)) = &answer.hint else { return None };
    Some(Finding::new(
        &OLD_HEADING_ID,
        place.clone(),
        format!(
            "{} leads to #{}, an id of an earlier release. The heading's id is #{now} now.",
            words(link),
            answer.looked_for
        ),
        format!("Change the part after # to {now}. The old id goes on working for others."),
    ))
}

fn other_case(answer: &Answer, link: &WrittenLink, place: &Place) -> Option<Finding> {
    let Hint::OtherCase(true_name) = &answer.hint else { return None };
    Some(Finding::new(
        &WRONG_CASE,
        place.clone(),
        format!("{} leads to {}, but the true name has other capital and small letters.", words(link), link.written),
        format!("Write it as {true_name}, letter for letter."),
    ))
}

fn nowhere(reason: Reason, answer: &Answer, link: &WrittenLink, place: &Place) -> Finding {
    let (rule, what, otherwise): (&'static Rule, String, &str) = match reason {
        Reason::MissingPage | Reason::MissingDocument if link.written.starts_with("www.") => (
            &MISSING_PAGE,
            format!("{} leads to {}, which is taken for a page of the guide.", words(link), link.written),
            "Write https:// in front of the address.",
        ),
        Reason::MissingPage => (
            &MISSING_PAGE,
            format!("{} leads to {}, but there is no such page.", words(link), answer.looked_for),
            "Change the link to a page of the guide, or put the page back.",
        ),
        Reason::MissingAnchor => (
            &MISSING_ANCHOR,
            format!("{} leads to the heading #{}, but there is no such heading.", words(link), answer.looked_for),
            "Change the part after # to the id of a heading on that page, or take it off.",
        ),
        Reason::MissingDocument => (
            &MISSING_DOCUMENT,
            format!("{} leads to {}, which is not among the documents.", words(link), answer.looked_for),
            without_document(place),
        ),
        Reason::MissingDocumentAnchor => (
            &MISSING_DOCUMENT_ANCHOR,
            format!("{} leads to {}, which is not there.", words(link), answer.looked_for),
            "Change the part after # to a page, bookmark, sheet or cell that the document has, or take off the # and all after it to lead to \
             the whole document.",
        ),
        Reason::MissingImage => (
            &MISSING_IMAGE,
            format!("The picture {} is not in the guide folder.", answer.looked_for),
            "Put the picture into the folder images, or correct its name.",
        ),
        Reason::OutsideTheGuide => (
            &OUTSIDE_THE_GUIDE,
            format!("{} leads to {}, which is outside the guide folder.", words(link), link.written),
            "Copy the file into the folder documents of the guide, and lead the link there.",
        ),
        Reason::LocalPath => (
            &LOCAL_PATH,
            format!("{} leads to {}, a file on one computer or drive.", words(link), link.written),
            "Copy the file into the folder documents of the guide and lead the link there, or take the link out.",
        ),
        Reason::UnsafeScheme => (
            &UNSAFE_SCHEME,
            format!(
                "{} begins with “{}:”, a kind of link that is not safe in a guide.",
                words(link),
                answer.looked_for
            ),
            "Link to a page, a document or a web address.",
        ),
        Reason::Empty => {
            (&EMPTY_LINK, format!("{} has no address.", words(link)), "Write where it leads into the round brackets.")
        }
        Reason::Malformed => (
            &BROKEN_LINK_SYNTAX,
            format!("{} leads to {}, which cannot be understood as an address.", words(link), link.written),
            "Correct the address.",
        ),
    };
    let fact = match &answer.hint {
        Hint::Fact(fact) => Some(fact),
        _ => None,
    };
    let fix = match &answer.hint {
        Hint::Nearest(name) => nearest_words(rule, name),
        Hint::OtherCase(name) => format!("Write it as {name}, letter for letter."),
        Hint::Fact(_) | Hint::None | Hint::Renamed(_) => otherwise.to_owned(),
    };
    let what = fact.map_or(what.clone(), |fact| format!("{what} {fact}"));
    Finding::new(rule, place.clone(), what, fix)
}

/// What to do about a link to a document that is not there, in the program that the link is written with.
fn without_document(place: &Place) -> &'static str {
    match place.at {
        At::Bytes(_) => {
            "Put the file into the folder documents under that name, and give it a row in documents.csv. Or lead the link to \
             a file that is there; or keep only the words, without brackets and address."
        }
        _ => {
            "Take the link out of the document, in the program that made it: in Word, click the words with the right button, \
             choose Remove Hyperlink, and save. Or put the file into the folder documents under that name, and give it a row \
             in documents.csv."
        }
    }
}

/// What to do when there is something with a name much like the one that was looked for.
fn nearest_words(rule: &Rule, name: &str) -> String {
    let article = if name.starts_with('#') { "a " } else { "" };
    let or = if rule.code == MISSING_DOCUMENT.code {
        " If it is not, put the file into the folder documents under its name, or take the link out."
    } else if rule.code == MISSING_DOCUMENT_ANCHOR.code {
        " Or take off the # and all after it to lead to the whole document."
    } else {
        ""
    };
    format!("There is {article}{name}. Change the link to that, if it is what you mean.{or}")
}

fn no_words(link: &WrittenLink, place: &Place) -> Finding {
    Finding::new(
        &EMPTY_LINK,
        place.clone(),
        format!("The link to {} has no words.", link.written),
        "Write what the reader will find there into the square brackets.",
    )
    .about(&link.written)
}

/// The link in the editor's words: “Speech and language form”.
fn words(link: &WrittenLink) -> String {
    let label = link.label.trim();
    let short: String = label.chars().take(70).collect();
    match (label.is_empty(), short.len() < label.len()) {
        (true, _) => "A link".to_owned(),
        (false, false) => format!("“{label}”"),
        (false, true) => format!("“{short}…”"),
    }
}
