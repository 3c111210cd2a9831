//! Tiny guides with their expected findings beside the fault: `tests/cases/*.md`.
//!
//! A case begins with `=== what it shows`; its files begin with `--- path`. In a page, `<!-- finds RULE -->` on a line says
//! that just this rule is found on that line. For other files a line `finds RULE PATH[:LINE]` stands right after the name.
//! A `.docx` is written in the little language of `support::documents::docx`, a `.pdf` as its number of pages. A part named
//! `web` is the web outside on a day, in the little language of `support::web`: the case then asks it, and is
//! about the rules of the web only.

use std::path::Path;
use std::sync::Arc;

use crate::support::{GuideTest, documents, web};

#[test]
fn every_case_finds_just_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("cases").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let mut count = 0;
    let mut wrong: Vec<String> = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a text");
        for case in text.split("\n=== ").skip(1) {
            wrong.extend(run(case, &file));
            count += 1;
        }
    }
    assert!(count > 30, "only {count} cases were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rules that a case with a web is about; how its addresses and links are written is another subject.
const WEB_RULES: [&str; 5] =
    ["dead-web-address ", "moved-web-address ", "web-not-checked ", "private-address ", "wrapped-link "];

/// What is wrong with a case, if anything is.
fn run(case: &str, file: &Path) -> Option<String> {
    let (name, rest) = case.split_once('\n').expect("a name");
    let mut expected: Vec<String> = Vec::new();
    let mut guide = GuideTest::with_pages(&[]);
    let mut web = None;
    let rest = format!("\n{rest}");
    let mut parts = rest.split("\n--- ");
    let told = parts.next().unwrap_or_default();
    expected.extend(told.lines().filter_map(|line| line.strip_prefix("finds ")).map(str::to_owned));
    for part in parts {
        let (path, content) = part.split_once('\n').unwrap_or((part, ""));
        for (number, line) in content.lines().enumerate() {
            let codes = line.split("<!-- finds ").skip(1).filter_map(|rest| rest.split(" -->").next());
            expected.extend(codes.map(|code| format!("{code} {path}:{}", number + 1)));
        }
        // An empty guide.toml in a case stands for none at all.
        if path == "guide.toml" && content.trim().is_empty() {
            std::fs::remove_file(guide.path().join(path)).expect("the settings");
            continue;
        }
        if let Some(day) = path.strip_prefix("web ") {
            web = Some(Arc::new(web::memory(day, content)));
            continue;
        }
        guide = guide.file(path, content_of(path, content));
    }
    let is_about_web = web.is_some();
    let built = web.map_or_else(|| guide.build(), |web| guide.check_with(&web));
    let mut found: Vec<String> = built.found().iter().map(|text| without_column(text)).collect();
    found.retain(|text| !is_about_web || WEB_RULES.iter().any(|code| text.starts_with(code)));
    found.sort();
    expected.sort();
    (found != expected).then(|| {
        format!(
            "{}: {name}
  found    {found:#?}
  expected {expected:#?}",
            file.display()
        )
    })
}

fn content_of(path: &str, content: &str) -> Vec<u8> {
    match path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).as_deref() {
        Some("docx") => documents::docx(content),
        Some("pdf") => documents::pdf(content.trim().parse().unwrap_or(1)),
        Some("png") => documents::png(),
        _ => format!("{content}\n").into_bytes(),
    }
}

/// `rule file:line:column` → `rule file:line`.
fn without_column(text: &str) -> String {
    let parts: Vec<&str> = text.rsplitn(3, ':').collect();
    match parts[..] {
        [column, line, head] if column.parse::<usize>().is_ok() && line.parse::<usize>().is_ok() => {
            format!("{head}:{line}")
        }
        _ => text.to_owned(),
    }
}
