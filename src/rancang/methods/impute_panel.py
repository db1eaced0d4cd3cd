"""Fill what is missing in a period from other periods of the same unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.framework import MethodError
from rancang.methods.impute import Imputed


Along = Literal["latest", "constant", "linear"]
ALONG: tuple[str, ...] = get_args(Along)

_AXES, _FEWEST = 3, 2  # periods, units, indicators; a panel has two periods at least


def impute_panel(
    values: Floats, times: Sequence[float], along: Along, most: int | None = None
) -> Imputed:
    """Fill missing values from the unit's own values in other periods.

    Parameters
    ----------
    values : ndarray of float, shape (periods, units, indicators)
        NaN where missing.
    times : sequence of float, length periods
        When each period is (a year, say), rising.
    along : {"latest", "constant", "linear"}
        "latest" takes the last value before, never one from later; "constant" the same,
        and the first value there is for periods before it; "linear" goes straight from
        the value before to the one after, and keeps the nearest value beyond both ends.
    most : int, optional
        Most periods to look back; only for "latest". No limit if not given.

    Returns
    -------
    Imputed
        A series without any value stays missing.

    Raises
    ------
    MethodError
        If the way is unknown, there are fewer than two periods, or the times do not rise.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 3.

    Examples
    --------
    >>> series = np.array([np.nan, 2.0, np.nan, np.nan, 8.0]).reshape(5, 1, 1)
    >>> times = [2018, 2019, 2020, 2021, 2022]
    >>> impute_panel(series, times, "linear").values[:, 0, 0]
    array([2., 2., 4., 6., 8.])
    >>> impute_panel(series, times, "latest", most=1).values[:, 0, 0]
    array([nan,  2.,  2., nan,  8.])
    """
    _refuse(values, times, along, most)
    when = np.asarray(times, dtype=np.float64)
    result = np.array(values, dtype=np.float64)
    series = result.reshape(len(when), -1).T
    for line in series:
        there = np.flatnonzero(~np.isnan(line))
        if there.size and there.size < len(line):
            line[:] = _filled(line, there, when, (along, most))
    result = series.T.reshape(values.shape)
    return Imputed(result, np.isnan(values) & ~np.isnan(result))


def _filled(
    line: Floats,
    there: np.ndarray[tuple[int], np.dtype[np.int64]],
    when: Floats,
    way: tuple[Along, int | None],
) -> Floats:
    along, most = way
    if along == "linear":
        between = np.interp(when, when[there], line[there])
        # what was observed stays to the last bit
        return np.where(np.isnan(line), between, line)
    every = np.arange(len(line))
    before = np.searchsorted(there, every, side="right") - 1
    source = there[np.maximum(before, 0)]
    filled = line[source]
    if along == "latest":
        back = every - source
        filled[(before < 0) | (back > (len(line) if most is None else most))] = np.nan
    return filled


def _refuse(
    values: Floats, times: Sequence[float], along: str, most: int | None
) -> None:
    if along not in ALONG:
        known = ", ".join(ALONG)
        raise MethodError(
            f"imputasi panel: '{along}' tidak dikenal; pilih {known}",
            f"panel imputation: '{along}' is not known; choose {known}",
        )
    if most is not None and most < 1:
        raise MethodError(
            f"imputasi panel: paling jauh {most} periode; isi 1 atau lebih",
            f"panel imputation: at most {most} periods back; give 1 or more",
        )
    if np.ndim(values) != _AXES or len(values) < _FEWEST:
        raise MethodError(
            "imputasi panel memerlukan sedikitnya dua periode",
            "panel imputation needs at least two periods",
        )
    if len(times) != len(values) or not (np.diff(times) > 0).all():
        raise MethodError(
            f"imputasi panel: waktu {list(times)} harus naik, satu per periode",
            f"panel imputation: the times {list(times)} must rise, one for each period",
        )
