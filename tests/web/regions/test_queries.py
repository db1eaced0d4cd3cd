from __future__ import annotations

import pytest

from rancang.web.regions import queries
from rancang.web.regions.models import Region
from tests.factories import registry


pytestmark = pytest.mark.django_db


def test_profile_tells_figures_with_their_row():
    registry()

    profile = queries.profile("35.76")

    assert profile.name == "Kota Mojokerto"
    assert profile.province == "Jawa Timur"
    assert profile.population.value == 100_000
    assert profile.population.source.row == "uji, baris 1"


def test_density_is_people_by_land_worked_by_hand():
    registry()

    density = queries.profile("35.76").density

    assert density.value == 100_000 / 20
    assert density.rests_on == (
        "35.76/wilayah.penduduk/2025",
        "35.76/wilayah.luas/2025",
    )


def test_the_map_holds_the_province_only():
    registry()

    shapes = queries.profile("35.76").shapes

    assert {shape.region for shape in shapes} == {"35.01", "35.02", "35.71", "35.76"}


def test_an_unknown_code_is_not_found():
    registry()

    with pytest.raises(Region.DoesNotExist):
        queries.region("3576")
