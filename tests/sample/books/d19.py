"""D19 Provision map with costs: what a pupil's support costs in a year, and its effect."""
from datetime import date

from openpyxl import Workbook
from openpyxl.utils.datetime import to_excel

from books import sheets
from books.sheets import BOLD, COUNT, DATE, HEAD, NUMBER, POUNDS, TITLE, Sheet
from facts import NOT_REAL, REGISTER, SERVICE, day, ehc_page, file_of, funding_page, tel

AREAS = ["Communication and interaction", "Cognition and learning", "Social, emotional and mental health", "Sensory and/or physical"]
EFFECTS = ["Better than hoped", "As hoped", "Less than hoped", "Too early to say"]
YEARS = '"Nursery,Reception,Year 1,Year 2,Year 3,Year 4,Year 5,Year 6,Year 7,Year 8,Year 9,Year 10,Year 11,Year 12,Year 13,Year 14"'
RATES = [  # invented, as examples
    ("Teaching assistant", 17), ("Higher level teaching assistant", 21), ("Learning mentor", 20), ("Midday supervisor", 14),
    ("Class or subject teacher", 40), ("SENCO", 46), ("Specialist teacher (bought in)", 58), ("Therapist (bought in)", 64)]
FIRST, LAST = 6, 20           # the rows of support, below their headings in row 5
R_FIRST, R_LAST = 6, 17       # the rows of rates and of one-off costs
FINISH = "Finish this row"
NAMES = {
    "Support": ("Provision", "A"), "Area_of_need": ("Provision", "B"), "Given_by": ("Provision", "C"), "Hours_a_year": ("Provision", "H"),
    "Cost_a_year": ("Provision", "J"), "Effect": ("Provision", "L"),
    "Staff_roles": ("Rates", "A"), "Hourly_cost": ("Rates", "B"), "Kind_of_rate": ("Rates", "C"),
    "One_off_area": ("Rates", "I"), "One_off_cost_a_year": ("Rates", "J"),
}


def make(folder):
    d = REGISTER["D19"]
    book = Workbook()
    pages = [provision(d, book.active), rates(d, book.create_sheet("Rates")), summary(d, book.create_sheet("Summary"))]
    for word, (sheet, column) in NAMES.items():
        first, last = (FIRST, LAST) if sheet == "Provision" else (R_FIRST, R_LAST)
        sheets.name(book, word, sheet, f"${column}${first}:${column}${last}")
    for word, cell in (("Total_cost", "$B$9"), ("Element_2", "$B$10"), ("Cost_above", "$B$11"), ("Next_step", "$A$4"),
                       ("Areas_list", "$A$14:$A$17"), ("Effects_list", "$A$21:$A$24")):
        sheets.name(book, word, "Summary", cell)
    sheets.name(book, "Pupil", "Provision", "$A$4")
    for sheet in book.sheetnames:  # Excel follows a link to file.xlsx#Rates by a name, not by a sheet
        sheets.name(book, sheet, sheet, "$A$1")
    sheets.save(folder, d, book, pages)


