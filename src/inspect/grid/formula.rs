//! Finds the link that a cell's formula makes.

/// A link that a formula makes.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::inspect) struct FormulaLink {
    /// Its address.
    pub(in crate::inspect) address: String,
    /// Its words, when they are written out: a file that was never opened in Excel has no others.
    pub(in crate::inspect) words: Option<String>,
}

/// The link in a formula such as `HYPERLINK("https://…","words")`, when its address is written out.
pub(in crate::inspect) fn link_of_formula(formula: &str) -> Option<FormulaLink> {
    let formula = formula.trim().trim_start_matches("of:").trim_start_matches('=');
    let name = formula.get(..10).filter(|name| name.eq_ignore_ascii_case("HYPERLINK("))?;
    let (address, rest) = quoted(formula.get(name.len()..)?)?;
    // An address put together from pieces is not known before the formula is worked out.
    let words = match rest.trim_start().strip_prefix([',', ';']) {
        Some(rest) => quoted(rest).filter(|(_, rest)| rest.trim() == ")").map(|(words, _)| words),
        None => rest.trim_start().strip_prefix(')').map(|_| None)?,
    };
    Some(FormulaLink { address, words })
}

/// A text in quotation marks, where two of them stand for one, and what follows.
fn quoted(formula: &str) -> Option<(String, &str)> {
    let inside = formula.trim_start().strip_prefix('"')?;
    let mut text = String::new();
    let mut characters = inside.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if character == '"' && characters.next_if(|(_, next)| *next == '"').is_none() {
            return Some((text, &inside[at + 1..]));
        }
        text.push(character);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_in_a_formula_is_found_when_it_is_written_out() {
        let link = |formula: &str| link_of_formula(formula).map(|link| (link.address, link.words.unwrap_or_default()));
        let found = |address: &str, words: &str| Some((address.to_owned(), words.to_owned()));
        assert_eq!(link("HYPERLINK(\"a.docx#x\",\"Form\")"), found("a.docx#x", "Form"));
        assert_eq!(link("hyperlink( \"https://a.example/?q=\"\"x\"\"\" )"), found("https://a.example/?q=\"x\"", ""));
        assert_eq!(link("of:=HYPERLINK(\"b.odt\";\"B\")"), found("b.odt", "B"));
        assert_eq!(link("HYPERLINK(\"b.odt\",A1)"), found("b.odt", ""));
        assert_eq!(link("HYPERLINK(\"https://\"&B2)"), None);
        assert_eq!(link("SUM(A1:A3)"), None);
    }
}
