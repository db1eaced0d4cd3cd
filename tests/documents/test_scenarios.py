"""Two sets of weights beside each other, worked by hand."""

import numpy as np
import pytest

from rancang.documents.scenarios import Basis, compare, movable
from rancang.methods.composite import Choices
from rancang.methods.framework import Framework, Indicator, MethodError, Node, Text
from rancang.methods.selection import Rule


NAME = Text("x", "x")


def leaf(code):
    return Indicator(code=code, name=NAME, unit=NAME)


def node(code, *indicators, children=()):
    return Node(code=code, name=NAME, indicators=indicators, children=children)


TREE = Framework(
    code="f",
    version="1",
    title=NAME,
    dimensions=(
        node(
            "eco",
            children=(node("eco.a", leaf("jobs")), node("eco.b", leaf("trade"))),
        ),
        node("liv", children=(node("liv.a", leaf("water")), node("liv.b"))),
        node("env"),
    ),
)
# jobs, trade and water; the best of each is 100, the worst 0
VALUES = np.array([[100.0, 0.0, 0.0], [0.0, 100.0, 60.0], [40.0, 40.0, 100.0]])
NAMES = {code: (f"Kota {code}", "Jawa") for code in "abc"}


def basis(rule):
    return Basis(
        values=VALUES,
        units=["a", "b", "c"],
        groups=["x"] * 3,
        framework=TREE,
        choices=Choices(),
        rule=rule,
    )


def test_only_weights_that_matter_can_be_moved():
    families = list(movable(TREE, {"jobs", "trade", "water"}))

    assert [[n.code for n in family.nodes] for family in families] == [
        ["eco", "liv"],
        ["eco.a", "eco.b"],
    ]
    assert [f.parent and f.parent.code for f in families] == [None, "eco"]


def test_ranks_and_who_comes_and_goes():
    # Equal: a 25, b 55, c 70. By jobs alone: a 100, b 0, c 40.
    jobs = {"eco": 1.0, "liv": 0.0, "eco.a": 1.0, "eco.b": 0.0}

    found = compare(basis(Rule(size=1)), ({}, jobs), NAMES)

    assert [(s.code, s.before, s.after, s.change) for s in found] == [
        ("a", 3, 1, 2),
        ("c", 1, 2, -1),
        ("b", 2, 3, -1),
    ]
    assert [s.code for s in found if s.enters] == ["a"]
    assert [s.code for s in found if s.leaves] == ["c"]


def test_without_a_proposal_nobody_is_inside():
    found = compare(basis(None), ({}, {}), NAMES)
    assert not any(s.inside_before or s.inside_after for s in found)


def test_weights_that_leave_nothing_are_refused():
    with pytest.raises(MethodError):
        compare(basis(None), ({}, {"eco": 0.0, "liv": 0.0}), NAMES)
