import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.composite import Choices, assess
from rancang.methods.correlation import (
    CORRELATIONS,
    correlate,
    high,
    mean_ranks,
    opposed,
    with_ancestors,
)


NAN = np.nan
GOLDEN = Path(__file__).parent / "golden"
TABLES = arrays(
    np.float64, (7, 3), elements=st.integers(-5, 5).map(float) | st.just(NAN)
)


def rows(name):
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def pairs(left, right, kind):
    return correlate(np.array([left]).T, np.array([right]).T, kind)[0, 0]


def test_worked_by_hand():
    one, other = [1.0, 2.0, 3.0, 4.0, NAN], [1.0, 3.0, 2.0, 10.0, 5.0]
    # deviations -1.5 -0.5 0.5 1.5 and -3 -1 -2 6: 13 / sqrt(5 x 50)
    assert pairs(one, other, "pearson") == pytest.approx(13 / 250**0.5)
    # ranks 1 2 3 4 and 1 3 2 4: 1 - 6 x 2 / (4 x 15)
    assert pairs(one, other, "spearman") == pytest.approx(0.8)
    # of six pairs five agree: 4 / 6
    assert pairs(one, other, "kendall") == pytest.approx(4 / 6)


def test_ties_by_hand():
    assert mean_ranks(np.array([2.0, 1.0, 2.0, 2.0])).tolist() == [3, 1, 3, 3]
    # pairs apart: 2 of 3 on the left, 3 on the right; all that are apart agree
    assert pairs([1.0, 1.0, 2.0], [1.0, 2.0, 3.0], "kendall") == pytest.approx(
        2 / 6**0.5
    )


@pytest.mark.parametrize("kind", CORRELATIONS)
def test_without_spread_or_company_there_is_none(kind):
    assert np.isnan(pairs([1.0, 1.0, 1.0], [1.0, 2.0, 3.0], kind))
    assert np.isnan(pairs([1.0, NAN, 3.0], [NAN, 2.0, 3.0], kind))


def test_refuses_unknown_kinds_and_other_units():
    with pytest.raises(ValueError, match="unknown correlation 'cosine'"):
        correlate(np.ones((2, 2)), kind="cosine")
    with pytest.raises(ValueError, match="2 units on the left, 3 on the right"):
        correlate(np.ones((2, 2)), np.ones((3, 2)))


def test_the_index_with_its_indicators_as_coinr(asem):
    units, normalised = asem.table("20_norm_minmax_0_100")
    same, scores = asem.table("21_norm_minmax_0_100__amean_scores", ["Index"])
    assert units == same
    found = correlate(scores, normalised)[0]
    golden = {
        r["Var2"]: float(r["Correlation"]) for r in rows("31_corr_lev1_lev4_pearson")
    }
    expected = [golden[code] for code in asem.codes]
    np.testing.assert_allclose(found, expected, atol=1e-9)


def test_high_pairs_as_coinr(asem):
    _, normalised = asem.table("20_norm_minmax_0_100")
    parents = [node.code for node in asem.framework.walk() for _ in node.indicators]
    found = high(correlate(normalised), asem.codes, parents, above=0.75)
    golden = {
        frozenset((r["Ind1"], r["Ind2"])): float(r["Corr"])
        for r in rows("31_corr_flags_high")
    }
    assert {frozenset(pair[:2]): round(pair[2], 3) for pair in found} == golden


def test_opposed_pairs_are_of_one_group():
    matrix = np.array([[1.0, -0.6, -0.9], [-0.6, 1.0, NAN], [-0.9, NAN, 1.0]])
    found = opposed(matrix, ["a", "b", "c"], ["x", "x", "y"])
    assert [pair[:2] for pair in found] == [("a", "b")]


def test_ancestors(asem):
    units, values = asem.table("10_base_Treated")
    result = assess(values, units, asem.framework, Choices())
    items = np.column_stack(
        [
            result.score(code) if column < 0 else result.normalised[:, column]
            for code, column in zip(result.tree.codes, result.tree.columns, strict=True)
        ]
    )
    found = {
        (p.first, p.second): p.correlation for p in with_ancestors(result.tree, items)
    }
    golden = rows("31_corr_lev1_lev4_pearson")
    for row in golden:
        assert found[row["Var2"], "index"] == pytest.approx(
            float(row["Correlation"]), abs=1e-9
        )
    assert len(found) == 49 * 3 + 8 * 2 + 2
    with pytest.raises(ValueError, match="2 columns for 60 items"):
        with_ancestors(result.tree, items[:, :2])


@given(TABLES, st.permutations(range(7)), st.sampled_from(CORRELATIONS))
def test_order_changes_nothing_and_the_matrix_is_symmetric(table, order, kind):
    found = correlate(table, kind=kind)
    np.testing.assert_allclose(
        found, correlate(table[list(order)], kind=kind), atol=1e-12
    )
    np.testing.assert_allclose(found, found.T, atol=1e-12)
    assert (np.abs(found[~np.isnan(found)]) <= 1 + 1e-12).all()


@given(TABLES)
def test_ranks_do_not_care_for_the_scale(table):
    for kind in ("spearman", "kendall"):
        np.testing.assert_allclose(
            correlate(table, kind=kind), correlate(table**3, kind=kind), atol=1e-12
        )
