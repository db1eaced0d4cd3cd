"""Two sets of weights beside each other: ranks under each, and who comes and goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.composite import Choices, assess
from rancang.methods.framework import Framework, Node
from rancang.methods.scenario import reweighted
from rancang.methods.selection import Rule, choose


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Basis:
    """What both scenarios share: everything of a run but the weights.

    ``rule`` says who would be proposed; None where nobody has proposed yet.
    """

    values: Floats
    units: Sequence[str]
    groups: Sequence[str]
    framework: Framework
    choices: Choices
    rule: Rule | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A region under both scenarios; ranks are None where it has no score."""

    code: str
    name: str
    province: str
    before: int | None
    after: int | None
    inside_before: bool
    inside_after: bool

    @property
    def change(self) -> int:
        """Return by how many places the second scenario is better for the region."""
        return (self.before or 0) - (self.after or 0)

    @property
    def enters(self) -> bool:
        """Say whether only the second scenario proposes the region."""
        return self.inside_after and not self.inside_before

    @property
    def leaves(self) -> bool:
        """Say whether only the first scenario proposes the region."""
        return self.inside_before and not self.inside_after


@dataclass(frozen=True, slots=True)
class Family:
    """Siblings whose weights can change the index; the dimensions have no parent."""

    parent: Node | None
    nodes: Sequence[Node]


def movable(framework: Framework, scored: Collection[str]) -> Iterator[Family]:
    """Yield the families of nodes whose weights can change the index.

    First the dimensions that are assessed, then the assessed sub-dimensions of each that
    has more than one. ``scored`` are the indicators that enter the index.
    """
    families = [Family(None, framework.dimensions)]
    families += [Family(node, node.children) for node in framework.dimensions]
    for family in families:
        able = [node for node in family.nodes if _scored(node, scored)]
        if len(able) > 1:
            yield Family(family.parent, able)


def _scored(node: Node, scored: Collection[str]) -> bool:
    return any(i.code in scored for i in node.all_indicators())


def compare(
    basis: Basis,
    weights: tuple[Mapping[str, float], Mapping[str, float]],
    names: Mapping[str, tuple[str, str]],
) -> list[Shift]:
    """Return every region under the first and the second weights, by the second rank.

    ``names`` gives name and province of each region. Raises MethodError where weights or
    rule leave nothing to compare.
    """
    (ranks_a, inside_a), (ranks_b, inside_b) = (_placed(basis, w) for w in weights)
    found = [
        Shift(
            code=unit,
            name=names[unit][0],
            province=names[unit][1],
            before=ranks_a[row],
            after=ranks_b[row],
            inside_before=unit in inside_a,
            inside_after=unit in inside_b,
        )
        for row, unit in enumerate(basis.units)
    ]
    last = len(found) + 1
    return sorted(found, key=lambda shift: (shift.after or last, shift.code))


def _placed(
    basis: Basis, weights: Mapping[str, float]
) -> tuple[list[int | None], Collection[str]]:
    tree = reweighted(basis.framework, weights)
    found = assess(basis.values, basis.units, tree, basis.choices, basis.groups)
    ranks = [None if np.isnan(rank) else int(rank) for rank in found.ranks]
    if basis.rule is None:
        return ranks, ()
    return ranks, set(choose(found.index, basis.units, basis.rule))
