"""How indicators and nodes move together, within a level and across levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.weight import Tree


Correlation = Literal["pearson", "spearman", "kendall"]
CORRELATIONS: tuple[str, ...] = get_args(Correlation)

_LEAST = 2


class Pair(NamedTuple):
    """Two items and the correlation between them."""

    first: str
    second: str
    correlation: float


def correlate(
    left: Floats, right: Floats | None = None, kind: Correlation = "pearson"
) -> Floats:
    """Correlate each column of one table with each of another.

    Parameters
    ----------
    left : ndarray of float, shape (units, items)
        NaN where missing.
    right : ndarray of float, shape (units, others), optional
        The same units; the same table if not given.
    kind : {"pearson", "spearman", "kendall"}
        Linear, of ranks (equals share the mean rank), or of the order of pairs (tau-b).

    Returns
    -------
    ndarray of float, shape (items, others)
        -1 to 1, each over the units that have both; NaN with fewer than 2 of them, or
        where one of the two has no spread among them.

    Raises
    ------
    ValueError
        If the kind is unknown, or the tables differ in units.

    References
    ----------
    Kendall (1945), Biometrika 33, 239-251.

    Examples
    --------
    >>> table = np.array([[1.0, 1.0], [2.0, 4.0], [3.0, np.nan], [4.0, 2.0]])
    >>> correlate(table, kind="kendall").round(3)
    array([[1.   , 0.333],
           [0.333, 1.   ]])
    """
    if kind not in CORRELATIONS:
        message = f"unknown correlation {kind!r}; known: {', '.join(CORRELATIONS)}"
        raise ValueError(message)
    one = np.asarray(left, dtype=np.float64)
    other = one if right is None else np.asarray(right, dtype=np.float64)
    if len(one) != len(other):
        message = f"{len(one)} units on the left, {len(other)} on the right"
        raise ValueError(message)
    if kind == "kendall":
        return _tau(one, other)
    result = np.full((one.shape[1], other.shape[1]), np.nan)
    for i, first in enumerate(one.T):
        for j, second in enumerate(other.T):
            both = ~np.isnan(first) & ~np.isnan(second)
            result[i, j] = _product_moment(first[both], second[both], kind)
    return result


def _product_moment(first: Floats, second: Floats, kind: Correlation) -> float:
    if len(first) < _LEAST or np.ptp(first) == 0 or np.ptp(second) == 0:
        return np.nan
    if kind == "spearman":
        first, second = mean_ranks(first), mean_ranks(second)
    # on the scale of the spread, so that no square overflows
    one = (first - first.mean()) / np.ptp(first)
    other = (second - second.mean()) / np.ptp(second)
    both = float(one @ other) / float(np.sqrt((one @ one) * (other @ other)))
    return min(1.0, max(-1.0, both))


def mean_ranks(column: Floats) -> Floats:
    """Rank from the smallest, equals sharing the mean of their places.

    Parameters
    ----------
    column : ndarray of float, shape (n,)
        Without NaN.

    Returns
    -------
    ndarray of float, shape (n,)
        From 1.

    Examples
    --------
    >>> mean_ranks(np.array([7.0, 3.0, 7.0]))
    array([2.5, 1. , 2.5])
    """
    _, place, count = np.unique(column, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    result: Floats = (last - (count - 1) / 2.0)[place]
    return result


def _tau(left: Floats, right: Floats) -> Floats:
    """Return tau-b, adding up the pairs of units that have both items."""
    agree = np.zeros((left.shape[1], right.shape[1]))
    apart_left, apart_right = np.zeros_like(agree), np.zeros_like(agree)
    for unit in range(len(left)):
        one, other = left[unit + 1 :] - left[unit], right[unit + 1 :] - right[unit]
        has_one, has_other = ~np.isnan(one), ~np.isnan(other)
        sign_one = np.sign(np.where(has_one, one, 0.0))
        sign_other = np.sign(np.where(has_other, other, 0.0))
        agree += sign_one.T @ sign_other
        apart_left += (sign_one**2).T @ has_other
        apart_right += has_one.T @ (sign_other**2)
    below = np.sqrt(apart_left * apart_right)
    result = np.full(agree.shape, np.nan)
    np.divide(agree, below, out=result, where=below > 0)
    return result


def high(
    matrix: Floats, codes: Sequence[str], groups: Sequence[str], above: float = 0.9
) -> tuple[Pair, ...]:
    """Return the pairs of one group that say nearly the same.

    Parameters
    ----------
    matrix : ndarray of float, shape (items, items)
        From `correlate` of normalised values, so that for all of them higher is better.
    codes, groups : sequence of str, length items
        The items, and the node each stands under.
    above : float
        The least correlation told.

    Returns
    -------
    tuple of Pair
        In the order of the items. Of two such indicators one may be dropped, or their
        weights shared: together they count twice.

    Examples
    --------
    >>> matrix = np.array([[1.0, 0.95], [0.95, 1.0]])
    >>> high(matrix, ["roads", "paved"], ["liv", "liv"])
    (Pair(first='roads', second='paved', correlation=0.95),)
    """
    return tuple(p for p in _pairs(matrix, codes, groups) if p.correlation >= above)


def opposed(
    matrix: Floats, codes: Sequence[str], groups: Sequence[str], below: float = -0.4
) -> tuple[Pair, ...]:
    """Return the pairs of one group that pull against each other.

    Parameters
    ----------
    matrix, codes, groups
        As in `high`.
    below : float
        The highest correlation told.

    Returns
    -------
    tuple of Pair
        Within a node such a pair cancels out: perhaps a direction is wrong, or the node
        holds two ideas.

    Examples
    --------
    >>> matrix = np.array([[1.0, -0.5], [-0.5, 1.0]])
    >>> opposed(matrix, ["growth", "green"], ["eco", "env"])
    ()
    """
    return tuple(p for p in _pairs(matrix, codes, groups) if p.correlation <= below)


def _pairs(matrix: Floats, codes: Sequence[str], groups: Sequence[str]) -> list[Pair]:
    return [
        Pair(codes[i], codes[j], float(matrix[i, j]))
        for i in range(len(codes))
        for j in range(i + 1, len(codes))
        if groups[i] == groups[j]
    ]


def with_ancestors(
    tree: Tree, items: Floats, kind: Correlation = "pearson"
) -> tuple[Pair, ...]:
    """Correlate every item of a tree with each node above it.

    Parameters
    ----------
    tree : Tree
        What was scored.
    items : ndarray of float, shape (units, items)
        Scores of ``tree.codes``: of nodes as they are, of indicators normalised.
    kind : str
        As in `correlate`.

    Returns
    -------
    tuple of Pair
        Each item with its parent, then with that one's parent, up to the index.

    Raises
    ------
    ValueError
        If there is not one column for each item.

    Examples
    --------
    >>> tree = Tree(
    ...     ("index", "a", "x"),
    ...     np.array([-1, 0, 1]),
    ...     np.ones(3),
    ...     np.array([-1, -1, 0]),
    ... )
    >>> column = np.array([[1.0], [2.0], [4.0]])
    >>> pairs = with_ancestors(tree, column.repeat(3, axis=1))
    >>> [(p.first, p.second) for p in pairs]
    [('a', 'index'), ('x', 'a'), ('x', 'index')]
    """
    if items.shape[1] != len(tree.codes):
        message = f"{items.shape[1]} columns for {len(tree.codes)} items of the tree"
        raise ValueError(message)
    pairs = []
    for item in range(1, len(tree.codes)):
        above = int(tree.parents[item])
        while above >= 0:
            found = correlate(items[:, [item]], items[:, [above]], kind)
            pairs.append(Pair(tree.codes[item], tree.codes[above], float(found[0, 0])))
            above = int(tree.parents[above])
    return tuple(pairs)
