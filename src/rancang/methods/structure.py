"""What is scored, as a tree with directions and levels; what is wrong is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.framework import Direction, Framework, MethodError, Node
from rancang.methods.weight import INDEX, Tree, prune


_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One indicator or node: ``parent`` is empty for the top, which is one."""

    code: str
    parent: str
    weight: float = 1.0
    direction: Direction = "higher"


class StructureError(MethodError):
    """The parts make up no tree; the message names the one to mend."""


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """A tree of parts, parents before children, the top first.

    Attributes
    ----------
    tree : Tree
        ``tree.columns`` are positions in `indicators`; -1 for a node.
    signs : ndarray of float, shape (items,)
        -1 where lower is better, for the indicator or for the node above.
    levels : ndarray of int, shape (items,)
        1 for an indicator, and one more than its highest child for a node.
    """

    tree: Tree
    signs: Floats
    levels: Ints

    @property
    def indicators(self) -> tuple[str, ...]:
        """Return the codes of the indicators, in the order of the columns."""
        leaves = self.tree.leaves
        order = leaves[np.argsort(self.tree.columns[leaves])]
        return tuple(self.tree.codes[item] for item in order)

    def path(self, item: int) -> tuple[str, ...]:
        """Return the codes from an item up to the top."""
        found = []
        while item >= 0:
            found.append(self.tree.codes[item])
            item = int(self.tree.parents[item])
        return tuple(found)

    def turned(self, directions: Mapping[str, Direction]) -> Structure:
        """Return the structure with other directions for some parts.

        Raises
        ------
        StructureError
            If there is no such part.
        """
        signs = self.signs.copy()
        for code, direction in directions.items():
            if code not in self.tree.codes:
                raise StructureError(
                    f"arah: '{code}' tidak ada dalam kerangka; perbaiki kodenya",
                    f"directions: there is no '{code}'; mend the code",
                )
            signs[self.tree.codes.index(code)] = _sign(direction)
        return replace(self, signs=signs)

    def without(self, kept: Bools) -> Structure:
        """Return the structure with some indicators only, empty nodes left out.

        ``kept`` has one entry for each of `indicators`; columns are renumbered.
        """
        leaves = self.tree.leaves
        smaller = prune(self.tree, kept[self.tree.columns[leaves]])
        here = [self.tree.codes.index(code) for code in smaller.codes]
        renumbered = np.where(
            smaller.columns < 0, -1, (np.cumsum(kept) - 1)[smaller.columns]
        )
        tree = replace(smaller, columns=renumbered)
        return Structure(tree, self.signs[here], _levels(tree))


def structure(parts: Iterable[Part]) -> Structure:
    """Join parts to a tree.

    Parameters
    ----------
    parts : iterable of Part
        In any order; what is nobody's parent is an indicator.

    Returns
    -------
    Structure
        Indicators keep the order in which they come.

    Raises
    ------
    StructureError
        If a code comes twice, a parent is unknown, parts go round in a circle, there is
        not one top, or a weight is not above zero.

    Examples
    --------
    >>> made = structure(
    ...     [
    ...         Part(code="poor", parent="eco", direction="lower"),
    ...         Part(code="work", parent="eco"),
    ...         Part(code="eco", parent=""),
    ...     ]
    ... )
    >>> made.tree.codes, made.levels, made.signs
    (('eco', 'poor', 'work'), array([2, 1, 1]), array([ 1., -1.,  1.]))
    """
    given = list(parts)
    _refuse(given)
    children: dict[str, list[Part]] = {part.code: [] for part in given}
    tops = [part for part in given if not part.parent]
    for part in given:
        if part.parent:
            children[part.parent].append(part)
    _refuse_circles(given, children, tops)
    return _joined(tops[0], children, [p.code for p in given if not children[p.code]])


