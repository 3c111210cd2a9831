"""Makes the PDF forms of this folder, each by another writer than ours.

    python forms.py [FOLDER]        (needs reportlab and pikepdf)

| File | Made with | Holds |
|---|---|---|
| fields.pdf | reportlab | text, choice, list, radio buttons and check box, with default resources |
| scripts.pdf | reportlab, then pikepdf | calculation order; scripts that stand alone and scripts that name fields; buttons |
| static-xfa.pdf | reportlab, then pikepdf | an XFA packet beside ordinary fields |
| dynamic-xfa.pdf | reportlab, then pikepdf | an XFA packet, and one page that says “Please wait…” |
| signed.pdf | reportlab, then pikepdf | a signature with an appearance, and a certificate of the author |
| loose.pdf | reportlab, then pikepdf | fields below a field; one field that stands on its page only; buttons that hide, spare and jump by name |
| attachments.pdf | reportlab, then pikepdf | two attached files, one associated; a third as an annotation |

The same run gives the same bytes: no dates, no random identifiers.
"""

import io
import pathlib
import sys

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from reportlab.pdfgen.canvas import Canvas

FONT = "Helvetica"


def canvas(title, *lines):
    """A canvas with a title and some lines on its first page, and the buffer it writes to."""
    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=(420, 595), invariant=1)
    page.setTitle(title)
    page.setFont(FONT, 14)
    page.drawString(40, 550, title)
    page.setFont(FONT, 10)
    for number, line in enumerate(lines):
        page.drawString(40, 520 - 30 * number, line)
    return page, buffer


def opened(page, buffer):
    page.save()
    return Pdf.open(io.BytesIO(buffer.getvalue()))


def script(words):
    return Dictionary(S=Name.JavaScript, JS=String(words))


def field(pdf, name):
    return next(entry for entry in pdf.Root.AcroForm.Fields if str(entry.get("/T", "")) == name)


def file_specification(pdf, name, content, description):
    stream = Stream(pdf, content)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/text/plain")
    return pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), Desc=String(description), EF=Dictionary(F=stream)))


def fields():
    page, buffer = canvas("Pupil details", "Name", "Year group", "Support", "Agreed", "Contact by")
    form = page.acroForm
    form.textfield(name="pupil", tooltip="Name of the pupil", x=140, y=512, width=200, height=20, fontSize=10)
    form.choice(name="year", tooltip="Year group", options=["7", "8", "9"], value="7", x=140, y=482, width=80, height=20, fontSize=10)
    form.listbox(name="support", tooltip="Support", options=["Speech", "Hearing"], value="Speech", x=140, y=440, width=120, height=34, fontSize=10)
    form.checkbox(name="agreed", tooltip="Agreed with parents", x=140, y=412, size=18)
    form.radio(name="contact", tooltip="Contact by", value="phone", selected=True, x=140, y=386, size=16)
    form.radio(name="contact", tooltip="Contact by", value="post", selected=False, x=180, y=386, size=16)
    return opened(page, buffer)


def scripts():
    page, buffer = canvas("Costs of support", "Hours", "Rate", "Total", "Date", "Today", "Notes")
    for row, (name, words) in enumerate(
        [("hours", "Hours a week"), ("rate", "Rate an hour"), ("total", "Total"), ("date", "Date"), ("today", "Today"), ("notes", "Notes")]
    ):
        page.acroForm.textfield(name=name, tooltip=words, x=140, y=512 - 30 * row, width=120, height=20, fontSize=10)
    pdf = opened(page, buffer)
    number = 'AFNumber_Format(2, 0, 0, 0, "", true);'
    field(pdf, "hours").AA = Dictionary(F=script(number), K=script(number.replace("Format", "Keystroke")))
    field(pdf, "rate").AA = Dictionary(F=script(number), V=script("AFRange_Validate(true, 0, true, 100);"))
    field(pdf, "total").AA = Dictionary(F=script(number), C=script('AFSimple_Calculate("PRD", new Array ("hours", "rate"));'))
    field(pdf, "date").AA = Dictionary(
        K=script('AFDate_KeystrokeEx("dd/mm/yyyy");'), F=script('AFDate_FormatEx("dd/mm/yyyy");')
    )
    field(pdf, "today").AA = Dictionary(C=script('event.value = util.printd("dd/mm/yyyy", new Date());'))
    opens = script("app.alert('Welcome');")
    notes = script('if (event.value == "") this.getField("date").value = "";')
    field(pdf, "notes").AA = Dictionary(V=pdf.make_indirect(notes), PO=opens)
    pdf.Root.AcroForm.CO = Array([field(pdf, "today"), field(pdf, "total")])
    for left, name, action in [
        (40, "clear", Dictionary(S=Name.ResetForm)),
        (120, "clear-two", Dictionary(S=Name.ResetForm, Fields=Array([String("hours"), String("rate")]))),
        (200, "send", Dictionary(S=Name.SubmitForm, F=String("https://example.org/forms"))),
        (280, "top", Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Dictionary(S=Name.Launch, F=String("a.exe")))),
    ]:
        button = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, Ff=65536, T=String(name), TU=String(f"Button {name}"),
            Rect=Array([left, 40, left + 70, 60]), F=4, A=action, P=pdf.pages[0].obj,
        )
        button = pdf.make_indirect(button)
        pdf.pages[0].Annots.append(button)
        pdf.Root.AcroForm.Fields.append(button)
    pdf.Root.OpenAction = script("app.alert('Opened');")
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), script("function twice(x) { return 2 * x; }")])))
    return pdf


