import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.framework import MethodError
from rancang.methods.pca import components


NAN = np.nan
GOLDEN = Path(__file__).parent / "golden"


def test_worked_by_hand():
    # correlation 0.5: components along (1, 1) and (1, -1), variances 1.5 and 0.5
    found = components(np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0], [NAN, 9.0]]))
    half = 0.5**0.5
    np.testing.assert_allclose(found.loadings, [[half, half], [half, -half]])
    np.testing.assert_allclose(found.deviations, [1.5**0.5, 0.5**0.5])
    np.testing.assert_allclose(found.explained, [0.75, 0.25])
    np.testing.assert_allclose(found.scores[:, 0], [-2 * half, half, half, NAN])
    assert found.used == 3


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([[1.0, 2.0], [NAN, 1.0]], "only 1 unit has all parts"),
        ([[1.0, 2.0], [2.0, 2.0]], "part 2 is the same for all"),
    ],
)
def test_refuses_what_has_no_spread(parts, message):
    with pytest.raises(MethodError, match=message) as caught:
        components(np.array(parts))
    assert caught.value.message.id != caught.value.message.en


def test_first_loadings_of_every_pillar_as_coinr(asem):
    _, normalised = asem.table("20_norm_minmax_0_100")
    with (GOLDEN / "33_pca_weights.csv").open(encoding="utf-8") as file:
        golden = {r["iCode"]: float(r["Weight"]) for r in csv.DictReader(file)}
    places = {code: place for place, code in enumerate(asem.codes)}
    pillars = [node for node in asem.framework.walk() if node.indicators]
    assert len(pillars) == 8
    for pillar in pillars:
        codes = [i.code for i in pillar.indicators]
        first = components(normalised[:, [places[c] for c in codes]]).loadings[:, 0]
        expected = np.array([golden[code] for code in codes])
        turned = np.sign(first @ expected)
        np.testing.assert_allclose(turned * first, expected, atol=1e-9)


@given(arrays(np.float64, (9, 3), elements=st.integers(0, 50).map(float)))
def test_loadings_are_square_and_explain_everything(parts):
    if (np.ptp(parts, axis=0) == 0).any():
        return
    found = components(parts)
    np.testing.assert_allclose(found.loadings.T @ found.loadings, np.eye(3), atol=1e-12)
    assert (found.deviations**2).sum() == pytest.approx(3)
    again = components(7.0 + 2.0 * parts[::-1])
    np.testing.assert_allclose(again.deviations, found.deviations, atol=1e-7)
