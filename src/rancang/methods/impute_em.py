"""Fill what is missing from how the indicators move together, by the EM algorithm."""

from __future__ import annotations

import numpy as np

from rancang.methods.arrays import Bools, Floats
from rancang.methods.framework import MethodError
from rancang.methods.impute import Imputed


MOST_ROUNDS = 2000
TOLERANCE = 1e-10
"""Standard deviations that no filled value moves in the last round."""


def impute_em(values: Floats) -> Imputed:
    """Fill missing values by their expectation in a joint normal distribution.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        NaN where missing. More units than indicators, each indicator with a spread.

    Returns
    -------
    Imputed
        A unit without any value gets the means.

    Raises
    ------
    MethodError
        If there are not more units than indicators, an indicator has no spread or no
        value, indicators determine each other, or the algorithm does not settle.

    Notes
    -----
    Mean and covariance are those of greatest likelihood, given what is observed; a value
    is filled by the regression on what the unit has. Nothing is drawn: the filled values
    have less spread than true ones would.

    References
    ----------
    Dempster, Laird and Rubin (1977), J. R. Stat. Soc. B 39, 1-38; Little and Rubin
    (2002), Statistical Analysis with Missing Data, 2nd ed., section 11.2.

    Examples
    --------
    >>> values = np.array([[1.0, 2.1], [2.0, 3.9], [3.0, 6.0], [4.0, np.nan]])
    >>> impute_em(values).values[3, 1].round(3)
    np.float64(7.9)
    """
    table = np.array(values, dtype=np.float64)
    missing = np.isnan(table)
    _refuse(table, missing)
    if not missing.any():
        return Imputed(table, missing)
    middle = np.nanmean(table, axis=0)
    spread = np.nanstd(table, axis=0)
    filled = _settled((table - middle) / spread, missing)
    result = np.where(missing, filled * spread + middle, table)
    return Imputed(result, missing)


def _refuse(table: Floats, missing: Bools) -> None:
    units, indicators = table.shape
    if units <= indicators:
        raise MethodError(
            f"EM memerlukan lebih banyak unit ({units}) daripada indikator "
            f"({indicators}); kerjakan per simpul",
            f"EM needs more units ({units}) than indicators ({indicators}); work "
            "node by node",
        )
    for number, column in enumerate(table.T):
        there = column[~missing[:, number]]
        if not there.size or np.ptp(there) == 0:
            raise MethodError(
                f"EM: indikator ke-{number + 1} tanpa nilai atau tanpa ragam; keluarkan",
                f"EM: indicator number {number + 1} has no values or no spread; leave "
                "it out",
            )


def _settled(standard: Floats, missing: Bools) -> Floats:
    patterns, members = np.unique(missing, axis=0, return_inverse=True)
    filled = np.where(missing, 0.0, standard)
    mean = filled.mean(axis=0)
    covariance = np.cov(filled.T, bias=True).reshape(len(mean), len(mean))
    for _ in range(MOST_ROUNDS):
        before = filled.copy()
        unsure = np.zeros_like(covariance)
        for number, gone in enumerate(patterns):
            rows = members == number
            unsure += rows.sum() * _expect(filled, rows, gone, (mean, covariance))
        mean = filled.mean(axis=0)
        away = filled - mean
        covariance = (away.T @ away + unsure) / len(filled)
        if np.abs(filled - before).max() <= TOLERANCE:
            return filled
    raise MethodError(
        f"EM belum tenang setelah {MOST_ROUNDS} putaran; pilih cara imputasi lain",
        f"EM has not settled after {MOST_ROUNDS} rounds; choose another imputation",
    )


def _expect(
    filled: Floats, rows: Bools, gone: Bools, normal: tuple[Floats, Floats]
) -> Floats:
    """Fill the rows of one pattern in place; return the covariance that is left."""
    mean, covariance = normal
    left = np.zeros_like(covariance)
    if not gone.any():
        return left
    there = ~gone
    try:
        slopes = np.linalg.solve(
            covariance[np.ix_(there, there)], covariance[np.ix_(there, gone)]
        )
    except np.linalg.LinAlgError as error:
        raise MethodError(
            "EM: ada indikator yang ditentukan penuh oleh yang lain; keluarkan salah satu",
            "EM: some indicators determine each other; leave one of them out",
        ) from error
    away = filled[np.ix_(rows, there)] - mean[there]
    filled[np.ix_(rows, gone)] = mean[gone] + away @ slopes
    left[np.ix_(gone, gone)] = (
        covariance[np.ix_(gone, gone)] - covariance[np.ix_(gone, there)] @ slopes
    )
    return left
