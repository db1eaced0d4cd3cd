"""Whether the parts of a node measure one thing: Cronbach's alpha."""

from __future__ import annotations

import numpy as np

from rancang.methods.arrays import Floats


_LEAST = 2


def alpha(parts: Floats) -> float:
    """Return Cronbach's alpha of the parts of a node.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        Normalised, higher is better; NaN where missing.

    Returns
    -------
    float
        1 where all parts say the same, near 0 where they are unrelated, below 0 where
        they work against each other. NaN for fewer than two parts, where two parts have
        no two units in common, or where the sum of the parts does not vary.

    Notes
    -----
    Each covariance is taken over the units that have both parts. The parts are not
    brought to equal spread first: normalise them if they are on different scales.

    References
    ----------
    Cronbach (1951), Psychometrika 16, 297-334.

    Examples
    --------
    >>> alpha(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 3.0]])).__round__(6)
    0.666667
    """
    count = parts.shape[1]
    if count < _LEAST:
        return np.nan
    shared = covariances(parts)
    total = float(shared.sum())
    own = float(np.trace(shared))
    # a total of nothing but rounding is no spread
    if np.isnan(total) or total <= 1e-12 * own or own == 0:
        return np.nan
    return float(count / (count - 1) * (1.0 - own / total))


def covariances(parts: Floats) -> Floats:
    """Return the covariance of each two parts over the units that have both.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        NaN where missing.

    Returns
    -------
    ndarray of float, shape (parts, parts)
        With n - 1 below; NaN where fewer than two units have both.

    Examples
    --------
    >>> covariances(np.array([[1.0, 2.0], [3.0, 8.0], [np.nan, 5.0]]))
    array([[2., 6.],
           [6., 9.]])
    """
    count = parts.shape[1]
    result = np.full((count, count), np.nan)
    for i in range(count):
        for j in range(i, count):
            both = ~np.isnan(parts[:, i]) & ~np.isnan(parts[:, j])
            if both.sum() >= _LEAST:
                first, second = parts[both, i], parts[both, j]
                away = (first - first.mean()) @ (second - second.mean())
                result[i, j] = result[j, i] = away / (both.sum() - 1)
    return result
