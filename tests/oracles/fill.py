"""Can every field of a PDF be filled in, each with a value of its own?

    python fill.py FILE.pdf [FILE.pdf …]             (needs pikepdf, pypdf)

A merge of forms goes wrong where two fields share a name or a parent: what is typed into one turns up in the other. So
pypdf fills in every field, one after the other, each with a value that no other has (text), its last choice (a list) or a
state that its widgets have (tick boxes and radio buttons), and saves. pikepdf, which is another program, reads the file: each
value must stand in its own field, and nothing else may have changed. Fields that are read only, buttons and signatures are
left alone.

Exit status: 0 each value is in its own field and nowhere else, 1 not.
"""

import io
import sys

import pikepdf
import pypdf
from pikepdf import Array, Dictionary, Name
from pypdf.generic import NameObject

from links import words

READ_ONLY = 1
PUSH_BUTTON = 1 << 16
SHOWN = 20


def fields(pdf):
    """The fields with a value, by full name: (type, flags, what may be chosen, value)."""
    waiting = [(field, b"", {}) for field in pdf.Root.get("/AcroForm", Dictionary()).get("/Fields", [])]
    found, seen = {}, set()
    while waiting:
        field, above, given = waiting.pop()
        if field.objgen in seen:
            continue
        seen.add(field.objgen)
        name = above + (b"." if above and "/T" in field else b"") + bytes(field.get("/T", b""))
        given = given | {key: field[key] for key in ("/FT", "/Ff", "/V", "/Opt") if key in field}
        kids = list(field.get("/Kids", []))
        if kids and any("/T" in kid for kid in kids):
            waiting += [(kid, name, given) for kid in kids]
        elif "/FT" in given:
            found[name] = (str(given["/FT"]), int(given.get("/Ff", 0)), choices(field, kids, given), plain(given.get("/V")))
    return found


def choices(field, kids, given):
    if given["/FT"] == Name.Ch:
        options = list(given.get("/Opt", []))
        return [str(option[0]) if isinstance(option, Array) else str(option) for option in options]
    return sorted({state for widget in [field, *kids]
                   for state in widget.get("/AP", Dictionary()).get("/N", Dictionary()).keys() if state != "/Off"}
                  if given["/FT"] == Name.Btn else ())


def plain(value):
    return None if value is None else str(value[0]) if isinstance(value, Array) and len(value) == 1 else str(value)


def wanted(number, kind, flags, options):
    """A value for a field; None for one that is left alone."""
    if flags & READ_ONLY:
        return None
    if kind == "/Tx":
        return f"value {number}"
    if kind == "/Ch" and options:
        return options[-1]
    if kind == "/Btn" and options and not flags & PUSH_BUTTON:
        return options[-1]
    return None


def check(file):
    with pikepdf.open(file) as pdf:
        before = fields(pdf)
    values = {name: wanted(number, kind, flags, options)
              for number, (name, (kind, flags, options, _)) in enumerate(sorted(before.items()), 1)}
    values = {name: value for name, value in values.items() if value is not None}
    writer = pypdf.PdfWriter(clone_from=file)
    to_fill = {pikepdf.String(name).__str__(): NameObject(value) if value.startswith("/") else value for name, value in values.items()}
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, to_fill, auto_regenerate=False)
    filled = io.BytesIO()
    writer.write(filled)
    with pikepdf.open(filled) as pdf:
        after = fields(pdf)
    problems = [f"{words(name)} has {after[name][3]!r} instead of {value!r}" if name in after else f"{words(name)} is gone"
                for name, value in values.items() if name not in after or after[name][3] != value]
    problems += [f"{words(name)} changed from {old[3]!r} to {after[name][3]!r}"
                 for name, old in before.items() if name not in values and name in after and after[name][3] != old[3]]
    print(f"{'FAIL' if problems else 'pass'} {file}: {len(values)} of {len(before)} fields filled in and read back, {len(problems)} problems")
    for problem in problems[:SHOWN]:
        print(f"  {problem}")
    return not problems


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(0 if all([check(file) for file in sys.argv[1:]]) else 1)
