"""A book as PDF/A-2a and PDF/UA-1, set by typst.

The markup is written here rather than by pandoc: pandoc's typst writer drops alt text,
anchors of table cells and notes below tables, and a filter that puts all of them back is
longer than this module. Words go in as string literals, so nothing in the facts can be
taken for markup.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import typst

from rancang.documents import drawing, fonts
from rancang.documents.book import (
    Block,
    Book,
    BulletList,
    Callout,
    Codes,
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
from rancang.documents.writers.errors import WriteError


POINTS = 0.7  # of a point for a unit of a drawing: its 12-unit letters print at 8.4 pt
TEXT_WIDTH = 453.5
WHOLE_ROWS = 20  # a table up to this long is not broken across pages
TEMPLATE = "book.typ"


def write(book: Book) -> bytes:
    """Return the book as a tagged, archivable PDF; WriteError where it cannot be set."""
    with tempfile.TemporaryDirectory(prefix="rancang-") as folder:
        root = Path(folder)
        _lay_out(book, root)
        moment = int(_date(book).timestamp())
        try:
            return typst.compile(
                str(root / "main.typ"),
                root=str(root),
                font_paths=fonts.folders(),
                ignore_system_fonts=True,
                pdf_standards=["a-2a", "ua-1"],
                timestamp=moment,
            )
        except typst.TypstError as error:
            raise WriteError(f"PDF tidak dapat disusun: {error}") from error


def _date(book: Book) -> datetime:
    return datetime.fromisoformat(book.meta.date).replace(tzinfo=UTC)


def _lay_out(book: Book, root: Path) -> None:
    template = files(__package__) / TEMPLATE
    (root / TEMPLATE).write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
    for block in book.blocks():
        if isinstance(block, Figure):
            (root / f"{block.anchor}.svg").write_text(block.svg, encoding="utf-8")
    if book.emblem:
        (root / "emblem.svg").write_text(book.emblem, encoding="utf-8")
    (root / "main.typ").write_text("".join(_document(book)), encoding="utf-8")


def _document(book: Book) -> Iterator[str]:
    yield f'#import "{TEMPLATE}": *\n'
    yield f"#show: body => dressed({_about(book)}, body)\n"
    for block in book.blocks():
        yield _block(block)


def _about(book: Book) -> str:
    meta, date = book.meta, _date(book)
    texts = {
        "title": book.title,
        "subtitle": book.subtitle,
        "place": book.place,
        "description": book.description,
        "running": meta.running,
        "edition": meta.edition,
        "date-text": meta.date_text,
        "mark": meta.mark,
        "author": "Rancang",
        "emblem": "emblem.svg" if book.emblem else "",
    }
    parts = [f"{name}: {_quoted(text)}" for name, text in texts.items()]
    parts.append(f"keywords: ({''.join(_quoted(k) + ', ' for k in meta.keywords)})")
    parts.append(
        f"date: datetime(year: {date.year}, month: {date.month}, day: {date.day})"
    )
    return f"({', '.join(parts)})"


def _quoted(text: str) -> str:
    """Return a typst string literal."""
    inner = " ".join(text.split("\n")).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _block(block: Block) -> str:
    match block:
        case Heading():
            made = _heading(block)
        case Paragraph():
            text = _spans(block.spans)
            made = f"#first-line[{text}]\n\n" if block.lead else f"{text}\n\n"
        case BulletList():
            items = "".join(f"[{_spans(item)}], " for item in block.items)
            made = f"#list({items})\n\n"
        case Table():
            made = _table(block)
        case Figure():
            made = _figure(block)
        case Callout():
            made = f"#remark({_quoted(block.title)}, [{_spans(block.spans)}])\n\n"
        case Highlights():
            made = _highlights(block)
    return made


def _heading(heading: Heading) -> str:
    number, title, anchor = (
        _quoted(t) for t in (heading.number, heading.text, heading.anchor)
    )
    if heading.level == 1:
        return f"#wide-chapter({number}, {title}, {anchor})\n\n"
    return f"#section({heading.level}, {number}, {title}, {anchor})\n\n"


def _highlights(block: Highlights) -> str:
    items = [
        f"({_quoted(h.label)}, [{_spans(h.figure)}], [{_spans(h.remark)}]), "
        for h in block.items
    ]
    return f"#cards(({''.join(items)}))\n\n"


def _figure(figure: Figure) -> str:
    width = min(drawing.size(figure.svg)[0] * POINTS, TEXT_WIDTH)
    arguments = (
        _quoted(f"{figure.anchor}.svg"),
        f"{width:.1f}pt",
        _quoted(plain(figure.alt)),
        _quoted(figure.number),
        f"[{_spans(figure.caption)}]",
        _note(figure.note),
        _quoted(figure.anchor),
    )
    return f"#drawing({', '.join(arguments)})\n\n"


def _note(note: Spans) -> str:
    return f"[{_spans(note, table=True)}]" if note else "none"


def _table(table: Table) -> str:
    heads = "".join(f"[#{_quoted(c.title)};], " for c in table.columns)
    rows = "".join(_row(row, len(table.columns)) for row in table.rows)
    arguments = (
        _quoted(table.number),
        f"[{_spans(table.caption)}]",
        f"({''.join(f'{c.width}fr, ' for c in table.columns)})",
        f"({''.join(f'{c.align}, ' for c in table.columns)})",
        f"({heads})",
        f"({rows})",
        _note(table.note),
        _quoted(table.anchor),
        f"small: {'true' if table.small else 'false'}",
        f"whole: {'true' if len(table.rows) <= WHOLE_ROWS else 'false'}",
    )
    return f"#listing({', '.join(arguments)})\n\n"


def _row(row: Row, columns: int) -> str:
    if row.section:
        body = _spans(row.cells[0], table=True)
        look = "fill: pale, align: left"
        return f"table.cell(colspan: {columns}, {look}, text(weight: 600)[{body}]), "
    cells = [_spans(cell, table=True) for cell in row.cells]
    if row.strong:
        cells = [f"#text(weight: 600)[{cell}]" for cell in cells]
    if row.indent:
        # the hanging indent keeps a second line under the first
        cells[0] = f"#pad(left: {row.indent * 9}pt)[{cells[0]}]"
    return "".join(f"[{cell}], " for cell in cells)


def _spans(spans: Spans, *, table: bool = False) -> str:
    return "".join(_span(span, table=table) for span in spans)


def _span(span: Span, *, table: bool) -> str:
    match span:
        case Words():
            made = _words(span)
        case Count():
            made = f"#{_quoted(span.text)};"
        case Value():
            made = _value(span, table=table)
        case Mention():
            made = f"#jump({_quoted(span.anchor)}, {_quoted(span.text)});"
        case Entry():
            made = f'#entry-mark("angka-{span.entry}");#"{span.entry}";'
        case Codes():
            made = _ranges(span)
    return made


def _words(span: Words) -> str:
    text = f"#{_quoted(span.text)};"
    text = f"#strong[{text}]" if span.strong else text
    return f"#emph[{text}]" if span.emphasis else text


def _value(span: Value, *, table: bool) -> str:
    text = (
        f"#text(weight: 600)[#{_quoted(span.text)};]"
        if span.strong
        else f"#{_quoted(span.text)};"
    )
    if table:
        return f'#quietly("angka-{span.entry}")[{text}]'
    return f'{text}#ref-no("angka-{span.entry}", {span.entry});'


def _ranges(span: Codes) -> str:
    shown = []
    for first, last in ranges(span.entries):
        text = str(first) if first == last else f"{first}–{last}"
        shown.append(f'#jump("angka-{first}", "{text}");')
    return '#", ";'.join(shown)
