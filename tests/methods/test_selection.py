from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.methods.selection import (
    Quota,
    Rule,
    SelectionError,
    choose,
    probability,
)


UNITS = tuple("abcdefgh")
GROUPS = ("w", "w", "w", "w", "e", "e", "n", "n")
SCORES = np.array([80.0, 70, 60, 50, 40, 30, 20, np.nan])


def rule(size, *quotas, excluded=()):
    return Rule(size=size, groups=GROUPS, quotas=quotas, excluded=frozenset(excluded))


def test_worked_by_hand():
    assert choose(SCORES, UNITS, rule(3)) == ("a", "b", "c")
    assert choose(SCORES, UNITS, rule(3, excluded="a")) == ("b", "c", "d")
    assert choose(SCORES, UNITS, rule(3, Quota("n", 1))) == ("a", "b", "g")
    assert choose(SCORES, UNITS, rule(4, Quota("w", 0, 2))) == ("a", "b", "e", "f")
    both = rule(4, Quota("w", 0, 2), Quota("n", 1, 1))
    assert choose(SCORES, UNITS, both) == ("a", "b", "e", "g")


def test_ties_at_the_cut_go_by_code():
    scores = np.array([1.0, 5.0, 1.0, 1.0])
    assert choose(scores, ["d", "c", "b", "a"], Rule(size=2)) == ("c", "a")


def test_the_least_difference_decides_before_the_code():
    scores = np.array([1.0, 5.0, 1.0 + 1e-12, 1.0])
    assert choose(scores, ["d", "c", "b", "a"], Rule(size=2)) == ("c", "b")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (rule(8), "asked to choose 8, while 7"),
        (rule(0), "asked to choose 0"),
        (rule(3, Quota("n", 2)), "n: at least 2 asked, 1 can be chosen"),
        (rule(3, Quota("n", 1), excluded="g"), "n: at least 1 asked, 0"),
        (rule(3, Quota("w", 2, 1)), "w: at least 2 is above at most 1"),
        (rule(3, Quota("w", -1)), "w: at least -1"),
        (rule(2, Quota("w", 2), Quota("e", 1)), r"\(w, e\) sum to 3, more than 2"),
        (rule(5, Quota("w", 0, 1)), r"\(w\) leave only 4 of 5"),
        (rule(3, Quota("w"), Quota("w")), "one quota only"),
        (Rule(size=1, quotas=(Quota("w"),)), "need the group of each of 8"),
    ],
)
def test_refuses_what_cannot_be_kept(bad, message):
    with pytest.raises(SelectionError, match=message) as caught:
        choose(SCORES, UNITS, bad)
    assert caught.value.message.id != caught.value.message.en


@given(
    st.lists(st.integers(0, 6), min_size=8, max_size=8),
    st.integers(1, 8),
    st.tuples(*[st.tuples(st.integers(0, 2), st.integers(0, 4))] * 3),
)
def test_as_good_as_trying_every_choice(numbers, size, bounds):
    scores = np.array(numbers, dtype=float)
    quotas = tuple(Quota(g, *b) for g, b in zip("wen", bounds, strict=True))
    one = rule(size, *quotas)

    def kept(chosen):
        counts = {g: sum(GROUPS[i] == g for i in chosen) for g in "wen"}
        return all(q.at_least <= counts[q.group] <= q.at_most for q in quotas)

    allowed = [c for c in combinations(range(8), size) if kept(c)]
    if not allowed:
        with pytest.raises(SelectionError):
            choose(scores, UNITS, one)
        return
    chosen = [UNITS.index(unit) for unit in choose(scores, UNITS, one)]
    assert kept(chosen)
    assert len(chosen) == size
    assert scores[chosen].sum() == max(scores[list(c)].sum() for c in allowed)


@given(st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_probability_is_choosing_draw_by_draw(size, seed):
    draws = np.random.default_rng(seed).integers(0, 9, (20, 8)).astype(float)
    draws[:, 7] = np.nan
    one = rule(size, Quota("w", 0, 3), Quota("n", 1), excluded="b")
    shares = probability(draws, UNITS, one)
    counted = [unit for row in draws for unit in choose(row, UNITS, one)]
    np.testing.assert_allclose(shares, [counted.count(u) / 20 for u in UNITS])
    assert shares.sum() == pytest.approx(size)
    assert shares[1] == shares[7] == 0


def test_refuses_a_unit_that_is_only_sometimes_there():
    draws = np.array([[1.0, 2.0], [np.nan, 2.0]])
    with pytest.raises(SelectionError, match="a has a score in some draws only"):
        probability(draws, ["a", "b"], Rule(size=1))
