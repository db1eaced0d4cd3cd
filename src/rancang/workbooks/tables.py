"""Finds the table on a sheet: which column is which, and its rows by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rancang.methods.framework import Text
from rancang.workbooks.complaints import problem
from rancang.workbooks.grid import Cell, Line, Sheet, cell_name
from rancang.workbooks.layout import COLUMNS, CSV_NAMES, CSV_REQUIRED
from rancang.workbooks.numbers import tidy
from rancang.workbooks.records import Place, Problem


_SEARCHED = 10
_ENOUGH = 3
_TEMPLATE = {column.title: column.field for column in COLUMNS}
_IDENTIFIERS = {column.title for column in COLUMNS if column.hidden}
_CSV = {name: field for field, names in CSV_NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table, told by field."""

    table: Table
    number: int
    cells: dict[str, Cell]

    def text(self, field: str) -> str:
        """Return what a field says, without marks nobody sees; empty if nothing."""
        cell = self.cells.get(field)
        return tidy(cell.text) if cell else ""

    def place(self, field: str) -> Place:
        """Return where a field of this row stands; for one without a column, the row."""
        column = self.table.columns.get(field, 0)
        return Place(self.table.sheet, cell_name(self.number, column))

    def problem(self, code: str, field: str, **said: object) -> Problem:
        """Return a problem of one of this row's fields, named as the file names it."""
        title = self.table.titles.get(field, CSV_NAMES.get(field, (field,))[0])
        found = problem(code, self.place(field), column=title, **said)
        return found if self.table.sheet else _with_line(found, self.number, title)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's table: where each field stands and what its title says."""

    sheet: str
    header: int
    columns: dict[str, int]
    titles: dict[str, str]
    lines: list[Line]
    problems: list[Problem]

    def records(self) -> Iterator[Record]:
        """Yield the rows that hold something in a column we know."""
        fields = {column: field for field, column in self.columns.items()}
        for line in self.lines:
            known = {
                fields[cell.column]: cell
                for cell in line.cells
                if cell.column in fields and (tidy(cell.text) or cell.formula)
            }
            if known:
                yield Record(self, line.number, known)


def find_table(sheet: Sheet, *, csv: bool) -> Table | None:
    """Return the table of a sheet, or None where its titles are not found.

    A CSV may also be a template's sheet saved as one.
    """
    for at, line in enumerate(sheet.lines[:_SEARCHED]):
        titles = {cell.column: tidy(cell.text) for cell in line.cells}
        if _IDENTIFIERS & set(titles.values()):
            return _table(
                sheet, at, _named(titles, _TEMPLATE), tuple(_TEMPLATE.values())
            )
        plain = {column: _plain(title) for column, title in titles.items()}
        if (
            csv
            and len({_CSV[name] for name in plain.values() if name in _CSV}) >= _ENOUGH
        ):
            return _table(sheet, at, _named(plain, _CSV), CSV_REQUIRED)
    return None


def _named(titles: dict[int, str], fields: dict[str, str]) -> list[tuple[str, int]]:
    return [(fields.get(title, ""), column) for column, title in titles.items()]


def _table(
    sheet: Sheet, at: int, named: list[tuple[str, int]], required: tuple[str, ...]
) -> Table:
    header = sheet.lines[at]
    said = {cell.column: tidy(cell.text) for cell in header.cells}
    columns = {field: column for field, column in reversed(named) if field}
    table = Table(
        sheet=sheet.name,
        header=header.number,
        columns=columns,
        titles={field: said[column] for field, column in columns.items()},
        lines=sheet.lines[at + 1 :],
        problems=[],
    )
    for field, column in named:
        place = Place(sheet.name, cell_name(header.number, column))
        if not field:
            table.problems.append(problem("column_ignored", place, column=said[column]))
        elif columns[field] != column:
            table.problems.append(
                problem("repeated_column", place, column=said[column])
            )
    for field in required:
        if field not in columns:
            place = Place(sheet.name, cell_name(header.number, 0))
            title = _title(field, required)
            table.problems.append(problem("missing_column", place, column=title))
    return table


def _title(field: str, required: tuple[str, ...]) -> str:
    if required == CSV_REQUIRED:
        return CSV_NAMES[field][0]
    return next(title for title, name in _TEMPLATE.items() if name == field)


def _plain(title: str) -> str:
    return "_".join(title.lower().replace("-", " ").split())


def _with_line(found: Problem, number: int, title: str) -> Problem:
    message = Text(
        f"{found.message.id} (baris {number}, kolom {title})",
        f"{found.message.en} (row {number}, column {title})",
    )
    return Problem(
        severity=found.severity, code=found.code, place=found.place, message=message
    )
