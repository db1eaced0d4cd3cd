"""Choose K of N: the best, under quotas by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.framework import MethodError
from rancang.methods.ranking import comparable


@dataclass(frozen=True, slots=True)
class Quota:
    """At least and at most how many of a group are chosen; None is no upper bound."""

    group: str
    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How many are chosen, and what restrains the choice.

    Attributes
    ----------
    size : int
        K, how many are chosen.
    groups : tuple of str, length units
        The group of each unit; only needed with quotas. Every unit is in one group.
    quotas : tuple of Quota
        At most one for each group.
    excluded : frozenset of str
        Codes of units that may not be chosen.
    """

    size: int
    groups: tuple[str, ...] | None = None
    quotas: tuple[Quota, ...] = ()
    excluded: frozenset[str] = frozenset()


class SelectionError(MethodError):
    """The rule cannot be kept; the message says which part and what would mend it."""


def choose(scores: Floats, units: Sequence[str], rule: Rule) -> tuple[str, ...]:
    """Choose the units with the highest scores that keep the rule.

    Parameters
    ----------
    scores : ndarray of float, shape (units,)
        Higher is better; a unit with NaN cannot be chosen.
    units : sequence of str, length units
        Their codes, each once.
    rule : Rule
        Size, groups, quotas and who is excluded.

    Returns
    -------
    tuple of str
        ``rule.size`` codes, best first. Equal scores go by unit code, the lower first,
        also at the cut.

    Raises
    ------
    SelectionError
        If fewer units can be chosen than asked for, or a quota cannot be kept; it names
        the group.

    Notes
    -----
    First each group's minimum is filled with its best, then the best of all others
    whose group is not full. This is exact: within a group any choice is improved by
    taking its best, so only the counts per group are open; the sum of a group's best n
    scores is concave in n, and for a sum of concave functions with bounds and a fixed
    total, adding the largest next gain from the lower bounds upwards is optimal.

    Examples
    --------
    >>> rule = Rule(size=2, groups=("west", "west", "east"), quotas=(Quota("east", 1),))
    >>> choose(np.array([9.0, 8.0, 1.0]), ["a", "b", "c"], rule)
    ('a', 'c')
    """
    rows = np.asarray(scores, dtype=np.float64)[None, :]
    candidates, labels = _candidates(rows, units, rule)
    taken = _chosen(rows, candidates, labels, rule)[0]
    chosen: list[int] = np.flatnonzero(taken).tolist()
    ordered = sorted(chosen, key=lambda i: (-rows[0, i], units[i]))
    return tuple(units[i] for i in ordered)


def probability(scores: Floats, units: Sequence[str], rule: Rule) -> Floats:
    """Return the share of draws in which each unit is chosen under the rule.

    Parameters
    ----------
    scores : ndarray of float, shape (draws, units)
        NaN in every draw for a unit that cannot be chosen. Compared within a draw only.
    units : sequence of str, length units
        Their codes, each once.
    rule : Rule
        As in `choose`, and applied in the same way to each draw.

    Returns
    -------
    ndarray of float, shape (units,)
        From 0 to 1, summing to ``rule.size``; 0 for who cannot be chosen.

    Raises
    ------
    SelectionError
        As in `choose`, or if a unit has a score in some draws only.

    Examples
    --------
    >>> draws = np.array([[3.0, 2.0, 1.0], [3.0, 1.0, 2.0]])
    >>> probability(draws, ["a", "b", "c"], Rule(size=2))
    array([1. , 0.5, 0.5])
    """
    candidates, labels = _candidates(scores, units, rule)
    chosen = np.zeros(scores.shape[1], dtype=np.int64)
    for start in range(0, len(scores), _BLOCK):
        part = comparable(scores[start : start + _BLOCK])
        chosen += _chosen(part, candidates, labels, rule).sum(axis=0)
    return chosen / len(scores)


_BLOCK = 256  # draws at a time, to keep the memory small


def _candidates(scores: Floats, units: Sequence[str], rule: Rule) -> tuple[Ints, Ints]:
    """Return who can be chosen, ordered by code, and the quota of each unit."""
    able = _able(scores, units, rule)
    labels = _labels(units, rule)
    _refuse(able, labels, rule)
    numbers: list[int] = np.flatnonzero(able).tolist()
    ordered = sorted(numbers, key=lambda i: units[i])
    return np.array(ordered, dtype=np.int64), labels


