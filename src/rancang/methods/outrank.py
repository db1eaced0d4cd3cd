"""Compare units two by two: who is ahead of whom in how much of the weight."""

from __future__ import annotations

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.framework import MethodError
from rancang.methods.sums import exact_sum


_HALF = 0.5


def outranking(parts: Floats, weights: Floats) -> Floats:
    """Return how much of the weight puts one unit ahead of another.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        Higher is better; NaN where missing.
    weights : ndarray of float, shape (parts,)
        Not negative, not all zero; rescaled to sum to one.

    Returns
    -------
    ndarray of float, shape (units, units)
        Share of the weight in which the unit of the row is ahead of that of the column,
        equal parts counting half for each; 0 on the diagonal. Parts that one of the two
        lacks are left out and the rest rescaled; without any in common each gets half.

    Raises
    ------
    MethodError
        If a weight is below zero, or all are zero.

    References
    ----------
    Munda and Nardo (2009), Appl. Econ. 41, 1513-1523.

    Examples
    --------
    >>> outranking(np.array([[1.0, 5.0], [2.0, 5.0]]), np.array([3.0, 1.0]))
    array([[0.   , 0.125],
           [0.875, 0.   ]])
    """
    if (weights < 0).any() or not weights.sum() > 0:
        raise MethodError(
            "peringkat berpasangan: bobot harus di atas nol",
            "outranking: the weights must be above zero",
        )
    shares = weights / exact_sum(weights)
    ahead = np.zeros((len(parts), len(parts)))
    common = np.zeros_like(ahead)
    for column, share in zip(parts.T, shares, strict=True):
        there = ~np.isnan(column)
        both = there[:, None] & there[None, :]
        more = (column[:, None] > column[None, :]) & both
        same = (column[:, None] == column[None, :]) & both
        ahead += share * (more + _HALF * same)
        common += share * both
    result = np.full_like(ahead, _HALF)
    np.divide(ahead, common, out=result, where=common > 0)
    np.fill_diagonal(result, 0.0)
    return result


def copeland(parts: Floats, weights: Floats, *, as_coinr: bool = False) -> Floats:
    """Count the units that each unit is ahead of, less those that are ahead of it.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        Higher is better; NaN where missing.
    weights : ndarray of float, shape (parts,)
        As in `outranking`.
    as_coinr : bool
        Whether to decide even pairs as COINr does, see below.

    Returns
    -------
    ndarray of float, shape (units,)
        From 1 less the number of units to that number less 1. NaN for a unit without any
        part; it is not counted for the others.

    Raises
    ------
    MethodError
        As in `outranking`.

    Notes
    -----
    One unit is ahead of another when it is so in more of the weight than the other; a
    difference below 1e-12 is none, so that no order decides anything. COINr compares the
    share of the weight with one half to the last bit, and takes one less that share for
    the unit that stands later: where rounding leaves an even pair just under one half,
    the earlier unit loses a point and the later one wins none.

    References
    ----------
    Copeland (1951), A reasonable social welfare function, University of Michigan.

    Examples
    --------
    >>> copeland(np.array([[1.0, 5.0], [2.0, 5.0], [3.0, 1.0]]), np.array([3.0, 1.0]))
    array([-2.,  0.,  2.])
    """
    there = (~np.isnan(parts) & (weights > 0)).any(axis=1)
    result = np.full(len(parts), np.nan)
    if as_coinr:
        lead = _one_sided(parts[there], weights) - _HALF
        np.fill_diagonal(lead, 0.0)
        result[there] = np.sign(lead).sum(axis=1)
    else:
        matrix = outranking(parts[there], weights)
        lead = matrix - matrix.T
        result[there] = np.where(np.abs(lead) > _EVEN, np.sign(lead), 0.0).sum(axis=1)
    return result


_EVEN = 1e-12


def _one_sided(parts: Floats, weights: Floats) -> Floats:
    """Return the shares of the upper triangle, and one less them in the lower."""
    shares = weights / exact_sum(weights)
    result = np.zeros((len(parts), len(parts)))
    for row, unit in enumerate(parts):
        others = parts[row + 1 :]
        ahead = exact_sum(np.where(unit > others, shares, 0.0))
        level = exact_sum(np.where(unit == others, shares, 0.0))
        result[row, row + 1 :] = ahead + level / 2
        result[row + 1 :, row] = 1.0 - result[row, row + 1 :]
    return result
