import numpy as np
import pytest

from rancang.methods.framework import MethodError
from rancang.methods.reweight import balance, inform


RNG = np.random.default_rng(5)
PARTS = RNG.normal(size=(60, 3)) + 0.7 * RNG.normal(size=(60, 1))


def score(weights):
    return PARTS @ weights


def test_balance_reaches_what_was_asked():
    found = balance(PARTS, score, np.array([1.0, 1.2, 1.1]))
    reached = found.correlations / found.correlations.sum()
    np.testing.assert_allclose(reached, np.array([1, 1.2, 1.1]) / 3.3, atol=1e-5)
    assert found.weights.sum() == pytest.approx(1)
    assert found.objective < 1e-10


def test_balance_of_two_equal_spreads_is_even():
    two = PARTS[:, :2] / PARTS[:, :2].std(axis=0)
    found = balance(two, lambda weights: two @ weights)
    np.testing.assert_allclose(found.weights, [0.5, 0.5], atol=1e-5)


def test_inform_beats_every_other_choice():
    found = inform(PARTS, score)
    for weights in RNG.dirichlet(np.ones(3), size=200):
        made = [np.corrcoef(PARTS[:, c], score(weights))[0, 1] for c in range(3)]
        assert sum(made) <= found.objective + 1e-9


def test_ranks_may_be_correlated_instead():
    found = balance(PARTS, score, kind="spearman")
    assert found.objective < 1e-4


def test_refuses():
    with pytest.raises(MethodError, match="3 importances must be above zero"):
        balance(PARTS, score, np.array([1.0, 0.0, 1.0]))
    with pytest.raises(MethodError, match="part 2 has no spread"):
        inform(PARTS * [1.0, 0.0, 1.0], score)
