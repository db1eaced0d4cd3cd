import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.methods.framework import MethodError
from rancang.methods.screen import Screening, screen_indicators, screen_units


NAN = np.nan
VALUES = np.array(
    [[1, 0, 0, 2], [NAN, 3, NAN, 1], [NAN, NAN, NAN, NAN], [1, 2, 3, 4.0]]
)


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (Screening(), [1, 1, 1, 1]),
        (Screening(available=0.5), [1, 1, 0, 1]),
        (Screening(available=0.75), [1, 0, 0, 1]),
        (Screening(nonzero=0.6), [0, 1, 1, 1]),
        (Screening(available=0.75, nonzero=0.6), [0, 0, 0, 1]),
        (Screening(available=1, keep=("C",), leave=("D",)), [1, 0, 1, 0]),
    ],
)
def test_units_worked_by_hand(rule, kept):
    assert screen_units(VALUES, "ABCD", rule).kept.tolist() == [bool(k) for k in kept]


def test_indicators_worked_by_hand():
    found = screen_indicators(VALUES, "wxyz", Screening(available=0.6))
    assert found.kept.tolist() == [False, True, False, True]
    assert found.having.zeros.tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"available": 1.1}, "available 1.1 must be between"),
        ({"nonzero": NAN}, "nonzero nan must be between"),
        ({"keep": ("A",), "leave": ("A",)}, "A is to stay and to go"),
    ],
)
def test_refuses_rules(told, message):
    with pytest.raises(MethodError, match=message):
        Screening(**told)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"keep": ("Z",)}, "there is no 'Z'; mend"),
        ({"leave": tuple("ABCD")}, "none of 4 is left; lower"),
    ],
)
def test_refuses_what_leaves_nothing(told, message):
    with pytest.raises(MethodError, match=message):
        screen_units(VALUES, "ABCD", Screening(**told))


@given(st.floats(0, 1), st.floats(0, 1))
def test_asking_more_keeps_no_one_else(less, more):
    less, more = sorted((less, more))
    loose = screen_units(VALUES, "ABCD", Screening(available=less)).kept
    strict = screen_units(VALUES, "ABCD", Screening(available=more)).kept
    assert (loose | ~strict).all()


def test_as_coinr(asem):
    raw = asem.table("10_base_Raw")
    with_all = screen_units(raw[1], raw[0], Screening(available=0.9))
    # 37_data_avail is of the same table
    _, having = asem.table("37_data_avail", ["N_missing", "N_zero", "Dat_Avail"])
    np.testing.assert_array_equal(with_all.having.missing, having[:, 0])
    np.testing.assert_array_equal(with_all.having.zeros, having[:, 1])
    np.testing.assert_array_equal(with_all.kept, having[:, 2] >= 0.9)
