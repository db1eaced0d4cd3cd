"""What a report tells of, and the words it uses for nodes and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rancang.documents import sentences
from rancang.documents.book import Column, Count, Row, Spans, Table, Words
from rancang.methods.arrays import Floats, Ints
from rancang.methods.composite import Assessment
from rancang.methods.framework import Framework
from rancang.methods.treat import Treated


ORIGIN = "asesmen"
"""Where the numbers of a report come from."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Findings:
    """What was read, chosen and computed.

    ``raw`` is units x indicators as read; ``intervals`` units x (5 %, 50 %, 95 %) of the
    rank; ``probability`` the chance of being selected; ``settings`` and ``inputs`` are
    names and values as they are to be printed.
    """

    assessment: Assessment
    framework: Framework
    raw: Floats
    periods: Sequence[str]
    intervals: Floats
    settings: Mapping[str, str]
    inputs: Mapping[str, str]
    selected: tuple[str, ...] | None = None
    probability: Floats | None = None
    treated: Treated | None = None

    @property
    def latest(self) -> str:
        """Return the last period used; empty without any."""
        return max((p for p in self.periods if p), default="")

    @property
    def periods_told(self) -> str:
        """Say which periods were used."""
        used = sorted({p for p in self.periods if p})
        if not used:
            return "tanpa periode"
        whole = used[0] if len(used) == 1 else f"{used[0]} sampai {used[-1]}"
        return f"periode {whole}"

    @property
    def columns(self) -> Ints:
        """Return the columns of the indicators that are scored, in the tree's order."""
        tree = self.assessment.tree
        return tree.columns[tree.leaves]

    def names(self) -> dict[str, str]:
        """Return the name of every node and indicator by its code."""
        nodes = {node.code: node.name.id for node in self.framework.walk()}
        indicators = {i.code: i.name.id for i in self.framework.indicators()}
        return {"index": "Indeks", **nodes, **indicators}

    def parents(self) -> list[str]:
        """Return the node under which each scored indicator stands."""
        tree = self.assessment.tree
        return [tree.codes[tree.parents[leaf]] for leaf in tree.leaves]

    def order(self) -> list[int]:
        """Return the rows of the units, best first, those without a rank last."""
        ranks, units = self.assessment.ranks, self.assessment.units
        rows = range(len(units))
        return sorted(
            rows, key=lambda r: (np.nan_to_num(ranks[r], nan=np.inf), units[r])
        )


def count(value: float, decimals: int = 0) -> Spans:
    """Write a number of the assessment; a dash where there is none."""
    if np.isnan(value):
        return (Words(sentences.DASH),)
    return (Count(sentences.number(float(value), decimals), ORIGIN),)


def words(text: str) -> Spans:
    """Write words."""
    return (Words(text),)


def table(
    anchor: str, caption: str, titles: Sequence[str], rows: Sequence[Sequence[Spans]]
) -> Table:
    """Return a table whose first column holds words and the others numbers.

    A title that ends in a colon heads a column of words.
    """
    columns = tuple(
        Column(title.rstrip(":"), "left" if not at or title.endswith(":") else "right")
        for at, title in enumerate(titles)
    )
    made = tuple(Row(tuple(row)) for row in rows)
    return Table(anchor, words(caption), columns, made, small=True)
