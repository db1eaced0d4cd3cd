import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.framework import MethodError
from rancang.methods.outrank import copeland, outranking


NAN = np.nan


def test_missing_parts_are_left_out_of_a_pair():
    parts = np.array([[1.0, NAN], [2.0, 5.0], [NAN, 6.0], [NAN, NAN]])
    found = outranking(parts, np.array([1.0, 3.0]))
    assert found[0].tolist() == [0, 0, 0.5, 0.5]
    assert found[2, 1] == 1
    np.testing.assert_array_equal(
        copeland(parts, np.array([1.0, 3.0])), [-1, 0, 1, NAN]
    )


def test_as_coinr(asem):
    units, normalised = asem.table("20_norm_minmax_0_100")
    order, golden = asem.table("35_outrank_matrix_equalw", units)
    assert order == units
    found = outranking(normalised, np.ones(49))
    np.testing.assert_allclose(found, golden, atol=1e-12)
    _, scores = asem.table("35_copeland_equalw", ["copeland"])
    made = copeland(normalised, np.ones(49), as_coinr=True)
    np.testing.assert_array_equal(made, scores[:, 0])
    # without its bias against whom it meets first, even pairs are even
    even = ((golden == 0.5) | (np.abs(golden - 0.5) < 1e-12)) & (golden != 0.5)
    fair = copeland(normalised, np.ones(49))
    np.testing.assert_array_equal(fair - made, even.sum(axis=1))
    assert fair.sum() == 0


@pytest.mark.parametrize("weights", [[1.0, -1.0], [0.0, 0.0]])
def test_refuses(weights):
    with pytest.raises(MethodError, match="must be above zero"):
        outranking(np.ones((2, 2)), np.array(weights))


@given(
    arrays(np.float64, (5, 4), elements=st.integers(0, 5).map(float)),
    st.permutations(range(4)),
)
def test_of_two_one_is_ahead_by_what_the_other_is_behind(parts, order):
    weights = np.array([0.1, 0.2, 0.3, 0.4])
    found = outranking(parts, weights)
    off = ~np.eye(5, dtype=bool)
    np.testing.assert_allclose((found + found.T)[off], 1)
    scores = copeland(parts, weights)
    assert scores.sum() == 0
    np.testing.assert_array_equal(copeland(parts[:, order], weights[order]), scores)
    better = parts.copy()
    better[0] += 1
    assert copeland(better, weights)[0] >= scores[0]
