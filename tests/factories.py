"""A small country for tests, made by the real actions wherever they are not the subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from rancang.web.accounts.models import Agency, Person, Post
from rancang.web.accounts.rules import Role
from rancang.web.collection import actions as collection
from rancang.web.collection.models import DataCall, Value
from rancang.web.collection.rules import State
from rancang.web.frameworks import actions as frameworks
from rancang.web.frameworks.models import Version
from rancang.web.journal.actions import Installer
from rancang.web.regions import actions as regions
from rancang.web.regions.actions import Place
from rancang.workbooks.records import Place as Spot
from rancang.workbooks.records import Row


NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
TODAY = NOW.date()
EVIDENCE = date(2022, 3, 1)
SOURCE = "BPS, publikasi uji"

# Two provinces, two islands, both kinds; the last two are administrative.
REGIONS = [
    ("35.01", "Kabupaten Satu", "kabupaten", "35", "Jawa", True),
    ("35.02", "Kabupaten Dua", "kabupaten", "35", "Jawa", True),
    ("35.71", "Kota Tiga", "kota", "35", "Jawa", True),
    ("35.76", "Kota Mojokerto", "kota", "35", "Jawa", True),
    ("91.01", "Kabupaten Lima", "kabupaten", "91", "Papua", True),
    ("91.02", "Kabupaten Enam", "kabupaten", "91", "Papua", True),
    ("91.71", "Kota Tujuh", "kota", "91", "Papua", True),
    ("31.71", "Kota Administrasi", "kota", "31", "Jawa", False),
]
PROVINCES = [
    ("31", "DKI", "Jawa"),
    ("35", "Jawa Timur", "Jawa"),
    ("91", "Papua", "Papua"),
]

FRAMEWORK = """
code: uji
version: "1"
title: {id: Kerangka uji, en: Test framework}
dimensions:
  - code: eco
    name: {id: Smart Economy, en: Smart Economy}
    indicators:
      - code: eco.poverty
        name: {id: Penduduk miskin, en: Poverty}
        unit: {id: persen, en: per cent}
        direction: lower
        plausible: {minimum: 0, maximum: 100}
        custodian: BPS
        source: "BPS, publikasi uji"
      - code: eco.size
        name: {id: Ukuran, en: Size}
        unit: {id: juta rupiah, en: million rupiah}
        weight: 0
        custodian: BPS
        source: "BPS, publikasi uji"
  - code: liv
    name: {id: Smart Living, en: Smart Living}
    indicators:
      - code: liv.water
        name: {id: Air minum layak, en: Safe water}
        unit: {id: persen, en: per cent}
        plausible: {minimum: 0, maximum: 100}
        custodian: BPS
        source: "BPS, publikasi uji"
  - code: env
    name: {id: Smart Environment, en: Smart Environment}
"""


def registry() -> None:
    """Enter the small country."""
    provinces = [
        Place(
            code=code,
            name=name,
            kind="provinsi",
            parent_id=None,
            island_group=island,
            population=1_000_000,
            area_km2=1_000.0,
            source="uji",
        )
        for code, name, island in PROVINCES
    ]
    regencies = [
        Place(
            code=code,
            name=name,
            kind=kind,
            parent_id=parent,
            island_group=island,
            population=100_000,
            population_male=50_000,
            population_female=50_000,
            area_km2=20.0,
            bps_2020=code.replace(".", ""),
            bps_2024=code.replace(".", ""),
            autonomous=autonomous,
            source="uji, baris 1",
        )
        for code, name, kind, parent, island, autonomous in REGIONS
    ]
    regions.register(by=Installer(), places=[*provinces, *regencies], at=NOW)
    square = [[[112.0, -7.0], [112.1, -7.0], [112.1, -7.1], [112.0, -7.0]]]
    regions.draw_boundaries(
        by=Installer(),
        rings={code: square for code, *_ in REGIONS},
        source="uji",
        at=NOW,
    )


def person(username: str, **post: object) -> Person:
    """Make an account, with a post where agency and role are given."""
    made = Person(username=username, full_name=f"{username} (contoh)")
    made.set_unusable_password()
    made.save()
    if post:
        Post.objects.create(person=made, since=TODAY, **post)
    return made


@dataclass(frozen=True)
class World:
    """The small country with its people, a published framework and an open call."""

    bps: Agency
    dinkes: Agency
    manager: Person
    officer: Person
    walidata: Person
    head: Person
    lead: Person
    stranger: Person
    version: Version
    call: DataCall


def world() -> World:
    """Make the whole small country."""
    registry()
    national = Agency.objects.create(duty="program", name="Program")
    bps = Agency.objects.create(duty="BPS", name="Badan Pusat Statistik")
    satu_data = Agency.objects.create(duty="satu-data", name="Satu Data Indonesia")
    bappeda = Agency.objects.create(duty="bappeda", name="Bappeda", region_id="35.76")
    dinkes = Agency.objects.create(duty="dinkes", name="Dinkes", region_id="35.76")
    manager = person("manajer", agency=national, role=Role.PROGRAMME_MANAGER)
    version = frameworks.take_in(by=manager, text=FRAMEWORK, at=NOW)
    frameworks.publish(by=manager, version=version, at=NOW)
    asked = collection.Asked(
        code="uji-2021",
        title="Data uji 2021",
        indicators=["eco.poverty", "eco.size", "liv.water"],
        periods=["2021"],
        due=date(2026, 12, 31),
    )
    return World(
        bps=bps,
        dinkes=dinkes,
        manager=manager,
        officer=person("petugas", agency=bps, role=Role.DATA_OFFICER),
        walidata=person("walidata", agency=satu_data, role=Role.WALIDATA),
        head=person("kepala", agency=bps, role=Role.AGENCY_HEAD),
        lead=person("ketua", agency=bappeda, role=Role.DRAFTING_LEAD),
        stranger=person("orang-luar"),
        version=version,
        call=collection.open_call(by=manager, version=version, asked=asked, at=NOW),
    )


def row(
    region: str, indicator: str, number: float | None, note: str = "", **told: object
) -> Row:
    """Make one row as a reader would."""
    values = {
        "period": "2021",
        "source": SOURCE,
        "method": "survei",
        "evidence_date": EVIDENCE if number is not None else None,
        "place": Spot("Smart Economy", "G7"),
        **told,
    }
    return Row(region=region, indicator=indicator, number=number, note=note, **values)


def approve(
    world: World, numbers: Iterable[tuple[str, str, float | None]], period: str = "2021"
) -> list[Value]:
    """Enter values and take them all the way to approved, by the real actions."""
    values = [
        collection.enter(
            by=world.officer,
            data_call=world.call,
            agency=world.bps,
            row=row(
                region,
                indicator,
                number,
                "" if number is not None else "tidak tersedia",
                period=period,
            ),
            at=NOW,
        )
        for region, indicator, number in numbers
    ]
    collection.submit(by=world.officer, values=values, at=NOW)
    collection.check(by=world.walidata, values=values, at=NOW)
    collection.approve(by=world.head, values=values, at=NOW)
    return list(
        Value.objects.filter(pk__in=[v.pk for v in values], state=State.APPROVED)
    )
