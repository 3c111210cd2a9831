"""The PDFs, written in Typst: `dNN.typ` with `template.typ`; `dNN.py` makes the file."""
