"""Statistics of each indicator and what is odd about it; what each unit has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rancang.methods.arrays import Bools, Floats, Ints


_LEAST_SKEW, _LEAST_KURTOSIS = 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where a statistic becomes a flag.

    Attributes
    ----------
    available, nonzero, unique : float
        Least share, 0 to 1: of units with a value, and of those values that are not
        zero, and that differ from each other.
    skew, kurtosis : float
        An indicator is flagged when the absolute skewness and the excess kurtosis are
        both above these.
    """

    available: float = 0.65
    nonzero: float = 0.5
    unique: float = 0.5
    skew: float = 2.0
    kurtosis: float = 3.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statistics:
    """One entry for each indicator, in the order given.

    Attributes
    ----------
    minimum, maximum, mean, median, deviation : ndarray of float, shape (indicators,)
        In the indicator's unit; the standard deviation has n - 1 below.
    skew, kurtosis : ndarray of float, shape (indicators,)
        Corrected for the size of the sample; the kurtosis is in excess of the normal.
    available, nonzero, unique, same : ndarray of int, shape (indicators,)
        How many values there are, are not zero, differ; how often the commonest comes.
    units : int
        How many units there are.
    low_available, low_nonzero, low_unique, outlying : ndarray of bool
        The flags, by the `Thresholds` given.
    """

    minimum: Floats
    maximum: Floats
    mean: Floats
    median: Floats
    deviation: Floats
    skew: Floats
    kurtosis: Floats
    available: Ints
    nonzero: Ints
    unique: Ints
    same: Ints
    units: int
    low_available: Bools
    low_nonzero: Bools
    low_unique: Bools
    outlying: Bools


def statistics(values: Floats, thresholds: Thresholds | None = None) -> Statistics:
    """Describe each indicator by what is there.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        In the indicators' own units; NaN where missing.
    thresholds : Thresholds, optional
        From where on something is flagged.

    Returns
    -------
    Statistics
        NaN where there are too few values: 1 for the range and the means, 2 for the
        deviation, 3 for the skewness, 4 for the kurtosis; the last two are NaN too where
        all values are equal. An indicator without values is flagged for it.

    Raises
    ------
    ValueError
        If a value is infinite.

    References
    ----------
    Joanes and Gill (1998), The Statistician 47, 183-189: G1 and G2.

    Examples
    --------
    >>> found = statistics(np.array([[1.0], [2.0], [2.0], [7.0], [np.nan]]))
    >>> found.mean, found.median, found.available, found.same
    (array([3.]), array([2.]), array([4]), array([2]))
    >>> found.skew.round(6)
    array([1.812802])
    """
    limits = thresholds or Thresholds()
    table = np.asarray(values, dtype=np.float64)
    if np.isinf(table).any():
        column = int(np.flatnonzero(np.isinf(table).any(axis=0))[0])
        message = f"indicator number {column + 1} has an infinite value"
        raise ValueError(message)
    columns = [column[~np.isnan(column)] for column in table.T]
    skew = np.array([skewness(column) for column in columns])
    kurt = np.array([kurtosis(column) for column in columns])
    available = np.array([len(column) for column in columns], dtype=np.int64)
    nonzero = np.array([np.count_nonzero(column) for column in columns], dtype=np.int64)
    counts = [np.unique(column, return_counts=True)[1] for column in columns]
    unique = np.array([len(count) for count in counts], dtype=np.int64)
    return Statistics(
        minimum=_each(columns, np.min, 1),
        maximum=_each(columns, np.max, 1),
        mean=_each(columns, np.mean, 1),
        median=_each(columns, np.median, 1),
        deviation=_each(columns, lambda column: np.std(column, ddof=1), 2),
        skew=skew,
        kurtosis=kurt,
        available=available,
        nonzero=nonzero,
        unique=unique,
        same=np.array([max(count, default=0) for count in counts], dtype=np.int64),
        units=len(table),
        low_available=_below(available, len(table), limits.available),
        low_nonzero=_below(nonzero, available, limits.nonzero),
        low_unique=_below(unique, available, limits.unique),
        outlying=outlying(skew, kurt, limits),
    )


