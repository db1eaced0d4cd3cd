"""Positions of one region among ten, worked by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.documents.facts import Fact, Source, every_fact
from rancang.documents.positions import Board, Group, group_median, positions
from rancang.methods.framework import Framework, Indicator, Node, Text


NAME = Text("Miskin", "Poor")
SOURCE = Source(
    publisher="Rancang", title="Asesmen", date="2026-11-25", row="asesmen 1"
)
POOR = Indicator(
    code="poor", name=NAME, unit=Text("%", "%"), direction="lower", decimals=1
)
SIZE = Indicator(code="size", name=Text("Ukuran", "Size"), unit=NAME, weight=0)
FRAMEWORK = Framework(
    code="f",
    version="1",
    title=NAME,
    dimensions=(
        Node(code="eco", name=Text("Ekonomi", "E"), indicators=(POOR, SIZE)),
        Node(code="env", name=Text("Lingkungan", "E")),
    ),
)
VALUES = np.arange(1.0, 11.0)
ALL = np.ones(10, dtype=bool)


def own(row, code="poor"):
    return Fact(
        code=f"R{row}/{code}/2021",
        label=NAME.id,
        value=float(VALUES[row]),
        unit="%",
        period="2021",
        source=SOURCE,
        decimals=1,
    )


def board(row=0, poor=VALUES, kind=ALL, province=ALL, **told):
    scores = np.where(np.isnan(poor), np.nan, 100 - 10 * poor)
    told = {
        "scores": {"index": scores, "eco": scores},
        "observed": {"poor": poor, "size": VALUES},
        "figures": {"poor": own(row), "size": own(row, "size")},
        "interval": (1.0, 3.0),
    } | told
    return Board(
        framework=FRAMEWORK,
        region=f"R{row}",
        row=row,
        period="2021",
        source=SOURCE,
        aggregate="arithmetic",
        groups={
            "all": Group("semua", "seluruh daerah", ALL),
            "kind": Group("kota", "seluruh kota", kind),
            "province": Group("35", "Jawa Timur", province),
        },
        **told,
    )


def told(*args, **more):
    return {p.code: p for p in positions(board(*args, **more))}


def test_less_poverty_is_first_and_a_strength():
    poor = told(0)["poor"]
    assert (poor.rank_all.value, poor.of_all, poor.median_all.value) == (1, 10, 5.5)
    assert poor.strength == "strength"
    assert told(9)["poor"].strength == "weakness"
    assert told(5)["poor"].strength == ""


def test_peers_are_those_of_the_group():
    few = ALL.copy()
    few[5:] = False
    poor = told(4, province=few)["poor"]
    assert (poor.rank_province.value, poor.of_province) == (5, 5)
    assert poor.median_province.value == 3.0
    assert poor.median_province.code == "35/asesmen.median.poor/2021"
    assert poor.rank_all.value == 5


def test_context_and_scores_are_never_strengths():
    found = told(9)
    assert found["size"].rank_all.value == 1
    assert {found[code].strength for code in ("size", "eco", "index")} == {""}


def test_an_empty_dimension_is_told_without_figures():
    env = told()["env"]
    assert env.figure is None
    assert list(every_fact(env)) == []
    assert told()["index"].figure.label == "Indeks kota cerdas (1 dari 2 dimensi)"


def test_a_region_without_a_value_gets_medians_and_no_rank():
    gone = VALUES.copy()
    gone[0] = np.nan
    found = told(0, poor=gone, interval=None)
    assert found["poor"].rank_all is None
    assert found["poor"].median_all.value == 6.0
    assert found["index"].figure.value is None
    assert found["index"].low is None


def test_an_indicator_nobody_has_has_no_place():
    found = told(observed={"poor": VALUES}, figures={"poor": own(0)})["size"]
    assert (found.figure, found.rank_all, found.of_all) == (None, None, 0)


def test_every_computed_figure_says_how_and_from_what():
    found = told()
    assert found["index"].figure.rests_on == ("R0/asesmen.skor.eco/2021",)
    assert found["eco"].figure.rests_on == ("R0/poor/2021",)
    assert found["poor"].rank_kind.rests_on == ("R0/poor/2021",)
    computed = [f for f in every_fact(tuple(found.values())) if "asesmen" in f.code]
    assert all(f.derived and f.source.row.startswith("asesmen 1, ") for f in computed)


@given(st.permutations(range(10)))
def test_no_order_of_the_regions_tells_whose_the_values_are(order):
    shuffled = VALUES[list(order)]
    assert told(0, poor=shuffled)["poor"].values_all == tuple(VALUES)


def test_codes_are_unique():
    codes = [fact.code for fact in every_fact(positions(board()))]
    assert len(codes) == len(set(codes))


def test_the_median_of_a_group_is_like_the_fact_it_stands_beside():
    group = Group("kota", "seluruh kota", ALL)
    values = VALUES.copy()
    values[9] = np.nan
    median = group_median(group, own(0), values, SOURCE)
    assert (median.code, median.value) == ("kota/median.poor/2021", 5.0)
    assert median.derived == "median 9 daerah yang memiliki nilai"
    assert (median.unit, median.decimals) == ("%", 1)


def test_the_median_of_nobody_is_missing():
    nobody = Group("kota", "seluruh kota", ~ALL)
    assert group_median(nobody, own(0), VALUES, SOURCE).value is None


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
def test_scores_say_how_they_are_put_together(aggregate):
    index = positions(replace(board(), aggregate=aggregate))[0]
    word = {"arithmetic": "aritmetik", "geometric": "geometrik"}[aggregate]
    assert word in index.figure.derived