def static_xfa():
    page, buffer = canvas("Referral form", "Name of the school")
    page.acroForm.textfield(name="school", tooltip="Name of the school", x=140, y=512, width=200, height=20, fontSize=10)
    pdf = opened(page, buffer)
    pdf.Root.AcroForm.XFA = Array([String("template"), Stream(pdf, b'<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"/>')])
    return pdf


def dynamic_xfa():
    page, buffer = canvas(
        "Please wait...", "If this message is not eventually replaced by the proper contents", "your PDF viewer may not be able to display this document."
    )
    pdf = opened(page, buffer)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(), XFA=Stream(pdf, b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template/></xdp:xdp>')
    )
    pdf.Root.NeedsRendering = True
    return pdf


def signed():
    page, buffer = canvas("Agreement", "Signed for the school", "Place")
    page.acroForm.textfield(name="place", tooltip="Place", x=140, y=482, width=200, height=20, fontSize=10)
    pdf = opened(page, buffer)
    seal = Stream(pdf, b"0.8 0.9 1 rg 0 0 160 24 re f")
    seal.Type, seal.Subtype, seal.BBox = Name.XObject, Name.Form, Array([0, 0, 160, 24])
    signature = pdf.make_indirect(
        Dictionary(
            Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"),
            ByteRange=Array([0, 100, 200, 100]), Contents=String("not a real signature"), Name=String("A Head Teacher"),
        )
    )
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("signature"), TU=String("Signature of the school"),
            Rect=Array([140, 505, 300, 529]), F=132, V=signature, AP=Dictionary(N=seal), P=pdf.pages[0].obj,
        )
    )
    pdf.pages[0].Annots.append(widget)
    pdf.Root.AcroForm.Fields.append(widget)
    pdf.Root.AcroForm.SigFlags = 3
    pdf.Root.Perms = Dictionary(DocMDP=signature)
    return pdf


def loose():
    page, buffer = canvas("School and pupil", "School", "Pupil", "Class", "Comment")
    pdf = opened(page, buffer)
    first = pdf.pages[0].obj
    pdf.pages[0].Annots = Array()

    def widget(row, **entries):
        box = Array([140, 512 - 30 * row, 300, 532 - 30 * row])
        made = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=box, F=4, P=first, **entries)
        made = pdf.make_indirect(made)
        pdf.pages[0].Annots.append(made)
        return made

    def text(row, name, **entries):
        return widget(row, FT=Name.Tx, T=String(name), DA=String("/Helv 10 Tf 0 g"), **entries)

    def button(row, name, action):
        return widget(row, FT=Name.Btn, Ff=65536, T=String(name), A=action)

    name, group = text(1, "name"), text(2, "class")
    pupil = pdf.make_indirect(Dictionary(T=String("pupil"), Kids=Array([name, group])))
    name.Parent = group.Parent = pupil
    school = text(0, "school")
    text(3, "comment", TU=String("Comment of the school"), AA=Dictionary(K=script("this.dirty = true;")))
    buttons = [
        button(4, "hide", Dictionary(S=Name.Hide, T=String("pupil.name"))),
        button(5, "clear", Dictionary(S=Name.ResetForm, Flags=1, Fields=Array([String("pupil.class")]))),
        button(6, "jump", Dictionary(S=Name.GoTo, D=String("start"))),
    ]
    pdf.Root.AcroForm = Dictionary(Fields=Array([school, pupil, *buttons]), DA=String("/Helv 0 Tf 0 g"))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("start"), Array([first, Name.Fit])])))
    return pdf


def attachments():
    page, buffer = canvas("Minutes of the meeting", "Two papers are attached; a third is behind the pin.")
    pdf = opened(page, buffer)
    agenda = file_specification(pdf, "agenda.txt", b"1 Welcome\n", "The agenda")
    data = file_specification(pdf, "Zahlen für März.txt", b"1;2;3\n", "The numbers")
    data.AFRelationship = Name.Data
    pinned = file_specification(pdf, "note.txt", b"A note\n", "A note in the margin")
    del pinned.UF
    pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("agenda.txt"), agenda, String("Zahlen für März.txt"), data]))
    )
    pdf.Root.AF = Array([data])
    pin = Dictionary(
        Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([380, 510, 400, 530]), F=28, FS=pinned,
        Contents=String("A note in the margin"), Name=Name.PushPin, P=pdf.pages[0].obj,
    )
    pdf.pages[0].Annots = Array([pdf.make_indirect(pin)])
    return pdf


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    folder = folder if folder.is_dir() else folder.parent
    made = {
        "fields": fields, "scripts": scripts, "static-xfa": static_xfa, "dynamic-xfa": dynamic_xfa, "signed": signed,
        "loose": loose,
        "attachments": attachments,
    }
    for name, make in made.items():
        pdf = make()
        pdf.save(folder / f"{name}.pdf", deterministic_id=True)


if __name__ == "__main__":
    main()
