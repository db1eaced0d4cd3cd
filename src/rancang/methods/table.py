"""A table of units by columns, each with its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.framework import MethodError


class TableError(MethodError):
    """The table cannot be used; the message names the unit or the column."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Numbers of units, checked.

    Attributes
    ----------
    units, codes : tuple of str
        One for each row and each column, each once.
    values : ndarray of float, shape (units, codes)
        NaN where missing, and never infinite.

    Examples
    --------
    >>> Table(("A", "B"), ("poor",), np.array([[5.0], [np.inf]]))
    Traceback (most recent call last):
    ...
    rancang.methods.table.TableError: unit 'B', 'poor': the value is infinite; leave it \
missing
    """

    units: tuple[str, ...]
    codes: tuple[str, ...]
    values: Floats

    def __post_init__(self) -> None:
        """Refuse what does not fit, comes twice or is infinite."""
        shape = (len(self.units), len(self.codes))
        if np.shape(self.values) != shape:
            raise TableError(
                f"nilai berukuran {np.shape(self.values)}, seharusnya {shape}",
                f"values of shape {np.shape(self.values)} instead of {shape}",
            )
        _refuse_twice("unit", "unit", self.units)
        _refuse_twice("kolom", "column", self.codes)
        if np.isinf(self.values).any():
            row, column = (
                int(place) for place in np.argwhere(np.isinf(self.values))[0]
            )
            unit, code = self.units[row], self.codes[column]
            raise TableError(
                f"unit '{unit}', '{code}': nilainya tak hingga; kosongkan",
                f"unit '{unit}', '{code}': the value is infinite; leave it missing",
            )

    def column(self, code: str) -> Floats:
        """Return one column, shape (units,). Raises TableError if there is none."""
        return self.columns([code])[:, 0]

    def columns(self, codes: Sequence[str]) -> Floats:
        """Return some columns, shape (units, codes). Raises TableError if one is not."""
        place = {code: number for number, code in enumerate(self.codes)}
        if unknown := [code for code in codes if code not in place]:
            raise TableError(
                f"'{unknown[0]}' tidak ada di antara kolom tabel; tambahkan kolomnya",
                f"'{unknown[0]}' is not among the table's columns; add it",
            )
        return self.values[:, [place[code] for code in codes]]


def _refuse_twice(indonesian: str, english: str, codes: tuple[str, ...]) -> None:
    counted = Counter(codes)
    if len(counted) != len(codes):
        twice = counted.most_common(1)[0][0]
        raise TableError(
            f"{indonesian} '{twice}' berulang; hapus salah satu",
            f"{english} '{twice}' comes twice; remove one",
        )
