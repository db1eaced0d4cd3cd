"""Where a region stands, told as facts: from scores and values to positions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from rancang.documents.facts import Fact, Position, Source
from rancang.methods import position
from rancang.methods.arrays import Bools, Floats
from rancang.methods.framework import Direction, Framework, Indicator, Node
from rancang.methods.weight import INDEX


INDEX_NAME = "Indeks kota cerdas"

STRENGTH_RULE = (
    "Indikator berbobot menjadi kekuatan bila nilainya lebih baik daripada sedikitnya "
    "tiga perempat daerah lain yang sejenis (kota dengan kota, kabupaten dengan "
    "kabupaten), dan kelemahan bila kurang baik daripada sedikitnya tiga perempatnya. "
    "Bila daerah lain yang sejenis kurang dari delapan, tidak ada yang dinyatakan."
)

AGGREGATE_WORDS = {
    "arithmetic": "rata-rata aritmetik tertimbang",
    "geometric": "rata-rata geometrik tertimbang",
}

Scope = Literal["all", "kind", "province"]
SCOPES: tuple[Scope, ...] = ("all", "kind", "province")


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Regions compared with each other: a key for codes, a name, and who is in it."""

    key: str
    name: str
    members: Bools


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Board:
    """A run laid out to tell of one region: arrays have one number for each region.

    ``row`` is the region. ``scores`` (by node) and ``observed`` (by indicator) are NaN
    where there is none; what was imputed is not in ``observed``. ``figures`` are the
    region's own values; ``interval`` bounds its rank in the draws.
    """

    framework: Framework
    region: str
    row: int
    period: str
    source: Source
    aggregate: str
    groups: Mapping[Scope, Group]
    scores: Mapping[str, Floats]
    observed: Mapping[str, Floats]
    figures: Mapping[str, Fact]
    interval: tuple[float, float] | None

    @property
    def assessed(self) -> int:
        """Count the dimensions that have a score."""
        return sum(d.code in self.scores for d in self.framework.dimensions)

    @property
    def basis(self) -> str:
        """Say on how many dimensions the index stands."""
        return f"{self.assessed} dari {len(self.framework.dimensions)} dimensi"

    def fact(self, key: str, value: float, part: str, **told: Any) -> Fact:
        """Make a figure that the run found about the region, or about its ``owner``."""
        owner = told.pop("owner", self.region)
        return Fact(
            code=f"{owner}/asesmen.{key}/{self.period}",
            value=None if np.isnan(value) else float(value),
            period=self.period,
            source=replace(self.source, row=f"{self.source.row}, {part}"),
            **{"unit": "", **told},
        )


def positions(board: Board) -> tuple[Position, ...]:
    """Return the position on the index, then on every node and indicator of the tree."""
    index = Position(
        code=INDEX,
        parent="",
        kind="index",
        name=INDEX_NAME,
        direction="higher",
        weight=1.0,
        figure=_score(board, INDEX, f"{INDEX_NAME} ({board.basis})", _parts(board)),
    )
    placed = _placed(board, index, board.scores.get(INDEX))
    branches = (
        found
        for dimension in board.framework.dimensions
        for found in _branch(board, dimension, INDEX)
    )
    return (_bounded(board, placed), *branches)


def _branch(board: Board, node: Node, parent: str) -> Iterator[Position]:
    parts = _parts(board, node)
    base = Position(
        code=node.code,
        parent=parent,
        kind="dimension" if parent == INDEX else "subdimension",
        name=node.name.id,
        direction="higher",
        weight=node.weight,
        figure=_score(board, node.code, f"Skor {node.name.id}", parts),
    )
    yield _placed(board, base, board.scores.get(node.code))
    for child in node.children:
        yield from _branch(board, child, node.code)
    for indicator in node.indicators:
        yield _leaf(board, indicator, node.code)


def _leaf(board: Board, indicator: Indicator, parent: str) -> Position:
    values = board.observed.get(indicator.code)
    base = Position(
        code=indicator.code,
        parent=parent,
        kind="indicator",
        name=indicator.name.id,
        direction=indicator.direction,
        weight=indicator.weight,
        figure=board.figures.get(indicator.code),
    )
    placed = _placed(board, base, values)
    if values is None or indicator.weight == 0:
        return placed
    peers = board.groups["kind"].members
    told = position.strength(values, board.row, indicator.direction, peers)
    return replace(placed, strength=told)


