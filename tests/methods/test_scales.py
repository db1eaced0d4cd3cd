import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods import scales


NAN = np.nan
COLUMN = np.array([[2.0], [4.0], [NAN], [4.0], [10.0]])

BY_HAND = {
    "minmax": (scales.minmax, (1, 9), [1, 3, NAN, 3, 9]),
    "scaled": (scales.scaled, (2, 12), [0, 20, NAN, 20, 80]),
    "rank": (scales.rank_points, (), [1, 2, NAN, 2, 4]),
    "percentile": (scales.percentile, (), [0, 1 / 3, NAN, 1 / 3, 1]),
    "borda": (scales.borda, (), [0, 1, NAN, 1, 3]),
    "goalposts": (scales.goalposts, ((4, 8), 10), [-5, 0, NAN, 0, 15]),
    "maximum": (scales.distance_to_maximum, (), [0, 0.25, NAN, 0.25, 1]),
    "reference": (scales.distance_to_reference, (1,), [0, 1, NAN, 1, 4]),
    "target": (scales.distance_to_target, ([6.0],), [0, 0.5, NAN, 0.5, 2]),
    "fraction": (scales.fraction_of_maximum, (), [0.2, 0.4, NAN, 0.4, 1]),
}
ALWAYS = [
    "minmax",
    "scaled",
    "rank",
    "percentile",
    "borda",
    "goalposts",
    "maximum",
]


@pytest.mark.parametrize("name", BY_HAND)
def test_worked_by_hand(name):
    scale, told, expected = BY_HAND[name]
    np.testing.assert_allclose(scale(COLUMN, *told)[:, 0], expected)


def test_a_zscore_by_hand():
    # mean 5, squares 9 + 1 + 1 + 25 = 36 over 3
    away = np.array([-3, -1, NAN, -1, 5]) / np.sqrt(12)
    np.testing.assert_allclose(scales.zscore(COLUMN, 10, 2)[:, 0], 10 + 2 * away)


def test_only_who_asks_is_clipped():
    posts = scales.goalposts(COLUMN, (4, 8), 10, truncate=True)
    np.testing.assert_allclose(posts[:, 0], [0, 0, NAN, 0, 10])
    reference = scales.distance_to_reference(COLUMN, 1, truncate=True)
    np.testing.assert_allclose(reference[:, 0], [0, 1, NAN, 1, 1])
    target = scales.distance_to_target(COLUMN, np.array([6.0]), truncate=True)
    np.testing.assert_allclose(target[:, 0], [0, 0.5, NAN, 0.5, 1])


@pytest.mark.parametrize("scale", [scales.minmax, scales.zscore])
@pytest.mark.parametrize("column", [[3.0, 3.0], [3.0, NAN], [NAN, NAN], [0.1, 0.1]])
def test_a_column_without_spread_has_no_scale(scale, column):
    assert np.isnan(scale(np.array([column]).T)).all()


def test_a_fraction_of_nothing_is_not_a_number():
    found = scales.fraction_of_maximum(np.array([[0.0], [-2.0]]))[:, 0]
    assert np.isnan(found[0])
    assert np.isinf(found[1])


numbers = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
columns = arrays(np.float64, (7, 2), elements=numbers | st.just(NAN))


@given(columns, st.permutations(range(7)))
def test_the_order_of_units_changes_nothing(values, order):
    for name in ALWAYS:
        scale, told, _ = BY_HAND[name]
        np.testing.assert_array_equal(
            scale(values, *told)[order], scale(values[order], *told)
        )
    np.testing.assert_allclose(
        scales.zscore(values)[order], scales.zscore(values[order]), atol=1e-12
    )


@given(columns)
def test_more_is_never_worth_less(values):
    for name in ALWAYS:
        scale, told, _ = BY_HAND[name]
        made = scale(values, *told)
        for column, points in zip(values.T, made.T, strict=True):
            there = ~np.isnan(points)
            ordered = points[there][np.argsort(column[there])]
            assert (np.diff(ordered) >= 0).all()


spread = arrays(np.float64, (6, 1), elements=st.integers(-500, 500).map(float)).filter(
    lambda values: np.ptp(values) > 0
)


@given(spread, st.floats(0.01, 1000), st.floats(-1000, 1000))
def test_minmax_is_free_of_the_unit(values, factor, shift):
    np.testing.assert_allclose(
        scales.minmax(values * factor + shift), scales.minmax(values), atol=1e-7
    )


@given(spread, st.integers(-1000, 1000))
def test_a_constant_shift_does_not_change_zscores(values, shift):
    np.testing.assert_allclose(
        scales.zscore(values + shift), scales.zscore(values), atol=1e-11
    )


AS_COINR = {
    "20_norm_minmax_0_100": lambda x: scales.minmax(x, 0, 100),
    "20_norm_zscore_10_2": lambda x: scales.zscore(x, 10, 2),
    "20_norm_rank": scales.rank_points,
    "20_norm_prank": scales.percentile,
    "20_norm_borda": scales.borda,
    "20_norm_fracmax": scales.fraction_of_maximum,
}


@pytest.mark.parametrize("name", AS_COINR)
def test_as_coinr(asem, name):
    signs = [
        -1.0 if i.direction == "lower" else 1.0 for i in asem.framework.indicators()
    ]
    _, treated = asem.table("10_base_Treated")
    _, golden = asem.table(name)
    np.testing.assert_allclose(AS_COINR[name](treated * signs), golden, rtol=1e-12)
