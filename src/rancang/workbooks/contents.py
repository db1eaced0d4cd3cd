"""What the cells of a row must hold: a number, a date, words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rancang.methods.framework import Indicator
from rancang.workbooks.complaints import Refused, spoken
from rancang.workbooks.grid import Cell
from rancang.workbooks.numbers import OTHER, DecimalMark, date_of, number_of
from rancang.workbooks.records import Entry, Problem
from rancang.workbooks.tables import Record


# Beyond it a spreadsheet no longer holds whole numbers, and no figure of a region lies.
_LARGEST = 1e18
_EARLIEST = date(1945, 8, 17)
_FAR = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What rows are held against besides the form.

    ``decimal`` is None where cells hold numbers themselves, as in an XLSX.
    """

    today: date
    decimal: DecimalMark | None
    text: int


def number_in(record: Record, entry: Entry, terms: Terms) -> float:
    """Return the number of a row's value cell.

    Raises ``Refused`` where it is none, or none that the indicator can have.
    """
    cell, indicator = record.cells["value"], entry.indicator
    if terms.decimal is None:
        number = _stored(record, cell, indicator)
    else:
        number = _typed(record, terms.decimal)
    if not math.isfinite(number) or abs(number) > _LARGEST:
        raise Refused(record.problem("not_finite", "value", found=cell.text[:40]))
    _check_bounds(record, indicator, number)
    return number


def date_in(record: Record, terms: Terms) -> date | None:
    """Return the evidence date of a row, or None where none is given.

    Raises ``Refused`` where it is no date, or one that cannot be.
    """
    text = record.text("evidence_date")
    if not text:
        return None
    cell = record.cells["evidence_date"]
    plain_number = cell.kind == "number" and cell.shown != "date"
    found = None if plain_number or cell.kind == "boolean" else date_of(text)
    if found is None:
        raise _refusal(record, "not_a_date", "evidence_date", found=text[:40])
    if found > terms.today:
        said = {"found": found.isoformat(), "today": terms.today.isoformat()}
        raise _refusal(record, "future_date", "evidence_date", **said)
    if found < _EARLIEST:
        said = {"found": found.isoformat(), "earliest": _EARLIEST.isoformat()}
        raise _refusal(record, "too_old", "evidence_date", **said)
    return found


def text_in(record: Record, field: str, terms: Terms) -> str:
    """Return the words of a cell; raises ``Refused`` where there are too many."""
    text = record.text(field)
    if len(text) > terms.text:
        said = {"length": len(text), "limit": terms.text}
        raise _refusal(record, "text_too_long", field, **said)
    return text


def doubts(record: Record, entry: Entry, number: float) -> list[Problem]:
    """Return what should be looked at although the number can be right."""
    found: list[Problem] = []
    if record.cells["value"].shown == "percent":
        unit = entry.indicator.unit
        said = {"stored": number, "unit": unit.id, "unit_en": unit.en}
        found.append(record.problem("percent_shown", "value", **said))
    last = entry.last_value
    if last and not record.text("note") and not 1 / _FAR < number / last < _FAR:
        said = {"value": number, "last": last, "period": entry.last_period}
        found.append(record.problem("far_from_last", "value", **said))
    return found


def collect[T](found: list[Problem], ask: Callable[[], T]) -> T | None:
    """Return the answer, or keep the problem that stands in its way."""
    try:
        return ask()
    except Refused as refused:
        found.append(refused.problem)
        return None


def _stored(record: Record, cell: Cell, indicator: Indicator) -> float:
    """Return what an XLSX cell holds as a number."""
    text = record.text("value")
    if cell.kind == "boolean":
        found = "TRUE" if text == "1" else "FALSE"
        raise _refusal(record, "boolean", "value", found=found)
    if cell.kind == "text":
        raise Refused(_as_text(record, text))
    if cell.shown == "date":
        raise _refusal(record, "date_as_number", "value", found=text)
    try:
        number = float(text.replace("_", "?"))  # which Python alone would overlook
    except ValueError:
        raise Refused(_as_text(record, text)) from None
    if cell.shown == "percent" and _is_percent(indicator):
        shown = float(f"{number * 100:.12g}")
        raise _refusal(record, "percent_cell", "value", shown=shown, stored=number)
    return number


def _typed(record: Record, decimal: DecimalMark) -> float:
    """Return the number a CSV cell shows in the dress of its file."""
    text = record.text("value")
    number = number_of(text, decimal)
    if number is None and text.startswith("="):
        raise _refusal(record, "formula", "value")
    if number is None and text.startswith("#"):
        raise _refusal(record, "error_cell", "value", found=text[:40])
    if number is None:
        hint, hint_en = _hint(text, decimal)
        said = {"found": text[:40], "hint": hint, "hint_en": hint_en}
        raise _refusal(record, "not_a_number", "value", **said)
    return number


def _as_text(record: Record, text: str) -> Problem:
    """Say that a number was typed as text, and what it probably is."""
    readings = {number_of(text.rstrip(" %"), mark) for mark in OTHER} - {None}
    hint = hint_en = ""
    if "%" in text:
        hint, hint_en = " Hapus tanda %.", " Leave out the % sign."
    if not readings:
        said = {"found": text[:40], "hint": hint, "hint_en": hint_en}
        return record.problem("not_a_number", "value", **said)
    if "," in text or "." in text:
        hint += " Tanda desimal mengikuti setelan Excel: koma atau titik."
        hint_en += " The decimal mark is that of your Excel: comma or point."
    numbers = sorted(number for number in readings if number is not None)
    said = {
        "found": text[:40],
        "number": " atau ".join(spoken(number, "id") for number in numbers),
        "number_en": " or ".join(spoken(number, "en") for number in numbers),
        "hint": hint,
        "hint_en": hint_en,
    }
    return record.problem("text_number", "value", **said)


def _hint(text: str, decimal: DecimalMark) -> tuple[str, str]:
    if "%" in text:
        return " Hapus tanda %.", " Leave out the % sign."
    if number_of(text, OTHER[decimal]) is not None:
        name, name_en = {",": ("koma", "comma"), ".": ("titik", "point")}[decimal]
        return (
            f" Berkas ini memakai {name} desimal.",
            f" This file uses the decimal {name_en}.",
        )
    return "", ""


def _check_bounds(record: Record, indicator: Indicator, number: float) -> None:
    unit, name = indicator.unit, indicator.name
    said = {
        "value": number,
        "unit": unit.id,
        "unit_en": unit.en,
        "indicator": name.id,
        "indicator_en": name.en,
    }
    if indicator.maximum is not None and number > indicator.maximum:
        raise _refusal(
            record, "above_maximum", "value", **said, limit=indicator.maximum
        )
    if indicator.minimum is not None and number < indicator.minimum:
        raise _refusal(
            record, "below_minimum", "value", **said, limit=indicator.minimum
        )
    options = indicator.options
    if options and not any(math.isclose(number, option) for option in options):
        said["options"] = "; ".join(spoken(option, "id") for option in options)
        said["options_en"] = "; ".join(spoken(option, "en") for option in options)
        raise _refusal(record, "not_an_option", "value", **said)


def _is_percent(indicator: Indicator) -> bool:
    return indicator.unit.id.strip().lower().startswith(("persen", "%"))


def _refusal(record: Record, code: str, field: str, **said: object) -> Refused:
    return Refused(record.problem(code, field, **said))
