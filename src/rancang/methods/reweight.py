"""Weights that make parts matter as much as they are meant to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from rancang.methods.arrays import Floats
from rancang.methods.correlation import Correlation, correlate
from rancang.methods.framework import MethodError


TOLERANCE = 1e-6
MOST_STEPS = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Reweighted:
    """The weights found, and what they reach.

    Attributes
    ----------
    weights : ndarray of float, shape (parts,)
        Above zero unless signed, and sum to one.
    correlations : ndarray of float, shape (parts,)
        Of each part with the score that the weights give.
    objective : float
        To balance: the mean squared difference between the wanted and the reached share
        of the sum of correlations. To inform: the sum of correlations.
    """

    weights: Floats
    correlations: Floats
    objective: float


def balance(
    parts: Floats,
    score: Callable[[Floats], Floats],
    importance: Floats | None = None,
    kind: Correlation = "pearson",
    *,
    signed: bool = False,
) -> Reweighted:
    """Find weights under which the correlations with the score are as important as asked.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        NaN where missing.
    score : callable
        Takes weights, shape (parts,), and returns scores, shape (units,).
    importance : ndarray of float, shape (parts,), optional
        Relative; all the same if not given.
    kind : {"pearson", "spearman", "kendall"}
        Of the correlations.
    signed : bool
        Whether weights may fall below zero, as COINr's may. Correlations that cannot be
        balanced otherwise can be so, but no index should be made of it: a better value
        of such a part worsens the score.

    Returns
    -------
    Reweighted

    Raises
    ------
    MethodError
        If an importance is not above zero, or a correlation cannot be taken.

    Notes
    -----
    A search downhill by Nelder and Mead from the wanted importances; unless signed, over
    the logarithms of the weights, so that none can fall to zero or below.

    References
    ----------
    Becker, Saisana, Paruolo and Vandecasteele (2017), Ecol. Indic. 80, 12-22.

    Examples
    --------
    >>> parts = np.array([[1.0, 4.0], [2.0, 2.0], [3.0, 9.0], [4.0, 7.0]])
    >>> found = balance(parts, lambda weights: parts @ weights)
    >>> bool(abs(found.correlations[0] - found.correlations[1]) < 1e-4)
    True
    """
    count = parts.shape[1]
    wanted = np.ones(count) if importance is None else np.asarray(importance, float)
    if wanted.shape != (count,) or not (np.isfinite(wanted) & (wanted > 0)).all():
        raise MethodError(
            f"bobot optimal: {count} tingkat kepentingan harus di atas nol",
            f"optimised weights: {count} importances must be above zero",
        )
    wanted = wanted / wanted.sum()

    def away(correlations: Floats) -> float:
        reached = correlations / correlations.sum()
        return float(np.mean((wanted - reached) ** 2))

    # the logarithm, because near the aim the differences become very small
    aim = (lambda r: float(np.log(away(r) + _TINY)), wanted)
    found = _search(parts, score, aim, kind, _SIGNED if signed else _ABOVE_ZERO)
    return Reweighted(found.weights, found.correlations, away(found.correlations))


def inform(
    parts: Floats, score: Callable[[Floats], Floats], kind: Correlation = "pearson"
) -> Reweighted:
    """Find weights under which the score agrees most with all its parts.

    Parameters
    ----------
    parts, score, kind
        As in `balance`.

    Returns
    -------
    Reweighted

    Raises
    ------
    MethodError
        If a correlation cannot be taken.

    References
    ----------
    Becker, Saisana, Paruolo and Vandecasteele (2017), Ecol. Indic. 80, 12-22.

    Examples
    --------
    >>> parts = np.array([[1.0, 4.0], [2.0, 2.0], [3.0, 9.0], [4.0, 7.0]])
    >>> round(inform(parts, lambda weights: parts @ weights).objective, 3)
    1.824
    """
    even = np.full(parts.shape[1], 1 / parts.shape[1])
    found = _search(parts, score, (lambda r: -float(r.sum()), even), kind)
    return Reweighted(found.weights, found.correlations, -found.objective)


class _Space(NamedTuple):
    """Where the search takes place: from weights, and back to weights."""

    enter: Callable[[Floats], Floats]
    leave: Callable[[Floats], Floats]


def _from_logarithms(place: Floats) -> Floats:
    raw = np.exp(place - place.max())
    weights: Floats = raw / raw.sum()
    return weights


def _from_numbers(place: Floats) -> Floats:
    weights: Floats = place / place.sum()
    return weights


_ABOVE_ZERO = _Space(np.log, _from_logarithms)
_SIGNED = _Space(np.array, _from_numbers)
_TINY = 1e-24


def _search(
    parts: Floats,
    score: Callable[[Floats], Floats],
    aim: tuple[Callable[[Floats], float], Floats],
    kind: Correlation,
    space: _Space = _ABOVE_ZERO,
) -> Reweighted:
    loss, start = aim

    def correlations(weights: Floats) -> Floats:
        found = correlate(parts, score(weights)[:, None], kind)[:, 0]
        if np.isnan(found).any():
            place = int(np.flatnonzero(np.isnan(found))[0]) + 1
            raise MethodError(
                f"bobot optimal: bagian ke-{place} tanpa ragam; keluarkan",
                f"optimised weights: part {place} has no spread; leave it out",
            )
        return found

    def at(place: Floats) -> float:
        return loss(correlations(space.leave(place)))

    place = space.enter(start)
    best = at(place)
    while True:  # the simplex may collapse too early: begin again where it ended
        options = {"xatol": 1e-9, "fatol": 1e-9, "maxiter": MOST_STEPS}
        found = minimize(at, place, method="Nelder-Mead", options=options)
        gained = best - float(found.fun)
        place, best = found.x, min(best, float(found.fun))
        if gained <= TOLERANCE:
            break
    weights = space.leave(place)
    return Reweighted(weights, correlations(weights), best)
