"""The steps of a build before the scale: who stays, in what proportion, what is filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.denominate import denominate
from rancang.methods.framework import MethodError
from rancang.methods.impute import Imputed, impute
from rancang.methods.impute_em import impute_em
from rancang.methods.impute_panel import impute_panel
from rancang.methods.impute_rows import impute_rows
from rancang.methods.method import Filling, Method, Rules
from rancang.methods.screen import screen_indicators, screen_units
from rancang.methods.structure import Structure
from rancang.methods.table import Table
from rancang.methods.treat import Treated, Treatment, treat


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What some steps need beside the table.

    Attributes
    ----------
    groups : sequence of str, length units
        The group of each unit, for imputation by group.
    periods : mapping of float to Table
        Other periods, for imputation along them; the table's own may be among them.
    now : float
        The table's own period.
    """

    groups: Sequence[str] | None = None
    periods: Mapping[float, Table] = field(default_factory=dict)
    now: float = np.nan


class Kept(NamedTuple):
    """Which rows and columns stay."""

    units: Bools
    indicators: Bools


def screened(table: Table, method: Method) -> Kept:
    """Say which units and indicators have enough.

    Parameters
    ----------
    table : Table
        Indicators only.
    method : Method
        Its two screenings; the indicators are looked at among the units that stay.

    Returns
    -------
    Kept

    Raises
    ------
    MethodError
        As in ``screen_units``.

    Examples
    --------
    >>> from rancang.methods.screen import Screening
    >>> table = Table(("A", "B"), ("x",), np.array([[1.0], [np.nan]]))
    >>> screened(table, Method(units=Screening(available=1.0))).units
    array([ True, False])
    """
    units = screen_units(table.values, table.units, method.units).kept
    left = table.values[units]
    return Kept(units, screen_indicators(left, table.codes, method.indicators).kept)


def denominated(table: Table, codes: Sequence[str], method: Method) -> Table:
    """Return the indicators, those divided that are to be.

    Parameters
    ----------
    table : Table
        Indicators and what they are divided by.
    codes : sequence of str
        The indicators to return.
    method : Method
        Its denominators.

    Returns
    -------
    Table

    Raises
    ------
    MethodError
        If an indicator or a divisor is unknown, or a divisor is not above zero; it
        names the unit.

    Examples
    --------
    >>> from rancang.methods.denominate import By
    >>> table = Table(("A",), ("doctor", "people"), np.array([[4.0, 200.0]]))
    >>> method = Method(denominate={"doctor": By("people", 1000)})
    >>> denominated(table, ["doctor"], method).values
    array([[20.]])
    """
    divisors = {}
    for by in method.denominate.values():
        divisors[by.code] = column = table.column(by.code)
        if bad := np.flatnonzero(column <= 0).tolist():
            unit = table.units[bad[0]]
            raise MethodError(
                f"unit '{unit}': pembagi '{by.code}' bernilai {column[bad[0]]:g}; isi "
                "angka di atas nol atau kosongkan",
                f"unit '{unit}': the divisor '{by.code}' is {column[bad[0]]:g}; give a "
                "number above zero or leave it missing",
            )
    values = denominate(table.columns(codes), codes, divisors, method.denominate)
    return Table(table.units, tuple(codes), values)


def filled(table: Table, made: Structure, method: Method, beside: Beside) -> Imputed:
    """Fill the missing values of the indicators.

    Parameters
    ----------
    table : Table
        One column for each of ``made.indicators``.
    made : Structure
        For directions, and the nodes within which some ways work.
    method : Method
        Its way of imputation; along periods, its denominators too.
    beside : Beside
        Groups or periods, where the way needs them.

    Returns
    -------
    Imputed

    Raises
    ------
    MethodError
        If what the way needs is not there, or it cannot be carried out.

    Examples
    --------
    >>> from rancang.methods.structure import Part, structure
    >>> made = structure([Part(code="eco", parent=""), Part(code="x", parent="eco")])
    >>> table = Table(("A", "B"), ("x",), np.array([[1.0], [np.nan]]))
    >>> method = Method(impute=Filling(kind="mean"))
    >>> filled(table, made, method, Beside()).values[:, 0]
    array([1., 1.])
    """
    rule = method.impute
    if rule.kind == "panel":
        return _along(table, method, beside)
    if rule.kind == "row_mean":
        signs = np.ones(len(table.codes))
        signs[made.tree.columns[made.tree.leaves]] = made.signs[made.tree.leaves]
        families = [columns for _, columns in _families(made, rule.level)]
        return impute_rows(table.values, signs, families)
    if rule.kind == "em":
        return _em(table, made, rule)
    if rule.kind.startswith("group_") and (
        beside.groups is None or len(beside.groups) != len(table.units)
    ):
        raise MethodError(
            f"imputasi {rule.kind} memerlukan kelompok setiap unit; berikan kelompoknya",
            f"imputation {rule.kind} needs the group of each unit; give the groups",
        )
    return impute(table.values, rule.kind, beside.groups)


