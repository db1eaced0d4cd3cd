from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from rancang.web.journal.actions import Installer
from rancang.web.journal.models import Entry
from rancang.web.regions import actions, queries
from rancang.web.regions.models import Region
from tests.factories import NOW, registry


pytestmark = pytest.mark.django_db


def test_register_enters_each_region_once_with_a_journal_row():
    registry()
    rows = Entry.objects.filter(subject="regions.region").count()

    registry()

    assert queries.regencies().count() == 8
    assert rows == 11
    assert Entry.objects.filter(subject="regions.region").count() == rows


def test_the_two_code_systems_stay_apart():
    registry()

    bridge = queries.codes_by_bps_2024()

    assert bridge["3576"] == "35.76"
    assert "35.76" not in bridge


def test_a_regency_without_province_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.create(
            code="99.01",
            level="regency",
            kind="kota",
            name="Tanpa Provinsi",
            island_group="Jawa",
            population=1,
            area_km2=1,
        )


def test_boundaries_are_drawn_once():
    registry()

    again = actions.draw_boundaries(
        by=Installer(), rings={"35.76": [[[0, 0], [1, 1], [0, 0]]]}, source="x", at=NOW
    )

    assert again == 0
    assert queries.shapes(["35.76"])[0].rings[0][0] == (112.0, -7.0)
