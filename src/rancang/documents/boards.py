"""A run laid out as columns, its figures as facts, and what a region's page shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rancang.documents.choices import IMPUTE_WORDS
from rancang.documents.facts import Fact, Position, Source
from rancang.methods.arrays import Bools, Floats
from rancang.methods.framework import Framework, Indicator, Node, Text
from rancang.methods.peers import nearest
from rancang.methods.weight import INDEX


# Said of a figure that was approved anew after the run that is shown.
CHANGED = "nilai di daftar sudah berubah sejak asesmen ini"
PEERS = 5
WORDS = Text("Indeks kota cerdas", "Smart-city index")
NO_UNIT = Text("", "")


def columns(codes: Sequence[str], cells: Iterable[Sequence[Any]]) -> dict[str, Floats]:
    """Return an array of all regions for each name, NaN where there is no cell.

    A cell is a name, a region and a number.
    """
    rows = {code: row for row, code in enumerate(codes)}
    found: dict[str, Floats] = {}
    for name, region, number in cells:
        column = found.setdefault(name, np.full(len(rows), np.nan))
        column[rows[region]] = number
    return found


def run_source(framework: Framework, run: str, fingerprint: str, date: str) -> Source:
    """Return a run as the source of what it found."""
    return Source(
        publisher="Rancang",
        title=f"Asesmen menurut {framework.title.id}, versi {framework.version}",
        date=date,
        row=f"asesmen {run} (sidik {fingerprint[:12]})",
    )


def entered_fact(
    key: tuple[str, Indicator, str], number: float, source: Source, impute: str = ""
) -> Fact:
    """Return the number of an indicator as it entered a run.

    ``key`` is region, indicator and period. With ``impute``, the method that filled the
    number in, the figure is marked as imputed.
    """
    region, indicator, period = key
    return Fact(
        code=f"{region}/{indicator.code}/{period}",
        label=indicator.name.id,
        value=number,
        unit=indicator.unit.id,
        period=period,
        decimals=indicator.decimals,
        source=replace(source, row=f"{source.row}, masukan {indicator.code}"),
        derived=IMPUTE_WORDS[impute] if impute else "",
        imputed=bool(impute),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One node or indicator on a region's page: how deep it stands, and where it stands."""

    depth: int
    name: Text
    unit: Text
    position: Position
    stored: bool

    @property
    def assessed(self) -> bool:
        """Say whether there is anything to show of it."""
        return self.position.figure is not None

    @property
    def indicator(self) -> bool:
        """Say whether it is a value, not a score."""
        return self.position.kind == "indicator"


def lines(framework: Framework, found: Sequence[Position]) -> Iterator[Line]:
    """Yield every node and indicator of the tree with the position of the region."""
    placed = {position.code: position for position in found}
    yield _line(placed[INDEX], 0, WORDS, NO_UNIT)
    for dimension in framework.dimensions:
        yield from _branch(placed, dimension, 1)


def _branch(placed: Mapping[str, Position], node: Node, depth: int) -> Iterator[Line]:
    yield _line(placed[node.code], depth, node.name, NO_UNIT)
    for child in node.children:
        yield from _branch(placed, child, depth + 1)
    for indicator in node.indicators:
        found = placed[indicator.code]
        yield _line(found, depth + 1, indicator.name, indicator.unit)


def _line(position: Position, depth: int, name: Text, unit: Text) -> Line:
    figure = position.figure
    stored = position.kind == "indicator" and figure is not None and not figure.derived
    return Line(depth=depth, name=name, unit=unit, position=position, stored=stored)


def peers(
    framework: Framework, observed: Mapping[str, Floats], row: int, among: Bools
) -> list[tuple[int, float]]:
    """Return the rows most like one by the indicators that weigh, and how far off.

    Indicators are compared as z-scores of all regions; ``among`` says who may be a peer.
    """
    weighing = [i for i in framework.indicators() if i.weight > 0]
    known = [i.code for i in weighing if i.code in observed]
    table = np.column_stack([_standardised(observed[code]) for code in known])
    found = nearest(table, row, np.ones(len(known)), PEERS, among)
    return [(peer.row, peer.distance) for peer in found]


def _standardised(values: Floats) -> Floats:
    spread = np.nanstd(values)
    middle = np.nanmean(values)
    return (values - middle) / spread if spread > 0 else values - middle
