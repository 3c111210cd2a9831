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
