"""Bab 6: what is strong and what is weak beside regions of the same kind."""

from __future__ import annotations

from collections.abc import Iterator

from rancang.documents.book import (
    Block,
    BulletList,
    Callout,
    Chapter,
    Codes,
    Column,
    Heading,
    Mention,
    Paragraph,
    Row,
    Spans,
    Table,
)
from rancang.documents.facts import Position
from rancang.documents.sentences import (
    cell,
    compared,
    figure,
    line,
    rank,
    rank_cell,
    strong,
)
from rancang.documents.subject import Subject


def chapter(subject: Subject) -> Chapter:
    """Write strengths and weaknesses, each with its evidence."""
    opening = line(
        f"Bab ini mengumpulkan ukuran yang kedudukannya menonjol di antara sesama "
        f"{subject.peers}. {subject.standing.strength_rule}"
    )
    return Chapter(
        (
            Heading(1, "Kekuatan dan kelemahan", "kekuatan"),
            Paragraph(opening, lead=True),
            Callout("Cara membacanya", _care()),
            *_part(subject, "Kekuatan relatif", "strength"),
            *_part(subject, "Kelemahan relatif", "weakness"),
            *_order(subject),
        )
    )


def _care() -> Spans:
    return line(
        "Kekuatan dan kelemahan di sini adalah kedudukan terhadap daerah sejenis, bukan "
        "pendapat dan bukan analisis SWOT. Nilai yang rendah belum tentu akibat kebijakan "
        "daerah, dan kedudukan yang baik belum tentu berarti kebutuhan sudah terpenuhi. "
        "Sebab-sebabnya perlu dibahas bersama perangkat daerah."
    )


def _part(subject: Subject, title: str, strength: str) -> Iterator[Block]:
    found = [p for p in subject.standing.positions if p.strength == strength]
    yield Heading(2, title)
    if found:
        yield BulletList(tuple(_evidence(subject, p) for p in found))
    else:
        yield Paragraph(line("Tidak ada ukuran yang memenuhi batas itu."))


def _order(subject: Subject) -> Iterator[Block]:
    """Put every scored indicator in order, so that the middle can be read too."""
    placed = [
        (position.rank_kind.value / position.of_kind, position)
        for position in subject.indicators
        if position.weight and position.rank_kind and position.rank_kind.value
    ]
    placed.sort(key=lambda pair: pair[0])
    if not placed:
        return
    yield Heading(2, "Urutan menurut kedudukan")
    yield Paragraph(
        line(
            f"Dari yang terbaik sampai yang paling tertinggal di antara sesama {subject.peers}, "
            "indikator berbobot berurutan seperti pada ",
            Mention("tabel-urutan"),
            ". Yang di bawah tabel patut dibahas lebih dahulu, meskipun belum melewati batas "
            "kelemahan.",
        )
    )
    yield _order_table(subject, [position for _, position in placed])


def _order_table(subject: Subject, positions: list[Position]) -> Table:
    columns = (
        Column("Indikator", width=3.4),
        Column("Dimensi", width=1.5),
        Column("Nilai", "right", 1.2),
        Column(f"Peringkat {subject.peers}", "right", 1),
        Column(f"Median {subject.peers}", "right", 1.2),
    )
    rows = tuple(
        Row(
            (
                line(position.name),
                line(subject.dimension_of(position).name),
                cell(position.figure),
                rank_cell(
                    position.rank_kind,
                    position.of_kind,
                    f"position:{position.code}.of_kind",
                ),
                cell(position.median_kind),
            )
        )
        for position in positions
    )
    told = [
        fact
        for p in positions
        for fact in (p.figure, p.rank_kind, p.median_kind)
        if fact
    ]
    note = line(
        "Rujukan: ",
        Mention("lampiran-sumber"),
        " nomor ",
        Codes(tuple(fact.code for fact in told)),
        ".",
    )
    caption = line(f"Indikator menurut kedudukan di antara sesama {subject.peers}")
    return Table("tabel-urutan", caption, columns, rows, note)


def _evidence(subject: Subject, position: Position) -> Spans:
    above = subject.dimension_of(position)
    inside = (
        f" ({above.name})" if above.kind == "dimension" and above != position else ""
    )
    scope = line(" (", subject.scope, ")") if position.kind == "index" else ()
    peers = f"position:{position.code}.of_kind"
    whole = f"position:{position.code}.of_all"
    return line(
        strong(position.name),
        f"{inside}: ",
        figure(position.figure),
        scope,
        ", ",
        rank(position.rank_kind, position.of_kind, subject.peers, peers),
        " dan ",
        rank(position.rank_all, position.of_all, "kabupaten dan kota", whole),
        "; ",
        compared(position, position.median_kind, subject.peers),
        ".",
    )
