"""Facts: figures that carry where they came from, grouped as the books need them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rancang.documents.plain import fingerprint, from_plain, to_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure came from, down to the row.

    ``date`` is the evidence date (ISO 8601, or a year). ``row`` names the row so that a
    person can open it: file, sheet and cell, stored value and revision, or the run.
    """

    publisher: str
    title: str
    date: str
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure. ``code`` is unique in a book, for example ``35.76/eco.poverty/2021``.

    ``value`` is None where the figure is missing. ``derived`` says in words how a computed
    figure was made; ``rests_on`` names the facts it was made from.
    """

    code: str
    label: str
    value: float | None
    unit: str
    period: str
    source: Source
    decimals: int = 2
    derived: str = ""
    rests_on: tuple[str, ...] = ()
    imputed: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A region on a map: rings of (longitude, latitude)."""

    region: str
    name: str
    province: str
    rings: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The place: names, codes, people and land."""

    region: str
    bps_code: str
    name: str
    kind: str
    province: str
    island_group: str
    population: Fact
    population_male: Fact
    population_female: Fact
    area: Fact
    density: Fact
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where the region stands on one node or indicator.

    ``kind`` is "index", "dimension", "subdimension" or "indicator". ``figure`` is the
    score or the value; it is None for a dimension not assessed. Ranks: 1 is best, ties share
    the best rank, over the ``of_…`` regions that have a value. Medians of the groups are
    facts too. ``low`` and ``high`` bound the rank (5 % to 95 % of the draws), index only.
    ``strength`` is "strength", "weakness" or nothing, relative to the regions of the same
    kind. ``values_all`` and ``values_kind`` are the values of all regions and of those of
    the same kind, for drawing how they spread.
    """

    code: str
    parent: str
    kind: str
    name: str
    direction: str
    weight: float
    figure: Fact | None
    rank_all: Fact | None = None
    rank_kind: Fact | None = None
    rank_province: Fact | None = None
    of_all: int = 0
    of_kind: int = 0
    of_province: int = 0
    median_all: Fact | None = None
    median_kind: Fact | None = None
    median_province: Fact | None = None
    low: Fact | None = None
    high: Fact | None = None
    strength: str = ""
    values_all: tuple[float, ...] = ()
    values_kind: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The assessment as it concerns the region.

    ``choices`` are (label, text) pairs for the method chapter. ``map_scores`` are
    (region code, index score or None) for the national map; ``assessed`` of
    ``dimensions`` dimensions carry indicators. ``probability`` is the share of draws in
    which the region is among the selected, in per cent; ``cut_neighbours`` are (region
    code, share from 0 to 1) of the regions near the cut. ``strength_rule`` says in
    Indonesian when a position counts as a strength or a weakness.
    """

    framework_title: str
    framework_version: str
    framework_note: str
    run: str
    period: str
    fingerprint: str
    seed: int
    draws: int
    choices: tuple[tuple[str, str], ...]
    assessed: int
    dimensions: int
    positions: tuple[Position, ...]
    map_scores: tuple[tuple[str, float | None], ...]
    map_shapes: tuple[Shape, ...]
    selected: bool
    eligible: bool
    selection_size: int
    probability: Fact | None
    cut_neighbours: tuple[tuple[str, float], ...] = ()
    imputed: tuple[Fact, ...] = ()
    strength_rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One indicator over the years, beside the median of the region's kind and province."""

    indicator: str
    name: str
    unit: str
    region: tuple[Fact, ...]
    median_kind: tuple[Fact, ...]
    median_province: tuple[Fact, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One line of the budget in one year; ``depth`` 0 is the top of the account tree.

    ``share`` is what was realised, in per cent of what was budgeted.
    """

    code: str
    name: str
    depth: int
    year: str
    budgeted: Fact | None
    realised: Fact | None
    share: Fact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Budget and realisation by account and year, with what is odd about them."""

    unit: str
    years: tuple[str, ...]
    part_years: tuple[str, ...]
    accounts: tuple[Account, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Data still missing: what, in which dimension, from whom."""

    dimension: str
    subdimension: str
    indicator: str
    custodian: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Buku1:
    """All that Buku 1 (Analisis Strategis) of one region is made from."""

    profile: Profile
    standing: Standing
    trends: tuple[Trend, ...]
    budget: Budget | None
    gaps: tuple[Gap, ...]
    sources: tuple[Source, ...]
    edition: str
    date: str
    demo: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON types; ``from_json`` gives the record back."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, plain: Any) -> Buku1:
        """Return the record; RecordError names what is unknown, missing or wrong."""
        return from_plain(cls, plain)

    def fingerprint(self) -> str:
        """Return the SHA-256 of the facts as canonical JSON."""
        return fingerprint(from_plain(Buku1, self.as_json()).as_json())


def latest(facts: tuple[Fact, ...]) -> Fact | None:
    """Return the last of a row of facts, or nothing where there is none."""
    return facts[-1] if facts else None


def every_fact(record: Any) -> Iterator[Fact]:
    """Yield each fact in a record, in the order of its fields."""
    if isinstance(record, Fact):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from every_fact(item)
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from every_fact(getattr(record, field.name))
