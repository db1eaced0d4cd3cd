"""Whether assessors agree: intraclass correlations, and how often scores coincide."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy.special import fdtri

from rancang.methods.arrays import Floats


LEVEL = 0.95
"""Coverage of the confidence intervals."""

FORMS = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")
"""By Shrout and Fleiss: of one assessor, and of the mean of all k of them.

ICC(1): each target may have its own assessors. ICC(2): the same assessors for all
targets, a sample of many; absolute agreement. ICC(3): these assessors and no others;
consistency, so that being strict throughout does no harm.
"""


class Form(NamedTuple):
    """An intraclass correlation and its confidence interval; NaN where there is none."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far assessors agree.

    Attributes
    ----------
    forms : tuple of Form
        In the order of `FORMS`; empty with fewer than two targets or assessors.
    targets, assessors : int
        How many targets were scored by every one of how many assessors.
    left_out : int
        Targets that not every assessor scored.
    same, near : float
        Share of pairs of scores on one target that are equal, or at most 1 apart, 0 to
        1; NaN without pairs.
    """

    forms: tuple[Form, ...]
    targets: int
    assessors: int
    left_out: int
    same: float
    near: float

    def form(self, name: str) -> Form:
        """Return the form of a name; with NaN if there is none."""
        nothing = Form(name, np.nan, np.nan, np.nan)
        return next((form for form in self.forms if form.name == name), nothing)


class _Squares(NamedTuple):
    """Mean squares between targets, within, between assessors, and what is left."""

    between: float
    within: float
    assessors: float
    left: float
    n: int
    k: int


def agree(ratings: Floats) -> Agreement:
    """Measure how far assessors agree on the targets that all of them scored.

    Parameters
    ----------
    ratings : ndarray of float, shape (targets, assessors)
        Scores; NaN where an assessor did not score a target.

    Returns
    -------
    Agreement
        Intervals of 95 % by the F distribution. Where scores do not vary at all there is
        nothing to correlate and the forms are NaN; ``same`` still tells.

    References
    ----------
    Shrout and Fleiss (1979), Psychological Bulletin 86, 420-428.
    McGraw and Wong (1996), Psychological Methods 1, 30-46.

    Examples
    --------
    >>> found = agree(np.array([[1.0, 2.0], [2.0, 3.0], [4.0, 5.0]]))
    >>> round(found.form("ICC(3,1)").value, 3), round(found.form("ICC(2,1)").value, 3)
    (1.0, 0.824)
    >>> found.same, found.near
    (0.0, 1.0)
    """
    table = np.asarray(ratings, dtype=np.float64)
    whole = table[~np.isnan(table).any(axis=1)]
    targets, assessors = whole.shape
    apart = _apart(table)
    enough = targets >= _LEAST and assessors >= _LEAST
    return Agreement(
        forms=_forms(_squares(whole)) if enough else (),
        targets=targets,
        assessors=assessors,
        left_out=len(table) - targets,
        same=float((apart == 0).mean()) if apart.size else np.nan,
        near=float((apart <= 1).mean()) if apart.size else np.nan,
    )


_LEAST = 2


def _apart(table: Floats) -> Floats:
    pairs = combinations(range(table.shape[1]), 2)
    found = [np.abs(table[:, one] - table[:, other]) for one, other in pairs]
    apart: Floats = np.concatenate(found) if found else np.empty(0)
    return apart[~np.isnan(apart)]


def _squares(table: Floats) -> _Squares:
    n, k = table.shape
    middle = table.mean()
    rows, columns = table.mean(axis=1), table.mean(axis=0)
    left = table - rows[:, None] - columns[None, :] + middle
    found = (
        k * ((rows - middle) ** 2).sum() / (n - 1),
        ((table - rows[:, None]) ** 2).sum() / (n * (k - 1)),
        n * ((columns - middle) ** 2).sum() / (k - 1),
        (left**2).sum() / ((n - 1) * (k - 1)),
    )
    # what rounding leaves of nothing is nothing
    least = _ROUNDING * float((table**2).mean())
    between, within, assessors, rest = (
        0.0 if square <= least else float(square) for square in found
    )
    return _Squares(between, within, assessors, rest, n, k)


_ROUNDING = 1e-24


def _forms(squares: _Squares) -> tuple[Form, ...]:
    n, k = squares.n, squares.k
    one = _ratio(squares.between, squares.within, (n - 1, n * (k - 1)), k)
    three = _ratio(squares.between, squares.left, (n - 1, (n - 1) * (k - 1)), k)
    singles = (one, _absolute(squares), three)
    means = [[_stepped_up(value, k) for value in form] for form in singles]
    return tuple(
        Form(name, *values)
        for name, values in zip(FORMS, (*singles, *means), strict=True)
    )


def _ratio(
    between: float, error: float, freedom: tuple[int, int], k: int
) -> tuple[float, float, float]:
    """Return a form that follows from one ratio of mean squares, with its interval."""
    if error == 0:
        whole = 1.0 if between > 0 else np.nan
        return whole, whole, whole
    ratio = between / error
    low = ratio / _f(*freedom)
    high = ratio * _f(freedom[1], freedom[0])
    value, below, above = ((f - 1) / (f + k - 1) for f in (ratio, low, high))
    return value, below, above


def _absolute(squares: _Squares) -> tuple[float, float, float]:
    between, _, assessors, left, n, k = squares
    whole = between + (k - 1) * left + k * (assessors - left) / n
    if whole <= 0:
        return np.nan, np.nan, np.nan
    value = (between - left) / whole
    if left == 0 or between == 0:
        known = 1.0 if assessors == 0 and between > 0 else np.nan
        return value, known, known
    part = k * value * assessors / left
    rest = n * (1 + (k - 1) * value) - k * value
    freedom = (k - 1) * (n - 1) * (part + rest) ** 2 / ((n - 1) * part**2 + rest**2)
    spread = k * assessors + (k * n - k - n) * left
    f_low, f_high = _f(n - 1, freedom), _f(freedom, n - 1)
    low = n * (between - f_low * left) / (f_low * spread + n * between)
    high = n * (f_high * between - left) / (spread + n * f_high * between)
    return value, low, high


def _stepped_up(value: float, k: int) -> float:
    """Return the reliability of the mean of k assessors, from that of one."""
    below = 1 + (k - 1) * value
    return k * value / below if below > 0 else np.nan


def _f(first: float, second: float) -> float:
    return float(fdtri(first, second, (1 + LEVEL) / 2))
