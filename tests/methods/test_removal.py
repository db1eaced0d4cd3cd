import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.framework import MethodError
from rancang.methods.removal import index_by, remove
from rancang.methods.weight import Tree, build


NAN = np.nan
GOLDEN = Path(__file__).parent / "golden"
TREE = Tree(
    ("index", "a", "x", "y", "b", "z"),
    np.array([-1, 0, 1, 1, 0, 4]),
    np.array([1.0, 1.0, 1.0, 1.0, 3.0, 1.0]),
    np.array([-1, -1, 0, 1, -1, 2]),
)
TABLE = np.array([[10.0, 20.0, 30.0], [30.0, 30.0, 20.0], [0.0, 10.0, NAN]])


def table_of(name):
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_worked_by_hand():
    score = index_by("arithmetic")
    # a is the mean of x and y; the index (a + 3 z) / 4
    np.testing.assert_allclose(score(TREE, TABLE), [26.25, 22.5, 5.0])
    without = remove(TREE, TABLE, ["x", "b"], score)
    np.testing.assert_allclose(without.scores[:, 0], [27.5, 22.5, 10.0])
    np.testing.assert_allclose(without.scores[:, 1], [15.0, 30.0, 5.0])
    assert without.ranks.T.tolist() == [[1, 2, 3], [2, 1, 3]]
    assert without.shift.tolist() == pytest.approx([0, 2 / 3])


def test_who_has_nothing_left_is_not_ranked():
    without = remove(TREE, TABLE, ["a"], index_by("arithmetic"))
    np.testing.assert_array_equal(without.ranks[:, 0], [1, 2, NAN])
    assert without.shift.tolist() == [0]


@pytest.mark.parametrize(
    ("item", "message"),
    [("q", "'q' is no node or indicator"), ("index", "'index' is no node")],
)
def test_refuses_what_is_not_there(item, message):
    with pytest.raises(MethodError, match=message):
        remove(TREE, TABLE, [item], index_by("arithmetic"))


def test_refuses_to_leave_nothing():
    alone = Tree(("index", "a"), np.array([-1, 0]), np.ones(2), np.array([-1, 0]))
    with pytest.raises(MethodError, match="without 'a' nothing is left") as caught:
        remove(alone, np.ones((2, 1)), ["a"], index_by("arithmetic"))
    assert "tidak ada lagi" in caught.value.message.id


def test_every_pillar_as_coinr(asem):
    units, normalised = asem.table("20_norm_minmax_0_100")
    golden = table_of("36_remove_pillars_scores")
    pillars = [title for title in golden[0] if title not in ("uCode", "Nominal")]
    assert [row["uCode"] for row in golden] == units
    tree = build(asem.framework, np.ones(len(asem.codes), dtype=bool))
    table = normalised[:, tree.columns[tree.leaves]]
    found = remove(tree, table, pillars, index_by("arithmetic"))
    scores = np.array([[float(row[p]) for p in pillars] for row in golden])
    np.testing.assert_allclose(found.scores, scores, atol=1e-9)
    ranks = [
        [int(row[p]) for p in pillars] for row in table_of("36_remove_pillars_ranks")
    ]
    np.testing.assert_array_equal(found.ranks, ranks)
    shift = {
        r["removed"]: float(r["MeanAbsDiff"]) for r in table_of("36_remove_pillars")
    }
    np.testing.assert_allclose(found.shift, [shift[p] for p in pillars], atol=1e-9)


@given(
    arrays(np.float64, (5, 3), elements=st.floats(1, 100)),
    st.permutations(range(5)),
    st.sampled_from(["arithmetic", "geometric"]),
)
def test_the_order_of_units_changes_nothing(table, order, kind):
    items = ["x", "y", "a", "b"]
    found = remove(TREE, table, items, index_by(kind))
    again = remove(TREE, table[list(order)], items, index_by(kind))
    np.testing.assert_allclose(again.scores, found.scores[list(order)], atol=1e-12)
    np.testing.assert_allclose(again.shift, found.shift, atol=1e-12)
