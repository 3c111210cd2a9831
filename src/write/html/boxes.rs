//! The boxes that stand out: each has a word and a mark, so that its meaning never rests on colour.

use crate::model::CalloutKind;

/// The opening of a box: its mark and its word. The caller closes it with `</div>`.
pub(super) fn opening(kind: CalloutKind) -> String {
    let Look { tone, mark } = look(kind);
    let word = kind.label();
    format!(
        "<div class=\"sg-box sg-{tone}\" role=\"note\">\n\
         <p class=\"sg-word\"><svg class=\"sg-mark\" viewBox=\"0 0 20 20\" width=\"20\" height=\"20\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.8\" aria-hidden=\"true\" focusable=\"false\">{mark}</svg>{word}</p>\n"
    )
}

/// A box's colours and drawing.
struct Look {
    tone: &'static str,
    mark: &'static str,
}

fn look(kind: CalloutKind) -> Look {
    match kind {
        CalloutKind::Must => Look { tone: "must", mark: SCALES },
        CalloutKind::Warning | CalloutKind::Caution => Look { tone: "must", mark: TRIANGLE },
        CalloutKind::Deadline => Look { tone: "date", mark: CLOCK },
        CalloutKind::Check => Look { tone: "date", mark: TICK },
        CalloutKind::Important => Look { tone: "plain", mark: EXCLAMATION },
        CalloutKind::Note => Look { tone: "plain", mark: LETTER_I },
        CalloutKind::Tip => Look { tone: "good", mark: STAR },
        CalloutKind::Next => Look { tone: "good", mark: ARROW },
    }
}

const SCALES: &str = "<path d=\"M10 2v15M5 17h10M3 5h14M3 5l-2 6h4zM17 5l-2 6h4z\"/>";
const TRIANGLE: &str = "<path d=\"M10 2 19 18H1zM10 8v4.5M10 14.8v.4\"/>";
const CLOCK: &str = "<circle cx=\"10\" cy=\"10\" r=\"8\"/><path d=\"M10 5v5l3.5 2.5\"/>";
const TICK: &str = "<circle cx=\"10\" cy=\"10\" r=\"8\"/><path d=\"m6 10.5 3 3 5-6.5\"/>";
const EXCLAMATION: &str = "<circle cx=\"10\" cy=\"10\" r=\"8\"/><path d=\"M10 5.5v5.5M10 13.8v.4\"/>";
const LETTER_I: &str = "<circle cx=\"10\" cy=\"10\" r=\"8\"/><path d=\"M10 9v5.5M10 5.8v.4\"/>";
const STAR: &str = "<path d=\"M10 2l2.2 5.8L18 10l-5.8 2.2L10 18l-2.2-5.8L2 10l5.8-2.2z\"/>";
const ARROW: &str = "<circle cx=\"10\" cy=\"10\" r=\"8\"/><path d=\"M6 10h8M10.5 6.5 14 10l-3.5 3.5\"/>";
