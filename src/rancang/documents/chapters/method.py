"""Bab 1: what the book is for, how the figures were made, and what they do not say."""

from __future__ import annotations

from rancang.documents.book import (
    BulletList,
    Callout,
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
from rancang.documents.facts import Position
from rancang.documents.sentences import line, listed, number, strong
from rancang.documents.subject import Subject


def chapter(subject: Subject) -> Chapter:
    """Write the introduction and method."""
    return Chapter(
        (
            Heading(1, "Pendahuluan dan metode", "metode"),
            Paragraph(_purpose(subject), lead=True),
            Heading(2, "Kerangka penilaian"),
            Paragraph(_framework(subject)),
            _dimensions(subject),
            Heading(2, "Pilihan metode"),
            Paragraph(_choices_intro(subject)),
            _choices(subject),
            Heading(2, "Cara membaca angka"),
            BulletList(_reading(subject)),
            Heading(2, "Yang tidak diukur"),
            Callout("Batas penilaian ini", _limits(subject)),
        )
    )


def _purpose(subject: Subject) -> Spans:
    return line(
        "Buku 1 memuat analisis strategis: di mana daerah berdiri hari ini, apa yang "
        "relatif kuat, apa yang relatif lemah, dan data apa yang masih kurang. Buku ini "
        f"menjadi pijakan bagi tim penyusun masterplan kota cerdas {subject.place} untuk "
        "merumuskan sasaran dan strategi pada buku berikutnya."
    )


def _framework(subject: Subject) -> Spans:
    standing = subject.standing
    return line(
        f"Penilaian memakai kerangka “{standing.framework_title}”, versi "
        f"{standing.framework_version}. {standing.framework_note} ",
        "Indeks dihitung ",
        subject.scope,
        "; susunannya ada di ",
        Mention("tabel-kerangka"),
        ".",
    )


def _dimensions(subject: Subject) -> Table:
    columns = (
        Column("Dimensi", width=3.4),
        Column("Subdimensi berdata", width=4.2),
        Column("Indikator", "right", 1.3),
        Column("Keadaan", width=1.9),
    )
    rows = tuple(_dimension_row(subject, d) for d in subject.dimensions)
    note = line(
        "Indikator berbobot nol ditampilkan sebagai konteks dan tidak dihitung."
    )
    caption = line("Dimensi penilaian dan ketersediaan indikatornya")
    return Table("tabel-kerangka", caption, columns, rows, note)


def _dimension_row(subject: Subject, dimension: Position) -> Row:
    own = [i for i in subject.indicators if subject.dimension_of(i) == dimension]
    parts = [
        p.name
        for p in subject.of_kind("subdimension")
        if p.parent == dimension.code and p.figure
    ]
    told = Count(number(len(own), 0), f"len:indicators:{dimension.code}")
    state = "dinilai" if dimension.figure else "belum dinilai"
    return Row(
        (line(dimension.name), line(listed(parts) or "—"), line(told), line(state))
    )


def _choices_intro(subject: Subject) -> Spans:
    return line(
        "Setiap langkah hitung adalah pilihan yang dicatat. Agar hasil tidak bergantung "
        "pada satu pilihan saja, perhitungan diulang ",
        subject.count("standing.draws"),
        " kali dengan bobot dan cara hitung yang diubah-ubah; dari sana diperoleh rentang "
        "peringkat. Rincian dan sidik jarinya ada di ",
        Mention("lampiran-metode"),
        ".",
    )


def _choices(subject: Subject) -> Table:
    rows = tuple(Row((line(a), line(b))) for a, b in subject.standing.choices)
    columns = (Column("Langkah", width=1), Column("Pilihan", width=3))
    return Table("tabel-pilihan", line("Pilihan metode"), columns, rows)


def _reading(subject: Subject) -> tuple[Spans, ...]:
    peers = subject.peers
    return (
        line(
            strong("Peringkat. "),
            "Peringkat pertama adalah yang terbaik; nilai yang sama berbagi peringkat terbaik. Peringkat dihitung di antara daerah yang mempunyai nilai.",
        ),
        line(
            strong("Rentang peringkat. "),
            "Batas bawah dan atas mencakup sembilan dari sepuluh simulasi. Makin lebar rentangnya, makin hati-hati peringkat itu dibaca.",
        ),
        line(
            strong("Kelompok pembanding. "),
            f"Setiap nilai dibandingkan dengan seluruh kabupaten dan kota, dengan sesama {peers}, dan dengan daerah lain di {subject.province}.",
        ),
        line(
            strong("Imputasi. "),
            "Nilai yang hilang dan diisi dengan perkiraan selalu ditandai “(imputasi)”.",
        ),
        line(
            strong("Tanda bintang. "),
            "Angka bertanda * perlu dibaca bersama catatannya, misalnya karena baru mencakup sebagian tahun.",
        ),
        line(
            strong("Penelusuran. "),
            "Nomor kecil dalam kurung siku di belakang angka, atau rujukan di bawah tabel dan gambar, menunjuk nomor pada ",
            Mention("lampiran-sumber"),
            ".",
        ),
    )


def _limits(subject: Subject) -> Spans:
    empty = listed([d.name for d in subject.dimensions if not d.figure])
    context = listed([i.name for i in subject.indicators if not i.weight])
    aside = (
        f" {context} hanya menjadi konteks dengan bobot nol, karena menggambarkan besarnya "
        "daerah atau mengulang komponen yang sudah dihitung sendiri."
    )
    missing = f" Dimensi {empty} belum dinilai dan tidak diperkirakan." if empty else ""
    return line(
        "Indeks ini dihitung ",
        subject.scope,
        f".{missing} Bobot adalah pilihan Rancang sendiri, bukan bobot kementerian. "
        "Indikator yang dipakai menggambarkan keadaan umum daerah, belum menilai mutu "
        "layanan digital, kelembagaan, atau program kota cerdas.",
        aside if context else "",
    )
