import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from rancang.methods.screen import Screening
from rancang.methods.stages import Beside
from rancang.methods.structure import Part, of_framework, structure
from rancang.methods.table import Table
from rancang.methods.treat import Treatment


NAN = np.nan
DIVISORS = ["Area", "Energy", "GDP", "Population"]


def parts(**weights):
    return structure(
        [
            Part(code="top", parent=""),
            Part(code="eco", parent="top", weight=weights.get("eco", 1.0)),
            Part(code="soc", parent="top", weight=weights.get("soc", 1.0)),
            Part(code="work", parent="eco", weight=weights.get("work", 1.0)),
            Part(code="poor", parent="eco", direction="lower"),
            Part(code="school", parent="soc"),
            Part(code="health", parent="soc"),
        ]
    )


CODES = ("work", "poor", "school", "health")
VALUES = np.array(
    [
        [60.0, 12.0, 8.0, 70.0],
        [70.0, 4.0, 9.0, 75.0],
        [50.0, 20.0, 12.0, 60.0],
        [65.0, 9.0, 10.0, 66.0],
    ]
)
ANY = Needed(weight=0.0)


def table(values=VALUES, units="ABCD"):
    return Table(tuple(units), CODES, np.array(values, dtype=float))


# -- as COINr --------------------------------------------------------------------------


class Golden:
    """COINr's example, its method, and what came of it."""

    def __init__(self, asem):
        self.asem = asem
        self.units, raw = asem.table("10_base_Raw")
        order, beside = asem.table("00_iData", DIVISORS)
        rows = [order.index(unit) for unit in self.units]
        self.table = Table(
            tuple(self.units), (*asem.codes, *DIVISORS), np.hstack([raw, beside[rows]])
        )
        self.beside = Beside(groups=asem.groups(self.units))
        self.structure = of_framework(asem.framework)

    def build(self, **choices):
        told = {
            "denominate": {
                r["iCode"]: By(r["Denominator"])
                for r in self.asem.rows
                if r["Denominator"]
            },
            "impute": Filling(kind="group_mean"),
            "units": Screening(available=0.9),
            "screen_at": "imputed",
            "treat": Rules(Treatment()),
            "needed": ANY,
            **choices,
        }
        return build(self.table, self.structure, Method(**told), self.beside)

    def check(self, found, name):
        """Compare every node with the files of a name."""
        codes = found.structure.tree.codes
        columns = [{"index": "Index"}.get(code, code) for code in codes]
        nodes = found.structure.tree.columns < 0
        wanted = [c for c, node in zip(columns, nodes, strict=True) if node]
        for what, made in (("scores", found.scores), ("ranks", found.ranks)):
            path = f"{name}_{what}"
            if what == "ranks" and "24_treat_none" in name:
                continue
            _, golden = self.asem.table(path, wanted)
            compare = (
                np.testing.assert_array_equal if what == "ranks" else close_to_the_digit
            )
            compare(made.values[:, nodes], golden)


def close_to_the_digit(made, golden):
    np.testing.assert_allclose(made, golden, rtol=1e-11, atol=1e-12)


@pytest.fixture(scope="session")
def golden(asem):
    return Golden(asem)


def test_every_stage_as_coinr(golden, asem):
    found = golden.build()
    for stage, name in (
        ("raw", "10_base_Raw"),
        ("denominated", "10_base_Denominated"),
        ("imputed", "10_base_Imputed"),
        ("treated", "10_base_Treated"),
        ("normalised", "20_norm_minmax_0_100"),
    ):
        units, values = asem.table(name)
        made = getattr(found, stage)
        assert list(made.units) == units
        close_to_the_digit(made.values, values)
    assert found.units_left_out == ()
    golden.check(found, "21_norm_minmax_0_100__amean")


def test_weights_as_coinr(golden, asem):
    found = golden.build()
    for name, column, made in (
        ("13_nominal_weights", "Weight", found.structure.tree.weights),
        ("13_effective_weights", "EffWeight", found.effective_weights),
    ):
        told = {row["iCode"]: float(row[column]) for row in asem.read(name)}
        codes = found.structure.tree.codes
        expected = [told["Index" if code == "index" else code] for code in codes]
        np.testing.assert_allclose(made, expected, rtol=1e-12)


def scale(kind, **told):
    return {"normalise": Rules(Normalising(kind=kind, **told))}


