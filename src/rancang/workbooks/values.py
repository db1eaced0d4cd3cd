"""The plain files of the command line: values, groups and lists of units.

A values file has the columns ``unit,indicator,period,value`` in any order, as CSV in
Indonesian (``;`` and decimal comma) or international dress, UTF-8 with or without BOM.
Every problem names its line and column.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rancang.methods.framework import Framework, Indicator, Text
from rancang.workbooks.numbers import (
    DecimalMark,
    ambiguous,
    decimal_shown,
    number_of,
    tidy,
)
from rancang.workbooks.records import Place, Problem


COLUMNS = ("unit", "indicator", "period", "value")
MOST_BYTES = 100_000_000
MOST_ROWS = 1_000_000
MOST_PROBLEMS = 50
LONGEST = 64
LARGEST = 1e15

_PERIOD = re.compile(
    r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?|-Q([1-4])|-S([12]))?"
)
_MAGIC = (
    (b"PK\x03\x04", "XLSX atau ZIP", "an XLSX or ZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS lama atau terkunci kata sandi", "an old or locked XLS"),
    (b"%PDF", "PDF", "a PDF"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figures:
    """What was read: units by code, one column for each indicator of the framework.

    ``periods`` is the period each indicator was taken from, empty where it has no value.
    """

    units: tuple[str, ...]
    values: NDArray[np.float64]
    periods: tuple[str, ...]


class ValuesError(ValueError):
    """The file cannot be used; ``problems`` say why, line by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.text() for problem in problems))


class Line(NamedTuple):
    """A line of the file: its number and its fields in the order asked for."""

    number: int
    fields: tuple[str, ...]


