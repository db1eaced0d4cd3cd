"""The facts of Kota Mojokerto from the project's open data, put together plainly.

Figures are real; scores, ranks and draws are made here in the simplest way, so that the
book can be tried without a database. The real ones come from an assessment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from statistics import median

import numpy as np
import yaml

from rancang.documents.facts import (
    Buku1,
    Gap,
    Position,
    Profile,
    Shape,
    Source,
    Standing,
)
from tests.documents.mojokerto_years import Years
from tests.documents.open_data import DATA, RUN, read


REGION = "35.76"
COLUMNS = {
    "eco.poverty": "miskin_p0_pct",
    "eco.expenditure": "pengeluaran_per_kapita_ribu_rp",
    "eco.unemployment": "tpt_pct",
    "eco.participation": "tpak_pct",
    "eco.hdi": "ipm",
    "eco.grdp_total": "pdrb_adhk_juta_rp_unit_unclear",
    "liv.sanitation": "sanitasi_layak_pct",
    "liv.water": "air_minum_layak_pct",
    "liv.life_expectancy": "umur_harapan_hidup_th",
    "soc.schooling": "rata_lama_sekolah_15plus_th",
}
FALSE_ZEROS = {"eco.unemployment", "liv.sanitation", "liv.water"}
BPS = Source(
    publisher="Badan Pusat Statistik (BPS)",
    title="Indikator kabupaten/kota 2021",
    date="2021",
    row="indikator-2021.xlsx, lembar Data, baris 264",
)


def shapes() -> tuple[Shape, ...]:
    found = json.loads((DATA / "boundaries/kabkota_514.geojson").read_text("utf-8"))
    registry = {r["kode_kemendagri"]: r for r in read("regions/regions_514.csv")}
    return tuple(
        shape(feature, registry[feature["properties"]["kode"]])
        for feature in found["features"]
    )


def shape(feature: dict, row: dict[str, str]) -> Shape:
    geometry = feature["geometry"]
    polygons = geometry["coordinates"]
    polygons = [polygons] if geometry["type"] == "Polygon" else polygons
    rings = tuple(
        tuple((float(x), float(y)) for x, y in ring) for p in polygons for ring in p
    )
    return Shape(
        region=row["kode_kemendagri"],
        name=row["nama"],
        province=row["provinsi"],
        rings=rings,
    )


class Sample(Years):
    """All regions' values and scores, and the facts of one region out of them."""

    def __init__(self, region: str = REGION) -> None:
        self.region = region
        rows = read("regions/regions_514.csv")
        self.codes = [r["kode_kemendagri"] for r in rows]
        self.registry = {r["kode_kemendagri"]: r for r in rows}
        self.row = self.registry[region]
        self.frame = yaml.safe_load((DATA / "frameworks/smart-city.yaml").read_text())
        self.shapes = shapes()
        self.values = dict(self.read_values())
        self.scores, self.draws = self.assess()

    def read_values(self) -> Iterator[tuple[str, dict[str, float]]]:
        table = {
            r["kode_kemendagri"]: r
            for r in read("indicators/bps_2021_cross_section_514.csv")
        }
        for code, column in COLUMNS.items():
            numbers = {c: float(table[c][column]) for c in self.codes}
            drop = code in FALSE_ZEROS
            yield code, {c: v for c, v in numbers.items() if v or not drop}
        grdp = read("indicators/grdp_per_capita_2000_2024_long.csv")
        yield (
            "eco.grdp_per_capita",
            {
                r["kode_kemendagri"]: float(r["pdrb_per_kapita_ribu_rp"])
                for r in grdp
                if r["tahun"] == "2021"
            },
        )

    def members(self, group: str) -> set[str]:
        field = {"kind": "jenis", "province": "provinsi"}.get(group)
        if not field:
            return set(self.codes)
        return {c for c, r in self.registry.items() if r[field] == self.row[field]}

    def scored(self, indicator: dict) -> np.ndarray:
        values = self.values[indicator["code"]]
        middle = median(values.values())
        column = np.array([values.get(c, middle) for c in self.codes])
        share = (column - column.min()) / (column.max() - column.min()) * 100
        return 100 - share if indicator["direction"] == "lower" else share

    def assess(self) -> tuple[dict[str, dict[str, float]], np.ndarray]:
        scores: dict[str, np.ndarray] = {}
        for dimension in self.frame["dimensions"]:
            parts = []
            for child in dimension["children"]:
                used = [i for i in child.get("indicators", ()) if i["weight"]]
                if used:
                    scores[child["code"]] = np.mean(
                        [self.scored(i) for i in used], axis=0
                    )
                    parts.append(scores[child["code"]])
            if parts:
                scores[dimension["code"]] = np.mean(parts, axis=0)
        tops = np.array([scores[c] for c in ("eco", "liv", "soc")])
        scores["index"] = tops.mean(axis=0)
        rng = np.random.default_rng(20261125)
        weights = rng.uniform(0.75, 1.25, (1000, 3))
        draws = (weights / weights.sum(axis=1, keepdims=True)) @ tops
        ranks = np.argsort(np.argsort(-draws, axis=1), axis=1) + 1
        return {
            k: dict(zip(self.codes, v.tolist(), strict=True)) for k, v in scores.items()
        }, ranks

    def profile(self) -> Profile:
        source = Source(
            publisher="Kementerian Dalam Negeri",
            title="Kode dan data wilayah administrasi pemerintahan (Kepmendagri 300.2.2-2138/2025)",
            date="2025",
            row=f"wilayah.csv, kode {self.region}",
        )
        whole = {"period": "2025", "source": source, "decimals": 0, "unit": "jiwa"}
        row = self.row
        people, area = float(row["penduduk_total"]), float(row["luas_km2"])
        kin = tuple(s for s in self.shapes if s.province == row["provinsi"])
        return Profile(
            region=self.region,
            bps_code=row["kode_bps_2024"],
            name=row["nama"],
            kind=row["jenis"],
            province=row["provinsi"],
            island_group="Jawa",
            population=self.fact("population", "Jumlah penduduk", people, **whole),
            population_male=self.fact(
                "population.male",
                "Penduduk laki-laki",
                float(row["penduduk_pria"]),
                **whole,
            ),
            population_female=self.fact(
                "population.female",
                "Penduduk perempuan",
                float(row["penduduk_wanita"]),
                **whole,
            ),
            area=self.fact(
                "area", "Luas wilayah", area, **{**whole, "decimals": 2, "unit": "km²"}
            ),
            density=self.fact(
                "density",
                "Kepadatan penduduk",
                people / area,
                **{**whole, "unit": "jiwa/km²"},
                derived="Jumlah penduduk dibagi luas wilayah",
                rests_on=(f"{self.region}/population", f"{self.region}/area"),
            ),
            shapes=kin,
        )

    def positions(self) -> tuple[Position, ...]:
        found = [
            self.position("index", "", "index", {"weight": 1}, "Indeks kota cerdas")
        ]
        for dimension in self.frame["dimensions"]:
            found.append(self.node(dimension, "index", "dimension"))
            for child in dimension["children"]:
                found.append(self.node(child, dimension["code"], "subdimension"))
                found += [
                    self.position(i["code"], child["code"], "indicator", i)
                    for i in child.get("indicators", ())
                ]
        return tuple(found)

    def node(self, node: dict, parent: str, kind: str) -> Position:
        return self.position(node["code"], parent, kind, node)

    def position(
        self, code: str, parent: str, kind: str, spec: dict, name: str = ""
    ) -> Position:
        name = name or spec["name"]["id"]
        direction = spec.get("direction", "higher")
        plain = {
            "code": code,
            "parent": parent,
            "kind": kind,
            "name": name,
            "direction": direction,
            "weight": float(spec["weight"]),
        }
        values = self.values.get(code) or self.scores.get(code)
        if values is None:
            return Position(**plain, figure=None)
        shown = self.look(spec, kind)
        figure = self.fact(
            f"{code}/2021", name, values.get(self.region), **{"source": BPS, **shown}
        )
        more: dict = {}
        for group in ("all", "kind", "province"):
            more |= self.place(f"{code}|{name}", group, values, direction, shown)
        if code == "index":
            more |= self.bounds()
        kin = self.members("kind")
        return Position(
            **plain,
            figure=figure,
            values_all=tuple(round(v, 4) for v in values.values()),
            values_kind=tuple(round(v, 4) for c, v in values.items() if c in kin),
            strength=self.strength(kind, spec, more),
            **more,
        )

    def look(self, spec: dict, kind: str) -> dict:
        if kind == "indicator":
            return {"unit": spec["unit"]["id"], "decimals": spec["decimals"]}
        return {
            "decimals": 2,
            "unit": "",
            "source": RUN,
            "derived": "Skor 0–100 dari nilai baku indikator di bawahnya",
        }

    def place(
        self,
        called: str,
        group: str,
        values: dict[str, float],
        direction: str,
        shown: dict,
    ) -> dict:
        code, name = called.split("|")
        words = {
            "all": "seluruh daerah",
            "kind": self.row["jenis"],
            "province": self.row["provinsi"],
        }[group]
        among = [v for c, v in values.items() if c in self.members(group)]
        own = values.get(self.region)
        ahead = (
            None
            if own is None
            else 1.0
            + sum((v < own) if direction == "lower" else (v > own) for v in among)
        )
        computed = {
            "source": RUN,
            "derived": f"Dihitung atas nilai {words} tahun 2021",
            "rests_on": (f"{self.region}/{code}/2021",),
        }
        return {
            f"rank_{group}": self.fact(
                f"{code}/rank/{group}",
                f"Peringkat {name}, {words}",
                ahead,
                decimals=0,
                **computed,
            ),
            f"of_{group}": len(among),
            f"median_{group}": self.fact(
                f"{code}/median/{group}",
                f"Median {name}, {words}",
                median(among),
                **{**shown, "source": RUN, "derived": computed["derived"]},
            ),
        }

    def bounds(self) -> dict:
        ranks = self.draws[:, self.codes.index(self.region)]
        low, high = (float(np.percentile(ranks, q, method="nearest")) for q in (5, 95))
        made = {
            "decimals": 0,
            "source": RUN,
            "derived": "Persentil peringkat atas seluruh simulasi",
        }
        return {
            "low": self.fact(
                "index/rank/p05", "Peringkat indeks, batas bawah rentang", low, **made
            ),
            "high": self.fact(
                "index/rank/p95", "Peringkat indeks, batas atas rentang", high, **made
            ),
        }

    def strength(self, kind: str, spec: dict, more: dict) -> str:
        if kind != "indicator" or not spec["weight"] or not more["of_kind"]:
            return ""
        share = (more["rank_kind"].value or 0) / more["of_kind"]
        return "strength" if share <= 0.25 else "weakness" if share > 0.75 else ""

    def standing(self) -> Standing:
        inside = (self.draws <= 50).mean(axis=0)
        order = sorted(self.codes, key=lambda c: -self.scores["index"][c])
        near = [c for c in order[42:58]]
        blank = {"95.05", "95.06"}
        return Standing(
            framework_title=self.frame["title"]["id"],
            framework_version=self.frame["version"],
            framework_note=self.frame["note"]["id"].strip(),
            run="1",
            period="2021",
            fingerprint="9f2c" * 16,
            seed=20261125,
            draws=1000,
            choices=(
                (
                    "Nilai yang hilang",
                    "Diisi dengan median daerah sejenis, dan ditandai.",
                ),
                (
                    "Pembakuan",
                    "Min-maks 0–100, arah dibalik bila nilai rendah lebih baik.",
                ),
                ("Penggabungan", "Rata-rata aritmetik melalui pohon kerangka."),
                (
                    "Simulasi",
                    "Bobot saudara digeser acak ±25% lalu diskalakan kembali, disilangkan dengan pilihan pembakuan dan penggabungan.",
                ),
            ),
            assessed=3,
            dimensions=6,
            positions=self.positions(),
            map_scores=tuple(
                (c, None if c in blank else round(v, 4))
                for c, v in self.scores["index"].items()
            ),
            map_shapes=self.shapes,
            selected=self.region in order[:50],
            eligible=True,
            selection_size=50,
            probability=self.fact(
                "selection/probability",
                "Bagian simulasi di dalam usulan",
                float(inside[self.codes.index(self.region)]) * 100,
                unit="%",
                decimals=1,
                source=RUN,
                derived="Banyaknya simulasi dengan daerah di dalam usulan dibagi seluruh simulasi",
            ),
            cut_neighbours=tuple((c, float(inside[self.codes.index(c)])) for c in near),
            strength_rule="Kekuatan: peringkat di seperempat terbaik di antara daerah sejenis. Kelemahan: di seperempat terbawah. Hanya indikator berbobot yang dinilai.",
        )

    def gaps(self) -> Iterator[Gap]:
        custodians = {
            "gov": "KemenPANRB; Diskominfo",
            "bra": "DPMPTSP; Dinas Pariwisata",
            "env": "DLH",
        }
        for dimension in self.frame["dimensions"]:
            for child in dimension["children"]:
                if not child.get("indicators"):
                    yield Gap(
                        dimension=dimension["name"]["id"],
                        subdimension=child["name"]["id"],
                        indicator="",
                        custodian=custodians.get(dimension["code"], "Diskominfo"),
                        reason="Belum ada indikator dalam kerangka versi ini",
                    )

    def facts(self) -> Buku1:
        return Buku1(
            profile=self.profile(),
            standing=self.standing(),
            trends=(self.trend(),),
            budget=self.budget() if self.region.startswith("35.") else None,
            gaps=tuple(self.gaps()),
            sources=(BPS, RUN),
            edition="1",
            date="2026-11-25",
        )
