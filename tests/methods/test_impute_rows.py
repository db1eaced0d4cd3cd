import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.impute_rows import impute_rows


NAN = np.nan
BOTH = [np.array([0, 1]), np.array([2])]


def test_worked_by_hand():
    values = np.array(
        [[0.0, 9.0, 1.0], [4.0, NAN, NAN], [NAN, 1.0, 3.0], [8.0, 5.0, 2.0]]
    )
    found = impute_rows(values, np.array([1.0, -1.0, 1.0]), BOTH)
    # half of the way from 0 to 8; lower is better in the second: 1 is its best
    assert found.values[1, 1] == 5
    assert found.values[2, 0] == 8
    assert np.isnan(found.values[1, 2])
    assert found.filled.sum() == 2


def test_a_column_without_spread_tells_nothing():
    values = np.array([[0.0, 7.0], [2.0, NAN], [NAN, 7.0]])
    found = impute_rows(values, np.ones(2), [np.array([0, 1])])
    assert found.values[1, 1] == 7
    assert np.isnan(found.values[2, 0])


@given(
    arrays(np.float64, (5, 3), elements=st.integers(-9, 9).map(float) | st.just(NAN))
)
def test_stays_within_the_column_and_keeps_what_is_there(values):
    found = impute_rows(values, np.array([1.0, -1.0, 1.0]), [np.arange(3)])
    there = ~np.isnan(values)
    np.testing.assert_array_equal(found.values[there], values[there])
    for column, made in zip(values.T, found.values.T, strict=True):
        known = column[~np.isnan(column)]
        if known.size:
            inside = made[~np.isnan(made)]
            assert inside.min() >= known.min() - 1e-9
            assert inside.max() <= known.max() + 1e-9
