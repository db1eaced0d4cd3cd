"""Put the parts of a node together into one score."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from rancang.methods.arrays import Floats


Aggregate = Literal["arithmetic", "geometric"]
AGGREGATES: tuple[str, ...] = get_args(Aggregate)


def weighted_mean(values: Floats, weights: Floats, kind: Aggregate) -> Floats:
    """Return the weighted mean of each row over the parts that are there.

    Parameters
    ----------
    values : ndarray of float, shape (units, parts)
        On one scale, higher is better; NaN where a part is absent.
    weights : ndarray of float, shape (parts,)
        Not negative. They are rescaled to sum to one over the parts present.
    kind : {"arithmetic", "geometric"}
        A geometric mean forgives a weak part less; it needs values above zero.

    Returns
    -------
    ndarray of float, shape (units,)
        NaN for a unit without any part of positive weight.

    Raises
    ------
    ValueError
        If the kind is unknown, or a geometric mean meets a value of zero or less.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 6.

    Examples
    --------
    >>> weighted_mean(
    ...     np.array([[1.0, 4.0, np.nan]]), np.array([1.0, 1.0, 2.0]), "geometric"
    ... )
    array([2.])
    """
    if kind not in AGGREGATES:
        message = f"unknown aggregation {kind!r}; known: {', '.join(AGGREGATES)}"
        raise ValueError(message)
    if kind == "geometric":
        if np.any(values <= 0):
            message = "a geometric mean needs values above zero: choose such bounds"
            raise ValueError(message)
        return np.exp(_arithmetic(np.log(values), weights))
    return _arithmetic(values, weights)


def _arithmetic(values: Floats, weights: Floats) -> Floats:
    there = np.where(np.isnan(values), 0.0, weights)
    total = there.sum(axis=1)
    # summed row by row, so that equal rows give equal bytes wherever they stand
    weighted = np.where(there > 0, values, 0.0) * there
    result = np.full(len(values), np.nan)
    np.divide(weighted.sum(axis=1), total, out=result, where=total > 0)
    return result
