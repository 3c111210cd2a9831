//! What a PDF loses when its pages are bound into the guide's PDF, though the original has it.

use serde::{Deserialize, Serialize};

/// One thing that the bound copy of a PDF cannot keep. The original, attached to the guide's PDF, still has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loss {
    /// What a field does by itself. Happens when its script names other fields, which are called differently in the
    /// bound copy, or reaches beyond its form.
    FieldAction {
        /// The field, in the words that a screen reader says, else its name.
        field: String,
        /// When it would have happened.
        event: FieldEvent,
    },
    /// Scripts of the document as a whole. Happens when a form does something as it opens, or shares functions.
    DocumentScripts,
    /// The form as Adobe's own programs draw it (XFA). Its ordinary fields stay.
    Xfa,
    /// The proof of a signature: what its field is called. Its picture stays.
    Signature(String),
    /// So many of its parts, because it is damaged and they cannot be read.
    Parts(usize),
}

/// When a field does something by itself (ISO 32000-1, 12.6.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FieldEvent {
    /// Another field has changed, and this one is calculated from it.
    Calculate,
    /// Its value is shown.
    Format,
    /// Something is typed.
    Type,
    /// Its value is checked.
    Check,
    /// It is pressed.
    Press,
    /// It is entered, left or pointed at.
    Visit,
}
