import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.strengths import (
    rank_all,
    standings,
    strongest,
    summary,
    varied,
    weakest,
)


NAN = np.nan
GOLDEN = Path(__file__).parent / "golden"
VALUES = np.array([[5.0, 1.0, 7.0, NAN], [9.0, 1.0, 8.0, 3.0], [7.0, 0.0, 9.0, 2.0]])
SIGNS = np.array([-1.0, 1.0, 1.0, 1.0])
CODES = ["poor", "law", "water", "road"]


def rows(name):
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_worked_by_hand():
    first = standings(VALUES, SIGNS, CODES, 0)
    assert [s[:3] for s in first] == [("poor", 1, 3), ("law", 1, 3), ("water", 3, 3)]
    assert [s.code for s in strongest(first, 2)] == ["poor", "law"]
    assert [s.code for s in weakest(first, 2)] == ["law", "water"]
    assert weakest(first, 9) == strongest(first, 9)
    assert weakest(first, 0) == ()


def test_what_hardly_varies_can_be_kept_out():
    assert varied(VALUES, 3) == (0, 2)
    assert varied(VALUES, 2) == (0, 1, 2, 3)


def india(asem):
    """COINr keeps its indicators by pillar, and equals stay in that order."""
    parents = {i.code: n.code for n in asem.framework.walk() for i in n.indicators}
    codes = sorted(asem.codes, key=parents.__getitem__)
    signs = {
        i.code: -1.0 if i.direction == "lower" else 1.0
        for i in asem.framework.indicators()
    }
    units, values = asem.table("10_base_Raw", codes)
    turned = np.array([signs[code] for code in codes])
    return standings(values, turned, codes, units.index("IND"))


@pytest.mark.parametrize(
    ("choose", "golden"),
    [(strongest, "38_strengths_IND"), (weakest, "38_weaknesses_IND")],
)
def test_strengths_and_weaknesses_as_coinr(asem, choose, golden):
    ours = [(s.code, s.rank, float(f"{s.value:.3g}")) for s in choose(india(asem), 5)]
    theirs = [(r["Code"], int(r["Rank"]), float(r["Value"])) for r in rows(golden)]
    assert ours == theirs


def test_unit_summary_as_coinr(asem):
    golden = rows("38_unit_summary_IND")
    nodes = [row["Code"] for row in golden]
    units, scores = asem.table("21_norm_minmax_0_100__amean_scores", nodes)
    found = summary(scores, nodes, units.index("IND"))
    ours = [(s.code, s.rank, round(s.value, 2)) for s in found]
    theirs = [(r["Code"], int(r["Rank"]), float(r["Score"])) for r in golden]
    assert ours == theirs


@given(
    arrays(np.float64, (6, 2), elements=st.integers(0, 9).map(float) | st.just(NAN)),
    st.integers(0, 5),
)
def test_standings_are_the_ranks(scores, row):
    ranks = rank_all(scores)
    found = {s.code: s.rank for s in summary(scores, ["a", "b"], row)}
    expected = dict(zip("ab", ranks[row], strict=True))
    assert found == {c: r for c, r in expected.items() if not np.isnan(r)}
