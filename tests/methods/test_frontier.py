import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.framework import MethodError
from rancang.methods.frontier import benefit_of_the_doubt


NAN = np.nan


def test_worked_by_hand():
    # the frontier runs from (4, 2) to (2, 4): their sum is 6 everywhere on it
    parts = np.array([[4.0, 2.0], [2.0, 4.0], [2.0, 2.0], [NAN, 4.0], [4.0, 1.0]])
    found = benefit_of_the_doubt(parts)
    np.testing.assert_allclose(found.scores, [1, 1, 4 / 6, NAN, 1], atol=1e-9)
    np.testing.assert_allclose(found.shares[2], [0.5, 0.5])
    np.testing.assert_allclose(found.shares[4], [1, 0], atol=1e-9)


def test_nobody_is_judged_by_one_part_alone_when_a_share_is_asked():
    parts = np.array([[4.0, 2.0], [2.0, 4.0], [4.0, 1.0]])
    found = benefit_of_the_doubt(parts, least=0.3)
    assert found.shares.min() >= 0.3 - 1e-9
    assert found.scores[2] < 1


@pytest.mark.parametrize(
    ("parts", "least", "message"),
    [
        ([[NAN, 1.0]], 0, "no unit has all parts"),
        ([[1.0, -1.0]], 0, "part 2 is below zero"),
        ([[1.0, 0.0]], 0, "part 2 is below zero or all zero"),
        ([[1.0, 1.0]], 0.5, "least share 0.5 must be below 0.5"),
    ],
)
def test_refuses(parts, least, message):
    with pytest.raises(MethodError, match=message):
        benefit_of_the_doubt(np.array(parts), least)


@settings(max_examples=25, deadline=None)
@given(
    arrays(np.float64, (5, 3), elements=st.integers(1, 20).map(float)),
    st.permutations(range(3)),
)
def test_some_reach_one_and_units_of_measure_do_not_matter(parts, order):
    found = benefit_of_the_doubt(parts)
    assert found.scores.max() == pytest.approx(1)
    assert found.scores.min() > 0
    np.testing.assert_allclose(found.shares.sum(axis=1), 1)
    other = benefit_of_the_doubt((parts * [1.0, 10.0, 100.0])[:, order])
    np.testing.assert_allclose(other.scores, found.scores, atol=1e-9)
    dominated = np.vstack([parts, parts.min(axis=0)])
    np.testing.assert_allclose(
        benefit_of_the_doubt(dominated).scores[:5], found.scores, atol=1e-9
    )
