"""Workbooks as an officer fills them: the template from the page, typed into."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from rancang.workbooks.layout import GUIDE_SHEET, HEADER_ROW, STAMP_SHEET, column_of
from tests.factories import EVIDENCE, SOURCE


def fill(template: Path, out: Path, numbers: dict[tuple[str, str], float]) -> list[str]:
    """Type numbers by region and indicator; return the cells they went to."""
    book = load_workbook(template)
    cells = []
    for sheet in book:
        if sheet.title in {GUIDE_SHEET, STAMP_SHEET}:
            continue
        for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
            key = (_read(row, "region"), _read(row, "indicator"))
            if key in numbers:
                row[column_of("value")].value = numbers[key]
                row[column_of("source")].value = SOURCE
                row[column_of("method")].value = "survei"
                row[column_of("evidence_date")].value = EVIDENCE
                cells.append(row[column_of("value")].coordinate)
    assert len(cells) == len(numbers)
    book.save(out)
    return cells


def _read(row, field: str) -> str:
    return str(row[column_of(field)].value)
