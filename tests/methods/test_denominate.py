import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.methods.denominate import By, denominate
from rancang.methods.framework import MethodError


NAN = np.nan
VALUES = np.array([[10.0, 4.0], [NAN, 6.0], [30.0, 8.0]])
DIVISORS = {"people": np.array([2.0, 5.0, NAN]), "area": np.array([0.0, 1.0, np.inf])}


def test_worked_by_hand():
    found = denominate(VALUES, "ab", DIVISORS, {"a": By("people", 100)})
    np.testing.assert_allclose(found, [[500, 4], [NAN, 6], [NAN, 8]])
    assert VALUES[0, 0] == 10


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ({"c": By("people")}, "no indicator 'c'; there are: a, b"),
        ({"a": By("gdp")}, "no divisor 'gdp'; there are: people, area"),
        ({"a": By("area")}, "a: divisor 'area' is 0 in row 1"),
        ({"a": By("people", 0.0)}, "a: the factor 0.0 must be above"),
    ],
)
def test_refuses(by, message):
    with pytest.raises(MethodError, match=message):
        denominate(VALUES, "ab", DIVISORS, by)


@given(st.floats(0.1, 10), st.floats(0.1, 10))
def test_growing_both_changes_nothing(times, factor):
    by = {"b": By("people", factor)}
    larger = {"people": DIVISORS["people"] * times}
    first = denominate(VALUES, "ab", DIVISORS, by)[:, 1]
    again = denominate(VALUES * times, "ab", larger, by)[:, 1]
    np.testing.assert_allclose(again, first, rtol=1e-12)


def test_as_coinr(asem):
    units, raw = asem.table("10_base_Raw")
    codes = ["Area", "Energy", "GDP", "Population"]
    order, given_ = asem.table("00_iData", codes)
    rows = [order.index(unit) for unit in units]
    divisors = {code: given_[rows, c] for c, code in enumerate(codes)}
    by = {r["iCode"]: By(r["Denominator"]) for r in asem.rows if r["Denominator"]}
    found = denominate(raw, asem.codes, divisors, by)
    _, golden = asem.table("10_base_Denominated")
    np.testing.assert_allclose(found, golden, rtol=1e-12)
