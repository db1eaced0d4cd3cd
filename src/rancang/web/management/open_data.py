"""The open data that ships with Rancang, read as an agency's officer would type it."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from rancang.methods import budget
from rancang.web.regions.actions import Place
from rancang.workbooks.records import Place as Spot
from rancang.workbooks.records import Row


DATA: Path = settings.DATA_DIR
REGISTRY = "Kepmendagri 300.2.2-2138/2025, regions_514.csv baris"
BOUNDARIES = "cahyadsn/wilayah_boundaries (MIT), disederhanakan; bukan batas hukum"
DKI = "31"

# The columns of the cross-section of 2021 by indicator.
COLUMNS = {
    "eco.poverty": "miskin_p0_pct",
    "eco.expenditure": "pengeluaran_per_kapita_ribu_rp",
    "eco.hdi": "ipm",
    "eco.unemployment": "tpt_pct",
    "eco.participation": "tpak_pct",
    "eco.grdp_total": "pdrb_adhk_juta_rp_unit_unclear",
    "liv.life_expectancy": "umur_harapan_hidup_th",
    "liv.sanitation": "sanitasi_layak_pct",
    "liv.water": "air_minum_layak_pct",
    "soc.schooling": "rata_lama_sekolah_15plus_th",
}
# Zeros that can only be missing: nobody out of work, no proper water or toilet at all.
FALSE_ZEROS = {
    ("95.08", "eco.unemployment"),
    ("95.07", "eco.unemployment"),
    ("94.08", "liv.sanitation"),
    ("95.05", "liv.water"),
}
# The figures of the two are identical for this year, so one is wrong: neither is used.
TWINS = {("35.05", "2022"), ("35.10", "2022")}
PART_YEAR = "2023"

SOURCES = {
    "bps": "BPS, indikator kabupaten/kota 2021 (melalui himpunan publik)",
    "pdrb": "PDRB per kapita kabupaten/kota, harga konstan 2010 (quarcs-lab/indonesia514)",
    "apbd": "DJPK Kementerian Keuangan, postur APBD (melalui himpunan publik)",
}


def lines(path: str) -> Iterator[dict[str, str]]:
    """Yield the lines of a shipped CSV file."""
    with (DATA / path).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def places() -> list[Place]:
    """Return provinces and regencies of the registry."""
    islands = {
        line["kode_provinsi"]: line["kelompok_pulau"]
        for line in lines("regions/island_groups.csv")
    }
    land = _land()
    provinces = [
        Place(
            code=line["kode_kemendagri"],
            name=line["nama"],
            kind="provinsi",
            parent_id=None,
            island_group=islands[line["kode_kemendagri"]],
            population=int(line["penduduk_total"]),
            area_km2=land[line["kode_kemendagri"]],
            source="provinces_38.csv; luas adalah jumlah kabupaten dan kotanya",
        )
        for line in lines("regions/provinces_38.csv")
    ]
    regencies = [
        Place(
            code=line["kode_kemendagri"],
            name=line["nama"],
            kind=line["jenis"],
            parent_id=line["kode_provinsi_kemendagri"],
            island_group=islands[line["kode_provinsi_kemendagri"]],
            population=int(line["penduduk_total"]),
            population_male=int(line["penduduk_pria"]),
            population_female=int(line["penduduk_wanita"]),
            area_km2=float(line["luas_km2"]),
            bps_2020=line["kode_bps_2020"],
            bps_2024=line["kode_bps_2024"],
            autonomous=line["kode_provinsi_kemendagri"] != DKI,
            source=f"{REGISTRY} {number}",
        )
        for number, line in enumerate(lines("regions/regions_514.csv"), start=2)
    ]
    return [*provinces, *regencies]


def _land() -> dict[str, float]:
    """Return each province's land as the sum of its regencies: one line has none."""
    land: defaultdict[str, float] = defaultdict(float)
    for line in lines("regions/regions_514.csv"):
        land[line["kode_provinsi_kemendagri"]] += float(line["luas_km2"])
    return land


