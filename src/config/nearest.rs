//! “Did you mean …?”

/// The candidate most like `word`, when one is like it enough to be worth proposing.
///
/// Likeness is Jaro-Winkler over lower-case letters: it forgives slips and rewards a common beginning, which is how people
/// mistype names. Ties go to the first in order.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const ENOUGH: f64 = 0.82;
    let word = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(&word, &candidate.to_lowercase());
        if likeness >= ENOUGH && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_forgiven_and_a_stranger_is_not() {
        let files = ["salt-referral.docx", "ep-consultation.docx", "bands.pdf"];
        assert_eq!(nearest("salt-referal.docx", files), Some("salt-referral.docx"));
        assert_eq!(nearest("zzz.txt", files), None);
    }
}
