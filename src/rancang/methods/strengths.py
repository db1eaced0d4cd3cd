"""One unit in short: its strongest and weakest indicators, its scores and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.ranking import rank


class Standing(NamedTuple):
    """Where a unit stands on one indicator or node.

    ``rank`` is 1 for the best, shared by equals; ``of`` counts the units with a value.
    """

    code: str
    rank: int
    of: int
    value: float


def standings(
    values: Floats, signs: Floats, codes: Sequence[str], row: int
) -> tuple[Standing, ...]:
    """Say where a unit stands on each indicator it has, in the order given.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        NaN where missing; a missing value has no standing.
    signs : ndarray of float, shape (indicators,)
        -1 where lower is better, 1 where higher is.
    codes : sequence of str, length indicators
    row : int
        The unit.

    Returns
    -------
    tuple of Standing

    Examples
    --------
    >>> values = np.array([[5.0, 90.0], [9.0, 80.0], [7.0, 70.0]])
    >>> standings(values, np.array([-1.0, 1.0]), ["poor", "water"], 1)
    ... # doctest: +NORMALIZE_WHITESPACE
    (Standing(code='poor', rank=3, of=3, value=9.0),
     Standing(code='water', rank=2, of=3, value=80.0))
    """
    compared = values * signs
    own = compared[row]
    ahead = (compared > own).sum(axis=0)
    of = (~np.isnan(compared)).sum(axis=0)
    return tuple(
        Standing(code, int(ahead[c]) + 1, int(of[c]), float(values[row, c]))
        for c, code in enumerate(codes)
        if not np.isnan(own[c])
    )


def strongest(found: Sequence[Standing], count: int = 5) -> tuple[Standing, ...]:
    """Return the standings with the best ranks, best first.

    Parameters
    ----------
    found : sequence of Standing
        From `standings`; equal ranks stay in this order.
    count : int
        How many.

    Returns
    -------
    tuple of Standing

    Examples
    --------
    >>> found = [Standing("a", 2, 9, 1.0), Standing("b", 1, 9, 1.0)]
    >>> [standing.code for standing in strongest(found, 1)]
    ['b']
    """
    return tuple(sorted(found, key=lambda standing: standing.rank)[:count])


def weakest(found: Sequence[Standing], count: int = 5) -> tuple[Standing, ...]:
    """Return the standings with the worst ranks, worst last.

    Parameters
    ----------
    found, count
        As in `strongest`.

    Returns
    -------
    tuple of Standing

    Examples
    --------
    >>> found = [Standing("a", 2, 9, 1.0), Standing("b", 1, 9, 1.0)]
    >>> [standing.code for standing in weakest(found, 1)]
    ['a']
    """
    ordered = sorted(found, key=lambda standing: standing.rank)
    return tuple(ordered[max(0, len(ordered) - count) :])


def varied(values: Floats, least: int) -> tuple[int, ...]:
    """Return the indicators that can tell a strength: those with enough distinct values.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        NaN where missing.
    least : int
        Fewer distinct values than this, and many units share first or last place.

    Returns
    -------
    tuple of int
        Columns.

    Examples
    --------
    >>> varied(np.array([[1.0, 0.5], [0.0, 0.7], [1.0, 0.6]]), 3)
    (1,)
    """
    counts = [len(np.unique(column[~np.isnan(column)])) for column in values.T]
    return tuple(c for c, count in enumerate(counts) if count >= least)


def summary(scores: Floats, nodes: Sequence[str], row: int) -> tuple[Standing, ...]:
    """Say where a unit stands on each node on which it has a score.

    Parameters
    ----------
    scores : ndarray of float, shape (units, nodes)
        NaN where there is none.
    nodes : sequence of str, length nodes
    row : int
        The unit.

    Returns
    -------
    tuple of Standing

    Examples
    --------
    >>> summary(np.array([[40.0, np.nan], [60.0, 1.0]]), ["index", "gov"], 0)
    (Standing(code='index', rank=2, of=2, value=40.0),)
    """
    return standings(scores, np.ones(len(nodes)), nodes, row)


def rank_all(scores: Floats) -> Floats:
    """Rank the units on every node.

    Parameters
    ----------
    scores : ndarray of float, shape (units, nodes)
        NaN where there is none.

    Returns
    -------
    ndarray of float, shape (units, nodes)
        1 is best, ties share the best; NaN without a score.

    Examples
    --------
    >>> rank_all(np.array([[1.0, 5.0], [2.0, np.nan]]))
    array([[ 2.,  1.],
           [ 1., nan]])
    """
    return np.column_stack([rank(column) for column in scores.T])
