import numpy as np

from rancang.methods.assessed import assessment_of, to_be_drawn
from rancang.methods.build import build
from rancang.methods.composite import Choices, assess
from rancang.methods.method import Filling, Method
from rancang.methods.robustness import Plan, rank_draws
from rancang.methods.screen import Screening
from rancang.methods.structure import of_framework
from rancang.methods.table import Table


NAN = np.nan
UNITS = ("A", "B", "C", "D")
VALUES = np.array(
    [
        [5.0, 70.0, 60.0, 90.0, 71.0],
        [9.0, 65.0, 55.0, NAN, 69.0],
        [20.0, 60.0, 70.0, 80.0, 66.0],
        [NAN, 75.0, NAN, NAN, NAN],
    ]
)
ALLOWED = frozenset({"single_child"})


def made(small, **choices):
    codes = tuple(i.code for i in small.indicators())
    table = Table(UNITS, codes, VALUES)
    method = Method(allow=ALLOWED, impute=Filling(kind="median"), **choices)
    return build(table, of_framework(small), method)


def test_the_same_choices_give_the_same_assessment(small):
    found = assessment_of(made(small), small, UNITS)
    expected = assess(VALUES, UNITS, small, Choices())
    np.testing.assert_allclose(found.scores, expected.scores, rtol=1e-12)
    np.testing.assert_array_equal(found.ranks, expected.ranks)
    np.testing.assert_array_equal(found.imputed, expected.imputed)
    np.testing.assert_allclose(found.coverage, expected.coverage)
    assert found.unranked == expected.unranked == ("D",)
    assert found.statement == expected.statement
    assert found.scored == expected.scored
    assert found.choices.spec()["method"]["impute"]["kind"] == "median"
    draws = rank_draws(found, Plan(draws=20), np.random.default_rng(1))
    again = rank_draws(expected, Plan(draws=20), np.random.default_rng(1))
    np.testing.assert_array_equal(draws.intervals(), again.intervals())


def test_who_is_left_out_stays_in_the_list_without_a_score(small):
    found = assessment_of(made(small, units=Screening(available=0.6)), small, UNITS)
    assert found.unranked == ("D",)
    assert np.isnan(found.values[3]).all()
    assert found.choices.spec()["units_left_out"] == ["D"]
    assert found.choices.needed == 0.5


def test_draws_begin_from_directions_of_nodes_too(small):
    build_ = made(small, directions={"liv": "lower"})
    found = to_be_drawn(assessment_of(build_, small, UNITS), build_)
    signs = dict(zip(found.indicators, found.signs, strict=True))
    assert (signs["poor"], signs["work"], signs["water"], signs["life"]) == (
        -1,
        1,
        -1,
        -1,
    )
