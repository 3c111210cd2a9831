"""How a check of publishing is called, and how it ends."""

import sys
from pathlib import Path


def called(doc, least=2):
    """The program, the guide folder and the other words of the command line; without at least so many, what there is to say."""
    if len(sys.argv) <= least:
        print(doc)
        sys.exit(2)
    return str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve(), sys.argv[3:]


def end(name, wrong, words="problems"):
    """Tells what is wrong, the first forty things of it, and ends with the exit status."""
    for line in wrong[:40]:
        print(line)
    print(f"{name}: {len(wrong)} {words}")
    sys.exit(1 if wrong else 0)
