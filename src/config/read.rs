//! `guide.toml` → [`Config`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::nearest;
use super::table::{TableReader, TomlText};
use super::values::fill;
use super::{Annexes, Config, Exception, Help, LocalOffer, Look, PageBudget, PdfSettings, Value};
use super::{editor, publish, web};
use crate::model::{At, Finding, Findings, GuidePath, Outcome, Place, Rule, Severity, SourceFile, Sources};

/// A setting that is unknown or not of its kind.
pub const BAD_CONFIG: Rule = Rule {
    code: "bad-config",
    severity: Severity::MustFix,
    name: "Setting not understood",
    finds: "A line of guide.toml that is unknown, misspelt or not of its kind.",
    why: "A setting that is not understood is left out, and the guide is then built without it.",
    fix: "Correct the line. The message names the nearest setting that exists.",
    example: "titel = \"SENCO guide\"",
};

/// No `guide.toml`.
pub const NO_SETTINGS: Rule = Rule {
    code: "no-settings",
    severity: Severity::Note,
    name: "No settings yet",
    finds: "A guide folder without the file guide.toml, or without its most needed settings.",
    why: "The guide still builds, but nobody can see whose it is, which edition it is or who keeps it.",
    fix: "Add a file guide.toml with at least a title, the authority and the editor's role.",
    example: "a folder with pages/ and nothing else",
};

/// Reads the settings. Without a `guide.toml` everything has its usual value, and a note says so.
pub fn read(sources: &Sources) -> Outcome<Config> {
    let path = GuidePath::settings();
    let Some(file) = sources.get(&path) else {
        let double = sources.at("guide.toml.txt").map(|file| misnamed(&file.path));
        return Outcome::new(Config::default(), Findings::from_iter([double.unwrap_or_else(|| no_settings(&path))]));
    };
    let Some(text) = text_of(file) else {
        return Outcome::new(Config::default(), Findings::from_iter([not_utf8(&path)]));
    };
    let origin = TomlText { file: &path, offset: file.bytes.len() - text.len(), text, rule: &BAD_CONFIG };
    let (config, findings) = origin.read(config);
    Outcome::new(config, findings)
}

/// Whether `guide.toml` is TOML at all, or not there. A slip of the pen in it can cost the guide every other setting.
pub fn can_be_read(sources: &Sources) -> bool {
    let Some(file) = sources.get(&GuidePath::settings()) else { return true };
    text_of(file).is_some_and(|text| toml::de::DeTable::parse(text).is_ok())
}

/// The text after a byte-order mark, if it is UTF-8.
fn text_of(file: &SourceFile) -> Option<&str> {
    std::str::from_utf8(file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes)).ok()
}

fn no_settings(path: &GuidePath) -> Finding {
    Finding::new(
        &NO_SETTINGS,
        Place::file(path),
        "There is no guide.toml, so the guide has no title, authority, edition or editor of its own.",
        "Add a file guide.toml beside the folder pages, with [guide], title, authority, edition and editor.",
    )
}

fn misnamed(path: &GuidePath) -> Finding {
    Finding::new(
        &BAD_CONFIG,
        Place::file(path),
        "The settings are in guide.toml.txt, so they are not read. Notepad adds .txt to names.",
        "Give the file the name guide.toml. In Notepad: Save as, “All files” as the type, and the name guide.toml.",
    )
}

fn not_utf8(path: &GuidePath) -> Finding {
    Finding::new(
        &BAD_CONFIG,
        Place::file(path),
        "The file is not saved as UTF-8 text, so no setting could be read.",
        "Open it in Notepad, choose Save as, and pick UTF-8 under Encoding.",
    )
}

fn config(reader: &mut TableReader<'_>) -> Config {
    let mut config = Config::default();
    let values = reader.table("values", TableReader::dotted_texts).unwrap_or_default();
    config.values = values.into_iter().map(|(name, text, at)| (name, Value { text, at })).collect();
    reader.table("guide", |guide| read_guide(guide, &mut config));
    reader.table("pdf", |pdf| config.pdf = read_pdf(pdf, &config.pdf));
    config.local_offer = reader.table("local_offer", read_local_offer).flatten();
    reader.table("links", |links| {
        config.retired_hosts = read_links(links);
        config.web = web::read(links);
    });
    config.look = reader.table("look", read_look).unwrap_or_default();
    let (values, used) = (&config.values, &mut config.values_in_settings);
    let mut read_help = |help: &mut TableReader<'_>| Help {
        paper: said_once(help, "paper", values, used),
        advice: said_once(help, "advice", values, used),
    };
    config.help = reader.table("help", |help| read_help(help)).unwrap_or_default();
    if let Some(level) = reader.table("fragments", read_heading_level).flatten() {
        config.fragment_heading_level = level;
    }
    config.page_budget = reader.table("budget", read_budget).flatten();
    config.exceptions = reader.tables("exceptions", read_exception).into_iter().flatten().collect();
    config.publish = reader.table("publish", publish::read).unwrap_or_default();
    config.editor_program = reader.table("preview", editor::read).flatten();
    config
}

