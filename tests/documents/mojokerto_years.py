"""The years of a region: GRDP per capita and the budget, from the open data."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from rancang.documents.facts import Account, Budget, Fact, Source, Trend
from tests.documents.open_data import RUN, Rows, read


class Years:
    """What a sample tells over the years; ``region``, ``row``, ``members`` are its own."""

    def fact(self, code: str, label: str, value: float | None, **more) -> Fact:
        full = {"unit": "", "period": "2021", "source": RUN, **more}
        return Fact(code=f"{self.region}/{code}", label=label, value=value, **full)

    def trend(self) -> Trend:
        name, unit = "PDRB per kapita", "ribu rupiah"
        by_year: dict[str, dict[str, float]] = {}
        for r in read("indicators/grdp_per_capita_2000_2024_long.csv"):
            by_year.setdefault(r["tahun"], {})[r["kode_kemendagri"]] = float(
                r["pdrb_per_kapita_ribu_rp"]
            )
        source = Source(
            publisher="Badan Pusat Statistik (BPS)",
            title="PDRB per kapita atas dasar harga konstan 2010",
            date="2024",
            row=f"pdrb-per-kapita.xlsx, kode {self.region}",
        )
        return Trend(
            indicator="eco.grdp_per_capita",
            name=name,
            unit=unit,
            region=tuple(
                self.fact(
                    f"eco.grdp_per_capita/{y}" + ("/trend" if y == "2021" else ""),
                    name,
                    v[self.region],
                    unit=unit,
                    decimals=0,
                    period=y,
                    source=source,
                    flags=("nilai sebelum 2010 hasil interpolasi",)
                    if y < "2010"
                    else (),
                )
                for y, v in by_year.items()
            ),
            median_kind=self.medians(by_year, "kind"),
            median_province=self.medians(by_year, "province"),
            remarks=(
                "Nilai tahun 2000–2009 merupakan hasil interpolasi penyusun data, bukan pengamatan tahunan.",
                "Atas dasar harga konstan 2010, sehingga perubahan harga tidak ikut terhitung.",
            ),
        )

    def medians(
        self, by_year: dict[str, dict[str, float]], group: str
    ) -> tuple[Fact, ...]:
        members = self.members(group)
        label = f"Median PDRB per kapita, {self.row['jenis'] if group == 'kind' else self.row['provinsi']}"
        return tuple(
            self.fact(
                f"eco.grdp_per_capita/{y}/median/{group}",
                label,
                median(v for c, v in values.items() if c in members),
                unit="ribu rupiah",
                decimals=0,
                period=y,
                source=RUN,
                derived="Median atas nilai daerah sekelompok",
            )
            for y, values in by_year.items()
        )

    def budget(self) -> Budget:
        rows = [
            r
            for r in read("budgets/apbd_jatim_38_2021_2024.csv")
            if r["kode_kemendagri"] == self.region
        ]
        return Budget(
            unit="miliar rupiah",
            years=("2021", "2022", "2023", "2024"),
            part_years=("2023",),
            accounts=tuple(self.accounts(rows)),
            remarks=(
                "Data 2023 baru mencakup sebagian tahun; realisasinya tidak dapat dibandingkan dengan tahun lain.",
                "Realisasi retribusi daerah 2024 jauh melebihi anggarannya, sedangkan Lain-Lain PAD yang Sah jauh di bawahnya; kemungkinan besar perubahan penggolongan, perlu dikonfirmasi kepada pengelola keuangan daerah.",
            ),
        )

    def accounts(self, rows: Rows) -> Iterator[Account]:
        tree = {
            "Pendapatan Daerah": ("4", 0),
            "PAD": ("4.1", 1),
            "Pajak Daerah": ("4.1.1", 2),
            "Retribusi Daerah": ("4.1.2", 2),
            "Hasil Pengelolaan Kekayaan Daerah yang Dipisahkan": ("4.1.3", 2),
            "Lain-Lain PAD yang Sah": ("4.1.4", 2),
            "TKDD": ("4.2", 1),
            "Pendapatan Lainnya": ("4.3", 1),
            "Pendapatan Transfer Antar Daerah": ("4.3.1", 2),
            "Belanja Daerah": ("5", 0),
            "Belanja Pegawai": ("5.1", 1),
            "Belanja Barang dan Jasa": ("5.2", 1),
            "Belanja Modal": ("5.3", 1),
            "Belanja Lainnya": ("5.4", 1),
            "Belanja Hibah": ("5.4.1", 2),
            "Belanja Bantuan Sosial": ("5.4.2", 2),
            "Belanja Tidak Terduga": ("5.4.3", 2),
            "Pembiayaan Daerah": ("6", 0),
        }
        mended = {
            "Belanjaodal": "Belanja Modal",
            "Belanja Barang Jasa": "Belanja Barang dan Jasa",
        }
        seen: set[tuple[str, str]] = set()
        for row in rows:
            name = mended.get(row["akun"], row["akun"])
            if name not in tree or (row["tahun"], name) in seen:
                continue
            seen.add((row["tahun"], name))
            yield self.account(row, name, *tree[name])

    def account(self, row: dict[str, str], name: str, code: str, depth: int) -> Account:
        year = row["tahun"]
        source = Source(
            publisher="Kementerian Keuangan, DJPK",
            title="APBD dan realisasi provinsi, kabupaten, dan kota",
            date=year,
            row=f"apbd.csv, {year}, urutan {row['urutan']}",
        )
        flags = ("sebagian tahun",) if year == "2023" else ()
        odd = (
            ("realisasi janggal",)
            if year == "2024" and code in {"4.1.2", "4.1.4"}
            else ()
        )

        def one(
            part: str, words: str, column: str, unit: str, more: tuple[str, ...] = ()
        ) -> Fact:
            value = float(row[column]) if row[column] else None
            return self.fact(
                f"apbd/{code}/{year}/{part}",
                f"{name}, {words}",
                value,
                unit=unit,
                period=year,
                source=source,
                flags=more,
            )

        return Account(
            code=code,
            name=name,
            depth=depth,
            year=year,
            budgeted=one("budgeted", "anggaran", "anggaran_miliar_rp", "miliar rupiah"),
            realised=one(
                "realised",
                "realisasi",
                "realisasi_miliar_rp",
                "miliar rupiah",
                flags + odd,
            ),
            share=one(
                "share", "realisasi terhadap anggaran", "persentase", "%", flags + odd
            ),
        )
