import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.framework import MethodError
from rancang.methods.statistics import kurtosis, skewness
from rancang.methods.treat import BENDS, Treatment, bend, treat, winsorise


NAN = np.nan
FAR = np.array([1.0, 2, 2, 3, 3, 4, NAN, 5, 60, 60])


def test_equal_points_move_together_and_the_rest_stays():
    tail = np.array([1.0, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, NAN, 8, 90, 90])
    once, high, low = winsorise(tail, Treatment(winsorise=1, skew=0.1, kurtosis=-9))
    assert once[-2:].tolist() == [8, 8]
    assert (high.sum(), low.sum()) == (2, 0)
    found = treat(tail[:, None], Treatment(winsorise=5, skew=1))
    np.testing.assert_array_equal(found.values[:-2, 0], tail[:-2])


def test_low_outliers_move_up():
    found = treat(-FAR[:-1, None], Treatment())
    assert found.values[8, 0] == -5
    assert found.points[:, 0].tolist() == [""] * 8 + ["winlo"]
    assert (found.moved.tolist(), found.passed.tolist()) == ([1], [True])


def test_when_moving_is_not_enough_the_original_is_bent():
    far = np.array([*range(60), NAN, 2e4, 9e6])
    found = treat(far[:, None], Treatment(winsorise=1))
    expected = np.log(far + 0.01 * 9e6)
    np.testing.assert_allclose(found.values[:, 0], expected)
    assert set(found.points[:60, 0]) == {"log_ct"}
    assert found.points[60, 0] == ""
    assert found.passed.tolist() == [Treatment().passes(expected)]
    kept = treat(far[:, None], Treatment(winsorise=1, bend=None))
    assert kept.values[-1, 0] == 2e4
    assert not kept.passed[0]


def test_bends_worked_by_hand():
    column = np.array([1.0, 2.0, 11.0, NAN])
    by_hand = {
        "log_ct": np.log(column - 1 + 0.1),
        "log_ct_plus": np.log(column - 1 + 0.1),
        "log_ct_orig": np.log(column),
        "log_gii": np.log(column),
        "box_cox": np.log(column),
    }
    for kind in BENDS:
        np.testing.assert_allclose(bend(column, kind), by_hand[kind])
    np.testing.assert_allclose(bend(column, "box_cox", 2), (column**2 - 1) / 2)
    turned = -np.log(-1 + 0.1 + column)
    np.testing.assert_allclose(bend(-column, "log_ct_plus"), turned)


def test_few_or_equal_values_are_left_alone():
    for column in ([1.0, 2.0, 1e9], [3.0] * 9, [NAN] * 5):
        found = treat(np.array(column)[:, None], Treatment())
        np.testing.assert_array_equal(found.values[:, 0], column)
        assert found.passed.all()


def test_refuses():
    with pytest.raises(MethodError, match="'sqrt' is not known; choose log_ct"):
        Treatment(bend="sqrt")
    with pytest.raises(MethodError, match="winsorise -1 must be 0 or more"):
        Treatment(winsorise=-1)
    with pytest.raises(MethodError, match="all equal cannot be bent"):
        bend(np.ones(3), "log_ct")
    with pytest.raises(MethodError, match=r"maximum above 1, not 0\.5; choose"):
        bend(np.array([0.1, 0.5]), "log_gii")


tailed = arrays(np.float64, 12, elements=st.integers(-300, 300).map(float)).map(
    lambda x: np.sign(x) * np.abs(x) ** 3
)


@given(tailed, st.integers(0, 4), st.permutations(range(12)))
def test_treatment_keeps_the_order_and_does_not_look_at_rows(column, most, order):
    rule = Treatment(winsorise=most, skew=1, kurtosis=1)
    found = treat(column[:, None], rule).values[:, 0]
    assert (np.diff(found[np.argsort(column, kind="stable")]) >= -1e-12).all()
    np.testing.assert_allclose(
        treat(column[order, None], rule).values[:, 0], found[order]
    )


def test_as_coinr(asem):
    _, imputed = asem.table("10_base_Imputed")
    _, golden = asem.table("10_base_Treated")
    found = treat(imputed, Treatment())
    np.testing.assert_allclose(found.values, golden, rtol=1e-12)
    points = [
        [row[code] for code in asem.codes]
        for row in asem.read("12_base_treated_points")
    ]
    assert found.points.tolist() == points
    for number, row in enumerate(asem.read("12_base_treat_details")):
        assert row["iCode"] == asem.codes[number]
        assert found.moved[number] == int(row["winsorise.nwin"] or 0)
        for when, column in ((0, imputed[:, number]), (1, found.values[:, number])):
            if row[f"check_SkewKurt{when}.Skew"]:
                measures = [skewness(column), kurtosis(column)]
                told = [
                    float(row[f"check_SkewKurt{when}.{m}"]) for m in ("Skew", "Kurt")
                ]
                np.testing.assert_allclose(measures, told, rtol=1e-9)
