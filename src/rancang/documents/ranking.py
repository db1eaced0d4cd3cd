"""The ranking as rows for a page and a file, and how sure each place in a proposal is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal


# In this share of the draws, or more, a place is sure; below the rest, so is being out.
CERTAIN = 0.95
DOUBTFUL = 1.0 - CERTAIN
# Width of a drawn interval in its own units.
BAR = 160.0

Group = Literal["certain", "contested", "out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A region in a ranking of ``of`` regions; rank and index are None without a score.

    ``imputed`` counts the indicators filled in by the method; ``probability`` is the
    share of draws, 0 to 1, in which the region is among the proposed.
    """

    code: str
    name: str
    kind: str
    province: str
    province_name: str
    island_group: str
    of: int
    rank: int | None = None
    low: float | None = None
    high: float | None = None
    index: float | None = None
    imputed: int = 0
    eligible: bool = False
    chosen: bool = False
    probability: float | None = None
    reason: str = ""

    @property
    def group(self) -> Group:
        """Say how sure it is that the region is among the proposed."""
        share = self.probability or 0.0
        if share >= CERTAIN:
            return "certain"
        return "contested" if share >= DOUBTFUL else "out"

    @property
    def bar(self) -> tuple[str, str, str]:
        """Return where the drawn interval begins, how wide it is, and where the rank is."""
        if self.low is None or self.high is None or self.rank is None:
            return "0", "0", "0"
        step = BAR / max(self.of, 1)
        width = max(step * (self.high - self.low), 2.0)
        begin = min(step * (self.low - 1), BAR - width)
        return f"{begin:.1f}", f"{width:.1f}", f"{step * (self.rank - 0.5):.1f}"


def ordered(rows: Iterable[Ranked]) -> list[Ranked]:
    """Return the best first; equal ranks by code, regions without a score at the end."""
    return sorted(rows, key=lambda row: (row.rank or row.of + 1, row.code))


def matching(rows: Iterable[Ranked], asked: Mapping[str, str]) -> Iterator[Ranked]:
    """Yield the rows of a province, island group, kind, or with a word in their name."""
    word = asked.get("name", "").casefold()
    exact = [
        (part, asked[part])
        for part in ("province", "island_group", "kind")
        if asked.get(part)
    ]
    for row in rows:
        if word in row.name.casefold() and all(
            getattr(row, part) == wanted for part, wanted in exact
        ):
            yield row


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal as its page shows it: who is in, who was near, who could not be."""

    chosen: Sequence[Ranked]
    near: Sequence[Ranked]
    excluded: Sequence[Ranked]

    @property
    def certain(self) -> int:
        """Count the proposed whose place is sure."""
        return sum(row.group == "certain" for row in self.chosen)

    @property
    def contested(self) -> int:
        """Count the proposed whose place is not sure."""
        return len(self.chosen) - self.certain

    @property
    def rivals(self) -> int:
        """Count who is not proposed, and yet is among the chosen in many draws."""
        return sum(row.group != "out" for row in self.near)


def proposal(rows: Iterable[Ranked], neighbours: int) -> Proposal:
    """Sort out a ranking: the chosen, the rivals with the first ones out, the excluded."""
    placed = ordered(rows)
    outside = [row for row in placed if row.eligible and not row.chosen]
    first = {row.code for row in outside[:neighbours]}
    return Proposal(
        chosen=[row for row in placed if row.chosen],
        near=[row for row in outside if row.group != "out" or row.code in first],
        excluded=[row for row in placed if not row.eligible],
    )