class _Complaints:
    """Collects problems and gives up when there are too many to read."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, line: int, column: str, both: tuple[str, str]) -> None:
        where = (f"baris {line}, kolom {column}: ", f"line {line}, column {column}: ")
        self.found.append(_problem(where[0] + both[0], where[1] + both[1]))
        if len(self.found) >= MOST_PROBLEMS:
            more = f"sudah {MOST_PROBLEMS} masalah; perbaiki dahulu yang di atas"
            more_en = f"{MOST_PROBLEMS} problems so far; mend those above first"
            raise ValuesError([*self.found, _problem(more, more_en)])

    def settle(self) -> None:
        """Refuse the file if anything was found."""
        if self.found:
            raise ValuesError(self.found)


def _problem(indonesian: str, english: str) -> Problem:
    return Problem(
        severity="error",
        code="values",
        place=Place(),
        message=Text(indonesian, english),
    )


def _refuse(indonesian: str, english: str) -> ValuesError:
    return ValuesError([_problem(indonesian, english)])


def read_values(
    content: bytes, framework: Framework, period: str | None = None
) -> Figures:
    """Read a values file against a framework.

    Without ``period`` each indicator is taken from the latest period in which any unit
    has a number for it. All units are read in that one period, so that they are compared
    like with like: a unit without a number there is missing, not read from an earlier
    year. Raises ``ValuesError``.
    """
    lines = _lines(content, COLUMNS)
    indicators = {indicator.code: indicator for indicator in framework.indicators()}
    complaints = _Complaints()
    decimal = _decimal(lines, _delimiter(_text(content)), complaints)
    cells: dict[tuple[str, str, str], float | None] = {}
    first: dict[tuple[str, str, str], int] = {}
    for line in lines:
        unit, code, when, written = line.fields
        key = (unit, code, when)
        _check_name(line.number, "unit", unit, complaints)
        _check_key(line, indicators, complaints)
        if key in first:
            both = f"sudah ada di baris {first[key]}", f"already on line {first[key]}"
            complaints.add(line.number, "unit, indicator, period", both)
        first.setdefault(key, line.number)
        number = _number(line.number, written, decimal, complaints)
        if number is not None and code in indicators:
            _check_range(line.number, number, indicators[code], complaints)
        cells[key] = number
    complaints.settle()
    return _figures(
        {k: v for k, v in cells.items() if v is not None},
        first,
        (list(indicators), period),
    )


def read_groups(content: bytes, units: Sequence[str]) -> tuple[str, ...]:
    """Read ``unit,group`` and return the group of each unit. Raises ``ValuesError``."""
    found = _labels(content, ("unit", "group"))
    missing = [unit for unit in units if unit not in found]
    if missing:
        names = ", ".join(missing[:10])
        raise _refuse(f"kelompok belum ada untuk {names}", f"no group for {names}")
    return tuple(found[unit] for unit in units)


def read_units(content: bytes, units: Sequence[str]) -> frozenset[str]:
    """Read a list of units, the column ``unit``. Raises ``ValuesError``."""
    found = _labels(content, ("unit",))
    unknown = [unit for unit in found if unit not in set(units)]
    if unknown:
        names = ", ".join(unknown[:10])
        raise _refuse(f"unit tidak ada di nilai: {names}", f"no such unit: {names}")
    return frozenset(found)


def _labels(content: bytes, columns: tuple[str, ...]) -> dict[str, str]:
    complaints = _Complaints()
    found: dict[str, str] = {}
    for number, fields in _lines(content, columns):
        unit, label = fields[0], fields[-1]
        for column, text in zip(columns, fields, strict=True):
            _check_name(number, column, text, complaints)
        if unit in found:
            both = f"{unit} ditulis dua kali", f"{unit} is written twice"
            complaints.add(number, "unit", both)
        found[unit] = label
    complaints.settle()
    return found


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise _refuse(f"berkas melebihi {most} MB", f"the file is over {most} MB")
    for magic, indonesian, english in _MAGIC:
        if content.startswith(magic):
            raise _refuse(
                f"ini berkas {indonesian}, bukan CSV; simpan sebagai CSV UTF-8",
                f"this is {english} file, not CSV; save it as CSV UTF-8",
            )
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refuse(
            f"baris {line}: bukan teks UTF-8; simpan sebagai CSV UTF-8",
            f"line {line}: not UTF-8 text; save it as CSV UTF-8",
        ) from error
    if "\0" in text:
        raise _refuse("berkas biner, bukan CSV", "a binary file, not CSV")
    if not text.strip():
        raise _refuse("berkas kosong", "the file is empty")
    return text


def _delimiter(text: str) -> str:
    header = text.lstrip().split("\n", 1)[0]
    return max(";,\t", key=header.count)


def _lines(content: bytes, columns: tuple[str, ...]) -> list[Line]:
    """Return the lines with the fields of the given columns, which must be all."""
    text = _text(content)
    rows = _rows(text, _delimiter(text))
    number, titles = next(rows)
    names = [tidy(title).lower() for title in titles]
    if sorted(names) != sorted(columns):
        wanted, found = ", ".join(columns), ", ".join(names)
        raise _refuse(
            f"baris {number}: kolomnya harus {wanted}; yang ada: {found}",
            f"line {number}: the columns must be {wanted}; found: {found}",
        )
    places = [names.index(column) for column in columns]
    lines = [_line(number, row, places) for number, row in rows]
    if not lines:
        raise _refuse("tidak ada baris di bawah judul", "no line below the titles")
    return lines


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count, begins = 0, 1
    try:
        for row in reader:
            if any(field.strip() for field in row):
                count += 1
                if count > MOST_ROWS + 1:
                    most = f"{MOST_ROWS:,}".replace(",", ".")
                    raise _refuse(
                        f"baris {begins}: lebih dari {most} baris nilai",
                        f"line {begins}: more than {MOST_ROWS:,} rows of values",
                    )
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _refuse(
            f"baris {begins}: tanda petik atau isi sel tidak sah ({error})",
            f"line {begins}: bad quotes or cell ({error})",
        ) from error


def _line(number: int, row: list[str], places: list[int]) -> Line:
    if len(row) != len(places):
        raise _refuse(
            f"baris {number}: {len(row)} kolom, seharusnya {len(places)}",
            f"line {number}: {len(row)} columns instead of {len(places)}",
        )
    return Line(number, tuple(tidy(row[place]) for place in places))


def _decimal(lines: list[Line], delimiter: str, complaints: _Complaints) -> DecimalMark:
    """Return the file's decimal mark: by the first number that proves it, or by custom."""
    for line in lines:
        if mark := decimal_shown(line.fields[-1]):
            return mark
    if delimiter == ",":
        return "."
    for line in lines:
        if ambiguous(text := line.fields[-1]):
            both = (
                f"'{text}' dapat dibaca dengan dua cara; tulis tanpa pemisah ribuan",
                f"'{text}' can be read in two ways; write it without thousands marks",
            )
            complaints.add(line.number, "value", both)
    return ","


def _check_name(number: int, column: str, text: str, complaints: _Complaints) -> None:
    if not text or len(text) > LONGEST or not text.isprintable():
        both = (
            f"harus terisi, paling banyak {LONGEST} huruf",
            f"must be filled, with at most {LONGEST} characters",
        )
        complaints.add(number, column, both)
    elif text[0] in "=+-@":  # would be a formula in the next spreadsheet
        both = f"'{text}' diawali {text[0]}", f"'{text}' begins with {text[0]}"
        complaints.add(number, column, both)


