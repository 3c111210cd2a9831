//! What the machine checks of PDF/UA-1 (ISO 14289-1) mean, in words that the owner of a document can act on.

use crate::model::FailedCheck;

/// What is wrong, and how the maker of the document puts it right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words {
    /// What is wrong, as the end of a sentence: “it does not say which language it is in”.
    pub(super) what: &'static str,
    /// An instruction for the program that made it.
    pub(super) fix: &'static str,
}

const fn words(what: &'static str, fix: &'static str) -> Words {
    Words { what, fix }
}

const SAVE_WITH_TAGS: &str =
    "In Word choose Save as PDF, then Options, and tick “Document structure tags for accessibility”.";
const TAG_AGAIN: &str = "Make the PDF again from its source with tags, rather than mending the tags by hand.";
const TABLES: &str =
    "Make each table a plain grid with one heading row, marked as “Repeat header rows” in Word, and save it again.";
const LISTS: &str = "Use the list buttons of the program for lists and contents, and save it again.";
const FONTS: &str = "Save it again with all fonts embedded, or in a common font.";

/// The words for a failed check: by clause and test, else by clause.
pub(super) fn of(check: &FailedCheck) -> Words {
    match (check.clause.as_str(), check.test.as_str()) {
        ("5", _) => words("it does not say that it keeps to PDF/UA", "Save it again as PDF/UA, if the program can."),
        ("6.1", _) => words("its first line is not that of a PDF", "Save it again."),
        ("6.2", _) | ("7.1", "11") => words("it is not marked as a PDF with tags", SAVE_WITH_TAGS),
        ("7.1", "1" | "2") => words("it mixes content with page decoration", TAG_AGAIN),
        ("7.1", "3") => {
            words("something on its pages has no tag, so that a screen reader passes it over", SAVE_WITH_TAGS)
        }
        ("7.1", "4") => words("it says itself that its tags may be wrong", TAG_AGAIN),
        ("7.1", "5" | "6" | "7") => words("its tags have names that no screen reader knows", TAG_AGAIN),
        ("7.1", "8" | "9" | "10") => words(
            "it shows its file name in place of a title",
            "Give it a title under File, Info, and save it so that the title is shown.",
        ),
        ("7.1", _) => words("its tags do not hang together", TAG_AGAIN),
        ("7.2", "17" | "18" | "19" | "20" | "40") => words("a list in it is not put together as a list", LISTS),
        ("7.2", "26" | "27" | "28") => words("its contents are not put together as contents", LISTS),
        ("7.2", "2" | "21" | "22" | "23" | "24" | "25" | "29" | "30" | "31" | "32" | "33" | "34") => words(
            "it does not say which language it is in",
            "Set the language to English (United Kingdom) for the whole document, and save it again.",
        ),
        ("7.2", _) => words("a table in it is not put together as a table", TABLES),
        ("7.3", _) => words(
            "a picture in it has no words for those who cannot see it",
            "Write alternative text for each picture, or mark it as decoration, and save it again.",
        ),
        ("7.4.2" | "7.4.4", _) => words(
            "its headings leave out a level",
            "Use the heading styles in order, Heading 1, then 2, then 3, and save it again.",
        ),
        ("7.5", _) => {
            words("a table in it has no heading cells, so that a cell cannot be told from its column", TABLES)
        }
        ("7.7", _) => words("a formula in it has no words", "Write alternative text for each formula."),
        ("7.9", _) => words("its notes cannot be told apart", "Use the footnotes of the program, and save it again."),
        ("7.10", _) => words("its layers have no names, or change by themselves", "Save it again without layers."),
        ("7.11", _) => words("a file attached to it has no name", "Attach the file again, or leave it out."),
        ("7.15", _) => words(
            "it is a form of an old kind (XFA) that most programs cannot show",
            "Make the form again as a Word form or as an ordinary PDF form.",
        ),
        ("7.16", _) => words(
            "it is locked against screen readers",
            "Take the protection off, or allow text access for screen readers.",
        ),
        ("7.18.1", "3") => {
            words("a field in it has no description", "Give each field a tooltip that says what to write in it.")
        }
        ("7.18.3", _) => words(
            "the Tab key does not go through it in reading order",
            "Set the tab order of every page to “Use document structure”.",
        ),
        ("7.18.4", _) => words("a field in it is outside its tags", "Add the fields to the tags of the form."),
        ("7.18.5", _) => words(
            "a link in it has no tag or no words",
            "Make links with the link button of the program, and save it again with tags.",
        ),
        ("7.18.6.2", _) => {
            words("a film or sound in it has no words", "Write alternative text for it, or leave it out.")
        }
        (clause, _) if clause.starts_with("7.18") => {
            words("a comment or mark in it has no tag or no words", "Take comments and marks out, and save it again.")
        }
        ("7.20", _) => words("a part that it shows several times cannot be read in order", TAG_AGAIN),
        (clause, _) if clause.starts_with("7.21") => {
            words("a font in it is missing, or its letters cannot be read as text", FONTS)
        }
        _ => words("it falls short of the standard", "Run the accessibility check of the program that made it."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(clause: &str, test: &str) -> FailedCheck {
        FailedCheck { clause: clause.to_owned(), test: test.to_owned(), pages: Vec::new() }
    }

    #[test]
    fn every_clause_with_machine_checks_has_words_of_its_own() {
        let clauses = [
            "5", "6.1", "6.2", "7.1", "7.2", "7.3", "7.4.2", "7.4.4", "7.5", "7.7", "7.9", "7.10", "7.11", "7.15",
            "7.16", "7.18.1", "7.18.2", "7.18.3", "7.18.4", "7.18.5", "7.18.6.2", "7.18.8", "7.20", "7.21.4.1",
        ];
        let unknown = of(&check("99", "1"));
        for clause in clauses {
            let words = of(&check(clause, "1"));
            assert_ne!(words, unknown, "{clause}");
            assert!(words.fix.ends_with('.') && !words.what.ends_with('.'), "{clause}");
        }
    }

    #[test]
    fn the_same_clause_can_mean_different_things() {
        assert!(of(&check("7.2", "33")).what.contains("language"));
        assert!(of(&check("7.2", "3")).what.contains("table"));
        assert!(of(&check("7.18.1", "3")).what.contains("field"));
    }
}