def _em(table: Table, made: Structure, rule: Filling) -> Imputed:
    result = table.values.copy()
    for code, columns in _families(made, rule.level):
        try:
            result[:, columns] = impute_em(table.values[:, columns]).values
        except MethodError as error:
            raise MethodError(
                f"simpul '{code}': {error.message.id}",
                f"node '{code}': {error.message.en}",
            ) from error
    return Imputed(result, np.isnan(table.values))


def _families(made: Structure, level: int | None) -> list[tuple[str, Ints]]:
    """Return the columns below each node of a level; all below the top if none is told."""
    tree = made.tree
    if level is None:
        return [(tree.codes[0], np.arange(len(tree.leaves)))]
    owners: dict[int, list[int]] = {}
    for leaf in tree.leaves:
        item = int(leaf)
        # a branch that skips the level belongs to the first node above it
        while made.levels[item] < level and tree.parents[item] >= 0:
            item = int(tree.parents[item])
        owners.setdefault(item, []).append(int(tree.columns[leaf]))
    return [(tree.codes[i], np.array(columns)) for i, columns in owners.items()]


def _along(table: Table, method: Method, beside: Beside) -> Imputed:
    if np.isnan(beside.now) or not set(beside.periods) - {beside.now}:
        raise MethodError(
            "imputasi panel memerlukan nilai periode lain; berikan periode lainnya",
            "imputation along a panel needs values of other periods; give them",
        )
    times = sorted({*beside.periods, beside.now})
    layers = [
        table.values
        if time == beside.now
        else _aligned(table, denominated(beside.periods[time], table.codes, method))
        for time in times
    ]
    rule = method.impute
    found = impute_panel(np.array(layers), times, rule.along, rule.most)
    here = times.index(beside.now)
    return Imputed(found.values[here], found.filled[here])


def _aligned(table: Table, other: Table) -> Floats:
    place = {unit: row for row, unit in enumerate(other.units)}
    result = np.full(table.values.shape, np.nan)
    for row, unit in enumerate(table.units):
        if unit in place:
            result[row] = other.values[place[unit]]
    return result


def treated(table: Table, made: Structure, rules: Rules[Treatment | None]) -> Treated:
    """Tame the outliers of each indicator by its rule.

    Parameters
    ----------
    table : Table
        One column for each of ``made.indicators``.
    made : Structure
        For the nodes.
    rules : Rules of Treatment or None
        Those of a node hold for all indicators below it.

    Returns
    -------
    Treated

    Raises
    ------
    MethodError
        If an indicator cannot be bent; it names the indicator.

    Examples
    --------
    >>> from rancang.methods.structure import Part, structure
    >>> made = structure([Part(code="eco", parent=""), Part(code="x", parent="eco")])
    >>> table = Table(tuple("ABCDEFG"), ("x",), np.array([[1.0, 2, 2, 3, 3, 4, 90]]).T)
    >>> treated(table, made, Rules(Treatment())).moved
    array([1])
    """
    groups: dict[Treatment | None, list[int]] = {}
    leaves = made.tree.leaves
    for leaf, column in zip(leaves, made.tree.columns[leaves], strict=True):
        rule = rules.at(1, made.path(int(leaf)))
        groups.setdefault(rule, []).append(int(column))
    values = table.values.copy()
    points = np.full(values.shape, "", dtype="<U11")
    moved = np.zeros(values.shape[1], dtype=np.int64)
    passed = np.ones(values.shape[1], dtype=bool)
    for rule, columns in groups.items():
        if rule is not None:
            try:
                found = treat(values[:, columns], rule)
            except MethodError as error:
                raise _named(table, columns, rule, error) from error
            values[:, columns], points[:, columns] = found.values, found.points
            moved[columns], passed[columns] = found.moved, found.passed
    return Treated(values, points, moved, passed)


def _named(
    table: Table, columns: list[int], rule: Treatment, error: MethodError
) -> MethodError:
    """Return the error with the first indicator that makes it in front."""
    for column in columns:
        try:
            treat(table.values[:, [column]], rule)
        except MethodError as again:
            code, told = table.codes[column], again.message
            return MethodError(f"'{code}': {told.id}", f"'{code}': {told.en}")
    return error
