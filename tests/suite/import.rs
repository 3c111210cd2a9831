//! A guide that exists in Word becomes pages: what comes along, what is told, and what is refused.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use senco_guide::model::GuidePath;
use senco_guide::{import, inspect, load};

use crate::support::{GuideTest, documents};

/// Word guides by other programs and by hand: what each is for says `tests/import/make.py`.
const GUIDES: [&str; 14] = [
    "bookmarks.docx",
    "docx_rs.docx",
    "faked_headings.docx",
    "fields.docx",
    "files.docx",
    "libreoffice.docx",
    "no_headings.docx",
    "npm_docx.docx",
    "opendocument.odt",
    "pandoc.docx",
    "python_docx.docx",
    "shapes.docx",
    "tables.docx",
    "tracked.docx",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

/// All that an import of this file makes, as one text: the files that are text, the names of the others, the report.
fn imported(name: &str) -> String {
    let manuscript = inspect::manuscript(&fs::read(folder().join(name)).expect("a Word guide"));
    let wanted = import::wanted(&manuscript, name);
    let find = |wanted: &import::Wanted| wanted.paths.iter().find_map(|path| fs::read(folder().join(path)).ok());
    let imported = import::guide(&manuscript, name, wanted.iter().map(find).collect(), &BTreeSet::new());
    let mut told = String::new();
    for file in &imported.files {
        told.extend(["=== ", file.path.as_str(), "\n"]);
        if ["md", "csv", "toml"].contains(&file.path.extension().as_str()) {
            told.push_str(std::str::from_utf8(&file.bytes).expect("text"));
        }
    }
    told + "=== report\n" + &imported.report(name, "guide")
}

#[test]
fn word_guides_of_every_origin_become_the_pages_that_are_expected() {
    let mut wrong = Vec::new();
    for name in GUIDES {
        let told = imported(name);
        let stem = name.split('.').next().expect("a name");
        let file = folder().join(format!("{stem}.txt"));
        if let Some(target) = std::env::var_os("IMPORT_TO") {
            fs::write(Path::new(&target).join(format!("{stem}.txt")), &told).expect("a file");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if told != expected {
            wrong.push(format!("{name} became\n{told}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn tool(guide: &GuideTest) -> Command {
    let mut command = Command::cargo_bin("senco-guide").expect("the program");
    command.current_dir(guide.around()).env("SENCO_GUIDE_CACHE", guide.around().join("cache"));
    command
}

/// What the tool says on standard error when it refuses a file of this name and content.
fn refusal(name: &str, bytes: &[u8]) -> String {
    let guide = GuideTest::new();
    fs::write(guide.around().join(name), bytes).expect("a file");
    let run = tool(&guide).args(["import", name]).assert().code(2);
    assert!(!guide.path().exists(), "nothing is written");
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(told.contains("\nFix: "), "{told}");
    told
}

#[test]
fn what_is_no_word_guide_is_refused_in_plain_words() {
    let whole = fs::read(folder().join("python_docx.docx")).expect("a Word guide");
    let stream = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &name].concat()
    };
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("old.doc", stream("WordDocument"), "inside it is an old Word file (.doc)"),
        ("locked.docx", stream("EncryptedPackage"), "asks for a password"),
        ("empty.docx", Vec::new(), "has no bytes at all"),
        ("cut.docx", whole[..whole.len() / 2].to_vec(), "is damaged"),
        ("page.docx", b"<html>".to_vec(), "inside it is a web page"),
        ("~$guide.docx", vec![0; 162], "is the lock file that Word keeps"),
        ("blank.docx", documents::docx(""), "There are no words in blank.docx"),
        ("guide.pdf", b"%PDF-1.7".to_vec(), "inside it is a PDF"),
    ];
    for (name, bytes, expected) in cases {
        let told = refusal(name, &bytes);
        assert!(told.contains(expected), "{name}: {told}");
    }
    let guide = GuideTest::new();
    let run = tool(&guide).args(["import", "missing.docx"]).assert().code(2);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("missing.docx could not be read"));
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let guide = GuideTest::with_pages(&[("01-referrals.md", "# Ours\n")]);
    let file = folder().join("tracked.docx");
    let run = tool(&guide).arg("import").arg(&file).assert().code(2);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(told.contains("has these files already: pages/01-referrals.md."), "{told}");
    assert!(told.contains("--guide guide-from-word"), "{told}");
    assert_eq!(fs::read_to_string(guide.path().join("pages/01-referrals.md")).expect("a page"), "# Ours\n");
}

#[test]
fn a_guide_that_has_a_register_gets_its_rows_told() {
    let guide = GuideTest::with_pages(&[("90-ours.md", "# Ours\n")]).file("documents.csv", "id,title,file\n");
    let run = tool(&guide).arg("import").arg(folder().join("files.docx")).assert().code(0);
    let told = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(told.contains("    ep-form,EP referral form,documents/ep-form.docx\n"), "{told}");
    assert_eq!(fs::read_to_string(guide.path().join("documents.csv")).expect("a register"), "id,title,file\n");
    assert!(guide.path().join("documents/ep-form.docx").is_file());
}

#[test]
fn an_imported_guide_has_no_faults_that_the_import_made() {
    // What is missing, in the Word guide or in a form it links to, and words that were the writer's own are for its editor.
    let honest = [
        "missing-document",
        "missing-document-anchor",
        "missing-page",
        "missing-anchor",
        "missing-alt-text",
        "missing-owner",
        "local-path",
        "unclear-link-text",
    ];
    let mut others: Vec<String> = Vec::new();
    for name in GUIDES {
        let guide = GuideTest::new();
        tool(&guide).arg("import").arg(folder().join(name)).assert().code(0);
        load::guide(&guide.path()).expect("a guide");
        let built = guide.build();
        let found = built.compiled.findings.iter().filter(|finding| !honest.contains(&finding.rule.code));
        others.extend(
            found.map(|finding| format!("{name}: {} {} {}", finding.rule.code, finding.place.file, finding.what)),
        );
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
}

#[test]
fn pages_have_paths_inside_the_guide() {
    let manuscript = inspect::manuscript(&documents::docx("# ../../etc/passwd\nWords.\n# Documents\nMore."));
    let imported = import::guide(&manuscript, "a.docx", Vec::new(), &BTreeSet::new());
    let pages: Vec<&GuidePath> =
        imported.files.iter().map(|file| &file.path).filter(|path| path.is_under("pages")).collect();
    let names: Vec<&str> = pages.iter().map(|path| path.as_str()).collect();
    assert_eq!(names, ["pages/01-etc-passwd.md", "pages/02-documents-page.md"]);
}
