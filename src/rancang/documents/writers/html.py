"""A book as one HTML file: no script, nothing fetched, made for every reader.

Written here rather than by pandoc, whose tables carry no scope and whose sections no
landmarks; both are asked of public documents.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from importlib.resources import files

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


STYLE = "book.css"
FEW_COLUMNS = 3


def write(book: Book) -> bytes:
    """Return the book as UTF-8 HTML."""
    return "".join(_page(book)).encode()


def _page(book: Book) -> Iterator[str]:
    style = (files(__package__) / STYLE).read_text(encoding="utf-8")
    title = escape(f"{book.title}, {book.place}")
    yield f'<!DOCTYPE html>\n<html lang="{book.meta.language}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{title}</title>\n"
    yield f'<meta name="description" content="{escape(book.subtitle)}, {escape(book.description)}">\n'
    yield f'<meta name="keywords" content="{escape(", ".join(book.meta.keywords))}">\n'
    yield f'<meta name="date" content="{escape(book.meta.date)}">\n'
    yield f"<style>\n{style}</style>\n</head>\n<body>\n"
    yield '<a class="skip" href="#isi">Langsung ke isi</a>\n'
    yield from _cover(book)
    yield '<div class="frame">\n'
    yield from _contents(book)
    yield '<main id="isi">\n'
    for chapter in book.chapters:
        yield from _chapter(chapter)
    yield "</main>\n</div>\n"
    meta = book.meta
    yield f"<footer>{title} · Edisi {escape(meta.edition)}, {escape(meta.date_text)} · sidik jari fakta {meta.fingerprint}</footer>\n"
    yield "</body>\n</html>\n"


def _cover(book: Book) -> Iterator[str]:
    yield '<header class="cover">\n'
    yield f'<p class="kicker">{escape(book.subtitle)}</p>\n<h1>{escape(book.title)}</h1>\n'
    yield f'<p class="place">{escape(book.place)}</p>\n<p>{escape(book.description)}</p>\n'
    yield f"<p>Edisi {escape(book.meta.edition)}, {escape(book.meta.date_text)}</p>\n"
    if book.meta.mark:
        yield f'<p class="mark">{escape(book.meta.mark)}</p>\n'
    yield "</header>\n"


def _contents(book: Book) -> Iterator[str]:
    yield '<nav class="contents" aria-label="Daftar isi"><div>\n<h2>Daftar isi</h2>\n<ol>\n'
    for chapter in book.chapters:
        headings = [b for b in chapter.blocks if isinstance(b, Heading)]
        links = [f'<a href="#{_anchor(h)}">{_title(h)}</a>' for h in headings]
        below = "".join(f"<li>{link}</li>" for link in links[1:])
        yield f"<li>{links[0]}{f'<ol>{below}</ol>' if below else ''}</li>\n"
    yield "</ol>\n</div></nav>\n"


def _anchor(heading: Heading) -> str:
    """Return the heading's anchor; a section without one is named by its words."""
    slug = "-".join(f"{heading.number} {heading.text}".lower().split())
    return escape(heading.anchor or f"bagian-{slug}")


def _title(heading: Heading) -> str:
    number = f'<span class="no">{heading.number}</span>' if heading.number else ""
    return number + escape(heading.text)


def _chapter(chapter: Chapter) -> Iterator[str]:
    anchor = _anchor(chapter.heading)
    yield f'<section aria-labelledby="{anchor}">\n'
    for block in chapter.blocks:
        yield _block(block)
    yield "</section>\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            level = block.level + 1
            made = f'<h{level} id="{_anchor(block)}">{_title(block)}</h{level}>\n'
        case Paragraph():
            lead = ' class="lead"' if block.lead else ""
            made = f"<p{lead}>{_spans(block.spans)}</p>\n"
        case BulletList():
            items = "".join(f"<li>{_spans(item)}</li>\n" for item in block.items)
            made = f"<ul>\n{items}</ul>\n"
        case Table():
            made = _table(block)
        case Figure():
            made = _figure(block)
        case Callout():
            words = f"<p>{_spans(block.spans)}</p>"
            made = f'<div class="remark" role="note"><p class="title">{escape(block.title)}</p>{words}</div>\n'
        case Highlights():
            made = _highlights(block)
    return made


