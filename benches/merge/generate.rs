//! The guide and its linked PDFs: three of four with tags, bookmarks, links and names, as Typst makes them; one of four
//! without, as printpdf does.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::documents;

const CHAPTERS: usize = 10;

const SENTENCE: &str = "The school asks the family what they think and writes down what was tried and what changed, so that \
    the next person can see it before a decision is made about support for the pupil in class and at home. ";

/// A linked PDF of four pages, for Typst: `number` and `count` stand before it.
const LEAFLET: &str = r#"
#set document(title: "Policy " + str(number))
#set text(lang: "en", region: "GB")
#set heading(numbering: "1.1")
#for part in range(4) [
  = Part #(part + 1) of policy #number #label("part-" + str(part))
  #lorem(170)

  #link("policy-" + str(calc.rem(number + part + 1, count)) + ".pdf")[Policy #calc.rem(number + part + 1, count)]
  and #link(label("part-" + str(calc.rem(part + 1, 4))))[another part of this one];
  #link("https://www.gov.uk/children-with-special-educational-needs")[help on GOV.UK].

  == What to do
  #for step in range(5) [+ #lorem(12) ]

  #table(columns: 3, table.header[Who][What][When],
    ..range(12).map(cell => [Cell #cell of part #part]))
  #if part < 3 { pagebreak() }
]
"#;

/// Writes the guide. `false` when there is no Typst.
pub(super) fn guide(folder: &Path, annexes: usize) -> bool {
    let guide = folder.join("guide");
    fs::create_dir_all(guide.join("pages")).expect("a folder");
    fs::create_dir_all(guide.join("documents")).expect("a folder");
    let settings = "[guide]\ntitle = \"Generated guide\"\nedition = \"2026-09\"\neditor = \"SEN consultant\"\n";
    fs::write(guide.join("guide.toml"), settings).expect("settings");
    for chapter in 0..CHAPTERS {
        fs::write(guide.join(format!("pages/chapter-{chapter}.md")), page(chapter, annexes)).expect("a chapter");
    }
    for number in (0..annexes).filter(|number| number % 4 == 3) {
        fs::write(folder.join(file(number)), documents::pdf(4)).expect("a policy");
    }
    leaflets(folder, annexes)
}

/// The linked PDFs, as seen from the folder.
pub(super) fn files(annexes: usize) -> impl Iterator<Item = String> {
    (0..annexes).map(file)
}

fn file(number: usize) -> String {
    format!("guide/documents/policy-{number}.pdf")
}

fn page(chapter: usize, annexes: usize) -> String {
    let mut text = format!("# Chapter {chapter}\n\n");
    let mut documents = (0..annexes).filter(|number| number % CHAPTERS == chapter);
    for section in 0..5 {
        let _ = writeln!(text, "## Section {section}\n");
        for _ in 0..3 {
            let _ = write!(text, "{}", SENTENCE.repeat(2));
            for number in documents.by_ref().take(annexes.div_ceil(CHAPTERS * 15)) {
                let _ = write!(text, "See [policy {number}](../documents/policy-{number}.pdf). ");
            }
            let other = (chapter + section + 1) % CHAPTERS;
            let _ = writeln!(text, "Read [section {section}](chapter-{other}.md#section-{section}).\n");
        }
    }
    text
}

/// All leaflets by one run of Typst's Python package.
fn leaflets(folder: &Path, annexes: usize) -> bool {
    fs::write(folder.join("leaflet.typ"), LEAFLET).expect("a leaflet");
    let program = format!(
        "import typst\nleaflet = open('leaflet.typ').read()\nfor number in range({annexes}):\n    if number % 4 < 3:\n        \
         text = f'#let number = {{number}}\\n#let count = {annexes}\\n' + leaflet\n        \
         typst.compile(text.encode(), output=f'guide/documents/policy-{{number}}.pdf')\n"
    );
    Command::new("python3").args(["-c", &program]).current_dir(folder).status().is_ok_and(|status| status.success())
}