AS_COINR = {
    "21_norm_zscore_10_2__amean": scale("zscore"),
    "21_norm_rank__amean": scale("rank"),
    "21_norm_prank__amean": scale("percentile"),
    "22_minmax_1_100__amean": scale("minmax", low=1.0),
    "22_minmax_1_100__gmean": {
        **scale("minmax", low=1.0),
        "aggregate": Rules(Combining(kind="geometric")),
    },
    "24_treat_none__minmax_amean": {"treat": Rules(None)},
}


@pytest.mark.parametrize("name", AS_COINR)
def test_scores_and_ranks_as_coinr(golden, name):
    golden.check(golden.build(**AS_COINR[name]), name)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("mean", "25_impute_mean"), ("group_median", "25_impute_median_grp")],
)
def test_imputation_as_coinr(golden, asem, kind, name):
    found = golden.build(impute=Filling(kind=kind))
    _, values = asem.table(name)
    close_to_the_digit(found.imputed.values, values)
    _, before = asem.table("10_base_Denominated")
    np.testing.assert_array_equal(found.filled, np.isnan(before))


# -- worked by hand --------------------------------------------------------------------


def test_worked_by_hand():
    found = build(table(), parts(eco=3.0), Method())
    # eco: work 50 and poor 50 for A; soc: school 0, health 200 / 3
    assert found.scores.column("eco")[0] == 50
    assert found.scores.column("soc")[0] == pytest.approx(100 / 3)
    assert found.index[0] == pytest.approx((3 * 50 + 100 / 3) / 4)
    assert found.ranks.column("top").tolist() == [3, 1, 4, 2]
    assert found.coverage.tolist() == [1, 1, 1, 1]


def test_a_node_where_lower_is_better_enters_turned_round():
    plain = build(table(), parts(), Method())
    turned = build(table(), parts(), Method(directions={"eco": "lower"}))
    eco = plain.scores.column("eco")
    np.testing.assert_array_equal(turned.scores.column("eco"), eco)
    expected = (100 - eco + plain.scores.column("soc")) / 2
    np.testing.assert_allclose(turned.index, expected)
    mixed = Rules(Normalising(), nodes={"work": Normalising(kind="zscore")})
    method = Method(directions={"eco": "lower"}, normalise=mixed)
    with pytest.raises(MethodError, match="'eco': direction 'lower' needs one scale"):
        build(table(), parts(), method)


def test_rules_for_levels_and_nodes():
    method = Method(
        normalise=Rules(
            Normalising(low=1.0), nodes={"soc": Normalising(low=1.0, high=10.0)}
        ),
        aggregate=Rules(
            Combining(),
            levels={3: Combining(kind="geometric")},
            nodes={"eco": Combining(kind="harmonic")},
        ),
        weigh=Rules(Weighing(), nodes={"soc": Weighing(weights={"school": 3.0})}),
    )
    found = build(table(), parts(), method)
    work, poor, school, health = found.normalised.values[3]
    assert (school, health) == pytest.approx((5.5, 4.6))
    eco, soc = 2 / (1 / work + 1 / poor), (3 * school + health) / 4
    row = found.scores.columns(["top", "eco", "soc"])[3]
    assert row.tolist() == pytest.approx([(eco * soc) ** 0.5, eco, soc])


def test_screening_and_what_is_needed():
    values = VALUES.copy()
    values[0, :3] = NAN
    values[1, 0] = NAN
    method = Method(units=Screening(available=0.5), impute=Filling(kind="mean"))
    found = build(table(values), parts(), method)
    assert found.units == ("B", "C", "D")
    assert found.units_left_out == ("A",)
    assert found.coverage.tolist() == [0.75, 1, 1]
    assert found.filled.sum() == 1
    strict = build(table(values), parts(), Method(needed=Needed(weight=0.75)))
    assert np.isnan(strict.index[0])
    assert strict.ranks.values[0, 0] != strict.ranks.values[0, 0]
    by_node = Method(needed=Needed(weight=0.0, children=Rules(0.9)))
    made = build(table(values), parts(), by_node).scores
    assert np.isnan(made.column("eco")).tolist() == [True, True, False, False]
    assert np.isnan(made.column("top")).tolist() == [True, True, False, False]


def test_periods_fill_what_is_missing():
    values = VALUES.copy()
    values[2, 1] = NAN
    before, after = VALUES.copy(), VALUES.copy()
    before[2, 1], after[2, 1] = 10.0, 16.0
    beside = Beside(
        periods={2019.0: table(before[::-1], "DCBA"), 2022.0: table(after)}, now=2021.0
    )
    method = Method(impute=Filling(kind="panel"))
    found = build(table(values), parts(), method, beside)
    assert found.imputed.values[2, 1] == 14
    assert found.filled.sum() == 1
    with pytest.raises(MethodError, match="needs values of other periods"):
        build(table(values), parts(), method)


