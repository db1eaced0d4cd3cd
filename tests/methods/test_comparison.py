import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.comparison import compare


NAN = np.nan


def test_worked_by_hand():
    found = compare(
        (["A", "B", "C", "D", "E"], np.array([9.0, 8.0, 7.0, 6.0, NAN])),
        (["E", "D", "C", "B", "F"], np.array([5.0, 30.0, 10.0, 20.0, 1.0])),
    )
    assert found.units == ("B", "C", "D", "E")
    np.testing.assert_array_equal(found.ranks, [[1, 2], [2, 3], [3, 1], [NAN, NAN]])
    np.testing.assert_array_equal(found.moved, [-1, -1, 2, NAN])
    assert (found.shift, found.largest) == (pytest.approx(4 / 3), 2)
    # 1 - 6 x (1 + 1 + 4) / (3 x 8); one of three pairs agrees
    assert found.spearman == pytest.approx(-0.5)
    assert found.kendall == pytest.approx(-1 / 3)
    assert (found.only_first, found.only_second) == (("A",), ("F",))
    assert (found.entered(1), found.left(1)) == (("D",), ("B",))


def test_nothing_in_common():
    found = compare((["A"], np.ones(1)), (["B"], np.ones(1)))
    assert found.units == ()
    assert np.isnan([found.shift, found.largest, found.spearman, found.kendall]).all()


def test_refuses_a_unit_twice():
    with pytest.raises(ValueError, match="unit 'A' comes twice"):
        compare((["A", "A"], np.ones(2)), (["B"], np.ones(1)))


@given(arrays(np.float64, 6, elements=st.integers(0, 9).map(float)))
def test_a_run_beside_itself_on_another_scale_has_not_moved(scores):
    units = list("abcdef")
    found = compare((units, scores), (units, 7 * scores + 3))
    assert found.shift == found.largest == 0
    assert found.entered(3) == found.left(3) == ()
    if np.ptp(scores) > 0:
        assert found.spearman == pytest.approx(1)
