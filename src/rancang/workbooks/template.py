"""From a form to the workbook an agency fills."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rancang.methods.framework import Indicator
from rancang.workbooks import guide
from rancang.workbooks.layout import (
    COLUMNS,
    GUIDE_SHEET,
    HEADER_ROW,
    STAMP_SHEET,
    column_of,
    sheet_names,
    stamp,
)
from rancang.workbooks.records import Entry, Form, Row
from rancang.workbooks.styles import Styles


Key = tuple[str, str, str]

_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the same for all, so bytes repeat
_FIRST = HEADER_ROW  # the first row of entries, counted from 0
_TITLE_LENGTH, _MESSAGE_LENGTH = 32, 255
_RANGES_PER_RULE = 100
_VALUE = column_of("value")
_DATE = column_of("evidence_date")
_OPTIONS_COLUMN = 3


def write(form: Form, rows: Iterable[Row] = ()) -> bytes:
    """Return the XLSX that asks for a form's entries, filled with ``rows`` where given.

    The same form and rows give the same bytes; numbers keep 15 digits, as spreadsheets
    do. Raises ``ValueError`` for a row the form
    does not ask for.
    """
    given = _by_key(form, rows)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"title": form.call_title, "created": _CREATED})
    _Writer(book, form, given).write()
    book.close()
    return file.getvalue()


class _Writer:
    """Writes one workbook: the guide, a sheet per group of entries, the stamp."""

    def __init__(
        self, book: xlsxwriter.Workbook, form: Form, given: dict[Key, Row]
    ) -> None:
        self._book = book
        self._form = form
        self._given = given
        self._styles = Styles(book)
        self._options: dict[tuple[float, ...], str] = {}

    def write(self) -> None:
        names = sheet_names(entry.sheet for entry in self._form.entries)
        groups: dict[str, list[Entry]] = {name: [] for name in names.values()}
        for entry in self._form.entries:
            groups[names[entry.sheet]].append(entry)
        front = self._book.add_worksheet(GUIDE_SHEET)
        sheets = {name: self._book.add_worksheet(name) for name in groups}
        self._write_stamp(self._book.add_worksheet(STAMP_SHEET))
        for name, entries in groups.items():
            self._write_sheet(sheets[name], name, entries)
        filled = {name: self._filled(entries) for name, entries in groups.items()}
        guide.write(front, self._styles, self._form, filled)
        front.activate()

    def _filled(self, entries: list[Entry]) -> tuple[int, int]:
        rows = [self._given.get(_key(entry)) for entry in entries]
        return sum(row is not None and row.number is not None for row in rows), len(
            rows
        )

    def _write_sheet(self, sheet: Worksheet, name: str, entries: list[Entry]) -> None:
        self._write_head(sheet, name)
        for at, entry in enumerate(entries, start=_FIRST):
            self._write_entry(sheet, at, entry)
        last = _FIRST + len(entries) - 1
        self._set_columns(sheet, last)
        self._mark_gaps(sheet, last)
        for indicator, rows in _rows_by_indicator(entries).items():
            for ranges in batched(_runs(rows), _RANGES_PER_RULE):
                self._restrict(sheet, indicator, ranges)
        sheet.data_validation(_FIRST, _DATE, last, _DATE, _date_rule())
        _dress_page(sheet, last)

    def _write_head(self, sheet: Worksheet, name: str) -> None:
        form, styles = self._form, self._styles
        sheet.write_string(0, 0, f"{name} - {form.agency_name}", styles.title)
        sheet.write_string(
            1,
            0,
            f"{form.call_title}. Isi sel kuning saja; sel lain terkunci.",
            styles.hint,
        )
        sheet.set_row(HEADER_ROW - 1, 32)
        for at, column in enumerate(COLUMNS):
            style = styles.input_header if column.filled_in else styles.header
            sheet.write_string(HEADER_ROW - 1, at, column.title, style)
            if column.advice:
                rule = _advice(column.title, column.advice) | {"validate": "any"}
                sheet.data_validation(HEADER_ROW - 1, at, HEADER_ROW - 1, at, rule)

    def _write_entry(self, sheet: Worksheet, at: int, entry: Entry) -> None:
        styles, indicator = self._styles, entry.indicator
        given = self._given.get(_key(entry))
        texts = {
            "shown_region": entry.region,
            "region_name": entry.region_name,
            "indicator_name": indicator.name.id,
            "unit": indicator.unit.id,
            "shown_period": entry.period,
            "last_period": entry.last_period,
            "indicator": indicator.code,
            "region": entry.region,
            "period": entry.period,
        }
        for field, text in texts.items():
            sheet.write_string(at, column_of(field), text, styles.fixed)
        _number(
            sheet,
            (at, column_of("last_value")),
            entry.last_value,
            styles.fixed_number(indicator.decimals),
        )
        number = given.number if given else None
        _number(sheet, (at, _VALUE), number, styles.input_number(indicator.decimals))
        for field in ("source", "method", "note"):
            text = getattr(given or entry, field, "")
            _text(sheet, (at, column_of(field)), text, styles.input_text)
        if given and given.evidence_date:
            sheet.write_datetime(at, _DATE, given.evidence_date, styles.input_date)
        else:
            sheet.write_blank(at, _DATE, None, styles.input_date)

    def _set_columns(self, sheet: Worksheet, last: int) -> None:
        for at, column in enumerate(COLUMNS):
            sheet.set_column(at, at, column.width, None, {"hidden": column.hidden})
        sheet.freeze_panes(HEADER_ROW, 2)
        shown = sum(not column.hidden for column in COLUMNS)
        sheet.autofilter(HEADER_ROW - 1, 0, last, shown - 1)
        sheet.protect("", dict.fromkeys(("sort", "autofilter", "format_columns"), True))

    def _mark_gaps(self, sheet: Worksheet, last: int) -> None:
        """Colour what a value still lacks, as soon as it is typed."""
        value = f"${chr(ord('A') + _VALUE)}{_FIRST + 1}"
        for field in ("source", "method", "evidence_date"):
            at = column_of(field)
            cell = f"{chr(ord('A') + at)}{_FIRST + 1}"
            rule = {
                "type": "formula",
                "criteria": f'=AND({value}<>"",{cell}="")',
                "format": self._styles.gap,
            }
            sheet.conditional_format(_FIRST, at, last, at, rule)

    def _restrict(
        self, sheet: Worksheet, indicator: Indicator, ranges: tuple[list[int], ...]
    ) -> None:
        rule = _advice(indicator.name.id, _meaning(indicator))
        if indicator.options:
            rule |= _list_rule(self._options[indicator.options])
        else:
            rule |= _range_rule(indicator)
        rule["other_cells"] = [[top, _VALUE, end, _VALUE] for top, end in ranges[1:]]
        top, end = ranges[0]
        sheet.data_validation(top, _VALUE, end, _VALUE, rule)

    def _write_stamp(self, sheet: Worksheet) -> None:
        for at, (key, text) in enumerate(stamp(self._form).items()):
            sheet.write_string(at, 0, key)
            sheet.write_string(at, 1, text)
        # Lists stand in cells, where numbers stay numbers whatever the decimal mark is.
        lists = dict.fromkeys(entry.indicator.options for entry in self._form.entries)
        for at, options in enumerate(filter(None, lists), start=_OPTIONS_COLUMN):
            for row, option in enumerate(options):
                sheet.write_number(row, at, option)
            letter = xlsxwriter.utility.xl_col_to_name(at)
            area = f"${letter}$1:${letter}${len(options)}"
            self._options[options] = f"='{STAMP_SHEET}'!{area}"
        sheet.very_hidden()


def _key(item: Entry | Row) -> Key:
    code = item.indicator if isinstance(item, Row) else item.indicator.code
    return item.region, code, item.period


def _by_key(form: Form, rows: Iterable[Row]) -> dict[Key, Row]:
    asked = {_key(entry) for entry in form.entries}
    given = {_key(row): row for row in rows}
    if strange := given.keys() - asked:
        message = f"rows the form does not ask for: {sorted(strange)[:3]}"
        raise ValueError(message)
    return given


def _rows_by_indicator(entries: list[Entry]) -> dict[Indicator, list[int]]:
    rows: dict[Indicator, list[int]] = {}
    for at, entry in enumerate(entries, start=_FIRST):
        rows.setdefault(entry.indicator, []).append(at)
    return rows


def _runs(rows: list[int]) -> Iterator[list[int]]:
    """Yield first and last of the stretches of rows that follow one another."""
    run = [rows[0], rows[0]]
    for row in rows[1:]:
        if row == run[1] + 1:
            run[1] = row
        else:
            yield run
            run = [row, row]
    yield run


def _number(
    sheet: Worksheet, at: tuple[int, int], number: float | None, style: Format
) -> None:
    if number is None:
        sheet.write_blank(*at, None, style)
    else:
        sheet.write_number(*at, number, style)


def _text(sheet: Worksheet, at: tuple[int, int], text: str, style: Format) -> None:
    if text:
        sheet.write_string(*at, text, style)
    else:
        sheet.write_blank(*at, None, style)


def _advice(title: str, text: str) -> dict[str, Any]:
    return {
        "input_title": title[:_TITLE_LENGTH],
        "input_message": text[:_MESSAGE_LENGTH],
    }


def _meaning(indicator: Indicator) -> str:
    parts = [f"Satuan: {indicator.unit.id}."]
    low, high = indicator.minimum, indicator.maximum
    if low is not None and high is not None:
        parts.append(f"Rentang wajar {guide.number(low)} sampai {guide.number(high)}.")
    if indicator.definition is not None:
        parts.append(indicator.definition.id)
    return " ".join(parts)


def _list_rule(source: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_title": "Pilih dari daftar",
        "error_message": "Nilai harus salah satu dari daftar pilihan.",
    }


def _range_rule(indicator: Indicator) -> dict[str, Any]:
    """Warn outside the plausible range; without one, stop what is not a number."""
    low, high = indicator.minimum, indicator.maximum
    rule: dict[str, Any] = {
        "validate": "decimal",
        "error_type": "warning",
        "error_title": "Periksa nilainya",
        "error_message": "Nilai bukan angka atau di luar rentang wajar. "
        "Berkas akan ditolak bila nilai ini dikirim.",
    }
    if low is not None and high is not None:
        return rule | {"criteria": "between", "minimum": low, "maximum": high}
    if low is not None:
        return rule | {"criteria": ">=", "value": low}
    if high is not None:
        return rule | {"criteria": "<=", "value": high}
    return rule | {
        "criteria": "between",
        "minimum": -1e18,
        "maximum": 1e18,
        "error_type": "stop",
        "error_title": "Angka saja",
        "error_message": "Ketik angka saja, tanpa satuan atau kata.",
    }


def _date_rule() -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": ">=",
        "value": datetime(1945, 8, 17),  # noqa: DTZ001 - a day, not a moment
        "error_title": "Bukan tanggal",
        "error_message": "Ketik tanggal, misalnya 31/12/2025.",
    }


def _dress_page(sheet: Worksheet, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(HEADER_ROW - 1)
    shown = sum(not column.hidden for column in COLUMNS)
    sheet.print_area(0, 0, last, shown - 1)
    sheet.set_footer("&L&A&RHalaman &P dari &N")
    sheet.hide_gridlines(2)
    sheet.set_selection(_FIRST, _VALUE, _FIRST, _VALUE)
