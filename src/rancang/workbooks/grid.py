"""What is written in a file, before anyone asks what it means."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal, NamedTuple


Kind = Literal["number", "text", "boolean", "error", "blank"]
Shown = Literal["", "percent", "date"]

_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,9})")


class Cell(NamedTuple):
    """One cell: its content as text, what kind it is and how it is shown.

    ``column`` counts from 0. A date is a number shown as one, with its ISO form as text.
    """

    column: int
    kind: Kind
    text: str
    formula: bool = False
    shown: Shown = ""


class Line(NamedTuple):
    """The cells of a row that hold something; ``number`` counts from 1."""

    number: int
    cells: list[Cell]


class Sheet(NamedTuple):
    """A sheet with its rows in the order of the file; a CSV is one without a name."""

    name: str
    lines: list[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """All sheets of a file; ``delimiter`` and ``encoding`` are told of a CSV."""

    sheets: list[Sheet]
    delimiter: str = ""
    encoding: str = ""

    @property
    def csv(self) -> bool:
        """Say whether the file is a CSV."""
        return bool(self.delimiter)


def cell_name(row: int, column: int) -> str:
    """Return the name people know a cell by: row 7, column 3 is D7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def cell_position(name: str) -> tuple[int, int] | None:
    """Return row (from 1) and column (from 0) of a cell's name, or None if it is none."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def encode(grid: Grid) -> bytes:
    """Return the grid as JSON, to be handed from one process to another."""
    return json.dumps([grid.sheets, grid.delimiter, grid.encoding]).encode()


def decode(content: bytes) -> Grid:
    """Return the grid that ``encode`` wrote."""
    sheets, delimiter, encoding = json.loads(content)
    return Grid(
        sheets=[
            Sheet(
                name,
                [
                    Line(number, [Cell(*cell) for cell in cells])
                    for number, cells in lines
                ],
            )
            for name, lines in sheets
        ],
        delimiter=delimiter,
        encoding=encoding,
    )
