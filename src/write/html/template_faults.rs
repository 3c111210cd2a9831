//! What can be wrong with a council's own templates, in words, with the line.

use minijinja::{Error, ErrorKind};

use crate::config::nearest;
use crate::model::{At, Finding, Findings, Place, Rule, Severity, SourceFile, Sources};

/// A template of the council's own that cannot be used.
pub const BAD_TEMPLATE: Rule = Rule {
    code: "bad-template",
    severity: Severity::MustFix,
    name: "Template cannot be used",
    finds: "A file in the templates folder has a mistake, or uses a name that does not exist.",
    why: "The pages were written with the built-in template instead, so they do not look as the council wants.",
    fix: "Correct the line, or delete the file to go back to the built-in template.",
    example: "{{ page.titel }} in templates/page.html, where page.title is meant.",
};

/// A template with something in it that browsers will not show or load.
pub const UNSAFE_TEMPLATE: Rule = Rule {
    code: "unsafe-template",
    severity: Severity::ShouldFix,
    name: "Template that browsers will not show in full",
    finds: "A file in the templates folder with a script or style written into the page, or something loaded from another site.",
    why: "The guide's security policy refuses it, so readers do not see it; without the policy, another site learns who reads the guide.",
    fix: "Put styles, scripts and pictures into the folder templates/assets, and lead to them there.",
    example: "<div style=\"color: red\"> in templates/header.html",
};

/// What is refused in a template, as it begins in lower case, and what to do about it.
const REFUSED: [(&str, &str, &str); 12] = [
    (" style=", "a style written into the page", MOVE_STYLE),
    ("<style", "a style written into the page", MOVE_STYLE),
    (" onclick=", "a script written into the page", MOVE_SCRIPT),
    (" onload=", "a script written into the page", MOVE_SCRIPT),
    (" onerror=", "a script written into the page", MOVE_SCRIPT),
    ("javascript:", "a script written into the page", MOVE_SCRIPT),
    ("<script>", "a script written into the page", MOVE_SCRIPT),
    ("src=\"http", "something loaded from another site", MOVE_FILE),
    ("src=\"//", "something loaded from another site", MOVE_FILE),
    ("url(http", "something loaded from another site", MOVE_FILE),
    ("<iframe", "a page of another site in it", "Lead there with a link in its place."),
    ("<base", "a base address, which changes where every link of the page leads", "Take it out."),
];

const MOVE_STYLE: &str = "Put the style into templates/assets/council.css, and write <link rel=\"stylesheet\" href=\"{{ site.root }}assets/council.css\"> into templates/head.html.";
const MOVE_SCRIPT: &str = "Put the script into templates/assets/council.js, and write <script src=\"{{ site.root }}assets/council.js\" defer></script> into templates/head.html.";
const MOVE_FILE: &str =
    "Put the file into the folder templates/assets, and lead to it as {{ site.root }}assets/ and its name.";

/// What a file of the templates folder is called as a template.
pub(super) fn name_of(file: &SourceFile) -> &str {
    file.path.as_str().strip_prefix("templates/").unwrap_or(file.path.as_str())
}

/// What can be seen of a file before any page is written with it.
pub(super) fn of_file(file: &SourceFile, sources: &Sources, built_in: &[&str]) -> Findings {
    let mut findings = Findings::default();
    findings.extend(unknown_name(file, sources, built_in).into_iter().collect());
    let text = String::from_utf8_lossy(&file.bytes).to_lowercase();
    let mut told = Vec::new();
    for (sign, what, fix) in REFUSED {
        if let Some(at) = text.find(sign).filter(|_| !told.contains(&what)) {
            told.push(what);
            let what = format!("The template {} has {what}.", name_of(file));
            findings.push(Finding::new(&UNSAFE_TEMPLATE, Place::new(&file.path, at_byte(file, at)), what, fix));
        }
    }
    if let Some((at, what, fix)) = foreign_sheet(&text) {
        let what = format!("The template {} has {what}.", name_of(file));
        findings.push(Finding::new(&UNSAFE_TEMPLATE, Place::new(&file.path, at_byte(file, at)), what, fix));
    }
    findings
}

/// A style sheet or script of another site: a link to follow may lead anywhere, a part of the page may not.
fn foreign_sheet(text: &str) -> Option<(usize, &'static str, &'static str)> {
    let tags = text.match_indices("<link").map(|(at, _)| (at, text[at..].split('>').next().unwrap_or_default()));
    let is_foreign = |tag: &str| {
        ["stylesheet", "preload", "icon"].iter().any(|kind| tag.contains(kind))
            && (tag.contains("href=\"http") || tag.contains("href=\"//"))
    };
    tags.into_iter()
        .find(|(_, tag)| is_foreign(tag))
        .map(|(at, _)| (at, "something loaded from another site", MOVE_FILE))
}