def _score(board: Board, node: str, label: str, parts: tuple[str, ...]) -> Fact | None:
    if node not in board.scores:
        return None
    return board.fact(
        f"skor.{node}",
        board.scores[node][board.row],
        f"simpul {node}",
        label=label,
        derived=f"{AGGREGATE_WORDS[board.aggregate]} nilai baku di bawahnya",
        rests_on=parts,
    )


def _parts(board: Board, node: Node | None = None) -> tuple[str, ...]:
    """Return the codes of the facts that a score rests on."""
    children = node.children if node else board.framework.dimensions
    leaves = node.indicators if node else ()
    scores = [c.code for c in children if c.weight > 0 and c.code in board.scores]
    figures = [
        board.figures[i.code].code
        for i in leaves
        if i.weight > 0 and i.code in board.figures
    ]
    return (
        *(f"{board.region}/asesmen.skor.{code}/{board.period}" for code in scores),
        *figures,
    )


def _placed(board: Board, base: Position, values: Floats | None) -> Position:
    """Add ranks and medians among all, among the same kind and in the province."""
    if values is None:
        return base
    told: dict[str, Any] = {}
    direction: Direction = "lower" if base.direction == "lower" else "higher"
    for scope in SCOPES:
        group = board.groups[scope]
        place = position.stand(values, board.row, direction, group.members)
        told[f"of_{scope}"] = place.of
        told[f"rank_{scope}"] = _rank(board, base, group, place)
        told[f"median_{scope}"] = _median(board, base, group, place)
    kind = values[board.groups["kind"].members]
    return replace(base, **told, values_all=_sorted(values), values_kind=_sorted(kind))


def _sorted(values: Floats) -> tuple[float, ...]:
    """Return the values alone, in an order that does not tell whose they are."""
    return tuple(float(value) for value in np.sort(values[~np.isnan(values)]))


def _rank(
    board: Board, base: Position, group: Group, place: position.Place
) -> Fact | None:
    if place.rank is None or base.figure is None:
        return None
    return board.fact(
        f"peringkat.{base.code}.{group.key}",
        place.rank,
        f"simpul {base.code}",
        label=f"Peringkat {base.name}, {group.name}",
        decimals=0,
        derived=f"kedudukan di antara {place.of} daerah; nilai sama berbagi peringkat",
        rests_on=(base.figure.code,),
    )


def _median(
    board: Board, base: Position, group: Group, place: position.Place
) -> Fact | None:
    if not place.of:
        return None
    shown = base.figure
    return board.fact(
        f"median.{base.code}",
        place.median,
        f"simpul {base.code}",
        owner=group.key,
        label=f"Median {base.name}, {group.name}",
        unit=shown.unit if shown else "",
        decimals=shown.decimals if shown else 2,
        derived=f"median {place.of} daerah yang memiliki nilai",
    )


def _bounded(board: Board, index: Position) -> Position:
    """Add how far the draws move the rank."""
    if board.interval is None:
        return index
    low, high = (
        board.fact(
            f"peringkat.index.p{percent:02}",
            bound,
            f"simpul {INDEX}",
            label=f"Peringkat indeks, persentil ke-{percent} simulasi",
            decimals=0,
            derived=f"persentil ke-{percent} dari peringkat pada semua simulasi",
        )
        for percent, bound in zip((5, 95), board.interval, strict=True)
    )
    return replace(index, low=low, high=high)


def group_median(group: Group, like: Fact, values: Floats, source: Source) -> Fact:
    """Return the median of a group in the period of a fact of the same indicator."""
    place = position.stand(values, 0, "higher", group.members)
    indicator, period = like.code.split("/")[1:]
    return Fact(
        code=f"{group.key}/median.{indicator}/{period}",
        label=f"Median {like.label}, {group.name}",
        value=None if np.isnan(place.median) else place.median,
        unit=like.unit,
        period=period,
        source=source,
        decimals=like.decimals,
        derived=f"median {place.of} daerah yang memiliki nilai",
    )
