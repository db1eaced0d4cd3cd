"""Bring indicators of different units onto one scale, where higher is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from rancang.methods.arrays import Floats


Normalise = Literal["minmax", "zscore"]
NORMALISES: tuple[str, ...] = get_args(Normalise)


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale to bring values onto.

    ``minmax`` maps the worst to ``first`` and the best to ``second``; ``zscore`` gives
    the column mean ``first`` and standard deviation ``second``. Nothing falls below
    ``floor``, if there is one: a geometric mean needs positive numbers.
    """

    kind: Normalise
    first: float
    second: float
    floor: float | None = None

    def __post_init__(self) -> None:
        """Refuse a scale that turns the order round or has no width."""
        if self.kind not in NORMALISES:
            message = f"unknown scale {self.kind!r}; known: {', '.join(NORMALISES)}"
            raise ValueError(message)
        least = self.first if self.kind == "minmax" else 0.0
        if not least < self.second < np.inf:
            message = f"{self.kind}: {self.second} must be above {least}"
            raise ValueError(message)

    @property
    def positive(self) -> bool:
        """Say whether every value on this scale is above zero."""
        lowest = self.first if self.kind == "minmax" else -np.inf
        return max(lowest, -np.inf if self.floor is None else self.floor) > 0

    def spec(self) -> dict[str, str | float]:
        """Return the scale in words and numbers, for a record of the run."""
        keys = {"minmax": ("low", "high"), "zscore": ("mean", "sd")}[self.kind]
        named = dict(zip(keys, (self.first, self.second), strict=True))
        floor = {} if self.floor is None else {"floor": self.floor}
        return {"kind": self.kind, **named, **floor}


def normalise(values: Floats, signs: Floats, scale: Scale) -> Floats:
    """Normalise each column; the sign is applied first, so higher is better after it.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        In the indicators' own units; NaN where missing, and it stays NaN.
    signs : ndarray of float, shape (indicators,)
        1 where higher is better, -1 where lower is.
    scale : Scale
        What to bring the columns onto.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        A column whose observed values are all equal tells nothing: it gets the middle
        of the range (minmax) or the mean (zscore) for every unit.

    Raises
    ------
    ValueError
        If there is not one sign for each column.

    Notes
    -----
    The standard deviation divides by n - 1.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 5.

    Examples
    --------
    >>> normalise(
    ...     np.array([[2.0], [4.0], [8.0]]), np.array([-1.0]), Scale("minmax", 0, 100)
    ... )[:, 0].round(2)
    array([100.  ,  66.67,   0.  ])
    """
    if np.shape(signs) != np.shape(values)[1:]:
        message = f"{len(signs)} signs for {np.shape(values)[1]} indicators"
        raise ValueError(message)
    signed = values * signs
    rows = np.where(np.isnan(signed), np.inf, signed).min(axis=0, initial=np.inf)
    tops = np.where(np.isnan(signed), -np.inf, signed).max(axis=0, initial=-np.inf)
    told = tops > rows  # equal, or nothing observed
    result = np.where(np.isnan(signed), np.nan, _middle(scale))
    one = signed[:, told]
    if scale.kind == "minmax":
        share = (one - rows[told]) / (tops[told] - rows[told])
        result[:, told] = scale.first + (scale.second - scale.first) * share
    else:
        share = (one - np.nanmean(one, axis=0)) / np.nanstd(one, axis=0, ddof=1)
        result[:, told] = scale.first + scale.second * share
    if scale.floor is not None:
        result = np.maximum(result, scale.floor)
    return result


def _middle(scale: Scale) -> float:
    if scale.kind == "zscore":
        return scale.first
    return scale.first + (scale.second - scale.first) / 2
