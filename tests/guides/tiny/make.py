"""Remakes the three documents of the tiny guide:  python tests/guides/tiny/make.py [NAME…]"""
import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from making import Word, typeset, workbook, write  # noqa: E402

BANDS = """
#set document(title: "Funding bands", author: "Aldermere Council", date: auto)
#set page(paper: "a5")
#set text(font: "Atkinson Hyperlegible Next", lang: "en", region: "GB")
#show link: underline
= Funding bands <funding-bands>
Ask with the #link("top-up-request.docx")[top-up funding request].
Telephone numbers are in the #link("contacts.xlsx")[service contacts].
== Band A <band-a>
Support in class for part of the day.
#pagebreak()
== Band B <band-b>
Support in class for most of the day. Read
#link("https://localoffer.aldermere.example/tiny/funding.html#top-up")[how to ask for top-up funding].
"""


def request():
    form = Word("Top-up funding request", version="2")
    form.heading("Top-up funding request")
    form.text("Read [how top-up funding works](../pages/02-funding.md#top-up) before you fill this in.")
    form.heading("About the pupil", 2, mark="about_the_pupil")
    form.table([["Question", "Answer"], ["Pupil’s initials", ""], ["Year group", ""]])
    form.heading("Where to send it", 2, mark="where_to_send_it")
    form.text("Find the team in the [service contacts](contacts.xlsx#Contacts!A2). "
              "Say which of the [funding bands](funding-bands.pdf#page=2) fits best.")
    return form.bytes()


def contacts():
    book = Workbook()
    sheet = book.active
    sheet.title = "Contacts"
    for row in (["Service", "Telephone", "Form"], ["Funding team", "01632 960 201", "Top-up funding request"]):
        sheet.append(row)
    sheet["B2"].hyperlink = "tel:+441632960201"
    sheet["C2"].hyperlink = "top-up-request.docx#where_to_send_it"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in "ABC":
        sheet.column_dimensions[column].width = 26
    return workbook(book, "Service contacts", "1")


def bands():
    return typeset(BANDS, pdf_standards=["ua-1"])


if __name__ == "__main__":
    files = {"top-up-request.docx": request, "funding-bands.pdf": bands, "contacts.xlsx": contacts}
    write(HERE / "documents", files, sys.argv[1:])
