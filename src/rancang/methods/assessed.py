"""A build as an assessment: on all units and the whole framework, to be told and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rancang.methods.arrays import Bools, Floats
from rancang.methods.build import Build
from rancang.methods.composite import Assessment
from rancang.methods.framework import Framework
from rancang.methods.table import Table
from rancang.methods.weight import INDEX, Tree


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choices of a build, and what they came to."""

    found: Build

    @property
    def needed(self) -> float:
        """Return the share of the effective weight needed for a score."""
        return self.found.method.needed.weight

    def spec(self) -> dict[str, Any]:
        """Return the choices in plain JSON types, for a record of the run.

        With the weights that were used, beside what they come to in the whole; with who
        was left out, and every point that was treated.
        """
        found = self.found
        tree = found.structure.tree
        effective = zip(tree.codes, found.effective_weights.tolist(), strict=True)
        return {
            "method": found.method.spec(),
            "weights": dict(zip(tree.codes, tree.weights.tolist(), strict=True)),
            "effective_weights": dict(effective),
            "units_left_out": list(found.units_left_out),
            "indicators_left_out": list(found.indicators_left_out),
            "treated": self.treated(),
        }

    def treated(self) -> list[dict[str, Any]]:
        """Return every treated point: its unit, indicator, treatment and both values."""
        points = self.found.treatment.points
        before, after = self.found.imputed, self.found.treated
        return [
            {
                "unit": before.units[row],
                "indicator": before.codes[column],
                "how": str(points[row, column]),
                "from": float(before.values[row, column]),
                "to": float(after.values[row, column]),
            }
            for row, column in np.argwhere(points != "")
        ]


def assessment_of(
    found: Build, framework: Framework, units: Sequence[str]
) -> Assessment:
    """Return a build as an assessment.

    Parameters
    ----------
    found : Build
        Of the structure of the framework.
    framework : Framework
        What was scored is a part of it.
    units : sequence of str
        All units, who were left out too.

    Returns
    -------
    Assessment
        Who was left out has no score. Its values are those after imputation, in the
        units of the indicators and divided where that was asked; NaN for indicators that
        are not scored. Its tree holds the weights that were used.

    Examples
    --------
    >>> from rancang.methods.build import build
    >>> from rancang.methods.framework import Indicator, Node, Text
    >>> from rancang.methods.method import Method
    >>> from rancang.methods.structure import of_framework
    >>> name = Text("x", "x")
    >>> a, b = (Indicator(code=c, name=name, unit=name) for c in "ab")
    >>> eco, gov = (
    ...     Node(code=c, name=name, indicators=(i,)) for c, i in [("e", a), ("g", b)]
    ... )
    >>> framework = Framework(code="f", version="1", title=name, dimensions=(eco, gov))
    >>> table = Table(("A", "B"), ("a", "b"), np.array([[1.0, 4.0], [2.0, 3.0]]))
    >>> method = Method(allow=frozenset({"single_child"}))
    >>> found = build(table, of_framework(framework), method)
    >>> assessment_of(found, framework, ("A", "B")).index
    array([50., 50.])
    """
    codes = tuple(i.code for i in framework.indicators())
    nodes = (INDEX, *(node.code for node in framework.walk()))
    tree = _tree(found, codes)
    whole = _Whole(tuple(units), codes, found)
    scores = whole.spread(found.scores, nodes)
    return Assessment(
        units=tuple(units),
        indicators=codes,
        nodes=nodes,
        scores=scores,
        ranks=whole.spread(found.ranks, (INDEX,))[:, 0],
        values=whole.spread(found.imputed, codes),
        normalised=whole.spread(found.normalised, codes),
        imputed=whole.marked(found.filled),
        coverage=whole.coverage(),
        dimensions=tuple(d.code for d in framework.dimensions),
        assessed=tuple(d.code for d in framework.dimensions if d.code in tree.codes),
        tree=tree,
        choices=Chosen(found),
        signs=_signs(found, framework, codes),
    )


def to_be_drawn(assessment: Assessment, found: Build) -> Assessment:
    """Return the assessment with the values from which draws begin.

    Parameters
    ----------
    assessment : Assessment
        Of `assessment_of`.
    found : Build
        What it was made of.

    Returns
    -------
    Assessment
        With treated values, and with the directions of nodes carried down to their
        indicators: for `rancang.methods.robustness.rank_draws`, which brings the values
        onto scales of its own.

    Examples
    --------
    >>> from rancang.methods.build import build
    >>> from rancang.methods.framework import Indicator, Node, Text
    >>> from rancang.methods.method import Method
    >>> from rancang.methods.structure import of_framework
    >>> name = Text("x", "x")
    >>> a, b = (Indicator(code=c, name=name, unit=name) for c in "ab")
    >>> eco = Node(code="e", name=name, indicators=(a, b))
    >>> framework = Framework(code="f", version="1", title=name, dimensions=(eco,))
    >>> table = Table(("A", "B"), ("a", "b"), np.array([[1.0, 4.0], [2.0, 3.0]]))
    >>> allow = frozenset({"single_child"})
    >>> method = Method(directions={"e": "lower"}, allow=allow)
    >>> found = build(table, of_framework(framework), method)
    >>> to_be_drawn(assessment_of(found, framework, tuple("AB")), found).signs
    array([-1., -1.])
    """
    whole = _Whole(assessment.units, assessment.indicators, found)
    made = found.structure
    carried = np.ones(len(made.tree.codes))
    for item in range(1, len(carried)):
        carried[item] = made.signs[item] * carried[made.tree.parents[item]]
    signs = assessment.signs.copy()
    for leaf in made.tree.leaves:
        code = made.tree.codes[leaf]
        signs[assessment.indicators.index(code)] = carried[leaf]
    values = whole.spread(found.treated, assessment.indicators)
    return replace(assessment, values=values, signs=signs)


@dataclass(frozen=True, slots=True)
class _Whole:
    """All units and indicators, of which a build has some."""

    units: tuple[str, ...]
    codes: tuple[str, ...]
    found: Build

    def rows(self) -> list[int]:
        place = {unit: row for row, unit in enumerate(self.units)}
        return [place[unit] for unit in self.found.units]

    def columns(self) -> list[int]:
        return [self.codes.index(code) for code in self.found.imputed.codes]

    def spread(self, table: Table, codes: Sequence[str]) -> Floats:
        result = np.full((len(self.units), len(codes)), np.nan)
        place = {code: column for column, code in enumerate(codes)}
        shared = [code for code in table.codes if code in place]
        here = np.ix_(self.rows(), [place[code] for code in shared])
        result[here] = table.columns(shared)
        return result

    def marked(self, marks: Bools) -> Bools:
        result = np.zeros((len(self.units), len(self.codes)), dtype=bool)
        result[np.ix_(self.rows(), self.columns())] = marks
        return result

    def coverage(self) -> Floats:
        result = np.full(len(self.units), np.nan)
        result[self.rows()] = self.found.coverage
        return result


def _tree(found: Build, codes: tuple[str, ...]) -> Tree:
    tree = found.structure.tree
    columns = [codes.index(code) if code in codes else -1 for code in tree.codes]
    return replace(tree, columns=np.array(columns, dtype=np.int64))


def _signs(found: Build, framework: Framework, codes: tuple[str, ...]) -> Floats:
    signs = np.array(
        [-1.0 if i.direction == "lower" else 1.0 for i in framework.indicators()]
    )
    tree = found.structure.tree
    for leaf in tree.leaves:
        signs[codes.index(tree.codes[leaf])] = found.structure.signs[leaf]
    return signs
