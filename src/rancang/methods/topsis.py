"""Closeness to the best and distance from the worst that could be (TOPSIS)."""

from __future__ import annotations

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.framework import MethodError


def closeness(parts: Floats, weights: Floats) -> Floats:
    """Return how close each unit is to an ideal, against an anti-ideal.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        On one scale, higher is better; NaN where missing.
    weights : ndarray of float, shape (parts,)
        Not negative; rescaled to sum to one.

    Returns
    -------
    ndarray of float, shape (units,)
        0 for the worst of all in every part, 1 for the best of all. Parts that a unit
        lacks are left out for it, the rest rescaled. NaN for a unit without any part.

    Raises
    ------
    MethodError
        If all units are the same in every part, or a weight is below zero or all zero.

    Notes
    -----
    The ideal takes the best value of each part among the units, the anti-ideal the
    worst; distances are Euclidean between weighted parts, which are used as they come:
    normalise them before.

    References
    ----------
    Hwang and Yoon (1981), Multiple Attribute Decision Making, Springer.

    Examples
    --------
    >>> parts = np.array([[0.0, 10.0], [10.0, 10.0], [0.0, 0.0], [3.0, 4.0]])
    >>> closeness(parts, np.ones(2)).round(3)
    array([0.5  , 1.   , 0.   , 0.352])
    """
    held = np.where(np.isnan(parts), 0.0, weights)
    if (weights < 0).any() or not weights.sum() > 0:
        raise MethodError(
            "TOPSIS: bobot harus di atas nol", "TOPSIS: the weights must be above zero"
        )
    best = np.where(np.isnan(parts), -np.inf, parts).max(axis=0, initial=-np.inf)
    worst = np.where(np.isnan(parts), np.inf, parts).min(axis=0, initial=np.inf)
    total = held.sum(axis=1)
    there = total > 0
    shares = held[there] / total[there, None]
    values = np.where(shares > 0, parts[there], 0.0)
    near = _length(shares * (np.where(shares > 0, best, 0.0) - values))
    far = _length(shares * (values - np.where(shares > 0, worst, 0.0)))
    if not (near + far > 0).all():
        raise MethodError(
            "TOPSIS: semua unit sama pada bagian yang ada; keluarkan simpulnya",
            "TOPSIS: all units are the same in the parts there; leave the node out",
        )
    result = np.full(len(parts), np.nan)
    result[there] = far / (near + far)
    return result


def _length(differences: Floats) -> Floats:
    length: Floats = np.sqrt((differences**2).sum(axis=1))
    return length
