"""Remakes the faulty documents:  python tests/guides/defects/make.py [NAME…]

The same source gives the same bytes. Only ordinarily-available-provision.pdf is what another program happened to write:
LibreOffice 7.4 printed it without tags, and names the minute in it, so it is made only when it is named.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
from making import Word, typeset, write  # noqa: E402
from word_realities import annual_review_report, transition_passport  # noqa: E402

BANDS = """
#set document(title: "Funding bands", author: "Aldermere Council", date: auto)
#set page(paper: "a5")
#set text(font: "Atkinson Hyperlegible Next", lang: "en", region: "GB")
= Funding bands <funding-bands>
== Band A <band-a>
Support in class for part of the day.
== Band B <band-b>
Support in class for most of the day.
"""
EDIT = 'w:id="{}" w:author="A. Sample" w:date="2026-05-28T14:05:00Z"'


def small(title, *questions):
    """A form with nothing wrong."""
    form = Word(title)
    form.heading(title)
    form.table([["Question", "Answer"], *[[question, ""] for question in questions]])
    return form


def concern_note():
    return small("Initial concern note", "Pupil’s initials", "What you have seen", "What the family says").bytes()


def older_note():
    return small("Initial concern note", "Name of pupil", "Concern").bytes()


def support_plan():
    form = small("SEN support plan", "Outcome", "Who helps, and when")
    form.heading("Review", 2)
    form.text("Ask the family what has changed. Then read [the law](../pages/02-the-law.md).")
    return form.bytes()


def ep_request():
    """Version 2, while the register says 3; and a link inside it to a bookmark that somebody deleted."""
    form = Word("Educational psychology consultation request", version="2")
    form.heading("Educational psychology consultation request")
    form.text("Version 2, issued 6 June 2025.")
    form.heading("About the pupil", 2, mark="about_the_pupil")
    form.table([["Question", "Answer"], ["Pupil’s initials", ""], ["Year group", ""]])
    form.heading("Before you send this", 2)
    form.text("Attach what is on the [list of evidence](#evidence_list).")
    return form.bytes()


def top_up_request():
    """A table that only lays out the page: merged cells, no heading row, headings and answers side by side."""
    form = Word("Top-up funding request")
    form.heading("Top-up funding request")
    table = form.file.add_table(5, 4, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 3)).text = "PART 1: THE PUPIL"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Initials and year group"
    table.cell(1, 1).merge(table.cell(2, 3)).text = ""
    table.cell(3, 0).merge(table.cell(3, 1)).text = "Band asked for"
    table.cell(3, 2).merge(table.cell(3, 3)).text = "Band agreed (office use)"
    table.cell(4, 0).merge(table.cell(4, 3)).text = "PART 2: COSTS, continue on another sheet"
    return form.bytes()


def parent_agreement():
    """Encrypted as Word does it (ECMA-376, agile), the password “password”; its random numbers and its time are fixed."""
    import datetime
    import io
    import random

    from msoffcrypto.format.ooxml import OOXMLFile
    from msoffcrypto.method import ecma376_agile
    from msoffcrypto.method.container import ecma376_encrypted

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 6, 5, 9, 0)

    ecma376_agile._random_buffer = random.Random(2026).randbytes
    ecma376_encrypted.datetime = Clock
    inside = small("Parent agreement and privacy notice", "Who may see this", "Signed").bytes()
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(inside)).encrypt("password", locked)
    return locked.getvalue()


def parent_views():
    return small("Parent views and notes", "What goes well", "What worries you").bytes()


def early_help():
    """Tracked changes, a comment and the name of who wrote it, all left in."""
    form = Word("Early help assessment", author="A. Sample")
    form.heading("Early help assessment")
    form.raw('<w:r><w:t xml:space="preserve">Send it within </w:t></w:r>',
             f'<w:del {EDIT.format(901)}><w:r><w:delText>10</w:delText></w:r></w:del>',
             f'<w:ins {EDIT.format(902)}><w:r><w:t>5</w:t></w:r></w:ins>',
             '<w:r><w:t xml:space="preserve"> working days.</w:t></w:r>')
    paragraph = form.text("Ask the family who else helps them.")
    comment = form.file.add_comment(paragraph.runs, "Is this still right?", author="A. Sample", initials="AS")
    comment._comment_elm.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date", "2026-05-28T14:05:00Z")
    return form.bytes()


def home_visit():
    return small("Home visit record", "Date", "Who was there", "What was agreed").bytes()


def lock_file():
    """What Word puts beside a document that is open: whose it is, twice, in 162 bytes."""
    name = "A. Sample"
    head = bytes([len(name)]) + name.encode("cp1252").ljust(53, b" ") + b"\0"
    return (head + bytes([len(name), 0]) + name.encode("utf-16-le").ljust(105, b" ")).ljust(162, b"\0")


def provision():
    """By LibreOffice, without tags."""
    text = "<html lang='en-GB'><title>Ordinarily available provision</title><h1>Ordinarily available provision</h1>" \
           "<p>What every school in Aldermere provides from its own budget.</p></html>"
    choice = 'pdf:writer_web_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(text, encoding="utf-8")
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", choice,
                        "--outdir", folder, str(page)], check=True, capture_output=True)
        return (Path(folder) / "page.pdf").read_bytes()


FILES = {
    "initial-concern-note.docx": concern_note,
    "concern-note.docx": older_note,
    "sen-support-plan.docx": support_plan,
    "ep-consultation-request.docx": ep_request,
    "~$-consultation-request.docx": lock_file,
    "annual-review-report.docx": annual_review_report,
    "top-up-funding-request.docx": top_up_request,
    "parent-agreement.docx": parent_agreement,
    "Parent views & notes.docx": parent_views,
    "early-help-assessment.docx": early_help,
    "home-visit-record.docx": home_visit,
    "transition-passport.docx": transition_passport,
    "medical-needs-policy.docx": bytes,  # no bytes at all: a copy that was stopped
    "part-time-timetable-notice.docx": lambda: bytes(4096),  # zeros: what a sync program leaves of a file in the cloud
    "funding-bands.pdf": lambda: typeset(BANDS, pdf_standards=["ua-1"]),
    "ordinarily-available-provision.pdf": provision,
}

if __name__ == "__main__":
    chosen = sys.argv[1:] or [name for name in FILES if FILES[name] is not provision]
    write(HERE / "documents", FILES, chosen)
