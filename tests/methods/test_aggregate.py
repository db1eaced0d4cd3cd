from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.aggregate import AGGREGATES, power_mean, weighted_mean


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


def test_power_means_worked_by_hand():
    values = np.array([[1.0, 2.0, 4.0], [1.0, NAN, 4.0], [NAN, NAN, NAN]])
    weights = np.array([1.0, 1.0, 2.0])
    by_hand = {
        1.0: [11 / 4, 3.0, NAN],
        0.0: [32 ** (1 / 4), 16 ** (1 / 3), NAN],
        -1.0: [4 / 2.0, 3 / 1.5, NAN],
        2.0: [(37 / 4) ** 0.5, (33 / 3) ** 0.5, NAN],
        -2.0: [(1.375 / 4) ** -0.5, (1.125 / 3) ** -0.5, NAN],
    }
    for power, expected in by_hand.items():
        np.testing.assert_allclose(power_mean(values, weights, power), expected)


@pytest.mark.parametrize(
    ("value", "power"), [(0.0, 0.0), (0.0, -1.0), (-1.0, 0.0), (-1.0, 2.0), (1.0, NAN)]
)
def test_power_means_refuse_what_they_cannot_take(value, power):
    with pytest.raises(ValueError, match=r"zero|finite"):
        power_mean(np.array([[value, 1.0]]), np.ones(2), power)


def test_what_weighs_nothing_is_not_looked_at():
    values = np.array([[-5.0, 4.0], [-5.0, NAN]])
    for power in (0.0, -1.0, 1.0, 2.0):
        result = power_mean(values, np.array([0.0, 1.0]), power)
        np.testing.assert_allclose(result, [4.0, NAN])


@given(
    arrays(np.float64, (4, 5), elements=st.floats(0.1, 100)),
    arrays(np.float64, 5, elements=st.floats(0.1, 10)),
    st.permutations(range(5)),
)
def test_a_higher_power_is_higher_and_the_order_does_not_matter(values, weights, order):
    powers = (-2.0, -1.0, 0.0, 1.0, 2.0)
    means = [power_mean(values, weights, power) for power in powers]
    for lower, higher in pairwise(means):
        assert (lower <= higher + 1e-9).all()
    for power, mean in zip(powers, means, strict=True):
        other = power_mean(values[:, order], weights[order], power)
        np.testing.assert_allclose(other, mean, rtol=1e-12)
