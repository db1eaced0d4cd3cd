"""Weights from people's judgement: pairwise comparisons, and points to share out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rancang.methods.arrays import Floats
from rancang.methods.framework import MethodError


CONSISTENT = 0.1
"""Consistency ratio up to which judgements are commonly taken as consistent."""

# Saaty's mean index of random judgements, for 1, 2, 3... parts
_RANDOM = (
    0,
    0,
    0.58,
    0.9,
    1.12,
    1.24,
    1.32,
    1.41,
    1.45,
    1.49,
    1.51,
    1.48,
    1.56,
    1.57,
    1.59,
)
_AXES = 2


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Weights, and how well the judgements agree with each other.

    Attributes
    ----------
    weights : ndarray of float, shape (parts,)
        Sum to one.
    ratio : float
        Consistency ratio; 0 is fully consistent, above `CONSISTENT` the judgements
        should be looked at again.
    """

    weights: Floats
    ratio: float

    @property
    def consistent(self) -> bool:
        """Say whether the ratio is within what is commonly accepted."""
        return self.ratio <= CONSISTENT


def pairwise(judgements: Floats) -> Judged:
    """Weigh parts by comparing them two by two (the analytic hierarchy process).

    Parameters
    ----------
    judgements : ndarray of float, shape (parts, parts)
        How many times more important the part of the row is than that of the column:
        1 on the diagonal, and 1/3 facing every 3.

    Returns
    -------
    Judged
        Weights from the principal eigenvector.

    Raises
    ------
    MethodError
        If the matrix is not square, has numbers of zero or less, does not face each
        number with its reciprocal, or has more parts than random indices are known for.

    References
    ----------
    Saaty (1980), The Analytic Hierarchy Process, McGraw-Hill.

    Examples
    --------
    >>> judged = pairwise(np.array([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]))
    >>> judged.weights.round(4), judged.consistent
    (array([0.5714, 0.2857, 0.1429]), True)
    """
    matrix = np.asarray(judgements, dtype=np.float64)
    _refuse(matrix)
    values, vectors = np.linalg.eig(matrix)
    first = int(np.argmax(values.real))
    vector = np.abs(vectors[:, first].real)
    parts = len(matrix)
    ratio = 0.0
    if _RANDOM[parts - 1] > 0:
        index = (values[first].real - parts) / (parts - 1)
        ratio = max(float(index / _RANDOM[parts - 1]), 0.0)
    return Judged(vector / vector.sum(), ratio)


def comparisons(
    parts: Sequence[str], judged: Mapping[tuple[str, str], float]
) -> Floats:
    """Write pairwise judgements as the matrix that `pairwise` takes.

    Parameters
    ----------
    parts : sequence of str
        Their codes, each once.
    judged : mapping of (str, str) to float
        How many times more important the first is than the second; every pair once, in
        either order.

    Returns
    -------
    ndarray of float, shape (parts, parts)

    Raises
    ------
    MethodError
        If a part is unknown, a number is not above zero, or a pair is missing, comes
        twice or is one part with itself.

    Examples
    --------
    >>> comparisons(["a", "b"], {("b", "a"): 4})
    array([[1.  , 0.25],
           [4.  , 1.  ]])
    """
    place = {code: number for number, code in enumerate(parts)}
    matrix = np.full((len(parts), len(parts)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for (first, second), times in judged.items():
        if first not in place or second not in place:
            unknown = second if first in place else first
            raise _mend(f"'{unknown}' tidak ada", f"there is no '{unknown}'")
        row, column = place[first], place[second]
        if not np.isnan(matrix[row, column]):
            raise _mend(
                f"{first} dan {second} berulang", f"{first} and {second} repeat"
            )
        if not (np.isfinite(times) and times > 0):
            both = f"{first}, {second}: {times}"
            raise _mend(f"{both} harus di atas nol", f"{both} must be above zero")
        matrix[row, column], matrix[column, row] = times, 1 / times
    if np.isnan(matrix).any():
        row, column = np.argwhere(np.isnan(matrix))[0]
        pair = parts[row], parts[column]
        raise _mend(
            f"{pair[0]} dan {pair[1]} belum dibandingkan; lengkapi",
            f"{pair[0]} and {pair[1]} are not compared yet; add it",
        )
    return matrix


def _refuse(matrix: Floats) -> None:
    if matrix.ndim != _AXES or matrix.shape[0] != matrix.shape[1]:
        raise _mend("matriksnya harus persegi", "the matrix must be square")
    if len(matrix) > len(_RANDOM):
        most = len(_RANDOM)
        raise _mend(
            f"paling banyak {most} bagian; bagi simpulnya",
            f"at most {most} parts; divide the node",
        )
    if not (np.isfinite(matrix) & (matrix > 0)).all():
        raise _mend("semua angka harus di atas nol", "all numbers must be above zero")
    facing = np.abs(matrix * matrix.T - 1) > _RECIPROCAL
    if facing.any():
        row, column = (int(place) + 1 for place in np.argwhere(facing)[0])
        raise _mend(
            f"baris {row} kolom {column} bukan kebalikan dari baris {column} kolom {row}",
            f"row {row} column {column} is not the reciprocal of row {column} "
            f"column {row}",
        )


_RECIPROCAL = 0.02  # room for 0.33 facing 3


def _mend(indonesian: str, english: str) -> MethodError:
    return MethodError(
        f"perbandingan berpasangan: {indonesian}", f"pairwise judgements: {english}"
    )


def budget_allocation(points: Floats) -> Floats:
    """Weigh parts by the points that the members of a panel gave them.

    Parameters
    ----------
    points : ndarray of float, shape (members, parts)
        What each member shared out; not negative. Each member counts the same, whatever
        the number of points.

    Returns
    -------
    ndarray of float, shape (parts,)
        The mean shares; sum to one.

    Raises
    ------
    MethodError
        If there is nobody, a number is missing or below zero, or a member gave nothing.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 6.

    Examples
    --------
    >>> budget_allocation(np.array([[60.0, 40.0], [1.0, 3.0]]))
    array([0.425, 0.575])
    """
    table = np.atleast_2d(np.asarray(points, dtype=np.float64))
    if not table.size:
        raise MethodError(
            "alokasi anggaran: belum ada penilai",
            "budget allocation: there is no panel",
        )
    bad = ~(np.isfinite(table) & (table >= 0)).all(axis=1) | ~(table.sum(axis=1) > 0)
    if bad.any():
        member = int(np.flatnonzero(bad)[0]) + 1
        raise MethodError(
            f"alokasi anggaran: penilai ke-{member} harus memberi setiap bagian angka 0 "
            "atau lebih, dan sedikitnya satu di atas 0",
            f"budget allocation: member {member} must give each part 0 or more, and one "
            "above 0",
        )
    shares: Floats = table / table.sum(axis=1, keepdims=True)
    return shares.mean(axis=0)
