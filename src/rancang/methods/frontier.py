"""The benefit of the doubt: every unit weighed as it stands best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from rancang.methods.arrays import Floats
from rancang.methods.framework import MethodError


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """What each unit reaches under its own best weights.

    Attributes
    ----------
    scores : ndarray of float, shape (units,)
        0 to 1; 1 for whom some weights make second to none. NaN where a part is missing.
    shares : ndarray of float, shape (units, parts)
        How much each part adds to the unit's score; the rows sum to one. NaN where the
        score is, or is zero.
    """

    scores: Floats
    shares: Floats


def benefit_of_the_doubt(parts: Floats, least: float = 0.0) -> Doubt:
    """Score every unit under the weights that favour it most.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        Normalised, not below zero, higher is better; a unit that lacks any part is left
        out.
    least : float
        Share that every part must add to a unit's score, 0 to below 1 / parts; without
        it a unit may be judged by a single part.

    Returns
    -------
    Doubt

    Raises
    ------
    MethodError
        If a value is below zero, a part has no value above zero, the least share cannot
        be kept, or no unit has all parts.

    Notes
    -----
    For each unit one linear programme: the weights, not negative, that make its weighted
    sum largest while nobody's exceeds one.

    References
    ----------
    Melyn and Moesen (1991), Public Economics Research Paper 17, KU Leuven; Cherchye et
    al. (2007), Soc. Indic. Res. 82, 111-145.

    Examples
    --------
    >>> doubt = benefit_of_the_doubt(np.array([[4.0, 1.0], [2.0, 4.0], [2.0, 2.0]]))
    >>> doubt.scores.round(3)
    array([1.   , 1.   , 0.714])
    """
    whole = ~np.isnan(parts).any(axis=1)
    table = np.ascontiguousarray(parts[whole], dtype=np.float64)
    _refuse(table, least)
    # every part brought to at most 1, which the result does not depend on
    table = table / table.max(axis=0)
    scores = np.full(len(parts), np.nan)
    shares = np.full(parts.shape, np.nan)
    frontier = np.unique(table, axis=0)
    solved = [_favour(row, frontier, least) for row in table]
    adding = np.array(solved) * table
    scores[whole] = adding.sum(axis=1)
    above = scores[whole] > 0
    rows = np.flatnonzero(whole)[above]
    shares[rows] = adding[above] / scores[rows, None]
    return Doubt(scores, shares)


def _favour(row: Floats, others: Floats, least: float) -> Floats:
    """Return the weights that favour one unit."""
    limits = [others]
    bounds = [np.ones(len(others))]
    if least > 0:
        limits.append(least * np.tile(row, (len(row), 1)) - np.diag(row))
        bounds.append(np.zeros(len(row)))
    found = linprog(
        -row, A_ub=np.vstack(limits), b_ub=np.concatenate(bounds), method="highs"
    )
    if found.x is None:
        raise MethodError(
            f"keuntungan dari keraguan: tidak terpecahkan ({found.message})",
            f"benefit of the doubt: not solved ({found.message})",
        )
    weights: Floats = found.x
    return weights


def _refuse(table: Floats, least: float) -> None:
    if not table.size:
        raise MethodError(
            "keuntungan dari keraguan: tidak ada unit yang lengkap; imputasi dahulu",
            "benefit of the doubt: no unit has all parts; impute first",
        )
    if not 0 <= least * table.shape[1] < 1:
        most = 1 / table.shape[1]
        raise MethodError(
            f"keuntungan dari keraguan: bagian paling sedikit {least} harus di bawah "
            f"{most:g}",
            f"benefit of the doubt: the least share {least} must be below {most:g}",
        )
    bad = (table < 0).any(axis=0) | ~(table.max(axis=0) > 0)
    if bad.any():
        place = int(np.flatnonzero(bad)[0]) + 1
        raise MethodError(
            f"keuntungan dari keraguan: bagian ke-{place} bernilai negatif atau nol "
            "semua; pakai minmax dari 0 ke atas",
            f"benefit of the doubt: part {place} is below zero or all zero; use minmax "
            "from 0 upwards",
        )
