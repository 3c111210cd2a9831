"""D38 Service contacts: one sheet a SENCO can print on two sides of A4."""
import io
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table, TableStyleInfo

import pack
from facts import COUNCIL, NOT_REAL, REGISTER, SAFETY, SERVICES, SITE, day, tel

HEADS = ["Service", "What it helps with", "Telephone", "Email", "Opening hours", "Replies within", "Form", "Guide page"]
WIDTHS = [29, 33, 15, 38, 23, 17, 31, 27]
FIRST = 5
PAGES = {
    "educational-psychology": "Educational psychology", "specialist-teaching": "Specialist teaching",
    "hearing-and-vision": "Hearing and vision", "speech-and-language": "Speech and language",
    "occupational-therapy": "Occupational therapy", "mental-health": "Mental health",
    "neurodevelopmental-pathway": "Neurodevelopmental pathway", "early-help": "Early help",
    "early-years": "Early years", "sending-forms-safely": "Sending forms safely",
    "make-the-request": "Make the request", "help-for-families": "Help for families",
    "if-the-council-says-no": "If the council says no", "get-help": "Start here",
    "about-this-guide": "About this guide", "in-an-emergency": "Start here",
    "top-up-funding": "Top-up funding", "preparing-for-adulthood": "Preparing for adulthood",
    "medical-conditions": "Medical conditions", "part-time-timetables": "Part-time timetables",
    "suspension-and-exclusion": "Suspension and exclusion", "home-education": "Home education",
    "school-census": "School census", "accessibility-plan": "Accessibility plan",
    "complaints": "Complaints", "feedback": "Feedback",
}
FORMS = {  # as short as a column of a printed sheet
    "D09": "Privacy notice", "D10": "Consultation request", "D11": "Request for involvement",
    "D12": "Hearing and vision referral", "D13": "Speech therapy referral", "D15": "Occupational therapy form",
    "D16": "CAMHS and team request", "D17": "Pathway guide for schools", "D18": "Early help assessment",
    "D22": "Request: school or college", "D24": "Mediation and appeals",
    "D08": "Census coding notes", "D20": "Top-up funding request", "D28": "Adulthood planner",
    "D31": "Individual healthcare plan", "D33": "Part-time timetable notice", "D34": "Exclusion checklist",
    "D36": "Accessibility plan template",
}
LINK = Font(name="Arial", size=11, color="0A4A8F", underline="single")
TEXT = Font(name="Arial", size=11, color="16202A")
BOLD = Font(name="Arial", size=11, color="16202A", bold=True)
WRAP = Alignment(wrap_text=True, vertical="top")


def make(folder):
    d = REGISTER["D38"]
    book = Workbook()
    sheet = book.active
    sheet.title = "Contacts"
    last = FIRST + len(SERVICES)
    sheet["A1"] = "Service contacts"
    sheet["A1"].font = Font(name="Arial", size=20, bold=True, color="0B5563")
    sheet["A2"] = SAFETY
    sheet["A2"].font = Font(name="Arial", size=11, bold=True, color="8A2A0B")
    sheet["A3"] = (f"SENCO guide 2026 to 2027. Version {d.version}, issued {day(d.issued)}, review by {day(d.review_by)}. "
                   f"To report a change, email local.offer@aldermere.example. {NOT_REAL}")
    sheet["A3"].font = TEXT
    for row, height in ((1, 30), (2, 20), (3, 20), (4, 8), (5, 22)):
        sheet.row_dimensions[row].height = height

    edge = Side(style="thin", color="8A979F")
    for n, (head, width) in enumerate(zip(HEADS, WIDTHS), 1):
        cell = sheet.cell(FIRST, n, head)
        cell.font = Font(name="Arial", size=11, bold=True, color="0B5563")
        cell.fill = PatternFill("solid", fgColor="E8F1F3")
        cell.alignment = WRAP
        sheet.column_dimensions[cell.column_letter].width = width
    for at, s in enumerate(SERVICES, FIRST + 1):
        form = REGISTER.get(s.form)
        fragment = s.page.split("#")[1]
        row = [(s.name, None), (s.helps, None), (s.phone, tel(s.phone)),
               (s.email or "By telephone", f"mailto:{s.email}" if s.email else None), (s.hours, None), (s.replies, None),
               (FORMS[s.form], form.file) if form else ("No form needed" if s.email else "No form", None),
               (PAGES[fragment], s.page)]
        for n, (text, target) in enumerate(row, 1):
            cell = sheet.cell(at, n, text)
            cell.font = BOLD if n == 1 else TEXT
            if target:
                cell.hyperlink = target
                cell.font = LINK
        lines = max(-(-len(t) // int(w * 1.12)) for (t, target), w in zip(row, WIDTHS) if not target)
        sheet.row_dimensions[at].height = 15 * lines + 8
    for cells in sheet.iter_rows(FIRST, last, 1, len(HEADS)):
        for cell in cells:
            cell.alignment = WRAP
            cell.border = Border(top=edge, bottom=edge, left=edge, right=edge)

    table = Table(displayName="Contacts_table", ref=f"A{FIRST}:H{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False, showFirstColumn=True)
    sheet.add_table(table)
    for name, area in (("Contact_list", f"$A${FIRST}:$H${last}"), ("Crisis_line", "$C$12"), ("SENDIASS_line", "$C$18")):
        book.defined_names[name] = DefinedName(name, attr_text=f"Contacts!{area}")
    assert sheet["A12"].value.startswith("Mental health crisis") and sheet["A18"].value.endswith("SENDIASS")

    sheet.freeze_panes = f"B{FIRST + 1}"
    sheet.print_title_rows = f"{FIRST}:{FIRST}"
    sheet.print_area = f"A1:H{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.oddFooter.left.text = f"{d.title}, version {d.version}"
    sheet.oddFooter.right.text = "Page &P of &N"
    sheet.sheet_view.showGridLines = False

    p = book.properties
    p.title, p.subject, p.creator, p.lastModifiedBy, p.language = d.title, d.subject, COUNCIL, COUNCIL, "en-GB"
    p.keywords, p.description, p.version = f"SENCO guide, SEND, {d.number}", f"{NOT_REAL} {SITE}", str(d.version)
    issued = datetime(d.issued.year, d.issued.month, d.issued.day, 9)
    p.created = issued
    out = io.BytesIO()
    book.save(out)  # sets the time of saving as the time of change, so:
    stamp = book.properties.modified.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    data = pack.rewrite(out.getvalue(), {"docProps/core.xml": lambda core: core.replace(stamp, issued.strftime("%Y-%m-%dT%H:%M:%SZ").encode())})
    (folder / d.file).write_bytes(data)
