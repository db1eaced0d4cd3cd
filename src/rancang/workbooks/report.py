"""What is wrong with a file, told so that it can be read beside the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rancang.methods.framework import Language, Text
from rancang.workbooks.formulas import neutralise
from rancang.workbooks.records import Place


_TITLES: dict[Language, tuple[str, ...]] = {
    "id": ("Tingkat", "Lembar", "Sel", "Masalah"),
    "en": ("Level", "Sheet", "Cell", "Problem"),
}
_LEVELS: dict[Language, dict[str, str]] = {
    "id": {"error": "Galat", "warning": "Peringatan"},
    "en": {"error": "Error", "warning": "Warning"},
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One problem: its cell, or nothing for the whole sheet, and what is wrong."""

    cell: str
    message: Text


@dataclass(frozen=True, slots=True)
class Part:
    """The errors, or the warnings, of one sheet in the order of its rows."""

    severity: str
    sheet: str
    troubles: tuple[Trouble, ...]


def by_sheet(problems: Iterable[Mapping[str, str]]) -> list[Part]:
    """Return stored problems, errors first, then by sheet, then by row and column."""
    found: dict[tuple[str, str], list[Trouble]] = {}
    for told in problems:
        key = (told["severity"], told["sheet"])
        found.setdefault(key, []).append(_trouble(told))
    groups = sorted(found.items(), key=lambda group: group[0][0])
    return [
        Part(severity, sheet, tuple(sorted(troubles, key=_row_order)))
        for (severity, sheet), troubles in groups
    ]


def _trouble(told: Mapping[str, str]) -> Trouble:
    """Take the place off the words: it has a column of its own."""
    place = Place(told["sheet"], told["cell"])
    message = Text(
        told["id"].removeprefix(f"{place.text('id')}: "),
        told["en"].removeprefix(f"{place.text('en')}: "),
    )
    return Trouble(told["cell"], message)


def _row_order(trouble: Trouble) -> tuple[int, int, str]:
    column = trouble.cell.rstrip("0123456789")
    return int(trouble.cell[len(column) :] or 0), len(column), column


def write_csv(parts: Iterable[Part], language: Language) -> bytes:
    """Return the problems as a CSV in which no text becomes a formula, with a BOM."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(_TITLES[language])
    for part in parts:
        for trouble in part.troubles:
            message = trouble.message.en if language == "en" else trouble.message.id
            told = (part.sheet, trouble.cell, message)
            table.writerow(
                [_LEVELS[language][part.severity], *(neutralise(each) for each in told)]
            )
    return text.getvalue().encode("utf-8-sig")
