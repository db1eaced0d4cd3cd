"""Data frames in and out: pandas, Polars or Arrow, whichever they come as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np

from rancang.methods.framework import MethodError
from rancang.methods.structure import Part, Structure, structure
from rancang.methods.table import Table


COLUMNS = ("code", "parent", "weight", "direction")

_DIRECTIONS = {
    "higher": "higher",
    "lower": "lower",
    "1": "higher",
    "-1": "lower",
    "1.0": "higher",
    "-1.0": "lower",
}


class FrameError(MethodError):
    """The frame cannot be read; the message names the column and the row."""


def read_table(
    frame: Any, unit: str = "unit", columns: Sequence[str] | None = None
) -> Table:
    """Read units and their numbers from a data frame.

    Parameters
    ----------
    frame : pandas, Polars or Arrow table
        One row for each unit.
    unit : str
        The column with the units' codes.
    columns : sequence of str, optional
        The columns to read; all that hold numbers if not given.

    Returns
    -------
    Table
        NaN where a value is missing.

    Raises
    ------
    FrameError
        If a column is not there or does not hold numbers, a unit has no code, or, where
        the frame tells missing values apart (Polars, Arrow), a value is NaN.
    TableError
        If a unit comes twice or a value is infinite.

    Examples
    --------
    >>> import pyarrow as pa
    >>> read_table(pa.table({"unit": ["A", "B"], "poor": [5.0, None]})).values[:, 0]
    array([ 5., nan])
    """
    known = nw.from_native(frame, eager_only=True)
    units = tuple(_codes(known, unit))
    wanted = columns
    if wanted is None:
        wanted = [c for c in known.columns if c != unit and known[c].dtype.is_numeric()]
    table = [_numbers(known, column, units) for column in wanted]
    values = np.column_stack(table) if table else np.empty((len(units), 0))
    return Table(units, tuple(wanted), values)


def read_labels(frame: Any, column: str, unit: str = "unit") -> dict[str, str]:
    """Read a label of each unit: its group, say.

    Parameters
    ----------
    frame : pandas, Polars or Arrow table
        One row for each unit.
    column : str
        The column with the labels.
    unit : str
        The column with the units' codes.

    Returns
    -------
    dict of str to str

    Raises
    ------
    FrameError
        If a column is not there, or something in it is missing.

    Examples
    --------
    >>> import pyarrow as pa
    >>> read_labels(pa.table({"unit": ["A", "B"], "isle": ["x", "y"]}), "isle")
    {'A': 'x', 'B': 'y'}
    """
    known = nw.from_native(frame, eager_only=True)
    return dict(zip(_codes(known, unit), _codes(known, column), strict=True))


def read_structure(
    frame: Any, columns: tuple[str, str, str, str] = COLUMNS
) -> Structure:
    """Read what is scored from a data frame, one row for each indicator and node.

    Parameters
    ----------
    frame : pandas, Polars or Arrow table
        In any order; what is nobody's parent is an indicator.
    columns : tuple of str
        The columns of codes, parents (missing or empty for the top), weights and
        directions ("higher" or "lower", or 1 or -1 as COINr has them).

    Returns
    -------
    Structure

    Raises
    ------
    FrameError
        If a column is not there, or a direction is neither.
    StructureError
        If the rows make up no tree.

    Examples
    --------
    >>> import pyarrow as pa
    >>> rows = {
    ...     "code": ["x", "eco"],
    ...     "parent": ["eco", None],
    ...     "weight": [1, 1],
    ...     "direction": [-1, 1],
    ... }
    >>> read_structure(pa.table(rows)).signs
    array([ 1., -1.])
    """
    known = nw.from_native(frame, eager_only=True)
    code, parent, weight, direction = columns
    codes = _codes(known, code)
    rows = zip(
        codes,
        _series(known, parent).to_list(),
        _numbers(known, weight, codes),
        _series(known, direction).to_list(),
        strict=True,
    )
    return structure([_part(*row) for row in rows])


def write_table(table: Table, like: Any, unit: str = "unit") -> Any:
    """Write a table as a data frame.

    Parameters
    ----------
    table : Table
        Any: values of a step, scores or ranks.
    like : pandas, Polars or Arrow table
        What kind of frame to make.
    unit : str
        Name of the column with the units' codes.

    Returns
    -------
    pandas, Polars or Arrow table
        NaN becomes what the kind has for missing values.

    Examples
    --------
    >>> import pyarrow as pa
    >>> table = Table(("A",), ("poor",), np.array([[np.nan]]))
    >>> write_table(table, pa.table({})).to_pydict()
    {'unit': ['A'], 'poor': [None]}
    """
    made: dict[str, list[Any]] = {unit: list(table.units)}
    kinds: dict[str, Any] = {unit: nw.String()}
    for code, column in zip(table.codes, table.values.T, strict=True):
        made[code] = [None if np.isnan(value) else float(value) for value in column]
        kinds[code] = nw.Float64()
    backend = nw.from_native(like, eager_only=True).implementation
    return nw.from_dict(made, schema=kinds, backend=backend).to_native()


def in_order(labels: Mapping[str, str], units: Sequence[str]) -> tuple[str, ...]:
    """Return the label of each unit, in the order of the units.

    Parameters
    ----------
    labels : mapping of str to str
        As of `read_labels`.
    units : sequence of str
        Their codes.

    Returns
    -------
    tuple of str

    Raises
    ------
    FrameError
        If a unit has no label.

    Examples
    --------
    >>> in_order({"A": "x", "B": "y"}, ["B", "A"])
    ('y', 'x')
    """
    if lacking := [unit for unit in units if unit not in labels]:
        raise FrameError(
            f"unit '{lacking[0]}' tidak punya kelompok; tambahkan",
            f"unit '{lacking[0]}' has no group; add one",
        )
    return tuple(labels[unit] for unit in units)


def _series(known: nw.DataFrame[Any], column: str) -> nw.Series[Any]:
    if column not in known.columns:
        there = ", ".join(known.columns[:10])
        raise FrameError(
            f"kolom '{column}' tidak ada; yang ada: {there}",
            f"there is no column '{column}'; there are: {there}",
        )
    return known[column]


def _codes(known: nw.DataFrame[Any], column: str) -> list[str]:
    found = _series(known, column)
    if found.is_null().any():
        row = found.is_null().to_list().index(True) + 1
        raise FrameError(
            f"kolom '{column}', baris {row}: kodenya kosong; isi",
            f"column '{column}', row {row}: the code is missing; fill it in",
        )
    if found.dtype.is_float():
        raise FrameError(
            f"kolom '{column}' berisi pecahan; kode harus teks",
            f"column '{column}' holds fractions; codes must be text",
        )
    return [str(code) for code in found.to_list()]


def _numbers(known: nw.DataFrame[Any], column: str, units: Sequence[str]) -> Any:
    found = _series(known, column)
    if not found.dtype.is_numeric():
        # a column of missing values only has no kind of its own
        if found.is_null().all():
            return np.full(len(units), np.nan)
        raise FrameError(
            f"kolom '{column}' berisi {found.dtype}, bukan angka; ubah dahulu",
            f"column '{column}' holds {found.dtype}, not numbers; change it first",
        )
    missing = found.is_null()
    if found.dtype.is_float():
        odd = (found.is_nan() & ~missing).fill_null(value=False)
        if odd.any():
            unit = units[odd.to_list().index(True)]
            raise FrameError(
                f"unit '{unit}', '{column}': nilainya NaN; kosongkan bila tidak ada",
                f"unit '{unit}', '{column}': the value is NaN; make it null if there is "
                "none",
            )
    return found.cast(nw.Float64()).to_numpy().astype(np.float64)


def _part(code: str, parent: Any, weight: float, direction: Any) -> Part:
    known = _DIRECTIONS.get(str(direction))
    if known is None:
        raise FrameError(
            f"'{code}': arah '{direction}' tidak dikenal; tulis higher atau lower",
            f"'{code}': direction '{direction}' is not known; write higher or lower",
        )
    # where there is no parent pandas has NaN, a float
    above = "" if parent is None or isinstance(parent, float) else str(parent)
    return Part(
        code=code,
        parent=above,
        weight=float(weight),
        direction="lower" if known == "lower" else "higher",
    )
