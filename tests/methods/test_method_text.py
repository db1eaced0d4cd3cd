import json
import re

import numpy as np
import pytest

from rancang.methods.build import build
from rancang.methods.denominate import By
from rancang.methods.framework import MethodError
from rancang.methods.method import (
    Combining,
    Filling,
    Method,
    Needed,
    Normalising,
    Rules,
    Weighing,
)
from rancang.methods.method_text import MethodTextError, parse_method
from rancang.methods.screen import Screening
from rancang.methods.structure import Part, structure
from rancang.methods.table import Table
from rancang.methods.treat import Treatment


WHOLE = """
screen:
  at: imputed
  units: {available: 0.9, keep: [A]}
  indicators: {nonzero: 0.2}
denominate:
  doctor: people
  bed: {by: people, factor: 1000}
impute: {method: row_mean, level: 2}
treat:
  winsorise: 3
  bend: none
  nodes: {doctor: none, eco: {bend: log_ct_plus}}
normalise:
  method: minmax
  low: 1
  targets: {bed: 4.5}
  goalposts: {doctor: [0, 10]}
  nodes: {eco: rank}
directions: {eco: lower}
weights:
  method: equal
  levels: {3: given}
  nodes:
    eco: {method: pairwise, judgements: [[a, b, 3], {first: b, second: c, times: 2}]}
    soc: {method: budget, points: [{a: 1, b: 3}]}
aggregate:
  method: power
  power: -2
  levels: {3: geometric}
  nodes: {soc: {method: copeland, as_coinr: true}}
needed: {weight: 0.4, children: 0.5, nodes: {soc: 1}}
allow: [single_child]
"""


def test_everything_that_can_be_said():
    method = parse_method(WHOLE)
    minmax = Normalising(low=1)
    expected = Method(
        units=Screening(available=0.9, keep=("A",)),
        indicators=Screening(nonzero=0.2),
        screen_at="imputed",
        denominate={"doctor": By("people"), "bed": By("people", 1000)},
        impute=Filling(kind="row_mean", level=2),
        treat=Rules(
            Treatment(winsorise=3, bend=None),
            nodes={"doctor": None, "eco": Treatment(bend="log_ct_plus")},
        ),
        normalise=Rules(
            minmax,
            nodes={
                "eco": Normalising(kind="rank"),
                "bed": Normalising(kind="target", low=1, target=4.5),
                "doctor": Normalising(kind="goalposts", low=0, high=10),
            },
        ),
        directions={"eco": "lower"},
        weigh=Rules(
            Weighing(kind="equal"),
            levels={3: Weighing()},
            nodes={
                "eco": Weighing(
                    kind="pairwise", judgements={("a", "b"): 3, ("b", "c"): 2}
                ),
                "soc": Weighing(kind="budget", points=({"a": 1, "b": 3},)),
            },
        ),
        aggregate=Rules(
            Combining(kind="power", power=-2),
            levels={3: Combining(kind="geometric")},
            nodes={"soc": Combining(kind="copeland", as_coinr=True)},
        ),
        needed=Needed(weight=0.4, children=Rules(0.5, nodes={"soc": 1.0})),
        allow=frozenset({"single_child"}),
    )
    assert method.spec() == expected.spec()
    assert json.loads(json.dumps(method.spec())) == method.spec()


def test_what_is_not_said_is_as_it_comes():
    assert parse_method("impute: none").spec() == Method().spec()
    assert parse_method("needed: 0").needed.weight == 0
    assert parse_method("treat: standard").treat.default == Treatment()
    only = parse_method("treat: {nodes: {x: standard}}").treat
    assert (only.default, only.nodes["x"]) == (None, Treatment())


def test_goalposts_that_nobody_gave_are_missed():
    method = parse_method("normalise: {method: goalposts, goalposts: {a: [0, 9]}}")
    made = structure(
        [Part(code="top", parent=""), *(Part(code=c, parent="top") for c in "ab")]
    )
    table = Table(("A", "B"), ("a", "b"), np.array([[1.0, 2.0], [3.0, 4.0]]))
    with pytest.raises(MethodError, match=r"'b', .* no goalposts are given"):
        build(table, made, method)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the file is empty"),
        ("median", "line 1: must be a mapping"),
        ("impute: median\nimpute: mean", "line 2, impute: 'impute' is written twice"),
        ("\nimpute: guess", "line 2, impute.method: must be one of"),
        ("imputation: mean", "line 1, imputation: 'imputation' is not known here"),
        (
            "normalise:\n  method: minmax\n  low: x",
            "line 3, normalise.low: must be a num",
        ),
        (
            "normalise: {low: 5, high: 1}",
            "line 1, normalise: normalisation minmax: the",
        ),
        ("needed: 2", "needed.weight: must not be above 1"),
        ("aggregate: {levels: {two: geometric}}", "'two' is no level"),
        ("denominate: {a: {factor: 3}}", "'by' is missing"),
        ("screen: {units: {keep: [A], leave: [A]}}", "screen: screening: A is to stay"),
        ("treat: {nodes: {x: {bend: sqrt}}}", "treat.nodes.x.bend: must be one of"),
        ("weights: {judgements: [[a, b]]}", "judgements\\[1\\]: must be a mapping"),
        ("allow: everything", "allow: must be a list"),
        ("a: &x 1\nb: *x", "line 2"),
    ],
)
def test_refuses_with_the_line(text, message):
    with pytest.raises(MethodTextError) as caught:
        parse_method(text)
    told = "\n".join(flaw.text("en") for flaw in caught.value.problems)
    assert re.search(message, told), told