def outlying(skew: Floats, kurt: Floats, limits: Thresholds) -> Bools:
    """Say which indicators are skewed and heavy-tailed enough to look for outliers.

    Parameters
    ----------
    skew, kurt : ndarray of float, any shape
        As in `Statistics`; NaN is never flagged.
    limits : Thresholds
        Both must be passed.

    Returns
    -------
    ndarray of bool, same shape

    Examples
    --------
    >>> outlying(np.array([-2.5, 2.5]), np.array([4.0, 3.0]), Thresholds())
    array([ True, False])
    """
    result: Bools = (np.abs(skew) > limits.skew) & (kurt > limits.kurtosis)
    return result


def skewness(column: Floats) -> float:
    """Return the skewness of a sample, corrected for its size (G1).

    Parameters
    ----------
    column : ndarray of float, shape (n,)
        Without NaN.

    Returns
    -------
    float
        NaN with fewer than 3 values or without spread.

    Examples
    --------
    >>> skewness(np.array([1.0, 2.0, 3.0]))
    0.0
    """
    return skew_and_kurtosis(column)[0]


def kurtosis(column: Floats) -> float:
    """Return the excess kurtosis of a sample, corrected for its size (G2).

    Parameters
    ----------
    column : ndarray of float, shape (n,)
        Without NaN.

    Returns
    -------
    float
        0 for a normal population; NaN with fewer than 4 values or without spread.

    Examples
    --------
    >>> round(kurtosis(np.array([1.0, 2.0, 3.0, 4.0])), 6)
    -1.2
    """
    return skew_and_kurtosis(column)[1]


def skew_and_kurtosis(column: Floats) -> tuple[float, float]:
    """Return the skewness and the kurtosis of a sample at once.

    Parameters
    ----------
    column : ndarray of float, shape (n,)
        Without NaN.

    Returns
    -------
    tuple of float
        As `skewness` and `kurtosis`.

    Examples
    --------
    >>> skew_and_kurtosis(np.array([1.0, 2.0, 3.0]))
    (0.0, nan)
    """
    n = len(column)
    spread = float(column.max() - column.min()) if n >= _LEAST_SKEW else 0.0
    if spread == 0:
        return np.nan, np.nan
    # on the scale of the spread, so that no power of a large number overflows
    away = (column - column.sum() / n) / spread
    square = away * away
    second, third, fourth = square.sum() / n, square @ away / n, square @ square / n
    skew = float(np.sqrt(n * (n - 1)) / (n - 2) * third / second**1.5)
    if n < _LEAST_KURTOSIS:
        return skew, np.nan
    excess = float(fourth / second**2 - 3.0)
    return skew, ((n + 1) * excess + 6.0) * (n - 1) / ((n - 2) * (n - 3))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Availability:
    """What each unit has, one entry for each unit.

    Attributes
    ----------
    missing, zeros : ndarray of int, shape (units,)
        How many indicators have no value, or a value of zero.
    available : ndarray of float, shape (units,)
        Share of the indicators with a value, 0 to 1.
    nonzero : ndarray of float, shape (units,)
        Share of those values that are not zero; NaN for a unit without values.
    """

    missing: Ints
    zeros: Ints
    available: Floats
    nonzero: Floats


def availability(values: Floats) -> Availability:
    """Count what each unit has.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        NaN where missing; at least one indicator.

    Returns
    -------
    Availability

    Examples
    --------
    >>> found = availability(np.array([[1.0, 0.0, np.nan, 2.0]]))
    >>> found.missing, found.zeros, found.available
    (array([1]), array([1]), array([0.75]))
    """
    there = ~np.isnan(values)
    zeros = (values == 0).sum(axis=1)
    count = there.sum(axis=1)
    nonzero = np.full(len(values), np.nan)
    np.divide(count - zeros, count, out=nonzero, where=count > 0)
    return Availability(
        missing=(~there).sum(axis=1),
        zeros=zeros,
        available=count / values.shape[1],
        nonzero=nonzero,
    )


def _each(
    columns: list[Floats], measure: Callable[[Floats], np.float64], least: int
) -> Floats:
    return np.array([measure(c) if len(c) >= least else np.nan for c in columns])


def _below(part: Ints, whole: Ints | int, share: float) -> Bools:
    result: Bools = part < share * np.asarray(whole)
    return result
