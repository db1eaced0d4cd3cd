import pytest

from rancang.methods.method import (
    ChoiceError,
    Combining,
    Filling,
    Method,
    Needed,
    Normalising,
    Rules,
    Weighing,
)


def test_the_nearest_rule_wins():
    rules = Rules("all", levels={2: "level"}, nodes={"a": "node", "x": "leaf"})
    assert rules.at(1, ("x", "a", "top")) == "leaf"
    assert rules.at(1, ("y", "a", "top")) == "node"
    assert rules.at(2, ("b", "top")) == "level"
    assert rules.at(3, ("top",)) == "all"
    assert rules.all == ("all", "level", "node", "leaf")


def test_means_have_a_power_and_others_none():
    kinds = ["arithmetic", "geometric", "harmonic", "copeland", "topsis"]
    assert [Combining(kind=k).exponent for k in kinds] == [1, 0, -1, None, None]
    assert Combining(kind="power", power=2).exponent == 2


def test_a_method_needs_nothing():
    method = Method()
    assert method.impute.kind == "none"
    assert method.treat.default is None


@pytest.mark.parametrize(
    ("record", "told", "message"),
    [
        (Filling, {"kind": "guess"}, "imputation: 'guess' is not known; choose none"),
        (Normalising, {"kind": "log"}, "normalisation: 'log' is not known"),
        (Weighing, {"kind": "own"}, "weights: 'own' is not known"),
        (Combining, {"kind": "max"}, "aggregation: 'max' is not known"),
        (Combining, {"kind": "power", "power": float("nan")}, "power nan must be"),
        (Normalising, {"low": 5, "high": 5}, "minmax: the upper end must be above"),
        (Normalising, {"kind": "zscore", "deviation": 0}, "zscore: the upper end"),
        (Normalising, {"kind": "goalposts", "points": 0}, "goalposts: the upper"),
        (Needed, {"weight": 1.5}, "data needed: 1.5 must be between"),
        (Needed, {"children": Rules(0.5, levels={2: -1})}, "-1 must be between"),
    ],
)
def test_refuses_what_cannot_be_carried_out(record, told, message):
    with pytest.raises(ChoiceError, match=message):
        record(**told)
