"""The rules of a form: which rows it takes, and everything that is wrong with the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from rancang.workbooks.complaints import problem
from rancang.workbooks.contents import (
    Terms,
    collect,
    date_in,
    doubts,
    number_in,
    text_in,
)
from rancang.workbooks.grid import Grid
from rancang.workbooks.layout import GUIDE_SHEET, STAMP_SHEET, stamp
from rancang.workbooks.numbers import tidy
from rancang.workbooks.records import Entry, Form, Place, Problem, Row
from rancang.workbooks.tables import Record, Table, find_table


Key = tuple[str, str, str]

_IDENTIFIERS = ("region", "indicator", "period")
_FILLED_IN = ("value", "source", "method", "evidence_date", "note")
_STAMPED = (
    ("layout", "other_layout"),
    ("call", "other_call"),
    ("agency", "other_agency"),
    ("framework", "other_framework"),
    ("fingerprint", "other_framework"),
)


@dataclass(slots=True)
class Findings:
    """The rows that are right and the problems of those that are not."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check_stamp(grid: Grid, form: Form) -> Problem | None:
    """Say why a workbook is not this form's template, or nothing."""
    sheets = [sheet for sheet in grid.sheets if sheet.name == STAMP_SHEET]
    if not sheets:
        return problem("no_stamp")
    found = {
        line.cells[0].text: line.cells[1].text
        for line in sheets[0].lines
        if len(line.cells) > 1
    }
    expected = stamp(form)
    for key, code in _STAMPED:
        if found.get(key) != expected[key]:
            shown = "framework" if key == "fingerprint" else key
            had = found.get(shown, "")
            return problem(code, found=had, expected=expected[shown])
    return None


def tables_of(grid: Grid) -> tuple[list[Table], list[Problem]]:
    """Return the tables of a file, and the sheets that hold none."""
    tables: list[Table] = []
    problems: list[Problem] = []
    for sheet in grid.sheets:
        if sheet.name in (GUIDE_SHEET, STAMP_SHEET):
            continue
        table = find_table(sheet, csv=grid.csv)
        if table is not None:
            tables.append(table)
            problems += table.problems
        elif not grid.csv:
            problems.append(problem("sheet_ignored", Place(sheet.name)))
    if not tables:
        problems.append(problem("no_header" if grid.csv else "no_sheet"))
    return tables, problems


def check_rows(tables: list[Table], form: Form, terms: Terms) -> Findings:
    """Hold every row against the form."""
    findings = Findings()
    records = [record for table in tables for record in table.records()]
    if stranger := _other_regions(records, form):
        findings.problems.append(stranger)
        return findings
    checker = _Checker(form, terms, findings)
    for record in records:
        checker.check(record)
    if missing := len(form.entries) - len(findings.rows):
        total = len(form.entries)
        findings.problems.append(problem("not_filled", count=missing, total=total))
    return findings


