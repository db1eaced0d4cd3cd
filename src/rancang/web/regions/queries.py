"""What is known of the places."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count, QuerySet

from rancang.documents.facts import Fact, Profile, Shape, Source
from rancang.web.regions.models import Boundary, Region


REGISTRY = "Registri kode wilayah dan penduduk 2025"
PUBLISHER = "Kementerian Dalam Negeri"


def regencies() -> QuerySet[Region]:
    """Return the kabupaten and kota by code."""
    return Region.objects.filter(level="regency").select_related("parent")


def region(code: str) -> Region:
    """Return one region by its Kemendagri code."""
    return Region.objects.select_related("parent").get(code=code)


def counts() -> dict[str | None, int]:
    """Return how many kabupaten and kota each province has; under None, all."""
    found = dict(regencies().values_list("parent_id").annotate(Count("pk")).order_by())
    return {**found, None: sum(found.values())}


def exists() -> bool:
    """Say whether the registry is filled."""
    return Region.objects.exists()


def codes_by_bps_2024() -> dict[str, str]:
    """Return Kemendagri codes by BPS code: the only bridge between the two systems."""
    return dict(regencies().values_list("bps_2024", "code"))


def shapes(codes: Collection[str] | None = None) -> tuple[Shape, ...]:
    """Return the outlines of some or all kabupaten and kota."""
    found = Boundary.objects.select_related("region__parent").order_by("region_id")
    if codes is not None:
        found = found.filter(region_id__in=codes)
    return tuple(
        Shape(
            region=b.region_id,
            name=b.region.name,
            province=b.region.parent.name if b.region.parent else "",
            rings=tuple(tuple((x, y) for x, y in ring) for ring in b.rings),
        )
        for b in found
    )


def _source(place: Region) -> Source:
    return Source(publisher=PUBLISHER, title=REGISTRY, date="2025", row=place.source)


def _figure(place: Region, key: str, value: float | None, **told: Any) -> Fact:
    return Fact(
        code=f"{place.code}/wilayah.{key}/2025",
        value=value,
        period="2025",
        source=_source(place),
        **told,
    )


def profile(code: str) -> Profile:
    """Return names, codes, people and land of a region as facts, with its province's map."""
    place = region(code)
    province = place.parent
    neighbours = Region.objects.filter(parent=province).values_list("code", flat=True)
    population = _figure(
        place,
        "penduduk",
        place.population,
        label="Jumlah penduduk",
        unit="jiwa",
        decimals=0,
    )
    area = _figure(
        place, "luas", place.area_km2, label="Luas wilayah", unit="km²", decimals=2
    )
    return Profile(
        region=place.code,
        bps_code=place.bps_2024,
        name=place.name,
        kind=place.kind,
        province=province.name if province else "",
        island_group=place.island_group,
        population=population,
        population_male=_figure(
            place,
            "penduduk_laki_laki",
            place.population_male,
            label="Penduduk laki-laki",
            unit="jiwa",
            decimals=0,
        ),
        population_female=_figure(
            place,
            "penduduk_perempuan",
            place.population_female,
            label="Penduduk perempuan",
            unit="jiwa",
            decimals=0,
        ),
        area=area,
        density=_figure(
            place,
            "kepadatan",
            place.population / place.area_km2,
            label="Kepadatan penduduk",
            unit="jiwa per km²",
            decimals=0,
            derived="jumlah penduduk dibagi luas wilayah",
            rests_on=(population.code, area.code),
        ),
        shapes=shapes(list(neighbours)),
    )
