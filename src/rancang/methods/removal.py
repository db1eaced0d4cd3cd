"""What the ranking owes to each indicator and node: leave it out and rank again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rancang.methods.aggregate import Aggregate, weighted_mean
from rancang.methods.arrays import Bools, Floats
from rancang.methods.framework import MethodError
from rancang.methods.ranking import rank
from rancang.methods.weight import Tree, prune


Score = Callable[[Tree, Floats], Floats]
"""Makes the index (units) of a tree and the values of its leaves (units x leaves)."""


@dataclass(frozen=True, slots=True, eq=False)
class Removal:
    """The index without each of some items.

    Attributes
    ----------
    removed : tuple of str
        What was left out, one at a time.
    scores, ranks : ndarray of float, shape (units, removed)
        The index and ranks without it; NaN for a unit that then has no score.
    shift : ndarray of float, shape (removed,)
        By how many ranks units move on average, whichever way, among those ranked with
        it and without it.
    """

    removed: tuple[str, ...]
    scores: Floats
    ranks: Floats
    shift: Floats


def remove(tree: Tree, table: Floats, items: Sequence[str], score: Score) -> Removal:
    """Leave out items one at a time, with all below them, and rank again.

    Parameters
    ----------
    tree : Tree
        What was scored.
    table : ndarray of float, shape (units, leaves)
        Normalised values in the order of ``tree.leaves``.
    items : sequence of str
        Codes of indicators or nodes.
    score : callable
        How the index is made; `index_by` gives the usual ways.

    Returns
    -------
    Removal

    Raises
    ------
    MethodError
        If an item is not in the tree, or nothing is left without it.

    Notes
    -----
    Siblings share the weight of what is left out. A node left empty goes too, and its
    siblings share its weight.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 7.

    Examples
    --------
    >>> tree = Tree(
    ...     ("index", "a", "b"),
    ...     np.array([-1, 0, 0]),
    ...     np.ones(3),
    ...     np.array([-1, 0, 1]),
    ... )
    >>> table = np.array([[9.0, 1.0], [4.0, 4.0]])
    >>> without = remove(tree, table, ["a", "b"], index_by("arithmetic"))
    >>> without.ranks
    array([[2., 1.],
           [1., 2.]])
    >>> without.shift
    array([1., 0.])
    """

    def without(kept: Bools) -> Floats:
        return score(prune(tree, kept), table[:, kept])

    return remove_by(tree, score(tree, table), items, without)


def remove_by(
    tree: Tree,
    nominal: Floats,
    items: Sequence[str],
    without: Callable[[Bools], Floats],
) -> Removal:
    """Leave out items one at a time, where only the caller can make the index.

    Parameters
    ----------
    tree : Tree
        What was scored.
    nominal : ndarray of float, shape (units,)
        The index with everything in it.
    items : sequence of str
        Codes of indicators or nodes.
    without : callable
        Of which leaves stay (bool, one for each of ``tree.leaves``), the index (units).

    Returns
    -------
    Removal

    Raises
    ------
    MethodError
        As in `remove`.

    Examples
    --------
    >>> tree = Tree(
    ...     ("index", "a", "b"),
    ...     np.array([-1, 0, 0]),
    ...     np.ones(3),
    ...     np.array([-1, 0, 1]),
    ... )
    >>> table = np.array([[9.0, 1.0], [4.0, 4.0]])
    >>> best = lambda kept: table[:, kept].max(axis=1)
    >>> remove_by(tree, table.max(axis=1), ["a"], best).ranks
    array([[2.],
           [1.]])
    """
    before = rank(nominal)
    scores = np.full((len(nominal), len(items)), np.nan)
    ranks, shift = scores.copy(), np.full(len(items), np.nan)
    for column, item in enumerate(items):
        scores[:, column] = without(_kept(tree, item))
        ranks[:, column] = rank(scores[:, column])
        moved = np.abs(ranks[:, column] - before)
        both = ~np.isnan(moved)
        shift[column] = moved[both].mean() if both.any() else np.nan
    return Removal(tuple(items), scores, ranks, shift)


def _kept(tree: Tree, item: str) -> Bools:
    """Return which leaves stay when an item is left out."""
    if item not in tree.codes or item == tree.codes[0]:
        raise MethodError(
            f"'{item}' bukan simpul atau indikator yang dinilai",
            f"'{item}' is no node or indicator that is scored",
        )
    gone = np.zeros(len(tree.codes), dtype=bool)
    gone[tree.codes.index(item)] = True
    for below in range(1, len(gone)):
        gone[below] |= gone[tree.parents[below]]
    kept: Bools = ~gone[tree.leaves]
    if not kept.any():
        raise MethodError(
            f"tanpa '{item}' tidak ada lagi yang dinilai",
            f"without '{item}' nothing is left to score",
        )
    return kept


def index_by(kind: Aggregate) -> Score:
    """Return what makes an index by one aggregation at every level.

    Parameters
    ----------
    kind : str
        One of ``aggregate.AGGREGATES``.

    Returns
    -------
    callable
        Of a tree and the values of its leaves (units x leaves), the index (units).

    Examples
    --------
    >>> tree = Tree(
    ...     ("index", "a", "b"),
    ...     np.array([-1, 0, 0]),
    ...     np.array([1.0, 1.0, 3.0]),
    ...     np.array([-1, 0, 1]),
    ... )
    >>> index_by("arithmetic")(tree, np.array([[8.0, 4.0]]))
    array([5.])
    """

    def score(tree: Tree, table: Floats) -> Floats:
        items = np.full((len(table), len(tree.codes)), np.nan)
        items[:, tree.leaves] = table
        for parent, children in reversed(list(tree.families())):
            items[:, parent] = weighted_mean(
                items[:, children], tree.weights[children], kind
            )
        return items[:, 0].copy()

    return score
