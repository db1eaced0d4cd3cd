"""Bab 4: how an indicator moved over the years, beside the medians."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from rancang.documents import drawing
from rancang.documents.book import (
    Block,
    BulletList,
    Chapter,
    Codes,
    Column,
    Figure,
    Heading,
    Mention,
    Paragraph,
    Row,
    Spans,
    Table,
)
from rancang.documents.charts import series
from rancang.documents.facts import Fact, Trend, latest
from rancang.documents.sentences import above, cell, figure, is_odd, line
from rancang.documents.subject import Subject


MOST_FALLS = 3


def chapter(subject: Subject) -> Chapter:
    """Write the trends."""
    blocks: list[Block] = [Heading(1, _title(subject), "tren")]
    for trend in subject.facts.trends:
        blocks += _trend(subject, trend)
    if not subject.facts.trends:
        blocks.append(Paragraph(line("Deret waktu belum tersedia untuk daerah ini.")))
    return Chapter(tuple(blocks))


def _title(subject: Subject) -> str:
    names = [trend.name for trend in subject.facts.trends]
    return f"Tren {names[0]}" if len(names) == 1 else "Tren indikator"


def _trend(subject: Subject, trend: Trend) -> Iterator[Block]:
    yield Paragraph(_words(subject, trend), lead=True)
    falls = tuple(_falls(trend))
    if falls:
        yield Paragraph(line(*falls))
    yield _figure(subject, trend)
    if trend.remarks:
        yield Paragraph(line("Catatan atas data ini:"))
        yield BulletList(tuple(line(remark) for remark in trend.remarks))
    yield _table(subject, trend)


def _words(subject: Subject, trend: Trend) -> Spans:
    first, last = trend.region[0], trend.region[-1]
    kind, province = latest(trend.median_kind), latest(trend.median_province)
    higher = (
        "lebih tinggi"
        if (last.value or 0) > (first.value or 0)
        else "tidak lebih tinggi"
    )
    return line(
        f"{trend.name} {subject.place} pada tahun {last.period} tercatat ",
        figure(last),
        f", {above(last, kind)} median {subject.peers} (",
        figure(kind),
        f") dan {above(last, province)} median {subject.province} (",
        figure(province),
        f"). Nilai itu {higher} daripada tahun {first.period} (",
        figure(first),
        "); perjalanannya tampak pada ",
        Mention(f"gambar-tren-{trend.indicator}"),
        ".",
    )


def _falls(trend: Trend) -> Iterator[Spans]:
    pairs = [(a, b) for a, b in pairwise(trend.region) if _fell(a, b)]
    if len(pairs) > MOST_FALLS:
        yield line("Terdapat beberapa tahun penurunan; yang terakhir: ")
    elif pairs:
        yield line("Penurunan tahunan terjadi ")
    for at, (before, after) in enumerate(pairs[-MOST_FALLS:]):
        link = "; " if at else ""
        yield line(
            f"{link}pada tahun {after.period}, dari ",
            figure(before),
            " menjadi ",
            figure(after),
        )
    if pairs:
        yield line(".")


def _fell(before: Fact, after: Fact) -> bool:
    if before.value is None or after.value is None:
        return False
    return after.value < before.value


def _figure(subject: Subject, trend: Trend) -> Figure:
    first, last = trend.region[0], trend.region[-1]
    drawn = series.trend(trend, subject.place, subject.peers, subject.province)
    alt = line(
        f"Grafik garis {trend.name}, {first.period} sampai {last.period}: {subject.place} "
        "dari ",
        figure(first),
        " menjadi ",
        figure(last),
        f"; median {subject.peers} menjadi ",
        figure(latest(trend.median_kind)),
        f", median {subject.province} menjadi ",
        figure(latest(trend.median_province)),
        ".",
    )
    facts = trend.region + trend.median_kind + trend.median_province
    odd = any(is_odd(fact) or fact.imputed for fact in trend.region)
    hollow = "Titik berongga: angka bertanda, lihat catatan. " if odd else ""
    note = line(hollow, _reference(facts))
    caption = line(f"{trend.name} ({trend.unit}), {first.period}–{last.period}")
    return Figure(
        f"gambar-tren-{trend.indicator}", caption, alt, drawing.svg(drawn), note
    )


def _reference(facts: tuple[Fact, ...]) -> Spans:
    codes = Codes(tuple(fact.code for fact in facts))
    return line("Rujukan: ", Mention("lampiran-sumber"), " nomor ", codes, ".")


def _table(subject: Subject, trend: Trend) -> Table:
    columns = (
        Column("Tahun", width=1),
        Column(subject.place, "right", 2),
        Column(f"Median {subject.peers}", "right", 2),
        Column(f"Median {subject.province}", "right", 2),
    )
    years = zip_longest(trend.region, trend.median_kind, trend.median_province)
    rows = tuple(
        Row((line(own.period), *(cell(f) for f in (own, *medians))))
        for own, *medians in years
    )
    note = (
        line("Tanda * : lihat catatan di atas. ")
        if any(f.flags for f in trend.region)
        else ()
    )
    facts = trend.region + trend.median_kind + trend.median_province
    caption = line(f"{trend.name} menurut tahun ({trend.unit})")
    return Table(
        f"tabel-tren-{trend.indicator}",
        caption,
        columns,
        rows,
        line(note, _reference(facts)),
        small=True,
    )
