"""The cells of an XLSX, in one pass over its XML.

Value, formula, error and number format are read from the same element at the same time, so
no second reader can see another file than the first. Nothing is computed or followed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from xml.parsers import expat

from rancang.workbooks.complaints import Refused, problem
from rancang.workbooks.container import Archive
from rancang.workbooks.grid import (
    Cell,
    Grid,
    Kind,
    Line,
    Sheet,
    Shown,
    cell_name,
    cell_position,
)
from rancang.workbooks.limits import Limits
from rancang.workbooks.records import Place


Attributes = dict[str, str]
Range = tuple[int, int, int, int]

_MAX_COLUMNS = 16_384
_MAX_SPILLS = 1_000
_DIGITS = 9
_FIRST_YEAR = 1900
_PERCENT_FORMATS = {9, 10}
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_UNSHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_KINDS: dict[str, Kind] = {
    "b": "boolean",
    "e": "error",
    "s": "text",
    "str": "text",
    "inlineStr": "text",
    "d": "text",
}


def cells(archive: Archive, limits: Limits) -> Grid:
    """Return what the sheets of a workbook hold.

    Raises ``Refused`` where the XML is damaged or more is written than may be read.
    """
    names, base, targets = _sheets(archive)
    book = _Book(
        texts=_shared_texts(archive, targets.get("sharedStrings")),
        shown=_formats(archive, targets.get("styles")),
        base=base,
        limits=limits,
    )
    return Grid(sheets=[book.sheet(archive, name, part) for name, part in names])


class _Book:
    """What sheets share: texts, formats, the day dates are counted from, and budgets."""

    def __init__(
        self, texts: list[str], shown: list[Shown], base: datetime, limits: Limits
    ) -> None:
        self.texts = texts
        self.shown = shown
        self.base = base
        self.limits = limits
        self.cells = self.characters = self.rows = 0

    def sheet(self, archive: Archive, name: str, part: str) -> Sheet:
        scan = _SheetScan(self, name)
        _parse(archive.chunks(part), scan.start, scan.end, scan.text)
        return Sheet(name, scan.lines)

    def spend(self, cell: Cell, place: Place) -> None:
        self.cells += 1
        self.characters += len(cell.text)
        limits = self.limits
        if self.cells > limits.cells or self.characters > limits.characters:
            raise Refused(problem("too_many_cells", place, limit=limits.cells))

    def spend_row(self, number: int, place: Place) -> None:
        self.rows += 1
        if max(number, self.rows) > self.limits.rows:
            raise Refused(problem("too_many_rows", place, limit=self.limits.rows))

    def read(self, kind: str, text: str, style: str) -> tuple[Kind, str, Shown]:
        """Return kind, text and format of a cell from what its element says."""
        if kind == "s":
            return "text", self._shared(text), ""
        if kind in _KINDS:
            return _KINDS[kind], _plain(text), ""
        at = _whole(style, 0)
        shown = self.shown[at] if at < len(self.shown) else ""
        if shown == "date":
            text = _iso_day(self.base, text)
        return "number", text, shown

    def _shared(self, index: str) -> str:
        at = _whole(index, len(self.texts))
        if at >= len(self.texts):
            raise Refused(problem("broken"))
        return self.texts[at]


class _SheetScan:
    """Follows one sheet's elements and keeps the cells that hold something."""

    def __init__(self, book: _Book, name: str) -> None:
        self.lines: list[Line] = []
        self._book = book
        self._name = name
        self._row, self._column = 0, -1
        self._line: list[Cell] = []
        self._attributes: Attributes | None = None
        self._formula = self._listening = self._phonetic = False
        self._heard: list[str] = []
        self._spills: list[Range] = []
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "row": self._row_starts,
            "c": self._cell_starts,
            "f": self._formula_starts,
            "v": self._listen,
            "t": self._listen,
            "rPh": self._phonetic_starts,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "row": self._row_ends,
            "c": self._cell_ends,
            "v": self._silence,
            "t": self._silence,
            "rPh": self._phonetic_ends,
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        if action := self._starts.get(_local(tag)):
            action(attributes)

    def end(self, tag: str) -> None:
        if action := self._ends.get(_local(tag)):
            action()

    def text(self, heard: str) -> None:
        if self._listening:
            self._heard.append(heard)

    def _row_starts(self, attributes: Attributes) -> None:
        self._row = _whole(attributes.get("r"), self._row + 1)
        self._column, self._line = -1, []

    def _row_ends(self) -> None:
        if self._line:
            self._book.spend_row(self._row, self._place(self._line[0].column))
            self.lines.append(Line(self._row, self._line))

    def _cell_starts(self, attributes: Attributes) -> None:
        at = cell_position(attributes.get("r", ""))
        self._column = at[1] if at else self._column + 1
        if self._column >= _MAX_COLUMNS or (at and at[0] != self._row):
            raise Refused(problem("broken", self._place(self._column)))
        self._attributes, self._formula, self._heard = attributes, False, []

    def _formula_starts(self, attributes: Attributes) -> None:
        if self._attributes is None:
            return
        self._formula = True
        if spill := _range(attributes.get("ref", "")):
            # Only the first cell of an array formula names it; the others hold values.
            self._spills.append(spill)
            if len(self._spills) > _MAX_SPILLS:
                raise Refused(problem("too_heavy", self._place(self._column)))

    def _listen(self, _: Attributes) -> None:
        self._listening = self._attributes is not None and not self._phonetic

    def _silence(self) -> None:
        self._listening = False

    def _phonetic_starts(self, _: Attributes) -> None:
        self._phonetic = True

    def _phonetic_ends(self) -> None:
        self._phonetic = False

    def _cell_ends(self) -> None:
        attributes, self._attributes = self._attributes or {}, None
        formula = self._formula or (bool(self._spills) and self._in_spill())
        text = "".join(self._heard)
        if not text and not formula:
            return
        kind, text, shown = self._book.read(
            attributes.get("t", "n"), text, attributes.get("s", "0")
        )
        if not text and not formula:
            return
        cell = Cell(self._column, kind, text, formula, shown)
        self._book.spend(cell, self._place(self._column))
        self._line.append(cell)

    def _in_spill(self) -> bool:
        return any(
            top <= self._row <= bottom and left <= self._column <= right
            for top, left, bottom, right in self._spills
        )

    def _place(self, column: int) -> Place:
        return Place(self._name, cell_name(self._row, column))


