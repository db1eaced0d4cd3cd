"""What a change of the index is made of: contributions that add up to it exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.framework import MethodError
from rancang.methods.weight import Tree


ARITHMETIC, GEOMETRIC, HARMONIC = 1.0, 0.0, -1.0
"""Powers of the means."""


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A change of the index and its parts, in points of the index.

    Attributes
    ----------
    total : ndarray of float, shape (units,)
        The index after less the index before; NaN for a unit without one of them.
    by_value : ndarray of float, shape (units, leaves)
        What the change of each indicator's value contributed.
    by_weight : ndarray of float, shape (units, items)
        What the change of each item's share among its siblings contributed: because
        weights were changed, or because something was there only once. 0 for the index.
    """

    total: Floats
    by_value: Floats
    by_weight: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """Scores and shares among siblings of all items, units x items."""

    scores: Floats
    shares: Floats


def decompose(
    before: tuple[Tree, Floats],
    after: tuple[Tree, Floats],
    power: float | Mapping[str, float] = ARITHMETIC,
) -> Change:
    """Break the change of an index down to its indicators and weights.

    Parameters
    ----------
    before, after : (Tree, ndarray of float, shape (units, leaves))
        The same tree, whose weights may differ, and values on one scale fixed for both
        periods (goalposts, not each period's own minimum and maximum). NaN where
        missing; what is missing is left out and its siblings rescaled.
    power : float or mapping of str to float
        The mean that makes each node: `ARITHMETIC`, `GEOMETRIC`, `HARMONIC` or any
        other power; or one for each node by its code, the index among them.

    Returns
    -------
    Change
        ``by_value`` and ``by_weight`` of a unit sum to its ``total``, up to rounding.

    Raises
    ------
    MethodError
        If a mean other than the arithmetic meets a value of zero or less.
    ValueError
        If the trees or the shapes differ.

    Notes
    -----
    Every such mean is arithmetic in some function of the scores: the score itself, its
    logarithm, a power. There, a change splits evenly between values and weights; divided
    differences of the function carry it back, level by level. For the geometric mean
    these are logarithmic means. Nothing is left over, and the order in which things
    changed does not matter.

    References
    ----------
    Ang (2005), Energy Policy 33, 867-871 (the geometric case).

    Examples
    --------
    >>> tree = Tree(
    ...     ("index", "a", "b"),
    ...     np.array([-1, 0, 0]),
    ...     np.ones(3),
    ...     np.array([-1, 0, 1]),
    ... )
    >>> found = decompose(
    ...     (tree, np.array([[40.0, 60.0]])), (tree, np.array([[50.0, 50.0]]))
    ... )
    >>> found.total, found.by_value
    (array([0.]), array([[ 5., -5.]]))
    """
    tree = before[0]
    _refuse(before, after)
    powers = {
        parent: power if not isinstance(power, Mapping) else power[tree.codes[parent]]
        for parent, _ in tree.families()
    }
    old, new = (_side(*side, powers) for side in (before, after))
    reach = np.zeros_like(old.scores)
    reach[:, 0] = 1.0
    by_weight = np.zeros_like(reach)
    for parent, children in tree.families():
        within = _family((old, new), parent, children, powers[parent])
        reach[:, children] = reach[:, [parent]] * within[0]
        by_weight[:, children] = reach[:, [parent]] * within[1]
    leaves = tree.leaves
    moved = np.nan_to_num(new.scores[:, leaves] - old.scores[:, leaves])
    total = new.scores[:, 0] - old.scores[:, 0]
    by_value = reach[:, leaves] * moved
    by_value[np.isnan(total)] = np.nan
    by_weight[np.isnan(total)] = np.nan
    return Change(total, by_value, by_weight)


def _refuse(before: tuple[Tree, Floats], after: tuple[Tree, Floats]) -> None:
    old, new = before[0], after[0]
    if old.codes != new.codes or not np.array_equal(old.parents, new.parents):
        message = "the two periods have different trees; build both of the same items"
        raise ValueError(message)
    expected = (len(before[1]), len(old.leaves))
    for table in (before[1], after[1]):
        if table.shape != expected:
            message = f"values of shape {table.shape}; expected {expected}"
            raise ValueError(message)


def _side(tree: Tree, table: Floats, powers: Mapping[int, float]) -> _Side:
    scores = np.full((len(table), len(tree.codes)), np.nan)
    scores[:, tree.leaves] = table
    shares = np.zeros_like(scores)
    for parent, children in reversed(list(tree.families())):
        parts, power = scores[:, children], powers[parent]
        if power != ARITHMETIC and (parts <= 0).any():
            code = tree.codes[parent]
            raise MethodError(
                f"simpul '{code}': rata-rata ini memerlukan nilai di atas nol",
                f"node '{code}': this mean needs values above zero; choose such bounds",
            )
        present = np.where(np.isnan(parts), 0.0, tree.weights[children])
        weight = present.sum(axis=1, keepdims=True)
        np.divide(present, weight, out=present, where=weight > 0)
        shares[:, children] = present
        bent = np.where(present > 0, _bend(parts, power), 0.0)
        mean = _unbend((present * bent).sum(axis=1), power, weight[:, 0] > 0)
        scores[:, parent] = mean
    return _Side(scores, shares)


def _bend(scores: Floats, power: float) -> Floats:
    if power == GEOMETRIC:
        return np.log(scores)
    return scores if power == ARITHMETIC else scores**power


def _unbend(bent: Floats, power: float, there: Bools) -> Floats:
    result = np.full(len(bent), np.nan)
    if power == GEOMETRIC:
        result[there] = np.exp(bent[there])
    elif power == ARITHMETIC:
        result[there] = bent[there]
    else:
        result[there] = bent[there] ** (1 / power)
    return result


def _family(
    sides: tuple[_Side, _Side], parent: int, children: Ints, power: float
) -> tuple[Floats, Floats]:
    """Return points of the parent for a point of each child, and for its share's change."""
    old, new = sides
    shares = old.shares[:, children], new.shares[:, children]
    parts = _filled(old.scores[:, children], new.scores[:, children])
    whole = _filled(old.scores[:, [parent]], new.scores[:, [parent]])
    slope = _slope(*whole, power)
    # what was there only once has no change of value: its share alone changed
    stayed = (shares[0] > 0) & (shares[1] > 0)
    reach = np.where(stayed, (shares[0] + shares[1]) / 2, 0.0)
    reach *= _slope(*parts, power) / slope
    above = _middle(parts, power) - _middle(whole, power)
    return reach, above * (shares[1] - shares[0]) / slope


def _filled(old: Floats, new: Floats) -> tuple[Floats, Floats]:
    """Take what is missing on one side from the other; 1 where both are, to no effect."""
    either = np.where(np.isnan(old), np.where(np.isnan(new), 1.0, new), old)
    return either, np.where(np.isnan(new), either, new)


def _middle(sides: tuple[Floats, Floats], power: float) -> Floats:
    result: Floats = (_bend(sides[0], power) + _bend(sides[1], power)) / 2
    return result


def _slope(old: Floats, new: Floats, power: float) -> Floats:
    """Return the divided difference of the bent scores; where equal, the derivative."""
    if power == ARITHMETIC:
        return np.ones_like(old)
    step = new - old
    grown = np.log1p(step / old)
    if power == GEOMETRIC:
        result, rise = 1.0 / old, grown
    else:
        result = power * old ** (power - 1.0)
        rise = old**power * np.expm1(power * grown)
    np.divide(rise, step, out=result, where=step != 0)
    return result
