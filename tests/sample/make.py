"""Remake the sample's linked documents. See README.md beside this file.

    python tests/sample/make.py            every document
    python tests/sample/make.py D10 D24    those documents
"""
import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
FOLDER = HERE.parent.parent / "guide" / "documents"
MODULES = {
    **{f"D{n:02}": f"forms.d{n:02}" for n in (9, 10, 11, 12, 13, 15, 16, 18, 22, 23)},
    "D14": "pdfs.d14", "D17": "pdfs.d17", "D24": "pdfs.d24",
    "D38": "contacts", "D39": "poster",
}


def main(wanted):
    unknown = [n for n in wanted if n not in MODULES]
    if unknown:
        sys.exit(f"No document {', '.join(unknown)}. There are {', '.join(sorted(MODULES))}.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    from facts import REGISTER
    for number in wanted or sorted(MODULES):
        importlib.import_module(MODULES[number]).make(FOLDER)
        d = REGISTER[number]
        print(f"{number}  {(FOLDER / d.file).stat().st_size:>7} bytes  {d.file}")


if __name__ == "__main__":
    main(sys.argv[1:])
