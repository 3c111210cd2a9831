"""The three PDFs, written in Typst: `<number>.typ` with `template.typ`."""
