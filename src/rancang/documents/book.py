"""The one model of a book that every writer reads, and its numbering."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal


HARD = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; any digits in them are names or periods, never figures."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as written, with the code of the fact it shows.

    ``entry`` is the number of the fact in the annex, given when the book is numbered.
    """

    text: str
    code: str
    strong: bool = False
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """A number that belongs to the structure (98 kota, 1.000 simulasi) and its origin."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A pointer to a chapter, table or figure; its words come with the numbering."""

    anchor: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """The place in the annex where a fact stands; figures link to it."""

    code: str
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Codes:
    """Facts to be named by their annex numbers, in ranges."""

    codes: tuple[str, ...]
    entries: tuple[int, ...] = ()


Span = Words | Value | Count | Mention | Entry | Codes
Spans = tuple[Span, ...]
Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a chapter. ``number`` is set by the numbering."""

    level: int
    text: str
    anchor: str = ""
    numbered: bool = True
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a lead paragraph opens a chapter."""

    spans: Spans
    lead: bool = False


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points of equal rank."""

    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its heading, alignment and share of the width."""

    title: str
    align: Align = "left"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: a cell for each column, or one cell over all (a section)."""

    cells: tuple[Spans, ...]
    section: bool = False
    strong: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above and a note below; ``small`` for long registers."""

    anchor: str
    caption: Spans
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Spans = ()
    small: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its caption, and alt text that says what it shows."""

    anchor: str
    caption: Spans
    alt: Spans
    svg: str
    note: Spans = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A remark the reader must not miss."""

    title: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Highlight:
    """One key figure: what it is, the figure, and one line about it."""

    label: str
    figure: Spans
    remark: Spans


@dataclass(frozen=True, slots=True)
class Highlights:
    """The key figures of a page."""

    items: tuple[Highlight, ...]


Block = Heading | Paragraph | BulletList | Table | Figure | Callout | Highlights


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its blocks begin with a level 1 heading."""

    blocks: tuple[Block, ...]

    @property
    def heading(self) -> Heading:
        """Return the heading that opens the chapter."""
        first = self.blocks[0]
        if not isinstance(first, Heading):
            raise TypeError("a chapter begins with a heading")
        return first


@dataclass(frozen=True, slots=True)
class Meta:
    """What a file says about itself, and the short texts on every page."""

    language: str
    keywords: tuple[str, ...]
    date: str
    date_text: str
    edition: str
    fingerprint: str
    running: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A book: title page, chapters, and the annex order of its facts."""

    title: str
    subtitle: str
    place: str
    description: str
    meta: Meta
    chapters: tuple[Chapter, ...]
    emblem: str = ""

    def blocks(self) -> Iterator[Block]:
        """Yield every block in reading order."""
        for chapter in self.chapters:
            yield from chapter.blocks


def numbered(book: Book) -> Book:
    """Return the book with chapters, tables, figures and annex entries numbered.

    Annex numbers follow the order of the Entry spans. Raises KeyError when a mention or a
    figure points at nothing.
    """
    chapters = tuple(_number_headings(book.chapters))
    chapters = _number_floats(chapters)
    titles = dict(_titles(chapters))
    entries = _entries(chapters)

    def resolve(span: Span) -> Span:
        return _resolved(span, titles, entries)

    return replace(book, chapters=tuple(mapped(c, resolve) for c in chapters))


def mapped(chapter: Chapter, change: Callable[[Span], Span]) -> Chapter:
    """Return the chapter with each span changed."""
    return Chapter(tuple(_mapped_block(b, change) for b in chapter.blocks))


def spans_of(block: Block) -> Iterator[Span]:
    """Yield every span of a block in reading order."""
    seen: list[Span] = []

    def keep(span: Span) -> Span:
        seen.append(span)
        return span

    _mapped_block(block, keep)
    yield from seen


def plain(spans: Spans) -> str:
    """Return spans as one string, without annex numbers."""
    return "".join(_plain(span) for span in spans)


