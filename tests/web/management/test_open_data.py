from __future__ import annotations

from collections import Counter

from rancang.web.management import open_data


def test_the_registry_holds_the_nation():
    places = open_data.places()
    regencies = [place for place in places if place.parent_id]

    assert len(places) == 38 + 514
    assert sum(place.population for place in regencies) == 284_973_643
    assert sum(not place.autonomous for place in regencies) == 6
    assert set(open_data.outlines()) == {place.code for place in regencies}


def test_a_province_has_the_land_of_its_regions():
    places = {place.code: place for place in open_data.places()}

    jakarta = sum(p.area_km2 for p in places.values() if p.parent_id == "31")

    assert abs(places["31"].area_km2 - jakarta) < 1e-9


def test_false_zeros_come_as_missing_with_their_reason():
    rows = {(row.region, row.indicator): row for row in open_data.bps_2021()}

    missing = {key for key, row in rows.items() if row.number is None}

    assert len(rows) == 5_140
    assert missing == open_data.FALSE_ZEROS
    assert all(rows[key].note for key in missing)
    assert rows["35.76", "eco.poverty"].number == 6.39


def test_doubtful_series_say_so_in_every_year():
    rows = list(open_data.grdp(range(2010, 2025)))

    noted = Counter(row.region for row in rows if "diragukan" in row.note)

    assert len(rows) == 514 * 15
    assert len(noted) == 17
    assert set(noted.values()) == {15}


def test_budgets_leave_out_the_twins_and_mark_the_part_year():
    rows = {(row.region, row.indicator, row.period): row for row in open_data.apbd()}

    spending = "apbd.belanja.realisasi"
    assert rows["35.76", spending, "2024"].number == 969.67
    assert rows["35.76", spending, "2023"].note == "realisasi sebagian tahun"
    assert rows["35.05", spending, "2022"].number is None
    assert rows["35.10", spending, "2022"].number is None
    assert rows["35.05", spending, "2021"].number is not None
