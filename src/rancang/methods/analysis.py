"""A built index looked into: each answer a table, ready for a frame.

Examples
--------
>>> from rancang.methods.build import build
>>> from rancang.methods.method import Method
>>> from rancang.methods.structure import Part, structure
>>> parts = [
...     Part(code="eco", parent=""),
...     Part(code="work", parent="eco"),
...     Part(code="pay", parent="eco"),
...     Part(code="poor", parent="eco", direction="lower"),
... ]
>>> values = np.array([[60.0, 1.0, 9.0], [70.0, 3.0, 5.0], [80.0, 2.0, 1.0]])
>>> table = Table(("A", "B", "C"), ("work", "pay", "poor"), values)
>>> found = build(table, structure(parts), Method())
>>> correlations(found, 2, 1).values.round(3)
array([[0.945, 0.756, 0.945]])
>>> reliabilities(found).column("alpha").round(3)
array([0.857])
>>> loadings(found).column("loading").round(3)
array([0.628, 0.46 , 0.628])
>>> removals(found, ["pay"]).ranks[:, 0]
array([3., 2., 1.])
>>> standing_of(found, "B").column("rank")
array([2., 1., 2.])
>>> changes(found, found)[1].total
array([0., 0., 0.])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.build import Build
from rancang.methods.change import Change, decompose
from rancang.methods.combine import combine
from rancang.methods.correlation import Correlation, correlate
from rancang.methods.framework import MethodError
from rancang.methods.normalise_table import Normalised, normalise_table
from rancang.methods.pca import components
from rancang.methods.reliability import alpha
from rancang.methods.removal import Removal, remove_by
from rancang.methods.statistics import Thresholds, availability, statistics
from rancang.methods.strengths import standings
from rancang.methods.table import Table


_LEAST = 2

_SHAPE = ("minimum", "maximum", "mean", "median", "deviation", "skew", "kurtosis")
_STATISTICS = (*_SHAPE, "available", "nonzero", "unique", "same")
_FLAGS = ("low_available", "low_nonzero", "low_unique", "outlying")


def describe(table: Table, thresholds: Thresholds | None = None) -> Table:
    """Return the statistics and flags of each column, one row for each.

    Parameters
    ----------
    table : Table
    thresholds : Thresholds, optional
        From where on something is flagged.

    Returns
    -------
    Table
        Columns as the attributes of ``statistics.Statistics``; a flag is 1 or 0.

    Examples
    --------
    >>> table = Table(("A", "B"), ("poor",), np.array([[5.0], [7.0]]))
    >>> describe(table).column("mean")
    array([6.])
    """
    found = statistics(table.values, thresholds)
    columns = [np.asarray(getattr(found, n), float) for n in (*_STATISTICS, *_FLAGS)]
    return Table(table.codes, (*_STATISTICS, *_FLAGS), np.column_stack(columns))


def at_hand(table: Table) -> Table:
    """Return what each unit has, one row for each.

    Parameters
    ----------
    table : Table

    Returns
    -------
    Table
        Columns as the attributes of ``statistics.Availability``.

    Examples
    --------
    >>> table = Table(("A",), ("x", "y"), np.array([[np.nan, 0.0]]))
    >>> at_hand(table).values
    array([[1. , 1. , 0.5, 0. ]])
    """
    found = availability(table.values)
    columns = (found.missing, found.zeros, found.available, found.nonzero)
    values = np.column_stack([np.asarray(column, float) for column in columns])
    return Table(table.units, ("missing", "zeros", "available", "nonzero"), values)


def correlations(
    found: Build, one: int, other: int, kind: Correlation = "pearson"
) -> Table:
    """Correlate the items of one level with those of another, or of the same.

    Parameters
    ----------
    found : Build
    one, other : int
        Levels: 1 for indicators, the highest for the index.
    kind : str
        One of ``correlation.CORRELATIONS``.

    Returns
    -------
    Table
        A row for each item of the first level, a column for each of the other.

    Raises
    ------
    MethodError
        If there is no such level.

    Examples
    --------
    See the head of this module.
    """
    left, right = _level(found, one), _level(found, other)
    scores, codes = found.scores.values, found.scores.codes
    matrix = correlate(scores[:, left], scores[:, right], kind)
    names = [tuple(codes[item] for item in items) for items in (left, right)]
    return Table(names[0], names[1], matrix)


def _level(found: Build, level: int) -> Ints:
    items = np.flatnonzero(found.structure.levels == level)
    if not items.size:
        highest = int(found.structure.levels[0])
        raise MethodError(
            f"jenjang {level} tidak ada; kerangka ini 1 sampai {highest}",
            f"there is no level {level}; this structure has 1 to {highest}",
        )
    return items


def reliabilities(found: Build) -> Table:
    """Return Cronbach's alpha of the parts of each node.

    Parameters
    ----------
    found : Build

    Returns
    -------
    Table
        A row for each node with the number of its parts and alpha; NaN for one part.

    Examples
    --------
    See the head of this module.
    """
    families = list(found.structure.tree.families())
    rows = [
        (len(children), alpha(found.scores.values[:, children]))
        for _, children in families
    ]
    codes = tuple(found.scores.codes[parent] for parent, _ in families)
    return Table(codes, ("parts", "alpha"), np.array(rows, dtype=np.float64))


def loadings(found: Build) -> Table:
    """Return each part's loading on the first principal component of its node.

    Parameters
    ----------
    found : Build

    Returns
    -------
    Table
        A row for each item below the top, with its loading and the share of variance
        that the component explains; NaN for an only child, or where a part has no
        spread.

    Examples
    --------
    See the head of this module.
    """
    values = np.full((len(found.scores.codes), 2), np.nan)
    for _, children in found.structure.tree.families():
        parts = found.scores.values[:, children]
        whole = parts[~np.isnan(parts).any(axis=1)]
        if len(children) < _LEAST or len(whole) < _LEAST:
            continue
        if (np.ptp(whole, axis=0) > 0).all():
            first = components(parts)
            values[children, 0] = first.loadings[:, 0]
            values[children, 1] = first.explained[0]
    return Table(found.scores.codes[1:], ("loading", "explained"), values[1:])


def removals(found: Build, items: Sequence[str]) -> Removal:
    """Leave out indicators or nodes one at a time, and rank again by the same method.

    Parameters
    ----------
    found : Build
    items : sequence of str
        Codes of indicators or nodes.

    Returns
    -------
    Removal
        For the units of the build. Treated and normalised values stay as they are;
        weights that the method finds are found again.

    Raises
    ------
    MethodError
        If an item is not in the structure, or nothing is left without it.

    Examples
    --------
    See the head of this module.
    """
    made, method = found.structure, found.method
    normalised = normalise_table(found.treated, made, method.normalise)
    leaves = made.tree.leaves

    def without(kept: Bools) -> Floats:
        columns = np.zeros(len(leaves), dtype=bool)
        columns[made.tree.columns[leaves[kept]]] = True
        part = Normalised(normalised.values[:, columns], normalised.ends[columns])
        index = combine(part, made.without(columns), method).scores[:, 0]
        return np.where(np.isnan(found.index), np.nan, index)

    return remove_by(made.tree, found.index, items, without)


def standing_of(found: Build, unit: str) -> Table:
    """Say where a unit stands on each indicator, as it was before imputation.

    Parameters
    ----------
    found : Build
    unit : str

    Returns
    -------
    Table
        A row for each indicator that the unit has: rank (1 is best), of how many, value.

    Raises
    ------
    MethodError
        If the unit is not in the build.

    Examples
    --------
    See the head of this module.
    """
    if unit not in found.units:
        raise MethodError(
            f"unit '{unit}' tidak ada dalam hasil", f"unit '{unit}' is not in the build"
        )
    signs = np.ones(len(found.denominated.codes))
    tree = found.structure.tree
    signs[tree.columns[tree.leaves]] = found.structure.signs[tree.leaves]
    table, row = found.denominated, found.units.index(unit)
    rows = standings(table.values, signs, table.codes, row)
    values = np.array([(s.rank, s.of, s.value) for s in rows], dtype=np.float64)
    codes = tuple(s.code for s in rows)
    return Table(codes, ("rank", "of", "value"), values.reshape(len(rows), 3))


def changes(before: Build, after: Build) -> tuple[tuple[str, ...], Change]:
    """Break the change of an index between two periods down to its parts.

    Parameters
    ----------
    before, after : Build
        By one method with a scale fixed for both periods (goalposts, or a distance to
        targets), of structures with the same items.

    Returns
    -------
    units : tuple of str
        Who is in both, in the order of the first.
    change : Change
        For these units; leaves and items in the order of the structure's tree.

    Raises
    ------
    MethodError
        If a node is no mean of its parts (Copeland, TOPSIS) or lower is better on a
        node: such a change has no exact parts.
    ValueError
        If the structures differ in their items.

    Examples
    --------
    See the head of this module.
    """
    powers = _powers(before)
    units = tuple(unit for unit in before.units if unit in after.units)
    sides = []
    for side in (before, after):
        rows = [side.units.index(unit) for unit in units]
        tree = side.structure.tree
        sides.append((tree, side.scores.values[np.ix_(rows, tree.leaves)]))
    change = decompose(sides[0], sides[1], powers)
    unscored = np.isnan(_of(before, units)) | np.isnan(_of(after, units))
    blank = np.where(unscored, np.nan, 0.0)
    return units, replace(
        change,
        total=change.total + blank,
        by_value=change.by_value + blank[:, None],
        by_weight=change.by_weight + blank[:, None],
    )


def _of(found: Build, units: Sequence[str]) -> Floats:
    return found.index[[found.units.index(unit) for unit in units]]


def _powers(found: Build) -> dict[str, float]:
    made = found.structure
    powers: dict[str, float] = {}
    for item, _ in made.tree.families():
        code = made.tree.codes[item]
        level = int(made.levels[item])
        power = found.method.aggregate.at(level, (code,)).exponent
        if power is None or made.signs[item] < 0:
            raise MethodError(
                f"simpul '{code}': perubahannya tidak dapat diuraikan; pakai rata-rata",
                f"node '{code}': its change has no exact parts; use a mean of its parts",
            )
        powers[code] = power
    return powers
