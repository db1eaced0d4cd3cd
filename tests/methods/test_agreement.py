import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.agreement import FORMS, agree


NAN = np.nan
# The example of Shrout and Fleiss (1979): six targets, four judges.
JUDGES = np.array(
    [
        [9.0, 2.0, 5.0, 8.0],
        [6.0, 1.0, 3.0, 2.0],
        [8.0, 4.0, 6.0, 8.0],
        [7.0, 1.0, 2.0, 6.0],
        [10.0, 5.0, 6.0, 9.0],
        [6.0, 2.0, 4.0, 7.0],
    ]
)


def test_the_published_example():
    found = agree(JUDGES)
    assert [round(form.value, 2) for form in found.forms] == [
        *(0.17, 0.29, 0.71),
        *(0.44, 0.62, 0.91),
    ]
    intervals = {form.name: (form.low, form.high) for form in found.forms}
    # as other software prints them
    expected = {
        "ICC(1,1)": (-0.133, 0.723),
        "ICC(2,1)": (0.019, 0.761),
        "ICC(3,1)": (0.342, 0.946),
        "ICC(1,k)": (-0.884, 0.912),
        "ICC(2,k)": (0.071, 0.927),
        "ICC(3,k)": (0.676, 0.986),
    }
    for name, ends in expected.items():
        assert intervals[name] == pytest.approx(ends, abs=1e-3)
    assert (found.targets, found.assessors, found.left_out) == (6, 4, 0)


def test_coincidence_by_hand():
    found = agree(np.array([[3.0, 3.0, NAN], [1.0, 2.0, 4.0]]))
    # of the four pairs one is equal, and one more is 1 apart
    assert (found.same, found.near) == (0.25, 0.5)
    assert (found.targets, found.left_out) == (1, 1)
    assert found.forms == ()
    assert np.isnan(found.form("ICC(2,1)").value)


def test_one_assessor_agrees_with_nobody():
    found = agree(np.array([[3.0], [1.0]]))
    assert found.forms == ()
    assert np.isnan([found.same, found.near]).all()


def test_perfect_agreement_and_none_to_find():
    perfect = agree(np.array([[1.0, 1.0], [3.0, 3.0], [4.0, 4.0]]))
    assert [form[1:] for form in perfect.forms] == [(1.0, 1.0, 1.0)] * 6
    alike = agree(np.full((3, 2), 0.1))
    assert np.isnan([form.value for form in alike.forms]).all()
    assert alike.same == 1


def test_being_strict_throughout_hurts_only_absolute_agreement():
    found = agree(np.array([[1.0, 2.0], [2.0, 3.0], [3.0, 4.0]]))
    assert found.form("ICC(3,1)").value == pytest.approx(1)
    # between 2, assessors 1.5, nothing left: 2 / (2 + 2 x 1.5 / 3)
    assert found.form("ICC(2,1)").value == pytest.approx(2 / 3)
    assert np.isnan(found.form("ICC(2,1)").low)


@given(
    arrays(np.float64, (5, 3), elements=st.integers(0, 4).map(float)),
    st.permutations(range(5)),
    st.permutations(range(3)),
)
def test_order_changes_nothing_and_intervals_hold_the_value(table, rows, columns):
    first, again = agree(table), agree(table[list(rows)][:, list(columns)])
    for name in FORMS:
        ours, theirs = first.form(name), again.form(name)
        np.testing.assert_allclose(ours[1:], theirs[1:], rtol=1e-7, atol=1e-9)
        if not np.isnan(ours.low):
            assert ours.low - 1e-9 <= ours.value <= ours.high + 1e-9
    assert first.same == again.same