def _sheets(archive: Archive) -> tuple[list[tuple[str, str]], datetime, dict[str, str]]:
    """Return names and parts of the sheets, the day 0 of dates, and the other parts."""
    parts: dict[str, str] = {}
    targets: dict[str, str] = {}
    for tag, found in _elements(archive, "xl/_rels/workbook.xml.rels"):
        if tag == "Relationship" and found.get("TargetMode") != "External":
            part = posixpath.normpath(
                posixpath.join("/xl", found.get("Target", ""))
            ).lstrip("/")
            parts[found.get("Id", "")] = part
            targets[posixpath.basename(found.get("Type", ""))] = part
    names, base = [], datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook has no zone
    for tag, found in _elements(archive, "xl/workbook.xml"):
        if tag == "sheet":
            part = parts.get(_relation(found), "")
            if part.startswith("xl/worksheets/"):
                names.append((found.get("name", ""), part))
        elif tag == "workbookPr" and found.get("date1904") in ("1", "true"):
            base += timedelta(days=1462)
    return names, base, targets


def _relation(attributes: Attributes) -> str:
    return next((v for k, v in attributes.items() if k.endswith(":id")), "")


def _shared_texts(archive: Archive, part: str | None) -> list[str]:
    scan = _TextScan()
    if part is not None:
        _parse(archive.chunks(part), scan.start, scan.end, scan.text)
    return scan.texts


class _TextScan:
    """Follows the shared texts; how a word is pronounced (``rPh``) is not part of it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._heard: list[str] = []
        self._inside: set[str] = set()

    def start(self, tag: str, _: Attributes) -> None:
        self._inside.add(_local(tag))

    def end(self, tag: str) -> None:
        self._inside.discard(_local(tag))
        if _local(tag) == "si":
            self.texts.append(_plain("".join(self._heard)))
            self._heard = []

    def text(self, heard: str) -> None:
        if "t" in self._inside and "rPh" not in self._inside:
            self._heard.append(heard)


def _formats(archive: Archive, part: str | None) -> list[Shown]:
    """Return for each cell style whether it shows a percentage, a date or neither."""
    codes: dict[int, str] = {}
    shown: list[Shown] = []
    section = ""
    for tag, found in _elements(archive, part) if part else ():
        if tag == "numFmt":
            codes.setdefault(_whole(found.get("numFmtId"), 0), found["formatCode"])
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles"):
            section = tag
        elif tag == "xf" and section == "cellXfs":
            shown.append(_shown(_whole(found.get("numFmtId"), 0), codes))
    return shown


def _shown(number: int, codes: dict[int, str]) -> Shown:
    code = _UNSHOWN.sub("", codes.get(number, "")).lower().replace("general", "")
    if number in _PERCENT_FORMATS or "%" in code:
        return "percent"
    if number in _DATE_FORMATS or re.search("[dmyhs]", code):
        return "date"
    return ""


def _elements(archive: Archive, part: str) -> list[tuple[str, Attributes]]:
    found: list[tuple[str, Attributes]] = []

    def start(tag: str, attributes: Attributes) -> None:
        found.append((_local(tag), attributes))

    _parse(archive.chunks(part), start, lambda _: None, lambda _: None)
    return found


def _parse(
    chunks: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no keywords
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, ValueError, KeyError) as error:
        raise Refused(problem("broken")) from error


def _refuse_doctype(*_: object) -> None:
    # No workbook has one; with it come entities that grow.
    raise Refused(problem("broken"))


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _whole(text: str | None, otherwise: int) -> int:
    return (
        int(text) if text and text.isdecimal() and len(text) <= _DIGITS else otherwise
    )


def _range(reference: str) -> Range | None:
    first, _, last = reference.partition(":")
    start, end = cell_position(first), cell_position(last or first)
    return (*start, *end) if start and end else None


def _iso_day(base: datetime, text: str) -> str:
    try:
        moment = base + timedelta(days=float(text))
    except (ValueError, OverflowError):
        return text
    return moment.date().isoformat() if moment.year >= _FIRST_YEAR else text
