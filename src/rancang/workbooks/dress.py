"""Which dress a CSV wears: its delimiter and decimal mark, decided once for a file.

1. A number that can be read in one way only, such as 12,5 or 1,234.5, decides.
2. Without one, ``;`` goes with the decimal comma and ``,`` with the decimal point.
3. With tabs the language of the titles decides.

Numbers such as 1.234, which read well in both dresses, then follow the file's, and a
warning says so unless the file itself gave proof.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rancang.workbooks.complaints import problem
from rancang.workbooks.grid import Grid
from rancang.workbooks.layout import CSV_NAMES
from rancang.workbooks.numbers import (
    DecimalMark,
    ambiguous,
    decimal_shown,
    number_of,
)
from rancang.workbooks.records import Problem
from rancang.workbooks.tables import Record, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """How a CSV is written: its delimiter, decimal mark and the language of its titles."""

    delimiter: str
    decimal: DecimalMark
    english: bool = False


INDONESIAN = Dress(delimiter=";", decimal=",")
INTERNATIONAL = Dress(delimiter=",", decimal=".", english=True)

_DELIMITERS = {
    ";": ("titik koma", "semicolon"),
    ",": ("koma", "comma"),
    "\t": ("tab", "tab"),
}
_MARKS = {",": ("koma", "comma"), ".": ("titik", "point")}


def decide(grid: Grid, table: Table) -> tuple[Dress, list[Problem]]:
    """Return the dress of a CSV and what should be said about it."""
    values = [record for record in table.records() if "value" in record.cells]
    proofs = _proofs(values)
    found: list[Problem] = []
    if len(proofs) > 1:
        comma, point = proofs[","][0], proofs["."][0]
        found.append(
            comma.problem(
                "mixed_decimals",
                "value",
                comma=comma.text("value"),
                point=point.text("value"),
                cell=point.place("value").cell,
            )
        )
    decimal = (
        max(proofs, key=lambda mark: len(proofs[mark]))
        if proofs
        else _customary(grid.delimiter, table)
    )
    dress = Dress(delimiter=grid.delimiter, decimal=decimal, english=_is_english(table))
    found += _told(grid, dress)
    return dress, found if proofs else found + _doubts(values, dress)


def _proofs(values: Iterable[Record]) -> dict[DecimalMark, list[Record]]:
    proofs: dict[DecimalMark, list[Record]] = {}
    for record in values:
        mark = decimal_shown(record.text("value"))
        if mark is not None:
            proofs.setdefault(mark, []).append(record)
    return proofs


def _customary(delimiter: str, table: Table) -> DecimalMark:
    if delimiter == "\t":
        return "." if _is_english(table) else ","
    return "," if delimiter == ";" else "."


def _is_english(table: Table) -> bool:
    return table.titles.get("value", "").lower() == CSV_NAMES["value"][1]


def _told(grid: Grid, dress: Dress) -> list[Problem]:
    delimiter, delimiter_en = _DELIMITERS[dress.delimiter]
    decimal, decimal_en = _MARKS[dress.decimal]
    told = [
        problem(
            "csv_dress",
            delimiter=delimiter,
            delimiter_en=delimiter_en,
            decimal=decimal,
            decimal_en=decimal_en,
            encoding=grid.encoding,
        )
    ]
    if grid.encoding == "Windows-1252":
        told.append(problem("old_encoding"))
    return told


def _doubts(values: Iterable[Record], dress: Dress) -> list[Problem]:
    doubtful = [record for record in values if ambiguous(record.text("value"))]
    if not doubtful:
        return []
    first, text = doubtful[0], doubtful[0].text("value")
    value = number_of(text, dress.decimal)
    said = {"count": len(doubtful), "found": text, "value": value}
    return [first.problem("ambiguous_number", "value", **said)]
