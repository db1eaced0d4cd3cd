"""What a region's page shows of a run."""

import numpy as np
import pytest

from rancang.documents import boards
from rancang.documents.facts import Source
from rancang.methods.framework import Framework, Indicator, Node, Text


NAN = np.nan
NAME = Text("x", "x")


def indicator(code, weight=1.0):
    return Indicator(code=code, name=NAME, unit=NAME, weight=weight)


TREE = Framework(
    code="f",
    version="1",
    title=Text("Kerangka", "Framework"),
    dimensions=(
        Node(
            code="eco",
            name=NAME,
            indicators=(indicator("jobs"), indicator("size", 0.0), indicator("none")),
        ),
    ),
)
SOURCE = boards.run_source(TREE, "7", "a" * 64, "2026-11-25")


def test_columns_hold_a_number_for_each_region_and_nan_for_none():
    found = boards.columns(["a", "b"], [("jobs", "b", 2.0)])
    np.testing.assert_array_equal(found["jobs"], [NAN, 2.0])


def test_a_run_names_itself_as_source():
    assert (
        Source(
            publisher="Rancang",
            title="Asesmen menurut Kerangka, versi 1",
            date="2026-11-25",
            row="asesmen 7 (sidik aaaaaaaaaaaa)",
        )
        == SOURCE
    )


@pytest.mark.parametrize("impute", ["", "median"])
def test_an_entered_figure_says_whether_it_was_filled_in(impute):
    key = ("35.76", indicator("jobs"), "2021")
    fact = boards.entered_fact(key, 4.0, SOURCE, impute)

    assert fact.code == "35.76/jobs/2021"
    assert fact.imputed is bool(impute)
    assert bool(fact.derived) is bool(impute)
    assert fact.source.row.endswith("masukan jobs")


def test_peers_are_the_nearest_by_what_weighs():
    observed = {
        "jobs": np.array([0.0, 1.0, 5.0, 0.1]),
        # of weight 0: it would turn the order round
        "size": np.array([0.0, 900.0, 0.0, 900.0]),
    }
    everyone = np.array([True, True, True, False])

    found = boards.peers(TREE, observed, 0, everyone)

    assert [row for row, _ in found] == [1, 2]
    spread = np.std([0.0, 1.0, 5.0, 0.1])
    assert found[0][1] == pytest.approx(1.0 / spread)


def test_an_indicator_equal_everywhere_does_not_divide_by_zero():
    found = boards.peers(TREE, {"jobs": np.ones(3)}, 0, np.ones(3, dtype=bool))
    assert [distance for _, distance in found] == [0.0, 0.0]
