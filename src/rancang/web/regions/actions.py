"""Fill the registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rancang.web.journal import actions as journal
from rancang.web.regions.models import Boundary, Region


FIELDS = (
    "name",
    "kind",
    "bps_2020",
    "bps_2024",
    "population",
    "area_km2",
    "island_group",
)


@transaction.atomic
def register(
    *, by: journal.Actor, places: Iterable[Region], at: datetime
) -> list[Region]:
    """Enter provinces and regencies, parents first; those already there are left."""
    known = set(Region.objects.values_list("code", flat=True))
    new = [place for place in places if place.code not in known]
    for level in ("province", "regency"):
        Region.objects.bulk_create(p for p in new if p.level == level)
    journal.record(
        by=by,
        verb="register",
        at=at,
        changes=[
            journal.Change(
                "regions.region",
                place.code,
                None,
                {field: getattr(place, field) for field in FIELDS},
            )
            for place in new
        ],
    )
    return new


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
