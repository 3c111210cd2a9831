// A Word guide by the npm package docx. Words: folder of the package, file to write.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
const [folder, target] = process.argv.slice(2);
const d = createRequire(folder + "/")("docx");
const text = (words, more = {}) => new d.TextRun({ text: words, ...more });
const heading = (words, level, id) =>
  new d.Paragraph({ heading: level, children: id ? [new d.Bookmark({ id, children: [text(words)] })] : [text(words)] });
const document = new d.Document({
  title: "SENCO guide by docx",
  numbering: { config: [{ reference: "steps", levels: [{ level: 0, format: d.LevelFormat.DECIMAL, text: "%1.", start: 1 }] }] },
  footnotes: { 1: { children: [new d.Paragraph("Within 6 weeks.")] } },
  comments: { children: [{ id: 0, author: "A", date: new Date(0), children: [new d.Paragraph("Is this still right?")] }] },
  sections: [{
    headers: { default: new d.Header({ children: [new d.Paragraph("Aldermere Council, draft 3")] }) },
    children: [
      heading("Annual reviews", d.HeadingLevel.HEADING_1, "annual_reviews"),
      new d.Paragraph({ children: [text("Hold the review "), text("every year", { bold: true }), new d.FootnoteReferenceRun(1), text("."), new d.CommentRangeStart(0), text(" Ask."), new d.CommentRangeEnd(0), new d.TextRun({ children: [new d.CommentReference(0)] })] }),
      ...["Invite", "Meet", "Report"].map((words) => new d.Paragraph({ text: words, numbering: { reference: "steps", level: 0 } })),
      heading("Moving on", d.HeadingLevel.HEADING_1),
      new d.Paragraph({ children: [text("See "), new d.InternalHyperlink({ anchor: "annual_reviews", children: [text("annual reviews")] }), text(" or "), new d.ExternalHyperlink({ link: "tel:01632960100", children: [text("01632 960 100")] }), text(".")] }),
      new d.Table({ rows: [["Age", "Ask"], ["14", "What next?"]].map((row) => new d.TableRow({ children: row.map((cell) => new d.TableCell({ children: [new d.Paragraph({ children: [text(cell, { bold: cell === "Age" || cell === "Ask" })] })] })) })) }),
    ],
  }],
});
writeFileSync(target, await d.Packer.toBuffer(document));
