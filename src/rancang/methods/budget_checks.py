"""What is odd about budgets: sums, realisation, part-years and copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from statistics import median
from typing import Literal

from rancang.methods.budget import Account
from rancang.methods.framework import Text


ROUNDING = 0.02
"""Billions of rupiah each printed child may be off, having been rounded."""

LARGE = 0.01
"""Share of total spending from which an account's realisation is looked at."""

TOO_MUCH, TOO_LITTLE = 2.0, 0.2
"""Realised over budgeted above or below which an account is odd."""

PART_YEAR = 0.75
"""Spending realised over budgeted below which a year's figures end before the year."""

Kind = Literal["sum", "realisation", "unbudgeted", "negative", "part-year", "copy"]
Budgets = Mapping[str, Sequence[Account]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """Something to be told beside the figures; ``account`` is empty for the whole."""

    kind: Kind
    region: str
    account: str
    message: Text


def checks(budgets: Budgets) -> tuple[Oddity, ...]:
    """Look for what is odd in the budgets of one year.

    Parameters
    ----------
    budgets : mapping of str to sequence of Account
        Region code to its account tree (`rancang.methods.budget.account_tree`), all of
        one year, in billions of rupiah.

    Returns
    -------
    tuple of Oddity
        Region by region, then the pairs of regions:

        - "sum": children do not add up to their parent, within `ROUNDING` times the
          number of children;
        - "realisation": an account whose budget is at least `LARGE` of total spending
          is realised above `TOO_MUCH` or below `TOO_LITTLE` of it. The reserve for the
          unforeseen may stay unspent; where an account below is odd, only that is told;
        - "unbudgeted": at least `LARGE` of total spending realised with no budget;
        - "negative": a sum below zero where only a balance may be;
        - "part-year": spending realised below `PART_YEAR` of the budget; single accounts
          below `TOO_LITTLE` are then not told, for they follow from it;
        - "copy": two regions with the same figures throughout.

    Examples
    --------
    >>> from rancang.methods.budget import Line, account_tree
    >>> lines = [
    ...     Line(1, "Belanja Daerah", 100.0, 95.0),
    ...     Line(2, "Belanja Modal", 40.0, 90.0),
    ...     Line(3, "Belanja Pegawai", 60.0, 5),
    ... ]
    >>> [(o.kind, o.account) for o in checks({"35.76": account_tree(lines)})]
    [('realisation', 'belanja.pegawai'), ('realisation', 'belanja.modal')]
    """
    found: list[Oddity] = []
    for region, accounts in budgets.items():
        found += _region(region, accounts)
    found += _copies(budgets)
    return tuple(found)


def part_year(budgets: Budgets) -> bool:
    """Say whether the figures of a year end before the year does.

    Parameters
    ----------
    budgets : mapping of str to sequence of Account
        As in `checks`.

    Returns
    -------
    bool
        True if the median region has realised less than `PART_YEAR` of its spending.

    Examples
    --------
    >>> part_year({})
    False
    """
    shares = [s for s in map(_spent, budgets.values()) if s is not None]
    return bool(shares) and median(shares) < PART_YEAR


def _spent(accounts: Sequence[Account]) -> float | None:
    total = _total(accounts)
    if total is None or not total.budgeted or total.realised is None:
        return None
    return total.realised / total.budgeted


def _total(accounts: Sequence[Account]) -> Account | None:
    return next((a for a in accounts if a.code == "belanja"), None)


def _region(region: str, accounts: Sequence[Account]) -> list[Oddity]:
    found = [*_sums(region, accounts)]
    spent = _spent(accounts)
    early = spent is not None and spent < PART_YEAR
    if early:
        share = _percent(spent or 0.0)
        both = (
            f"belanja baru terealisasi {share[0]} dari anggaran; angka belum setahun",
            f"spending is realised at {share[1]} of the budget; not a full year",
        )
        found.append(_oddity("part-year", region, "", both))
    odd = [o for a in accounts for o in _realisation(region, a, _floor(accounts))]
    if early:  # too little then follows from the year being short
        odd = [o for o in odd if not _short(o, accounts)]
    found += [o for o in odd if not _explained(o, odd)]
    return found + [o for account in accounts for o in _negative(region, account)]


def _floor(accounts: Sequence[Account]) -> float:
    total = _total(accounts)
    return LARGE * ((total.budgeted if total else None) or 0.0)


def _short(oddity: Oddity, accounts: Sequence[Account]) -> bool:
    account = next(a for a in accounts if a.code == oddity.account)
    return (account.realised or 0.0) < (account.budgeted or 0.0)


def _explained(oddity: Oddity, others: Sequence[Oddity]) -> bool:
    """Say whether an account below is odd too, so that naming that one is enough."""
    return any(o.account.startswith(f"{oddity.account}.") for o in others)


def _oddity(kind: Kind, region: str, account: str, both: tuple[str, str]) -> Oddity:
    return Oddity(kind=kind, region=region, account=account, message=Text(*both))


def _sums(region: str, accounts: Sequence[Account]) -> list[Oddity]:
    found = []
    for parent in accounts:
        children = [a for a in accounts if a.parent == parent.code and a.sign]
        for which, name in _SIDES:
            whole = getattr(parent, which)
            parts = fsum(a.sign * (getattr(a, which) or 0.0) for a in children)
            slack = ROUNDING * len(children) + 1e-9
            if children and whole is not None and abs(whole - parts) > slack:
                both = (
                    f"{parent.name}, {name[0]}: rincian berjumlah {_rupiah(parts)[0]}, "
                    f"tertulis {_rupiah(whole)[0]}",
                    f"{parent.name}, {name[1]}: the parts sum to {_rupiah(parts)[1]}, "
                    f"{_rupiah(whole)[1]} is printed",
                )
                found.append(_oddity("sum", region, parent.code, both))
    return found


_SIDES = (
    ("budgeted", ("anggaran", "budgeted")),
    ("realised", ("realisasi", "realised")),
)


def _realisation(region: str, account: Account, floor: float) -> list[Oddity]:
    planned, done = account.budgeted, account.realised
    if account.code in _BALANCES or not account.sign or planned is None or done is None:
        return []
    kind: Kind = "realisation" if planned > 0 else "unbudgeted"
    if not 0 < floor <= (planned if planned > 0 else done):
        return []
    least = 0.0 if account.code in _RESERVES else TOO_LITTLE * planned
    if least <= done <= TOO_MUCH * planned:
        return []
    told = _rupiah(planned), _rupiah(done)
    both = (
        f"{account.name}: dianggarkan {told[0][0]}, terealisasi {told[1][0]}",
        f"{account.name}: {told[0][1]} budgeted, {told[1][1]} realised",
    )
    return [_oddity(kind, region, account.code, both)]


_RESERVES = frozenset({"belanja.lainnya.tidak_terduga"})
_BALANCES = frozenset({"surplus", "pembiayaan"})


def _negative(region: str, account: Account) -> list[Oddity]:
    if account.code in _BALANCES:
        return []
    found = []
    for which, name in _SIDES:
        amount = getattr(account, which)
        if amount is not None and amount < 0:
            told = _rupiah(amount)
            both = (
                f"{account.name}, {name[0]}: {told[0]} di bawah nol",
                f"{account.name}, {name[1]}: {told[1]} is below zero",
            )
            found.append(_oddity("negative", region, account.code, both))
    return found


def _copies(budgets: Budgets) -> list[Oddity]:
    figures = {
        region: {(a.code, a.budgeted, a.realised) for a in accounts}
        for region, accounts in budgets.items()
    }
    found = []
    for one, two in combinations(figures, 2):
        if figures[one] and figures[one] == figures[two]:
            for region, other in ((one, two), (two, one)):
                both = (
                    f"semua angka sama dengan {other}; salah satunya pasti keliru",
                    f"every figure equals that of {other}; one of them must be wrong",
                )
                found.append(_oddity("copy", region, "", both))
    return found


def _rupiah(amount: float) -> tuple[str, str]:
    """Write billions of rupiah in Indonesian and in English."""
    english = f"{abs(amount):,.2f}"
    swapped = english.translate(str.maketrans(",.", ".,"))
    minus = "-" if amount < 0 else ""
    return f"{minus}Rp{swapped} miliar", f"{minus}Rp{english} billion"


def _percent(share: float) -> tuple[str, str]:
    english = f"{100 * share:.1f}"
    return f"{english.replace('.', ',')}%", f"{english}%"
