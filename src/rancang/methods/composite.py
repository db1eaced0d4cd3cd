"""From values to scores: impute, normalise, weight and aggregate through the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from rancang.methods.aggregate import AGGREGATES, Aggregate, weighted_mean
from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.framework import Framework, MethodError, Text
from rancang.methods.impute import IMPUTES, Impute, impute
from rancang.methods.normalise import NORMALISES, Normalise, Scale, normalise
from rancang.methods.ranking import rank
from rancang.methods.weight import INDEX, Tree, build, effective


FLOOR = 0.1
"""Lowest z-score that is used: 4.95 standard deviations below a mean of 10 with sd 2.

A geometric mean needs positive numbers, and a single unit that far below all others says
no more than that it is last.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How a score is made.

    Attributes
    ----------
    impute : str
        One of ``impute.IMPUTES``.
    normalise : str
        One of ``normalise.NORMALISES``.
    bounds : tuple of float
        Worst and best of ``minmax``.
    moments : tuple of float
        Mean and standard deviation of ``zscore``; nothing falls below `FLOOR` then.
    aggregate : str
        One of ``aggregate.AGGREGATES``, at every level of the tree.
    needed : float
        Share of the effective weight a unit must have observed to get a score, 0 to 1.
    """

    impute: Impute = "median"
    normalise: Normalise = "minmax"
    bounds: tuple[float, float] = (0.0, 100.0)
    moments: tuple[float, float] = (10.0, 2.0)
    aggregate: Aggregate = "arithmetic"
    needed: float = 0.5

    def __post_init__(self) -> None:
        """Refuse choices that cannot be carried out together."""
        for name, known in _KNOWN.items():
            if getattr(self, name) not in known:
                message = f"{name}: {getattr(self, name)!r} is not one of {known}"
                raise ValueError(message)
        if not 0 <= self.needed <= 1:
            message = f"needed: {self.needed} is not between 0 and 1"
            raise ValueError(message)
        if self.aggregate == "geometric" and not self.scale.positive:
            message = f"a geometric mean needs bounds above zero, not {self.bounds}"
            raise ValueError(message)

    @property
    def scale(self) -> Scale:
        """Return the scale that values are brought onto."""
        if self.normalise == "zscore":
            return Scale("zscore", *self.moments, floor=FLOOR)
        return Scale("minmax", *self.bounds)

    def spec(self) -> dict[str, Any]:
        """Return the choices in plain JSON types, for a record of the run."""
        return {
            "impute": self.impute,
            "normalise": self.scale.spec(),
            "aggregate": self.aggregate,
            "needed": self.needed,
        }


class Recorded(Protocol):
    """What an assessment tells of how it was made."""

    @property
    def needed(self) -> float:
        """Return the share of the effective weight needed for a score."""
        ...

    def spec(self) -> dict[str, Any]:
        """Return the choices in plain JSON types."""
        ...


class AssessmentError(MethodError):
    """Nothing can be scored; the message says why."""


_KNOWN: dict[str, tuple[str, ...]] = {
    "impute": IMPUTES,
    "normalise": NORMALISES,
    "aggregate": AGGREGATES,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assessment:
    """The scores of all units, and what they rest on.

    Attributes
    ----------
    units : tuple of str
        Codes, one for each row.
    indicators : tuple of str
        Codes of all indicators of the framework, one for each column.
    nodes : tuple of str
        "index", then every dimension and sub-dimension, parents first.
    scores : ndarray of float, shape (units, nodes)
        NaN where a node is not assessed or the unit has no score.
    ranks : ndarray of float, shape (units,)
        By the index; 1 is best, ties share the best, NaN without a score.
    values, normalised : ndarray of float, shape (units, indicators)
        After imputation, and on the common scale; NaN in columns that are not scored.
    imputed : ndarray of bool, shape (units, indicators)
        Which of ``values`` were filled.
    coverage : ndarray of float, shape (units,)
        Share of the effective weight that was observed, 0 to 1.
    dimensions, assessed : tuple of str
        Codes of all dimensions, and of those with something to score.
    tree : Tree
        What was scored.
    choices : Recorded
        `Choices`, or those of a whole method.
    signs : ndarray of float, shape (indicators,)
        -1 where lower is better.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    nodes: tuple[str, ...]
    scores: Floats
    ranks: Floats
    values: Floats
    normalised: Floats
    imputed: Bools
    coverage: Floats
    dimensions: tuple[str, ...]
    assessed: tuple[str, ...]
    tree: Tree
    choices: Recorded
    signs: Floats

    @property
    def index(self) -> Floats:
        """Return the score of each unit on the index."""
        return self.scores[:, 0]

    @property
    def scored(self) -> tuple[str, ...]:
        """Return the codes of the indicators that enter the index."""
        return tuple(self.tree.codes[leaf] for leaf in self.tree.leaves)

    @property
    def unranked(self) -> tuple[str, ...]:
        """Return the units without a score, in the order given."""
        return tuple(
            unit
            for unit, gone in zip(self.units, np.isnan(self.ranks), strict=True)
            if gone
        )

    @property
    def statement(self) -> Text:
        """Say how many of the dimensions the index stands on."""
        found, of = len(self.assessed), len(self.dimensions)
        return Text(f"{found} dari {of} dimensi", f"{found} of {of} dimensions")

    def score(self, node: str) -> Floats:
        """Return the score of each unit on one node.

        Raises
        ------
        ValueError
            If there is no such node.
        """
        return self.scores[:, self.nodes.index(node)]


