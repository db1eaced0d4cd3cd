"""Put amounts in proportion: per person, per square kilometre, per rupiah of output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.framework import MethodError


class By(NamedTuple):
    """What an indicator is divided by, and what the ratio is multiplied by.

    ``By("population", 1000)`` makes it per 1,000 people.
    """

    code: str
    factor: float = 1.0


def denominate(
    values: Floats,
    indicators: Sequence[str],
    divisors: Mapping[str, Floats],
    by: Mapping[str, By],
) -> Floats:
    """Divide some indicators by what makes units comparable.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        In the indicators' own units; NaN where missing.
    indicators : sequence of str, length indicators
        Their codes.
    divisors : mapping of str to ndarray of float, shape (units,)
        What can be divided by, by code; NaN where missing.
    by : mapping of str to By
        Which indicator is divided by what. The others stay as they are.

    Returns
    -------
    ndarray of float, shape (units, indicators)
        A copy; NaN where an indicator or its divisor is missing.

    Raises
    ------
    MethodError
        If an indicator or a divisor is unknown, a divisor is not above zero or not
        finite, or a factor is.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 2.

    Examples
    --------
    >>> people = np.array([200.0, 50.0])
    >>> doctors = np.array([[4.0], [2.0]])
    >>> denominate(
    ...     doctors, ["doctor"], {"people": people}, {"doctor": By("people", 1000)}
    ... )[:, 0]
    array([20., 40.])
    """
    result = np.array(values, dtype=np.float64)
    place = {code: column for column, code in enumerate(indicators)}
    for code, (divisor, factor) in by.items():
        if code not in place:
            raise _unknown("indikator", "indicator", code, place)
        if divisor not in divisors:
            raise _unknown("pembagi", "divisor", divisor, divisors)
        below = np.asarray(divisors[divisor], dtype=np.float64)
        _refuse(code, divisor, below, factor)
        # the divisor is scaled, not the ratio, as COINr does
        result[:, place[code]] /= below / factor
    return result


def _unknown(
    indonesian: str, english: str, code: str, known: Mapping[str, object]
) -> MethodError:
    codes = ", ".join(list(known)[:10])
    return MethodError(
        f"{indonesian} '{code}' tidak ada; yang ada: {codes}",
        f"there is no {english} '{code}'; there are: {codes}",
    )


def _refuse(code: str, divisor: str, below: Floats, factor: float) -> None:
    if not (np.isfinite(factor) and factor > 0):
        raise MethodError(
            f"{code}: faktor {factor} harus di atas nol",
            f"{code}: the factor {factor} must be above zero",
        )
    bad = np.flatnonzero((below <= 0) | np.isinf(below))
    if bad.size:
        row, value = int(bad[0]), below[bad[0]]
        raise MethodError(
            f"{code}: pembagi '{divisor}' bernilai {value:g} pada baris {row + 1}; "
            "isi angka di atas nol atau kosongkan",
            f"{code}: divisor '{divisor}' is {value:g} in row {row + 1}; give a number "
            "above zero or leave it missing",
        )
