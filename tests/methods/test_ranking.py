import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.ranking import rank, rank_rows


def test_ties_share_the_best_rank():
    scores = np.array([7.0, np.nan, 9.0, 7.0, 1.0, 7.0])
    np.testing.assert_array_equal(rank(scores), [2, np.nan, 1, 2, 5, 2])


def test_nothing_is_rounded_before_ranking():
    assert rank(np.array([50.0, 50.0 + 1e-13, 50.0])).tolist() == [2, 1, 2]
    assert rank(np.array([-0.0, 0.0])).tolist() == [1, 1]


def test_the_last_bits_of_a_draw_do_not_break_a_tie():
    assert rank_rows(np.array([[0.1 + 0.2, 0.3]])).tolist() == [[1, 1]]
    assert rank_rows(np.array([[-0.0, 0.0]])).tolist() == [[1, 1]]


def test_no_units_and_no_scores():
    assert rank(np.array([])).size == 0
    assert np.isnan(rank(np.array([np.nan]))).all()


@given(arrays(np.float64, (3, 8), elements=st.integers(0, 5).map(float)))
def test_a_rank_is_one_more_than_the_number_ahead(scores):
    ahead = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    np.testing.assert_array_equal(rank_rows(scores), ahead + 1)