def provision(d, sheet):
    sheet.title = "Provision"
    s = Sheet(sheet, (26, 21, 18, 8, 10, 10.5, 8.5, 10.5, 11, 14.5, 25, 14, 13.5))
    s.text("A1", d.title, TITLE)
    s.text("A2", "White cells: type, or choose from the list. Grey cells are worked out for you: do not type in them. "
                 "Use initials or a pupil number, never a name. Keep it with the SEN support plan.")
    s.heads(3, 1, ["Pupil: initials or number (type)", "Year group (choose)", "SEN status (choose)"])
    s.heads(3, 8, ["Hours a year (worked out)", "Rows to finish (worked out)", "Total cost, with one-off costs (worked out)",
                   "School (type)", "Filled in by: role (type)", "Date (type)"])
    for at in ("A4", "B4", "C4", "K4", "L4", "M4"):
        s.open(at, form=DATE if at == "M4" else "General")
    s.worked("H4", "=SUM(Hours_a_year)", 0, NUMBER, BOLD)
    s.worked("I4", f'=COUNTIF(Cost_a_year,"{FINISH}")', 0, COUNT, BOLD)
    s.worked("J4", "=Total_cost", 0, POUNDS, BOLD)
    s.heads(5, 1, ["What the support is (type)", "Area of need (choose)", "Who gives it (choose)", "Group size (type)", "Minutes a session (type)",
                   "Sessions a week (type)", "Weeks a year (type)", "Hours a year (worked out)", "Hourly cost in £ (worked out)",
                   "Cost a year in £ (worked out)", "Outcome wanted (type)", "Effect (choose)", "Review date (type)"])
    for r in range(FIRST, LAST + 1):
        for column in "ABCDEFGKLM":
            s.open(f"{column}{r}", form=DATE if column == "M" else "General", number=column in "DEFG")
        s.worked(f"H{r}", f'=IF(COUNT(E{r}:G{r})=3,E{r}*F{r}*G{r}/60,"")', "", NUMBER)
        rate = f"INDEX(Hourly_cost,MATCH(C{r},Staff_roles,0))"
        s.worked(f"I{r}", f'=IF(C{r}="","",IFERROR(IF({rate}>0,{rate},"No rate"),"No rate"))', "", POUNDS)
        s.worked(f"J{r}", f'=IF(COUNTA(A{r}:G{r})=0,"",IF(AND(A{r}<>"",B{r}<>"",COUNT(D{r}:I{r})=6,N(D{r})>0),'
                          f'ROUND(H{r}*I{r}/D{r},2),"{FINISH}"))', "", POUNDS, BOLD)
        sheet.row_dimensions[r].height = 36
    s.table("Provision_table", f"A5:M{LAST}")
    more = LAST + 1
    s.text(f"A{more}", "More rows: copy a whole empty row of the table, right-click another empty row and choose “Insert copied cells”. "
                       "A row without a cost says “Finish this row” and is not counted.")
    s.text(f"A{more + 1}", "Cost a year = hours a year × hourly cost ÷ group size. There is a worked example on the Rates sheet.")
    s.link(f"A{more + 2}", "Go to the Rates sheet", place="Rates!A1")
    s.link(f"B{more + 2}", "Go to the Summary", place="Summary!A1")
    s.link(f"C{more + 2}", "How to show the cost: the guide", funding_page("show-the-cost"))
    s.link(f"G{more + 2}", "Top-up funding request: cost of support", file_of("D20"), "cost_of_support")
    s.link(f"K{more + 2}", "Funding bands: how bands work", file_of("D21"), "how-bands-work")
    for row, height in ((1, 28), (2, 22), (3, 62), (4, 31), (5, 62), (more, 20), (more + 1, 18), (more + 2, 18)):
        sheet.row_dimensions[row].height = height

    rows = f"{FIRST}:%s{LAST}"
    s.ask("A4", "Pupil", "Type initials or a pupil number. Never a full name.")
    s.ask("B4", "Year group", "Choose the year group.", "list", formula1=YEARS, error="Choose a year group from the list.")
    s.ask("C4", "SEN status", "Choose the status in the school census.", "list", formula1='"SEN support (K),EHC plan (E),No SEN recorded (N)"',
          error="Choose a status from the list.")
    s.ask("K4", "School", "Type the name of your school.")
    s.ask("L4", "Filled in by", "Type your role, for example SENCO.")
    s.ask("M4", "Date", "Type the date you filled this in, for example 14/9/2026.", **dates())
    s.ask("A" + rows % "A", "What the support is", "Support that is additional to or different from what all pupils get. For example: reading pairs, check-in, "
          "movement breaks. One row for each.")
    s.ask("B" + rows % "B", "Area of need", "Choose the main area this support is for.", "list", formula1="Areas_list", error="Choose one of the 4 areas.")
    s.ask("C" + rows % "C", "Who gives it", "Choose a role. To add a role, type it on the Rates sheet.", "list", formula1="Staff_roles", allow_blank=False,
          error="Choose a role from the list, or add it on the Rates sheet first.")
    s.ask("D" + rows % "D", "Group size", "How many pupils share the adult. Type 1 for one to one.", "whole", operator="between", formula1="1", formula2="40",
          error="Type a whole number from 1 to 40.")
    s.ask("E" + rows % "E", "Minutes a session", "How long one session is, in minutes.", "decimal", operator="between", formula1="1", formula2="480",
          error="Type minutes, from 1 to 480.")
    s.ask("F" + rows % "F", "Sessions a week", "How many sessions a week. Type 0.5 for one every 2 weeks.", "decimal", operator="between", formula1="0.1",
          formula2="50", error="Type a number from 0.1 to 50.")
    s.ask("G" + rows % "G", "Weeks a year", "How many school weeks this support runs in the year.", "decimal", operator="between", formula1="1", formula2="52",
          error="Type a number from 1 to 52.")
    s.ask("K" + rows % "K", "Outcome wanted", "What the pupil will be able to do. For example: joins in a group task for 10 minutes.")
    s.ask("L" + rows % "L", "Effect", "At the review, choose what happened compared with the outcome.", "list", formula1="Effects_list",
          error="Choose one of the 4 effects.")
    s.ask("M" + rows % "M", "Review date", "The date of the review, for example 11/12/2026.", **dates())
    s.page(d, "5:5", f"M{more + 2}", "B6", high=0)
    return s


