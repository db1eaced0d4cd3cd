import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.documents import sentences
from rancang.documents.book import plain
from rancang.documents.facts import Fact, Position, Source


SOURCE = Source(publisher="BPS", title="Uji", date="2021", row="baris 1")


def fact(value, **more):
    full = {"unit": "", "period": "2021", "source": SOURCE, **more}
    return Fact(code="a", label="A", value=value, **full)


def parsed(text):
    """Read a number as an Indonesian would."""
    assert re.fullmatch(r"−?\d{1,3}(\.\d{3})*(,\d+)?", text), text
    return float(text.replace(".", "").replace(",", ".").replace("−", "-"))


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_a_number_can_be_read_back_to_its_last_digit(value, decimals):
    text = sentences.number(value, decimals)
    assert abs(parsed(text) - value) <= 0.5000001 * 10**-decimals + abs(value) * 1e-15
    assert text == sentences.number(parsed(text), decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (142272, 0, "142.272"),
        (-172.92, 2, "−172,92"),
        (-0.001, 2, "0,00"),
        (999.995, 0, "1.000"),
        (0, 0, "0"),
    ],
)
def test_numbers_by_hand(value, decimals, text):
    assert sentences.number(value, decimals) == text


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("%", "6,39%"),
        ("", "6,39"),
        ("indeks 0–100", "6,39"),
        ("tahun", "6,39\xa0tahun"),
        ("rupiah", "Rp6,39"),
        ("miliar rupiah", "Rp6,39\xa0miliar"),
        ("ribu Rp/orang", "Rp6,39\xa0ribu/orang"),
        ("ribu rupiah per tahun", "Rp6,39\xa0ribu per tahun"),
        ("rupanya", "6,39\xa0rupanya"),
    ],
)
def test_units_stand_where_they_belong(unit, text):
    assert sentences.with_unit("6,39", unit) == text


def test_days_and_lists():
    assert sentences.day("2026-11-25") == "25 November 2026"
    assert sentences.day("2025-01-02T03:04:05") == "2 Januari 2025"
    assert sentences.day("triwulan I") == "triwulan I"
    assert [sentences.listed("abc"[:n]) for n in range(4)] == [
        "",
        "a",
        "a dan b",
        "a, b, dan c",
    ]


def test_a_figure_says_that_it_is_missing_imputed_or_invented():
    assert plain(sentences.figure(None)) == "belum tersedia"
    assert plain(sentences.figure(fact(None))) == "belum tersedia"
    assert plain(sentences.cell(fact(None))) == "—"
    assert (
        plain(sentences.figure(fact(5, unit="%", imputed=True))) == "5,00% (imputasi)"
    )
    assert plain(sentences.cell(fact(5, imputed=True))) == "5,00 (imputasi)"
    assert plain(sentences.figure(fact(5, flags=("contoh",)))) == "5,00 (contoh)"


def test_only_a_flag_told_elsewhere_makes_a_star():
    assert plain(sentences.cell(fact(5, flags=("janggal",)))) == "5,00*"
    assert plain(sentences.cell(fact(5, flags=("contoh",)))) == "5,00 (contoh)"


def test_ranks_and_their_intervals():
    twelfth, nine = fact(12.0), fact(9.0)
    told = sentences.rank(twelfth, 98, "kota", "x")
    assert plain(told) == "peringkat ke-12 dari 98 kota"
    assert plain(sentences.rank(None, 98, "kota", "x")) == "peringkat belum tersedia"
    assert plain(sentences.rank_cell(twelfth, 1514, "x")) == "12/1.514"
    assert plain(sentences.rank_cell(None, 98, "x")) == "—"
    assert plain(sentences.between(nine, fact(17))) == "antara peringkat 9 dan 17"
    assert plain(sentences.between(nine, nine)) == "tetap pada peringkat 9"
    assert "belum tersedia" in plain(sentences.between(None, nine))


def position(value, direction="higher"):
    return Position(
        code="p",
        parent="",
        kind="indicator",
        name="P",
        direction=direction,
        weight=1.0,
        figure=fact(value),
    )


@pytest.mark.parametrize(
    ("value", "direction", "verdict"),
    [
        (9, "higher", "lebih baik daripada"),
        (9, "lower", "kurang baik daripada"),
        (3, "higher", "kurang baik daripada"),
        (3, "lower", "lebih baik daripada"),
        (5.001, "higher", "setara dengan"),
        (None, "higher", "tidak dapat dibandingkan dengan"),
    ],
)
def test_comparisons_know_which_way_is_better(value, direction, verdict):
    told = sentences.compared(position(value, direction), fact(5), "kota")
    assert plain(told).startswith(f"{verdict} median kota")


def test_above_does_not_judge():
    assert sentences.above(fact(3), fact(5)) == "di bawah"
    assert sentences.above(fact(7), fact(5)) == "di atas"
    assert sentences.above(fact(5.001), fact(5)) == "setara dengan"
    assert sentences.above(fact(5), None) == "tidak dapat dibandingkan dengan"
