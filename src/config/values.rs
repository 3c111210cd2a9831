//! `[values]`: what is said once, and stands wherever it is named.

/// Puts what `value` gives in the place of each `{{name}}`; a name that it gives nothing for stays as it is written.
pub fn fill(text: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        told.push_str(before);
        let Some((name, after_name)) = after.split_once("}}") else {
            rest = &rest[before.len()..];
            break;
        };
        match value(name.trim()) {
            Some(value) => told.push_str(&value),
            None => told.extend(["{{", name.trim(), "}}"]),
        }
        rest = after_name;
    }
    told + rest
}

/// A telephone number as an address has it (RFC 3966, 5.1.4): a number of the United Kingdom begins with +44, and no spaces.
pub fn dialled(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_plain = number.chars().all(|sign| sign.is_ascii_digit() || " ()-\u{a0}".contains(sign));
    match digits.strip_prefix('0') {
        Some(national) if is_plain && !national.starts_with('0') && (10..=11).contains(&digits.len()) => {
            format!("+44{national}")
        }
        _ => number.split_whitespace().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in_and_others_left() {
        let value = |name: &str| (name == "a.b").then(|| "one".to_owned());
        assert_eq!(fill("{{a.b}}, {{ a.b }}, {{c}} and {{a.b", value), "one, one, {{c}} and {{a.b");
    }

    #[test]
    fn numbers_are_told_as_they_are_dialled() {
        for (written, dialled_as) in [
            ("01632 960 101", "+441632960101"),
            ("(0808) 157 0112", "+448081570112"),
            ("016977 3456", "+44169773456"),
            ("999", "999"),
            ("+353 1 234 5678", "+35312345678"),
            ("0044 1632 960101", "00441632960101"),
            ("01632 960 101;ext=2", "01632960101;ext=2"),
        ] {
            assert_eq!(dialled(written), dialled_as, "{written}");
        }
    }
}
