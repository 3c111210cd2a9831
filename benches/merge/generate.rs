//! The guide and its linked PDFs.
//!
//! A council's PDFs are of three kinds, a third each: leaflets with tags, bookmarks, links and names, as Typst makes them; forms
//! to fill in, as reportlab makes them, all with the same field names, because they grew from one template; and flat pages
//! without tags, as printpdf makes them. The harder mix has no forms, and tags in three of four.

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

/// A form of four pages, for reportlab: sixteen fields, twenty places to fill in.
const FORM: &str = r"
def form(number):
    canvas = Canvas(f'guide/documents/policy-{number}.pdf', invariant=1)
    for page in range(4):
        canvas.setFont('Helvetica', 14)
        canvas.drawString(60, 780, f'Request {number}, part {page + 1}')
        fields = canvas.acroForm
        for line, name in enumerate(['child_name', 'school']):
            fields.textfield(name=f'{name}_{page}', tooltip=name.replace('_', ' '), x=60, y=700 - 40 * line, width=300)
        fields.checkbox(name=f'consent_{page}', tooltip='The parent agrees', x=60, y=600)
        for at, value in enumerate(['yes', 'no']):
            fields.radio(name=f'plan_{page}', tooltip='Has a plan', value=value, selected=False, x=60 + 60 * at, y=560)
        canvas.showPage()
    canvas.save()
";

/// What the linked PDFs are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mix {
    /// Leaflets, forms and flat pages, a third each.
    Thirds,
    /// Three leaflets to one file of flat pages.
    MostlyTagged,
}

#[derive(PartialEq, Eq)]
enum Kind {
    Leaflet,
    Form,
    Flat,
}

impl Mix {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Thirds => "a third each: tagged leaflets, forms to fill in, flat pages",
            Self::MostlyTagged => "three of four tagged leaflets, the rest flat pages",
        }
    }

    fn kind(self, number: usize) -> Kind {
        match self {
            Self::Thirds => [Kind::Leaflet, Kind::Form, Kind::Flat].into_iter().nth(number % 3).unwrap_or(Kind::Flat),
            Self::MostlyTagged if number % 4 < 3 => Kind::Leaflet,
            Self::MostlyTagged => Kind::Flat,
        }
    }
}

/// Writes the guide. `false` when Typst or reportlab is missing.
pub(super) fn guide(folder: &Path, annexes: usize, mix: Mix) -> bool {
    let guide = folder.join("guide");
    fs::create_dir_all(guide.join("pages")).expect("a folder");
    fs::create_dir_all(guide.join("documents")).expect("a folder");
    let settings = "[guide]\ntitle = \"Generated guide\"\nedition = \"2026-09\"\neditor = \"SEN consultant\"\n";
    fs::write(guide.join("guide.toml"), settings).expect("settings");
    for chapter in 0..CHAPTERS {
        fs::write(guide.join(format!("pages/chapter-{chapter}.md")), page(chapter, annexes)).expect("a chapter");
    }
    let of = |kind: Kind| (0..annexes).filter(move |number| mix.kind(*number) == kind).collect::<Vec<usize>>();
    for number in of(Kind::Flat) {
        fs::write(folder.join(file(number)), documents::pdf(4)).expect("a policy");
    }
    leaflets(folder, &of(Kind::Leaflet), annexes) && forms(folder, &of(Kind::Form))
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
fn leaflets(folder: &Path, numbers: &[usize], annexes: usize) -> bool {
    fs::write(folder.join("leaflet.typ"), LEAFLET).expect("a leaflet");
    python(
        folder,
        &format!(
            "import typst\nleaflet = open('leaflet.typ').read()\nfor number in {numbers:?}:\n    \
             text = f'#let number = {{number}}\\n#let count = {annexes}\\n' + leaflet\n    \
             typst.compile(text.encode(), output=f'guide/documents/policy-{{number}}.pdf')\n"
        ),
    )
}

/// All forms by one run of reportlab.
fn forms(folder: &Path, numbers: &[usize]) -> bool {
    python(
        folder,
        &format!("from reportlab.pdfgen.canvas import Canvas\n{FORM}\nfor number in {numbers:?}:\n    form(number)\n"),
    )
}

fn python(folder: &Path, program: &str) -> bool {
    Command::new("python3").args(["-c", program]).current_dir(folder).status().is_ok_and(|status| status.success())
}