def outlines() -> dict[str, list[Any]]:
    """Return the rings of each region's outline by code; holes are left out."""
    path = DATA / "boundaries/kabkota_514.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {f["properties"]["kode"]: _rings(f["geometry"]) for f in features}


def _rings(geometry: dict[str, Any]) -> list[Any]:
    shape = geometry["coordinates"]
    polygons = [shape] if geometry["type"] == "Polygon" else shape
    return [polygon[0] for polygon in polygons]


def framework(name: str) -> str:
    """Return a shipped framework's file."""
    return (DATA / f"frameworks/{name}.yaml").read_text(encoding="utf-8")


def _row(key: tuple[str, str, str], number: float | None, note: str, kind: str) -> Row:
    region, indicator, period = key
    return Row(
        region=region,
        indicator=indicator,
        period=period,
        number=number,
        note=note,
        source=SOURCES[kind],
        method="publikasi; tanggal bukti adalah akhir tahun rujukan",
        evidence_date=date(int(period), 12, 31),
        place=Spot(),
    )


def bps_2021() -> Iterator[Row]:
    """Yield the cross-section of 2021; false zeros come as missing, with the reason."""
    for line in lines("indicators/bps_2021_cross_section_514.csv"):
        region = line["kode_kemendagri"]
        for indicator, column in COLUMNS.items():
            key = (region, indicator, "2021")
            if (region, indicator) in FALSE_ZEROS:
                reason = "tertulis 0 pada sumber; hampir pasti tidak terdata"
                yield _row(key, None, reason, "bps")
            else:
                yield _row(key, float(line[column]), "", "bps")


def grdp(years: range) -> Iterator[Row]:
    """Yield GRDP per capita; series that two sources tell differently say so."""
    doubtful = {
        line["kode_kemendagri"]: line
        for line in lines("indicators/grdp_per_capita_doubtful.csv")
    }
    for line in lines("indicators/grdp_per_capita_2000_2024_long.csv"):
        if int(line["tahun"]) not in years:
            continue
        key = (line["kode_kemendagri"], "eco.grdp_per_capita", line["tahun"])
        note = _doubt(doubtful.get(key[0]))
        yield _row(key, float(line["pdrb_per_kapita_ribu_rp"]), note, "pdrb")


def _doubt(line: dict[str, str] | None) -> str:
    if line is None:
        return ""
    return (
        "diragukan: berbeda lebih dari 10 % dari sumber kedua "
        f"(doi 10.5281/zenodo.4428102), terbesar tahun {line['tahun_terburuk']}"
    )


def apbd() -> Iterator[Row]:
    """Yield budget and realisation of the 38 regions of Jawa Timur by account."""
    sheets: dict[tuple[str, str], list[budget.Line]] = {}
    for line in lines("budgets/apbd_jatim_38_2021_2024.csv"):
        sheets.setdefault((line["kode_kemendagri"], line["tahun"]), []).append(
            budget.Line(
                order=int(line["urutan"]),
                name=line["akun"],
                budgeted=_amount(line["anggaran_miliar_rp"]),
                realised=_amount(line["realisasi_miliar_rp"]),
            )
        )
    for (region, year), entries in sheets.items():
        for account in budget.account_tree(entries):
            yield from _amounts(region, year, account)


def _amount(text: str) -> float | None:
    return float(text) if text else None


def _amounts(region: str, year: str, account: budget.Account) -> Iterator[Row]:
    note = "realisasi sebagian tahun" if year == PART_YEAR else ""
    for side, number in (
        ("anggaran", account.budgeted),
        ("realisasi", account.realised),
    ):
        key = (region, f"apbd.{account.code}.{side}", year)
        if (region, year) in TWINS:
            reason = "angka dua daerah identik pada sumber, salah satunya keliru; tidak dipakai"
            yield _row(key, None, reason, "apbd")
        elif number is not None:
            yield _row(key, number, note if side == "realisasi" else "", "apbd")
