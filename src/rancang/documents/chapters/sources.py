"""Lampiran A: every figure of the book with its source, date and row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rancang.documents.book import (
    Block,
    Chapter,
    Codes,
    Column,
    Count,
    Entry,
    Heading,
    Paragraph,
    Row,
    Span,
    Spans,
    Table,
    Value,
    plain,
    spans_of,
)
from rancang.documents.facts import Fact, Source, every_fact
from rancang.documents.plain import RecordError
from rancang.documents.sentences import DASH, day, line, marks, number, with_unit
from rancang.documents.subject import Subject


Origin = tuple[str, str]


def chapter(subject: Subject, told: Iterable[Chapter]) -> Chapter:
    """Write the register of the figures that the chapters tell, and what they rest on."""
    known = subject.known | {f.code: f for f in subject.neighbours}
    cited = _closed(known, _cited(told))
    origins = _origins(subject, [known[code] for code in cited])
    blocks: list[Block] = [
        Heading(1, "Sumber setiap angka", "lampiran-sumber"),
        Paragraph(_words(), lead=True),
        Heading(2, "Daftar sumber"),
        _sources(origins),
    ]
    register = Register(subject, origins, cited)
    for title, anchor, facts in _sections(subject):
        if cited.intersection(fact.code for fact in facts):
            blocks += [Heading(2, title), register.table(anchor, title, facts)]
    return Chapter(tuple(blocks))


def _words() -> Spans:
    return line(
        "Setiap angka dalam buku ini bernomor. Nomor yang sama menunjuk baris di bawah: apa "
        "angkanya, dari mana, kapan, dan pada baris mana angka itu dapat diperiksa. Angka "
        "yang dihitung menyebut cara hitungnya dan nomor angka asalnya."
    )


def _cited(chapters: Iterable[Chapter]) -> set[str]:
    codes: set[str] = set()
    for chapter_ in chapters:
        for block in chapter_.blocks:
            for span in spans_of(block):
                codes |= _codes_of(span)
    return codes


def _codes_of(span: Span) -> set[str]:
    if isinstance(span, Value):
        return {span.code}
    return set(span.codes) if isinstance(span, Codes) else set()


def _closed(known: dict[str, Fact], codes: set[str]) -> set[str]:
    """Return the codes with all that they rest on."""
    found: set[str] = set()
    waiting = sorted(codes)
    while waiting:
        code = waiting.pop()
        if code in found:
            continue
        if code not in known:
            raise RecordError(code, "dirujuk, tetapi tidak ada di antara fakta")
        found.add(code)
        waiting += known[code].rests_on
    return found


def _origins(subject: Subject, facts: list[Fact]) -> dict[Origin, int]:
    sources = [*subject.facts.sources, *(fact.source for fact in facts)]
    named = sorted({(s.publisher, s.title) for s in sources})
    return {origin: at for at, origin in enumerate(named, start=1)}


def _sources(origins: dict[Origin, int]) -> Table:
    columns = (
        Column("Kode", width=0.6),
        Column("Penerbit", width=2.4),
        Column("Judul", width=4),
    )
    rows = tuple(
        Row((line(_sign(at)), line(publisher), line(title)))
        for (publisher, title), at in origins.items()
    )
    return Table("tabel-sumber", line("Sumber data"), columns, rows)


def _sign(at: int) -> Count:
    return Count(f"S{at}", "sumber")


def _sections(subject: Subject) -> Iterator[tuple[str, str, list[Fact]]]:
    standing = subject.standing
    place = (
        standing.positions,
        standing.imputed,
        standing.probability,
        subject.neighbours,
    )
    seen: set[str] = set()
    for title, anchor, part in (
        ("Profil wilayah", "register-profil", subject.profile),
        ("Kedudukan daerah", "register-kedudukan", place),
        ("Tren", "register-tren", subject.facts.trends),
        ("APBD", "register-apbd", subject.facts.budget),
    ):
        facts = {f.code: f for f in every_fact(part) if f.code not in seen}
        seen |= set(facts)
        yield title, anchor, list(facts.values())


class Register:
    """Rows of the annex: what a figure is, its value, period and source."""

    def __init__(
        self, subject: Subject, origins: dict[Origin, int], cited: set[str]
    ) -> None:
        self.scope = subject.scope
        self.of_index = {fact.code for fact in every_fact(subject.index)}
        self.origins = origins
        self.cited = cited

    def table(self, anchor: str, title: str, facts: list[Fact]) -> Table:
        """Return the cited facts of one part of the book as a table."""
        columns = (
            Column("No.", "right", 0.5),
            Column("Angka", width=4),
            Column("Nilai", "right", 1.7),
            Column("Periode", "center", 0.75),
            Column("Sumber, tanggal, dan baris", width=3.9),
        )
        rows = tuple(self._row(fact) for fact in facts if fact.code in self.cited)
        caption = line(f"Daftar angka: {title}")
        return Table(anchor, caption, columns, rows, small=True)

    def _row(self, fact: Fact) -> Row:
        return Row(
            (
                line(Entry(fact.code)),
                line(fact.label, self._scope(fact), *self._made(fact)),
                _value(fact),
                line(fact.period),
                self._from(fact.source),
            )
        )

    def _scope(self, fact: Fact) -> Spans:
        """Return the scope that stands beside the index, unless the label tells it."""
        told = plain(self.scope).removeprefix("dari ") in fact.label
        if fact.code not in self.of_index or told:
            return ()
        return line(" (", self.scope, ")")

    def _made(self, fact: Fact) -> Iterator[str | Spans]:
        if fact.derived:
            yield f". Dihitung: {fact.derived}"
            bases = tuple(code for code in fact.rests_on if code in self.cited)
            yield line(" (dari nomor ", Codes(bases), ")") if bases else ()
        notes = [flag.rstrip(".") for flag in fact.flags]
        if notes:
            yield f". Catatan: {'; '.join(notes)}"

    def _from(self, source: Source) -> Spans:
        sign = _sign(self.origins[source.publisher, source.title])
        return line(sign, f", {day(source.date)}; {source.row}")


def _value(fact: Fact) -> Spans:
    if fact.value is None:
        return line(DASH)
    text = with_unit(number(fact.value, fact.decimals), fact.unit)
    return line(Count(text, f"fact:{fact.code}"), marks(fact))
