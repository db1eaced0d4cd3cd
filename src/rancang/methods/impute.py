"""Fill what is missing, and remember what was filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, get_args

import numpy as np

from rancang.methods.arrays import Bools, Floats


Impute = Literal["none", "mean", "median", "group_mean", "group_median"]
IMPUTES: tuple[str, ...] = get_args(Impute)


class Imputed(NamedTuple):
    """Values with the missing ones filled, and where that was done."""

    values: Floats
    filled: Bools


def impute(
    values: Floats, method: Impute, groups: Sequence[str | int] | None = None
) -> Imputed:
    """Fill the missing values of each column.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        In the indicators' own units; NaN where missing.
    method : {"none", "mean", "median", "group_mean", "group_median"}
        The column's mean or median, or that of the unit's group.
    groups : sequence of str or int, length units, optional
        The group of each unit; only read by the two group methods. A group without any
        observed value in a column takes the mean or median of the whole column.

    Returns
    -------
    Imputed
        ``values`` is a copy; ``filled`` is True where a value was filled. A column
        without any observed value stays missing.

    Raises
    ------
    ValueError
        If the method is unknown, or needs groups and got none, or got too few or many.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 3.

    Examples
    --------
    >>> impute(np.array([[1.0], [3.0], [np.nan]]), "mean").values[:, 0]
    array([1., 3., 2.])
    """
    if method not in IMPUTES:
        message = f"unknown imputation {method!r}; known are {', '.join(IMPUTES)}"
        raise ValueError(message)
    result = np.array(values, dtype=np.float64)
    if method != "none":
        centre = np.nanmedian if method.endswith("median") else np.nanmean
        if method.startswith("group_"):
            _fill_by_group(result, centre, _labels(groups, len(result)))
        _fill(result, values, centre)
    return Imputed(result, np.isnan(values) & ~np.isnan(result))


def _labels(groups: Sequence[str | int] | None, units: int) -> list[str]:
    if groups is None or len(groups) != units:
        found = "none" if groups is None else str(len(groups))
        message = f"imputing by group needs the group of each of {units} units: {found}"
        raise ValueError(message)
    return [str(group) for group in groups]


def _fill_by_group(
    values: Floats, centre: Callable[..., Floats], labels: list[str]
) -> None:
    _, members = np.unique(labels, return_inverse=True)
    for group in range(members.max(initial=-1) + 1):
        rows = members == group
        part = values[rows]
        _fill(part, values[rows], centre)
        values[rows] = part


def _fill(result: Floats, observed: Floats, centre: Callable[..., Floats]) -> None:
    """Fill what is missing in the result from what was observed in the column."""
    known = ~np.isnan(observed).all(axis=0)
    centres = np.full(known.shape, np.nan)
    centres[known] = centre(observed[:, known], axis=0)
    np.copyto(result, centres, where=np.isnan(result))
