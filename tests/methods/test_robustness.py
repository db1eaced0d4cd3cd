import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest

from rancang.methods.composite import Choices, assess
from rancang.methods.normalise import Scale
from rancang.methods.robustness import BLOCK, Plan, rank_draws
from rancang.methods.weight import effective


NAN = np.nan
STILL = Plan(
    draws=20, spread=0.0, scales=(Scale("minmax", 1, 100),), aggregates=("arithmetic",)
)


@pytest.fixture
def assessed(asem):
    units, values = asem.table("10_base_Treated")
    return assess(values, units, asem.framework, Choices())


def rng(seed=1):
    return np.random.default_rng(seed)


def test_no_spread_and_one_way_give_intervals_without_width(assessed):
    intervals = rank_draws(assessed, STILL, rng()).intervals()
    np.testing.assert_array_equal(intervals, np.tile(assessed.ranks[:, None], 3))


def test_every_draw_is_the_assessment_with_other_weights(assessed):
    plan = Plan(draws=300)
    draws = rank_draws(assessed, plan, rng(7))
    uniform = rng(7).random((300, 2 + len(assessed.tree.codes)))
    tree = assessed.tree
    for number in (0, 1, 2, 3, 255, 256, 299):
        chances = uniform[number]
        scale = plan.scales[int(chances[0] * 2)]
        kind = plan.aggregates[int(chances[1] * 2)]
        weights = tree.weights * (0.75 + 0.5 * chances[2:])
        leaves = effective(tree, weights)[tree.leaves]
        choices = Choices(
            normalise=scale.kind, bounds=(1, 100), aggregate=kind, impute="none"
        )
        table = normalised(assessed, choices)
        if kind == "geometric":
            expected = np.exp(np.log(table) @ leaves)
        else:
            expected = table @ leaves
        np.testing.assert_allclose(draws.scores[number], expected, atol=1e-9)


def normalised(assessed, choices):
    from rancang.methods.normalise import normalise

    whole = normalise(assessed.values, assessed.signs, choices.scale)
    return whole[:, assessed.tree.columns[assessed.tree.leaves]]


def test_nominal_weights_give_the_nominal_ranks_without_imputation(asem):
    units, values = asem.table("10_base_Treated")
    gaps = rng(5).random(values.shape) < 0.1
    values = np.where(gaps, NAN, values)
    values[3] = NAN
    assessed = assess(values, units, asem.framework, Choices(impute="none"))
    draws = rank_draws(assessed, STILL, rng())
    assert assessed.unranked == (units[3],)
    assert np.isnan(draws.intervals()[3]).all()
    np.testing.assert_array_equal(draws.intervals()[:, 1], assessed.ranks)
    nominal = assessed.index[draws.members] * 0.99 + 1  # 0..100 onto 1..100
    np.testing.assert_allclose(draws.scores[0], nominal, atol=1e-9)
    assert np.isnan(draws.all_scores()[:, 3]).all()


def test_half_of_the_draws_take_each_way(assessed):
    draws = rank_draws(assessed, Plan(draws=1000), rng())
    on_zscore = draws.scores.mean(axis=1) < 20
    assert 0.4 < on_zscore.mean() < 0.6


def test_more_draws_begin_with_the_same_draws(assessed):
    few = rank_draws(assessed, Plan(draws=BLOCK), rng())
    many = rank_draws(assessed, Plan(draws=2 * BLOCK + 1), rng())
    np.testing.assert_allclose(many.scores[:BLOCK], few.scores, atol=1e-9)
    np.testing.assert_array_equal(many.ranks[:BLOCK], few.ranks)


def test_intervals_by_hand(assessed):
    draws = rank_draws(assessed, Plan(draws=21), rng())
    ordered = np.sort(draws.ranks[:, 0])
    expected = [ordered[1], ordered[10], ordered[19]]
    np.testing.assert_allclose(draws.intervals()[0], expected)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"draws": 0}, "draws: 0 is below 1"),
        ({"scales": ()}, "must be given"),
        ({"aggregates": ()}, "geometric mean needs"),
        ({"aggregates": ("sum",)}, "must be given"),
        ({"scales": (Scale("minmax", 0, 100),)}, "stay above zero"),
    ],
)
def test_refuses_a_plan_that_cannot_be_drawn(change, message):
    with pytest.raises(ValueError, match=message):
        Plan(**change)


def test_refuses_to_draw_nothing(small):
    values = np.array([[NAN, 1.0, 1.0, NAN, NAN], [1.0, NAN, NAN, NAN, 1.0]])
    nobody = assess(values, ["A", "B"], small, Choices(needed=1.0))
    with pytest.raises(ValueError, match="no unit has a score"):
        rank_draws(nobody, Plan(), rng())


SCRIPT = """
import hashlib
import numpy as np
from rancang.methods.composite import Choices, assess
from rancang.methods.framework import Framework, Indicator, Node, Text
from rancang.methods.robustness import Plan, rank_draws

name = Text("x", "x")
nodes = tuple(
    Node(code=f"n{n}", name=name, indicators=tuple(
        Indicator(code=f"i{n}.{i}", name=name, unit=name) for i in range(20)))
    for n in range(5))
framework = Framework(code="f", version="1", title=name, dimensions=nodes)
values = np.random.default_rng(2).random((514, 100))
units = [f"{u:03}" for u in range(514)]
draws = rank_draws(assess(values, units, framework, Choices()), Plan(),
                   np.random.default_rng(1))
print(hashlib.sha256(draws.scores.tobytes() + draws.ranks.tobytes()).hexdigest())
"""


def test_same_seed_same_bytes_on_one_thread_and_two():
    def run(threads):
        names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
        env = {**os.environ, **dict.fromkeys(names, threads)}
        env["PYTHONPATH"] = os.pathsep.join(sys.path)
        return subprocess.run(  # noqa: S603 -- our own interpreter and script
            [sys.executable, "-c", SCRIPT], env=env, capture_output=True, check=True
        ).stdout

    first = run("1")
    assert len(first.strip()) == len(hashlib.sha256().hexdigest())
    assert run("2") == first