def _chosen(scores: Floats, candidates: Ints, labels: Ints, rule: Rule) -> Bools:
    # a stable sort leaves equal scores in the order of the candidates
    order = np.argsort(-scores[:, candidates], axis=1, kind="stable")
    members = labels[candidates][order]
    forced, allowed = _by_quota(members, rule)
    free = allowed & ~forced
    rest = rule.size - sum(quota.at_least for quota in rule.quotas)
    taken = forced | (free & (np.cumsum(free, axis=1) <= rest))
    result = np.zeros(scores.shape, dtype=bool)
    np.put_along_axis(result, candidates[order], taken, axis=1)
    return result


def _able(scores: Floats, units: Sequence[str], rule: Rule) -> Bools:
    missing = np.isnan(scores)
    some = missing.any(axis=0) & ~missing.all(axis=0)
    if some.any():
        unit = units[int(np.flatnonzero(some)[0])]
        raise SelectionError(
            f"{unit} hanya punya skor pada sebagian simulasi",
            f"{unit} has a score in some draws only",
        )
    excluded = np.array([unit in rule.excluded for unit in units], dtype=bool)
    able: Bools = ~missing.any(axis=0) & ~excluded
    return able


def _labels(units: Sequence[str], rule: Rule) -> Ints:
    """Return the number of each unit's quota, -1 for a group without one."""
    numbers = {quota.group: number for number, quota in enumerate(rule.quotas)}
    if len(numbers) != len(rule.quotas):
        raise SelectionError(
            "satu kelompok hanya boleh punya satu kuota",
            "a group may have one quota only",
        )
    groups = rule.groups or ()
    if rule.quotas and len(groups) != len(units):
        raise SelectionError(
            f"kuota memerlukan kelompok untuk {len(units)} unit; ada {len(groups)}",
            f"quotas need the group of each of {len(units)} units; {len(groups)} given",
        )
    if not rule.quotas:
        return np.full(len(units), -1, dtype=np.int64)
    return np.array([numbers.get(group, -1) for group in groups], dtype=np.int64)


def _refuse(able: Bools, labels: Ints, rule: Rule) -> None:
    if not 1 <= rule.size <= able.sum():
        raise SelectionError(
            f"diminta memilih {rule.size}, sedangkan yang dapat dipilih {able.sum()}",
            f"asked to choose {rule.size}, while {able.sum()} can be chosen",
        )
    for number, quota in enumerate(rule.quotas):
        _refuse_quota(quota, int((able & (labels == number)).sum()))
    least = sum(quota.at_least for quota in rule.quotas)
    if least > rule.size:
        names = ", ".join(q.group for q in rule.quotas if q.at_least)
        raise SelectionError(
            f"kuota paling sedikit ({names}) berjumlah {least}, lebih dari {rule.size}",
            f"the minimums ({names}) sum to {least}, more than {rule.size}",
        )
    most = _most(able, labels, rule)
    if most < rule.size:
        names = ", ".join(q.group for q in rule.quotas if q.at_most is not None)
        raise SelectionError(
            f"kuota paling banyak ({names}) hanya menyisakan {most} dari {rule.size}",
            f"the maximums ({names}) leave only {most} of {rule.size}",
        )


def _refuse_quota(quota: Quota, available: int) -> None:
    most = available if quota.at_most is None else quota.at_most
    if not 0 <= quota.at_least <= available:
        raise SelectionError(
            f"{quota.group}: diminta paling sedikit {quota.at_least}, "
            f"yang dapat dipilih {available}",
            f"{quota.group}: at least {quota.at_least} asked, {available} can be chosen",
        )
    if most < quota.at_least:
        raise SelectionError(
            f"{quota.group}: paling sedikit {quota.at_least} melebihi "
            f"paling banyak {most}",
            f"{quota.group}: at least {quota.at_least} is above at most {most}",
        )


def _most(able: Bools, labels: Ints, rule: Rule) -> int:
    """Return how many could be chosen under the maximums."""
    most = int((able & (labels < 0)).sum())
    for number, quota in enumerate(rule.quotas):
        available = int((able & (labels == number)).sum())
        most += available if quota.at_most is None else min(available, quota.at_most)
    return most


def _by_quota(members: Ints, rule: Rule) -> tuple[Bools, Bools]:
    """Say, in order of score, who fills a minimum and who is within a maximum."""
    forced = np.zeros(members.shape, dtype=bool)
    allowed = np.ones(members.shape, dtype=bool)
    for number, quota in enumerate(rule.quotas):
        mine = members == number
        count = np.cumsum(mine, axis=1)
        forced |= mine & (count <= quota.at_least)
        if quota.at_most is not None:
            allowed &= ~mine | (count <= quota.at_most)
    return forced, allowed
