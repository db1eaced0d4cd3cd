"""Principal components of the parts of a node."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.framework import MethodError


_LEAST = 2
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """Principal components, the one that explains most first.

    Attributes
    ----------
    loadings : ndarray of float, shape (parts, components)
        Columns of unit length. The sign of a column means nothing in itself; here the
        entries of each sum to more than zero (where they sum to zero, the first that is
        not zero is positive), so that the same data give the same signs.
    deviations : ndarray of float, shape (components,)
        Standard deviation of each component.
    scores : ndarray of float, shape (units, components)
        NaN for a unit that lacks any part.
    used : int
        How many units had all parts.
    """

    loadings: Floats
    deviations: Floats
    scores: Floats
    used: int

    @property
    def explained(self) -> Floats:
        """Return the share of the variance that each component explains."""
        variances = self.deviations**2
        shares: Floats = variances / variances.sum()
        return shares


def components(parts: Floats) -> Components:
    """Find the principal components of parts brought to mean 0 and deviation 1.

    Parameters
    ----------
    parts : ndarray of float, shape (units, parts)
        Normalised, higher is better; a unit that lacks any part is left out.

    Returns
    -------
    Components
        As many as there are parts, or units if those are fewer.

    Raises
    ------
    MethodError
        If fewer than two units have all parts, or a part is the same for all of them.

    References
    ----------
    Jolliffe (2002), Principal Component Analysis, 2nd ed., chapter 2.

    Examples
    --------
    >>> found = components(np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]]))
    >>> found.loadings[:, 0].round(6), found.explained.round(6)
    (array([0.707107, 0.707107]), array([0.75, 0.25]))
    """
    whole = ~np.isnan(parts).any(axis=1)
    table = parts[whole]
    _refuse(table)
    away = table - table.mean(axis=0)
    standard = away / np.std(table, axis=0, ddof=1)
    _, singular, turned = np.linalg.svd(standard, full_matrices=False)
    loadings = turned.T * _signs(turned)
    scores = np.full((len(parts), len(singular)), np.nan)
    scores[whole] = standard @ loadings
    return Components(
        loadings=loadings,
        deviations=singular / np.sqrt(len(table) - 1),
        scores=scores,
        used=len(table),
    )


def _signs(turned: Floats) -> Floats:
    totals = turned.sum(axis=1)
    leading = turned[
        np.arange(len(turned)), (np.abs(turned) > _ROUNDING).argmax(axis=1)
    ]
    deciding = np.where(np.abs(totals) > _ROUNDING, totals, leading)
    return np.where(deciding < 0, -1.0, 1.0)


def _refuse(table: Floats) -> None:
    if len(table) < _LEAST:
        raise MethodError(
            f"komponen utama: hanya {len(table)} unit yang lengkap; lengkapi nilainya",
            f"principal components: only {len(table)} unit has all parts; impute first",
        )
    still = np.flatnonzero(np.ptp(table, axis=0) == 0)
    if still.size:
        place = int(still[0]) + 1
        raise MethodError(
            f"komponen utama: bagian ke-{place} sama untuk semua unit; keluarkan",
            f"principal components: part {place} is the same for all units; leave it out",
        )
