"""Sums whose last bits do not depend on the order of what is summed."""

from __future__ import annotations

import numpy as np

from rancang.methods.arrays import Floats


def exact_sum(terms: Floats) -> Floats:
    """Sum along the last axis, carrying what rounding loses.

    Parameters
    ----------
    terms : ndarray of float, shape (..., terms)
        NaN makes the sum NaN.

    Returns
    -------
    ndarray of float, shape (...)
        Rounded once, at the end: as good as a sum in twice the precision. So the order
        of the terms does not move the last bits, and what is equal on paper is equal
        here far more often than with a plain sum. No terms give 0.

    References
    ----------
    Ogita, Rump and Oishi (2005), SIAM J. Sci. Comput. 26, 1955-1988: Sum2.

    Examples
    --------
    >>> exact_sum(np.array([1e16, 1.0, -1e16]))
    array(1.)
    """
    total = np.zeros(terms.shape[:-1])
    lost = np.zeros(terms.shape[:-1])
    for number in range(terms.shape[-1]):
        term = terms[..., number]
        new = total + term
        added = new - total
        lost += (total - (new - added)) + (term - added)
        total = new
    result: Floats = np.asarray(total + lost)
    return result
