"""One region's facts with the look-ups that the chapters share."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from rancang.documents.book import Count, Spans
from rancang.documents.facts import Buku1, Fact, Position, Standing, every_fact
from rancang.documents.plain import RecordError
from rancang.documents.sentences import figure, line, number


class Subject:
    """The facts of a book, checked, with their groups and names at hand."""

    def __init__(self, facts: Buku1) -> None:
        self.facts = facts
        self.profile = facts.profile
        self.standing: Standing = facts.standing
        self.place = facts.profile.name
        self.province = facts.profile.province
        self.peers = facts.profile.kind
        self.known = _by_code(facts)
        _check_places(facts)
        _check_trends(facts)

    @cached_property
    def index(self) -> Position:
        """Return the position on the index."""
        found = [p for p in self.standing.positions if p.kind == "index"]
        if len(found) != 1:
            raise RecordError("standing.positions", "harus memuat tepat satu indeks")
        return found[0]

    def of_kind(self, *kinds: str) -> tuple[Position, ...]:
        """Return the positions of these kinds in the order of the framework."""
        return tuple(p for p in self.standing.positions if p.kind in kinds)

    @cached_property
    def dimensions(self) -> tuple[Position, ...]:
        """Return the dimensions, assessed or not."""
        return self.of_kind("dimension")

    @cached_property
    def assessed(self) -> tuple[Position, ...]:
        """Return the dimensions that have a score."""
        return tuple(d for d in self.dimensions if d.figure)

    @cached_property
    def indicators(self) -> tuple[Position, ...]:
        """Return the indicators, those of weight 0 too."""
        return self.of_kind("indicator")

    def dimension_of(self, position: Position) -> Position:
        """Return the dimension under which a position stands."""
        above = {p.code: p for p in self.standing.positions}
        while position.kind != "dimension" and position.parent in above:
            position = above[position.parent]
        return position

    @cached_property
    def scope(self) -> Spans:
        """Return the words that stand wherever the index stands."""
        assessed = self.count("standing.assessed")
        dimensions = self.count("standing.dimensions")
        return line("dari ", assessed, " dari ", dimensions, " dimensi")

    def index_figure(self) -> Spans:
        """Return the index with its scope."""
        return line(figure(self.index.figure), " (", self.scope, ")")

    def count(self, origin: str) -> Count:
        """Return a whole number of the facts, named by its path."""
        value: object = self.facts
        for name in origin.split("."):
            value = getattr(value, name)
        if not isinstance(value, int):
            raise TypeError(f"{origin} is not a whole number")
        return Count(number(value, 0), origin)

    @cached_property
    def probability(self) -> Fact | None:
        """Return how often the region was inside, in per cent."""
        return self.standing.probability

    @cached_property
    def neighbours(self) -> tuple[Fact, ...]:
        """Return, as facts of this run, how often each region near the cut was inside."""
        own = self.standing.probability
        if own is None:
            return ()
        return tuple(
            own if code == self.profile.region else self._neighbour(own, code, share)
            for code, share in self.standing.cut_neighbours
        )

    def _neighbour(self, own: Fact, code: str, share: float) -> Fact:
        label = f"{self.name_of(code)}, bagian simulasi di dalam usulan"
        return replace(
            own,
            code=f"{code}/dalam-usulan",
            label=label,
            value=share * 100,
            rests_on=(),
        )

    def name_of(self, region: str) -> str:
        """Return the name of a region on the map, or its code."""
        return self._names.get(region, region)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {s.region: s.name for s in self.standing.map_shapes}

    def groups(self) -> tuple[str, str, str]:
        """Return the words for all regions, those of the kind, those of the province."""
        whole = "kabupaten dan kota"
        return whole, self.peers, f"{whole} di {self.province}"


def _check_places(facts: Buku1) -> None:
    """Refuse facts whose maps do not hold the region."""
    region = facts.profile.region
    for path, shapes in (
        ("profile.shapes", facts.profile.shapes),
        ("standing.map_shapes", facts.standing.map_shapes),
    ):
        drawn = {shape.region for shape in shapes if any(shape.rings)}
        if region not in drawn:
            raise RecordError(path, f"tidak memuat batas wilayah {region}")
        for at, shape in enumerate(shapes):
            if not any(shape.rings):
                raise RecordError(f"{path}[{at}].rings", "tidak berisi titik")


def _check_trends(facts: Buku1) -> None:
    for at, trend in enumerate(facts.trends):
        if not trend.region:
            raise RecordError(f"trends[{at}].region", "tidak berisi satu tahun pun")


def _by_code(facts: Buku1) -> dict[str, Fact]:
    standing = facts.standing
    parts = (
        facts.profile,
        standing.positions,
        standing.probability,
        standing.imputed,
        facts.trends,
        facts.budget,
    )
    found: dict[str, Fact] = {}
    for fact in every_fact(parts):
        if found.setdefault(fact.code, fact) != fact:
            message = f"kode dipakai oleh dua fakta yang berbeda: {fact.label}"
            raise RecordError(fact.code, message)
    return found
