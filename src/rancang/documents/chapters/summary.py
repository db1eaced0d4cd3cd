"""Ringkasan: the book on one page."""

from __future__ import annotations

from collections.abc import Iterator

from rancang.documents.book import (
    BulletList,
    Chapter,
    Count,
    Heading,
    Highlight,
    Highlights,
    Mention,
    Paragraph,
    Spans,
)
from rancang.documents.facts import Position, latest
from rancang.documents.sentences import (
    above,
    between,
    compared,
    figure,
    line,
    listed,
    number,
    rank,
    strong,
)
from rancang.documents.subject import Subject


def chapter(subject: Subject) -> Chapter:
    """Write the summary."""
    lead = line(
        f"Buku ini menggambarkan kedudukan {subject.place} menurut data yang tersedia, "
        "sebagai bahan penyusunan masterplan kota cerdas. Setiap angka dapat ditelusuri "
        "sampai ke baris sumbernya melalui ",
        Mention("lampiran-sumber"),
        ".",
    )
    return Chapter(
        (
            Heading(1, "Ringkasan", "ringkasan", numbered=False),
            Paragraph(lead, lead=True),
            Highlights(tuple(_highlights(subject))),
            Heading(2, "Apa yang dikatakan angka", numbered=False),
            BulletList(tuple(_points(subject))),
            Heading(2, "Data yang belum tersedia", numbered=False),
            Paragraph(_missing(subject)),
        )
    )


def _highlights(subject: Subject) -> Iterator[Highlight]:
    profile = subject.profile
    land = line("pada wilayah seluas ", figure(profile.area))
    yield Highlight("Penduduk", figure(profile.population), land)
    yield _index(subject)
    yield from _trend(subject)
    yield from _extremes(subject)
    if subject.facts.budget:
        yield from _spending(subject)
    else:
        for best in sorted(subject.assessed, key=_order)[:1]:
            yield Highlight(best.name, figure(best.figure), _place(subject, best))


def _index(subject: Subject) -> Highlight:
    index = subject.index
    remark = line(
        rank(index.rank_all, index.of_all, "daerah", "position:index.of_all"),
        ", ",
        subject.scope,
    )
    return Highlight(index.name, figure(index.figure), remark)


def _order(position: Position) -> float:
    fact = position.rank_kind
    if fact is None or fact.value is None or not position.of_kind:
        return 1.0
    return fact.value / position.of_kind


def _place(subject: Subject, position: Position) -> Spans:
    origin = f"position:{position.code}.of_kind"
    return rank(position.rank_kind, position.of_kind, subject.peers, origin)


def _trend(subject: Subject) -> Iterator[Highlight]:
    for trend in subject.facts.trends[:1]:
        last, median = trend.region[-1], latest(trend.median_kind)
        words = above(last, median)
        remark = line(f"{words} median {subject.peers} (", figure(median), ")")
        yield Highlight(f"{trend.name} {last.period}", figure(last), remark)


def _extremes(subject: Subject) -> Iterator[Highlight]:
    """Yield the indicators with the best and the worst place among the peers."""
    ranked = [i for i in subject.indicators if i.weight and i.rank_kind]
    for position in (
        (min(ranked, key=_order), max(ranked, key=_order)) if ranked else ()
    ):
        yield Highlight(
            position.name, figure(position.figure), _place(subject, position)
        )


def _spending(subject: Subject) -> Iterator[Highlight]:
    budget = subject.facts.budget
    for account in reversed(budget.accounts if budget else ()):
        whole = account.depth == 0 and account.name.startswith("Belanja")
        if budget and whole and account.year not in budget.part_years:
            remark = line("dari anggaran ", figure(account.budgeted))
            label = f"Realisasi belanja {account.year}"
            yield Highlight(label, figure(account.realised), remark)
            return


def _points(subject: Subject) -> Iterator[Spans]:
    index = subject.index
    yield line(
        strong("Kedudukan. "),
        "Indeks ",
        subject.index_figure(),
        " ",
        compared(index, index.median_kind, subject.peers),
        "; bila bobot dan cara hitung diubah-ubah, kedudukannya ",
        between(index.low, index.high),
        ".",
    )
    for words, strength in (("Kekuatan", "strength"), ("Kelemahan", "weakness")):
        names = [p.name for p in subject.indicators if p.strength == strength]
        told = listed(names) or "Tidak ada indikator yang menonjol"
        yield line(strong(f"{words} relatif. "), f"{told}.")
    yield from _economy(subject)
    yield from _money(subject)
    yield _proposal(subject)


def _economy(subject: Subject) -> Iterator[Spans]:
    for trend in subject.facts.trends[:1]:
        first, last = trend.region[0], trend.region[-1]
        yield line(
            strong("Ekonomi. "),
            f"{trend.name} berubah dari ",
            figure(first),
            f" pada tahun {first.period} menjadi ",
            figure(last),
            f" pada tahun {last.period}, {above(last, latest(trend.median_province))} "
            f"median {subject.province} (",
            figure(latest(trend.median_province)),
            ").",
        )


def _money(subject: Subject) -> Iterator[Spans]:
    budget = subject.facts.budget
    if budget and budget.part_years:
        years = listed(budget.part_years)
        yield line(
            strong("Anggaran. "),
            f"Data APBD tahun {years} baru mencakup sebagian tahun dan tidak dibandingkan "
            "dengan tahun lain; rinciannya ada di ",
            Mention("apbd"),
            ".",
        )


def _proposal(subject: Subject) -> Spans:
    inside = "termasuk" if subject.standing.selected else "tidak termasuk"
    spans = line(
        strong("Usulan pendampingan. "),
        f"{subject.place} {inside} dalam usulan ",
        subject.count("standing.selection_size"),
        " daerah menurut perhitungan ini",
    )
    if subject.probability:
        spans += line(", dan berada di dalamnya pada ", figure(subject.probability))
        spans += line(" simulasi")
    return spans + line(". Usulan ini bukan penetapan resmi.")


def _missing(subject: Subject) -> Spans:
    empty = [d.name for d in subject.dimensions if not d.figure]
    dimensions = listed(empty)
    told = f"Dimensi {dimensions} belum dinilai karena belum berdata. " if empty else ""
    items = Count(number(len(subject.facts.gaps), 0), "len:gaps")
    rest = line("Seluruhnya ada ", items, " butir data yang masih harus dihimpun; ")
    return line(
        told,
        rest,
        "rinciannya, menurut dimensi dan produsen data, ada di ",
        Mention("kesenjangan-data"),
        ".",
    )
