"""Typst, with the guide's typeface and the shared facts, the same bytes each time."""
import json
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path

import typst

from facts import LOCAL_OFFER, NOT_REAL, PORTAL, REGISTER, SAFETY, SERVICES, SITE, day, tel

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "assets" / "fonts"


def facts():
    documents = {n: {**{k: v for k, v in asdict(d).items() if k not in ("issued", "review_by")},
                     "issued": day(d.issued), "review": day(d.review_by),
                     "date": [d.issued.year, d.issued.month, d.issued.day]} for n, d in REGISTER.items()}
    return json.dumps({
        "site": SITE, "local_offer": LOCAL_OFFER, "portal": PORTAL, "safety": SAFETY, "not_real": NOT_REAL,
        "documents": documents, "services": {s.key: {**asdict(s), "tel": tel(s.phone)} for s in SERVICES},
    })


def typeset(number, source, inputs=None, **options):
    d = REGISTER[number]
    return typst.compile(
        str(HERE / source), root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True,
        sys_inputs={"facts": facts(), "number": number, **(inputs or {})},
        timestamp=int(datetime(d.issued.year, d.issued.month, d.issued.day, 9, tzinfo=timezone.utc).timestamp()),
        **options)


def typeset_pdf(number, inputs=None):
    """The document `number` as PDF/UA-1."""
    data = typeset(number, f"pdfs/{number.lower()}.typ", inputs, format="pdf", pdf_standards=["ua-1"])
    return without_suspects(data)


def without_suspects(data):
    """Poppler calls `/Suspects false` an error. False is what its absence means, and no byte moves."""
    before, entry, after = data.partition(b"/MarkInfo<</Marked true")
    if not after.startswith(b"/Suspects false>>"):
        raise ValueError("the catalog is not written as it was: look at /MarkInfo")
    return before + entry + after.replace(b"/Suspects false", b" " * 15, 1)


def pdf(folder, number, inputs=None):
    (folder / REGISTER[number].file).write_bytes(typeset_pdf(number, inputs))
