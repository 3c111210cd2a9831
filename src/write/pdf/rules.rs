//! What can go wrong with the PDF, as rules.

use crate::model::{Rule, Severity};

/// Something of the guide is not in the PDF, or not as it was written.
pub const LOST_IN_PDF: Rule = Rule {
    code: "lost-in-pdf",
    severity: Severity::ShouldFix,
    name: "Lost in the PDF",
    finds: "Something in the guide or in a linked document could not be printed in the PDF as it stands.",
    why: "People who use the PDF, on paper or on screen, would miss what the website shows.",
    fix: "Change the part that is named, or take it out. If you cannot see why it fails, send us the file.",
    example: "A picture whose file is broken, or a character that no typeface can show.",
};

/// The PDF fails a check of PDF/UA-1.
pub const INACCESSIBLE_PDF: Rule = Rule {
    code: "inaccessible-pdf",
    severity: Severity::ShouldFix,
    name: "PDF is not accessible",
    finds: "A PDF has tags, but fails a check of the accessibility standard PDF/UA-1.",
    why: "The law asks councils to publish documents that everyone can use. A screen reader may read this one wrongly or not at all.",
    fix: "Ask the owner of the document for an accessible version, or use the Word file it was made from.",
    example: "A PDF form whose pictures have no text alternative.",
};