class _Checker:
    """Knows what the form asks and which of it the file has told already."""

    def __init__(self, form: Form, terms: Terms, findings: Findings) -> None:
        self._agency = form.agency_name
        self._terms = terms
        self._findings = findings
        self._entries = {_key(entry): entry for entry in form.entries}
        self._regions = {entry.region for entry in form.entries}
        self._indicators = {entry.indicator.code for entry in form.entries}
        self._told: dict[Key, Record] = {}

    def check(self, record: Record) -> None:
        found = _unreadable(record)
        if not found:
            entry = self._entry(record, found)
            if entry is not None and not found:
                self._fill(record, entry, found)
        self._findings.problems += found

    def _entry(self, record: Record, found: list[Problem]) -> Entry | None:
        """Return the entry a row is for, unless it is for none or told twice."""
        key = region, indicator, period = _told_key(record)
        entry = self._entries.get(key)
        if entry is None:
            found.append(self._unasked(record, region, indicator, period))
        elif (first := self._told.setdefault(key, record)) is not record:
            found.append(_duplicate(record, first, entry))
        else:
            found += _altered(record, entry)
        return entry

    def _unasked(
        self, record: Record, region: str, indicator: str, period: str
    ) -> Problem:
        if not any((region, indicator, period)):
            return record.problem("row_added", "region")
        if region not in self._regions:
            hint, hint_en = self._region_hint(region)
            said = {"found": region, "agency": self._agency}
            return record.problem(
                "unknown_region", "region", **said, hint=hint, hint_en=hint_en
            )
        if indicator not in self._indicators:
            return record.problem("unknown_indicator", "indicator", found=indicator)
        said = {"region": region, "indicator": indicator, "period": period}
        return record.problem("not_asked", "period", **said)

    def _region_hint(self, region: str) -> tuple[str, str]:
        # A spreadsheet that took the code for a number ate its last zero or its point.
        for meant in (region + "0", region.replace(",", ".")):
            if meant in self._regions:
                return (
                    f' Mungkin "{meant}": simpan kolom ini sebagai teks.',
                    f' Perhaps "{meant}": keep this column as text.',
                )
        return "", ""

    def _fill(self, record: Record, entry: Entry, found: list[Problem]) -> None:
        """Add the row, or its problems; one that tells nothing is not filled in."""
        told = bool(record.text("value"))
        if not told and not record.text("note"):
            return
        terms = self._terms
        number = (
            collect(found, lambda: number_in(record, entry, terms)) if told else None
        )
        day = collect(found, lambda: date_in(record, terms))
        source, method, note = (
            collect(found, partial(text_in, record, name, terms)) or ""
            for name in ("source", "method", "note")
        )
        if told:
            found += _missing(record)
        if found:
            return
        if number is not None:
            found += doubts(record, entry, number)
        region, indicator, period = _key(entry)
        self._findings.rows.append(
            Row(
                region=region,
                indicator=indicator,
                period=period,
                number=number,
                evidence_date=day,
                source=source,
                method=method,
                note=note,
                place=record.place("value"),
            )
        )


def _key(entry: Entry) -> Key:
    return entry.region, entry.indicator.code, entry.period


def _told_key(record: Record) -> Key:
    return record.text("region"), record.text("indicator"), record.text("period")


def _unreadable(record: Record) -> list[Problem]:
    """Return the formulas and errors among the cells that matter."""
    found: list[Problem] = []
    for name in (*_IDENTIFIERS, *_FILLED_IN):
        cell = record.cells.get(name)
        if cell is not None and cell.kind == "error":
            found.append(record.problem("error_cell", name, found=cell.text[:40]))
        elif cell is not None and cell.formula:
            found.append(record.problem("formula", name))
    return found


def _altered(record: Record, entry: Entry) -> list[Problem]:
    """Compare what a template shows with what its hidden columns say."""
    shown = {
        "shown_region": entry.region,
        "indicator_name": entry.indicator.name.id,
        "shown_period": entry.period,
    }
    return [
        record.problem("altered", name, found=record.text(name), expected=expected)
        for name, expected in shown.items()
        if name in record.table.columns and record.text(name) != tidy(expected)
    ]


def _missing(record: Record) -> list[Problem]:
    needed = ("source", "method", "evidence_date")
    return [record.problem("missing", name) for name in needed if not record.text(name)]


def _duplicate(record: Record, first: Record, entry: Entry) -> Problem:
    place = first.place("value")
    return record.problem(
        "duplicate",
        "value",
        indicator=entry.indicator.name.id,
        indicator_en=entry.indicator.name.en,
        region=f"{entry.region_name} ({entry.region})",
        period=entry.period,
        first=place.text("id"),
        first_en=place.text("en"),
    )


def _other_regions(records: list[Record], form: Form) -> Problem | None:
    """Say that no row at all is for a region of this form."""
    told = Counter(record.text("region") for record in records)
    told.pop("", None)
    if not told or told.keys() & {entry.region for entry in form.entries}:
        return None
    found = ", ".join(sorted(told)[:3])
    return problem("other_regions", found=found, agency=form.agency_name)
