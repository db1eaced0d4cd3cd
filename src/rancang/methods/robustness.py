"""How sure is a rank: the same assessment under many drawn choices."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from rancang.methods.aggregate import AGGREGATES, Aggregate
from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.composite import FLOOR, Assessment, AssessmentError
from rancang.methods.normalise import Scale, normalise
from rancang.methods.ranking import rank_rows
from rancang.methods.weight import Tree, effective, perturb, prune


BLOCK = 256
"""Draws in one matrix product. Fixed, and padded, because the last bits of a product
depend on its shape."""

QUANTILES = (0.05, 0.5, 0.95)

# The limit of one BLAS thread holds for the whole process: two runs at once would lift
# each other's.
_ALONE = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is drawn.

    Every draw moves each sibling weight, at every level of the tree, evenly by up to
    ``spread`` of itself and rescales the siblings; it takes one of ``scales`` and one of
    ``aggregates``, each with equal chance and independently.
    """

    draws: int = 1000
    spread: float = 0.25
    scales: tuple[Scale, ...] = (
        Scale("minmax", 1.0, 100.0),
        Scale("zscore", 10.0, 2.0, floor=FLOOR),
    )
    aggregates: tuple[Aggregate, ...] = ("arithmetic", "geometric")

    def __post_init__(self) -> None:
        """Refuse a plan that cannot be drawn."""
        if self.draws < 1:
            message = f"draws: {self.draws} is below 1"
            raise ValueError(message)
        if not self.scales or not set(self.aggregates) <= set(AGGREGATES):
            message = f"scales and aggregates ({', '.join(AGGREGATES)}) must be given"
            raise ValueError(message)
        needs = "geometric" in self.aggregates
        if not self.aggregates or (needs and not all(s.positive for s in self.scales)):
            message = "a geometric mean needs scales that stay above zero"
            raise ValueError(message)

    def spec(self) -> dict[str, Any]:
        """Return the plan in plain JSON types, for a record of the run."""
        return {
            "draws": self.draws,
            "weights": {
                "distribution": "uniform",
                "spread": self.spread,
                "of": "each sibling weight at each level, then rescaled to sum to one",
            },
            "normalise": [scale.spec() for scale in self.scales],
            "aggregate": list(self.aggregates),
            "crossed": "one of each, with equal chance, independently",
            "quantiles": {"p05": 0.05, "p50": 0.5, "p95": 0.95, "method": "linear"},
        }


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """The outcome of every draw, for the units that have a score.

    Attributes
    ----------
    members : ndarray of int, shape (ranked,)
        Rows of the assessment's units that were drawn; the others have no score.
    units : int
        How many units the assessment has.
    scores : ndarray of float, shape (draws, ranked)
        On the scale of the draw: only to be compared within a row.
    ranks : ndarray of int, shape (draws, ranked)
        1 is best, ties share the best.
    """

    members: Ints
    units: int
    scores: Floats
    ranks: NDArray[np.int32]

    def intervals(self) -> Floats:
        """Return the 5 %, 50 % and 95 % quantile of each unit's rank.

        Returns
        -------
        ndarray of float, shape (units, 3)
            Linear between order statistics; NaN for a unit without a score.
        """
        result = np.full((self.units, len(QUANTILES)), np.nan)
        result[self.members] = np.quantile(self.ranks, QUANTILES, axis=0).T
        return result

    def all_scores(self) -> Floats:
        """Return the scores of all units, NaN for those without a score.

        Returns
        -------
        ndarray of float, shape (draws, units)
        """
        result = np.full((len(self.scores), self.units), np.nan)
        result[:, self.members] = self.scores
        return result


