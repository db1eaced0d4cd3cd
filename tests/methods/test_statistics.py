import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.statistics import (
    Thresholds,
    availability,
    kurtosis,
    outlying,
    skewness,
    statistics,
)


NAN = np.nan
GOLDEN = Path(__file__).parent / "golden"
TABLES = arrays(
    np.float64, (6, 3), elements=st.integers(-9, 9).map(float) | st.just(NAN)
)


def rows(name):
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_worked_by_hand():
    found = statistics(np.array([[1.0], [2.0], [2.0], [7.0], [0.0], [NAN]]))
    # without the missing one: mean 2.4; deviations -1.4 -0.4 -0.4 4.6 -2.4
    squares = 1.96 + 0.16 + 0.16 + 21.16 + 5.76
    assert found.mean[0] == pytest.approx(2.4)
    assert found.median[0] == 2
    assert found.deviation[0] == pytest.approx((squares / 4) ** 0.5)
    assert (found.minimum[0], found.maximum[0]) == (0, 7)
    counts = (found.available, found.nonzero, found.unique, found.same)
    assert [count[0] for count in counts] == [5, 4, 4, 2]
    cubes = (-(1.4**3) - 2 * 0.4**3 + 4.6**3 - 2.4**3) / 5
    g1 = cubes / (squares / 5) ** 1.5
    assert found.skew[0] == pytest.approx(g1 * 20**0.5 / 3)


def test_too_few_or_equal_values_have_no_shape():
    found = statistics(np.array([[NAN, 1.0, 3.0], [NAN, NAN, 3.0], [NAN, NAN, 3.0]]))
    assert np.isnan([found.mean[0], found.deviation[1], found.skew[2]]).all()
    assert found.deviation[2] == 0
    assert found.available.tolist() == [0, 1, 3]
    assert found.low_available.tolist() == [True, True, False]
    assert np.isnan(kurtosis(np.array([1.0, 2.0, 3.0])))
    assert np.isnan(skewness(np.array([1.0, 2.0])))


def test_flags_need_both_skew_and_tails():
    limits = Thresholds()
    flagged = outlying(
        np.array([3.0, -3.0, 3.0, 1.0, NAN]),
        np.array([4.0, 4.0, 3.0, 9.0, 9.0]),
        limits,
    )
    assert flagged.tolist() == [True, True, False, False, False]


def test_refuses_the_infinite():
    with pytest.raises(ValueError, match="number 2 has an infinite value"):
        statistics(np.array([[1.0, np.inf]]))


def test_statistics_as_coinr(asem):
    _, values = asem.table("10_base_Raw")
    found = statistics(values)
    golden = {row["iCode"]: row for row in rows("30_stats_raw")}
    assert sorted(golden) == sorted(asem.codes)
    moments = {
        "Min": found.minimum,
        "Max": found.maximum,
        "Mean": found.mean,
        "Median": found.median,
        "Std": found.deviation,
        "Skew": found.skew,
        "Kurt": found.kurtosis,
    }
    for title, ours in moments.items():
        for code, number in zip(asem.codes, ours, strict=True):
            theirs = float(golden[code][title])  # printed with three digits
            place = 10.0 ** (np.floor(np.log10(abs(theirs or 1.0))) - 2)
            assert abs(number - theirs) <= 0.5 * place * (1 + 1e-9), (title, code)


def test_counts_and_flags_as_coinr(asem):
    _, values = asem.table("10_base_Raw")
    found = statistics(values)
    golden = {row["iCode"]: row for row in rows("30_stats_raw")}
    counts = {
        "N.Avail": found.available,
        "N.NonZero": found.nonzero,
        "N.Unique": found.unique,
        "N.Same": found.same,
    }
    flags = {
        "Flag.Avail": found.low_available,
        "Flag.NonZero": found.low_nonzero,
        "Flag.Unique": found.low_unique,
        "Flag.SkewKurt": found.outlying,
    }
    for title, ours in counts.items():
        assert ours.tolist() == [int(golden[code][title]) for code in asem.codes]
    for title, ours in flags.items():
        assert ours.tolist() == [golden[code][title] != "ok" for code in asem.codes]
    assert found.outlying.any()


def test_availability_as_coinr(asem):
    units, values = asem.table("10_base_Raw")
    found = availability(values)
    golden = {row["uCode"]: row for row in rows("37_data_avail")}
    theirs = {
        title: [float(golden[unit][title]) for unit in units]
        for title in ("N_missing", "N_zero", "Dat_Avail", "Non_Zero")
    }
    np.testing.assert_array_equal(found.missing, theirs["N_missing"])
    np.testing.assert_array_equal(found.zeros, theirs["N_zero"])
    np.testing.assert_allclose(found.available, theirs["Dat_Avail"], atol=1e-9)
    np.testing.assert_allclose(found.nonzero, theirs["Non_Zero"], atol=1e-9)


def test_a_unit_without_values_has_no_share_of_zeros():
    assert np.isnan(availability(np.array([[NAN, NAN]])).nonzero[0])


@given(TABLES, st.permutations(range(6)))
def test_the_order_of_units_changes_nothing(values, order):
    first, again = statistics(values), statistics(values[list(order)])
    for name in ("mean", "median", "deviation", "skew", "kurtosis"):
        ours, theirs = getattr(first, name), getattr(again, name)
        np.testing.assert_allclose(ours, theirs, atol=1e-11)
    assert first.unique.tolist() == again.unique.tolist()


@given(arrays(np.float64, 8, elements=st.floats(-100, 100)), st.floats(0.1, 10))
def test_shape_is_free_of_scale_and_turns_with_sign(column, factor):
    if np.ptp(column) < 1e-3:
        return
    other = 5.0 + factor * column
    assert skewness(other) == pytest.approx(skewness(column), abs=1e-6)
    assert kurtosis(other) == pytest.approx(kurtosis(column), abs=1e-6)
    assert skewness(-column) == pytest.approx(-skewness(column), abs=1e-9)
