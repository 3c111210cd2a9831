//! Finds the links that a cell's formula makes.

/// A link that a formula makes.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::inspect) struct FormulaLink {
    /// Its address.
    pub(in crate::inspect) address: String,
    /// Its words, when they are written out: a file that was never opened in Excel has no others.
    pub(in crate::inspect) words: Option<String>,
}

/// The links in a formula such as `IF(A1="","",HYPERLINK("https://…","words"))`, as far as their addresses are written out.
pub(in crate::inspect) fn links_of_formula(formula: &str) -> Vec<FormulaLink> {
    const NAME: &str = "HYPERLINK(";
    let mut links = Vec::new();
    let mut is_text = false;
    for (at, sign) in formula.char_indices() {
        is_text ^= sign == '"';
        let is_name = !is_text && formula.get(at..at + NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
        if is_name {
            links.extend(link_of(&formula[at + NAME.len()..]));
        }
    }
    links
}

/// The link of what stands in the brackets after `HYPERLINK`.
fn link_of(inside: &str) -> Option<FormulaLink> {
    let (address, rest) = quoted(inside)?;
    // An address put together from pieces is not known before the formula is worked out.
    let words = match rest.trim_start().strip_prefix([',', ';']) {
        Some(rest) => quoted(rest).filter(|(_, rest)| rest.trim_start().starts_with(')')).map(|(words, _)| words),
        None => rest.trim_start().strip_prefix(')').map(|_| None)?,
    };
    // `[Costs.xlsx]Fees!B2` is a cell of another workbook.
    let other = address.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let address = other.map_or(address.clone(), |(file, cell)| format!("{file}#{cell}"));
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
        let link =
            |formula: &str| links_of_formula(formula).pop().map(|link| (link.address, link.words.unwrap_or_default()));
        let found = |address: &str, words: &str| Some((address.to_owned(), words.to_owned()));
        assert_eq!(link("HYPERLINK(\"a.docx#x\",\"Form\")"), found("a.docx#x", "Form"));
        assert_eq!(link("hyperlink( \"https://a.example/?q=\"\"x\"\"\" )"), found("https://a.example/?q=\"x\"", ""));
        assert_eq!(link("of:=HYPERLINK(\"b.odt\";\"B\")"), found("b.odt", "B"));
        assert_eq!(link("HYPERLINK(\"b.odt\",A1)"), found("b.odt", ""));
        assert_eq!(link("HYPERLINK(\"https://\"&B2)"), None);
        assert_eq!(link("SUM(A1:A3)"), None);
        assert_eq!(link("IF(A1=\"HYPERLINK(\",\"\",HYPERLINK(\"c.pdf\",\"C\"))"), found("c.pdf", "C"));
        assert_eq!(link("HYPERLINK(\"[Costs.xlsx]Fees!B2\")"), found("Costs.xlsx#Fees!B2", ""));
        assert_eq!(links_of_formula("IF(A1,HYPERLINK(\"a.pdf\"),HYPERLINK(\"b.pdf\"))").len(), 2);
    }
}
