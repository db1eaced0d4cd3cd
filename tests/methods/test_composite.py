import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.composite import Choices, assess
from rancang.methods.framework import Indicator, Node, Text


NAN = np.nan
# columns: poor, where lower is better; hdi, which is context; work; water; life
VALUES = np.array(
    [
        [0.0, 70.0, 4.0, 50.0, 60.0],
        [10.0, 80.0, 2.0, 100.0, 70.0],
        [5.0, NAN, 0.0, 0.0, 80.0],
    ]
)
UNITS = ["A", "B", "C"]


def test_worked_by_hand(small):
    result = assess(VALUES, UNITS, small, Choices())
    # normalised: poor 100 0 50, work 100 50 0, water 50 100 0, life 0 50 100
    # eco = (1 x welfare + 3 x work) / 4; liv = mean; index = (2 eco + liv) / 3
    np.testing.assert_allclose(result.score("eco"), [100, 37.5, 12.5])
    np.testing.assert_allclose(result.score("eco.welfare"), [100, 0, 50])
    np.testing.assert_allclose(result.score("liv"), [25, 75, 50])
    np.testing.assert_allclose(result.index, [75, 50, 25])
    assert result.ranks.tolist() == [1, 2, 3]
    assert np.isnan(result.score("gov")).all()
    assert result.nodes[0] == "index"
    assert result.assessed == ("eco", "liv")
    assert result.statement == Text("2 dari 3 dimensi", "2 of 3 dimensions")
    assert not result.imputed.any()
    assert np.isnan(result.normalised[:, 1]).all()  # context is never scored


def test_geometric_by_hand(small):
    choices = Choices(aggregate="geometric", bounds=(1, 100))
    result = assess(VALUES, UNITS, small, choices)
    eco = (100 ** (1 / 4)) * (100 ** (3 / 4))
    liv = (50.5 * 1) ** 0.5
    assert result.index[0] == pytest.approx(eco ** (2 / 3) * liv ** (1 / 3))


def test_missing_is_imputed_and_marked(small):
    values = VALUES.copy()
    values[0, 3] = NAN  # water: median of 100 and 0
    result = assess(values, UNITS, small, Choices())
    assert result.values[0, 3] == 50
    assert np.argwhere(result.imputed).tolist() == [[0, 3]]
    assert result.coverage.tolist() == pytest.approx([5 / 6, 1, 1])


def test_without_imputation_absent_parts_are_left_out(small):
    values = VALUES.copy()
    values[0, 2] = NAN  # A has no work: welfare stands for eco
    result = assess(values, UNITS, small, Choices(impute="none"))
    assert result.score("eco")[0] == 100
    assert np.isnan(result.score("eco.work")[0])
    assert not result.imputed.any()


def test_too_little_observed_gives_no_score_and_no_rank(small):
    values = VALUES.copy()
    values[2, [2, 3]] = NAN  # C keeps 1/6 + 1/6 of the weight
    result = assess(values, UNITS, small, Choices())
    assert result.unranked == ("C",)
    assert np.isnan(result.scores[2]).all()
    assert result.ranks.tolist()[:2] == [1, 2]
    assert assess(values, UNITS, small, Choices(needed=1 / 3)).unranked == ()


def test_a_dimension_nobody_measured_is_never_imputed(small):
    values = VALUES.copy()
    values[:, [3, 4]] = NAN
    result = assess(values, UNITS, small, Choices())
    assert result.assessed == ("eco",)
    np.testing.assert_array_equal(result.index, result.score("eco"))
    assert np.isnan(result.score("liv")).all()
    assert np.isnan(result.values[:, [3, 4]]).all()


def test_weight_zero_takes_a_dimension_out(leaf, tree_of):
    inside = (leaf("a"), leaf("b"))
    framework = tree_of(
        Node(code="x", name=Text("x", "x"), indicators=(inside[0],)),
        Node(code="y", name=Text("y", "y"), weight=0.0, indicators=(inside[1],)),
    )
    result = assess(np.array([[1.0, 9], [2, 5]]), ["A", "B"], framework, Choices())
    assert result.assessed == ("x",)
    assert result.index.tolist() == [0, 100]


