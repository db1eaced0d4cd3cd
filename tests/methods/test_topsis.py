import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.framework import MethodError
from rancang.methods.topsis import closeness


NAN = np.nan


def test_worked_by_hand():
    parts = np.array(
        [[3.0, 0.0], [0.0, 4.0], [3.0, 4.0], [0.0, 0.0], [NAN, 1.0], [NAN, NAN]]
    )
    found = closeness(parts, np.array([2.0, 2.0]))
    # half weights: 1.5 and 2 apart
    np.testing.assert_allclose(found, [1.5 / 3.5, 2 / 3.5, 1, 0, 0.25, NAN])


def test_refuses():
    with pytest.raises(MethodError, match="all units are the same"):
        closeness(np.ones((3, 2)), np.ones(2))
    with pytest.raises(MethodError, match="above zero"):
        closeness(np.ones((3, 2)), np.array([1.0, -1.0]))


@given(
    arrays(np.float64, (5, 3), elements=st.integers(0, 9).map(float)),
    st.permutations(range(3)),
    st.integers(0, 2),
)
def test_between_nothing_and_one_in_any_order_and_better_is_not_worse(
    parts, order, part
):
    assume((np.ptp(parts, axis=0) > 0).all())
    weights = np.array([1.0, 2.0, 3.0])
    found = closeness(parts, weights)
    assert ((found >= 0) & (found <= 1)).all()
    np.testing.assert_allclose(
        closeness(parts[:, order], weights[order]), found, rtol=1e-12
    )
    best = parts[:, part].max()
    better = parts.copy()
    better[0, part] = min(better[0, part] + 1, best)
    assume(np.ptp(better[:, part]) == np.ptp(parts[:, part]))
    assume(better[:, part].min() == parts[:, part].min())
    assert closeness(better, weights)[0] >= found[0] - 1e-12
