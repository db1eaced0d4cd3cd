import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.methods.structure import (
    Part,
    StructureError,
    lone,
    of_framework,
    structure,
)


def part(code, parent="", **told):
    return Part(code=code, parent=parent, **told)


TREE = [
    part("x", "a", direction="lower"),
    part("a", "top", weight=2.0),
    part("y", "a"),
    part("z", "top"),
    part("top"),
]


def test_parents_stand_before_children_and_columns_keep_their_order():
    made = structure(TREE)
    assert made.tree.codes == ("top", "a", "x", "y", "z")
    assert made.indicators == ("x", "y", "z")
    assert made.levels.tolist() == [3, 2, 1, 1, 1]
    assert made.signs.tolist() == [1, 1, -1, 1, 1]
    assert made.path(2) == ("x", "a", "top")
    assert lone(made) == ()


def test_directions_can_be_turned():
    made = structure(TREE).turned({"a": "lower", "x": "higher"})
    assert made.signs.tolist() == [1, -1, 1, 1, 1]
    with pytest.raises(StructureError, match="there is no 'q'; mend"):
        made.turned({"q": "lower"})


def test_without_some_indicators_empty_nodes_go_too():
    made = structure(TREE).without(np.array([False, False, True]))
    assert made.tree.codes == ("top", "z")
    assert made.indicators == ("z",)
    assert lone(made) == ("top",)
    some = structure(TREE).without(np.array([False, True, True]))
    assert some.indicators == ("y", "z")
    assert some.levels.tolist() == [3, 2, 1, 1]


def test_a_framework_keeps_what_weighs(small):
    made = of_framework(small)
    assert made.indicators == ("poor", "work", "water", "life")
    assert "gov" not in made.tree.codes
    assert made.tree.weights[made.tree.codes.index("eco.work")] == 3


def test_a_framework_of_context_is_refused(leaf, tree_of, small):
    empty = small.dimensions[2]
    with pytest.raises(StructureError, match="no indicator with a weight"):
        of_framework(tree_of(empty))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([*TREE, part("x", "top")], "'x' comes 2 times; give different"),
        ([*TREE, part("w", "b")], "'w': its parent 'b' is unknown; add"),
        ([*TREE, part("p", "q"), part("q", "p")], "'p' goes round in a circle"),
        ([*TREE, part("p", "p")], "'p' goes round in a circle"),
        ([part("p", "q"), part("q", "p")], "'p' goes round in a circle"),
        ([*TREE, part("other")], "one part must have no parent.*top, other"),
        ([], "there are: -"),
        ([*TREE, part("w", "a", weight=0.0)], "'w': the weight 0 must be above zero"),
        ([*TREE, part("w", "a", weight=-1.0)], "'w': the weight -1 must be above"),
        ([*TREE, part("w", "a", weight=np.nan)], "'w': the weight nan must be above"),
    ],
)
def test_refuses_and_names_the_part(parts, message):
    with pytest.raises(StructureError, match=message):
        structure(parts)


@given(st.permutations(TREE))
def test_the_order_of_parts_only_orders(parts):
    made, first = structure(parts), structure(TREE)
    assert set(made.tree.codes) == set(first.tree.codes)
    for code in made.tree.codes:
        mine, theirs = made.tree.codes.index(code), first.tree.codes.index(code)
        assert made.path(mine) == first.path(theirs)
        assert made.levels[mine] == first.levels[theirs]
