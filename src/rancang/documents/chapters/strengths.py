"""Bab 6: what is strong and what is weak beside regions of the same kind."""

from __future__ import annotations

from collections.abc import Iterator

from rancang.documents.book import (
    Block,
    BulletList,
    Callout,
    Chapter,
    Heading,
    Paragraph,
    Spans,
)
from rancang.documents.facts import Position
from rancang.documents.sentences import compared, figure, line, rank, strong
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
