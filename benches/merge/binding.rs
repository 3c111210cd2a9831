//! The work before the clock starts, and the work that is timed: what goes where is handed over in a small file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use rayon::prelude::*;
use senco_guide::io::{self, Cache};
use senco_guide::model::{DocumentId, Findings};
use senco_guide::write::merge::{Annex, BackLink, Binding, Jump, merge};
use senco_guide::write::{Material, pdf};
use senco_guide::{Make, Surroundings, compile, load};
use serde_json::{Value, json};

/// Typesets the guide and saves what the merge starts from. Gives the pages of the guide before its first annex.
pub(super) fn prepare(here: &Path) -> usize {
    let root = here.join("guide");
    let mut findings = Findings::default();
    let sources = load::guide(&root).expect("a guide").report_to(&mut findings);
    let surroundings = Surroundings { as_of: io::today(), as_of_is_given: false, cache: Cache::off(), web: None };
    let compiled = compile(&sources, findings, Make::BundleWithoutPdf, &surroundings);
    let material = Material {
        config: &compiled.config,
        sources: &sources,
        guide: &compiled.guide,
        documents: &compiled.documents,
        graph: &compiled.graph,
        history: &compiled.history,
    };
    let (bytes, binding) = pdf::unbound(&material).expect("a guide that can be typeset");
    fs::write(here.join("typeset.pdf"), bytes).expect("a PDF");
    let file = |annex: &Annex| root.join(compiled.documents.get(annex.document).file.as_str());
    let told = json!({
        "annexes": binding.annexes.iter().map(|annex| tell(annex, &file(annex))).collect::<Vec<_>>(),
        "back_links": binding.back_links.iter().map(|link| json!([link.page, link.is_placeholder, link.to, link.words]))
            .collect::<Vec<_>>(),
        "words": binding.words,
    });
    fs::write(here.join("binding.json"), told.to_string()).expect("a file");
    let pages = binding.annexes.iter().map(|annex| annex.first_page).min().unwrap_or(0);
    let range = format!("1-{pages}");
    let _ = Command::new("qpdf")
        .args(["typeset.pdf", "--pages", ".", &range, "--", "guide.pdf"])
        .current_dir(here)
        .status();
    pages
}

/// What is timed: reads every file, merges, writes the file.
pub(super) fn bind(here: &Path) {
    let told: Value = serde_json::from_slice(&fs::read(here.join("binding.json")).expect("a file")).expect("JSON");
    let all = told["annexes"].as_array().expect("annexes");
    let binding = Binding {
        annexes: all.par_iter().map(annex).collect(),
        back_links: told["back_links"].as_array().expect("links").iter().map(back_link).collect(),
        words: strings(&told["words"]),
        claim: false,
    };
    let typeset = fs::read(here.join("typeset.pdf")).expect("a PDF");
    let merged = merge(&typeset, &binding).expect("a merged PDF");
    fs::write(here.join("ours.pdf"), merged.bytes).expect("a PDF");
}

fn tell(annex: &Annex, file: &Path) -> Value {
    let jump = |jump: &Jump| match jump {
        Jump::Inside(name) => json!(["inside", name]),
        Jump::Outside(address) => json!(["outside", address]),
        Jump::Nowhere => json!(["nowhere", ""]),
    };
    json!({
        "file": file,
        "number": annex.number,
        "title": annex.title,
        "language": annex.language,
        "first_page": annex.first_page,
        "pages": annex.pages,
        "spots": annex.spots,
        "jumps": annex.jumps.iter().map(jump).collect::<Vec<_>>(),
        "name": annex.name,
    })
}

fn annex(told: &Value) -> Annex {
    let number = told["number"].as_u64().expect("a number");
    Annex {
        document: DocumentId(u32::try_from(number).expect("a small number")),
        number: u32::try_from(number).expect("a small number"),
        title: text(&told["title"]),
        language: told["language"].as_str().map(str::to_owned),
        bytes: Arc::from(fs::read(PathBuf::from(text(&told["file"]))).expect("a PDF")),
        first_page: whole(&told["first_page"]),
        pages: whole(&told["pages"]),
        spots: strings(&told["spots"]),
        jumps: told["jumps"].as_array().expect("jumps").iter().map(jump).collect(),
        name: text(&told["name"]),
        conforms: false,
    }
}

fn jump(told: &Value) -> Jump {
    match told[0].as_str() {
        Some("inside") => Jump::Inside(text(&told[1])),
        Some("outside") => Jump::Outside(text(&told[1])),
        _ => Jump::Nowhere,
    }
}

fn back_link(told: &Value) -> BackLink {
    BackLink {
        page: whole(&told[0]),
        is_placeholder: told[1].as_bool().expect("yes or no"),
        to: text(&told[2]),
        words: text(&told[3]),
    }
}

fn strings(told: &Value) -> BTreeMap<String, String> {
    told.as_object().expect("names").iter().map(|(name, value)| (name.clone(), text(value))).collect()
}

fn text(told: &Value) -> String {
    told.as_str().expect("text").to_owned()
}

fn whole(told: &Value) -> usize {
    told.as_u64().and_then(|number| usize::try_from(number).ok()).expect("a whole number")
}