def dates():
    return {"kind": "date", "operator": "between", "formula1": str(to_excel(date(2025, 9, 1))).split(".")[0],
            "formula2": str(to_excel(date(2031, 8, 31))).split(".")[0], "error": "Type a date from 1 September 2025 to 31 August 2031."}


def rates(d, sheet):
    s = Sheet(sheet, (31, 13, 17, 33, 2, 30, 12, 11, 28, 14))
    s.text("A1", "Rates and one-off costs", TITLE)
    s.text("A2", "The hourly costs below are invented examples. Replace each one with what an hour really costs your school, then choose “Our own” beside it.", BOLD)
    s.text("A3", "Hourly cost = the yearly cost of the post, with pension and national insurance, ÷ the hours paid in the year. Ask your school business manager.")
    s.link("A4", "Go to the Provision sheet", place="Provision!A6")
    s.link("D4", "Go to the Summary", place="Summary!A1")
    s.heads(5, 1, ["Staff role (type)", "Hourly cost in £ (type)", "Example or our own? (choose)", "Notes (type)"])
    s.heads(5, 6, ["One-off cost (type)", "Cost in £ (type)", "Years it lasts (type)", "Area of need (choose)", "Cost a year in £ (worked out)"])
    for n, r in enumerate(range(R_FIRST, R_LAST + 1)):
        role, cost = RATES[n] if n < len(RATES) else (None, None)
        for column, value, form in (("A", role, "General"), ("B", cost, POUNDS), ("C", "Example" if role else None, "General"),
                                    ("D", "Invented. Type your own cost." if role else None, "General"),
                                    ("F", None, "General"), ("G", None, POUNDS), ("H", None, "General"), ("I", None, "General")):
            s.open(f"{column}{r}", value, form, number=column == "H")
        s.worked(f"J{r}", f'=IF(COUNTA(F{r}:I{r})=0,"",IF(AND(F{r}<>"",I{r}<>"",COUNT(G{r}:H{r})=2,N(H{r})>0),ROUND(G{r}/H{r},2),"{FINISH}"))', "", POUNDS, BOLD)
        sheet.row_dimensions[r].height = 30
    s.table("Rates_table", f"A5:D{R_LAST}")
    s.table("One_off_table", f"F5:J{R_LAST}")

    at = R_LAST + 2
    s.heads(at, 1, ["Worked example", "Amount", "How"])
    rate = f"=INDEX(Hourly_cost,MATCH(\"{RATES[0][0]}\",Staff_roles,0))"
    rows = [("Group size", 4, COUNT, "Pupils who share"), ("Minutes a session", 30, COUNT, "Typed"), ("Sessions a week", 3, COUNT, "Typed"),
            ("Weeks a year", 36, COUNT, "Typed"), ("Hours a year", f"=B{at + 2}*B{at + 3}*B{at + 4}/60", NUMBER, "30 × 3 × 36 ÷ 60"),
            ("Hourly cost, teaching assistant", rate, POUNDS, "From the rates"),
            ("Cost a year for one pupil", f"=ROUND(B{at + 5}*B{at + 6}/B{at + 1},2)", POUNDS, "Hours × rate ÷ group")]
    shown = {5: 54, 6: RATES[0][1], 7: 54 * RATES[0][1] / 4}
    for n, (words, value, form, how) in enumerate(rows, 1):
        s.said(f"A{at + n}", words)
        s.worked(f"B{at + n}", value, shown.get(n, value), form, BOLD if n == 7 else sheets.TEXT)
        s.said(f"C{at + n}", how)
    s.table("Example_table", f"A{at}:C{at + 7}")
    s.text(f"F{at}", "What to put under one-off costs", HEAD)
    for n, words in enumerate(["Equipment and resources bought for this pupil, for example a writing slope.",
                               "Training that staff need for this pupil.",
                               "Share a cost between the years it lasts: £300 over 3 years is £100 a year.",
                               "If pupils share it, type only this pupil’s part.",
                               "Leave out what the school buys for every pupil."], 1):
        s.text(f"F{at + n}", words)
    for row, height in ((1, 28), (2, 18), (3, 18), (4, 22), (5, 48), (at, 20), *((at + n, 25) for n in range(1, 8))):
        sheet.row_dimensions[row].height = height

    rows = f"{R_FIRST}:%s{R_LAST}"
    s.ask("A" + rows % "A", "Staff role", "Type a role, once only. It appears in the list on the Provision sheet.")
    s.ask("B" + rows % "B", "Hourly cost", "What one hour costs the school, in pounds.", "decimal", operator="between", formula1="0.01", formula2="500",
          error="Type pounds for one hour, from 0.01 to 500.")
    s.ask("C" + rows % "C", "Example or our own?", "Choose “Our own” when you have typed your school’s cost.", "list", formula1='"Example,Our own"',
          error="Choose Example or Our own.")
    s.ask("D" + rows % "D", "Notes", "Where the cost comes from and its date.")
    s.ask("F" + rows % "F", "One-off cost", "What you bought or paid for, for this pupil.")
    s.ask("G" + rows % "G", "Cost", "What it cost altogether, in pounds.", "decimal", operator="between", formula1="0.01", formula2="100000",
          error="Type pounds, from 0.01 to 100,000.")
    s.ask("H" + rows % "H", "Years it lasts", "Type 1 if it is used up within the year.", "decimal", operator="between", formula1="1", formula2="20",
          error="Type years, from 1 to 20.")
    s.ask("I" + rows % "I", "Area of need", "Choose the main area this cost is for.", "list", formula1="Areas_list", error="Choose one of the 4 areas.")
    s.page(d, "5:5", f"J{at + 7}", "B6")
    return s


