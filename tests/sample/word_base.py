"""The empty Word package every form starts from: styles, lists, settings."""
import io
import zipfile

from pack import write

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
INK, BRAND, LINK, GREY, MUST = "16202A", "0B5563", "0A4A8F", "4A5560", "8A2A0B"
TINT, TINT_MUST, TINT_CHECK, CHECK, RULE = "E8F1F3", "FDF1EC", "FFF7DF", "6B4A00", "8A979F"
WIDTH = 9638  # text width in twentieths of a point: A4 less 20 mm each side
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
_CT = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def _para(id, name, ppr="", rpr="", based="Normal", next_="", extra="<w:qFormat/>", link=""):
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    next_ = f'<w:next w:val="{next_}"/>' if next_ else ""
    default = ' w:default="1"' if id == "Normal" else ""
    custom = ' w:customStyle="1"' if id in _CUSTOM else ""
    return (f'<w:style w:type="paragraph"{default}{custom} w:styleId="{id}"><w:name w:val="{name}"/>'
            f'{based}{next_}{link}{extra}<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>')


_CUSTOM = {"Lead", "Question", "Answer", "AnswerLong", "Tick", "Callout", "CalloutMust",
           "TableText", "TableHead"}


def _sp(before, after, line=269):
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(half, bold=False, colour=None):
    return (("<w:b/><w:bCs/>" if bold else "") + (f'<w:color w:val="{colour}"/>' if colour else "")
            + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>')


def _box(bottom):
    edge = f'w:val="single" w:sz="6" w:color="{RULE}"'
    return (f'<w:pBdr><w:top {edge} w:space="5"/><w:left {edge} w:space="5"/>'
            f'<w:bottom {edge} w:space="{bottom}"/><w:right {edge} w:space="5"/></w:pBdr>')


def _rule(colour, fill):
    return (f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="36" w:space="9" w:color="{colour}"/></w:pBdr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')


def styles():
    s = [
        _HEAD, f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
        '<w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr>{_sp(0, 110, 269)}</w:pPr></w:pPrDefault></w:docDefaults>',
        _para("Normal", "Normal", rpr=f'<w:color w:val="{INK}"/>', based=""),
        _para("Heading1", "heading 1", f'<w:keepNext/><w:keepLines/>{_sp(0, 100, 252)}<w:outlineLvl w:val="0"/>',
              _size(46, True, BRAND), next_="Lead"),
        _para("Heading2", "heading 2", f'<w:keepNext/><w:keepLines/>{_sp(240, 80, 252)}<w:outlineLvl w:val="1"/>',
              _size(32, True, BRAND), next_="Normal"),
        _para("Heading3", "heading 3", f'<w:keepNext/><w:keepLines/>{_sp(180, 60, 252)}<w:outlineLvl w:val="2"/>',
              _size(26, True, INK), next_="Normal"),
        _para("Lead", "Lead", _sp(0, 160), _size(26), next_="Normal"),
        _para("Question", "Question", f'<w:keepNext/><w:keepLines/>{_sp(140, 100, 264)}', _size(24, True), next_="Answer"),
        _para("Answer", "Answer", f'{_box(5)}{_sp(60, 160, 264)}<w:ind w:left="120" w:right="120"/>', next_="Normal"),
        _para("AnswerLong", "Answer, long", f'{_box(28)}{_sp(60, 180, 264)}<w:ind w:left="120" w:right="120"/>', next_="Normal"),
        _para("Tick", "Tick", f'<w:tabs><w:tab w:val="left" w:pos="454"/></w:tabs>{_sp(0, 60, 264)}'
              '<w:ind w:left="454" w:hanging="454"/>'),
        _para("ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>' + _sp(0, 60) + "<w:contextualSpacing w:val=\"0\"/>"),
        _para("ListNumber", "List Number", '<w:numPr><w:numId w:val="2"/></w:numPr>' + _sp(0, 60) + "<w:contextualSpacing w:val=\"0\"/>"),
        _para("Callout", "Callout", _rule(BRAND, TINT) + _sp(100, 160) + '<w:ind w:left="227"/>'),
        _para("CalloutMust", "Callout, must", _rule(MUST, TINT_MUST) + _sp(100, 160) + '<w:ind w:left="227"/>', f'<w:color w:val="{MUST}"/>'),
        _para("TableText", "Table text", _sp(30, 30, 247)),
        _para("TableHead", "Table heading", "<w:keepNext/>" + _sp(30, 30, 247), _size(24, True, BRAND)),
        _para("Caption", "caption", "<w:keepNext/>" + _sp(120, 80), _size(24, True), next_="Normal"),
        _para("Header", "header", f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="{BRAND}"/></w:pBdr>'
              f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>{_sp(0, 0, 240)}', _size(20, colour=GREY), extra=""),
        _para("Footer", "footer", f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr>'
              f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>{_sp(0, 0, 240)}', _size(20, colour=GREY), extra=""),
        _para("FootnoteText", "footnote text", _sp(0, 40, 240), _size(20), extra=""),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>',
        f'<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="{LINK}"/><w:u w:val="single"/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="FollowedHyperlink"><w:name w:val="FollowedHyperlink"/><w:rPr><w:color w:val="4C2C92"/><w:u w:val="single"/></w:rPr></w:style>',
        f'<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="{GREY}"/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        _table_style(),
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
        "</w:styles>",
    ]
    return "".join(s)


def _table_style():
    edges = "".join(f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
                    for e in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (f'<w:style w:type="table" w:customStyle="1" w:styleId="FormTable"><w:name w:val="Form table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
            f'<w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
            f'<w:bottom w:w="20" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr>'
            '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>')


def numbering(restarts):
    """`restarts` numbered lists besides the two lists of the styles."""
    def level(fmt, text, font=""):
        return (f'<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>'
                f'%s<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr>{font}</w:lvl>')
    symbol = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>'
    n = [_HEAD, f'<w:numbering xmlns:w="{W}">',
         '<w:abstractNum w:abstractNumId="0">', level("bullet", "\uf0b7", symbol) % '<w:pStyle w:val="ListBullet"/>', "</w:abstractNum>",
         '<w:abstractNum w:abstractNumId="1">', level("decimal", "%%1.") % '<w:pStyle w:val="ListNumber"/>', "</w:abstractNum>",
         '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>']
    for i in range(restarts):
        n.append(f'<w:num w:numId="{i + 3}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>')
    return "".join(n) + "</w:numbering>"


def footnotes(notes):
    """The footnotes part. `notes`: XML of the runs of each note, in order."""
    body = ('<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>')
    for i, runs in enumerate(notes, 1):
        body += (f'<w:footnote w:id="{i}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                 f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>')
    return f'{_HEAD}<w:footnotes xmlns:w="{W}" xmlns:r="{_R}">{body}</w:footnotes>'.encode()


_SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="454"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>')

_DOCUMENT = (
    f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{_R}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" mc:Ignorable="w14"><w:body><w:sectPr>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1191" w:right="1134" w:bottom="1077" w:left="1134" w:header="510" w:footer="425" w:gutter="0"/>'
    '</w:sectPr></w:body></w:document>')

_FONTS = (
    f'{_HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
    '<w:font w:name="MS Gothic"><w:altName w:val="ＭＳ ゴシック"/><w:charset w:val="80"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>'
    '<w:font w:name="Symbol"><w:charset w:val="02"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>')


def base():
    """Bytes of the empty package, for python-docx to open."""
    def rels(*pairs):
        rows = "".join(f'<Relationship Id="rId{i}" Type="{t}" Target="{target}"/>' for i, (t, target) in enumerate(pairs, 1))
        return f'{_HEAD}<Relationships xmlns="{_PKG}/relationships">{rows}</Relationships>'
    overrides = {
        "/word/document.xml": _CT + "document.main+xml", "/word/styles.xml": _CT + "styles+xml",
        "/word/numbering.xml": _CT + "numbering+xml", "/word/settings.xml": _CT + "settings+xml",
        "/word/fontTable.xml": _CT + "fontTable+xml", "/word/footnotes.xml": _CT + "footnotes+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    types = (f'{_HEAD}<Types xmlns="{_PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Default Extension="xml" ContentType="application/xml"/>'
             + "".join(f'<Override PartName="{k}" ContentType="{v}"/>' for k, v in overrides.items()) + "</Types>")
    core = (f'{_HEAD}<cp:coreProperties xmlns:cp="{_PKG}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>')
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": rels((_R + "/officeDocument", "word/document.xml"),
                            (_PKG + "/relationships/metadata/core-properties", "docProps/core.xml"),
                            (_R + "/extended-properties", "docProps/app.xml")),
        "word/_rels/document.xml.rels": rels((_R + "/styles", "styles.xml"), (_R + "/numbering", "numbering.xml"),
                                             (_R + "/settings", "settings.xml"), (_R + "/fontTable", "fontTable.xml"),
                                             (_R + "/footnotes", "footnotes.xml")),
        "word/document.xml": _DOCUMENT, "word/styles.xml": styles(), "word/numbering.xml": numbering(0),
        "word/settings.xml": _SETTINGS, "word/fontTable.xml": _FONTS, "word/footnotes.xml": footnotes([]),
        "docProps/core.xml": core, "docProps/app.xml": app(1),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            write(target, name, content)
    return out.getvalue()


def app(pages):
    return (f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f'<Pages>{pages}</Pages><Company>Aldermere Council</Company></Properties>')
