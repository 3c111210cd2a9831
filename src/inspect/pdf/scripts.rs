//! Field scripts (ISO 32000-1, 12.6.4.16): which of them still work when the fields around them have other names.
//!
//! A script stands alone when it works on its own field only. Most do: Acrobat writes `AFDate_FormatEx("dd/mm/yyyy")`
//! and the like. Whatever names a field, speaks of the document, calls a function that the script does not bring along,
//! or reaches outside does not.

use std::collections::BTreeSet;

use lopdf::Object;

/// The longest script that is looked at: 64 KB. A longer one does not come along.
const LONGEST: usize = 64 * 1024;

/// Names that lead beyond the field, wherever they stand, in quotation marks too.
const FAR: [&str; 24] = [
    "AFSimple_Calculate",
    "addScript",
    "calculateNow",
    "eval",
    "execMenuItem",
    "exportAs",
    "Function",
    "getAnnot",
    "getField",
    "getNthField",
    "getOCG",
    "getURL",
    "global",
    "importAnFDF",
    "importTextData",
    "launchURL",
    "mailDoc",
    "mailForm",
    "numFields",
    "openDoc",
    "resetForm",
    "setInterval",
    "setTimeOut",
    "submitForm",
];

/// Words of code that mean the document, or the field's own name.
const DOCUMENT: [&str; 6] = ["this", "doc", "targetName", "Net", "SOAP", "Collab"];

/// What may stand before a parenthesis besides Acrobat's own `AF…`: words of the language, and what every reader knows.
const KNOWN: [&str; 29] = [
    "Array",
    "Boolean",
    "Date",
    "Number",
    "Object",
    "RegExp",
    "String",
    "catch",
    "decodeURI",
    "decodeURIComponent",
    "do",
    "else",
    "encodeURI",
    "encodeURIComponent",
    "escape",
    "for",
    "function",
    "if",
    "in",
    "isFinite",
    "isNaN",
    "parseFloat",
    "parseInt",
    "return",
    "switch",
    "typeof",
    "unescape",
    "while",
    "with",
];

/// The words of a script: a string or a stream. `None` when they cannot be read.
pub(super) fn words_of(script: &Object) -> Option<String> {
    let text = match script {
        Object::String(bytes, _) if bytes.len() <= LONGEST => script.clone(),
        Object::Stream(stream) => Object::string_literal(stream.get_plain_content_with_limit(LONGEST).ok()?),
        _ => return None,
    };
    lopdf::decode_text_string(&text).ok()
}

/// Whether a script works on its own field only.
pub(super) fn stands_alone(script: &str) -> bool {
    let code = without_text(script);
    let words = words(&code);
    let own: BTreeSet<&str> =
        words.windows(2).filter(|pair| pair[0].text == "function").map(|pair| pair[1].text).collect();
    let is_call_to_others = |word: &Word<'_>| {
        word.is_call
            && !word.is_member
            && !word.text.starts_with("AF")
            && !KNOWN.contains(&word.text)
            && !own.contains(word.text)
    };
    !FAR.iter().any(|far| contains_word_starting(script, far))
        && !words.iter().any(|word| DOCUMENT.contains(&word.text) || is_call_to_others(word))
}

fn contains_word_starting(script: &str, start: &str) -> bool {
    script.match_indices(start).any(|(at, _)| !script[..at].ends_with(is_of_word))
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$')
}

/// A word of code.
struct Word<'a> {
    text: &'a str,
    /// Whether a full stop stands before it.
    is_member: bool,
    /// Whether a parenthesis stands after it.
    is_call: bool,
}

fn words(code: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = 0;
    while let Some(start) = code[rest..].find(is_of_word).map(|at| rest + at) {
        let end = code[start..].find(|letter| !is_of_word(letter)).map_or(code.len(), |at| start + at);
        let text = &code[start..end];
        words.push(Word {
            text,
            is_member: code[..start].trim_end().ends_with('.'),
            is_call: code[end..].trim_start().starts_with('(')
                && !text.starts_with(|first: char| first.is_ascii_digit()),
        });
        rest = end;
    }
    words
}

/// A script without its comments and without what stands in quotation marks.
fn without_text(script: &str) -> String {
    let mut code = String::with_capacity(script.len());
    let mut letters = script.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('/', Some('/')) => {
                letters.by_ref().find(|next| matches!(next, '\n' | '\r'));
            }
            ('/', Some('*')) => {
                let mut before = ' ';
                letters.by_ref().find(|next| std::mem::replace(&mut before, *next) == '*' && *next == '/');
            }
            ('"' | '\'', _) => {
                let mut escaped = false;
                letters.by_ref().find(|next| {
                    let ends = !escaped && *next == letter;
                    escaped = !escaped && *next == '\\';
                    ends
                });
            }
            _ => {
                code.push(letter);
                continue;
            }
        }
        code.push(' ');
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_on_their_own_field_stand_alone() {
        for script in [
            "AFDate_FormatEx(\"dd/mm/yyyy\");",
            "AFNumber_Keystroke(2, 0, 0, 0, \"\", true);",
            "event.value = util.printd('dd/mm/yyyy', new Date ());",
            "// total (of this form)\nif (event.value == \"\") { event.rc = false; app.alert('Fill it in (please)'); }",
            "function twice(x) { return 2 * x }\nevent.value = twice (event.value);",
        ] {
            assert!(stands_alone(script), "{script}");
        }
    }

    #[test]
    fn scripts_that_name_fields_or_lean_on_the_document_do_not() {
        for script in [
            "AFSimple_Calculate(\"SUM\", new Array(\"a\", \"b\"));",
            "event.value = this.getField(\"a\").value;",
            "var d = event.target['getField'];",
            "event.value = twice(event.value);",
            "this.print();",
            "app.launchURL('https://example.org/')",
            "/* */ this.dirty = true // '",
        ] {
            assert!(!stands_alone(script), "{script}");
        }
    }
}
