import numpy as np
import pytest

from rancang.methods.analysis import (
    at_hand,
    changes,
    correlations,
    describe,
    loadings,
    reliabilities,
    removals,
    standing_of,
)
from rancang.methods.build import build
from rancang.methods.denominate import By
from rancang.methods.framework import MethodError
from rancang.methods.method import (
    Combining,
    Filling,
    Method,
    Needed,
    Normalising,
    Rules,
)
from rancang.methods.screen import Screening
from rancang.methods.stages import Beside
from rancang.methods.structure import Part, of_framework, structure
from rancang.methods.table import Table
from rancang.methods.treat import Treatment


DIVISORS = ["Area", "Energy", "GDP", "Population"]
PILLARS = ["Physical", "ConEcFin", "Political", "Instit"]
PILLARS += ["P2P", "Environ", "Social", "SusEcFin"]


@pytest.fixture(scope="module")
def raw(asem):
    units, values = asem.table("10_base_Raw")
    order, beside = asem.table("00_iData", DIVISORS)
    rows = [order.index(unit) for unit in units]
    codes = (*asem.codes, *DIVISORS)
    return Table(tuple(units), codes, np.hstack([values, beside[rows]]))


@pytest.fixture(scope="module")
def base(asem, raw):
    """COINr's example, built from its raw values by its own method."""
    method = Method(
        denominate={
            r["iCode"]: By(r["Denominator"])
            for r in asem.read("00_iMeta")
            if r["Denominator"]
        },
        impute=Filling(kind="group_mean"),
        units=Screening(available=0.9),
        screen_at="imputed",
        treat=Rules(Treatment()),
        needed=Needed(weight=0.0),
    )
    beside = Beside(groups=asem.groups(raw.units))
    return build(raw, of_framework(asem.framework), method, beside)


def test_statistics_and_availability(asem, raw):
    values = Table(raw.units, tuple(asem.codes), raw.columns(asem.codes))
    found = describe(values)
    golden = {row["iCode"]: row for row in asem.read("30_stats_raw")}
    assert found.units == tuple(asem.codes)
    for title, column in [("N.Avail", "available"), ("N.Same", "same")]:
        theirs = [float(golden[code][title]) for code in asem.codes]
        assert found.column(column).tolist() == theirs
    flags = [golden[code]["Flag.SkewKurt"] == "OUT" for code in asem.codes]
    assert found.column("outlying").tolist() == flags
    shares = {r["uCode"]: float(r["Dat_Avail"]) for r in asem.read("37_data_avail")}
    expected = [shares[unit] for unit in values.units]
    np.testing.assert_allclose(at_hand(values).column("available"), expected, atol=1e-9)


def test_from_raw_values_to_correlations_as_coinr(asem, base):
    found = correlations(base, 4, 1)
    assert found.units == ("index",)
    golden = {
        r["Var2"]: float(r["Correlation"])
        for r in asem.read("31_corr_lev1_lev4_pearson")
    }
    expected = [golden[code] for code in found.codes]
    np.testing.assert_allclose(found.values[0], expected, atol=1e-9)
    with pytest.raises(MethodError, match="no level 9; this structure has 1 to 4"):
        correlations(base, 9, 1)


def test_from_raw_values_to_alpha_and_loadings_as_coinr(asem, base):
    found = reliabilities(base)
    golden = {r["Pillar"]: float(r["alpha"]) for r in asem.read("32_cronbach_pillars")}
    ours = dict(zip(found.units, found.column("alpha"), strict=True))
    assert {pillar: ours[pillar] for pillar in golden} == pytest.approx(
        golden, abs=1e-9
    )
    weights = {r["iCode"]: float(r["Weight"]) for r in asem.read("33_pca_weights")}
    first = loadings(base)
    mine = dict(zip(first.units, first.column("loading"), strict=True))
    for node in asem.framework.walk():
        codes = [i.code for i in node.indicators]
        if codes:
            theirs = np.array([weights[code] for code in codes])
            own = np.array([mine[code] for code in codes])
            np.testing.assert_allclose(own * np.sign(own @ theirs), theirs, atol=1e-9)


def test_from_raw_values_to_what_is_left_without_a_pillar_as_coinr(asem, base):
    found = removals(base, PILLARS)
    units, scores = asem.table("36_remove_pillars_scores", PILLARS)
    assert tuple(units) == base.units
    np.testing.assert_allclose(found.scores, scores, atol=1e-9)
    _, ranks = asem.table("36_remove_pillars_ranks", PILLARS)
    np.testing.assert_array_equal(found.ranks, ranks)
    shift = {
        r["removed"]: float(r["MeanAbsDiff"]) for r in asem.read("36_remove_pillars")
    }
    np.testing.assert_allclose(found.shift, [shift[p] for p in PILLARS], atol=1e-9)


PARTS = structure(
    [
        Part(code="top", parent=""),
        Part(code="eco", parent="top"),
        Part(code="soc", parent="top"),
        Part(code="work", parent="eco"),
        Part(code="poor", parent="eco", direction="lower"),
        Part(code="school", parent="soc"),
        Part(code="health", parent="soc"),
    ]
)
VALUES = np.array(
    [
        [60.0, 12.0, 8.0, 70.0],
        [70.0, 4.0, 9.0, np.nan],
        [50.0, 20.0, 12.0, 60.0],
        [65.0, 9.0, 10.0, 66.0],
    ]
)


GOALPOSTS = Normalising(kind="goalposts", low=-100.0, high=200.0)


def made(values=VALUES, units="ABCD", **choices):
    method = Method(needed=Needed(weight=0.0), **choices)
    return build(Table(tuple(units), PARTS.indicators, values), PARTS, method)


def test_standings_leave_out_what_was_imputed():
    found = standing_of(made(), "B")
    assert found.units == ("work", "poor", "school")
    assert found.values.tolist() == [[1, 4, 70], [1, 4, 4], [3, 4, 9]]
    with pytest.raises(MethodError, match="unit 'Z' is not in the build"):
        standing_of(made(), "Z")


def test_a_build_that_falls_short_in_both_years_changes_in_parts_that_add_up():
    moved = np.nan_to_num(VALUES, nan=65.0)[::-1] + 1.0
    for kind in ("arithmetic", "geometric", "harmonic"):
        rules = Rules(Combining(), levels={2: Combining(kind=kind)})
        scale = {"aggregate": rules, "normalise": Rules(GOALPOSTS)}
        before, after = made(**scale), made(moved, "BCDE", **scale)
        units, change = changes(before, after)
        assert units == ("B", "C", "D")
        total = change.by_value.sum(axis=1) + change.by_weight.sum(axis=1)
        expected = after.index[:3] - before.index[1:]
        np.testing.assert_allclose(change.total, expected, atol=1e-9)
        np.testing.assert_allclose(total, expected, atol=1e-9)


def test_refuses_to_break_down_what_is_no_mean():
    rules = Rules(Combining(), nodes={"soc": Combining(kind="topsis")})
    found = made(aggregate=rules)
    with pytest.raises(MethodError, match="node 'soc': its change has no exact parts"):
        changes(found, found)
