"""Bab 2: the place, its people and land, and where it lies."""

from __future__ import annotations

from rancang.documents import drawing
from rancang.documents.book import (
    Chapter,
    Codes,
    Column,
    Count,
    Figure,
    Heading,
    Mention,
    Paragraph,
    Row,
    Spans,
    Table,
)
from rancang.documents.charts import maps
from rancang.documents.facts import Fact
from rancang.documents.sentences import cell, figure, line, number
from rancang.documents.subject import Subject


def chapter(subject: Subject) -> Chapter:
    """Write the profile."""
    return Chapter(
        (
            Heading(1, "Profil wilayah", "profil"),
            Paragraph(_people(subject), lead=True),
            Paragraph(_codes(subject)),
            _table(subject),
            _map(subject),
        )
    )


def _people(subject: Subject) -> Spans:
    profile = subject.profile
    return line(
        f"{profile.name} berpenduduk ",
        figure(profile.population),
        f" pada tahun {profile.population.period}, terdiri atas ",
        figure(profile.population_male, unit=False),
        " laki-laki dan ",
        figure(profile.population_female, unit=False),
        " perempuan. Dengan luas ",
        figure(profile.area),
        ", kepadatannya ",
        figure(profile.density),
        ".",
    )


def _codes(subject: Subject) -> Spans:
    profile = subject.profile
    return line(
        f"Daerah ini berada di Provinsi {profile.province}, kelompok pulau "
        f"{profile.island_group}. Kode wilayah Kementerian Dalam Negeri {profile.region}; "
        f"kode BPS {profile.bps_code}. Kedua sistem kode tidak selalu sama, sehingga data "
        "dalam buku ini digabungkan melalui daftar padanan, bukan melalui kode semata. "
        "Letaknya tampak pada ",
        Mention("gambar-letak"),
        ".",
    )


def _table(subject: Subject) -> Table:
    profile = subject.profile
    facts = (
        profile.population,
        profile.population_male,
        profile.population_female,
        profile.area,
        profile.density,
    )
    columns = (
        Column("Uraian", width=3),
        Column("Nilai", "right", 1.4),
        Column("Satuan", width=1.2),
        Column("Periode", width=1),
    )
    rows = tuple(_row(fact) for fact in facts)
    note = line("Rujukan: ", Mention("lampiran-sumber"), " nomor ", _refer(facts), ".")
    caption = line(f"Penduduk dan luas {profile.name}")
    return Table("tabel-profil", caption, columns, rows, note)


def _refer(facts: tuple[Fact, ...]) -> Codes:
    return Codes(tuple(fact.code for fact in facts))


def _row(fact: Fact) -> Row:
    return Row((line(fact.label), cell(fact), line(fact.unit), line(fact.period)))


def _map(subject: Subject) -> Figure:
    profile = subject.profile
    drawn = drawing.svg(maps.province(profile.shapes, profile.region))
    close = maps.needs_close_view(profile.shapes, profile.region)
    others = Count(number(len(profile.shapes), 0), "len:profile.shapes")
    alt = line(
        f"Peta Provinsi {profile.province} dengan ",
        others,
        f" kabupaten dan kota; {profile.name} berwarna jingga.",
        " Di sebelah kanan, wilayahnya diperbesar bersama daerah tetangganya."
        if close
        else "",
    )
    note = line(
        "Batas wilayah disederhanakan untuk gambar dan bukan batas hukum; pulau kecil yang jauh tidak tampak."
    )
    caption = line(
        f"Letak {profile.name} (jingga) di Provinsi {profile.province}",
        ", dan perbesarannya" if close else "",
    )
    return Figure("gambar-letak", caption, alt, drawn, note)
