"""Tame outliers: move them to the next value, or bend the scale; say which points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.framework import MethodError
from rancang.methods.statistics import skew_and_kurtosis, skewness


Bend = Literal["log_ct", "log_ct_plus", "log_ct_orig", "log_gii", "box_cox"]
BENDS: tuple[str, ...] = get_args(Bend)

_SHARE = 0.01  # of the range, added so that the lowest value has a logarithm


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """How outliers are tamed.

    An indicator is left as it is when its absolute skewness is below ``skew`` or its
    kurtosis below ``kurtosis``. Else the farthest points on the side of the skew are
    moved to the next value, one value after another, until it passes or ``winsorise``
    points have been moved. If it still fails, the original values are bent.

    Attributes
    ----------
    winsorise : int or None
        Most points to move; 0 moves none, None has no limit. Points with the same value
        move together, so that a few more may be moved.
    bend : str or None
        One of `BENDS`, or None to leave it at what was moved.
    skew, kurtosis : float
        The thresholds.
    power : float
        Of ``box_cox``; 0 is the logarithm.
    """

    winsorise: int | None = 5
    bend: Bend | None = "log_ct"
    skew: float = 2.0
    kurtosis: float = 3.5
    power: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what cannot be carried out."""
        if self.bend is not None and self.bend not in BENDS:
            known = ", ".join(BENDS)
            raise MethodError(
                f"penanganan pencilan: '{self.bend}' tidak dikenal; pilih {known}",
                f"treatment: '{self.bend}' is not known; choose {known}",
            )
        if self.winsorise is not None and self.winsorise < 0:
            raise MethodError(
                f"penanganan pencilan: winsorise {self.winsorise} harus 0 atau lebih",
                f"treatment: winsorise {self.winsorise} must be 0 or more",
            )

    def passes(self, column: Floats) -> bool:
        """Say whether a column needs no treatment; NaN is left out, few values do not."""
        return self.accepts(*skew_and_kurtosis(column[~np.isnan(column)]))

    def accepts(self, skew: float, kurt: float) -> bool:
        """Say whether a skewness and a kurtosis need no treatment; NaN needs none."""
        return not (abs(skew) >= self.skew and kurt >= self.kurtosis)


@dataclass(frozen=True, slots=True, eq=False)
class Treated:
    """The values after treatment, and what was done.

    Attributes
    ----------
    values : ndarray of float, shape (units, indicators)
    points : ndarray of str, shape (units, indicators)
        "winhi" or "winlo" where a point was moved, the name of the bend where the whole
        indicator was bent, else "".
    moved : ndarray of int, shape (indicators,)
        How many points were moved; kept where the indicator was bent after it.
    passed : ndarray of bool, shape (indicators,)
        Whether the indicator passes in the end.
    """

    values: Floats
    points: NDArray[np.str_]
    moved: Ints
    passed: Bools


def treat(values: Floats, treatment: Treatment) -> Treated:
    """Tame the outliers of each column.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        In the indicators' own units; NaN where missing, and it stays NaN.
    treatment : Treatment
        What is done.

    Returns
    -------
    Treated

    Notes
    -----
    A column with fewer than four values, or without spread, has no kurtosis and is left
    as it is.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 5; Becker et
    al. (2022), J. Open Source Softw. 7(78), 4567.

    Examples
    --------
    >>> column = np.array([[1.0], [2.0], [2.0], [3.0], [3.0], [4.0], [90.0]])
    >>> found = treat(column, Treatment())
    >>> found.values[:, 0], found.points[-1, 0]
    (array([1., 2., 2., 3., 3., 4., 4.]), np.str_('winhi'))
    """
    result = np.array(values, dtype=np.float64)
    points = np.full(result.shape, "", dtype="<U11")
    moved = np.zeros(result.shape[1], dtype=np.int64)
    passed = np.ones(result.shape[1], dtype=bool)
    for number, column in enumerate(result.T):
        if not treatment.passes(column):
            tamed, marks, moved[number] = _tame(column, treatment)
            result[:, number], points[:, number] = tamed, marks
            passed[number] = treatment.passes(tamed)
    return Treated(result, points, moved, passed)


def _tame(column: Floats, treatment: Treatment) -> tuple[Floats, NDArray[np.str_], int]:
    tamed, high, low = winsorise(column, treatment)
    points = np.full(len(column), "", dtype="<U11")
    points[high], points[low] = "winhi", "winlo"
    moved = int(high.sum() + low.sum())
    if treatment.bend is None or treatment.passes(tamed):
        return tamed, points, moved
    tamed = bend(column, treatment.bend, treatment.power)
    points = np.where(np.isnan(column), "", treatment.bend)
    return tamed, points, moved


