//! “Did you mean …?”

/// The candidate most like `word`, when one is like it enough to be worth proposing.
///
/// Likeness is Jaro-Winkler over lower-case letters: it forgives slips and rewards a common beginning, which is how people
/// mistype names. Ties go to the first in order.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    most_like(word, candidates, |candidate| candidate)
}

/// The path most like `path`, judged by its last part alone: people misspell the file, and the folder is often the same.
pub fn nearest_path<'a>(path: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    most_like(file_name(path), candidates, file_name)
}

fn most_like<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    judged_by: impl Fn(&str) -> &str,
) -> Option<&'a str> {
    const ENOUGH: f64 = 0.82;
    let word = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(&word, &judged_by(candidate).to_lowercase());
        if likeness >= ENOUGH && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{nearest, nearest_path};

    #[test]
    fn a_slip_is_forgiven_and_a_stranger_is_not() {
        let files = ["salt-referral.docx", "ep-consultation.docx", "bands.pdf"];
        assert_eq!(nearest("salt-referal.docx", files), Some("salt-referral.docx"));
        assert_eq!(nearest("zzz.txt", files), None);
    }

    #[test]
    fn two_files_are_not_alike_because_they_share_a_folder() {
        let files = ["documents/initial-concern-note.docx", "documents/service-contact.xlsx"];
        assert_eq!(nearest_path("documents/service-contacts.xlsx", files), Some(files[1]));
        assert_eq!(nearest_path("documents/service-contacts.xlsx", [files[0]]), None);
    }
}