def ranges(numbers: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Return the numbers as unbroken (first, last) runs in rising order."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


def _plain(span: Span) -> str:
    if isinstance(span, Entry):
        return str(span.entry)
    if isinstance(span, Codes):
        shown = [f"{a}" if a == b else f"{a}–{b}" for a, b in ranges(span.entries)]
        return ", ".join(shown)
    return span.text


def _number_headings(chapters: tuple[Chapter, ...]) -> Iterator[Chapter]:
    """Give chapters 1, 2 and on, annexes A, B and on, sections 1.1, 1.2 and on."""
    plain_chapters, annexes = 0, 0
    for chapter in chapters:
        opening = chapter.heading
        number = ""
        if opening.numbered and opening.anchor.startswith("lampiran"):
            annexes += 1
            number = chr(ord("A") + annexes - 1)
        elif opening.numbered:
            plain_chapters += 1
            number = str(plain_chapters)
        yield Chapter(tuple(_number_sections(chapter.blocks, number)))


def _number_sections(blocks: tuple[Block, ...], number: str) -> Iterator[Block]:
    section = 0
    for block in blocks:
        if not isinstance(block, Heading) or not block.numbered or not number:
            yield block
        elif block.level == 1:
            yield replace(block, number=number)
        else:
            section += 1
            yield replace(block, number=f"{number}.{section}")


def _number_floats(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    counts = {"Tabel": 0, "Gambar": 0}

    def number(block: Block) -> Block:
        if not isinstance(block, Table | Figure):
            return block
        name = "Tabel" if isinstance(block, Table) else "Gambar"
        counts[name] += 1
        return replace(block, number=f"{name}{HARD}{counts[name]}")

    return tuple(Chapter(tuple(number(b) for b in c.blocks)) for c in chapters)


def _titles(chapters: tuple[Chapter, ...]) -> Iterator[tuple[str, str]]:
    for chapter in chapters:
        for block in chapter.blocks:
            if isinstance(block, Table | Figure):
                yield block.anchor, block.number
            elif isinstance(block, Heading) and block.anchor:
                yield block.anchor, _heading_title(block)


def _heading_title(heading: Heading) -> str:
    if not heading.number:
        return heading.text
    if heading.level > 1:
        return f"Subbab{HARD}{heading.number}"
    annex = heading.number.isalpha()
    return f"{'Lampiran' if annex else 'Bab'}{HARD}{heading.number}"


def _entries(chapters: tuple[Chapter, ...]) -> dict[str, int]:
    found = (
        span.code
        for chapter in chapters
        for block in chapter.blocks
        for span in spans_of(block)
        if isinstance(span, Entry)
    )
    return {code: at for at, code in enumerate(found, start=1)}


def _resolved(span: Span, titles: dict[str, str], entries: dict[str, int]) -> Span:
    if isinstance(span, Value | Entry):
        return replace(span, entry=entries[span.code])
    if isinstance(span, Codes):
        return replace(span, entries=tuple(entries[c] for c in span.codes))
    if isinstance(span, Mention):
        return replace(span, text=titles[span.anchor])
    return span


def _mapped_block(block: Block, change: Callable[[Span], Span]) -> Block:
    def through(spans: Spans) -> Spans:
        return tuple(change(span) for span in spans)

    made: Block
    match block:
        case Heading():
            made = block
        case Paragraph() | Callout():
            made = replace(block, spans=through(block.spans))
        case BulletList():
            made = BulletList(tuple(through(item) for item in block.items))
        case Table():
            made = _mapped_table(block, through)
        case Figure():
            caption, alt = through(block.caption), through(block.alt)
            made = replace(block, caption=caption, alt=alt, note=through(block.note))
        case Highlights():
            made = Highlights(
                tuple(
                    replace(h, figure=through(h.figure), remark=through(h.remark))
                    for h in block.items
                )
            )
    return made


def _mapped_table(table: Table, through: Callable[[Spans], Spans]) -> Table:
    caption = through(table.caption)
    rows = tuple(
        replace(row, cells=tuple(through(cell) for cell in row.cells))
        for row in table.rows
    )
    return replace(table, caption=caption, rows=rows, note=through(table.note))
