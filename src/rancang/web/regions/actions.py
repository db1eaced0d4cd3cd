"""Fill the registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from rancang.web.journal import actions as journal
from rancang.web.regions.models import Boundary, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of the registry; ``parent_id`` is the province's code, None for a province."""

    code: str
    name: str
    kind: str
    parent_id: str | None
    island_group: str
    population: int
    area_km2: float
    source: str
    population_male: int | None = None
    population_female: int | None = None
    bps_2020: str = ""
    bps_2024: str = ""
    autonomous: bool = True


@transaction.atomic
def register(*, by: journal.Actor, places: Iterable[Place], at: datetime) -> list[str]:
    """Enter provinces and regencies; those already there are left. Return the new codes."""
    known = set(Region.objects.values_list("code", flat=True))
    new = [place for place in places if place.code not in known]
    # Parents first, so that each finds its province.
    for level in ("province", "regency"):
        Region.objects.bulk_create(
            Region(level=level, **asdict(place))
            for place in new
            if (place.parent_id is None) == (level == "province")
        )
    journal.record(
        by=by,
        verb="register",
        at=at,
        changes=[
            journal.Change("regions.region", place.code, None, asdict(place))
            for place in new
        ],
    )
    return [place.code for place in new]


@transaction.atomic
def draw_boundaries(
    *, by: journal.Actor, rings: Mapping[str, list[Any]], source: str, at: datetime
) -> int:
    """Enter the outlines of regions; those already there are left."""
    known = set(Boundary.objects.values_list("region_id", flat=True))
    new = [
        Boundary(region_id=code, rings=outline, source=source)
        for code, outline in rings.items()
        if code not in known
    ]
    Boundary.objects.bulk_create(new, batch_size=200)
    journal.record(
        by=by,
        verb="draw_boundaries",
        at=at,
        changes=[
            journal.Change(
                "regions.boundary",
                boundary.region_id,
                None,
                {"rings": len(boundary.rings), "source": source},
            )
            for boundary in new
        ],
    )
    return len(new)
