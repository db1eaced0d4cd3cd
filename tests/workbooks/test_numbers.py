from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.workbooks.numbers import (
    ambiguous,
    date_of,
    decimal_shown,
    number_of,
    tidy,
)


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("1.234,5", 1234.5, None),
        ("1,234.5", None, 1234.5),
        ("1.234", 1234, 1.234),
        ("1,234", 1.234, 1234),
        ("12,5", 12.5, None),
        ("12.5", None, 12.5),
        ("1.234.567", 1234567, None),
        ("0.125", None, 0.125),
        ("\u22125,5", -5.5, None),
        ("\u00a07\u00a0", 7, 7),
        ("1\u00a0234,5", 1234.5, None),
        ("+3", 3, 3),
        ("1e3", 1000, 1000),
        ("12.34,5", None, None),
        ("1,2,3", None, None),
        ("12%", None, None),
        ("Rp 5", None, None),
        ("nan", None, None),
        ("inf", None, None),
        ("1_000", None, None),
        ("\u0661", None, None),
        ("", None, None),
        ("-", None, None),
    ],
)
def test_a_number_is_read_in_its_dress_only(text, comma, point):
    assert number_of(text, ",") == comma
    assert number_of(text, ".") == point


def test_what_tells_the_dress_and_what_does_not():
    told = {"12,5": ",", "1.234,5": ",", "1.234.567": ",", "0.125": ".", "12.5": "."}
    assert {text: decimal_shown(text) for text in told} == told
    assert [decimal_shown(text) for text in ("12", "1.234", "1,234", "x")] == [None] * 4
    assert [ambiguous(text) for text in ("12", "1.234", "1,234", "x", "0.125")] == [
        False,
        True,
        True,
        False,
        False,
    ]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_python_writes_is_read_back(number):
    written = repr(number)
    assert number_of(written, ".") == number
    assert number_of(written.replace(".", ","), ",") == number


def test_dates_in_both_orders_and_none_that_does_not_exist():
    assert date_of("2025-12-31") == date(2025, 12, 31)
    assert date_of("2025-12-31 00:00:00") == date(2025, 12, 31)
    assert date_of("31/12/2025") == date_of("31-12-2025") == date(2025, 12, 31)
    for text in ("31/02/2025", "12/31/2025", "2025", "31/12/25", "kemarin", "0000-1-1"):
        assert date_of(text) is None


def test_tidy_takes_away_what_nobody_sees():
    assert (
        tidy("\ufeff\u00a0Kota\u00a0A\u200b \r\nbaris\x07dua ") == "Kota A \nbaris dua"
    )
