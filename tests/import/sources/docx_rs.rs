//! A Word guide by the crate docx-rs 0.4. Word: the file to write.
use docx_rs::*;

fn main() {
    let words = |text: &str| Run::new().add_text(text);
    let heading = |text: &str, style: &str| Paragraph::new().style(style).add_run(words(text));
    let style = |id: &str, name: &str, level: usize| Style::new(id, StyleType::Paragraph).name(name).outline_lvl(level);
    let link = Hyperlink::new("https://send.example/offer", HyperlinkType::External).add_run(words("the Local Offer"));
    let cell = |text: &str| TableCell::new().add_paragraph(Paragraph::new().add_run(words(text)));
    let table = Table::new(vec![
        TableRow::new(vec![cell("Who").grid_span(2)]),
        TableRow::new(vec![cell("Family"), cell("School")]),
    ]);
    let item = |text: &str| Paragraph::new().add_run(words(text)).numbering(NumberingId::new(2), IndentLevel::new(0));
    let docx = Docx::new()
        .add_style(style("Heading1", "heading 1", 0))
        .add_style(style("Heading2", "heading 2", 1))
        .add_abstract_numbering(AbstractNumbering::new(2).add_level(Level::new(
            0,
            Start::new(1),
            NumberFormat::new("lowerLetter"),
            LevelText::new("(%1)"),
            LevelJc::new("left"),
        )))
        .add_numbering(Numbering::new(2, 2))
        .add_paragraph(heading("Working with families", "Heading1"))
        .add_paragraph(
            Paragraph::new()
                .add_run(words("Families find you on "))
                .add_hyperlink(link)
                .add_run(words(". "))
                .add_delete(Delete::new().add_run(Run::new().add_delete_text("Once a year")))
                .add_insert(Insert::new(words("Every term")))
                .add_run(words(", tell them.")),
        )
        .add_paragraph(item("write"))
        .add_paragraph(item("telephone"))
        .add_paragraph(heading("Complaints", "Heading2"))
        .add_paragraph(Paragraph::new().add_run(words("Talk first.").highlight("yellow")))
        .add_table(table);
    let file = std::fs::File::create(std::env::args().nth(1).expect("a file")).expect("a file");
    docx.build().pack(file).expect("a document");
}
