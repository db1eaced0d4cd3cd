"""A book as pandoc's document tree, for the formats that pandoc writes best."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rancang.documents import drawing
from rancang.documents.book import (
    Block,
    Book,
    BulletList,
    Callout,
    Codes,
    Column,
    Count,
    Entry,
    Figure,
    Heading,
    Highlights,
    Mention,
    Paragraph,
    Row,
    Span,
    Spans,
    Table,
    Value,
    Words,
    plain,
    ranges,
)


Node = dict[str, Any]
VERSION = [1, 23, 1]
UNITS_A_INCH = 102.0
ALIGN = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter"}
# The paragraph styles that the reference document defines.
COVER, LEAD, NOTE, REMARK, REMARK_TITLE = (
    "Sampul",
    "Pembuka",
    "Keterangan",
    "Catatan",
    "Judul Catatan",
)
CAPTION, PICTURE, SMALL, SECTION = (
    "Judul Tabel dan Gambar",
    "Gambar",
    "Sel Kecil",
    "Sel Bagian",
)
INDENTS = ("", "Sel Lekuk 1", "Sel Lekuk 2")


def tree(book: Book, picture: Callable[[Figure], str]) -> Node:
    """Return the whole document; ``picture`` gives the file of a figure."""
    blocks = list(_title_page(book))
    blocks += _contents(book)
    for block in book.blocks():
        blocks += _block(block, picture)
    meta = {
        "title": f"{book.title} {book.place}",
        "subtitle": book.subtitle,
        "description": f"{book.subtitle}, {book.description}",
        "lang": book.meta.language,
    }
    plain = {name: {"t": "MetaString", "c": told} for name, told in meta.items()}
    words = [{"t": "MetaInlines", "c": [text(w)]} for w in book.meta.keywords]
    keywords = {"keywords": {"t": "MetaList", "c": words}}
    return {"pandoc-api-version": VERSION, "meta": plain | keywords, "blocks": blocks}


def styled(style: str, *inlines: Node) -> Node:
    """Return a paragraph in a style of the reference document."""
    attributes = ["", [], [["custom-style", style]]]
    return {"t": "Div", "c": [attributes, [{"t": "Para", "c": list(inlines)}]]}


def text(words: str) -> Node:
    """Return plain words."""
    return {"t": "Str", "c": words}


def raw(xml: str) -> Node:
    """Return Word's own markup."""
    return {"t": "RawBlock", "c": ["openxml", xml]}


def _title_page(book: Book) -> Iterator[Node]:
    """Yield what follows the title and subtitle, which pandoc writes itself."""
    yield styled(COVER, text(book.description))
    yield styled(COVER, text(f"Edisi {book.meta.edition}, {book.meta.date_text}"))
    if book.meta.mark:
        yield styled(REMARK_TITLE, text(book.meta.mark))
    yield raw('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')


def _contents(book: Book) -> Iterator[Node]:
    """Yield the contents as links, which need no updating to be there."""
    yield styled("TOC Heading", text("Daftar isi"))
    for block in book.blocks():
        if isinstance(block, Heading) and (block.level == 1 or block.number):
            link = _link(heading_anchor(block), [text(_title(block))])
            yield styled(f"TOC {block.level}", link)


def heading_anchor(heading: Heading) -> str:
    """Return the heading's anchor; a section without one is named by its number."""
    return heading.anchor or f"bagian-{heading.number or heading.text}".replace(
        " ", "-"
    )


def _title(heading: Heading) -> str:
    return f"{heading.number}  {heading.text}" if heading.number else heading.text


def _link(anchor: str, inlines: list[Node]) -> Node:
    return {"t": "Link", "c": [["", [], []], inlines, [f"#{anchor}", ""]]}


def _mark(anchor: str, inlines: list[Node]) -> Node:
    return {"t": "Span", "c": [[anchor, [], []], inlines]}


def _block(block: Block, picture: Callable[[Figure], str]) -> list[Node]:
    match block:
        case Heading():
            attributes = [heading_anchor(block), [], []]
            made = [
                {"t": "Header", "c": [block.level, attributes, [text(_title(block))]]}
            ]
        case Paragraph():
            inlines = _spans(block.spans)
            made = (
                [styled(LEAD, *inlines)]
                if block.lead
                else [{"t": "Para", "c": inlines}]
            )
        case BulletList():
            items = [[{"t": "Para", "c": _spans(item)}] for item in block.items]
            made = [{"t": "BulletList", "c": items}]
        case Table():
            made = _table(block)
        case Figure():
            made = _figure(block, picture(block))
        case Callout():
            body = styled(REMARK, *_spans(block.spans))
            made = [styled(REMARK_TITLE, text(block.title)), body]
        case Highlights():
            made = [_highlights(block)]
    return made


