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


def modules():
    """Every maker there is: forms/dNN.py, pdfs/dNN.py, books/dNN.py, pictures/dNN.py."""
    found = sorted(HERE.glob("*/d[0-9][0-9].py"))
    return {file.stem.upper(): f"{file.parent.name}.{file.stem}" for file in found}


def main(wanted):
    makers = modules()
    unknown = [n for n in wanted if n not in makers]
    if unknown:
        sys.exit(f"No document {', '.join(unknown)}. There are {', '.join(sorted(makers))}.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    from facts import REGISTER
    for number in wanted or sorted(makers):
        importlib.import_module(makers[number]).make(FOLDER)
        d = REGISTER[number]
        for file in filter(None, (d.file, d.also)):
            print(f"{number}  {(FOLDER / file).stat().st_size:>7} bytes  {file}")


if __name__ == "__main__":
    main(sys.argv[1:])
