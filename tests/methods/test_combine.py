import numpy as np
import pytest

from rancang.methods.combine import combine, reweighted
from rancang.methods.framework import MethodError
from rancang.methods.method import Combining, Method, Needed, Rules, Weighing
from rancang.methods.normalise_table import Normalised
from rancang.methods.outrank import copeland
from rancang.methods.structure import Part, structure
from rancang.methods.topsis import closeness


NAN = np.nan
MADE = structure(
    [
        Part(code="top", parent=""),
        Part(code="a", parent="top", weight=3.0),
        Part(code="x", parent="a"),
        Part(code="y", parent="a"),
        Part(code="z", parent="top"),
    ]
)
VALUES = np.array(
    [[10.0, 30.0, 50.0], [40.0, NAN, 90.0], [NAN, NAN, 70.0], [20, 20, 10]]
)
NORMALISED = Normalised(VALUES, np.full(3, 100.0))


def test_missing_parts_are_left_out_and_the_rest_rescaled():
    found = combine(NORMALISED, MADE, Method()).scores
    np.testing.assert_allclose(found[:, 1], [20, 40, NAN, 20])
    np.testing.assert_allclose(found[:, 0], [27.5, 52.5, 70, 17.5])


def test_a_node_may_need_its_parts():
    needed = Needed(children=Rules(0.0, nodes={"a": 1.0}))
    found = combine(NORMALISED, MADE, Method(needed=needed)).scores
    np.testing.assert_allclose(found[:, 1], [20, NAN, NAN, 20])
    np.testing.assert_allclose(found[:, 0], [27.5, 90, 70, 17.5])


def test_order_methods_look_at_all_units():
    method = Method(
        aggregate=Rules(
            Combining(kind="topsis"), nodes={"a": Combining(kind="copeland")}
        )
    )
    found = combine(NORMALISED, MADE, method).scores
    low = copeland(VALUES[:, :2], np.ones(2))
    np.testing.assert_array_equal(found[:, 1], low)
    both = np.column_stack([low, VALUES[:, 2]])
    np.testing.assert_allclose(found[:, 0], closeness(both, np.array([3.0, 1.0])))


def test_other_weights():
    other = reweighted(MADE, np.array([1.0, 1, 1, 3, 1]))
    np.testing.assert_allclose(
        combine(NORMALISED, other, Method()).scores[0, :2], [37.5, 25]
    )


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (Weighing(kind="pairwise"), r"node 'a' \(x, y\).*x and y are not compared"),
        (Weighing(kind="budget"), "node 'a' .*there is no panel"),
        (Weighing(kind="balanced", importance={"x": 1.0}), "node 'a' .*'y' is missing"),
    ],
)
def test_refuses_and_names_the_node(rule, message):
    method = Method(weigh=Rules(Weighing(), nodes={"a": rule}))
    with pytest.raises(MethodError, match=message):
        combine(NORMALISED, MADE, method)


def test_the_benefit_of_the_doubt_makes_the_score_itself():
    clash = Method(
        weigh=Rules(Weighing(kind="doubt")), aggregate=Rules(Combining(kind="topsis"))
    )
    with pytest.raises(MethodError, match="doubt weights make the score themselves"):
        combine(NORMALISED, MADE, clash)
    found = combine(NORMALISED, MADE, Method(weigh=Rules(Weighing(kind="doubt"))))
    # x of 10 or 20 against 20, y of 30 or 20 against 30: both on the frontier
    np.testing.assert_allclose(found.scores[:, 1], [1, NAN, NAN, 1])
