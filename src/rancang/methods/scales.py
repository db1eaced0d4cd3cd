"""The ways to bring a table onto a scale: each column by itself, higher is better.

Every function here takes values that already point upwards (those of an indicator where
lower is better come in with their sign turned), keeps NaN where it is and never clips
unless it is told to.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.sums import exact_sum


def minmax(values: Floats, low: float = 0.0, high: float = 100.0) -> Floats:
    """Map the worst of each column to one end and the best to the other.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.
    low, high : float
        The ends, in points.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        NaN in a column without spread.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 5.

    Examples
    --------
    >>> minmax(np.array([[2.0], [4.0], [6.0]]), 1, 100)[:, 0]
    array([  1. ,  50.5, 100. ])
    """
    worst, best = _worst(values), _best(values)
    return _over(values - worst, best - worst) * (high - low) + low


def zscore(values: Floats, mean: float = 0.0, deviation: float = 1.0) -> Floats:
    """Give each column a mean and a standard deviation.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.
    mean, deviation : float
        Of the result; the deviation has n - 1 below.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        NaN in a column without spread. The sums are exact, so neither the order of the
        units nor a shift of all values changes more than the last bits.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 5.

    Examples
    --------
    >>> zscore(np.array([[2.0], [4.0], [6.0]]), 10, 2)[:, 0]
    array([ 8., 10., 12.])
    """
    away = values - _means(values)
    count = (~np.isnan(values)).sum(axis=0)
    squares = exact_sum(np.where(np.isnan(away), 0.0, away**2).T)
    spread = np.sqrt(_over(squares, np.where(count > 1, count - 1.0, 0.0)))
    spread[_worst(values) == _best(values)] = 0.0
    return _over(away, spread) * deviation + mean


def scaled(values: Floats, low: float = 0.0, high: float = 100.0) -> Floats:
    """Measure values between two fixed points, in percent of the way.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.
    low, high : float
        In the unit of the values, as they come in; 0 and 100 leave a percentage as it is.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        Below 0 or above 100 outside the two points.

    References
    ----------
    Cornell, INSEAD and WIPO (2020), The Global Innovation Index, appendix IV.

    Examples
    --------
    >>> scaled(np.array([[2.0], [4.0]]), 0, 5)[:, 0]
    array([40., 80.])
    """
    return (values - low) / (high - low) * 100


def rank_points(values: Floats) -> Floats:
    """Give the worst of each column 1 point, the next 2, and so on.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        Equal values share the lowest of their points.

    Examples
    --------
    >>> rank_points(np.array([[5.0], [9.0], [5.0], [1.0]]))[:, 0]
    array([2., 4., 2., 1.])
    """
    result = np.full(values.shape, np.nan)
    for column, points in zip(values.T, result.T, strict=True):
        there = ~np.isnan(column)
        ordered = np.sort(column[there])
        points[there] = np.searchsorted(ordered, column[there], side="left") + 1.0
    return result


def percentile(values: Floats) -> Floats:
    """Return the share of the others that each unit is strictly better than.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        0 to 1; NaN in a column with a single value.

    Examples
    --------
    >>> percentile(np.array([[5.0], [9.0], [5.0], [1.0]]))[:, 0].round(3)
    array([0.333, 1.   , 0.333, 0.   ])
    """
    others = (~np.isnan(values)).sum(axis=0) - 1.0
    return _over(rank_points(values) - 1, np.maximum(others, 0.0))


def borda(values: Floats) -> Floats:
    """Count the units that each unit is strictly better than.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        0 for the worst.

    References
    ----------
    Borda (1784), Mémoire sur les élections au scrutin.

    Examples
    --------
    >>> borda(np.array([[5.0], [9.0], [5.0], [1.0]]))[:, 0]
    array([1., 3., 1., 0.])
    """
    return rank_points(values) - 1


def goalposts(
    values: Floats,
    posts: tuple[float, float],
    points: float = 100.0,
    *,
    truncate: bool = False,
) -> Floats:
    """Measure values between a lower and an upper goalpost.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.
    posts : tuple of float
        Where 0 and all points are reached, as the values come in: the worse, the better.
    points : float
        What the better post is worth.
    truncate : bool
        Whether a value beyond a post gets the points of that post. Unless it is asked
        for, the value goes on below 0 or above all points.

    Returns
    -------
    ndarray of float, shape (units, indicators)

    References
    ----------
    UNDP (2020), Human Development Report, technical note 1.

    Examples
    --------
    >>> values = np.array([[20.0], [60.0], [100.0]])
    >>> goalposts(values, (20, 85))[:, 0].round(1)
    array([  0. ,  61.5, 123.1])
    >>> goalposts(values, (20, 85), truncate=True)[:, 0].round(1)
    array([  0. ,  61.5, 100. ])
    """
    way = (values - posts[0]) / (posts[1] - posts[0])
    return (np.clip(way, 0.0, 1.0) if truncate else way) * points


def distance_to_maximum(values: Floats) -> Floats:
    """Return 1 less the distance to the best, as a share of the range.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        0 to 1; NaN in a column without spread.

    Examples
    --------
    >>> distance_to_maximum(np.array([[2.0], [3.0], [6.0]]))[:, 0]
    array([0.  , 0.25, 1.  ])
    """
    return _to(values, _best(values), truncate=False)


def distance_to_reference(
    values: Floats, reference: int, *, truncate: bool = False
) -> Floats:
    """Return 1 less the distance to one unit, as a share of its lead over the worst.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.
    reference : int
        Row of the unit; it gets 1.
    truncate : bool
        Whether those who are better get 1 too; else they get more.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        0 for the worst; NaN where the reference has no value, and infinite or NaN where
        it is itself the worst: no distance can be measured by it then.

    Examples
    --------
    >>> distance_to_reference(np.array([[2.0], [4.0], [8.0]]), 1)[:, 0]
    array([0., 1., 3.])
    """
    return _to(values, values[reference], truncate=truncate)


def distance_to_target(
    values: Floats, targets: Floats, *, truncate: bool = False
) -> Floats:
    """Return 1 less the distance to a target, as a share of its lead over the worst.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.
    targets : ndarray of float, shape (indicators,)
        As the values come in: with the sign turned where theirs is.
    truncate : bool
        Whether those beyond the target get 1 too; else they get more.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        0 for the worst. A target below all values turns the order round, and one equal
        to the worst gives infinities: `build` refuses both.

    Examples
    --------
    >>> distance_to_target(np.array([[2.0], [4.0], [8.0]]), np.array([6.0]))[:, 0]
    array([0. , 0.5, 1.5])
    """
    worst = _worst(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        way = (values - worst) / (np.asarray(targets, dtype=np.float64) - worst)
    return np.minimum(way, 1.0) if truncate else way


def fraction_of_maximum(values: Floats) -> Floats:
    """Divide each column by its highest value.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        Higher is better; NaN where missing.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        Only with a maximum above zero is the best 1 and more better: below zero the
        order is turned round, at zero the result is infinite or NaN. `build` refuses
        both.

    Examples
    --------
    >>> fraction_of_maximum(np.array([[2.0], [3.0], [4.0]]))[:, 0]
    array([0.5 , 0.75, 1.  ])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return values / _best(values)


def _to(values: Floats, aim: Floats, *, truncate: bool) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        way = 1 - (aim - values) / (aim - _worst(values))
    return np.minimum(way, 1.0) if truncate else way


def _over(above: Floats, below: Floats) -> Floats:
    result = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    np.divide(above, below, out=result, where=below != 0)
    return result


def _worst(values: Floats) -> Floats:
    return _extreme(values, np.min, np.inf)


def _best(values: Floats) -> Floats:
    return _extreme(values, np.max, -np.inf)


def _extreme(values: Floats, choose: Callable[..., Floats], none: float) -> Floats:
    there = ~np.isnan(values)
    found = choose(np.where(there, values, none), axis=0, initial=none)
    return np.where(there.any(axis=0), found, np.nan)


def _means(values: Floats) -> Floats:
    there = ~np.isnan(values)
    count = there.sum(axis=0).astype(np.float64)
    first = _over(exact_sum(np.where(there, values, 0.0).T), count)
    # once more over what is left, as a mean of large numbers loses its last digits
    left = exact_sum(np.where(there, values - first, 0.0).T)
    return first + _over(left, count)
