"""Leave out units and indicators that have too little, and say which and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rancang.methods.arrays import Bools, Floats
from rancang.methods.framework import MethodError
from rancang.methods.statistics import Availability, availability


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What a unit or an indicator must have to stay.

    Attributes
    ----------
    available : float
        Least share of values that are there, 0 to 1.
    nonzero : float
        Least share of those values that are not zero, 0 to 1. Who has no values at all
        has no such share, and does not fail by it.
    keep, leave : tuple of str
        Codes that stay, or go, whatever they have.
    """

    available: float = 0.0
    nonzero: float = 0.0
    keep: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse shares that are none, and codes that are to stay and to go."""
        for name in ("available", "nonzero"):
            share = getattr(self, name)
            if not 0 <= share <= 1:
                raise MethodError(
                    f"penyaringan: {name} {share} harus di antara 0 dan 1",
                    f"screening: {name} {share} must be between 0 and 1",
                )
        if both := sorted(set(self.keep) & set(self.leave)):
            raise MethodError(
                f"penyaringan: {both[0]} diminta tetap dan diminta keluar; pilih satu",
                f"screening: {both[0]} is to stay and to go; choose one",
            )


@dataclass(frozen=True, slots=True, eq=False)
class Screened:
    """Who stays, and what everyone has.

    Attributes
    ----------
    kept : ndarray of bool, shape (n,)
    having : Availability
        Of the n units or indicators.
    """

    kept: Bools
    having: Availability


def screen_units(values: Floats, units: Sequence[str], rule: Screening) -> Screened:
    """Say which units have enough.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        NaN where missing; at least one indicator.
    units : sequence of str, length units
        Their codes.
    rule : Screening
        What is asked of each.

    Returns
    -------
    Screened
        One entry for each unit.

    Raises
    ------
    MethodError
        If a unit to keep or to leave is unknown, or none is left.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 2.

    Examples
    --------
    >>> values = np.array([[1.0, 2.0], [np.nan, 3.0], [0.0, 4.0]])
    >>> screen_units(values, ["A", "B", "C"], Screening(available=0.6)).kept
    array([ True, False,  True])
    """
    having = availability(values)
    # not below: who has no values at all has no share of zeros
    kept = (having.available >= rule.available) & ~(having.nonzero < rule.nonzero)
    return Screened(_decided(kept, units, rule), having)


def screen_indicators(
    values: Floats, indicators: Sequence[str], rule: Screening
) -> Screened:
    """Say which indicators have enough.

    Parameters
    ----------
    values : ndarray of float, shape (units, indicators)
        NaN where missing; at least one unit.
    indicators : sequence of str, length indicators
        Their codes.
    rule : Screening
        What is asked of each.

    Returns
    -------
    Screened
        One entry for each indicator.

    Raises
    ------
    MethodError
        As in `screen_units`.

    Examples
    --------
    >>> values = np.array([[1.0, 0.0], [np.nan, 0.0], [3.0, 4.0]])
    >>> screen_indicators(values, ["poor", "toll"], Screening(nonzero=0.5)).kept
    array([ True, False])
    """
    return screen_units(np.asarray(values).T, indicators, rule)


def _decided(kept: Bools, codes: Sequence[str], rule: Screening) -> Bools:
    place = {code: number for number, code in enumerate(codes)}
    for code in (*rule.keep, *rule.leave):
        if code not in place:
            raise MethodError(
                f"penyaringan: '{code}' tidak ada; perbaiki kodenya",
                f"screening: there is no '{code}'; mend the code",
            )
    for codes_told, stays in ((rule.keep, True), (rule.leave, False)):
        kept[[place[code] for code in codes_told]] = stays
    if not kept.any():
        raise MethodError(
            f"penyaringan: tidak ada yang tersisa dari {len(codes)}; turunkan ambangnya",
            f"screening: none of {len(codes)} is left; lower the thresholds",
        )
    return kept
