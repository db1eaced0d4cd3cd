import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.change import ARITHMETIC, GEOMETRIC, HARMONIC, decompose
from rancang.methods.framework import MethodError
from rancang.methods.weight import Tree


NAN = np.nan
POWERS = {"index": GEOMETRIC, "a": HARMONIC, "b": 2.0}


def tree(*weights):
    return Tree(
        ("index", "a", "x", "y", "b", "z", "u"),
        np.array([-1, 0, 1, 1, 0, 4, 4]),
        np.array([1.0, *weights]),
        np.array([-1, -1, 0, 1, -1, 2, 3]),
    )


EQUAL = tree(1, 1, 1, 1, 1, 1)
OTHER = tree(3, 1, 2, 1, 1, 5)
OLD = np.array([[40.0, 60.0, 20.0, 20.0]])


def test_values_by_hand():
    found = decompose((EQUAL, OLD), (EQUAL, np.array([[44.0, 60.0, 20.0, 12.0]])))
    np.testing.assert_allclose(found.by_value, [[1.0, 0.0, 0.0, -2.0]])
    np.testing.assert_array_equal(found.by_weight, np.zeros((1, 7)))
    np.testing.assert_allclose(found.total, [-1.0])


def test_weights_by_hand():
    # from halves to three quarters and a quarter, of 50 and 20: 35 becomes 42.5
    found = decompose((EQUAL, OLD), (tree(3, 1, 1, 1, 1, 1), OLD))
    np.testing.assert_allclose(found.total, [7.5])
    np.testing.assert_array_equal(found.by_value, np.zeros((1, 4)))
    # around the middle of 35 and 42.5: (50 - 38.75) / 4 and (20 - 38.75) / -4
    np.testing.assert_allclose(found.by_weight[0, [1, 4]], [2.8125, 4.6875])


def test_the_geometric_mean_splits_by_logarithms():
    pair = Tree(
        ("index", "x", "y"), np.array([-1, 0, 0]), np.ones(3), np.array([-1, 0, 1])
    )
    found = decompose(
        (pair, np.array([[1.0, 4.0]])), (pair, np.array([[4.0, 16.0]])), GEOMETRIC
    )
    # 2 becomes 8; both grew fourfold, so each made half of it
    np.testing.assert_allclose(found.by_value, [[3.0, 3.0]])


def test_what_was_there_once_changed_its_share_only():
    new = np.array([[40.0, NAN, 20.0, 20.0]])
    found = decompose((EQUAL, OLD), (EQUAL, new))
    np.testing.assert_allclose(found.total, [-5.0])
    np.testing.assert_array_equal(found.by_value, np.zeros((1, 4)))
    assert found.by_weight.sum() == pytest.approx(-5.0)


def test_a_node_that_went_missing_takes_all_below_with_it():
    new = np.array([[40.0, 60.0, NAN, NAN]])
    found = decompose((EQUAL, OLD), (EQUAL, new))
    np.testing.assert_allclose(found.total, [15.0])
    np.testing.assert_array_equal(found.by_weight[0, [2, 3, 5, 6]], np.zeros(4))
    assert found.by_weight.sum() == pytest.approx(15.0)


def test_without_an_index_on_one_side_there_is_no_change_to_tell():
    found = decompose((EQUAL, OLD), (EQUAL, np.full((1, 4), NAN)))
    assert np.isnan(found.total).all()
    assert np.isnan(found.by_value).all()


def test_refuses_other_trees_shapes_and_zeros():
    small = Tree(("index", "x"), np.array([-1, 0]), np.ones(2), np.array([-1, 0]))
    with pytest.raises(ValueError, match="different trees"):
        decompose((EQUAL, OLD), (small, OLD))
    with pytest.raises(ValueError, match=r"shape \(1, 3\); expected \(1, 4\)"):
        decompose((EQUAL, OLD), (EQUAL, OLD[:, :3]))
    with pytest.raises(
        MethodError, match="node 'b': this mean needs values above zero"
    ):
        decompose((EQUAL, OLD), (EQUAL, OLD - 20), GEOMETRIC)


TABLES = arrays(np.float64, (4, 4), elements=st.floats(1, 100) | st.just(NAN))


@given(TABLES, TABLES, st.sampled_from([ARITHMETIC, GEOMETRIC, HARMONIC, 2.0, POWERS]))
def test_contributions_add_up_to_the_change(old, new, power):
    found = decompose((EQUAL, old), (OTHER, new), power)
    parts = found.by_value.sum(axis=1) + found.by_weight.sum(axis=1)
    np.testing.assert_allclose(parts, found.total, atol=1e-9)


@given(TABLES, TABLES, st.sampled_from([ARITHMETIC, GEOMETRIC, POWERS]))
def test_going_back_undoes_every_contribution(old, new, power):
    there = decompose((EQUAL, old), (OTHER, new), power)
    back = decompose((OTHER, new), (EQUAL, old), power)
    np.testing.assert_allclose(there.by_value, -back.by_value, atol=1e-9)
    np.testing.assert_allclose(there.by_weight, -back.by_weight, atol=1e-9)
