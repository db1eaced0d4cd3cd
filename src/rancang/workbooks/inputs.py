"""What enters an assessment, as a matrix and as the files that give it back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.composite import Choices
from rancang.methods.framework import Framework
from rancang.workbooks.formulas import neutralise


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What enters a run: numbers by region and indicator; ``units`` gives the groups.

    ``text`` is the framework's file.
    """

    framework: Framework
    text: str
    period: str
    units: Mapping[str, str]
    numbers: Mapping[tuple[str, str], float]

    @property
    def indicators(self) -> list[str]:
        """Return the codes of the columns."""
        return [indicator.code for indicator in self.framework.indicators()]

    def matrix(self) -> Floats:
        """Return a row for each region and a column for each indicator."""
        codes = self.indicators
        rows = [
            [self.numbers.get((unit, code), np.nan) for code in codes]
            for unit in self.units
        ]
        return np.array(rows, dtype=np.float64).reshape(len(self.units), len(codes))

    def files(self, choices: Choices) -> dict[str, bytes]:
        """Return the files from which the command line makes the same run."""
        cells = [
            (unit, code, self.period, _written(self.numbers[unit, code]))
            for unit in self.units
            for code in self.indicators
            if (unit, code) in self.numbers
        ]
        values = _csv([("unit", "indicator", "period", "value"), *cells])
        found = {"values": values, "framework": self.text.encode()}
        if choices.impute.startswith("group_"):
            found["groups"] = _csv([("unit", "group"), *self.units.items()])
        return found


def sheet(titles: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as CSV for a spreadsheet: marked as UTF-8, words never a formula.

    >>> sheet(["Daerah", "Indeks"], [["=A1", 71.25]]).decode("utf-8-sig").split()
    ['Daerah,Indeks', "'=A1,71.25"]
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(list(titles))
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: object) -> object:
    return neutralise(cell) if isinstance(cell, str) else cell


def _written(number: float) -> str:
    """Write a number so that it reads back the same, never with an exponent."""
    return format(Decimal(repr(number)), "f")


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
