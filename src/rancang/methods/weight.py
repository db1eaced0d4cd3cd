"""The tree of what is scored, and what each part of it weighs in the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.framework import Framework, Node


INDEX = "index"
"""The code of the root of the tree."""


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The scored part of a framework, parents before children, the index first.

    Attributes
    ----------
    codes : tuple of str, length items
        The index, then nodes and indicators.
    parents : ndarray of int, shape (items,)
        Position of each item's parent; -1 for the index.
    weights : ndarray of float, shape (items,)
        Weight relative to the siblings, above zero.
    columns : ndarray of int, shape (items,)
        Column of an indicator among all the framework's indicators; -1 for a node.
    """

    codes: tuple[str, ...]
    parents: Ints
    weights: Floats
    columns: Ints

    @property
    def leaves(self) -> Ints:
        """Return the positions of the indicators."""
        return np.flatnonzero(self.columns >= 0)

    def families(self) -> Iterator[tuple[int, Ints]]:
        """Yield each parent with the positions of its children, parents first."""
        for parent in np.flatnonzero(self.columns < 0):
            yield int(parent), np.flatnonzero(self.parents == parent)


@dataclass(frozen=True, slots=True)
class _Item:
    code: str
    parent: int
    weight: float
    column: int


def build(framework: Framework, observed: Bools) -> Tree:
    """Return the tree of what can be scored.

    Parameters
    ----------
    framework : Framework
        Its indicators in the order of ``framework.indicators()``.
    observed : ndarray of bool, shape (indicators,)
        Whether any unit has a value of the indicator.

    Returns
    -------
    Tree
        Without what weighs nothing, without indicators nobody has, and without nodes
        that are left empty. Only the index is left if nothing can be scored.

    Examples
    --------
    >>> from rancang.methods.framework import Indicator, Text
    >>> name = Text("x", "x")
    >>> inside = Indicator(code="poor", name=name, unit=name)
    >>> eco = Node(code="eco", name=name, indicators=(inside,))
    >>> gov = Node(code="gov", name=name)
    >>> framework = Framework(code="f", version="1", title=name, dimensions=(eco, gov))
    >>> build(framework, np.array([True])).codes
    ('index', 'eco', 'poor')
    """
    columns = {i.code: c for c, i in enumerate(framework.indicators())}
    kept = {code: column for code, column in columns.items() if observed[column]}
    items = [_Item(INDEX, -1, 1.0, -1)]
    for dimension in framework.dimensions:
        _add(items, dimension, 0, kept)
    return Tree(
        tuple(item.code for item in items),
        np.array([item.parent for item in items], dtype=np.int64),
        np.array([item.weight for item in items], dtype=np.float64),
        np.array([item.column for item in items], dtype=np.int64),
    )


def _add(items: list[_Item], node: Node, parent: int, columns: dict[str, int]) -> None:
    here = len(items)
    if node.weight > 0:
        items.append(_Item(node.code, parent, node.weight, -1))
        for child in node.children:
            _add(items, child, here, columns)
        items.extend(
            _Item(i.code, here, i.weight, columns[i.code])
            for i in node.indicators
            if i.weight > 0 and i.code in columns
        )
        if len(items) == here + 1:
            items.pop()


def prune(tree: Tree, present: Bools) -> Tree:
    """Return the tree with only some of its indicators, empty nodes left out.

    Parameters
    ----------
    tree : Tree
        Any tree.
    present : ndarray of bool, shape (leaves,)
        Which of ``tree.leaves`` stay.

    Returns
    -------
    Tree

    Examples
    --------
    >>> tree = Tree(
    ...     ("index", "a", "x", "b", "y"),
    ...     np.array([-1, 0, 1, 0, 3]),
    ...     np.ones(5),
    ...     np.array([-1, -1, 0, -1, 1]),
    ... )
    >>> prune(tree, np.array([False, True])).codes
    ('index', 'b', 'y')
    """
    kept = np.zeros(len(tree.codes), dtype=bool)
    kept[tree.leaves[present]] = True
    for item in range(len(kept) - 1, 0, -1):
        kept[tree.parents[item]] |= kept[item]
    kept[0] = True
    moved = np.cumsum(kept) - 1
    parents = np.where(tree.parents < 0, -1, moved[tree.parents])
    codes = tuple(code for code, keep in zip(tree.codes, kept, strict=True) if keep)
    return Tree(codes, parents[kept], tree.weights[kept], tree.columns[kept])


def effective(tree: Tree, weights: Floats | None = None) -> Floats:
    """Return what each item weighs in the whole index.

    Parameters
    ----------
    tree : Tree
        Any tree.
    weights : ndarray of float, shape (..., items), optional
        Sibling weights, one row for each draw; the tree's own if not given.

    Returns
    -------
    ndarray of float, shape (..., items)
        Siblings are rescaled to sum to one and multiplied down the tree; the index is
        1, and the indicators of a tree that has any sum to 1.

    Examples
    --------
    >>> tree = Tree(
    ...     ("index", "a", "x", "y", "b", "z"),
    ...     np.array([-1, 0, 1, 1, 0, 4]),
    ...     np.array([1.0, 2, 1, 3, 2, 1]),
    ...     np.array([-1, -1, 0, 1, -1, 2]),
    ... )
    >>> effective(tree)[tree.leaves]
    array([0.125, 0.375, 0.5  ])
    """
    nominal = tree.weights if weights is None else weights
    result = np.ones_like(nominal)
    for parent, children in tree.families():
        siblings = nominal[..., children]
        share = siblings / siblings.sum(axis=-1, keepdims=True)
        result[..., children] = share * result[..., [parent]]
    return result


def perturb(tree: Tree, spread: float, uniform: Floats) -> Floats:
    """Move every sibling weight by up to a share of itself, either way.

    Parameters
    ----------
    tree : Tree
        Any tree.
    spread : float
        0.25 moves each weight evenly between 75 % and 125 % of itself; 0 moves nothing.
        At least 0 and below 1.
    uniform : ndarray of float, shape (draws, items)
        Drawn evenly from [0, 1).

    Returns
    -------
    ndarray of float, shape (draws, items)
        Sibling weights, not yet rescaled; `effective` rescales them.

    Raises
    ------
    ValueError
        If the spread is out of range.

    Examples
    --------
    >>> tree = Tree(
    ...     ("index", "a"), np.array([-1, 0]), np.array([1.0, 2.0]), np.array([-1, 0])
    ... )
    >>> perturb(tree, 0.25, np.array([[0.5, 0.0]]))
    array([[1. , 1.5]])
    """
    if not 0 <= spread < 1:
        message = f"spread {spread} must be at least 0 and below 1"
        raise ValueError(message)
    return tree.weights * (1.0 + spread * (2.0 * uniform - 1.0))
