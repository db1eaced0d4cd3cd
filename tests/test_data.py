"""The open data is what data/SOURCES.md says it is."""

import csv
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from rancang.methods.budget import CHART, Line, account_tree
from rancang.methods.framework import parse


DATA = Path(__file__).resolve().parents[1] / "data"
YEARS = [str(year) for year in range(2010, 2018)]
# Pairs that carry each other's BPS code in the Zenodo file.
EXCHANGED = {"5107": "3313", "3313": "5107", "1808": "1812", "1812": "1808"}


@cache
def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def regions():
    return {row["kode_kemendagri"]: row for row in table("regions/regions_514.csv")}


@cache
def cross_section():
    rows = table("indicators/bps_2021_cross_section_514.csv")
    return {row["kode_kemendagri"]: row for row in rows}


@cache
def grdp_per_capita():
    rows = table("indicators/grdp_per_capita_2000_2024_long.csv")
    return {
        (row["kode_kemendagri"], row["tahun"]): float(row["pdrb_per_kapita_ribu_rp"])
        for row in rows
    }


@cache
def peer():
    """GRDP per capita of the Zenodo file, by Kemendagri code and year."""
    by_bps = {row["kode_bps_2020"]: code for code, row in regions().items()}
    return {
        (by_bps[EXCHANGED.get(row["KDJ"], row["KDJ"])], year): float(
            row[f"RGDPPC{year}"]
        )
        for row in table("indicators/grdp_population_2010_2017_zenodo.csv")
        for year in YEARS
    }


def worst(code, series):
    """Return the year and ratio in which a region's series leaves the peer most."""
    ratios = {year: series[code, year] / peer()[code, year] for year in YEARS}
    year = max(YEARS, key=lambda each: abs(ratios[each] - 1))
    return year, ratios[year]


def budget(code, year):
    rows = table("budgets/apbd_jatim_38_2021_2024.csv")
    return [r for r in rows if r["kode_kemendagri"] == code and r["tahun"] == year]


def test_registry_has_all_regions_once():
    kinds = Counter(row["jenis"] for row in regions().values())
    assert kinds == {"kabupaten": 416, "kota": 98}
    for column in ("kode_kemendagri", "kode_bps_2020", "kode_bps_2024", "nama"):
        values = [row[column] for row in table("regions/regions_514.csv")]
        assert len(set(values)) == 514, column


def test_population_adds_up_to_the_nation():
    rows = regions().values()
    assert sum(int(row["penduduk_total"]) for row in rows) == 284_973_643
    assert all(
        int(row["penduduk_pria"]) + int(row["penduduk_wanita"])
        == int(row["penduduk_total"])
        for row in rows
    )
    provinces = table("regions/provinces_38.csv")
    assert sum(int(row["penduduk_total"]) for row in provinces) == 284_973_643


def test_bare_codes_of_the_two_systems_must_not_be_joined():
    by_bps = {row["kode_bps_2020"]: code for code, row in regions().items()}
    strangers = [
        code
        for code, row in regions().items()
        if by_bps.get(row["kode_kemendagri_4"], code) != code
    ]
    assert len(strangers) == 164


def test_every_province_belongs_to_one_of_seven_island_groups():
    rows = table("regions/island_groups.csv")
    groups = {row["kode_provinsi"]: row["kelompok_pulau"] for row in rows}
    assert len(rows) == len(groups) == 38
    assert len(set(groups.values())) == 7
    used = {row["kode_provinsi_kemendagri"] for row in regions().values()}
    assert used == set(groups)


def test_every_region_has_a_polygon_and_every_polygon_a_region():
    text = (DATA / "boundaries/kabkota_514.geojson").read_text(encoding="utf-8")
    codes = [f["properties"]["kode"] for f in json.loads(text)["features"]]
    assert len(codes) == 514
    assert set(codes) == set(regions())


def test_cross_section_is_complete_and_its_zeros_are_the_four_named():
    assert set(cross_section()) == set(regions())
    columns = list(cross_section()["35.76"])[5:-1]
    zeros = {
        (code, column)
        for code, row in cross_section().items()
        for column in columns
        if float(row[column]) == 0
    }
    assert zeros == {
        ("95.08", "tpt_pct"),
        ("95.07", "tpt_pct"),
        ("94.08", "sanitasi_layak_pct"),
        ("95.05", "air_minum_layak_pct"),
    }


def test_kota_mojokerto_is_as_published():
    region, row = regions()["35.76"], cross_section()["35.76"]
    assert (region["penduduk_total"], region["luas_km2"]) == ("142272", "20.48")
    published = {
        "miskin_p0_pct": 6.39,
        "ipm": 78.43,
        "umur_harapan_hidup_th": 73.39,
        "rata_lama_sekolah_15plus_th": 10.47,
        "pengeluaran_per_kapita_ribu_rp": 13610,
        "sanitasi_layak_pct": 95.49,
        "air_minum_layak_pct": 99.63,
        "tpt_pct": 6.87,
    }
    assert {key: float(row[key]) for key in published} == published
    spending = next(r for r in budget("35.76", "2024") if r["akun"] == "Belanja Daerah")
    assert float(spending["anggaran_miliar_rp"]) == 1086.75
    assert float(spending["realisasi_miliar_rp"]) == 969.67


def test_grdp_per_capita_covers_all_regions_and_years():
    years = [str(year) for year in range(2000, 2025)]
    expected = {(code, year) for code in regions() for year in years}
    assert set(grdp_per_capita()) == expected
    assert min(grdp_per_capita().values()) > 500
    assert max(grdp_per_capita().values()) < 1_000_000


def published_order():
    """Return each region's row in the published file: i-th of 2020 on i-th of 2024."""
    old = sorted(regions(), key=lambda code: regions()[code]["kode_bps_2020"])
    new = sorted(regions(), key=lambda code: regions()[code]["kode_bps_2024"])
    return dict(zip(old, new, strict=True))


