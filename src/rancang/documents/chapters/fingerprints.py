"""Lampiran B: everything needed to make the figures and this book again."""

from __future__ import annotations

from textwrap import wrap

from rancang.documents.book import (
    Chapter,
    Column,
    Heading,
    Paragraph,
    Row,
    Spans,
    Table,
)
from rancang.documents.sentences import day, line
from rancang.documents.subject import Subject


def chapter(subject: Subject, fingerprint: str) -> Chapter:
    """Write the details of the method and the fingerprints."""
    opening = line(
        "Angka dalam buku ini dapat dibuat ulang dari masukan, pilihan, dan benih acak yang "
        "sama. Sidik jari (SHA-256) menunjukkan apakah masukan dan fakta yang dipakai masih "
        "sama dengan yang tercatat di sini."
    )
    return Chapter(
        (
            Heading(1, "Rincian metode dan sidik jari", "lampiran-metode"),
            Paragraph(opening, lead=True),
            _details(subject, fingerprint),
        )
    )


def _details(subject: Subject, fingerprint: str) -> Table:
    standing, facts = subject.standing, subject.facts
    pairs: list[tuple[str, str | Spans]] = [
        ("Edisi buku", facts.edition),
        ("Tanggal", day(facts.date)),
        ("Kerangka", f"{standing.framework_title}, versi {standing.framework_version}"),
        ("Asesmen", standing.run),
        ("Periode data", standing.period),
        ("Banyaknya simulasi", line(subject.count("standing.draws"))),
        ("Benih acak", str(standing.seed)),
        ("Cakupan indeks", subject.scope),
        *standing.choices,
        ("Sidik jari masukan asesmen", _grouped(standing.fingerprint)),
        ("Sidik jari fakta buku ini", _grouped(fingerprint)),
    ]
    rows = tuple(Row((line(a), line(b))) for a, b in pairs)
    columns = (Column("Butir", width=1.3), Column("Isi", width=3))
    return Table("tabel-rincian", line("Rincian asesmen dan buku"), columns, rows)


def _grouped(digest: str) -> str:
    return " ".join(wrap(digest, 8))
