"""What the workbooks that are filled in share: cells to type in and cells worked out, tables, pages, the file."""
import io
from datetime import datetime

from lxml import etree
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo

import pack
from facts import COUNCIL, NOT_REAL, SITE

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EDGE = Side(style="thin", color="8A979F")
GRID = Border(top=EDGE, bottom=EDGE, left=EDGE, right=EDGE)
TINT, GREY = PatternFill("solid", fgColor="E8F1F3"), PatternFill("solid", fgColor="EDEFF0")
WHITE = PatternFill("solid", fgColor="FFFFFF")
TEXT = Font(name="Arial", size=11, color="16202A")
BOLD = Font(name="Arial", size=11, color="16202A", bold=True)
HEAD = Font(name="Arial", size=11, color="0B5563", bold=True)
TITLE = Font(name="Arial", size=20, color="0B5563", bold=True)
LINK = Font(name="Arial", size=11, color="0A4A8F", underline="single")
WRAP = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
RIGHT = Alignment(vertical="center", horizontal="right")
CENTRE = Alignment(vertical="center", horizontal="center")
BESIDE = Alignment(vertical="center", horizontal="left", indent=1)
POUNDS, NUMBER, COUNT, DATE = '"£"#,##0.00_)', "#,##0.0_)", "0_)", "d mmm yyyy"  # _) is a little room on the right


class Sheet:
    """A worksheet, with `shown`: what each formula gives as long as nothing is filled in.

    A workbook without those values shows nothing in a preview, or in Excel's protected view.
    """

    def __init__(self, sheet, widths):
        self.sheet, self.shown = sheet, {}
        for letter, width in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", widths):
            sheet.column_dimensions[letter].width = width

    def text(self, at, words, font=TEXT, beside=False):
        """Words outside the tables. They run over the empty cells to their right."""
        cell = self.sheet[at]
        cell.value, cell.font = words, font
        cell.alignment = BESIDE if beside else Alignment(vertical="center")

    def link(self, at, words, target="", place="", beside=False):
        self.sheet[at].hyperlink = Hyperlink(ref=at, target=target or None, location=place or None, tooltip=words)
        self.text(at, words, LINK, beside)

    def heads(self, row, first, words):
        for n, word in enumerate(words):
            cell = self.sheet.cell(row, first + n, word)
            cell.font, cell.fill, cell.border, cell.alignment = HEAD, TINT, GRID, WRAP

    def open(self, at, value=None, form="General", number=False):
        """A cell to type or choose in."""
        cell = self.sheet[at]
        cell.value, cell.font, cell.fill, cell.border, cell.number_format = value, TEXT, WHITE, GRID, form
        cell.alignment = CENTRE if number else RIGHT if form == POUNDS else WRAP

    def worked(self, at, formula, shown="", form="General", font=TEXT, plain=False):
        """A cell that works itself out."""
        cell = self.sheet[at]
        cell.value, cell.font, cell.number_format = formula, font, form
        cell.alignment = Alignment(vertical="center")
        if not plain:
            cell.fill, cell.border, cell.alignment = GREY, GRID, RIGHT
        self.shown[at] = shown

    def said(self, at, words, font=TEXT):
        """A cell of a table that only says something."""
        cell = self.sheet[at]
        cell.value, cell.font, cell.border, cell.alignment = words, font, GRID, WRAP

    def table(self, name, area):
        """An Excel table, without the filter buttons that would hide its headings."""
        table = Table(displayName=name, ref=area)
        table._initialise_columns()
        table.autoFilter = None
        for column, cell in zip(table.tableColumns, self.sheet[area][0]):
            column.name = cell.value
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        self.sheet.add_table(table)

    def ask(self, area, title, words, kind=None, error="", allow_blank=True, **rule):
        """What a person is told at a cell, and what the cell takes."""
        check = DataValidation(type=kind, showInputMessage=True, promptTitle=title, prompt=words, allow_blank=allow_blank,
                               showErrorMessage=bool(kind), errorTitle=title if kind else None, error=error or None, **rule)
        check.add(area)
        self.sheet.add_data_validation(check)

    def page(self, d, heads, last, freeze, high=1):
        s = self.sheet
        s.freeze_panes = freeze
        s.print_title_rows, s.print_area = heads, f"A1:{last}"
        s.page_setup.orientation, s.page_setup.paperSize = "landscape", s.PAPERSIZE_A4
        s.page_setup.fitToWidth, s.page_setup.fitToHeight = 1, high  # 0: as many pages high as it needs
        s.sheet_properties.pageSetUpPr.fitToPage = True
        s.print_options.horizontalCentered = True
        for side in ("left", "right", "top"):
            setattr(s.page_margins, side, 0.4)
        s.page_margins.bottom, s.page_margins.footer = 0.6, 0.3
        s.oddFooter.left.text = f"{d.title}, version {d.version}"
        s.oddFooter.center.text = "&A"
        s.oddFooter.right.text = "Page &P of &N"
        s.sheet_view.showGridLines = False


def name(book, word, sheet, area):
    book.defined_names[word] = DefinedName(word, attr_text=f"{sheet}!{area}")


def save(folder, d, book, sheets):
    p = book.properties
    p.title, p.subject, p.creator, p.lastModifiedBy, p.language = d.title, d.subject, COUNCIL, COUNCIL, "en-GB"
    p.keywords, p.description, p.version = f"SENCO guide, SEND, {d.number}", f"{NOT_REAL} {SITE}", str(d.version)
    p.created = datetime(d.issued.year, d.issued.month, d.issued.day, 9)
    out = io.BytesIO()
    book.save(out)  # sets the time of saving as the time of change, so:
    now, issued = (t.strftime("%Y-%m-%dT%H:%M:%SZ").encode() for t in (p.modified, p.created))
    change = {f"xl/worksheets/sheet{n}.xml": filled(s.shown) for n, s in enumerate(sheets, 1)}
    (folder / d.file).write_bytes(pack.rewrite(out.getvalue(), {"docProps/core.xml": lambda core: core.replace(now, issued), **change}))


def filled(shown):
    """Puts the value beside each formula."""
    def change(xml):
        root = etree.fromstring(xml)
        for cell in root.iter(MAIN + "c"):
            if cell.find(MAIN + "f") is not None:
                value = shown[cell.get("r")]
                if isinstance(value, str):
                    cell.set("t", "str")
                cell.find(MAIN + "v").text = str(value)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return change
