"""The units most like one unit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rancang.methods.arrays import Bools, Floats
from rancang.methods.ranking import comparable


class Peer(NamedTuple):
    """A unit's row and how far off it is; ``shared`` is the share of weight compared."""

    row: int
    distance: float
    shared: float


def nearest(
    table: Floats,
    row: int,
    weights: Floats,
    count: int = 5,
    among: Bools | None = None,
) -> tuple[Peer, ...]:
    """Return the units nearest to one, nearest first.

    Parameters
    ----------
    table : ndarray of float, shape (units, indicators)
        On one scale (z-scores, say), so that no indicator counts for its unit of measure;
        NaN where missing.
    row : int
        The unit whose peers are sought.
    weights : ndarray of float, shape (indicators,)
        How much each indicator counts; not negative, not all zero.
    count : int
        How many peers at most.
    among : ndarray of bool, shape (units,), optional
        Who may be a peer: those of the same kind, say.

    Returns
    -------
    tuple of Peer
        Equal distances in the order of the units. A unit that shares less than half of
        the weight is no peer: too little can be compared.

    Raises
    ------
    ValueError
        If a weight is negative, or all are zero.

    Notes
    -----
    The distance is the weighted root mean square difference over the indicators that
    both have, so it is on the scale of the table whatever the number of indicators.

    Examples
    --------
    >>> table = np.array([[0.0, 0.0], [3.0, 4.0], [1.0, 1.0]])
    >>> [(p.row, round(p.distance, 3)) for p in nearest(table, 0, np.ones(2))]
    [(2, 1.0), (1, 3.536)]
    """
    if (weights < 0).any() or weights.sum() <= 0:
        message = "weights must not be negative, and not all be zero"
        raise ValueError(message)
    both = ~np.isnan(table) & ~np.isnan(table[row])
    squares = np.where(both, table - table[row], 0.0) ** 2
    common = both @ weights
    shared = common / weights.sum()
    able = shared >= _ENOUGH
    able[row] = False
    if among is not None:
        able &= among
    rows = np.flatnonzero(able)
    distance = np.sqrt(squares[rows] @ weights / common[rows])
    order = np.argsort(comparable(distance), kind="stable")[:count]
    return tuple(
        Peer(int(rows[o]), float(distance[o]), float(shared[rows[o]])) for o in order
    )


_ENOUGH = 0.5
