import numpy as np
import pytest

from rancang.methods.weight import build, effective, perturb, prune


ALL = np.ones(5, dtype=bool)


def test_effective_weights_by_hand(small):
    # eco 2/3 x (welfare 1/4, work 3/4); liv 1/3 x (water 1/2, life 1/2)
    tree = build(small, ALL)
    assert "hdi" not in tree.codes
    assert "gov" not in tree.codes
    whole = dict(zip(tree.codes, effective(tree), strict=True))
    assert whole == pytest.approx(
        {
            "index": 1.0,
            "eco": 2 / 3,
            "eco.welfare": 1 / 6,
            "poor": 1 / 6,
            "eco.work": 1 / 2,
            "work": 1 / 2,
            "liv": 1 / 3,
            "water": 1 / 6,
            "life": 1 / 6,
        }
    )


def test_what_nobody_has_is_left_out_with_its_node(small):
    observed = np.array([True, True, False, True, True])  # no work
    tree = build(small, observed)
    assert "eco.work" not in tree.codes
    leaves = dict(zip(tree.codes, effective(tree), strict=True))
    assert leaves["poor"] == pytest.approx(2 / 3)


def test_pruning_is_building_from_less(small):
    whole = build(small, ALL)
    for gone in range(len(whole.leaves)):
        present = np.arange(len(whole.leaves)) != gone
        observed = ALL.copy()
        observed[whole.columns[whole.leaves[gone]]] = False
        pruned, built = prune(whole, present), build(small, observed)
        assert pruned.codes == built.codes
        np.testing.assert_array_equal(pruned.parents, built.parents)
        np.testing.assert_array_equal(pruned.columns, built.columns)


def test_nothing_observed_leaves_the_index_alone(small):
    tree = build(small, ~ALL)
    assert tree.codes == ("index",)
    assert tree.leaves.size == 0


def test_perturbed_weights_stay_in_reach_and_sum_to_one(small):
    tree = build(small, ALL)
    uniform = np.random.default_rng(1).random((500, len(tree.codes)))
    moved = perturb(tree, 0.25, uniform)
    assert (moved >= 0.75 * tree.weights).all()
    assert (moved <= 1.25 * tree.weights).all()
    assert moved.min(axis=0) == pytest.approx(0.75 * tree.weights, rel=0.02)
    leaves = effective(tree, moved)[:, tree.leaves]
    np.testing.assert_allclose(leaves.sum(axis=1), 1.0)


def test_no_spread_moves_nothing(small):
    tree = build(small, ALL)
    uniform = np.random.default_rng(1).random((3, len(tree.codes)))
    np.testing.assert_array_equal(
        perturb(tree, 0.0, uniform), np.tile(tree.weights, (3, 1))
    )


@pytest.mark.parametrize("spread", [-0.1, 1.0, np.nan])
def test_refuses_a_spread_that_could_empty_a_weight(small, spread):
    with pytest.raises(ValueError, match="spread"):
        perturb(build(small, ALL), spread, np.ones((1, 9)))
