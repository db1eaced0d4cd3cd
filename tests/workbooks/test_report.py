from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from rancang.methods.framework import Text
from rancang.workbooks.records import Place
from rancang.workbooks.report import by_sheet, write_csv


def told(severity, sheet, cell, words="salah"):
    place = Place(sheet, cell)
    return {
        "severity": severity,
        "sheet": sheet,
        "cell": cell,
        "id": f"{place.text('id')}: {words}" if sheet or cell else words,
        "en": f"{place.text('en')}: wrong" if sheet or cell else "wrong",
    }


def table(parts, language="id"):
    text = write_csv(parts, language).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_problems_stand_by_sheet_and_row_errors_first():
    parts = by_sheet(
        [
            told("warning", "", ""),
            told("error", "B", "H10"),
            told("error", "A", "AA9"),
            told("error", "B", "H9"),
            told("error", "B", "C9"),
        ]
    )

    assert [(p.severity, p.sheet, [t.cell for t in p.troubles]) for p in parts] == [
        ("error", "B", ["C9", "H9", "H10"]),
        ("error", "A", ["AA9"]),
        ("warning", "", [""]),
    ]


def test_the_place_is_told_once():
    (part,) = by_sheet([told("error", "Ekonomi", "H4")])

    assert part.troubles[0].message == Text("salah", "wrong")


def test_nothing_wrong_makes_no_part():
    assert by_sheet([]) == []
    assert table([], "en") == [["Level", "Sheet", "Cell", "Problem"]]


def test_the_table_speaks_the_language_asked_for():
    parts = by_sheet([told("error", "Ekonomi", "H4")])

    assert table(parts, "id")[1] == ["Galat", "Ekonomi", "H4", "salah"]
    assert table(parts, "en")[1] == ["Error", "Ekonomi", "H4", "wrong"]


@given(st.text(alphabet='=+-@ab"; \t\n', min_size=1, max_size=12))
def test_no_text_becomes_a_formula(words):
    (row,) = table(by_sheet([told("error", "", "", words)]))[1:]

    assert not row[3].startswith(("=", "+", "-", "@", "\t", "\r"))
