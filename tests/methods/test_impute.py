import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.impute import IMPUTES, impute


NAN = np.nan
VALUES = np.array([[1.0, NAN], [5.0, NAN], [NAN, NAN], [9.0, NAN], [NAN, NAN]])
GROUPS = ["west", "west", "west", "east", "north"]


@pytest.mark.parametrize(
    ("method", "third", "fifth"),
    [
        ("none", NAN, NAN),
        ("mean", 5.0, 5.0),
        ("median", 5.0, 5.0),
        ("group_mean", 3.0, 5.0),  # north has nothing: the whole column
        ("group_median", 3.0, 5.0),
    ],
)
def test_worked_by_hand(method, third, fifth):
    filled = impute(VALUES, method, GROUPS)
    expected = [1.0, 5.0, third, 9.0, fifth]
    np.testing.assert_allclose(filled.values[:, 0], expected)
    assert np.isnan(filled.values[:, 1]).all()
    np.testing.assert_array_equal(
        filled.filled[:, 0], [False, False, method != "none", False, method != "none"]
    )


@pytest.mark.parametrize("groups", [None, ["west"]])
def test_groups_must_fit(groups):
    with pytest.raises(ValueError, match="needs the group of each of 5"):
        impute(VALUES, "group_mean", groups)


def test_refuses_an_unknown_method():
    with pytest.raises(ValueError, match="unknown imputation 'guess'"):
        impute(VALUES, "guess")


@pytest.mark.parametrize(
    ("method", "golden"),
    [("mean", "25_impute_mean"), ("group_median", "25_impute_median_grp")],
)
def test_as_coinr(asem, method, golden):
    units, values = asem.table("10_base_Denominated")
    expected_units, expected = asem.table(golden)
    assert units == expected_units
    filled = impute(values, method, asem.groups(units))
    np.testing.assert_allclose(filled.values, expected, rtol=1e-12)
    assert filled.filled.sum() == np.isnan(values).sum() > 0


@given(
    arrays(np.float64, (6, 3), elements=st.floats(-1e6, 1e6) | st.just(NAN)),
    st.sampled_from(IMPUTES),
)
def test_keeps_what_is_observed_and_stays_within_it(values, method):
    filled = impute(values, method, ["a", "a", "b", "b", "c", "c"])
    observed = ~np.isnan(values)
    np.testing.assert_array_equal(filled.values[observed], values[observed])
    assert not (filled.filled & observed).any()
    for column in range(3):
        seen = values[observed[:, column], column]
        new = filled.values[filled.filled[:, column], column]
        if seen.size and new.size:
            assert seen.min() - 1e-9 <= new.min()
            assert new.max() <= seen.max() + 1e-9
