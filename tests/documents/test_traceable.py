"""Every figure in the book comes from a fact; nothing else writes digits."""

import json
import re
from dataclasses import replace
from operator import attrgetter

import pytest

from rancang.documents.book import (
    Callout,
    Codes,
    Count,
    Entry,
    Figure,
    Highlights,
    Mention,
    Table,
    Value,
    Words,
    plain,
    spans_of,
)
from rancang.documents.chapters.buku1 import compose
from rancang.documents.facts import every_fact
from rancang.documents.plain import RecordError
from rancang.documents.sentences import day, number, with_unit


FIXED = {"Buku 1", "Skor 0–100", "SHA-256"}
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(scope="session")
def known(facts):
    return {fact.code: fact for fact in every_fact(replace(facts, sources=()))}


@pytest.fixture(scope="session")
def strings(facts):
    """All texts in the facts: names, periods, dates, remarks; no figure is among them."""
    stored = facts.as_json()
    stored["standing"]["map_shapes"] = stored["profile"]["shapes"] = []
    texts = []

    def walk(item):
        if isinstance(item, str):
            texts.append(item)
        for part in item.values() if isinstance(item, dict) else ():
            walk(part)
        for part in item if isinstance(item, list) else ():
            walk(part)

    walk(stored)
    texts += [facts.fingerprint(), str(facts.standing.seed), day(facts.date), *FIXED]
    return set(DIGITS.findall("\n".join(texts))) | set(grouped(texts))


def grouped(texts):
    """Fingerprints are written in groups of eight."""
    for text in texts:
        if re.fullmatch("[0-9a-f]{64}", text):
            for at in range(0, 64, 8):
                yield from DIGITS.findall(text[at : at + 8])


def all_spans(book):
    return [(block, span) for block in book.blocks() for span in spans_of(block)]


def test_words_hold_no_digits_but_names_periods_and_dates(book, strings):
    loose = {
        (digits, span.text[:80])
        for _, span in all_spans(book)
        if isinstance(span, Words)
        for digits in DIGITS.findall(span.text)
        if digits not in strings
    }
    assert loose == set()


def test_titles_of_blocks_hold_no_figures(book, strings):
    titles = []
    for block in book.blocks():
        if isinstance(block, Callout):
            titles.append(block.title)
        if isinstance(block, Table):
            titles += [column.title for column in block.columns]
        if isinstance(block, Highlights):
            titles += [item.label for item in block.items]
    loose = [d for title in titles for d in DIGITS.findall(title) if d not in strings]
    assert loose == []


def test_every_figure_is_written_from_its_fact(book, known):
    values = [span for _, span in all_spans(book) if isinstance(span, Value)]
    assert len(values) > 300
    for span in values:
        fact = known.get(span.code)
        if fact is None:
            assert span.code.endswith("/dalam-usulan")
            continue
        if fact.value is None:
            assert span.text in {"—", "belum tersedia"}
            continue
        written = number(fact.value, fact.decimals)
        assert span.text in {written, with_unit(written, fact.unit)}


def test_counts_come_from_the_structure(book, facts, known):
    positions = {p.code: p for p in facts.standing.positions}
    seen = set()
    for _, span in all_spans(book):
        if not isinstance(span, Count):
            continue
        kind, _, rest = span.origin.partition(":")
        seen.add(kind)
        if kind == "position":
            code, _, field = rest.rpartition(".")
            assert span.text == number(getattr(positions[code], field), 0)
        elif kind.startswith("standing."):
            assert span.text == number(attrgetter(kind)(facts), 0)
        elif kind == "fact" and rest in known:
            fact = known[rest]
            assert span.text == with_unit(number(fact.value, fact.decimals), fact.unit)
        else:
            assert kind in {"len", "sumber", "fact"}, span
    assert {"position", "standing.draws", "fact", "len"} <= seen


def test_lengths_are_counted_right(book, facts):
    gaps = {
        s.text
        for _, s in all_spans(book)
        if isinstance(s, Count) and s.origin == "len:gaps"
    }
    assert gaps == {str(len(facts.gaps))}
    blank = sum(score is None for _, score in facts.standing.map_scores)
    told = [
        s.text
        for _, s in all_spans(book)
        if getattr(s, "origin", "") == "len:map_scores:none"
    ]
    assert told == [str(blank)]


