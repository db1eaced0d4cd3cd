"""Put the parts of a node together into one score."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from rancang.methods.arrays import Bools, Floats
from rancang.methods.sums import exact_sum


Aggregate = Literal["arithmetic", "geometric"]
AGGREGATES: tuple[str, ...] = get_args(Aggregate)

GEOMETRIC, HARMONIC = 0.0, -1.0
"""The powers of `power_mean` that are the geometric and the harmonic mean."""


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

    Notes
    -----
    The division comes last, so the mean of equal parts is exactly that part.
    `power_mean` rescales the weights first, as COINr does; the two differ in the last
    bit.

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
        return power_mean(values, weights, GEOMETRIC)
    there = ~np.isnan(values) & (weights > 0)
    held = np.where(there, weights, 0.0)
    total = exact_sum(np.where(there, values, 0.0) * held)
    return _none(_ratio(total, held), there)


def power_mean(values: Floats, weights: Floats, power: float) -> Floats:
    r"""Return the weighted generalised mean of each row over the parts that are there.

    Parameters
    ----------
    values : ndarray of float, shape (units, parts)
        On one scale, higher is better; NaN where a part is absent.
    weights : ndarray of float, shape (parts,)
        Not negative. They are rescaled to sum to one over the parts present.
    power : float
        1 is the arithmetic, 0 the geometric, -1 the harmonic mean. The lower, the less
        a strong part makes up for a weak one.

    Returns
    -------
    ndarray of float, shape (units,)
        NaN for a unit without any part of positive weight.

    Raises
    ------
    ValueError
        If the power is not finite; if a power of 0 or less meets a value of zero or
        less, or a power other than 1 a negative value.

    Notes
    -----
    .. math:: \left(\sum_i w_i x_i^p \Big/ \sum_i w_i\right)^{1/p}

    At 1 the weights are rescaled before they multiply, and every sum is exact
    (`rancang.methods.sums`): scores and ties are those of COINr to the last bit.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 6.

    Examples
    --------
    >>> values, weights = np.array([[2.0, 6.0, np.nan]]), np.ones(3)
    >>> [power_mean(values, weights, power).round(4).item() for power in (1, 0, -1)]
    [4.0, 3.4641, 3.0]
    """
    if not np.isfinite(power):
        message = f"the power of a mean must be finite, not {power}"
        raise ValueError(message)
    there = ~np.isnan(values) & (weights > 0)
    if np.any(values[there] < least(power)) or np.any(_zero(values[there], power)):
        message = (
            "a geometric mean needs values above zero: choose such bounds"
            if power == GEOMETRIC
            else f"a mean of power {power:g} cannot take values below or at zero"
        )
        raise ValueError(message)
    held = np.where(there, weights, 0.0)
    if power == 1.0:
        return _arithmetic(values, held, there)
    parts = np.where(there, values, 1.0)
    if power == GEOMETRIC:
        return _none(np.exp(_ratio(exact_sum(held * np.log(parts)), held)), there)
    if power == HARMONIC:
        # as sum(w) / sum(w / x), which loses less than two reciprocals
        total = exact_sum(held / parts)
        return _none(_divided(exact_sum(held), total), there)
    ratio = _ratio(exact_sum(held * parts**power), held)
    some = there.any(axis=1)
    return _none(np.where(some, ratio, 1.0) ** (1 / power), there)


def least(power: float) -> float:
    """Return the least value a mean of some power can take.

    Parameters
    ----------
    power : float
        As in `power_mean`.

    Returns
    -------
    float
        Minus infinity for the arithmetic mean, else 0; with a power of 0 or less the
        value itself must be above it.

    Examples
    --------
    >>> least(1.0), least(0.0)
    (-inf, 0.0)
    """
    return -np.inf if power == 1.0 else 0.0


def _zero(values: Floats, power: float) -> Bools:
    zero: Bools = (values == 0) & (power <= 0)
    return zero


def _arithmetic(values: Floats, held: Floats, there: Bools) -> Floats:
    # each row by itself, so that equal rows give equal bytes wherever they stand
    total = exact_sum(held)
    shares = _divided(held, total[:, None])
    return _none(exact_sum(np.where(there, values, 0.0) * shares), there)


def _ratio(total: Floats, held: Floats) -> Floats:
    return _divided(total, exact_sum(held))


def _divided(above: Floats, below: Floats) -> Floats:
    result = np.zeros(np.broadcast_shapes(above.shape, below.shape))
    np.divide(above, below, out=result, where=below != 0)
    return result


def _none(scores: Floats, there: Bools) -> Floats:
    return np.where(there.any(axis=1), scores, np.nan)