fn read_guide(guide: &mut TableReader<'_>, config: &mut Config) {
    if let Some(title) = guide.text("title") {
        config.title = title;
    }
    if let Some(language) = guide.text("language") {
        config.language = language;
    }
    config.authority = guide.text("authority");
    config.edition = guide.text("edition").map(|edition| in_numbers(&edition).unwrap_or(edition));
    config.date = guide.date("date");
    config.as_of = guide.date("as_of");
    config.address = web_folder(guide, "address");
    config.editor = guide.text("editor");
    config.feedback = feedback(guide, &config.values, &mut config.values_in_settings);
    config.pages = guide.texts("pages");
}

/// An edition that is a month in words, “September 2026”, as `2026-09`: so it has a date, and releases sort by it.
fn in_numbers(edition: &str) -> Option<String> {
    let first = format!("1 {}", edition.trim());
    let month = ["%d %B %Y", "%d %b %Y", "%d %m/%Y"].iter().find_map(|form| Date::strptime(form, &first).ok())?;
    Some(month.strftime("%Y-%m").to_string())
}

/// Where feedback goes: a mailbox or a form on the web, as the links of the pages need it.
fn feedback(
    guide: &mut TableReader<'_>,
    values: &BTreeMap<String, Value>,
    used: &mut BTreeSet<String>,
) -> Option<String> {
    let (_, at) = guide.peek_text("feedback")?;
    let address = said_once(guide, "feedback", values, used)?;
    if ["mailto:", "https://", "http://"].iter().any(|scheme| address.starts_with(scheme)) {
        return Some(address);
    }
    let meant = match address.as_str() {
        mailbox if mailbox.contains('@') && !mailbox.contains(' ') => format!("mailto:{mailbox}"),
        site if site.starts_with("www.") => format!("https://{site}"),
        _ => "mailto:send@yourcouncil.gov.uk".to_owned(),
    };
    guide.reject(
        at,
        "Feedback needs a mailbox with mailto: before it, or the whole address of a form on the web.",
        format!("Write feedback = \"{meant}\"."),
    );
    None
}

/// A text with its values in place. A name that `[values]` does not have is left, and told.
fn said_once<'a>(
    reader: &mut TableReader<'a>,
    key: &'a str,
    values: &BTreeMap<String, Value>,
    used: &mut BTreeSet<String>,
) -> Option<String> {
    let (text, at) = reader.text_at(key)?;
    let mut unknown: Vec<String> = Vec::new();
    let told = fill(&text, |name| {
        let Some(value) = values.get(name) else {
            unknown.push(name.to_owned());
            return None;
        };
        used.insert(name.to_owned());
        Some(value.text.clone())
    });
    for name in unknown {
        let fix = match nearest(&name, values.keys().map(String::as_str)) {
            Some(known) => format!("Change it to {{{{{known}}}}}, or add {name} to the section [values]."),
            None => format!("Add a line {name} = \"…\" to the section [values]."),
        };
        reader.reject(at.clone(), format!("There is no value called “{name}”."), fix);
    }
    Some(told)
}

fn read_pdf(pdf: &mut TableReader<'_>, usual: &PdfSettings) -> PdfSettings {
    let file = pdf.text_at("file").and_then(|(name, at)| {
        let plain = name.to_lowercase().ends_with(".pdf") && !name.contains(['/', '\\', '#', '?', '%']);
        if !plain {
            pdf.reject(
                at,
                "The PDF's file name is not a plain name that ends in .pdf.",
                "Write a name such as \"senco-guide.pdf\".",
            );
        }
        plain.then_some(name)
    });
    let choices = [("all", Annexes::All), ("forms", Annexes::Forms), ("none", Annexes::None)];
    PdfSettings {
        file: file.unwrap_or_else(|| usual.file.clone()),
        annexes: pdf.choice("annexes", &choices).unwrap_or(usual.annexes),
    }
}

fn read_local_offer(offer: &mut TableReader<'_>) -> Option<LocalOffer> {
    let name = offer.text("name");
    let address = web_folder(offer, "address");
    Some(LocalOffer { name: name.unwrap_or_else(|| "Local Offer".to_owned()), address: address? })
}

fn read_links(links: &mut TableReader<'_>) -> Vec<String> {
    let hosts = links.texts("retired_hosts").unwrap_or_default();
    hosts.into_iter().map(|(host, _)| host.to_lowercase()).collect()
}

fn read_look(look: &mut TableReader<'_>) -> Look {
    let mut places = BTreeMap::new();
    let brand = read_colour(look, "brand", "The brand colour", &mut places);
    let link = read_colour(look, "link", "The colour of links", &mut places);
    let logo = look.text_at("logo").and_then(|(logo, at)| {
        let path = GuidePath::new(&logo.replace('\\', "/"));
        match path {
            Some(_) => _ = places.insert("logo", at),
            None => look.reject(
                at,
                "The logo is not in the guide folder.",
                "Copy it into the folder images, and write images/ and its name.",
            ),
        }
        path
    });
    Look { brand, link, logo, places }
}

