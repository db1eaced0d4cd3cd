"""The reference document that gives pandoc's DOCX its styles, made when it is needed.

Word's own Cambria and Calibri are named rather than the typefaces of the PDF: this format
is for editing, on machines that have those and not ours.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape


MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
INK, QUIET, ACCENT, WARM, PALE = "20303C", "54616A", "174862", "B4481B", "EEF3F6"
BODY, HEAD = "Cambria", "Calibri"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style: sizes in half points, spaces in twentieths of a point."""

    name: str
    base: str = "Normal"
    font: str = BODY
    size: int = 21
    bold: bool = False
    colour: str = INK
    before: int = 0
    after: int = 120
    left: int = 0
    keep: bool = False
    level: int = 0
    fill: str = ""
    edge: str = ""
    page: bool = False


STYLES = (
    Style(name="Body Text"),
    Style(name="First Paragraph", base="BodyText"),
    Style(name="Compact", font=HEAD, size=18, after=20, before=20),
    Style(
        name="Title",
        font=HEAD,
        size=64,
        bold=True,
        colour=ACCENT,
        before=200,
        after=120,
    ),
    Style(name="Subtitle", font=BODY, size=44, colour=INK, after=120),
    Style(name="Sampul", font=HEAD, size=26, colour=QUIET, after=120),
    Style(
        name="heading 1",
        font=HEAD,
        size=40,
        bold=True,
        colour=ACCENT,
        after=200,
        keep=True,
        level=1,
        page=True,
    ),
    Style(
        name="heading 2",
        font=HEAD,
        size=27,
        bold=True,
        colour=ACCENT,
        before=320,
        after=120,
        keep=True,
        level=2,
    ),
    Style(
        name="TOC Heading",
        font=HEAD,
        size=40,
        bold=True,
        colour=ACCENT,
        after=200,
        keep=True,
    ),
    Style(name="TOC 1", font=HEAD, size=22, bold=True, before=100, after=20),
    Style(name="TOC 2", font=HEAD, size=20, after=10, left=360),
    Style(name="Pembuka", font=HEAD, size=23, after=160),
    Style(name="Keterangan", font=HEAD, size=16, colour=QUIET, before=60, after=240),
    Style(
        name="Judul Tabel dan Gambar",
        font=HEAD,
        size=19,
        before=240,
        after=80,
        keep=True,
    ),
    Style(name="Gambar", font=HEAD, size=18, after=40, keep=True),
    Style(
        name="Judul Catatan",
        font=HEAD,
        size=20,
        bold=True,
        colour=WARM,
        before=200,
        after=0,
        keep=True,
        fill=PALE,
        edge=WARM,
        left=120,
    ),
    Style(
        name="Catatan", font=HEAD, size=20, after=240, fill=PALE, edge=WARM, left=120
    ),
    Style(name="Sel Kecil", font=HEAD, size=15, after=10, before=10),
    Style(
        name="Sel Bagian",
        font=HEAD,
        size=18,
        bold=True,
        after=20,
        before=20,
        fill=PALE,
        keep=True,
    ),
    Style(name="Sel Lekuk 1", font=HEAD, size=18, after=20, before=20, left=180),
    Style(name="Sel Lekuk 2", font=HEAD, size=18, after=20, before=20, left=360),
    Style(name="header", font=HEAD, size=17, colour=QUIET),
    Style(name="footer", font=HEAD, size=17, colour=QUIET),
)


