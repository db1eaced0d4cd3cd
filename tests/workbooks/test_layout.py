from hypothesis import given
from hypothesis import strategies as st

from rancang.workbooks.layout import sheet_names, stamp


def test_sheet_names_are_short_plain_and_unlike(form):
    names = sheet_names(["A/B: [c]*?", "x" * 40, "X" * 35, "Petunjuk", "", "History"])
    assert list(names.values()) == [
        "A-B- -c---",
        "x" * 31,
        "X" * 27 + " (2)",
        "Petunjuk (2)",
        "Isian",
        "History (2)",
    ]


@given(st.lists(st.text(max_size=40)))
def test_any_names_become_names_a_workbook_accepts(wanted):
    names = list(sheet_names(wanted).values())
    assert len({name.casefold() for name in names}) == len(set(wanted))
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_the_stamp_tells_forms_apart(form):
    assert stamp(form) == {
        "layout": "1",
        "call": "2026-1",
        "agency": "35.76.bps",
        "framework": "kota-cerdas",
        "fingerprint": "f" * 64,
        "entries": "9",
    }
