import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.peers import nearest


NAN = np.nan
TABLE = np.array([[0.0, 0.0], [3.0, 4.0], [1.0, NAN], [NAN, NAN], [-1.0, 2.0]])


def test_worked_by_hand():
    found = nearest(TABLE, 0, np.array([1.0, 3.0]))
    # of weight 4: (9 + 3 x 16) / 4 and (1 + 3 x 4) / 4; row 2 shares a quarter only
    assert [p.row for p in found] == [4, 1]
    assert [p.distance for p in found] == pytest.approx([3.25**0.5, 14.25**0.5])
    assert [p.shared for p in found] == [1, 1]
    half = nearest(TABLE, 0, np.ones(2))
    assert [(p.row, p.shared) for p in half] == [(2, 0.5), (4, 1), (1, 1)]


def test_among_some_and_only_so_many():
    assert [p.row for p in nearest(TABLE, 0, np.ones(2), count=1)] == [2]
    kota = np.array([True, True, False, False, False])
    assert [p.row for p in nearest(TABLE, 0, np.ones(2), among=kota)] == [1]


def test_who_has_nothing_has_no_peers():
    assert nearest(TABLE, 3, np.ones(2)) == ()


@pytest.mark.parametrize("weights", [[1.0, -1.0], [0.0, 0.0]])
def test_refuses_weights_that_weigh_nothing(weights):
    with pytest.raises(ValueError, match="must not be negative"):
        nearest(TABLE, 0, np.array(weights))


@given(
    arrays(np.float64, (6, 3), elements=st.integers(-9, 9).map(float)),
    st.permutations(range(3)),
    st.floats(0.1, 10),
)
def test_order_and_size_of_weights_change_nothing(table, order, factor):
    weights = np.array([1.0, 2.0, 3.0])
    first = nearest(table, 0, weights)
    again = nearest(table[:, list(order)], 0, factor * weights[list(order)])
    assert [p.row for p in first] == [p.row for p in again]
    np.testing.assert_allclose(
        [p.distance for p in first], [p.distance for p in again], atol=1e-12
    )
