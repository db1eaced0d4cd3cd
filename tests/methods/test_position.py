import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.position import stand, strength


VALUES = np.array([6.0, 2.0, np.nan, 9.0, 6.0, 1.0])


def test_worked_by_hand():
    assert stand(VALUES, 0, "higher") == (2, 5, 75.0, 6.0)
    assert stand(VALUES, 0, "lower") == (3, 5, 50.0, 6.0)
    among = np.array([True, True, True, False, False, True])
    assert stand(VALUES, 0, "higher", among) == (1, 3, 100.0, 2.0)


def test_without_a_value_or_outside_the_group_there_is_no_rank():
    assert stand(VALUES, 2, "higher").rank is None
    outside = stand(VALUES, 0, "higher", np.arange(6) == 3)
    assert (outside.rank, outside.of, outside.median) == (None, 1, 9.0)
    nobody = stand(VALUES, 0, "higher", np.arange(6) == 2)
    assert (nobody.rank, nobody.of) == (None, 0)
    assert np.isnan(nobody.median)


def test_alone_is_first_without_a_percentile():
    alone = stand(VALUES, 3, "higher", np.arange(6) == 3)
    assert (alone.rank, alone.of) == (1, 1)
    assert np.isnan(alone.percentile)


def test_what_many_share_is_no_strength():
    water = np.array([100.0] * 4 + [50.0] * 5 + [10.0])
    assert strength(water, 0, "higher") == ""
    assert strength(water, 9, "higher") == "weakness"
    assert strength(water, 9, "lower") == "strength"


def test_few_peers_say_nothing():
    assert strength(np.arange(8.0), 7, "higher") == ""
    assert strength(np.arange(9.0), 8, "higher") == "strength"
    assert strength(np.arange(9.0), 8, "higher", np.arange(9) < 8) == ""


@given(
    arrays(np.float64, 12, elements=st.integers(0, 9).map(float)), st.integers(0, 11)
)
def test_turning_the_direction_swaps_strength_and_weakness(values, row):
    swap = {"strength": "weakness", "weakness": "strength", "": ""}
    assert strength(values, row, "lower") == swap[strength(values, row, "higher")]


@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_percentile_runs_from_0_to_100(direction):
    values = np.arange(11.0)
    found = sorted(stand(values, row, direction).percentile for row in range(11))
    assert found == pytest.approx(np.arange(0, 101, 10))
