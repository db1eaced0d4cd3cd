import numpy as np
import pytest

from rancang.methods.method import Normalising, Rules
from rancang.methods.normalise_table import normalise_table
from rancang.methods.structure import Part, structure
from rancang.methods.table import Table


NAN = np.nan
MADE = structure(
    [
        Part(code="top", parent=""),
        Part(code="work", parent="top"),
        Part(code="poor", parent="top", direction="lower"),
    ]
)
TABLE = Table(
    ("A", "B", "C", "D"),
    ("work", "poor"),
    np.array([[60.0, 10.0], [70.0, 5.0], [80.0, NAN], [90.0, 20.0]]),
)

BY_HAND = [
    ({}, [0, 100 / 3, 200 / 3, 100], [200 / 3, 100, NAN, 0]),
    ({"kind": "scaled"}, [60, 70, 80, 90], [-10, -5, NAN, -20]),
    ({"kind": "rank"}, [1, 2, 3, 4], [2, 3, NAN, 1]),
    ({"kind": "borda"}, [0, 1, 2, 3], [1, 2, NAN, 0]),
    (
        {"kind": "goalposts", "low": 5.0, "high": 75.0, "points": 70.0},
        [55, 65, 75, 85],
        [65, 70, NAN, 55],
    ),
    (
        {
            "kind": "goalposts",
            "low": 10.0,
            "high": 75.0,
            "points": 65,
            "truncate": True,
        },
        [50, 60, 65, 65],
        [65, 65, NAN, 55],
    ),
    ({"kind": "maximum"}, [0, 1 / 3, 2 / 3, 1], [2 / 3, 1, NAN, 0]),
    ({"kind": "reference", "reference": "B"}, [0, 1, 2, 3], [2 / 3, 1, NAN, 0]),
    ({"kind": "target", "target": 15.0}, None, [2, 3, NAN, 0]),
]


@pytest.mark.parametrize(("told", "work", "poor"), BY_HAND)
def test_worked_by_hand(told, work, poor):
    rule = Normalising(**told)
    rules = Rules(rule) if work else Rules(Normalising(), nodes={"poor": rule})
    found = normalise_table(TABLE, MADE, rules).values
    np.testing.assert_allclose(found[:, 1], poor)
    if work:
        np.testing.assert_allclose(found[:, 0], work)


def test_the_ends_of_a_scale_turn_it_round():
    for told in ({}, {"kind": "zscore"}, {"kind": "rank"}, {"kind": "borda"}):
        values = np.where(np.isnan(TABLE.values), 7.0, TABLE.values)
        table = Table(TABLE.units, TABLE.codes, values)
        found = normalise_table(table, MADE, Rules(Normalising(**told)))
        turned = normalise_table(
            table,
            MADE.turned({"work": "lower", "poor": "higher"}),
            Rules(Normalising(**told)),
        )
        np.testing.assert_allclose(found.ends - found.values, turned.values)


def test_the_same_for_all_is_in_the_middle():
    table = Table(("A", "B"), ("work", "poor"), np.array([[3.0, 4.0], [3.0, NAN]]))
    for kind, middle in (
        ("minmax", 50),
        ("zscore", 10),
        ("rank", 1.5),
        ("maximum", 0.5),
    ):
        found = normalise_table(table, MADE, Rules(Normalising(kind=kind))).values
        np.testing.assert_allclose(found, [[middle, middle], [middle, NAN]])