def rank_draws(assessment: Assessment, plan: Plan, rng: np.random.Generator) -> Draws:
    """Score and rank the units again under drawn weights, scales and aggregations.

    Parameters
    ----------
    assessment : Assessment
        Its imputed values and its tree are kept; units without a score stay out.
    plan : Plan
        What is drawn, and how often.
    rng : numpy.random.Generator
        The only source of chance. Two uniform numbers choose scale and aggregation, then
        one moves the weight of each item of the tree, draw after draw.

    Returns
    -------
    Draws

    Raises
    ------
    AssessmentError
        If no unit has a score.

    Notes
    -----
    Where one rule holds at all levels, a tree collapses into effective weights of its
    indicators, so a block of draws is one matrix product; a geometric mean is the same
    product on logarithms. Each scale is computed once. Units that lack different
    indicators (without imputation) are scored pattern by pattern, on the pruned tree.
    The product runs in one thread and in blocks of `BLOCK`, so that the same seed gives
    the same bytes on any number of threads.

    References
    ----------
    Saisana, Saltelli and Tarantola (2005), J. R. Stat. Soc. A 168, 307-323.

    Examples
    --------
    >>> from rancang.methods.composite import Choices, assess
    >>> from rancang.methods.framework import Framework, Indicator, Node, Text
    >>> name = Text("x", "x")
    >>> a, b = (Indicator(code=c, name=name, unit=name) for c in "ab")
    >>> eco = Node(code="eco", name=name, indicators=(a, b))
    >>> framework = Framework(code="f", version="1", title=name, dimensions=(eco,))
    >>> values = np.array([[9.0, 9.0], [5.0, 1.0], [1.0, 5.0]])
    >>> result = assess(values, ["A", "B", "C"], framework, Choices())
    >>> rank_draws(result, Plan(draws=50), np.random.default_rng(1)).intervals()
    array([[1., 1., 1.],
           [2., 3., 3.],
           [2., 2., 3.]])
    """
    members = np.flatnonzero(~np.isnan(assessment.ranks))
    if not members.size:
        needed = f"{100 * assessment.choices.needed:g} %"
        raise AssessmentError(
            f"tidak ada unit yang memiliki {needed} bobot indikator",
            f"no unit has a score: none has {needed} of the indicators' weight",
        )
    tree = assessment.tree
    uniform = rng.random((plan.draws, 2 + len(tree.codes)))
    weights = perturb(tree, plan.spread, uniform[:, 2:])
    scores = np.empty((plan.draws, members.size))
    with _ALONE, threadpool_limits(limits=1, user_api="blas"):
        for s, scale in enumerate(plan.scales):
            table = _table(assessment, scale)[members]
            for a, kind in enumerate(plan.aggregates):
                drawn = _which(
                    uniform, (s, len(plan.scales)), (a, len(plan.aggregates))
                )
                scores[drawn] = _scores(tree, weights[drawn], table, kind)
    return Draws(members, len(assessment.units), scores, _ranks(scores))


def _ranks(scores: Floats) -> NDArray[np.int32]:
    ranks = np.empty(scores.shape, dtype=np.int32)
    for start in range(0, len(scores), BLOCK):
        ranks[start : start + BLOCK] = rank_rows(scores[start : start + BLOCK])
    return ranks


def _which(uniform: Floats, scale: tuple[int, int], kind: tuple[int, int]) -> Ints:
    """Return the draws that take one scale and one aggregation."""
    chosen = [
        np.floor(uniform[:, column] * of).astype(np.int64) == number
        for column, (number, of) in enumerate((scale, kind))
    ]
    return np.flatnonzero(chosen[0] & chosen[1])


def _table(assessment: Assessment, scale: Scale) -> Floats:
    columns = assessment.tree.columns[assessment.tree.leaves]
    return normalise(assessment.values[:, columns], assessment.signs[columns], scale)


def _scores(tree: Tree, weights: Floats, table: Floats, kind: Aggregate) -> Floats:
    """Return the scores, draws x units, of a table of units x leaves."""
    base = np.log(table) if kind == "geometric" else table
    result = np.empty((len(weights), len(table)))
    for units, present in _patterns(table):
        part = prune(tree, present)
        kept = np.isin(tree.codes, part.codes)
        leaf_weights = effective(part, weights[:, kept])[:, part.leaves]
        result[:, units] = _product(leaf_weights, base[np.ix_(units, present)])
    return np.exp(result) if kind == "geometric" else result


def _patterns(table: Floats) -> Iterator[tuple[Ints, Bools]]:
    """Yield the units that have the same indicators, with those indicators."""
    there = ~np.isnan(table)
    if there.all():
        yield np.arange(len(table)), there[0]
        return
    patterns, members = np.unique(there, axis=0, return_inverse=True)
    for number, present in enumerate(patterns):
        yield np.flatnonzero(members == number), present


def _product(weights: Floats, table: Floats) -> Floats:
    result = np.empty((len(weights), len(table)))
    by_leaf = np.ascontiguousarray(table.T)
    for start in range(0, len(weights), BLOCK):
        part = weights[start : start + BLOCK]
        block = np.zeros((BLOCK, weights.shape[1]))
        block[: len(part)] = part
        result[start : start + BLOCK] = (block @ by_leaf)[: len(part)]
    return result