def _caption(block: Table | Figure) -> Node:
    name = {"t": "Strong", "c": [text(f"{block.number}.")]}
    return styled(
        CAPTION, _mark(block.anchor, [name]), text(" "), *_spans(block.caption)
    )


def _note(note: Spans) -> list[Node]:
    return [styled(NOTE, *_spans(note, table=True))] if note else []


def _figure(figure: Figure, file: str) -> list[Node]:
    width = min(drawing.size(figure.svg)[0] / UNITS_A_INCH, 6.3)
    attributes = ["", [], [["width", f"{width:.2f}in"]]]
    image = {"t": "Image", "c": [attributes, [text(plain(figure.alt))], [file, ""]]}
    return [_caption(figure), styled(PICTURE, image), *_note(figure.note)]


def _highlights(block: Highlights) -> Node:
    columns = (
        Column("Uraian", width=3),
        Column("Angka", width=2.6),
        Column("Keterangan", width=4),
    )
    rows = [
        _cells(
            [text(h.label)], [{"t": "Strong", "c": _spans(h.figure)}], _spans(h.remark)
        )
        for h in block.items
    ]
    return _grid(columns, rows)


def _cells(*cells: list[Node]) -> list[Any]:
    return _tr([_td([{"t": "Plain", "c": inlines}]) for inlines in cells])


def _table(table: Table) -> list[Node]:
    rows = [_row(row, table) for row in table.rows]
    return [
        _caption(table),
        _grid(table.columns, rows, small=table.small),
        *_note(table.note),
    ]


def _grid(
    columns: tuple[Column, ...], rows: list[list[Any]], *, small: bool = False
) -> Node:
    whole = sum(column.width for column in columns)
    specs = [
        [{"t": ALIGN[c.align]}, {"t": "ColWidth", "c": round(c.width / whole, 4)}]
        for c in columns
    ]
    heads = [
        _td([_paragraph([text(c.title)], SMALL if small else "")]) for c in columns
    ]
    empty: list[Any] = ["", [], []]
    head, body, foot = [empty, [_tr(heads)]], [empty, 1, [], rows], [empty, []]
    return {"t": "Table", "c": [empty, [None, []], specs, head, [body], foot]}


def _tr(cells: list[Any]) -> list[Any]:
    return [["", [], []], cells]


def _td(blocks: list[Node], over: int = 1) -> list[Any]:
    return [["", [], []], {"t": "AlignDefault"}, 1, over, blocks]


def _row(row: Row, table: Table) -> list[Any]:
    if row.section:
        words = _spans(row.cells[0], table=True)
        return _tr([_td([_paragraph(words, SECTION)], len(table.columns))])
    style = SMALL if table.small else ""
    cells = [_spans(cell, table=True) for cell in row.cells]
    if row.strong:
        cells = [[{"t": "Strong", "c": cell}] for cell in cells]
    first = _paragraph(cells[0], INDENTS[row.indent] or style)
    return _tr([_td([first]), *(_td([_paragraph(cell, style)]) for cell in cells[1:])])


def _paragraph(inlines: list[Node], style: str) -> Node:
    return styled(style, *inlines) if style else {"t": "Plain", "c": inlines}


def _spans(spans: Spans, *, table: bool = False) -> list[Node]:
    return [node for span in spans for node in _span(span, table=table)]


def _span(span: Span, *, table: bool) -> list[Node]:
    match span:
        case Words():
            made = [_words(span)]
        case Count():
            made = [text(span.text)]
        case Value():
            made = _value(span, table=table)
        case Mention():
            made = [_link(span.anchor, [text(span.text)])]
        case Entry():
            made = [_mark(f"angka-{span.entry}", [text(str(span.entry))])]
        case Codes():
            made = _ranges(span)
    return made


def _words(span: Words) -> Node:
    node = text(span.text)
    node = {"t": "Strong", "c": [node]} if span.strong else node
    return {"t": "Emph", "c": [node]} if span.emphasis else node


def _value(span: Value, *, table: bool) -> list[Node]:
    shown = {"t": "Strong", "c": [text(span.text)]} if span.strong else text(span.text)
    anchor = f"angka-{span.entry}"
    if table:
        return [_link(anchor, [shown])]
    sign = _link(anchor, [{"t": "Superscript", "c": [text(f"[{span.entry}]")]}])
    return [shown, sign]


def _ranges(span: Codes) -> list[Node]:
    found: list[Node] = []
    for first, last in ranges(span.entries):
        shown = str(first) if first == last else f"{first}–{last}"
        found += [text(", ")] if found else []
        found.append(_link(f"angka-{first}", [text(shown)]))
    return found
