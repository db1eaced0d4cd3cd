"""The same framework with other weights."""

import pytest

from rancang.methods.framework import Framework, Indicator, Node, Text
from rancang.methods.scenario import reweighted


NAME = Text("x", "x")
LEAF = Indicator(code="eco.work.jobs", name=NAME, unit=NAME, weight=2.0)
TREE = Framework(
    code="f",
    version="1",
    title=NAME,
    dimensions=(
        Node(
            code="eco",
            name=NAME,
            children=(Node(code="eco.work", name=NAME, indicators=(LEAF,)),),
        ),
        Node(code="liv", name=NAME, weight=3.0),
    ),
    fingerprint="f" * 64,
)


def weights(framework):
    return {node.code: node.weight for node in framework.walk()}


def test_only_the_named_nodes_weigh_otherwise():
    found = reweighted(TREE, {"eco.work": 5.0, "liv": 0.0})

    assert weights(found) == {"eco": 1.0, "eco.work": 5.0, "liv": 0.0}
    assert found.indicators() == TREE.indicators()


def test_nothing_asked_changes_nothing_but_the_fingerprint():
    found = reweighted(TREE, {})

    assert found == TREE
    assert found.fingerprint == ""


@pytest.mark.parametrize("weight", [-1.0, float("nan")])
def test_a_weight_is_a_number_from_zero(weight):
    with pytest.raises(ValueError, match="eco"):
        reweighted(TREE, {"eco": weight})


def test_an_unknown_node_is_named():
    with pytest.raises(ValueError, match=r"eco\.work\.jobs"):
        reweighted(TREE, {"eco.work.jobs": 1.0})
