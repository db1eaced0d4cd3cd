"""The record of a run says what was done, and equal runs say it in equal bytes."""

import json

import numpy as np

from rancang.methods.composite import Choices, assess
from rancang.methods.framework import Framework, Indicator, Node, Text
from rancang.methods.record import Asked, record
from rancang.methods.robustness import Plan


NAME = Text("x", "x")
POOR = Indicator(code="poor", name=NAME, unit=NAME, direction="lower")
SIZE = Indicator(code="size", name=NAME, unit=NAME, weight=0)
FRAMEWORK = Framework(
    code="f",
    version="1",
    title=NAME,
    dimensions=(
        Node(code="eco", name=NAME, indicators=(POOR, SIZE)),
        Node(code="env", name=NAME),
    ),
    fingerprint="abc",
)
VALUES = np.array([[5.0, 1.0], [np.nan, 2.0], [9.0, np.nan], [7.0, 4.0]])


def made(values=VALUES, needed=0.0, **told):
    choices = Choices(needed=needed)
    found = assess(values, ["A", "B", "C", "D"], FRAMEWORK, choices)
    asked = Asked(
        framework=FRAMEWORK,
        plan=Plan(draws=told.pop("draws", 100)),
        seed=told.pop("seed", 7),
        inputs={"values": "0" * 64},
        **told,
    )
    return record(found, asked)


def test_it_tells_all_that_was_chosen():
    told = json.loads(made(period="2021", periods={"poor": "2021"}))
    assert told["framework"] == {"code": "f", "fingerprint": "abc", "version": "1"}
    assert told["statement"]["id"] == "1 dari 2 dimensi"
    assert told["scored"] == ["poor"]
    assert told["imputed"] == [{"unit": "B", "indicator": "poor", "value": 7.0}]
    assert told["periods"] == {"poor": "2021", "size": None}
    assert (told["draws"]["seed"], told["draws"]["draws"]) == (7, 100)
    assert told["inputs"] == {"values": "0" * 64}
    assert set(told["versions"]) == {"numpy", "python", "rancang"}


def test_equal_runs_give_equal_bytes():
    assert made() == made(VALUES.copy())
    assert made().endswith("}\n")


def test_another_seed_plan_or_choice_gives_another_record():
    assert len({made(), made(seed=8), made(draws=101), made(needed=0.5)}) == 4


def test_who_has_no_score_is_named():
    assert json.loads(made(needed=0.5))["unranked"] == ["B"]
