"""The plain files of the command line: values, groups and lists of units.

A values file has the columns ``unit,indicator,period,value`` in any order, as CSV in
Indonesian (``;`` and decimal comma) or international dress, UTF-8 with or without BOM.
Every problem names its line and column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from rancang.methods.framework import Framework, Indicator
from rancang.workbooks.lines import (
    Complaints,
    Line,
    check_name,
    decimal_of,
    lines_of,
    number_in,
    refuse,
)


COLUMNS = ("unit", "indicator", "period", "value")

_PERIOD = re.compile(
    r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?|-Q([1-4])|-S([12]))?"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figures:
    """What was read: units by code, one column for each indicator of the framework.

    ``periods`` is the period each indicator was taken from, empty where it has no value.
    """

    units: tuple[str, ...]
    values: NDArray[np.float64]
    periods: tuple[str, ...]


def read_values(
    content: bytes, framework: Framework, period: str | None = None
) -> Figures:
    """Read a values file against a framework.

    Without ``period`` each indicator is taken from the latest period in which any unit
    has a number for it. All units are read in that one period, so that they are compared
    like with like: a unit without a number there is missing, not read from an earlier
    year. Raises ``ValuesError``.
    """
    numbers, first = _cells(content, framework)
    codes = [indicator.code for indicator in framework.indicators()]
    return _figures(numbers, first, (codes, period))


def read_periods(content: bytes, framework: Framework) -> dict[str, Figures]:
    """Read every period of a values file by itself, the earliest first.

    All have the same units; an indicator without a number in a period is missing there.
    Raises ``ValuesError``.
    """
    numbers, first = _cells(content, framework)
    codes = [indicator.code for indicator in framework.indicators()]
    periods = sorted({when for _, _, when in numbers}, key=_end)
    return {period: _figures(numbers, first, (codes, period)) for period in periods}


def moment(period: str) -> float:
    """Return when a period ends, in years."""
    year, month, day, _ = _end(period)
    return year + (month - 1 + day / 31) / 12


def _cells(
    content: bytes, framework: Framework
) -> tuple[dict[tuple[str, str, str], float], dict[tuple[str, str, str], int]]:
    """Return the numbers by unit, indicator and period, and the line of each."""
    lines = lines_of(content, COLUMNS)
    indicators = {indicator.code: indicator for indicator in framework.indicators()}
    complaints = Complaints()
    decimal = decimal_of(lines, content, "value", complaints)
    cells: dict[tuple[str, str, str], float | None] = {}
    first: dict[tuple[str, str, str], int] = {}
    for line in lines:
        unit, code, when, _ = line.fields
        key = (unit, code, when)
        check_name(line.number, "unit", unit, complaints)
        _check_key(line, indicators, complaints)
        if key in first:
            both = f"sudah ada di baris {first[key]}", f"already on line {first[key]}"
            complaints.add(line.number, "unit, indicator, period", both)
        first.setdefault(key, line.number)
        number = number_in(line, decimal, "value", complaints)
        if number is not None and code in indicators:
            _check_range(line.number, number, indicators[code], complaints)
        cells[key] = number
    complaints.settle()
    return {k: v for k, v in cells.items() if v is not None}, first


def read_groups(content: bytes, units: Sequence[str]) -> tuple[str, ...]:
    """Read ``unit,group`` and return the group of each unit. Raises ``ValuesError``."""
    found = _labels(content, ("unit", "group"))
    missing = [unit for unit in units if unit not in found]
    if missing:
        names = ", ".join(missing[:10])
        raise refuse(f"kelompok belum ada untuk {names}", f"no group for {names}")
    return tuple(found[unit] for unit in units)


def read_units(content: bytes, units: Sequence[str]) -> frozenset[str]:
    """Read a list of units, the column ``unit``. Raises ``ValuesError``."""
    found = _labels(content, ("unit",))
    unknown = [unit for unit in found if unit not in set(units)]
    if unknown:
        names = ", ".join(unknown[:10])
        raise refuse(f"unit tidak ada di nilai: {names}", f"no such unit: {names}")
    return frozenset(found)


def _labels(content: bytes, columns: tuple[str, ...]) -> dict[str, str]:
    complaints = Complaints()
    found: dict[str, str] = {}
    for number, fields in lines_of(content, columns):
        unit, label = fields[0], fields[-1]
        for column, text in zip(columns, fields, strict=True):
            check_name(number, column, text, complaints)
        if unit in found:
            both = f"{unit} ditulis dua kali", f"{unit} is written twice"
            complaints.add(number, "unit", both)
        found[unit] = label
    complaints.settle()
    return found


def _check_key(
    line: Line, indicators: dict[str, Indicator], complaints: Complaints
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


def _check_range(
    number: int, value: float, indicator: Indicator, complaints: Complaints
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
        raise refuse(
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
    complaints = Complaints()
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