def _highlights(block: Highlights) -> str:
    items = "".join(
        f'<li><span class="label">{escape(h.label)}</span>'
        f'<span class="figure">{_spans(h.figure)}</span>'
        f'<span class="note">{_spans(h.remark)}</span></li>\n'
        for h in block.items
    )
    return f'<ul class="cards">\n{items}</ul>\n'


def _figure(figure: Figure) -> str:
    drawn = base64.b64encode(figure.svg.encode()).decode()
    alt = escape(plain(figure.alt))
    caption = f"<b>{escape(figure.number)}.</b>{_spans(figure.caption)}"
    return (
        f'<figure id="{figure.anchor}">\n<figcaption>{caption}</figcaption>\n'
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(figure.number)}">'
        f'<img src="data:image/svg+xml;base64,{drawn}" alt="{alt}"></div>\n'
        f"{_below(figure.note)}</figure>\n"
    )


def _below(note: Spans) -> str:
    return f'<p class="below">{_spans(note, table=True)}</p>\n' if note else ""


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{_class(column.align)}>{escape(column.title)}</th>'
        for column in table.columns
    )
    rows = "".join(_row(row, table.columns) for row in table.rows)
    wide = "scroll wide" if len(table.columns) > FEW_COLUMNS else "scroll"
    small = ' class="small"' if table.small else ""
    name = escape(table.number)
    return (
        f'<figure id="{table.anchor}">\n<div class="{wide}" tabindex="0" role="group" aria-label="{name}">\n'
        f"<table{small}>\n<caption><b>{name}.</b>{_spans(table.caption)}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
        f"{_below(table.note)}</figure>\n"
    )


def _class(*names: str) -> str:
    kept = [name for name in names if name and name != "left"]
    return f' class="{" ".join(kept)}"' if kept else ""


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    if row.section:
        words = _spans(row.cells[0], table=True)
        return f'<tr><th class="part" scope="rowgroup" colspan="{len(columns)}">{words}</th></tr>\n'
    indent = f"in{row.indent}" if row.indent else ""
    cells = [_cell("th", row.cells[0], columns[0].align, indent)]
    cells += [
        _cell("td", spans, column.align)
        for spans, column in zip(row.cells[1:], columns[1:], strict=True)
    ]
    return f"<tr{_class('strong' if row.strong else '')}>{''.join(cells)}</tr>\n"


def _cell(tag: str, spans: Spans, *names: str) -> str:
    scope = ' scope="row"' if tag == "th" else ""
    return f"<{tag}{scope}{_class(*names)}>{_spans(spans, table=True)}</{tag}>"


def _spans(spans: Spans, *, table: bool = False) -> str:
    return "".join(_span(span, table=table) for span in spans)


def _span(span: Span, *, table: bool) -> str:
    match span:
        case Words():
            made = _words(span)
        case Count():
            made = escape(span.text)
        case Value():
            made = _value(span, table=table)
        case Mention():
            made = f'<a href="#{span.anchor}">{escape(span.text)}</a>'
        case Entry():
            made = f'<span id="angka-{span.entry}">{span.entry}</span>'
        case Codes():
            made = _ranges(span)
    return made


def _words(span: Words) -> str:
    text = escape(span.text)
    text = f"<strong>{text}</strong>" if span.strong else text
    return f"<em>{text}</em>" if span.emphasis else text


def _value(span: Value, *, table: bool) -> str:
    text = f"<strong>{escape(span.text)}</strong>" if span.strong else escape(span.text)
    target = f'href="#angka-{span.entry}"'
    if table:
        return f"<a {target}>{text}</a>"
    name = f"sumber angka nomor {span.entry}"
    return f'{text}<a class="ref" {target} aria-label="{name}">[{span.entry}]</a>'


def _ranges(span: Codes) -> str:
    shown = []
    for first, last in ranges(span.entries):
        text = str(first) if first == last else f"{first}–{last}"
        shown.append(f'<a href="#angka-{first}">{text}</a>')
    return ", ".join(shown)
