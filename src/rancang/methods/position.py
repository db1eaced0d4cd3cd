"""Where one unit stands among others, on one indicator or score."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from rancang.methods.arrays import Bools, Floats
from rancang.methods.framework import Direction
from rancang.methods.ranking import comparable


PEERS = 8
"""Fewer others than this, and being ahead of or behind most of them says little."""

QUARTER = 0.75
"""Ahead of (or behind) at least this share of the others makes a strength (weakness)."""


class Place(NamedTuple):
    """Where a unit stands.

    ``rank`` is 1 for the best and shared by equals; ``of`` counts the units with a value;
    ``percentile`` is 100 for the best and 0 for the last, NaN for a unit alone;
    ``median`` is in the unit of the values. ``rank`` is None without a value.
    """

    rank: int | None
    of: int
    percentile: float
    median: float


def stand(
    values: Floats, row: int, direction: Direction, among: Bools | None = None
) -> Place:
    """Say where one unit stands among all, or among some.

    Parameters
    ----------
    values : ndarray of float, shape (units,)
        NaN where missing.
    row : int
        The unit.
    direction : {"higher", "lower"}
        Which way is better.
    among : ndarray of bool, shape (units,), optional
        With whom it is compared; the unit itself counts only if it is among them.

    Returns
    -------
    Place

    Examples
    --------
    >>> stand(np.array([6.4, 10.0, 3.1, np.nan]), 0, "lower")
    Place(rank=2, of=3, percentile=50.0, median=6.4)
    """
    ahead, _, equal = _compare(values, row, direction, among)
    group = values if among is None else values[among]
    observed = group[~np.isnan(group)]
    median = float(np.median(observed)) if observed.size else np.nan
    if np.isnan(values[row]) or not equal:
        return Place(None, int(observed.size), np.nan, median)
    others = observed.size - 1
    percentile = 100.0 * (others - ahead) / others if others else np.nan
    return Place(ahead + 1, int(observed.size), percentile, median)


def strength(
    values: Floats, row: int, direction: Direction, among: Bools | None = None
) -> Literal["strength", "weakness", ""]:
    """Say whether a value is a strength or a weakness among peers.

    Parameters
    ----------
    values, row, direction, among
        As in `stand`. Peers are best taken of the same kind: kota with kota.

    Returns
    -------
    {"strength", "weakness", ""}
        A strength is strictly better than at least three quarters (`QUARTER`) of the
        others, a weakness strictly worse than that many; so a value that many share is
        neither. With fewer than `PEERS` others, nothing is said.

    Examples
    --------
    >>> poverty = np.arange(10.0)
    >>> [strength(poverty, unit, "lower") for unit in (0, 5, 9)]
    ['strength', '', 'weakness']
    """
    ahead, behind, equal = _compare(values, row, direction, among)
    others = ahead + behind + equal - 1
    if others < PEERS or not equal:
        return ""
    if behind >= QUARTER * others:
        return "strength"
    return "weakness" if ahead >= QUARTER * others else ""


def _compare(
    values: Floats, row: int, direction: Direction, among: Bools | None
) -> tuple[int, int, int]:
    """Count who is better, worse and equal, the unit itself among the equal."""
    sign = -1.0 if direction == "lower" else 1.0
    signed = comparable(np.asarray(values, dtype=np.float64) * sign)
    group = signed if among is None else signed[among]
    own = signed[row]
    counts = [(group > own).sum(), (group < own).sum(), (group == own).sum()]
    inside = among is None or bool(among[row])
    return int(counts[0]), int(counts[1]), int(counts[2]) if inside else 0