def test_the_annex_lists_each_cited_figure_once_and_what_it_rests_on(book, known):
    entries = [span.code for _, span in all_spans(book) if isinstance(span, Entry)]
    assert len(entries) == len(set(entries))
    cited = {s.code for _, s in all_spans(book) if isinstance(s, Value)}
    cited |= {c for _, s in all_spans(book) if isinstance(s, Codes) for c in s.codes}
    assert cited <= set(entries)
    for code in entries:
        if code in known:
            assert set(known[code].rests_on) <= set(entries)


def test_tables_and_charts_name_the_rows_of_the_figures_they_show(book):
    for block in book.blocks():
        shown = {s.code for s in spans_of(block) if isinstance(s, Value)}
        if isinstance(block, Table | Figure) and shown:
            named = {c for s in block.note if isinstance(s, Codes) for c in s.codes}
            assert shown <= named, block.anchor


def test_the_annex_says_source_date_and_row(book, known):
    rows = {
        row.cells[0][0].code: row
        for block in book.blocks()
        if isinstance(block, Table) and block.anchor.startswith("register-")
        for row in block.rows
    }
    for code in ("35.76/eco.poverty/2021", "35.76/apbd/4.1.2/2024/realised"):
        fact, told = known[code], plain(rows[code].cells[4])
        assert fact.source.row in told
        assert fact.source.date in told
    flagged = plain(rows["35.76/apbd/4.1.2/2024/realised"].cells[1])
    assert "Catatan: realisasi janggal" in flagged
    derived = plain(rows["35.76/density"].cells[1])
    assert "Dihitung: Jumlah penduduk dibagi luas wilayah (dari nomor 1, 4)" in derived


def test_the_scope_stands_beside_the_index_wherever_it_stands(book, facts):
    index = facts.standing.positions[0]
    codes = {index.figure.code, index.rank_all.code}
    for block, span in all_spans(book):
        if not isinstance(span, Value) or span.code not in codes:
            continue
        if isinstance(block, Table):
            (texts,) = (
                plain(tuple(s for cell in row.cells for s in cell))
                for row in block.rows
                if any(
                    s.__class__ is Value and s.code == span.code
                    for c in row.cells
                    for s in c
                )
            )
        else:
            texts = "".join(
                plain((s,)) for s in spans_of(block) if not isinstance(s, Mention)
            )
        assert "dari 3 dari 6 dimensi" in texts, block


def test_two_facts_under_one_code_are_refused(small):
    other = replace(small.profile.area, value=1.0)
    clash = replace(small, profile=replace(small.profile, density=other))
    with pytest.raises(RecordError, match=r"35\.76/area: kode dipakai oleh dua fakta"):
        compose(clash)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda f: replace(f, date="besok"), "date: bukan tanggal"),
        (
            lambda f: replace(f, profile=replace(f.profile, shapes=())),
            "profile.shapes: tidak memuat",
        ),
        (
            lambda f: replace(f, standing=replace(f.standing, map_shapes=())),
            "standing.map_shapes: tidak memuat",
        ),
        (
            lambda f: replace(f, standing=replace(f.standing, positions=())),
            "standing.positions: harus memuat",
        ),
        (
            lambda f: replace(f, trends=(replace(f.trends[0], region=()),)),
            r"trends\[0\].region: tidak berisi",
        ),
        (
            lambda f: replace(
                f,
                profile=replace(
                    f.profile, density=replace(f.profile.density, rests_on=("x",))
                ),
            ),
            "x: dirujuk",
        ),
    ],
)
def test_facts_that_cannot_make_a_book_are_refused(small, change, told):
    with pytest.raises(RecordError, match=told):
        compose(change(small))


def test_composing_again_gives_the_same_book(facts, book):
    assert compose(facts) == book
    assert json.dumps(facts.as_json()) == json.dumps(facts.as_json())
