//! Tells a person's name from a team's, as far as a name itself tells.

/// First names that are common in England and are no other word in a mailbox.
const FIRST_NAMES: &str = " adam adrian aisha alan alex alexander alice alison amanda amir amy andrea andrew angela anita ann \
    anna anne anthony barbara ben benjamin beth bethany brian callum carl carol caroline catherine charles charlie charlotte \
    chloe chris christine christopher claire clare colin craig daniel danielle darren dave david dawn dean deborah debbie debra \
    denise diane donna dylan edward elaine eleanor elizabeth ellie emily emma eric ethan eve fatima fiona frances gareth gary \
    gavin gemma geoff george georgia gillian gordon graham hannah harriet harry hassan heather helen henry holly ian imran isla \
    jack jackie jacob jacqueline jake james jamie jane janet jason jean jennifer jenny jessica jill jo joan joanna joanne joe \
    john jonathan joseph josh joshua joyce judith julia julie june karen kate katherine kathleen kathryn katie keith kelly ken \
    kenneth kerry kevin kim kirsty laura lauren leanne lee leon lesley liam linda lindsay lisa liz louise lucy luke lynn lynne \
    maria marie martin mary matt matthew maureen megan melanie michael michelle mike mohammed mohammad muhammad naomi natalie \
    natasha neil nicholas nicola nigel oliver olivia owen pamela pat patricia paul pauline peter phil philip philippa priya \
    rachael rachel raj rebecca richard rob robert robin roger ross ruth ryan sally sam samantha samuel sandra sanjay sara sarah \
    scott sean sharon sheila shirley simon sophie stephanie stephen steve steven stuart sue susan suzanne tanya tara thomas tim \
    timothy tina toby tom tony tracey tracy valerie vanessa vicky victoria wayne wendy william yasmin yvonne zainab zoe ";

/// Words of teams and roles: a name with one of them is no person's.
const TEAM_WORDS: &str = " access accounts admin administration admissions advice advisory advisers area assessment attendance autism \
    band behaviour booking bookings bureau camhs care careers casework centre child children childrens city college comms \
    communications community complaints consultant consultation contact contacts coordinator copy council county data deputy \
    designer desk digital director disability dpo early education ehc ehcp ehe email enquiries enquiry exclusion exclusions \
    families family feedback finance foi forms funding general governance governors group guide head health hearing help \
    helpdesk helpline high home hr hub inclusion info information inquiries involvement it language lead learning legal library \
    liaison line local mail manager managers maps marketing mash mediation medical mental needs news newsletter nhs noreply \
    nursery occupational offer office officer ofsted online ordinary outreach panel parent parents participation partnership \
    plan planning portage post press preparing primary principal privacy provision psychologist psychology pupil quality \
    reception records referral referrals region reply request requests reviews safeguarding school schools secondary secretary \
    secure sen senco sencos send sendiass sendist senior sensory service services signposting social speech specialist staff \
    statutory support survey system systems teacher teaching team teams technical test therapy training transition transport \
    travel trust tribunal unit user users virtual vision web webmaster welfare young youth borough university academy hospital \
    department authority network association ltd limited plc cic charity foundation federation society company government \
    ministry agency board office365 microsoft windows owner author editor default guest template libreoffice openoffice word \
    excel adobe python docx openpyxl printer scanner konica canon ricoh xerox ";

/// Whether what stands before the @ is most likely one person's: `a.sample`, `alice.sample`.
pub(super) fn is_persons_mailbox(mailbox: &str) -> bool {
    let lower = mailbox.to_lowercase();
    let words: Vec<&str> = lower.split(['.', '_', '-']).collect();
    let [first, .., last] = words[..] else { return false };
    let is_name = |word: &str| word.chars().count() >= 2 && word.chars().all(char::is_alphabetic);
    let initial = first.chars().count() == 1 && first.chars().all(char::is_alphabetic) && lower.contains('.');
    let last = last.trim_end_matches(|sign: char| sign.is_ascii_digit());
    words.len() <= 4
        && is_name(last)
        && last.chars().count() >= if initial { 3 } else { 2 }
        && (initial || is_first_name(first))
        && !words.iter().any(|word| is_team_word(word))
}

/// Whether this is most likely one person's name: “A. Sample”, “Alice Sample”, “Sample, Alice”.
pub fn is_persons_name(name: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|sign| sign.is_alphabetic()).collect::<String>().to_lowercase();
    let words: Vec<String> =
        name.split([' ', ',', '.', '\u{a0}']).map(letters).filter(|word| !word.is_empty()).collect();
    let starts_large = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let all_large = name.split([' ', ',']).filter(|word| word.chars().any(char::is_alphabetic)).all(starts_large);
    let named = words.iter().any(|word| is_first_name(word));
    let has_initial =
        words.iter().any(|word| word.chars().count() == 1) && words.iter().any(|word| word.chars().count() > 2);
    (2..=4).contains(&words.len())
        && (named || (has_initial && all_large && name.contains(['.', ' '])))
        && !name.contains(|sign: char| sign.is_ascii_digit() || matches!(sign, '&' | '/' | '@'))
        && !words.iter().any(|word| is_team_word(word))
}

fn is_first_name(word: &str) -> bool {
    has_word(FIRST_NAMES, word)
}

fn is_team_word(word: &str) -> bool {
    has_word(TEAM_WORDS, word)
}

fn has_word(words: &str, word: &str) -> bool {
    !word.is_empty() && words.split_ascii_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_of_people_are_told_from_those_of_teams() {
        for person in ["a.sample", "alice.sample", "sarah_jones", "j.smith2", "mary-ann.jones"] {
            assert!(is_persons_mailbox(person), "{person}");
        }
        for team in [
            "senco.guide",
            "sen.team",
            "e.learning",
            "early.help",
            "info",
            "ep",
            "s.e.n",
            "a",
            "sample",
            "i.t",
            "high.needs",
            "north.area",
        ] {
            assert!(!is_persons_mailbox(team), "{team}");
        }
    }

    #[test]
    fn names_of_people_are_told_from_those_of_councils() {
        for person in ["A. Sample", "Alice Sample", "Sample, Alice", "alice sample", "J P Smith"] {
            assert!(is_persons_name(person), "{person}");
        }
        for other in [
            "Aldermere Council",
            "SEN consultant",
            "Microsoft Office User",
            "python-docx",
            "Sample",
            "St James School",
            "A team",
            "NHS Trust",
            "asample",
            "HP Scanner 3",
        ] {
            assert!(!is_persons_name(other), "{other}");
        }
    }
}