def build(default: bytes, running: str, foot: str) -> bytes:
    """Return pandoc's default reference with our styles, running header and page number."""
    parts = _unpacked(default)
    parts["word/styles.xml"] = _styles().encode()
    parts["word/header9.xml"] = _strip("hdr", "Header", _run(running)).encode()
    parts["word/footer9.xml"] = _strip(
        "ftr", "Footer", _run(f"{foot} · halaman ") + _page_number()
    ).encode()
    parts["word/_rels/document.xml.rels"] = _linked(
        parts["word/_rels/document.xml.rels"]
    )
    parts["[Content_Types].xml"] = _typed(parts["[Content_Types].xml"])
    parts["word/document.xml"] = _sectioned(parts["word/document.xml"])
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """Return parts as a zip file whose bytes depend on the parts alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _linked(rels: bytes) -> bytes:
    added = "".join(
        f'<Relationship Id="rIdR{at}" Type="{LINKS}/{kind}" Target="{kind}9.xml"/>'
        for at, kind in enumerate(("header", "footer"))
    )
    return rels.replace(b"</Relationships>", f"{added}</Relationships>".encode())


def _typed(types: bytes) -> bytes:
    added = "".join(
        f'<Override PartName="/word/{kind}9.xml" ContentType="{PARTS}.{kind}+xml"/>'
        for kind in ("header", "footer")
    )
    return types.replace(b"</Types>", f"{added}</Types>".encode())


def _sectioned(document: bytes) -> bytes:
    """Give the only section A4 paper, margins, and the running lines except on the cover."""
    text = document.decode()
    start, end = text.index("<w:sectPr"), text.index("</w:body>")
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdR0"/>'
        '<w:footerReference w:type="default" r:id="rIdR1"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="1361" '
        'w:bottom="1361" w:left="1361" w:header="680" w:footer="624" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    return (text[:start] + section + text[end:]).encode()


def _strip(tag: str, style: str, runs: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} xmlns:w="{MAIN}"><w:p><w:pPr>'
        f'<w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p></w:{tag}>'
    )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _page_number() -> str:
    return '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _styles() -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_font(BODY)}<w:sz w:val="21"/>'
        '<w:szCs w:val="21"/><w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    body = "".join(_style(style) for style in STYLES)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="{MAIN}">{defaults}'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name '
        'w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" '
        'w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        f"{_hyperlink()}{body}{_table()}</w:styles>"
    )


def _hyperlink() -> str:
    return (
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:rPr><w:color w:val="{ACCENT}"/></w:rPr></w:style>'
    )


def _style(style: Style) -> str:
    identity = style.name.replace(" ", "")
    identity = identity[0].upper() + identity[1:]
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.base}"/><w:qFormat/><w:pPr>{_paragraph(style)}</w:pPr>'
        f"<w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _paragraph(style: Style) -> str:
    """Return paragraph properties in the order that the schema asks for."""
    parts = ["<w:keepNext/>"] if style.keep else []
    parts += ["<w:pageBreakBefore/>"] if style.page else []
    if style.edge:
        line = f'w:val="single" w:sz="24" w:space="8" w:color="{style.edge}"'
        parts.append(f"<w:pBdr><w:left {line}/></w:pBdr>")
    if style.fill:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>')
    parts.append(f'<w:spacing w:before="{style.before}" w:after="{style.after}"/>')
    parts += [f'<w:ind w:left="{style.left}"/>'] if style.left else []
    parts += [f'<w:outlineLvl w:val="{style.level - 1}"/>'] if style.level else []
    return "".join(parts)


def _letters(style: Style) -> str:
    bold = "<w:b/>" if style.bold else ""
    size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'
    return f'{_font(style.font)}{bold}<w:color w:val="{style.colour}"/>{size}'


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _table() -> str:
    """Return the table style: a line under each row, a stronger one round the heading."""
    thin = 'w:val="single" w:sz="4" w:space="0" w:color="C9D3D9"'
    thick = f'w:val="single" w:sz="10" w:space="0" w:color="{ACCENT}"'
    borders = f"<w:bottom {thin}/><w:insideH {thin}/>"
    head = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
        f'<w:color w:val="{ACCENT}"/></w:rPr><w:tcPr><w:tcBorders><w:top {thick}/>'
        f"<w:bottom {thick}/></w:tcBorders></w:tcPr></w:tblStylePr>"
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>"
        '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr>{head}</w:style>"
    )
