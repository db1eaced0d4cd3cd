"""Bab 7: the data still missing, by dimension and custodian, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from rancang.documents.book import (
    BulletList,
    Chapter,
    Column,
    Count,
    Heading,
    Mention,
    Paragraph,
    Row,
    Spans,
    Table,
)
from rancang.documents.sentences import line, number
from rancang.documents.subject import Subject


def chapter(subject: Subject) -> Chapter:
    """Write what is missing."""
    gaps = subject.facts.gaps
    opening = Heading(1, "Data yang belum tersedia", "kesenjangan-data")
    if not gaps:
        words = line("Semua data yang diminta kerangka sudah tersedia.")
        return Chapter((opening, Paragraph(words)))
    return Chapter(
        (
            opening,
            Paragraph(_words(subject), lead=True),
            _table(subject),
            Heading(2, "Menurut produsen data"),
            _custodians(subject),
            Heading(2, "Langkah berikutnya"),
            BulletList(_steps()),
        )
    )


def _words(subject: Subject) -> Spans:
    items = Count(number(len(subject.facts.gaps), 0), "len:gaps")
    return line(
        "Masih ada ",
        items,
        " butir data yang harus dihimpun sebelum seluruh dimensi dapat dinilai. Selama data "
        "itu belum ada, indeks dihitung ",
        subject.scope,
        "; dimensi yang belum berdata tidak diperkirakan. Rinciannya ada di ",
        Mention("tabel-kesenjangan"),
        ".",
    )


def _table(subject: Subject) -> Table:
    columns = (
        Column("Subdimensi", width=2.6),
        Column("Indikator atau data", width=2.2),
        Column("Produsen data", width=2),
        Column("Keterangan", width=2.6),
    )
    caption = line("Data yang belum tersedia, menurut dimensi")
    return Table("tabel-kesenjangan", caption, columns, tuple(_rows(subject)))


def _rows(subject: Subject) -> Iterator[Row]:
    dimension = ""
    for gap in subject.facts.gaps:
        if gap.dimension != dimension:
            dimension = gap.dimension
            yield Row((line(dimension),), section=True)
        indicator = gap.indicator or "seluruh subdimensi"
        cells = gap.subdimension or "—", indicator, gap.custodian or "—", gap.reason
        yield Row(tuple(line(text) for text in cells))


def _custodians(subject: Subject) -> Table:
    asked: dict[str, list[str]] = {}
    for gap in subject.facts.gaps:
        who = gap.custodian or "belum ditunjuk"
        asked.setdefault(who, []).append(gap.indicator or gap.subdimension)
    rows = tuple(
        Row(
            (
                line(who),
                line("; ".join(items)),
                line(Count(number(len(items), 0), f"len:gaps:{who}")),
            )
        )
        for who, items in asked.items()
    )
    columns = (
        Column("Produsen data", width=2.2),
        Column("Data yang diminta", width=4),
        Column("Butir", "right", 0.6),
    )
    caption = line("Data yang diminta dari setiap produsen data")
    return Table("tabel-produsen", caption, columns, rows)


def _steps() -> tuple[Spans, ...]:
    return (
        line(
            "Forum Satu Data daerah menyepakati walidata dan produsen data untuk setiap butir di atas."
        ),
        line(
            "Setiap produsen data mengisi formulir yang disiapkan Rancang, lengkap dengan sumber, cara hitung, dan tanggal bukti."
        ),
        line(
            "Walidata memeriksa dan kepala perangkat daerah menyetujui; tidak seorang pun menyetujui isiannya sendiri."
        ),
        line(
            "Setelah data terkunci, asesmen diulang dan buku ini diterbitkan dalam edisi baru."
        ),
    )
