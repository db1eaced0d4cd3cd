import numpy as np
import pytest

from rancang.methods.build import build
from rancang.methods.framework import MethodError
from rancang.methods.method import Combining, Method, Rules, Weighing
from rancang.methods.optimise import balance_level, inform_level, parts_of
from rancang.methods.structure import Part, structure
from rancang.methods.table import Table


MADE = structure(
    [
        Part(code="top", parent=""),
        Part(code="a", parent="top", weight=2.0),
        Part(code="b", parent="top"),
        Part(code="lone", parent="top"),
        *(Part(code=f"a{n}", parent="a") for n in range(3)),
        *(Part(code=f"b{n}", parent="b", direction="lower") for n in range(2)),
    ]
)
RNG = np.random.default_rng(7)
VALUES = RNG.normal(size=(80, 6)) + 0.6 * RNG.normal(size=(80, 1)) * [
    1,
    1,
    1,
    1,
    -1,
    -1,
]
TABLE = Table(tuple(f"u{n}" for n in range(80)), MADE.indicators, VALUES)


def correlations(found, codes):
    index = found.index
    return [np.corrcoef(found.scores.column(code), index)[0, 1] for code in codes]


def with_weights(level, weights):
    told = dict(
        zip(parts_of(build(TABLE, MADE, Method()), level), weights, strict=True)
    )
    return build(TABLE, MADE, Method(weigh=Rules(Weighing(weights=told))))


@pytest.mark.parametrize("level", [1, 2])
def test_a_build_with_the_weights_reaches_what_was_asked(level):
    found = build(TABLE, MADE, Method())
    balanced = balance_level(found, level)
    codes = parts_of(found, level)
    again = correlations(with_weights(level, balanced.weights), codes)
    np.testing.assert_allclose(again, balanced.correlations, atol=1e-12)
    if level == 2:
        assert np.ptp(again) < 1e-4
    assert np.ptp(again) < np.ptp(correlations(found, codes))


def test_the_index_agrees_more_with_its_parts_than_before():
    found = build(TABLE, MADE, Method(aggregate=Rules(Combining(kind="topsis"))))
    informed = inform_level(found, 2)
    assert informed.objective > sum(correlations(found, parts_of(found, 2)))


def test_a_node_where_lower_is_better_counts_as_it_enters():
    turned = build(TABLE, MADE, Method(directions={"b": "lower"}))
    flipped = {"b": "lower", "b0": "higher", "b1": "higher"}
    # turned twice is as it was
    same = build(TABLE, MADE, Method(directions=flipped))
    np.testing.assert_allclose(same.index, build(TABLE, MADE, Method()).index)
    np.testing.assert_allclose(
        balance_level(same, 2).weights,
        balance_level(build(TABLE, MADE, Method()), 2).weights,
        atol=1e-6,
    )
    assert balance_level(turned, 2).correlations.shape == (2,)


@pytest.mark.parametrize("level", [0, 3])
def test_refuses_a_level_that_is_not_there(level):
    with pytest.raises(MethodError, match=f"no level {level} below the top"):
        inform_level(build(TABLE, MADE, Method()), level)


def test_signed_weights_balance_what_others_cannot():
    rng = np.random.default_rng(11)
    base = rng.normal(size=(60, 1))
    values = np.hstack(
        [base, base + 0.3 * rng.normal(size=(60, 2)), rng.normal(size=(60, 1))]
    )
    flat = structure(
        [Part(code="top", parent=""), *(Part(code=c, parent="top") for c in "wxyz")]
    )
    found = build(
        Table(tuple(f"u{n}" for n in range(60)), tuple("wxyz"), values), flat, Method()
    )
    above, signed = balance_level(found, 1), balance_level(found, 1, signed=True)
    assert signed.objective < 1e-12 < above.objective
    assert signed.weights.min() < 0 < above.weights.min()
    curved = Method(aggregate=Rules(Combining(kind="topsis")))
    with pytest.raises(MethodError, match="'top': signed weights are for arithmetic"):
        balance_level(build(found.raw, flat, curved), 1, signed=True)
