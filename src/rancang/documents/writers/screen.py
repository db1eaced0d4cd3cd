"""A book as pages of the site, chapter by chapter: fragments without style or script.

The site brings the dress (Bootstrap's class names) and says where a figure leads; the
standalone file of ``html`` carries its own style and is only downloaded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from rancang.documents.book import (
    Block,
    Book,
    BulletList,
    Callout,
    Chapter,
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


# The address of a stored value's history by the code of its fact; None where there is none.
Way = Callable[[str], str | None]
ALIGN = {"left": "", "right": "text-end", "center": "text-center"}
INDENTS = ("", "ps-3", "ps-5")


@dataclass(frozen=True, slots=True)
class Page:
    """One chapter: its place in the address, its title and its content."""

    slug: str
    title: str
    content: str


def pages(book: Book, way: Way) -> list[Page]:
    """Return each chapter as a page; links between chapters are relative addresses."""
    homes = dict(_homes(book))
    entries = next(
        _slug(chapter)
        for chapter in book.chapters
        if _slug(chapter).startswith("lampiran")
    )
    return [
        Page(
            _slug(chapter),
            _title(chapter.heading),
            _Writer(homes, entries, way, _slug(chapter)).content(chapter),
        )
        for chapter in book.chapters
    ]


def pictures(book: Book) -> dict[str, str]:
    """Return the drawing of each figure by its anchor."""
    return {
        block.anchor: block.svg for block in book.blocks() if isinstance(block, Figure)
    }


def _homes(book: Book) -> list[tuple[str, str]]:
    """Return in which chapter each anchor stands."""
    return [
        (block.anchor, _slug(chapter))
        for chapter in book.chapters
        for block in chapter.blocks
        if isinstance(block, Heading | Table | Figure) and block.anchor
    ]


def _slug(chapter: Chapter) -> str:
    heading = chapter.heading
    return heading.anchor or "-".join(heading.text.lower().split())


def _title(heading: Heading) -> str:
    return f"{heading.number} {heading.text}".strip()


def _class(*names: str) -> str:
    kept = " ".join(name for name in names if name)
    return f' class="{kept}"' if kept else ""


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one chapter, knowing where the anchors of the others stand."""

    homes: dict[str, str]
    entries: str
    way: Way
    here: str

    def content(self, chapter: Chapter) -> str:
        return "".join(self.block(block) for block in chapter.blocks)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
                title = escape(_title(block))
                made = f"<h{block.level}{anchor}>{title}</h{block.level}>\n"
            case Paragraph():
                lead = _class("lead" if block.lead else "")
                made = f"<p{lead}>{self.spans(block.spans)}</p>\n"
            case BulletList():
                items = "".join(f"<li>{self.spans(i)}</li>\n" for i in block.items)
                made = f"<ul>\n{items}</ul>\n"
            case Table():
                made = self.table(block)
            case Figure():
                made = self.figure(block)
            case Callout():
                title = f'<p class="fw-bold mb-1">{escape(block.title)}</p>'
                words = f'<p class="mb-0">{self.spans(block.spans)}</p>'
                made = f'<div class="alert alert-warning" role="note">{title}{words}</div>\n'
            case Highlights():
                made = self.highlights(block)
        return made

    def highlights(self, block: Highlights) -> str:
        items = "".join(
            '<div class="col-sm-6 col-lg-4"><div class="border rounded p-3 h-100">'
            f'<div class="small">{escape(h.label)}</div>'
            f'<div class="fs-5 fw-bold text-break">{self.spans(h.figure)}</div>'
            f'<div class="small">{self.spans(h.remark)}</div></div></div>\n'
            for h in block.items
        )
        return f'<div class="row g-3 mb-3">\n{items}</div>\n'

    def figure(self, figure: Figure) -> str:
        address = f"../gambar/{figure.anchor}.svg"
        image = (
            f'<a href="{address}"><img class="img-fluid" loading="lazy" '
            f'src="{address}" alt="{escape(plain(figure.alt))}"></a>'
        )
        name = f"<strong>{escape(figure.number)}.</strong>"
        caption = f"<figcaption>{name} {self.spans(figure.caption)}</figcaption>"
        note = self.note(figure.note)
        return f'<figure id="{figure.anchor}">{caption}\n{image}{note}</figure>\n'

    def note(self, note: Spans) -> str:
        words = self.spans(note, table=True)
        return f'<p class="small text-body-secondary">{words}</p>\n' if note else ""

    def table(self, table: Table) -> str:
        heads = "".join(
            f'<th scope="col"{_class(ALIGN[c.align])}>{escape(c.title)}</th>'
            for c in table.columns
        )
        rows = "".join(self.row(row, table.columns) for row in table.rows)
        name = escape(table.number)
        caption = f"<strong>{name}.</strong> {self.spans(table.caption)}"
        small = "small" if table.small else ""
        return (
            f'<div id="{table.anchor}" class="table-responsive" tabindex="0" '
            f'role="region" aria-label="{name}">\n'
            f"<table{_class('table table-sm caption-top', small)}>"
            f"<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n"
            f"<tbody>\n{rows}</tbody>\n</table></div>\n{self.note(table.note)}"
        )

    def row(self, row: Row, columns: tuple[Column, ...]) -> str:
        if row.section:
            words = self.spans(row.cells[0], table=True)
            return (
                f'<tr class="table-light"><th scope="rowgroup" '
                f'colspan="{len(columns)}">{words}</th></tr>\n'
            )
        strong = _class("fw-bold" if row.strong else "")
        cells = "".join(
            self.cell("td" if at else "th", spans, column, row.indent * (not at))
            for at, (spans, column) in enumerate(zip(row.cells, columns, strict=True))
        )
        return f"<tr{strong}>{cells}</tr>\n"

    def cell(self, tag: str, spans: Spans, column: Column, indent: int) -> str:
        scope = ' scope="row"' if tag == "th" else ""
        names = _class(ALIGN[column.align], INDENTS[indent])
        return f"<{tag}{scope}{names}>{self.spans(spans, table=True)}</{tag}>"

    def spans(self, spans: Spans, *, table: bool = False) -> str:
        return "".join(self.span(span, table=table) for span in spans)

    def span(self, span: Span, *, table: bool) -> str:
        match span:
            case Words():
                made = escape(span.text)
                made = f"<strong>{made}</strong>" if span.strong else made
                made = f"<em>{made}</em>" if span.emphasis else made
            case Count():
                made = escape(span.text)
            case Value():
                made = self.value(span, table=table)
            case Mention():
                made = f'<a href="{self.home(span.anchor)}">{escape(span.text)}</a>'
            case Entry():
                made = f'<span id="angka-{span.entry}">{span.entry}</span>'
            case Codes():
                made = self.codes(span)
        return made

    def home(self, anchor: str) -> str:
        chapter = self.homes[anchor]
        return f"#{anchor}" if chapter == self.here else f"../{chapter}/#{anchor}"

    def entry(self, number: int) -> str:
        page = "" if self.entries == self.here else f"../{self.entries}/"
        return f"{page}#angka-{number}"

    def value(self, span: Value, *, table: bool) -> str:
        """Link a stored figure to its history, any figure to its row in the annex."""
        text = f"<strong>{escape(span.text)}</strong>" if span.strong else None
        text = text or escape(span.text)
        stored = self.way(span.code)
        if stored:
            text = f'<a href="{escape(stored)}">{text}</a>'
            if table:
                return text
        row = self.entry(span.entry)
        if table:
            return f'<a href="{row}">{text}</a>'
        name = f"sumber angka nomor {span.entry}"
        return (
            f'{text}<sup><a href="{row}" aria-label="{name}">[{span.entry}]</a></sup>'
        )

    def codes(self, span: Codes) -> str:
        shown = []
        for first, last in ranges(span.entries):
            text = str(first) if first == last else f"{first}–{last}"
            shown.append(f'<a href="{self.entry(first)}">{text}</a>')
        return ", ".join(shown)
