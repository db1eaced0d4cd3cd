"""Ranks: 1 is the best, and who is equal shares the best rank.

Scores are ranked as they are, not rounded. Only draws are compared to `DECIMALS`: they
come out of matrix products, whose last bits depend on the machine.
"""

from __future__ import annotations

import numpy as np

from rancang.methods.arrays import Floats, Ints


DECIMALS = 9
"""Scores of a draw that agree to this many decimals are equal.

Multiplying in another order moves the last bits of a score; ranks must not follow them.
"""


def comparable(scores: Floats) -> Floats:
    """Return the scores of draws as they are compared: rounded to `DECIMALS`.

    Parameters
    ----------
    scores : ndarray of float, any shape
        On the scale of the scores.

    Returns
    -------
    ndarray of float, same shape

    Examples
    --------
    >>> comparable(np.array([0.1 + 0.2])) == comparable(np.array([0.3]))
    array([ True])
    """
    return np.round(scores, DECIMALS) + 0.0


def rank(scores: Floats) -> Floats:
    """Rank scores, 1 for the highest; equal scores share the best rank.

    Parameters
    ----------
    scores : ndarray of float, shape (units,)
        NaN where a unit has no score. Nothing is rounded: only equal numbers tie.

    Returns
    -------
    ndarray of float, shape (units,)
        NaN where there is no score.

    Examples
    --------
    >>> rank(np.array([5.0, 9.0, np.nan, 5.0]))
    array([ 2.,  1., nan,  2.])
    """
    result = np.full(len(scores), np.nan)
    scored = ~np.isnan(scores)
    falling = -np.asarray(scores)[scored]
    # as many places down as others are strictly ahead
    result[scored] = np.searchsorted(np.sort(falling), falling, side="left") + 1.0
    return result


def rank_rows(scores: Floats) -> Ints:
    """Rank each draw by itself, as `rank` does, but compared to `DECIMALS`.

    Parameters
    ----------
    scores : ndarray of float, shape (draws, units)
        Without NaN.

    Returns
    -------
    ndarray of int, shape (draws, units)

    Examples
    --------
    >>> rank_rows(np.array([[5.0, 9.0, 5.0], [1.0, 2.0, 3.0]]))
    array([[2, 1, 2],
           [3, 2, 1]])
    """
    falling = -comparable(scores)
    order = np.argsort(falling, axis=1, kind="stable")
    falling = np.take_along_axis(falling, order, axis=1)
    places = np.broadcast_to(np.arange(1, falling.shape[1] + 1), falling.shape).copy()
    places[:, 1:][falling[:, 1:] == falling[:, :-1]] = 0
    np.maximum.accumulate(places, axis=1, out=places)
    ranks = np.empty_like(places)
    np.put_along_axis(ranks, order, places, axis=1)
    return ranks
