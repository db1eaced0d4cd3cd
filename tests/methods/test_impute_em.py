import numpy as np
import pytest

from rancang.methods.framework import MethodError
from rancang.methods.impute_em import impute_em


NAN = np.nan


def test_one_incomplete_column_is_a_regression():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(40, 2))
    y = 3 + x @ [2.0, -1.0] + rng.normal(scale=0.1, size=40)
    y[30:] = NAN
    values = np.column_stack([x, y])
    slopes, *_ = np.linalg.lstsq(np.column_stack([np.ones(30), x[:30]]), y[:30])
    found = impute_em(values)
    expected = np.column_stack([np.ones(10), x[30:]]) @ slopes
    np.testing.assert_allclose(found.values[30:, 2], expected, rtol=1e-6)
    assert found.filled.sum() == 10
    np.testing.assert_array_equal(found.values[:30], values[:30])


def test_a_fixed_point_whatever_the_unit_and_the_order():
    rng = np.random.default_rng(3)
    table = rng.normal(size=(30, 4)) @ rng.normal(size=(4, 4))
    table[rng.random(table.shape) < 0.15] = NAN
    found = impute_em(table).values
    order = rng.permutation(30)
    other = impute_em(table[order] * 1000 + 5).values
    np.testing.assert_allclose((other - 5) / 1000, found[order], atol=1e-6)


def test_complete_values_and_an_empty_unit():
    table = np.array([[1.0, 2.0], [2.0, 1.0], [4.0, 5.0]])
    assert not impute_em(table).filled.any()
    with_none = np.vstack([table, [NAN, NAN]])
    np.testing.assert_allclose(
        impute_em(with_none).values[3], table.mean(axis=0), rtol=1e-6
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (np.ones((2, 2)), r"more units \(2\) than indicators \(2\)"),
        (np.array([[1.0, 1], [2, 1], [3, NAN]]), "number 2 has no values or no spread"),
        (np.array([[1.0, NAN], [2, NAN], [3, NAN]]), "number 2 has no values"),
    ],
)
def test_refuses(table, message):
    with pytest.raises(MethodError, match=message):
        impute_em(table)
