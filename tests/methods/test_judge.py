import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.framework import MethodError
from rancang.methods.judge import budget_allocation, comparisons, pairwise


def test_inconsistent_judgements_by_hand():
    # Saaty's own way: a over b 3, b over c 3, and yet a over c only 1
    matrix = comparisons("abc", {("a", "b"): 3, ("b", "c"): 3, ("a", "c"): 1})
    judged = pairwise(matrix)
    # for three parts the eigenvector is that of geometric means
    means = np.prod(matrix, axis=1) ** (1 / 3)
    np.testing.assert_allclose(judged.weights, means / means.sum())
    largest = (matrix @ judged.weights / judged.weights).mean()
    assert judged.ratio == pytest.approx((largest - 3) / 2 / 0.58)
    assert not judged.consistent


weights = arrays(np.float64, 5, elements=st.floats(0.1, 10))


@given(weights)
def test_consistent_judgements_give_back_the_weights(true):
    judged = pairwise(true[:, None] / true[None, :])
    np.testing.assert_allclose(judged.weights, true / true.sum(), rtol=1e-6)
    assert judged.ratio == pytest.approx(0, abs=1e-6)


def test_one_and_two_parts_are_always_consistent():
    assert pairwise(np.ones((1, 1))).weights.tolist() == [1.0]
    judged = pairwise(comparisons("ab", {("a", "b"): 4}))
    np.testing.assert_allclose(judged.weights, [0.8, 0.2])
    assert judged.ratio == 0


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        (np.ones((2, 3)), "must be square"),
        (np.ones((16, 16)), "at most 15 parts; divide"),
        (np.array([[1.0, 0.0], [1.0, 1.0]]), "must be above zero"),
        (np.array([[1.0, 3.0], [3.0, 1.0]]), "row 1 column 2 is not the reciprocal"),
        (np.array([[2.0, 3.0], [1 / 3, 1.0]]), "row 1 column 1 is not"),
    ],
)
def test_refuses_matrices(matrix, message):
    with pytest.raises(MethodError, match=message):
        pairwise(matrix)


@pytest.mark.parametrize(
    ("judged", "message"),
    [
        ({("a", "z"): 1}, "there is no 'z'"),
        ({("a", "b"): 2, ("b", "a"): 2}, "b and a repeat"),
        ({("a", "a"): 1}, "a and a repeat"),
        ({("a", "b"): 0}, "a, b: 0 must be above zero"),
        ({("a", "b"): 2, ("b", "c"): 2}, "a and c are not compared yet"),
    ],
)
def test_refuses_judgements(judged, message):
    with pytest.raises(MethodError, match=message):
        comparisons("abc", judged)


@given(arrays(np.float64, (3, 4), elements=st.floats(0.1, 100)), st.floats(0.1, 9))
def test_every_member_counts_the_same(points, times):
    shares = budget_allocation(points)
    assert shares.sum() == pytest.approx(1)
    points[1] *= times
    np.testing.assert_allclose(budget_allocation(points), shares, rtol=1e-9)


@pytest.mark.parametrize("row", [[0, 0], [-1, 2], [np.nan, 1]])
def test_refuses_points(row):
    with pytest.raises(MethodError, match="member 2 must give each part 0 or more"):
        budget_allocation(np.array([[1.0, 1.0], row]))
    with pytest.raises(MethodError, match="there is no panel"):
        budget_allocation(np.zeros((0, 2)))