def winsorise(column: Floats, treatment: Treatment) -> tuple[Floats, Bools, Bools]:
    """Move the farthest points of one column to the next value until it passes.

    Parameters
    ----------
    column : ndarray of float, shape (units,)
        NaN where missing.
    treatment : Treatment
        Thresholds and the most points to move.

    Returns
    -------
    tuple of ndarray
        The column, which points were moved down, and which up.

    Notes
    -----
    A point is counted where it stands last: those moved on one side are all that then
    share the extreme value.

    Examples
    --------
    >>> column = np.array([1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 90.0])
    >>> winsorise(column, Treatment())[0]
    array([1., 2., 2., 3., 3., 4., 4.])
    """
    result = np.array(column, dtype=np.float64)
    there = ~np.isnan(result)
    values = result[there]
    high = low = np.zeros(len(values), dtype=bool)
    most = np.inf if treatment.winsorise is None else treatment.winsorise
    skew, kurt = skew_and_kurtosis(values)
    while high.sum() + low.sum() < most and not treatment.accepts(skew, kurt):
        if skew >= 0:
            high = values == values.max()
            values[high] = values[~high].max()
        else:
            low = values == values.min()
            values[low] = values[~low].min()
        skew, kurt = skew_and_kurtosis(values)
    result[there] = values
    moved = np.zeros((2, len(result)), dtype=bool)
    moved[:, there] = high, low
    return result, moved[0], moved[1]


def bend(column: Floats, kind: Bend, power: float = 0.0) -> Floats:
    """Bend the scale of one column, so that large differences far out count less.

    Parameters
    ----------
    column : ndarray of float, shape (units,)
        NaN where missing, and it stays NaN.
    kind : str
        One of `BENDS`:

        - "log_ct": log(x - min + 1 % of the range);
        - "log_ct_plus": the same where the skewness is above zero, else turned round,
          -log(max - x + 1 % of the range);
        - "log_ct_orig": log(x - min + 1);
        - "log_gii": log((max - 1) (x - min) / (max - min) + 1), for a maximum above 1;
        - "box_cox": ((x - min + 1)^power - 1) / power.
    power : float
        Only of "box_cox"; 0 is the logarithm.

    Returns
    -------
    ndarray of float, shape (units,)
        In the order of the values that came in.

    Raises
    ------
    MethodError
        If the column has no spread, or "log_gii" meets a maximum of 1 or less: it would
        turn the order round.

    References
    ----------
    Box and Cox (1964), J. R. Stat. Soc. B 26, 211-252.

    Examples
    --------
    >>> bend(np.array([0.0, 99.0]), "log_ct_orig").round(3)
    array([0.   , 4.605])
    """
    low, high = np.nanmin(column), np.nanmax(column)
    if low == high:
        raise MethodError(
            "nilai yang sama semua tidak dapat dibengkokkan; keluarkan indikatornya",
            "values that are all equal cannot be bent; leave the indicator out",
        )
    if kind == "log_gii" and high <= 1:
        raise MethodError(
            f"log_gii memerlukan nilai tertinggi di atas 1, bukan {high:g}; pilih log_ct",
            f"log_gii needs a maximum above 1, not {high:g}; choose log_ct",
        )
    return _BENT[kind](column, float(low), float(high), power)


def _log_ct(column: Floats, low: float, high: float, _: float) -> Floats:
    return np.log(column - low + _SHARE * (high - low))


def _log_ct_plus(column: Floats, low: float, high: float, power: float) -> Floats:
    if skewness(column[~np.isnan(column)]) > 0:
        return _log_ct(column, low, high, power)
    return -np.log(high + _SHARE * (high - low) - column)


def _log_gii(column: Floats, low: float, high: float, _: float) -> Floats:
    return np.log((high - 1) * (column - low) / (high - low) + 1)


def _box_cox(column: Floats, low: float, _: float, power: float) -> Floats:
    lifted = column - low + 1
    return np.log(lifted) if power == 0 else (lifted**power - 1) / power


_BENT: dict[str, Callable[[Floats, float, float, float], Floats]] = {
    "log_ct": _log_ct,
    "log_ct_plus": _log_ct_plus,
    "log_ct_orig": lambda column, low, high, _: _box_cox(column, low, high, 0.0),
    "log_gii": _log_gii,
    "box_cox": _box_cox,
}
