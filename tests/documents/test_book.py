from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.documents.book import (
    Book,
    Chapter,
    Codes,
    Column,
    Entry,
    Heading,
    Mention,
    Meta,
    Paragraph,
    Row,
    Table,
    Value,
    Words,
    numbered,
    plain,
    ranges,
)


META = Meta(
    language="id-ID",
    keywords=(),
    date="2026-11-25",
    date_text="",
    edition="1",
    fingerprint="",
    running="",
)


def register(*codes):
    rows = tuple(Row(((Entry(code),),)) for code in codes)
    return Table("daftar", (Words("Daftar"),), (Column("No."),), rows)


def book(*spans, codes=("a", "b", "c", "d")):
    first = Chapter(
        (Heading(1, "Satu", "satu"), Heading(2, "Bagian"), Paragraph(spans))
    )
    annex = Chapter((Heading(1, "Sumber", "lampiran-x"), register(*codes)))
    return numbered(Book("T", "S", "P", "D", META, (first, annex)))


def told(made):
    return plain(made.chapters[0].blocks[2].spans)


def test_mentions_take_the_words_of_what_they_point_at():
    made = book(
        Mention("satu"),
        Words(", "),
        Mention("daftar"),
        Words(", "),
        Mention("lampiran-x"),
    )
    assert told(made) == "Bab\xa01, Tabel\xa01, Lampiran\xa0A"


def test_figures_take_the_number_of_their_row():
    made = book(Value("5,0", "c"), Codes(("d", "a", "b", "b")))
    value, codes = made.chapters[0].blocks[2].spans
    assert value.entry == 3
    assert plain((codes,)) == "1–2, 4"


def test_sections_are_numbered_inside_their_chapter():
    chapter, annex = book().chapters
    assert [b.number for b in chapter.blocks[:2]] == ["1", "1.1"]
    assert annex.heading.number == "A"


@pytest.mark.parametrize("span", [Mention("nowhere"), Value("1", "x"), Codes(("x",))])
def test_nothing_points_at_nothing(span):
    with pytest.raises(KeyError):
        book(span)


def test_a_chapter_begins_with_a_heading():
    with pytest.raises(TypeError):
        _ = Chapter((Paragraph(()),)).heading


@given(st.lists(st.integers(1, 60), min_size=1))
def test_ranges_hold_the_numbers_and_no_others(numbers):
    runs = ranges(tuple(numbers))
    assert [n for a, b in runs for n in range(a, b + 1)] == sorted(set(numbers))
    assert all(b + 1 < a for (_, b), (a, _) in pairwise(runs))
