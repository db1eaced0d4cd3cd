"""A book as pages of the site."""

import re
from dataclasses import replace

import pytest

from rancang.documents.book import (
    Book,
    BulletList,
    Callout,
    Chapter,
    Codes,
    Column,
    Count,
    Entry,
    Figure,
    Heading,
    Highlight,
    Highlights,
    Mention,
    Meta,
    Paragraph,
    Row,
    Table,
    Value,
    Words,
    numbered,
)
from rancang.documents.writers import screen


STORED, MADE = "35.76/jobs/2021", "35.76/asesmen.skor/2021"
META = Meta("id", (), "2026-11-25", "25 November 2026", "1", "f", "x")
FIRST = Chapter(
    (
        Heading(1, "Isi <satu>", "satu"),
        Paragraph((Words("Nilai "), Value("6,39", STORED), Words(" & "))),
        Paragraph(
            (Value("66,3", MADE), Count("98", "kota"), Mention("tabel")), lead=True
        ),
        BulletList(((Words("butir", strong=True),),)),
        Callout("Awas", (Codes((STORED, MADE)),)),
        Highlights((Highlight("Kerja", (Value("6,39", STORED),), ()),)),
        Figure("gambar", (Words("Gambar"),), (Words('Alt "x"'),), "<svg/>"),
        Table(
            "tabel",
            (Words("Tabel"),),
            (Column("Uraian"), Column("Angka", "right")),
            (
                Row(((Words("Bagian"),),), section=True),
                Row(((Words("a"),), (Value("6,39", STORED),)), indent=1),
                Row(((Words("b"),), (Value("66,3", MADE),)), strong=True),
            ),
        ),
    )
)
ANNEX = Chapter(
    (
        Heading(1, "Sumber", "lampiran-sumber"),
        Paragraph((Entry(STORED), Entry(MADE), Mention("gambar"))),
    )
)
BOOK = numbered(Book("Buku", "", "Kota", "", META, (FIRST, ANNEX)))


def way(code):
    return "/nilai/35.76/jobs/2021/" if code == STORED else None


@pytest.fixture
def first():
    return screen.pages(BOOK, way)[0].content


def test_every_chapter_has_its_place_and_title():
    found = screen.pages(BOOK, way)
    assert [(p.slug, p.title) for p in found] == [
        ("satu", "1 Isi <satu>"),
        ("lampiran-sumber", "A Sumber"),
    ]


def test_words_are_written_safely(first):
    assert '<h1 id="satu">1 Isi &lt;satu&gt;</h1>' in first
    assert " &amp; " in first
    assert 'alt="Alt &quot;x&quot;"' in first


def test_a_stored_figure_leads_to_its_value_and_to_its_row(first):
    assert (
        'Nilai <a href="/nilai/35.76/jobs/2021/">6,39</a><sup>'
        '<a href="../lampiran-sumber/#angka-1"'
    ) in first


def test_a_figure_made_from_others_leads_to_its_row(first):
    assert '66,3<sup><a href="../lampiran-sumber/#angka-2"' in first


def test_in_a_table_a_figure_is_one_link(first):
    body = first.split("<tbody>")[1]
    assert (
        '<td class="text-end"><a href="/nilai/35.76/jobs/2021/">6,39</a></td>' in body
    )
    assert '<td class="text-end"><a href="../lampiran-sumber/#angka-2">66,3</a>' in body
    assert '<th scope="rowgroup" colspan="2">Bagian</th>' in body
    assert '<th scope="row" class="ps-3">a</th>' in body


def test_links_are_short_inside_a_chapter_and_lead_across(first):
    annex = screen.pages(BOOK, way)[1].content
    assert 'href="#tabel"' in first
    assert 'href="../satu/#gambar"' in annex
    assert '<span id="angka-2">2</span>' in annex
    assert 'href="../lampiran-sumber/#angka-1">1–2</a>' in first


def test_nothing_is_styled_or_scripted_and_pictures_have_addresses(first):
    assert not re.search(r"style=|<script|data:", first)
    assert 'src="../gambar/gambar.svg"' in first
    assert screen.pictures(BOOK) == {"gambar": "<svg/>"}


def test_a_chapter_without_an_anchor_is_named_by_its_words():
    opening = Chapter((Heading(1, "Kata Pengantar", numbered=False),))
    book = replace(BOOK, chapters=(opening, *BOOK.chapters))
    assert screen.pages(book, way)[0].slug == "kata-pengantar"