def assess(
    values: Floats,
    units: Sequence[str],
    framework: Framework,
    choices: Choices,
    groups: Sequence[str | int] | None = None,
) -> Assessment:
    """Score and rank units on every node of a framework.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        In the indicators' own units, columns in the order of
        ``framework.indicators()``; NaN where missing.
    units : sequence of str, length units
        Their codes, each once.
    framework : Framework
        With purpose "assessment".
    choices : Choices
        How to impute, normalise and aggregate.
    groups : sequence, length units, optional
        The group of each unit, for imputation by group.

    Returns
    -------
    Assessment

    Raises
    ------
    AssessmentError
        If the framework is a profile, or there is nothing to score.
    ValueError
        If the shapes do not fit, a unit comes twice, or a value is infinite.

    Notes
    -----
    - Indicators of weight 0 are context and never enter. So do indicators no unit has;
      they are never imputed.
    - A node without any indicator that can be scored is not assessed: its score is NaN
      and its siblings' weights are rescaled to make up the whole.
    - A unit that has observed less than ``choices.needed`` of the effective weight gets
      no score and no rank. What it has observed still counts in the medians and ranges.
    - Without imputation, absent parts are left out and their siblings rescaled, unit by
      unit.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators.

    Examples
    --------
    >>> from rancang.methods.framework import Indicator, Node
    >>> name = Text("x", "x")
    >>> poor = Indicator(code="poor", name=name, unit=name, direction="lower")
    >>> water = Indicator(code="water", name=name, unit=name)
    >>> eco = Node(code="eco", name=name, indicators=(poor, water))
    >>> gov = Node(code="gov", name=name)
    >>> framework = Framework(code="f", version="1", title=name, dimensions=(eco, gov))
    >>> values = np.array([[5.0, 90.0], [15.0, 100.0], [10.0, 80.0]])
    >>> result = assess(values, ["A", "B", "C"], framework, Choices())
    >>> result.index, result.ranks, result.statement.id
    (array([75., 50., 25.]), array([1., 2., 3.]), '1 dari 2 dimensi')
    """
    _refuse(values, units, framework)
    observed = ~np.isnan(values)
    tree = build(framework, observed.any(axis=0))
    if not tree.leaves.size:
        raise AssessmentError(
            "tidak ada indikator berbobot yang bernilai: tidak ada yang dinilai",
            "no indicator with a weight has any value: there is nothing to score",
        )
    columns = tree.columns[tree.leaves]
    coverage = (observed[:, columns] * effective(tree)[tree.leaves]).sum(axis=1)
    signs = np.array(
        [-1.0 if i.direction == "lower" else 1.0 for i in framework.indicators()]
    )
    filled, imputed = _imputed(values, columns, choices, groups)
    normalised = normalise(filled, signs, choices.scale)
    nodes = (INDEX, *(node.code for node in framework.walk()))
    scores = _scores(tree, normalised, nodes, choices.aggregate)
    scores[coverage < choices.needed - 1e-12] = np.nan
    return Assessment(
        units=tuple(units),
        indicators=tuple(i.code for i in framework.indicators()),
        nodes=nodes,
        scores=scores,
        ranks=rank(scores[:, 0]),
        values=filled,
        normalised=normalised,
        imputed=imputed,
        coverage=coverage,
        dimensions=tuple(d.code for d in framework.dimensions),
        assessed=tuple(d.code for d in framework.dimensions if d.code in tree.codes),
        tree=tree,
        choices=choices,
        signs=signs,
    )


def _refuse(values: Floats, units: Sequence[str], framework: Framework) -> None:
    shape = (len(units), len(framework.indicators()))
    if np.shape(values) != shape:
        message = f"values of shape {np.shape(values)}; expected {shape}"
        raise ValueError(message)
    if len(set(units)) != len(units):
        twice = next(unit for unit in units if list(units).count(unit) > 1)
        message = f"unit {twice!r} comes twice"
        raise ValueError(message)
    if framework.purpose != "assessment":
        raise AssessmentError(
            f"kerangka '{framework.code}' adalah profil: dipaparkan, tidak dinilai",
            f"framework '{framework.code}' is a profile: it is told, not scored",
        )
    if np.isinf(values).any():
        row, column = np.argwhere(np.isinf(values))[0]
        code = framework.indicators()[column].code
        message = f"unit {units[row]!r}, indicator {code!r}: the value is infinite"
        raise ValueError(message)


def _imputed(
    values: Floats,
    columns: Ints,
    choices: Choices,
    groups: Sequence[str | int] | None,
) -> tuple[Floats, Bools]:
    filled = np.full(np.shape(values), np.nan)
    where = np.zeros(np.shape(values), dtype=bool)
    filled[:, columns], where[:, columns] = impute(
        values[:, columns], choices.impute, groups
    )
    return filled, where


def _scores(
    tree: Tree, normalised: Floats, nodes: tuple[str, ...], kind: Aggregate
) -> Floats:
    items = np.full((len(normalised), len(tree.codes)), np.nan)
    items[:, tree.leaves] = normalised[:, tree.columns[tree.leaves]]
    for parent, children in reversed(list(tree.families())):
        items[:, parent] = weighted_mean(
            items[:, children], tree.weights[children], kind
        )
    place = {code: item for item, code in enumerate(tree.codes)}
    scores = np.full((len(normalised), len(nodes)), np.nan)
    for column, code in enumerate(nodes):
        if code in place:
            scores[:, column] = items[:, place[code]]
    return scores