fn read_colour(
    look: &mut TableReader<'_>,
    key: &'static str,
    name: &str,
    places: &mut BTreeMap<&'static str, At>,
) -> Option<String> {
    let (colour, at) = look.text_at(key)?;
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6);
    if !digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        look.reject(
            at,
            format!("{name} is not a colour."),
            "Write # and six digits or letters a to f, such as \"#0b5563\".",
        );
        return None;
    }
    places.insert(key, at);
    Some(colour.to_lowercase())
}

fn read_heading_level(fragments: &mut TableReader<'_>) -> Option<u8> {
    let (level, at) = fragments.number_at("heading_level")?;
    let level = u8::try_from(level).ok().filter(|level| (1..=6).contains(level));
    if level.is_none() {
        fragments.reject(at, "There is no such heading level.", "Write a level from 1 to 6; 2 is usual.");
    }
    level
}

fn read_budget(budget: &mut TableReader<'_>) -> Option<PageBudget> {
    let (pages, at) = budget.numbers_at("pages")?;
    if let [fewest, most] = pages[..]
        && fewest <= most
    {
        return Some(PageBudget { fewest, most, at });
    }
    budget.reject(
        at,
        "The page budget is not two numbers, the smaller one first.",
        "Write the fewest and the most pages, such as pages = [18, 24].",
    );
    None
}

fn read_exception(exception: &mut TableReader<'_>, at: At) -> Option<Exception> {
    let rule = exception.text("rule");
    let applies_to = exception.text("where");
    let reason = exception.text("reason");
    let until = exception.date("until");
    if let (Some(rule), Some(applies_to), Some(reason), Some(until)) = (rule, applies_to, reason, until) {
        return Some(Exception { rule, applies_to, reason, until, at });
    }
    exception.reject(
        at,
        "An exception needs a rule, a where, a reason and an until date; without all four it does not count.",
        "Add the missing lines, such as until = 2027-01-31.",
    );
    None
}

/// A web address that other addresses are joined to: `http` or `https`, and a `/` at its end.
pub(super) fn web_folder<'a>(reader: &mut TableReader<'a>, key: &'a str) -> Option<String> {
    let (mut address, at) = reader.text_at(key)?;
    if !(address.starts_with("https://") || address.starts_with("http://")) {
        reader.reject(
            at,
            format!("The {key} is not a web address."),
            "Write the whole address, beginning with https://.",
        );
        return None;
    }
    if !address.ends_with('/') {
        address.push('/');
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceFile;

    fn config_of(text: &str) -> (Config, Vec<String>) {
        let path = GuidePath::new("guide.toml").expect("inside");
        let sources = Sources::new(vec![SourceFile::new(path, text.as_bytes().to_vec())]);
        let outcome = read(&sources);
        let told = outcome.findings.iter().map(|finding| format!("{} {}", finding.what, finding.fix)).collect();
        (outcome.value, told)
    }

    #[test]
    fn every_key_has_its_place_and_the_rest_is_read_past_a_mistake() {
        let (config, told) = config_of(
            "[guide]\ntitel = \"A\"\nedition = \"2026-09\"\nas_of = 2026-09-01\n[look]\nbrand = \"blue\"\n[values]\nep.phone = \"01632 960 101\"\n",
        );
        assert_eq!(config.edition_words().as_deref(), Some("September 2026"));
        assert_eq!(config.values["ep.phone"].text, "01632 960 101");
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.iter().any(|text| text.contains("“titel”") && text.contains("Change it to “title”")), "{told:?}");
    }

    #[test]
    fn an_edition_may_be_a_month_in_words() {
        for (written, edition) in [
            ("September 2026", "2026-09"),
            ("Sep 2026", "2026-09"),
            ("09/2026", "2026-09"),
            ("2026-09", "2026-09"),
            ("Autumn 2026", "Autumn 2026"),
            ("2026", "2026"),
        ] {
            let (config, told) = config_of(&format!("[guide]\nedition = \"{written}\"\n"));
            assert_eq!((config.edition.as_deref(), told.len()), (Some(edition), 0), "{told:?}");
        }
    }

    #[test]
    fn a_syntax_slip_is_one_finding() {
        let (_, told) = config_of("[guide]\ntitle = \u{201c}Guide\u{201d}\nauthority = \"A\"\n");
        assert_eq!(told.len(), 1, "{told:?}");
    }

    #[test]
    fn a_date_and_a_path_as_people_type_them_are_one_finding_with_the_line_to_write() {
        for (line, fix) in [
            ("as_of = 01/07/2027", "Write as_of = 2027-07-01."),
            ("as_of = 1 July 2027", "Write as_of = 2027-07-01."),
            ("title = \"S:\\web\\guide\"", "Write title = 'S:\\web\\guide', with single quotation marks."),
        ] {
            let (_, told) = config_of(&format!("[guide]\nauthority = \"A\"\n{line}\n"));
            assert!(told.len() == 1 && format!("{told:?}").contains(&format!("{fix:?}")[1..]), "{line}: {told:?}");
        }
        let (config, told) = config_of("[guide]\nas_of = \"1/7/2027\"\n");
        assert!(told.is_empty() && config.as_of == "2027-07-01".parse().ok(), "{told:?}");
    }
}
