//! What a bound-in PDF loses, in the words of a finding. The original, which still has it, is attached to the guide's PDF.

use super::rules::LOST_IN_PDF;
use crate::model::{FieldEvent, Finding, Findings, LinkedDocument, Loss, Place};

/// The most fields that a finding names.
const MOST_NAMED: usize = 8;

/// What helps where something works in the original only.
const USE_ORIGINAL: &str = "Ask people to use the original, which is attached to the PDF and on the website.";

/// One finding for each kind of loss.
pub(super) fn findings(document: &LinkedDocument) -> Findings {
    let losses = &document.reading.losses;
    let place = Place::file(&document.file);
    let of_use = [actions(losses), scripts(losses), second_form(losses), signatures(losses)];
    let of_use = of_use.into_iter().flatten().map(|what| (what, USE_ORIGINAL));
    of_use.chain(parts(losses)).map(|(what, fix)| Finding::new(&LOST_IN_PDF, place.clone(), what, fix)).collect()
}

fn parts(losses: &[Loss]) -> Option<(String, &'static str)> {
    let count = losses.iter().find_map(|loss| if let Loss::Parts(count) = loss { Some(*count) } else { None })?;
    let parts = if count == 1 { "a part".to_owned() } else { format!("{count} parts") };
    let what = format!(
        "This PDF is damaged: {parts} of it cannot be read, so that words, pictures or pages may be missing from the copy inside the guide's PDF. The original is attached to the PDF."
    );
    Some((
        what,
        "Open the file in the program that made it, save it anew under the same name, and put it back. Then look at its pages in the guide's PDF.",
    ))
}

fn actions(losses: &[Loss]) -> Option<String> {
    let lost: Vec<String> = losses
        .iter()
        .filter_map(|loss| match loss {
            Loss::FieldAction { field, event } => Some(no_longer(field, *event)),
            _ => None,
        })
        .collect();
    (!lost.is_empty()).then(|| {
        format!(
            "The copy of this form inside the guide's PDF can be filled in, but not all of it works by itself any more: {}. The original is attached to the PDF and still does all this.",
            list(&lost)
        )
    })
}

fn no_longer(field: &str, event: FieldEvent) -> String {
    match event {
        FieldEvent::Calculate => format!("“{field}” is no longer calculated"),
        FieldEvent::Format => format!("“{field}” no longer puts its value into a set form"),
        FieldEvent::Type => format!("“{field}” no longer checks what is typed"),
        FieldEvent::Check => format!("“{field}” no longer checks its value"),
        FieldEvent::Press => format!("a press on “{field}” no longer does anything"),
        FieldEvent::Visit => format!("“{field}” no longer does anything when it is entered or left"),
    }
}

fn scripts(losses: &[Loss]) -> Option<String> {
    losses.contains(&Loss::DocumentScripts).then(|| {
        "This PDF has scripts for when it opens, or that its fields share. No such script runs in the guide's PDF. The original is attached to the PDF and still has them.".to_owned()
    })
}

fn second_form(losses: &[Loss]) -> Option<String> {
    losses.contains(&Loss::Xfa).then(|| {
        "This form has a second form inside it, which only Adobe's programs show (XFA). The copy inside the guide's PDF keeps the ordinary fields, and not the second form. The original is attached to the PDF.".to_owned()
    })
}

fn signatures(losses: &[Loss]) -> Option<String> {
    let signed: Vec<String> = losses
        .iter()
        .filter_map(|loss| match loss {
            Loss::Signature(field) => Some(format!("“{field}”")),
            _ => None,
        })
        .collect();
    (!signed.is_empty()).then(|| {
        format!(
            "This document is signed: {}. The copy inside the guide's PDF shows the signature, but proves nothing. The original is attached to the PDF, and the signature can be checked there.",
            list(&signed)
        )
    })
}

fn list(entries: &[String]) -> String {
    let named = entries.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join("; ");
    match entries.len().saturating_sub(MOST_NAMED) {
        0 => named,
        more => format!("{named}; and {more} more"),
    }
}
