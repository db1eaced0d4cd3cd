import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.aggregate import AGGREGATES, weighted_mean


NAN = np.nan


def test_worked_by_hand():
    values = np.array([[2.0, 8.0, 50.0], [2.0, NAN, 50.0], [NAN, NAN, 50.0]])
    weights = np.array([1.0, 2.0, 0.0])
    np.testing.assert_allclose(
        weighted_mean(values, weights, "arithmetic"), [6.0, 2.0, NAN]
    )
    np.testing.assert_allclose(
        weighted_mean(values, weights, "geometric"), [128 ** (1 / 3), 2.0, NAN]
    )


def test_refuses_zero_in_a_geometric_mean():
    with pytest.raises(ValueError, match="above zero"):
        weighted_mean(np.zeros((1, 1)), np.ones(1), "geometric")


def test_refuses_an_unknown_kind():
    with pytest.raises(ValueError, match="unknown aggregation 'harmonic'"):
        weighted_mean(np.ones((1, 1)), np.ones(1), "harmonic")


@given(
    arrays(np.float64, (4, 5), elements=st.floats(0.1, 100)),
    arrays(np.float64, 5, elements=st.floats(0.1, 10)),
)
def test_between_the_worst_and_the_best_and_geometric_below(values, weights):
    means = [weighted_mean(values, weights, kind) for kind in AGGREGATES]
    for mean in means:
        assert (mean >= values.min(axis=1) - 1e-9).all()
        assert (mean <= values.max(axis=1) + 1e-9).all()
    assert (means[1] <= means[0] + 1e-9).all()


def test_equal_rows_give_equal_bytes_wherever_they_stand():
    row = np.random.default_rng(3).random(101)
    values = np.tile(row, (37, 1))
    assert len(set(weighted_mean(values, row, "geometric").tolist())) == 1
