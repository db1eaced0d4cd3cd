"""Each chapter says what the facts say, also for other kinds of regions."""

from dataclasses import replace

import pytest

from rancang.documents.book import (
    BulletList,
    Callout,
    Figure,
    Heading,
    Highlights,
    Paragraph,
    Table,
    plain,
)
from rancang.documents.chapters import budget, gaps, position, strengths, summary, trend
from rancang.documents.chapters.buku1 import compose
from rancang.documents.subject import Subject
from rancang.documents.writers import html


@pytest.fixture(scope="module")
def subject(facts):
    return Subject(facts)


def text(chapter):
    parts = []
    for block in chapter.blocks:
        if isinstance(block, Paragraph | Callout):
            parts.append(plain(block.spans))
        if isinstance(block, BulletList):
            parts += [plain(item) for item in block.items]
        if isinstance(block, Table):
            parts += [plain(c) for row in block.rows for c in row.cells]
    return "\n".join(parts).replace("\xa0", " ")


def of(chapter, kind):
    return [block for block in chapter.blocks if isinstance(block, kind)]


def change_position(facts, code, **change):
    positions = tuple(
        replace(p, **change) if p.code == code else p for p in facts.standing.positions
    )
    return replace(facts, standing=replace(facts.standing, positions=positions))


def test_the_summary_has_six_key_figures_and_no_claim_of_being_official(subject):
    chapter = summary.chapter(subject)
    (highlights,) = of(chapter, Highlights)
    assert len(highlights.items) == 6
    assert plain(highlights.items[0].figure) == "142.272\xa0jiwa"
    assert "dari 3 dari 6 dimensi" in plain(highlights.items[1].remark)
    told = text(chapter)
    assert "Usulan ini bukan penetapan resmi" in told
    assert (
        "Smart Governance, Smart Branding, dan Smart Environment belum dinilai" in told
    )


def test_the_profile_is_the_registry(book):
    told = text(book.chapters[2])
    assert "berpenduduk 142.272 jiwa pada tahun 2025" in told
    assert "luas 20,48 km², kepadatannya 6.947 jiwa/km²" in told


def test_the_position_by_hand(subject, facts):
    index = facts.standing.positions[0]
    told = text(position.chapter(subject))
    low, high = int(index.low.value), int(index.high.value)
    assert f"antara peringkat {low} dan {high}" in told
    assert "Penduduk miskin (%, rendah lebih baik)" in told
    assert "Smart Branding (belum dinilai)" in told
    assert "PDRB total (juta rupiah; konteks)" in told


def test_imputed_figures_are_told_and_marked(facts):
    water = next(p for p in facts.standing.positions if p.code == "liv.water")
    guess = replace(water.figure, imputed=True)
    changed = change_position(facts, "liv.water", figure=guess)
    changed = replace(changed, standing=replace(changed.standing, imputed=(guess,)))
    told = text(position.chapter(Subject(changed)))
    assert "99,63% (imputasi)" in told
    assert "99,63 (imputasi)" in told


def test_a_region_that_is_not_able_is_told_why(facts):
    standing = replace(facts.standing, selected=False, eligible=False)
    told = text(position.chapter(Subject(replace(facts, standing=standing))))
    assert "tidak termasuk dalam usulan, karena aturan usulan tidak menyertakan" in told


def test_the_trend_names_the_year_of_a_fall(subject):
    told = text(trend.chapter(subject))
    assert "pada tahun 2024 tercatat Rp41.391 ribu, di bawah median kota" in told
    assert "pada tahun 2020, dari Rp38.509 ribu menjadi Rp36.324 ribu" in told


def test_the_budget_flags_part_years_and_odd_figures(subject):
    chapter = budget.chapter(subject)
    titles = [c.title for c in of(chapter, Callout)]
    assert titles == ["Tahun 2023 belum setahun penuh"]
    assert "Angka yang perlu diperhatikan" in [h.text for h in of(chapter, Heading)]
    told = text(chapter)
    assert "Realisasi retribusi daerah 2024 jauh melebihi" in told
    assert "119,09*" in told
    assert "677,20*" in told
    assert (
        "Belanja Daerah terealisasi Rp969,67 miliar dari anggaran Rp1.086,75 miliar"
        in told
    )
    assert len(of(chapter, Table)) == len(of(chapter, Figure)) == 2
    (later,) = [t for t in of(chapter, Table) if t.anchor == "tabel-apbd-2023"]
    assert later.columns[2].title == "Realisasi 2023*"


def test_strengths_and_weaknesses_come_with_their_evidence(facts):
    weak = change_position(facts, "soc.schooling", strength="weakness")
    told = text(strengths.chapter(Subject(weak)))
    assert (
        "Rata-rata lama sekolah (Smart Society): 10,47 tahun, peringkat ke-62 dari 98 kota"
        in told
    )
    assert "kurang baik daripada median kota" in told
    assert "bukan analisis SWOT" in told


def test_gaps_are_counted_by_custodian(subject, facts):
    chapter = gaps.chapter(subject)
    _, custodians = of(chapter, Table)
    counts = [int(plain(row.cells[2])) for row in custodians.rows]
    assert sum(counts) == len(facts.gaps)
    assert "semua data" in text(gaps.chapter(Subject(replace(facts, gaps=())))).lower()


@pytest.mark.slow
def test_a_kabupaten_without_budget_or_selection_gets_its_book():
    from tests.documents.mojokerto import Sample

    facts = Sample("91.03").facts()
    standing = replace(facts.standing, probability=None, cut_neighbours=())
    book = compose(replace(facts, standing=standing, trends=()))
    written = html.write(book).decode()
    assert "dari 416 kabupaten" in written
    assert "Data APBD Kabupaten Jayapura belum tersedia" in written
    assert "Deret waktu belum tersedia" in written


def test_missing_medians_and_values_are_said(small):
    facts = small
    bare = change_position(facts, "eco.poverty", median_kind=None, rank_kind=None)
    poverty = next(p for p in facts.standing.positions if p.code == "eco.poverty")
    bare = change_position(
        bare, "eco.poverty", figure=replace(poverty.figure, value=None)
    )
    trends = (replace(facts.trends[0], median_kind=(), median_province=()),)
    written = html.write(compose(replace(bare, trends=trends))).decode()
    assert "tidak dapat dibandingkan dengan median kota (belum tersedia)" in written
