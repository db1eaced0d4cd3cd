"""Bring every indicator of a table onto the scale its own rule asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from rancang.methods import scales
from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.framework import MethodError
from rancang.methods.method import Normalising, Rules
from rancang.methods.structure import Structure
from rancang.methods.table import Table


class Normalised(NamedTuple):
    """Values on the scale, and where each indicator's scale is turned round.

    ``ends`` has one entry for each indicator: the sum of the two ends of its scale, so
    that ``ends - value`` is the value seen from the other side. NaN where there are none.
    """

    values: Floats
    ends: Floats


# Scales on which an indicator that is the same for all has no place of its own.
_BETWEEN = ("minmax", "zscore", "rank", "percentile", "borda", "maximum")


def normalise_table(
    table: Table, made: Structure, rules: Rules[Normalising]
) -> Normalised:
    """Normalise each indicator by its rule; the direction is applied first.

    Parameters
    ----------
    table : Table
        One column for each of ``made.indicators``, in that order and in their own units.
    made : Structure
        For directions and nodes.
    rules : Rules of Normalising
        Those of a node hold for all indicators below it.

    Returns
    -------
    Normalised
        NaN where a value is missing. An indicator that is the same for all stands in the
        middle of a scale that runs from the worst to the best.

    Raises
    ------
    MethodError
        If a reference unit is unknown or has no value, a target or maximum does not lie
        above the worst value, or no target is given; it names the indicator.

    Examples
    --------
    >>> from rancang.methods.structure import Part, structure
    >>> made = structure(
    ...     [
    ...         Part(code="eco", parent=""),
    ...         Part(code="poor", parent="eco", direction="lower"),
    ...     ]
    ... )
    >>> table = Table(("A", "B"), ("poor",), np.array([[5.0], [10.0]]))
    >>> normalise_table(table, made, Rules(Normalising())).values[:, 0]
    array([100.,   0.])
    """
    signs = np.ones(len(table.codes))
    groups: dict[Normalising, list[int]] = {}
    leaves = made.tree.leaves
    for leaf, column in zip(leaves, made.tree.columns[leaves], strict=True):
        signs[column] = made.signs[leaf]
        rule = rules.at(1, made.path(int(leaf)))
        groups.setdefault(rule, []).append(int(column))
    result = np.full(table.values.shape, np.nan)
    ends = np.full(len(signs), np.nan)
    for rule, columns in groups.items():
        place = np.array(columns, dtype=np.int64)
        ends[place] = _ends(rule, len(table.units))
        signed = table.values[:, place] * signs[place]
        scale = _SCALES[rule.kind]
        result[:, place] = scale(_Asked(table, place, signed, signs[place], rule))
    _settle(table, result, ends, groups)
    return Normalised(result, ends)


class _Asked(NamedTuple):
    """Columns that share a rule, with the sign applied."""

    table: Table
    columns: Ints
    signed: Floats
    signs: Floats
    rule: Normalising

    def refuse(self, which: Bools, indonesian: str, english: str) -> None:
        """Refuse the first column that is bad, by its code."""
        if which.any():
            code = self.table.codes[self.columns[int(np.flatnonzero(which)[0])]]
            kind = self.rule.kind
            raise MethodError(
                f"'{code}', normalisasi {kind}: {indonesian}",
                f"'{code}', normalisation {kind}: {english}",
            )

    @property
    def worst(self) -> Floats:
        """Return the worst signed value of each column."""
        there = np.where(np.isnan(self.signed), np.inf, self.signed)
        return there.min(axis=0, initial=np.inf)


def _goalposts(asked: _Asked) -> Floats:
    rule = asked.rule
    unset = np.full(len(asked.signs), np.isnan(rule.low + rule.high))
    asked.refuse(unset, "tiang belum diisi", "no goalposts are given")
    result = np.empty(asked.signed.shape)
    for number, sign in enumerate(asked.signs):
        posts = (rule.low, rule.high) if sign > 0 else (-rule.high, -rule.low)
        column = asked.signed[:, [number]]
        made = scales.goalposts(column, posts, rule.points, truncate=rule.truncate)
        result[:, number] = made[:, 0]
    return result


def _reference(asked: _Asked) -> Floats:
    code = asked.rule.reference
    if code not in asked.table.units:
        raise MethodError(
            f"normalisasi reference: unit acuan '{code}' tidak ada; pilih unit lain",
            f"normalisation reference: there is no unit '{code}'; choose another",
        )
    row = asked.table.units.index(code)
    at = asked.signed[row]
    asked.refuse(
        ~(at > asked.worst),
        f"unit acuan '{code}' tanpa nilai atau sendiri yang terburuk; pilih unit lain",
        f"the reference '{code}' has no value or is itself the worst; choose another",
    )
    return scales.distance_to_reference(asked.signed, row, truncate=asked.rule.truncate)


def _target(asked: _Asked) -> Floats:
    targets = asked.rule.target * asked.signs
    asked.refuse(np.isnan(targets), "target belum diisi", "no target is given")
    asked.refuse(
        ~(targets > asked.worst),
        "target harus lebih baik daripada nilai terburuk",
        "the target must be better than the worst value",
    )
    return scales.distance_to_target(
        asked.signed, targets, truncate=asked.rule.truncate
    )


def _fraction(asked: _Asked) -> Floats:
    signed = np.where(np.isnan(asked.signed), -np.inf, asked.signed)
    asked.refuse(
        ~(signed.max(axis=0, initial=-np.inf) > 0),
        "nilai terbaik (setelah arah) harus di atas nol; pilih minmax",
        "the best value (after the direction) must be above zero; choose minmax",
    )
    return scales.fraction_of_maximum(asked.signed)


_SCALES: dict[str, Callable[[_Asked], Floats]] = {
    "minmax": lambda a: scales.minmax(a.signed, a.rule.low, a.rule.high),
    "zscore": lambda a: scales.zscore(a.signed, a.rule.mean, a.rule.deviation),
    "scaled": lambda a: scales.scaled(a.signed, a.rule.low, a.rule.high),
    "rank": lambda a: scales.rank_points(a.signed),
    "percentile": lambda a: scales.percentile(a.signed),
    "borda": lambda a: scales.borda(a.signed),
    "goalposts": _goalposts,
    "maximum": lambda a: scales.distance_to_maximum(a.signed),
    "reference": _reference,
    "target": _target,
    "fraction": _fraction,
}


def _ends(rule: Normalising, units: int) -> float:
    return {
        "minmax": rule.low + rule.high,
        "zscore": 2 * rule.mean,
        "scaled": 100.0,
        "rank": units + 1.0,
        "percentile": 1.0,
        "borda": units - 1.0,
        "goalposts": rule.points,
        "maximum": 1.0,
        "reference": 1.0,
        "target": 1.0,
    }.get(rule.kind, np.nan)


def _settle(
    table: Table, result: Floats, ends: Floats, groups: dict[Normalising, list[int]]
) -> None:
    """Put columns without spread in the middle, where the scale runs between values."""
    there = ~np.isnan(table.values)
    low = np.where(there, table.values, np.inf).min(axis=0, initial=np.inf)
    high = np.where(there, table.values, -np.inf).max(axis=0, initial=-np.inf)
    for rule, columns in groups.items():
        if rule.kind in _BETWEEN:
            still = [c for c in columns if low[c] == high[c]]
            middle = np.broadcast_to(ends[still] / 2, (len(result), len(still)))
            result[:, still] = np.where(there[:, still], middle, np.nan)
