import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.reliability import alpha, covariances


NAN = np.nan
GOLDEN = Path(__file__).parent / "golden"


def test_worked_by_hand():
    parts = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 3.0]])
    # variances 1 and 1, covariance 0.5: 2 x (1 - 2 / 3)
    np.testing.assert_allclose(covariances(parts), [[1, 0.5], [0.5, 1]])
    assert alpha(parts) == pytest.approx(2 / 3)


def test_there_is_none_for_one_part_or_no_spread_or_no_company():
    assert np.isnan(alpha(np.array([[1.0], [2.0]])))
    assert np.isnan(alpha(np.ones((3, 2))))
    assert np.isnan(alpha(np.array([[1.0, -1.0], [2.0, -2.0]])))
    assert np.isnan(alpha(np.array([[1.0, NAN], [NAN, 2.0], [3.0, 1.0]])))


def test_every_pillar_as_coinr(asem):
    _, normalised = asem.table("20_norm_minmax_0_100")
    with (GOLDEN / "32_cronbach_pillars.csv").open(encoding="utf-8") as file:
        golden = {r["Pillar"]: float(r["alpha"]) for r in csv.DictReader(file)}
    places = {code: place for place, code in enumerate(asem.codes)}
    found = {
        node.code: alpha(normalised[:, [places[i.code] for i in node.indicators]])
        for node in asem.framework.walk()
        if node.indicators
    }
    assert found == pytest.approx(golden, abs=1e-9)


@given(
    arrays(np.float64, (8, 4), elements=st.floats(0, 100)),
    st.permutations(range(4)),
    st.floats(0.1, 10),
)
def test_the_same_in_any_order_on_any_common_scale_from_any_zero(parts, order, factor):
    whole = parts.sum(axis=1)
    if np.ptp(whole) < 1:
        return
    moved = factor * parts[::-1][:, list(order)] + np.array([1.0, 2.0, 3.0, 4.0])
    assert alpha(moved) == pytest.approx(alpha(parts), rel=1e-8, abs=1e-8)


@given(arrays(np.float64, 8, elements=st.integers(0, 100).map(float)))
def test_the_same_part_twice_is_one(column):
    if np.ptp(column) > 0:
        assert alpha(np.column_stack([column, column])) == pytest.approx(1)
