"""Bab 3: where the region stands, from the index down to each indicator."""

from __future__ import annotations

from collections.abc import Iterator

from rancang.documents import drawing
from rancang.documents.book import (
    Block,
    Callout,
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
from rancang.documents.charts import maps, ranks
from rancang.documents.charts.spread import spread
from rancang.documents.facts import Fact, Position
from rancang.documents.sentences import (
    DASH,
    between,
    cell,
    compared,
    figure,
    line,
    listed,
    number,
    rank,
    rank_cell,
)
from rancang.documents.subject import Subject


def chapter(subject: Subject) -> Chapter:
    """Write the position among all, among the peers and in the province."""
    return Chapter(
        (
            Heading(1, "Kedudukan daerah", "kedudukan"),
            Heading(2, "Indeks"),
            Paragraph(_index(subject), lead=True),
            _interval(subject),
            Paragraph(_map_words(subject)),
            _map(subject),
            Heading(2, "Dimensi dan subdimensi"),
            Paragraph(_dimension_words(subject)),
            _node_table(subject),
            _node_spread(subject),
            Heading(2, "Indikator"),
            Paragraph(_indicator_words(subject)),
            _indicator_table(subject),
            _indicator_spread(subject),
            *_imputed(subject),
            Heading(2, "Usulan pendampingan", "usulan"),
            *_selection(subject),
        )
    )


def _index(subject: Subject) -> Spans:
    index = subject.index
    whole, peers, near = subject.groups()
    return line(
        f"{index.name} {subject.place} ",
        subject.index_figure(),
        ": ",
        rank(index.rank_all, index.of_all, whole, "position:index.of_all"),
        ", ",
        rank(index.rank_kind, index.of_kind, peers, "position:index.of_kind"),
        ", dan ",
        rank(
            index.rank_province, index.of_province, near, "position:index.of_province"
        ),
        ". Nilai itu ",
        compared(index, index.median_kind, peers),
        " dan ",
        compared(index, index.median_province, subject.province),
        ". Bila bobot dan cara hitung diubah-ubah, kedudukannya ",
        between(index.low, index.high),
        ", seperti tampak pada ",
        Mention("gambar-rentang"),
        ".",
    )


def _codes(*facts: Fact | None) -> Codes:
    return Codes(tuple(fact.code for fact in facts if fact))


def _reference(*facts: Fact | None) -> Spans:
    return line("Rujukan: ", Mention("lampiran-sumber"), " nomor ", _codes(*facts), ".")


def _interval(subject: Subject) -> Figure:
    index = subject.index
    drawn = drawing.svg(ranks.interval(index, subject.standing))
    alt = line(
        "Garis peringkat; ",
        f"{subject.place} pada ",
        rank(index.rank_all, index.of_all, "daerah", "position:index.of_all"),
        ", ",
        between(index.low, index.high),
        ". Garis putus-putus menandai urutan ke-",
        subject.count("standing.selection_size"),
        ", banyaknya daerah yang diusulkan.",
    )
    caption = line("Peringkat indeks dan rentangnya, ", subject.scope)
    note = _reference(index.rank_all, index.low, index.high)
    return Figure("gambar-rentang", caption, alt, drawn, note)


def _map_words(subject: Subject) -> Spans:
    blank = sum(score is None for _, score in subject.standing.map_scores)
    told = line(
        " Daerah tanpa nilai, sebanyak ",
        Count(number(blank, 0), "len:map_scores:none"),
        ", diarsir agar tidak terbaca sebagai nilai rendah.",
    )
    return line(
        Mention("gambar-nasional"),
        " memperlihatkan indeks seluruh kabupaten dan kota dalam lima kelompok yang sama "
        "banyak.",
        told if blank else "",
    )


def _map(subject: Subject) -> Figure:
    standing = subject.standing
    spec = maps.national(
        standing.map_shapes, standing.map_scores, subject.profile.region
    )
    classes = maps.fifths(dict(standing.map_scores))
    own = classes.get(subject.profile.region, maps.NO_VALUE)
    shown = Count(number(len(standing.map_shapes), 0), "len:standing.map_shapes")
    alt = line(
        "Peta Indonesia dengan ",
        shown,
        " kabupaten dan kota, diwarnai menurut indeks ",
        subject.scope,
        f". {subject.place} dilingkari; kelompoknya: {own}. Daerah tanpa nilai diarsir.",
    )
    caption = line(
        "Indeks kabupaten dan kota, ", subject.scope, ", dalam lima kelompok"
    )
    note = line(
        f"Sumber: asesmen {standing.run}, periode {standing.period}; lihat ",
        Mention("lampiran-metode"),
        ". Batas wilayah disederhanakan dan bukan batas hukum.",
    )
    return Figure("gambar-nasional", caption, alt, drawing.svg(spec), note)


def _dimension_words(subject: Subject) -> Spans:
    ranked = sorted(
        (d for d in subject.assessed if d.rank_kind and d.rank_kind.value is not None),
        key=lambda d: (d.rank_kind.value or 0) if d.rank_kind else 0,
    )
    if not ranked:
        return line("Belum ada dimensi yang dapat dibandingkan.")
    best, worst = ranked[0], ranked[-1]
    told = line(
        f"Di antara sesama {subject.peers}, dimensi dengan kedudukan terbaik adalah {best.name} (",
        _among_peers(subject, best),
        ")",
    )
    if worst is not best:
        told += line(
            f", sedangkan yang paling tertinggal adalah {worst.name} (",
            _among_peers(subject, worst),
            ")",
        )
    return line(
        told,
        ". ",
        Mention("tabel-dimensi"),
        " memuat skor dan peringkat; ",
        Mention("gambar-dimensi"),
        " memperlihatkan sebarannya.",
    )


def _among_peers(subject: Subject, position: Position) -> Spans:
    origin = f"position:{position.code}.of_kind"
    return rank(position.rank_kind, position.of_kind, subject.peers, origin)


def _node_table(subject: Subject) -> Table:
    shown = subject.of_kind("index", "dimension", "subdimension")
    shown = tuple(p for p in shown if p.figure or p.kind == "dimension")
    rows = tuple(_node_row(subject, p) for p in shown)
    columns = (
        Column("Ukuran", width=3.2),
        Column("Skor", "right", 1),
        *_rank_columns(subject),
    )
    caption = line("Skor dan peringkat menurut dimensi dan subdimensi")
    note = line(
        "Skor 0–100; makin tinggi makin baik. Peringkat ditulis bersama banyaknya daerah yang bernilai. ",
        _table_reference(shown),
    )
    return Table("tabel-dimensi", caption, columns, rows, note)


def _rank_columns(subject: Subject) -> tuple[Column, ...]:
    return (
        Column("Peringkat nasional", "right", 1.35),
        Column(f"Peringkat {subject.peers}", "right", 1.35),
        Column("Peringkat provinsi", "right", 1.35),
        Column(f"Median {subject.peers}", "right", 1.35),
        Column("Median provinsi", "right", 1.2),
    )


def _node_row(subject: Subject, position: Position) -> Row:
    is_index = position.kind == "index"
    scope = line(" (", subject.scope, ")") if is_index else ()
    if position.figure is None:
        name = line(f"{position.name} (belum dinilai)")
        return Row((name, *[line(DASH)] * 6))
    cells = (line(position.name, scope), cell(position.figure), *_ranks(position))
    indent = 1 if position.kind == "subdimension" else 0
    return Row(cells, strong=is_index, indent=indent)


def _ranks(position: Position) -> Iterator[Spans]:
    for group in ("all", "kind", "province"):
        place: Fact | None = getattr(position, f"rank_{group}")
        among: int = getattr(position, f"of_{group}")
        yield rank_cell(place, among, f"position:{position.code}.of_{group}")
    yield cell(position.median_kind)
    yield cell(position.median_province)


def _facts_of(position: Position) -> tuple[Fact | None, ...]:
    ranks = position.rank_all, position.rank_kind, position.rank_province
    return position.figure, *ranks, position.median_kind, position.median_province


def _table_reference(shown: tuple[Position, ...]) -> Spans:
    return _reference(*(fact for p in shown for fact in _facts_of(p)))


def _node_spread(subject: Subject) -> Figure:
    shown = tuple(p for p in subject.of_kind("index", "dimension") if p.figure)
    return _spread(
        subject,
        shown,
        "gambar-dimensi",
        line("Sebaran skor indeks (", subject.scope, ") dan dimensi"),
    )


def _spread(
    subject: Subject, shown: tuple[Position, ...], anchor: str, caption: Spans
) -> Figure:
    spec = spread(shown, subject.place, subject.peers, subject.province)
    told = [_spread_words(subject, p) for p in shown if p.figure]
    alt = line("Sebaran menurut ukuran; kanan lebih baik. ", *told)
    note = line(
        f"Garis tipis tegak: tiap {subject.peers}; kotak pucat: delapan dari sepuluh "
        "daerah yang di tengah; ujung garis dipotong pada persentil pertama dan terakhir. ",
        _table_reference(shown),
    )
    return Figure(anchor, caption, alt, drawing.svg(spec), note)


def _spread_words(subject: Subject, position: Position) -> Spans:
    scope = line(" (", subject.scope, ")") if position.kind == "index" else ()
    median = figure(position.median_kind)
    words = line(f"{position.name}: ", figure(position.figure), scope)
    return line(words, f", median {subject.peers} ", median, ". ")


def _indicator_words(subject: Subject) -> Spans:
    context = [i.name for i in subject.indicators if not i.weight]
    told = (
        f" {listed(context)} ditampilkan sebagai konteks, dengan bobot nol."
        if context
        else ""
    )
    return line(
        Mention("tabel-indikator"),
        f" memuat nilai setiap indikator tahun {subject.standing.period} dan peringkatnya; ",
        Mention("gambar-indikator"),
        f" memperlihatkan letaknya di antara daerah lain.{told}",
    )


def _indicator_table(subject: Subject) -> Table:
    columns = (
        Column("Indikator", width=3.1),
        Column("Nilai", "right", 1.25),
        *_rank_columns(subject),
    )
    caption = line("Nilai dan peringkat menurut indikator")
    note = line(
        "Median memakai satuan indikatornya. ", _table_reference(subject.indicators)
    )
    rows = tuple(_indicator_rows(subject))
    return Table("tabel-indikator", caption, columns, rows, note)


def _indicator_rows(subject: Subject) -> Iterator[Row]:
    for dimension in subject.dimensions:
        own = [i for i in subject.indicators if subject.dimension_of(i) == dimension]
        if not own:
            continue
        yield Row((line(dimension.name),), section=True)
        for indicator in own:
            unit = indicator.figure.unit if indicator.figure else ""
            better = ", rendah lebih baik" if indicator.direction == "lower" else ""
            context = "; konteks" if not indicator.weight else ""
            name = line(indicator.name, f" ({unit}{better}{context})")
            yield Row((name, cell(indicator.figure), *_ranks(indicator)))


def _indicator_spread(subject: Subject) -> Figure:
    caption = line("Sebaran nilai indikator di antara seluruh daerah")
    return _spread(subject, subject.indicators, "gambar-indikator", caption)


def _imputed(subject: Subject) -> Iterator[Block]:
    facts = subject.standing.imputed
    if facts:
        told = [line(f"{fact.label}: ", figure(fact), ". ") for fact in facts]
        yield Callout("Nilai yang diperkirakan", line(*told))


def _selection(subject: Subject) -> Iterator[Block]:
    standing = subject.standing
    inside = "termasuk" if standing.selected else "tidak termasuk"
    told = line(
        "Menurut perhitungan ini ",
        subject.count("standing.selection_size"),
        f" daerah diusulkan untuk didampingi. {subject.place} {inside} dalam usulan",
    )
    if not standing.eligible:
        told += line(
            ", karena aturan usulan tidak menyertakan daerah tanpa APBD sendiri"
        )
    if subject.probability:
        told += line(
            ". Dari ",
            subject.count("standing.draws"),
            " simulasi, daerah ini berada di dalam usulan pada ",
        )
        told += line(figure(subject.probability), " di antaranya")
    yield Paragraph(line(told, "."))
    yield Callout(
        "Usulan, bukan penetapan",
        line(
            "Hasil hitung ini hanya bahan pertimbangan. Pemilihan daerah ditetapkan oleh kementerian dengan pertimbangan yang tidak seluruhnya tercakup di sini."
        ),
    )
    if subject.neighbours:
        yield _neighbours(subject)


def _neighbours(subject: Subject) -> Figure:
    facts = subject.neighbours
    codes = [code for code, _ in subject.standing.cut_neighbours]
    shares = [
        (subject.name_of(code), fact.value or 0.0)
        for code, fact in zip(codes, facts, strict=True)
    ]
    told = [
        line(f"{name}: ", figure(fact), "; ")
        for (name, _), fact in zip(shares, facts, strict=True)
    ]
    return Figure(
        "gambar-batas",
        line("Seberapa sering daerah di sekitar batas usulan berada di dalamnya"),
        line("Bagian simulasi di dalam usulan. ", *told),
        drawing.svg(ranks.neighbours(shares, subject.place)),
        line("Urut menurut indeks (", subject.scope, "). ", _reference(*facts)),
    )
