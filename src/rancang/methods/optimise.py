"""Weights of a whole level that make its parts matter to the index as they are meant to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from rancang.methods.arrays import Floats, Ints
from rancang.methods.build import Build
from rancang.methods.combine import combine, reweighted
from rancang.methods.correlation import Correlation
from rancang.methods.framework import MethodError
from rancang.methods.method import Method, Rules, Weighing
from rancang.methods.normalise_table import Normalised, normalise_table
from rancang.methods.reweight import Reweighted, balance, inform
from rancang.methods.structure import Structure
from rancang.methods.weight import Tree


def balance_level(
    found: Build,
    level: int,
    importance: Floats | None = None,
    kind: Correlation = "pearson",
    *,
    signed: bool = False,
) -> Reweighted:
    """Weigh the parts of a level so that each matters to the index as much as asked.

    Parameters
    ----------
    found : Build
        An index; its method of aggregation is kept, and its weights on other levels.
    level : int
        1 for indicators, below the highest.
    importance : ndarray of float, shape (parts,), optional
        Relative, in the order of `parts_of`; all the same if not given.
    kind : {"pearson", "spearman", "kendall"}
        Of the correlations between parts and index.
    signed : bool
        Whether weights may fall below zero, as in `balance`; only where all nodes above
        the level are arithmetic means.

    Returns
    -------
    Reweighted
        The weights keep the sum that those of the level had, so that siblings of another
        level weigh what they did.

    Raises
    ------
    MethodError
        If there is no such level below the top, or as in `balance`.

    References
    ----------
    Becker, Saisana, Paruolo and Vandecasteele (2017), Ecol. Indic. 80, 12-22.

    Examples
    --------
    >>> from rancang.methods.build import build
    >>> from rancang.methods.method import Method
    >>> from rancang.methods.structure import Part, structure
    >>> from rancang.methods.table import Table
    >>> made = structure(
    ...     [
    ...         Part(code="eco", parent=""),
    ...         Part(code="a", parent="eco"),
    ...         Part(code="b", parent="eco"),
    ...     ]
    ... )
    >>> values = np.array([[1.0, 4.0], [2.0, 2.0], [3.0, 9.0], [4.0, 7.0]])
    >>> found = build(Table(tuple("WXYZ"), ("a", "b"), values), made, Method())
    >>> bool(np.ptp(balance_level(found, 1).correlations) < 1e-4)
    True
    """
    parts, score, total = _scoring(found, level, signed=signed)
    made = balance(parts, score, importance, kind, signed=signed)
    return replace(made, weights=made.weights * total)


def inform_level(found: Build, level: int, kind: Correlation = "pearson") -> Reweighted:
    """Weigh the parts of a level so that the index agrees most with all of them.

    Parameters
    ----------
    found, level, kind
        As in `balance_level`.

    Returns
    -------
    Reweighted

    Raises
    ------
    MethodError
        As in `balance_level`.

    References
    ----------
    Becker, Saisana, Paruolo and Vandecasteele (2017), Ecol. Indic. 80, 12-22.

    Examples
    --------
    >>> from rancang.methods.build import build
    >>> from rancang.methods.method import Method
    >>> from rancang.methods.structure import Part, structure
    >>> from rancang.methods.table import Table
    >>> made = structure(
    ...     [
    ...         Part(code="eco", parent=""),
    ...         Part(code="a", parent="eco"),
    ...         Part(code="b", parent="eco"),
    ...     ]
    ... )
    >>> values = np.array([[1.0, 4.0], [2.0, 2.0], [3.0, 9.0], [4.0, 7.0]])
    >>> found = build(Table(tuple("WXYZ"), ("a", "b"), values), made, Method())
    >>> round(inform_level(found, 1).objective, 3)
    1.824
    """
    parts, score, total = _scoring(found, level, signed=False)
    made = inform(parts, score, kind)
    return replace(made, weights=made.weights * total)


def parts_of(found: Build, level: int) -> tuple[str, ...]:
    """Return the codes of the parts of a level, in the order of their weights.

    Parameters
    ----------
    found : Build
        Any.
    level : int
        As in `balance_level`.

    Returns
    -------
    tuple of str

    Raises
    ------
    MethodError
        If there is no such level below the top.

    Examples
    --------
    >>> from rancang.methods.build import build
    >>> from rancang.methods.method import Method
    >>> from rancang.methods.structure import Part, structure
    >>> from rancang.methods.table import Table
    >>> made = structure(
    ...     [
    ...         Part(code="eco", parent=""),
    ...         Part(code="a", parent="eco"),
    ...         Part(code="b", parent="eco"),
    ...     ]
    ... )
    >>> values = np.array([[1.0, 4.0], [2.0, 2.0], [3.0, 9.0], [4.0, 7.0]])
    >>> found = build(Table(tuple("WXYZ"), ("a", "b"), values), made, Method())
    >>> parts_of(found, 1)
    ('a', 'b')
    """
    return tuple(found.structure.tree.codes[item] for item in _items(found, level))


def _items(found: Build, level: int) -> Ints:
    levels = found.structure.levels
    if not 1 <= level < levels[0]:
        raise MethodError(
            f"jenjang {level} tidak ada di bawah puncak; pilih 1 sampai {levels[0] - 1}",
            f"there is no level {level} below the top; choose 1 to {levels[0] - 1}",
        )
    return np.flatnonzero(levels == level)


def _scoring(
    found: Build, level: int, *, signed: bool
) -> tuple[Floats, Callable[[Floats], Floats], float]:
    """Return the scores of a level, what scores the top, and the sum of its weights."""
    items = _items(found, level)
    top, kept = _top(found.structure, level)
    ends = normalise_table(found.treated, found.structure, found.method.normalise).ends
    below = combine(
        Normalised(found.normalised.values, ends), found.structure, found.method
    )
    # a node where lower is better enters turned round; an indicator has been already
    nodes = found.structure.tree.columns < 0
    turned = nodes & (found.structure.signs < 0)
    entering = np.where(turned, below.ends - below.scores, below.scores)
    leaves = kept[top.tree.columns >= 0]
    normalised = Normalised(entering[:, leaves], below.ends[leaves])
    method = replace(found.method, weigh=Rules(Weighing()))
    place = np.searchsorted(kept, items)
    total = float(top.tree.weights[place].sum())

    if signed:
        _refuse_curved(top, method)

    def score(weights: Floats) -> Floats:
        told = top.tree.weights.copy()
        told[place] = weights * total
        if signed:
            return _linear(normalised, top, told)
        return combine(normalised, reweighted(top, told), method).scores[:, 0]

    return entering[:, items], score, total


def _refuse_curved(top: Structure, method: Method) -> None:
    for parent, _ in top.tree.families():
        code = top.tree.codes[parent]
        if method.aggregate.at(int(top.levels[parent]), (code,)).exponent != 1.0:
            raise MethodError(
                f"simpul '{code}': bobot bertanda hanya untuk rata-rata arithmetic",
                f"node '{code}': signed weights are for arithmetic means only",
            )


def _linear(normalised: Normalised, top: Structure, weights: Floats) -> Floats:
    """Return the scores of the top as weighted means, whatever the weights' signs."""
    tree = top.tree
    scores = np.full((len(normalised.values), len(tree.codes)), np.nan)
    scores[:, tree.leaves] = normalised.values
    ends = np.full(len(tree.codes), np.nan)
    ends[tree.leaves] = normalised.ends
    for parent, children in reversed(list(tree.families())):
        parts, held = scores[:, children], weights[children]
        turned = top.signs[children] < 0
        parts = np.where(turned, ends[children] - parts, parts)
        there = np.where(np.isnan(parts), 0.0, held)
        scores[:, parent] = np.nansum(parts * held, axis=1) / there.sum(axis=1)
        ends[parent] = ends[children[0]]
    return scores[:, 0]


def _top(made: Structure, level: int) -> tuple[Structure, Ints]:
    """Return the tree from a level upwards, and which items it has.

    An indicator that hangs from a node above the level stays where it is.
    """
    tree = made.tree
    above = made.levels[np.maximum(tree.parents, 0)] > level
    kept = np.flatnonzero(above | (tree.parents < 0))
    moved = np.full(len(tree.codes), -1)
    moved[kept] = np.arange(len(kept))
    parents = np.where(tree.parents[kept] < 0, -1, moved[tree.parents[kept]])
    leaves = ~np.isin(np.arange(len(kept)), parents)
    columns = np.where(leaves, np.cumsum(leaves) - 1, -1)
    smaller = Tree(
        tuple(tree.codes[item] for item in kept), parents, tree.weights[kept], columns
    )
    signs = np.where(leaves, 1.0, made.signs[kept])
    return Structure(smaller, signs, made.levels[kept]), kept