def of_framework(framework: Framework) -> Structure:
    """Return the scored part of a framework.

    Parameters
    ----------
    framework : Framework
        What weighs nothing is context; it and nodes left empty are not taken in.

    Returns
    -------
    Structure
        The top is "index"; indicators in the order of ``framework.indicators()``.

    Raises
    ------
    StructureError
        As in `structure`, or if nothing is to be scored.

    Examples
    --------
    >>> from rancang.methods.framework import Indicator, Text
    >>> name = Text("x", "x")
    >>> poor = Indicator(code="poor", name=name, unit=name, direction="lower")
    >>> context = Indicator(code="people", name=name, unit=name, weight=0.0)
    >>> eco = Node(code="eco", name=name, indicators=(poor, context))
    >>> framework = Framework(code="f", version="1", title=name, dimensions=(eco,))
    >>> of_framework(framework).tree.codes
    ('index', 'eco', 'poor')
    """
    parts = [
        part for dimension in framework.dimensions for part in _parts(dimension, INDEX)
    ]
    if not parts:
        raise StructureError(
            f"kerangka '{framework.code}' tidak punya indikator berbobot; beri bobot",
            f"framework '{framework.code}' has no indicator with a weight; give one",
        )
    return structure([Part(code=INDEX, parent=""), *parts])


def _parts(node: Node, parent: str) -> list[Part]:
    below = [part for child in node.children for part in _parts(child, node.code)]
    below += [
        Part(code=i.code, parent=node.code, weight=i.weight, direction=i.direction)
        for i in node.indicators
        if i.weight > 0
    ]
    if node.weight <= 0 or not below:
        return []
    return [Part(code=node.code, parent=parent, weight=node.weight), *below]


def lone(made: Structure) -> tuple[str, ...]:
    """Return the nodes that have one child only.

    Parameters
    ----------
    made : Structure
        Any.

    Returns
    -------
    tuple of str
        Their codes, parents first.

    Examples
    --------
    >>> lone(structure([Part(code="a", parent=""), Part(code="x", parent="a")]))
    ('a',)
    """
    return tuple(
        made.tree.codes[parent]
        for parent, children in made.tree.families()
        if len(children) < _FEWEST
    )


def _sign(direction: Direction) -> float:
    return -1.0 if direction == "lower" else 1.0


def _refuse(given: list[Part]) -> None:
    counted = Counter(part.code for part in given)
    for part in given:
        if counted[part.code] > 1:
            raise StructureError(
                f"'{part.code}' ada {counted[part.code]} kali; beri kode yang berbeda",
                f"'{part.code}' comes {counted[part.code]} times; give different codes",
            )
        if part.parent and part.parent not in counted:
            raise StructureError(
                f"'{part.code}': induk '{part.parent}' tidak ada; tambahkan atau ganti",
                f"'{part.code}': its parent '{part.parent}' is unknown; add or change it",
            )
        if not (np.isfinite(part.weight) and part.weight > 0):
            raise StructureError(
                f"'{part.code}': bobot {part.weight:g} harus di atas nol; keluarkan bila "
                "tidak dinilai",
                f"'{part.code}': the weight {part.weight:g} must be above zero; leave it "
                "out if it is not to be scored",
            )


def _refuse_circles(
    given: list[Part], children: dict[str, list[Part]], tops: list[Part]
) -> None:
    reached = {part.code for top in tops for part in _below(top, children)}
    for part in given:
        if part.code not in reached:
            raise StructureError(
                f"'{part.code}' berputar: induknya berada di bawahnya sendiri; beri "
                "induk lain",
                f"'{part.code}' goes round in a circle: its parent is below it; give "
                "another parent",
            )
    if len(tops) != 1:
        codes = ", ".join(part.code for part in tops) or "-"
        raise StructureError(
            f"harus ada satu puncak tanpa induk; yang ada: {codes}",
            f"one part must have no parent, the top; there are: {codes}",
        )


def _below(part: Part, children: dict[str, list[Part]]) -> Iterator[Part]:
    yield part
    for child in children[part.code]:
        yield from _below(child, children)


def _joined(
    top: Part, children: dict[str, list[Part]], indicators: list[str]
) -> Structure:
    parts = list(_below(top, children))
    place = {part.code: item for item, part in enumerate(parts)}
    column = {code: number for number, code in enumerate(indicators)}
    tree = Tree(
        tuple(place),
        np.array([place.get(part.parent, -1) for part in parts], dtype=np.int64),
        np.array([part.weight for part in parts], dtype=np.float64),
        np.array([column.get(part.code, -1) for part in parts], dtype=np.int64),
    )
    signs = np.array([_sign(part.direction) for part in parts])
    return Structure(tree, signs, _levels(tree))


def _levels(tree: Tree) -> Ints:
    levels = np.ones(len(tree.codes), dtype=np.int64)
    for item in range(len(levels) - 1, 0, -1):
        parent = tree.parents[item]
        levels[parent] = max(levels[parent], levels[item] + 1)
    return levels