/// A file that takes no template's place, and that no other template of the council's includes.
fn unknown_name(file: &SourceFile, sources: &Sources, built_in: &[&str]) -> Option<Finding> {
    let name = name_of(file);
    if built_in.contains(&name) {
        return None;
    }
    let is_template = file.path.extension() == "html";
    let names_it = |other: &SourceFile| {
        let text = String::from_utf8_lossy(&other.bytes);
        [format!("\"{name}\""), format!("'{name}'")].iter().any(|quoted| text.contains(quoted))
    };
    let mut others = sources.under("templates").filter(|other| other.path != file.path);
    if is_template && others.any(names_it) {
        return None;
    }
    let what = format!("There is no template {name}, so this file takes the place of none.");
    let fix = match nearest(name, built_in.iter().copied()) {
        Some(near) => format!("Give it the name {near}, or delete it."),
        None if is_template => format!("Give it the name of a template ({}), or delete it.", built_in.join(", ")),
        None => "Put it into the folder templates/assets, if templates lead to it, or delete it.".to_owned(),
    };
    Some(Finding::new(&BAD_TEMPLATE, Place::file(&file.path), what, fix))
}

/// The finding for a page that was written without what it is to say.
pub(super) fn without_content(name: &str, sources: &Sources) -> Finding {
    let file = |name: &str| sources.at(&format!("templates/{name}"));
    let variable = if name.contains("document") { "{{ document.content }}" } else { "{{ page.content }}" };
    let wrong_block =
        [name, "layout.html"].into_iter().filter_map(file).find_map(|file| Some((file, wrong_block(file)?)));
    if let Some((file, (at, block))) = wrong_block {
        return Finding::new(
            &BAD_TEMPLATE,
            Place::new(&file.path, at_byte(file, at)),
            format!(
                "The template {} has a block “{block}”, but pages have only the blocks “main” and “head”, so what they say is lost. The built-in one was used instead.",
                name_of(file)
            ),
            format!("Change {block} to main."),
        );
    }
    let blamed = [name, "layout.html"].into_iter().find_map(file);
    Finding::new(
        &BAD_TEMPLATE,
        blamed.map_or_else(Place::guide, |file| Place::file(&file.path)),
        format!("The template {name} leaves out what the page says. The built-in one was used instead."),
        format!(
            "Write {{% block main %}}{{% endblock %}} where layout.html is to show a page, and {variable} where {name} is to show what it says."
        ),
    )
}

/// A block of a template that is not called `main`.
fn wrong_block(file: &SourceFile) -> Option<(usize, String)> {
    let text = std::str::from_utf8(&file.bytes).ok()?;
    text.match_indices("block ").find_map(|(at, _)| {
        let before = text[..at].trim_end_matches([' ', '-']);
        let name = text[at + "block ".len()..].split_whitespace().next()?;
        (before.ends_with("{%") && !matches!(name, "main" | "head")).then(|| (at, name.to_owned()))
    })
}

/// The line that a byte stands on.
fn at_byte(file: &SourceFile, at: usize) -> At {
    // Lower case may be longer by a byte or two for a few letters: the place is then a little off, never outside.
    let at = at.min(file.bytes.len());
    At::Bytes(at..at)
}

/// The finding for a template that failed while a page was written: the innermost one of the council's.
pub(super) fn failure(error: &Error, name: &str, sources: &Sources) -> Finding {
    let mut chain: Vec<&Error> = vec![error];
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        chain.extend(inner.downcast_ref::<Error>());
        source = inner.source();
    }
    let file_of = |error: &&Error| sources.at(&format!("templates/{}", error.name()?));
    match chain.iter().rev().find_map(|error| file_of(error).map(|file| (file, *error))) {
        Some((file, error)) => finding(file, Some(error)),
        None => unplaced(error, name),
    }
}

pub(super) fn finding(file: &SourceFile, error: Option<&Error>) -> Finding {
    let line = error.and_then(Error::line);
    let at = line.map_or(At::WholeFile, |line| line_at(&file.bytes, line));
    let name = name_of(file);
    let why = error.map_or("it is not saved as UTF-8 text".to_owned(), words);
    let place = line.map_or_else(|| file.path.to_string(), |line| format!("line {line} of {}", file.path));
    Finding::new(
        &BAD_TEMPLATE,
        Place::new(&file.path, at),
        format!("The template {name} cannot be used: {why}. The built-in one was used instead."),
        format!("Correct {place}, or delete the file to go back to the built-in template."),
    )
}

/// A built-in template failed because of how a council's one uses it: told at the folder.
fn unplaced(error: &Error, name: &str) -> Finding {
    Finding::new(
        &BAD_TEMPLATE,
        Place::guide(),
        format!(
            "The council's own templates do not fit {name}: {}. The built-in ones were used instead.",
            words(error)
        ),
        "Compare the files in the templates folder with the built-in ones.",
    )
}

fn words(error: &Error) -> String {
    match error.kind() {
        ErrorKind::OutOfFuel => "it repeats something without end".to_owned(),
        ErrorKind::WriteFailure => "it makes a page that is too large to load".to_owned(),
        kind => match error.detail() {
            Some(detail) if detail.contains("recursion limit") => "it includes itself without end".to_owned(),
            Some(detail) => detail.to_owned(),
            None if kind == ErrorKind::UndefinedError => "it uses a name that does not exist".to_owned(),
            None => kind.to_string(),
        },
    }
}

fn line_at(bytes: &[u8], line: usize) -> At {
    let mut start = 0;
    for (index, text) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        if index + 1 == line {
            return At::Bytes(start..start + text.trim_ascii_end().len());
        }
        start += text.len();
    }
    At::WholeFile
}
