import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.normalise import Scale, normalise


NAN = np.nan
UP = np.array([1.0])
DOWN = np.array([-1.0])
COLUMN = np.array([[2.0], [4.0], [NAN], [9.0]])


def test_minmax_by_hand():
    result = normalise(COLUMN, UP, Scale("minmax", 10, 80))
    np.testing.assert_allclose(result[:, 0], [10, 30, NAN, 80])
    result = normalise(COLUMN, DOWN, Scale("minmax", 10, 80))
    np.testing.assert_allclose(result[:, 0], [80, 60, NAN, 10])


def test_zscore_by_hand():
    # mean 5, deviations -3 -1 4, sum of squares 26, sd sqrt(13)
    result = normalise(COLUMN, UP, Scale("zscore", 10, 2))
    sd = 13**0.5
    np.testing.assert_allclose(
        result[:, 0], [10 - 6 / sd, 10 - 2 / sd, NAN, 10 + 8 / sd]
    )


def test_zscore_does_not_fall_below_its_floor():
    result = normalise(COLUMN, UP, Scale("zscore", 0, 2, floor=0.1))
    np.testing.assert_allclose(result[:, 0], [0.1, 0.1, NAN, 8 / 13**0.5])


@pytest.mark.parametrize(
    ("scale", "middle"), [(Scale("minmax", 0, 100), 50), (Scale("zscore", 10, 2), 10)]
)
@pytest.mark.parametrize("signs", [UP, DOWN])
def test_a_constant_column_gets_the_middle(scale, middle, signs):
    column = np.array([[0.1], [0.1], [0.1], [NAN]])
    result = normalise(column, signs, scale)
    np.testing.assert_array_equal(result[:, 0], [middle, middle, middle, NAN])


def test_a_column_without_values_stays_without():
    assert np.isnan(normalise(np.full((2, 1), NAN), UP, Scale("minmax", 0, 1))).all()


@pytest.mark.parametrize(
    "bad",
    [("minmax", 5, 5), ("minmax", 5, NAN), ("zscore", 0, 0), ("rank", 0, 1)],
)
def test_refuses_a_scale_without_width(bad):
    with pytest.raises(ValueError, match=r"must be above|unknown scale"):
        Scale(*bad)


def test_refuses_too_few_signs():
    with pytest.raises(ValueError, match="1 signs for 2 indicators"):
        normalise(np.ones((3, 2)), UP, Scale("minmax", 0, 1))


@pytest.mark.parametrize(
    ("scale", "golden"),
    [
        (Scale("minmax", 0, 100), "20_norm_minmax_0_100"),
        (Scale("zscore", 10, 2), "20_norm_zscore_10_2"),
    ],
)
def test_as_coinr(asem, scale, golden):
    _, values = asem.table("10_base_Treated")
    _, expected = asem.table(golden)
    signs = [-1.0 if i.direction == "lower" else 1 for i in asem.framework.indicators()]
    np.testing.assert_allclose(
        normalise(values, np.array(signs), scale), expected, rtol=0, atol=1e-9
    )


@given(
    arrays(np.float64, (7, 1), elements=st.integers(-1000, 1000).map(float)),
    st.floats(0.01, 100),
    st.floats(-1000, 1000),
)
def test_units_of_measure_do_not_matter(values, factor, shift):
    for scale in (Scale("minmax", 1, 100), Scale("zscore", 10, 2)):
        np.testing.assert_allclose(
            normalise(values * factor + shift, UP, scale),
            normalise(values, UP, scale),
            atol=1e-6,
        )