def test_one_unit_is_in_the_middle(small):
    result = assess(VALUES[:1], ["A"], small, Choices())
    assert result.index.tolist() == [50]
    assert result.ranks.tolist() == [1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"impute": "guess"}, "impute"),
        ({"normalise": "rank"}, "normalise"),
        ({"aggregate": "sum"}, "aggregate"),
        ({"needed": 1.5}, "needed"),
        ({"aggregate": "geometric"}, "above zero"),
        ({"bounds": (5, 5)}, "must be above"),
    ],
)
def test_refuses_choices(change, message, small):
    with pytest.raises(ValueError, match=message):
        assess(VALUES, UNITS, small, Choices(**change))


def test_refuses_what_does_not_fit(small, tree_of):
    with pytest.raises(ValueError, match=r"shape \(2, 5\)"):
        assess(VALUES[:2], UNITS, small, Choices())
    with pytest.raises(ValueError, match="'A' comes twice"):
        assess(VALUES, ["A", "B", "A"], small, Choices())
    with pytest.raises(ValueError, match="nothing to score"):
        assess(VALUES * NAN, UNITS, small, Choices())
    infinite = VALUES.copy()
    infinite[1, 3] = np.inf
    with pytest.raises(ValueError, match="unit 'B', indicator 'water'"):
        assess(infinite, UNITS, small, Choices())
    profile = tree_of(*small.dimensions, purpose="profile")
    with pytest.raises(ValueError, match="profile"):
        assess(VALUES, UNITS, profile, Choices())


@pytest.mark.parametrize(
    ("choices", "golden"),
    [
        (Choices(), "21_norm_minmax_0_100__amean"),
        (Choices(normalise="zscore"), "21_norm_zscore_10_2__amean"),
        (
            Choices(bounds=(1, 100), aggregate="geometric"),
            "22_minmax_1_100__gmean",
        ),
    ],
)
def test_as_coinr(asem, choices, golden):
    units, values = asem.table("10_base_Treated")
    result = assess(values, units, asem.framework, choices)
    columns = ["Index", *result.nodes[1:]]
    _, scores = asem.table(f"{golden}_scores", columns)
    _, ranks = asem.table(f"{golden}_ranks", ["Index"])
    np.testing.assert_allclose(result.scores, scores, rtol=0, atol=1e-9)
    np.testing.assert_array_equal(result.ranks, ranks[:, 0])


def figures():
    return arrays(np.float64, (6, 5), elements=st.integers(0, 50).map(float))


@given(figures(), st.integers(1, 20), st.integers(-50, 50))
def test_ranks_do_not_follow_the_unit_of_measure(leaf, tree_of, values, factor, shift):
    framework = tree_of(
        Node(code="x", name=Text("x", "x"), indicators=tuple(map(leaf, "abcde")))
    )
    other = values.copy()
    other[:, 2] = other[:, 2] * factor + shift
    units = list("ABCDEF")
    np.testing.assert_array_equal(
        assess(values, units, framework, Choices()).ranks,
        assess(other, units, framework, Choices()).ranks,
    )


@given(figures(), st.permutations(range(6)))
def test_the_order_of_units_does_not_matter(leaf, tree_of, values, order):
    framework = tree_of(
        Node(code="x", name=Text("x", "x"), indicators=tuple(map(leaf, "abcde")))
    )
    units = np.array(list("ABCDEF"))
    one = assess(values, units.tolist(), framework, Choices())
    two = assess(values[order], units[order].tolist(), framework, Choices())
    np.testing.assert_allclose(two.scores, one.scores[order], atol=1e-9)
    np.testing.assert_array_equal(two.ranks, one.ranks[order])


def test_lower_is_better_mirrors(tree_of):
    name = Text("x", "x")
    up = Indicator(code="u", name=name, unit=name)
    down = Indicator(code="u", name=name, unit=name, direction="lower")
    values = np.array([[1.0], [4.0], [2.0]])
    scores = [
        assess(
            values,
            UNITS,
            tree_of(Node(code="x", name=name, indicators=(one,))),
            Choices(),
        ).index
        for one in (up, down)
    ]
    np.testing.assert_allclose(scores[0] + scores[1], 100)