@pytest.mark.parametrize("kind", ["row_mean", "em"])
def test_filling_within_nodes(kind):
    rng = np.random.default_rng(1)
    values = rng.random((20, 4))
    values[3, 0] = NAN
    made = Table(tuple(f"u{n}" for n in range(20)), CODES, values)
    within = build(made, parts(), Method(impute=Filling(kind=kind, level=2)))
    whole = build(made, parts(), Method(impute=Filling(kind=kind)))
    assert within.filled.sum() == whole.filled.sum() == 1
    assert within.imputed.values[3, 0] != whole.imputed.values[3, 0]


@pytest.mark.parametrize(
    "kind", ["equal", "variance", "entropy", "critic", "balanced", "informed", "doubt"]
)
def test_weights_that_are_found_sum_to_one_in_every_node(kind):
    rng = np.random.default_rng(2)
    values = rng.random((30, 4)) + rng.random((30, 1))
    made = Table(tuple(f"u{n}" for n in range(30)), CODES, values)
    # poor is turned, so that everything points the same way
    method = Method(weigh=Rules(Weighing(kind=kind)), directions={"poor": "higher"})
    found = build(made, parts(), method)
    for _, children in found.structure.tree.families():
        assert found.structure.tree.weights[children].sum() == pytest.approx(1)
    leaves = found.structure.tree.leaves
    assert found.effective_weights[leaves].sum() == pytest.approx(1)


def test_people_weigh():
    people = Rules(
        Weighing(),
        nodes={
            "eco": Weighing(kind="pairwise", judgements={("work", "poor"): 3.0}),
            "soc": Weighing(
                kind="budget",
                points=({"school": 60, "health": 40}, {"school": 1, "health": 1}),
            ),
        },
    )
    weights = build(table(), parts(), Method(weigh=people)).structure.tree.weights
    np.testing.assert_allclose(weights[2:4], [0.75, 0.25])
    np.testing.assert_allclose(weights[5:], [0.55, 0.45])


# -- what is refused -------------------------------------------------------------------


def changed(row, column, value):
    values = VALUES.copy()
    values[row, column] = value
    return values


EVERYWHERE = slice(None)


@pytest.mark.parametrize(
    ("values", "choices", "message"),
    [
        (
            changed(EVERYWHERE, 1, NAN),
            {},
            "indicator 'poor': no unit has a value; fill",
        ),
        (changed(EVERYWHERE, 2, 5.0), {}, "indicator 'school': the value is the same"),
        (
            VALUES,
            {"aggregate": Rules(Combining(kind="geometric"))},
            r"node 'soc' \(school, health\): a geometric mean cannot take 0 in 'school'",
        ),
        (
            VALUES,
            {"weigh": Rules(Weighing(weights={"work": -1.0}))},
            "node 'eco' .*weight of 'work' is -1; it must be above zero",
        ),
        (
            VALUES,
            {"weigh": Rules(Weighing(weights={"wrok": 1.0}))},
            "there is no 'wrok'",
        ),
        (VALUES, {"weigh": Rules(Weighing(), nodes={"x": Weighing()})}, "no 'x'; mend"),
        (
            VALUES,
            {"aggregate": Rules(Combining(), levels={9: Combining()})},
            "no level 9",
        ),
        (VALUES, {"directions": {"x": "lower"}}, "there is no 'x'; mend"),
        (VALUES, {"denominate": {"work": By("people")}}, "'people' is not among"),
        (
            VALUES,
            {"impute": Filling(kind="group_mean")},
            "needs the group of each unit",
        ),
        (
            VALUES,
            {"impute": Filling(kind="em")},
            r"node 'top': EM needs more units \(4\) than indicators \(4\)",
        ),
        (VALUES, scale("target"), "'work', normalisation target: no target is given"),
        (
            VALUES,
            scale("target", target=50.0),
            "'work', .*must be better than the worst",
        ),
        (VALUES, scale("reference", reference="C"), "'work', .*itself the worst"),
        (VALUES, scale("reference", reference="Z"), "no unit 'Z'"),
        (VALUES, scale("fraction"), "'poor', .*best value .* must be above zero"),
        (
            VALUES,
            {"weigh": Rules(Weighing(kind="budget", points=({"work": 1.0},)))},
            "node 'soc' .*'work' is no part of this node",
        ),
    ],
)
def test_refuses_and_names_it(values, choices, message):
    with pytest.raises(MethodError, match=message):
        build(table(values), parts(), Method(**choices))