def test_papua_was_put_back_by_one_rule():
    rows = table("indicators/grdp_per_capita_2000_2024_long.csv")
    origin = {r["kode_kemendagri"]: r["kode_bps_2024_berkas_asal"] for r in rows}
    stood = {
        code: regions()[other]["kode_bps_2024"]
        for code, other in published_order().items()
    }
    assert origin == stood
    moved = [
        code for code in origin if origin[code] != regions()[code]["kode_bps_2024"]
    ]
    assert len(moved) == 35
    assert {code[:2] for code in moved} == {"91", "92", "93", "94", "95", "96"}


def test_papua_agrees_with_the_peer_only_when_put_back():
    mine = grdp_per_capita()
    papua = [
        code for code in regions() if code[:2] in {"91", "92", "93", "94", "95", "96"}
    ]
    stood = published_order()
    as_published = {
        (other, year): mine[code, year]
        for code, other in stood.items()
        for year in YEARS
    }
    assert len(papua) == 42
    close = [code for code in papua if abs(worst(code, mine)[1] - 1) < 0.02]
    assert len(close) == 42
    close = [code for code in papua if abs(worst(code, as_published)[1] - 1) < 0.02]
    assert len(close) == 7


@pytest.mark.parametrize("code", ["91.71", "94.04", "92.12"])
def test_papua_agrees_with_total_grdp_of_2021(code):
    total = float(cross_section()[code]["pdrb_adhk_juta_rp_unit_unclear"]) * 1000
    per_head = total / int(regions()[code]["penduduk_total"])
    # Population is of 2025, hence the width.
    assert grdp_per_capita()[code, "2021"] == pytest.approx(per_head, rel=0.1)


def test_doubtful_series_are_listed():
    found = []
    for code, row in sorted(regions().items()):
        year, ratio = worst(code, grdp_per_capita())
        if abs(ratio - 1) > 0.1:
            found.append((code, row["nama"], year, f"{ratio:.4f}"))
    listed = table("indicators/grdp_per_capita_doubtful.csv")
    assert [tuple(row.values()) for row in listed] == found
    assert len(found) == 17
    assert sum(code.startswith("15.") for code, *_ in found) == 11


def test_budgets_have_the_faults_that_are_told():
    rows = table("budgets/apbd_jatim_38_2021_2024.csv")
    assert len({row["kode_kemendagri"] for row in rows}) == 38
    named = Counter((r["kode_kemendagri"], r["tahun"], r["akun"]) for r in rows)
    assert sum(count > 1 for count in named.values()) == 304

    def figures(code):
        return [
            (r["akun"], r["anggaran_miliar_rp"], r["realisasi_miliar_rp"])
            for r in budget(code, "2022")
        ]

    assert figures("35.05") == figures("35.10")
    levies = next(r for r in budget("35.76", "2024") if r["akun"] == "Retribusi Daerah")
    assert float(levies["anggaran_miliar_rp"]) == 12.24
    assert float(levies["realisasi_miliar_rp"]) == 119.09


def tree(name):
    return yaml.safe_load((DATA / "frameworks" / name).read_text(encoding="utf-8"))


def indicators(node):
    yield from node.get("indicators", [])
    for child in node.get("children", []):
        yield from indicators(child)


def test_smart_city_has_six_dimensions_of_three():
    dimensions = tree("smart-city.yaml")["dimensions"]
    assert [d["code"] for d in dimensions] == ["gov", "bra", "eco", "liv", "soc", "env"]
    assert all(len(d["children"]) == 3 for d in dimensions)
    weights = {n["weight"] for d in dimensions for n in [d, *d["children"]]}
    assert weights == {1}


def test_context_is_shown_and_not_scored():
    dimensions = tree("smart-city.yaml")["dimensions"]
    weight = {i["code"]: i["weight"] for d in dimensions for i in indicators(d)}
    assert len(weight) == 11
    assert {code for code, w in weight.items() if w == 0} == {
        "eco.grdp_total",
        "eco.hdi",
    }


def test_every_file_is_sourced():
    sources = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    for path in DATA.rglob("*.*"):
        name = path.relative_to(DATA).as_posix()
        assert name == "SOURCES.md" or name.startswith("frameworks/") or name in sources


def test_both_frameworks_are_sound():
    for name in ("smart-city", "apbd"):
        text = (DATA / "frameworks" / f"{name}.yaml").read_text(encoding="utf-8")
        assert parse(text).code == name


def test_budget_tree_has_two_indicators_for_each_account_of_the_chart():
    dimensions = tree("apbd.yaml")["dimensions"]
    found = [i["code"] for d in dimensions for i in indicators(d)]
    wanted = {
        f"apbd.{h.code}.{side}" for h in CHART for side in ("anggaran", "realisasi")
    }
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_every_published_figure_is_inside_its_plausible_range():
    framework = parse((DATA / "frameworks/apbd.yaml").read_text(encoding="utf-8"))
    bounds = {i.code: (i.minimum, i.maximum) for i in framework.indicators()}
    sheets = {}
    for row in table("budgets/apbd_jatim_38_2021_2024.csv"):
        amounts = (row["anggaran_miliar_rp"], row["realisasi_miliar_rp"])
        line = Line(
            int(row["urutan"]), row["akun"], *(float(a) if a else None for a in amounts)
        )
        sheets.setdefault((row["kode_kemendagri"], row["tahun"]), []).append(line)
    for lines in sheets.values():
        for account in account_tree(lines):
            low, high = bounds[f"apbd.{account.code}.anggaran"]
            for amount in (account.budgeted, account.realised):
                assert amount is None or low <= amount <= high, account.code
