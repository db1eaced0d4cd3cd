"""Two runs side by side: what moved, and how much of the order stayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.correlation import correlate
from rancang.methods.ranking import rank


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """Two runs over the units that are in both.

    Attributes
    ----------
    units : tuple of str
        In both runs, in the order of the first.
    ranks : ndarray of float, shape (units, 2)
        In each run, among these units only; NaN for a unit that lacks a score in either.
    moved : ndarray of float, shape (units,)
        Places gained (above zero) or lost from the first run to the second.
    shift, largest : float
        Mean and greatest number of places moved, whichever way; NaN if nobody is ranked.
    spearman, kendall : float
        Agreement of the two orders, -1 to 1.
    only_first, only_second : tuple of str
        Units that are in one run alone.
    """

    units: tuple[str, ...]
    ranks: Floats
    moved: Floats
    shift: float
    largest: float
    spearman: float
    kendall: float
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    def entered(self, size: int) -> tuple[str, ...]:
        """Return the units that come among the first ``size`` only in the second run."""
        inside = self.ranks <= size
        return tuple(u for u, (a, b) in zip(self.units, inside, strict=True) if b > a)

    def left(self, size: int) -> tuple[str, ...]:
        """Return the units that are among the first ``size`` only in the first run."""
        inside = self.ranks <= size
        return tuple(u for u, (a, b) in zip(self.units, inside, strict=True) if a > b)


def compare(
    first: tuple[Sequence[str], Floats], second: tuple[Sequence[str], Floats]
) -> Comparison:
    """Compare the scores of two runs by their order.

    Parameters
    ----------
    first, second : (sequence of str, ndarray of float)
        Units, each once, and their scores; NaN without one. The scales may differ:
        only the order is compared.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        If units and scores differ in number, or a unit comes twice.

    Examples
    --------
    >>> found = compare(
    ...     (["A", "B", "C"], np.array([9.0, 8.0, 7.0])),
    ...     (["C", "A", "D"], np.array([90.0, 80.0, 70.0])),
    ... )
    >>> found.units, found.moved, found.only_first, found.only_second
    (('A', 'C'), array([-1.,  1.]), ('B',), ('D',))
    """
    one, other = _by_unit(*first), _by_unit(*second)
    units = tuple(unit for unit in one if unit in other)
    scores = np.array([[one[u], other[u]] for u in units]).reshape(len(units), 2)
    scores[np.isnan(scores).any(axis=1)] = np.nan
    ranks = np.column_stack([rank(column) for column in scores.T])
    moved = ranks[:, 0] - ranks[:, 1]
    places = np.abs(moved[~np.isnan(moved)])
    left, right = ranks[:, :1], ranks[:, 1:]
    return Comparison(
        units=units,
        ranks=ranks,
        moved=moved,
        shift=float(places.mean()) if places.size else np.nan,
        largest=float(places.max()) if places.size else np.nan,
        spearman=float(correlate(left, right, "spearman")[0, 0]),
        kendall=float(correlate(left, right, "kendall")[0, 0]),
        only_first=tuple(unit for unit in one if unit not in other),
        only_second=tuple(unit for unit in other if unit not in one),
    )


def _by_unit(units: Sequence[str], scores: Floats) -> dict[str, float]:
    found = dict(zip(units, map(float, scores), strict=True))
    if len(found) != len(units):
        twice = next(unit for unit in units if list(units).count(unit) > 1)
        message = f"unit {twice!r} comes twice"
        raise ValueError(message)
    return found