def _check_key(
    line: Line, indicators: dict[str, Indicator], complaints: _Complaints
) -> None:
    _, code, when, _ = line.fields
    if code not in indicators:
        near = get_close_matches(code, indicators, n=1)
        hint = (f"; maksudnya {near[0]}?", f"; {near[0]}?") if near else ("", "")
        both = (
            f"indikator '{code}' tidak ada dalam kerangka{hint[0]}",
            f"indicator '{code}' is not in the framework{hint[1]}",
        )
        complaints.add(line.number, "indicator", both)
    if not _PERIOD.fullmatch(when):
        both = (
            f"'{when}' bukan periode; tulis 2024, 2024-06, 2024-Q2, 2024-S1",
            f"'{when}' is no period; write 2024, 2024-06, 2024-Q2, 2024-S1",
        )
        complaints.add(line.number, "period", both)


def _number(
    number: int, text: str, decimal: DecimalMark, complaints: _Complaints
) -> float | None:
    if not text:
        return None
    value = number_of(text, decimal)
    if value is not None and abs(value) <= LARGEST:
        return value
    mark = {",": ("koma", "comma"), ".": ("titik", "point")}[decimal]
    both = (
        f"'{text}' bukan angka (tanda desimal berkas ini {mark[0]}); "
        "kosongkan bila tidak ada",
        f"'{text}' is not a number (the decimal mark of this file is the {mark[1]}); "
        "leave it empty if there is none",
    )
    complaints.add(number, "value", both)
    return None


def _check_range(
    number: int, value: float, indicator: Indicator, complaints: _Complaints
) -> None:
    low = -math.inf if indicator.minimum is None else indicator.minimum
    high = math.inf if indicator.maximum is None else indicator.maximum
    if not low <= value <= high:
        both = (
            f"{value:g} di luar rentang wajar {low:g} sampai {high:g} "
            f"({indicator.code}, {indicator.unit.id})",
            f"{value:g} is outside the plausible range {low:g} to {high:g} "
            f"({indicator.code}, {indicator.unit.en})",
        )
        complaints.add(number, "value", both)
    elif indicator.options and value not in indicator.options:
        listed = ", ".join(f"{option:g}" for option in indicator.options)
        both = f"{value:g} bukan salah satu dari {listed}", f"{value:g} not in {listed}"
        complaints.add(number, "value", both)


def _figures(
    numbers: dict[tuple[str, str, str], float],
    first: dict[tuple[str, str, str], int],
    asked: tuple[list[str], str | None],
) -> Figures:
    codes, period = asked
    _refuse_empty_units(numbers, first)
    if period is not None and period not in {when for _, _, when in numbers}:
        there = ", ".join(sorted({when for _, _, when in numbers}))
        raise _refuse(
            f"tidak ada nilai untuk periode '{period}'; yang ada: {there}",
            f"no value for period '{period}'; there is: {there}",
        )
    latest: dict[str, str] = {}
    for _, code, when in numbers:
        if when == period or (
            period is None and _end(when) > _end(latest.get(code, _EARLIEST))
        ):
            latest[code] = when
    units = sorted({unit for unit, _, _ in first})
    values = np.array(
        [[numbers.get((u, c, latest.get(c, "")), np.nan) for c in codes] for u in units]
    )
    return Figures(
        units=tuple(units),
        values=values.reshape(len(units), len(codes)),
        periods=tuple(latest.get(code, "") for code in codes),
    )


def _refuse_empty_units(
    numbers: dict[tuple[str, str, str], float], first: dict[tuple[str, str, str], int]
) -> None:
    filled = {unit for unit, _, _ in numbers}
    complaints = _Complaints()
    told: set[str] = set()
    for (unit, _, _), line in first.items():
        if unit not in filled and unit not in told:
            both = (
                f"{unit} tidak punya nilai sama sekali",
                f"{unit} has no value at all",
            )
            complaints.add(line, "value", both)
            told.add(unit)
    complaints.settle()


_EARLIEST = "0000"


def _end(period: str) -> tuple[int, int, int, int]:
    """Return what orders periods: the last day, and of two that end together the longer."""
    match = _PERIOD.fullmatch(period)
    year, month, day, quarter, half = match.groups() if match else ("0",) * 5
    last = int(month or 0) or 3 * int(quarter or 0) or 6 * int(half or 0) or 12
    return int(year), last, int(day or 31), -len(period)
