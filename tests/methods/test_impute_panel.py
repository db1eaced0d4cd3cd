import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.framework import MethodError
from rancang.methods.impute_panel import ALONG, impute_panel


NAN = np.nan
TIMES = [2018, 2019, 2021, 2022]


@pytest.mark.parametrize(
    ("along", "most", "expected"),
    [
        ("latest", None, [NAN, 2, 2, 8]),
        ("latest", 1, [NAN, 2, 2, 8]),
        ("constant", None, [2, 2, 2, 8]),
        ("linear", None, [2, 2, 6, 8]),
    ],
)
def test_worked_by_hand(along, most, expected):
    series = np.array([NAN, 2.0, NAN, 8.0]).reshape(4, 1, 1)
    found = impute_panel(series, TIMES, along, most)
    np.testing.assert_allclose(found.values[:, 0, 0], expected)
    assert found.filled.sum() == np.isfinite(expected).sum() - 2


def test_not_further_back_than_asked():
    series = np.array([1.0, NAN, NAN, NAN]).reshape(4, 1, 1)
    found = impute_panel(series, TIMES, "latest", 2).values[:, 0, 0]
    np.testing.assert_array_equal(found, [1, 1, 1, NAN])


@pytest.mark.parametrize(
    ("shape", "times", "along", "most", "message"),
    [
        ((4, 1, 1), TIMES, "spline", None, "'spline' is not known; choose latest"),
        ((4, 1, 1), TIMES, "latest", 0, "at most 0 periods back; give 1"),
        ((1, 1, 1), [2018], "latest", None, "at least two periods"),
        ((2, 1, 1), [2019, 2018], "latest", None, "must rise"),
    ],
)
def test_refuses(shape, times, along, most, message):
    with pytest.raises(MethodError, match=message):
        impute_panel(np.ones(shape), times, along, most)


panels = arrays(
    np.float64, (4, 2, 2), elements=st.integers(-9, 9).map(float) | st.just(NAN)
)


@given(panels, st.sampled_from(ALONG))
def test_each_series_by_itself_and_between_its_values(values, along):
    found = impute_panel(values, TIMES, along).values
    there = ~np.isnan(values)
    np.testing.assert_array_equal(found[there], values[there])
    swapped = impute_panel(values[:, ::-1], TIMES, along).values
    np.testing.assert_array_equal(swapped[:, ::-1], found)
    for series, made in zip(
        values.reshape(4, -1).T, found.reshape(4, -1).T, strict=True
    ):
        known = series[~np.isnan(series)]
        inside = made[~np.isnan(made)]
        assert bool(known.size) == bool(inside.size)
        if known.size:
            assert known.min() <= inside.min()
            assert inside.max() <= known.max()
