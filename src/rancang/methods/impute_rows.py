"""Fill what a unit lacks from what it has in the same node."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rancang.methods.arrays import Floats, Ints
from rancang.methods.impute import Imputed


def impute_rows(values: Floats, signs: Floats, families: Iterable[Ints]) -> Imputed:
    """Fill each missing value by the unit's mean over the indicators of the same node.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        In the indicators' own units; NaN where missing.
    signs : ndarray of float, shape (indicators,)
        1 where higher is better, -1 where lower is.
    families : iterable of ndarray of int
        Columns that belong together, each column once.

    Returns
    -------
    Imputed
        What a unit lacks throughout a node stays missing. A column without spread is
        filled with its only value, and says nothing about the others.

    Notes
    -----
    The mean is taken on the min-max scale, higher is better, and brought back to the
    unit of each indicator. Observed values stay as they are, to the last bit.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 3.

    Examples
    --------
    >>> values = np.array([[0.0, 10.0], [10.0, np.nan], [5.0, 20.0]])
    >>> impute_rows(values, np.array([1.0, -1.0]), [np.array([0, 1])]).values[1, 1]
    np.float64(10.0)
    """
    result = np.array(values, dtype=np.float64)
    signed = result * signs
    for columns in families:
        part = signed[:, columns]
        there = ~np.isnan(part)
        known = there.any(axis=0)
        low = np.where(known, np.where(there, part, np.inf).min(axis=0), np.nan)
        high = np.where(known, np.where(there, part, -np.inf).max(axis=0), np.nan)
        spread = high > low
        share = np.full(part.shape, np.nan)
        np.divide(part - low, high - low, out=share, where=there & spread)
        told = ~np.isnan(share)
        mean = np.full(len(part), np.nan)
        np.divide(
            np.where(told, share, 0.0).sum(axis=1),
            told.sum(axis=1),
            out=mean,
            where=told.any(axis=1),
        )
        by_mean = mean[:, None] * (high - low) + low
        fill = np.where(spread, by_mean, low) * signs[columns]
        result[:, columns] = np.where(there, result[:, columns], fill)
    return Imputed(result, np.isnan(values) & ~np.isnan(result))
