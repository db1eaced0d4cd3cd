"""Weights that the figures themselves suggest: how much the parts differ and agree."""

from __future__ import annotations

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.correlation import correlate
from rancang.methods.framework import MethodError
from rancang.methods.pca import components


def equal(parts: int) -> Floats:
    """Give every part the same weight.

    Parameters
    ----------
    parts : int
        How many there are, at least one.

    Returns
    -------
    ndarray of float, shape (parts,)
        Sum to one.

    Examples
    --------
    >>> equal(4)
    array([0.25, 0.25, 0.25, 0.25])
    """
    return np.full(parts, 1.0 / parts)


def loadings(parts: Floats) -> Floats:
    """Return the loadings of the first principal component, as COINr weights with.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        Normalised, higher is better; a unit that lacks any part is left out.

    Returns
    -------
    ndarray of float, shape (parts,)
        Of unit length; the sign of the whole is such that they sum to more than zero.
        Single ones may be below zero: such parts pull against the others, and no mean
        can take the loadings for weights.

    Raises
    ------
    MethodError
        If fewer than two units have all parts, or a part is the same for all of them.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 6.

    Examples
    --------
    >>> loadings(np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]])).round(3)
    array([0.707, 0.707])
    """
    return components(parts).loadings[:, 0]


def variance_shares(parts: Floats) -> Floats:
    """Weigh each part by its share of the first principal component's variance.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        As in `loadings`.

    Returns
    -------
    ndarray of float, shape (parts,)
        The squared loadings; not negative, and sum to one.

    Raises
    ------
    MethodError
        As in `loadings`.

    References
    ----------
    Nicoletti, Scarpetta and Boylaud (2000), OECD Economics Department Working Papers 226.

    Examples
    --------
    >>> variance_shares(np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]])).round(3)
    array([0.5, 0.5])
    """
    return _shares(loadings(parts) ** 2)


def entropy(parts: Floats) -> Floats:
    """Weigh each part by how unevenly it is spread over the units.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        Normalised, not below zero; NaN where missing.

    Returns
    -------
    ndarray of float, shape (parts,)
        Sum to one; a part that is the same for all weighs nothing.

    Raises
    ------
    MethodError
        If a value is below zero, a part has fewer than two values or only zeros, or all
        parts are the same for all units.

    Notes
    -----
    Unlike other weights these depend on where the scale begins: 1 to 100 gives others
    than 0 to 100.

    References
    ----------
    Shannon (1948), Bell Syst. Tech. J. 27, 379-423; Zeleny (1982), Multiple Criteria
    Decision Making, chapter 7.

    Examples
    --------
    >>> entropy(np.array([[1.0, 3.0], [1.0, 1.0]]))
    array([0., 1.])
    """
    there = ~np.isnan(parts)
    values = np.where(there, parts, 0.0)
    if (values < 0).any():
        raise _bad(
            (values < 0).any(axis=0),
            "bernilai negatif; pakai minmax",
            "has negative values; use minmax",
        )
    total, count = values.sum(axis=0), there.sum(axis=0)
    few = (total == 0) | (count < _FEWEST)
    if few.any():
        raise _bad(
            few, "kosong atau nol semua; keluarkan", "is empty or all zero; drop it"
        )
    share = values / total
    information = share * np.log(np.where(share > 0, share, 1.0))
    spread = 1 + information.sum(axis=0) / np.log(count)
    # an even spread leaves a few last bits
    return _shares(np.where(spread < _NOTHING, 0.0, spread))


_NOTHING, _FEWEST = 1e-14, 2


def critic(parts: Floats) -> Floats:
    """Weigh each part by its contrast and by how little it repeats the others.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        Normalised to one scale; NaN where missing.

    Returns
    -------
    ndarray of float, shape (parts,)
        Sum to one.

    Raises
    ------
    MethodError
        If a part has no spread, or all say the same.

    Notes
    -----
    The standard deviation of a part times the sum of one less its correlations, over
    the units that have both. A single part weighs one.

    References
    ----------
    Diakoulaki, Mavrotas and Papayannakis (1995), Comput. Oper. Res. 22, 763-770.

    Examples
    --------
    >>> critic(np.array([[0.0, 0.0, 1.0], [1.0, 1.0, 0.0], [2.0, 2.0, 1.0]])).round(3)
    array([0.317, 0.317, 0.366])
    """
    if parts.shape[1] == 1:
        return equal(1)
    deviation = np.array([_deviation(column) for column in parts.T])
    still = ~(deviation > 0)
    if still.any():
        raise _bad(still, "tanpa ragam; keluarkan", "has no spread; leave it out")
    conflict = 1.0 - np.nan_to_num(correlate(parts), nan=0.0)
    np.fill_diagonal(conflict, 0.0)
    return _shares(deviation * np.maximum(conflict, 0.0).sum(axis=1))


def _deviation(column: Floats) -> float:
    there = column[~np.isnan(column)]
    # ptp, because the deviation of equal values may keep a last bit
    return float(np.std(there, ddof=1)) if there.size and np.ptp(there) > 0 else 0.0


def _bad(which: np.ndarray, indonesian: str, english: str) -> MethodError:
    place = int(np.flatnonzero(which)[0]) + 1
    return MethodError(
        f"bobot: bagian ke-{place} {indonesian}", f"weights: part {place} {english}"
    )


def _shares(raw: Floats) -> Floats:
    total = raw.sum()
    if not total > 0:
        raise MethodError(
            "bobot: semua bagian sama; pakai bobot yang diberikan atau sama rata",
            "weights: all parts say the same; use given or equal weights",
        )
    return raw / total