def summary(d, sheet):
    s = Sheet(sheet, (44, 17, 17, 17, 17, 19))
    service = SERVICE["funding"]
    s.text("A1", "Summary", TITLE)
    s.worked("A2", '="Pupil: "&IF(Pupil="","not typed yet",Pupil)&" (worked out from the Provision and Rates sheets, nothing to type here)"',
             "Pupil: not typed yet (worked out from the Provision and Rates sheets, nothing to type here)", plain=True)
    s.text("A3", "What to do next", HEAD)
    started = "SUMPRODUCT(--(Cost_a_year<>\"\"))+SUMPRODUCT(--(One_off_cost_a_year<>\"\"))"
    s.worked("A4", f'=IF({started}=0,"Nothing is filled in yet. Start on the Provision sheet.",IF(Cost_above>0,'
                   '"The cost is above £6,000 a year by £"&TEXT(Cost_above,"#,##0.00")&". You can ask for top-up funding: send this map with the request form.",'
                   'IF(Total_cost=6000,"The cost is £6,000 a year","The cost is below £6,000 a year")&". The school meets it from its own budget. Keep this map, and review the support."))',
             "Nothing is filled in yet. Start on the Provision sheet.", font=BOLD, plain=True)
    s.worked("A5", '=IF(B29+B31=0,"",IF(B29>0,"Rows to finish: "&B29&". Their cost is not counted yet. ","")&IF(B31>0,"Example rates in use: "&B31&". Type your own before you send this map.",""))',
             "", plain=True)

    s.heads(6, 1, ["Cost of support", "Amount a year"])
    costs = [("Support given by staff", "=SUM(Cost_a_year)"), ("One-off costs, the part for one year", "=SUM(One_off_cost_a_year)"),
             ("Total cost a year", "=B7+B8"), ("Less element 2, up to £6,000", "=MIN(B9,6000)"), ("Cost above £6,000", "=B9-B10")]
    for r, (words, formula) in enumerate(costs, 7):
        s.said(f"A{r}", words, BOLD if r in (9, 11) else sheets.TEXT)
        s.worked(f"B{r}", formula, 0, POUNDS, BOLD if r in (9, 11) else sheets.TEXT)
    s.table("Cost_table", "A6:B11")
    for r, words in enumerate(["Element 2 is the notional SEN budget, inside the school’s own budget.",
                               "It helps the school to meet extra cost up to £6,000 a pupil a year.",
                               "It is not ring-fenced, and it is not £6,000 for each pupil.",
                               "Anyone who may ask for an education, health and care (EHC) needs assessment",
                               "can ask at any cost: the law sets no amount to spend first."], 7):
        s.text(f"C{r}", words, beside=True)

    s.heads(13, 1, ["Area of need", "Rows of support", "Hours a year", "Cost of staff", "One-off costs", "Total cost a year"])
    for r, area in enumerate(AREAS, 14):
        s.said(f"A{r}", area)
        s.worked(f"B{r}", f"=COUNTIF(Area_of_need,A{r})", 0, COUNT)
        s.worked(f"C{r}", f"=SUMIF(Area_of_need,A{r},Hours_a_year)", 0, NUMBER)
        s.worked(f"D{r}", f"=SUMIF(Area_of_need,A{r},Cost_a_year)", 0, POUNDS)
        s.worked(f"E{r}", f"=SUMIF(One_off_area,A{r},One_off_cost_a_year)", 0, POUNDS)
        s.worked(f"F{r}", f"=D{r}+E{r}", 0, POUNDS)
    s.said("A18", "All areas", BOLD)
    for column, form in zip("BCDEF", (COUNT, NUMBER, POUNDS, POUNDS, POUNDS)):
        s.worked(f"{column}18", f"=SUM({column}14:{column}17)", 0, form, BOLD)
    s.table("Area_table", "A13:F18")

    s.heads(20, 1, ["Effect", "Rows of support", "Cost a year"])
    for r, effect in enumerate(EFFECTS, 21):
        s.said(f"A{r}", effect)
        s.worked(f"B{r}", f"=COUNTIF(Effect,A{r})", 0, COUNT)
        s.worked(f"C{r}", f"=SUMIF(Effect,A{r},Cost_a_year)", 0, POUNDS)
    s.said("A25", "No effect chosen yet")
    s.worked("B25", "=B28-SUM(B21:B24)", 0, COUNT)
    s.worked("C25", "=SUM(Cost_a_year)-SUM(C21:C24)", 0, POUNDS)
    s.table("Effect_table", "A20:C25")

    s.heads(27, 1, ["Before you send it", "Number"])
    checks = [("Rows of support filled in", '=SUMPRODUCT(--(Cost_a_year<>""))'),
              ("Rows to finish, with one-off costs", f'=COUNTIF(Cost_a_year,"{FINISH}")+COUNTIF(One_off_cost_a_year,"{FINISH}")'),
              ("Rows reviewed: better, as hoped or less than hoped", "=SUM(B21:B23)"),
              ("Roles in use that still have an example rate", '=SUMPRODUCT((Kind_of_rate="Example")*(Staff_roles<>"")*(COUNTIF(Given_by,Staff_roles)>0))')]
    for r, (words, formula) in enumerate(checks, 28):
        s.said(f"A{r}", words)
        s.worked(f"B{r}", formula, 0, COUNT)
    s.table("Check_table", "A27:B31")

    s.text("D20", "Where to go now", HEAD, beside=True)
    links = [("Provision sheet", "", "Provision!A6"), ("Rates sheet", "", "Rates!A6"),
             ("Top-up funding request: cost of support", file_of("D20"), "cost_of_support"),
             ("Top-up funding request: where to send it", file_of("D20"), "where_to_send"),
             ("Funding bands: what each band pays", file_of("D21"), "payments"),
             ("SEN support plan: review", file_of("D07"), "review"),
             ("Funding SEN support: the guide", funding_page("three-elements"), ""),
             ("The legal test for an EHC needs assessment", ehc_page("the-legal-test"), "")]
    for r, (words, target, place) in enumerate(links, 21):
        s.link(f"D{r}", words, target, place, beside=True)
    s.text("D30", "Questions: high needs funding team", beside=True)
    s.link("D31", service.phone, tel(service.phone), beside=True)
    s.link("E31", service.email, f"mailto:{service.email}")
    s.text("A33", f"SENCO guide 2026 to 2027. Owner: {d.owner}. Version {d.version}, issued {day(d.issued)}, review by {day(d.review_by)}. {NOT_REAL}")
    for row in range(1, 34):
        sheet.row_dimensions[row].height = {1: 28, 5: 24, 12: 10, 19: 10, 26: 18, 32: 10}.get(row, 18)
    s.page(d, "1:2", "F33", "A3")
    return s