def test_refuses_a_node_with_one_child_and_takes_it_when_allowed():
    made = structure([Part(code="a", parent=""), Part(code="work", parent="a")])
    with pytest.raises(MethodError, match="node 'a' has one child only; join it"):
        build(table(), made, Method())
    found = build(table(), made, Method(allow=frozenset({"single_child"})))
    np.testing.assert_array_equal(found.index, found.scores.column("work"))


def test_what_is_allowed_is_told():
    values = changed(EVERYWHERE, 1, NAN)
    values[:, 2] = 5.0
    allowed = frozenset({"missing", "constant", "single_child"})
    found = build(table(values), parts(), Method(allow=allowed))
    assert found.indicators_left_out == ("poor",)
    assert found.scores.column("school").tolist() == [50, 50, 50, 50]
    assert found.scores.codes == ("top", "eco", "work", "soc", "school", "health")


def test_weights_that_point_both_ways_are_refused():
    rng = np.random.default_rng(4)
    first = rng.random(30)
    values = np.column_stack([first, first + rng.random(30) / 5, *rng.random((2, 30))])
    made = Table(tuple(f"u{n}" for n in range(30)), CODES, values)
    method = Method(weigh=Rules(Weighing(kind="pca")))
    with pytest.raises(MethodError, match=r"the pca weight of '.*turn its direction"):
        build(made, parts(), method)


# -- properties ------------------------------------------------------------------------


METHODS = [
    Method(impute=Filling(kind="median"), treat=Rules(Treatment(winsorise=2, skew=1))),
    Method(**scale("zscore"), weigh=Rules(Weighing(kind="critic")), needed=ANY),
    Method(
        **scale("minmax", low=1.0), aggregate=Rules(Combining(kind="power", power=-2))
    ),
    Method(aggregate=Rules(Combining(kind="topsis")), impute=Filling(kind="mean")),
    Method(aggregate=Rules(Combining(kind="copeland")), **scale("rank")),
]


@given(
    st.integers(0, 1000),
    st.sampled_from(METHODS),
    st.permutations(range(12)),
    st.permutations(range(4)),
)
def test_the_order_of_units_and_indicators_changes_nothing(seed, method, rows, columns):
    rng = np.random.default_rng(seed)
    values = np.round(rng.normal(50, 10, (12, 4)), 1)
    values[rng.random(values.shape) < 0.05] = NAN
    units = [f"u{row}" for row in range(12)]
    first = build(Table(tuple(units), CODES, values), parts(), method)
    shuffled = Table(
        tuple(units[row] for row in rows),
        tuple(CODES[column] for column in columns),
        values[np.ix_(rows, columns)],
    )
    given_parts = [Part(code="top", parent="")]
    for code in ("soc", "eco"):
        given_parts.append(Part(code=code, parent="top"))
    for code in shuffled.codes:
        parent = "eco" if code in ("work", "poor") else "soc"
        direction = "lower" if code == "poor" else "higher"
        given_parts.append(Part(code=code, parent=parent, direction=direction))
    other = build(shuffled, structure(given_parts), method)
    for code in ("top", "eco", "soc"):
        np.testing.assert_allclose(
            other.scores.column(code), first.scores.column(code)[list(rows)], atol=1e-12
        )


@given(st.integers(0, 1000), st.integers(0, 11), st.integers(0, 3), st.floats(0.1, 50))
def test_a_better_value_never_worsens_a_score(seed, row, column, gain):
    rng = np.random.default_rng(seed)
    values = rng.uniform(10, 90, (12, 4))
    units = tuple(f"u{number}" for number in range(12))
    fixed = Rules(Normalising(kind="goalposts", low=0.0, high=200.0))
    sign = -1.0 if CODES[column] == "poor" else 1.0
    better = values.copy()
    better[row, column] += sign * min(gain, 9.0)
    for kind in ("arithmetic", "geometric", "harmonic"):
        method = Method(normalise=fixed, aggregate=Rules(Combining(kind=kind)))
        before = build(Table(units, CODES, values), parts(), method)
        after = build(Table(units, CODES, better), parts(), method)
        assert (after.index >= before.index - 1e-12).all()
        assert after.index[row] > before.index[row]
