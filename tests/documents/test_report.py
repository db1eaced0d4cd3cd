import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from rancang.documents.book import Heading, Table, plain
from rancang.documents.report import Run, compose, heat, of_assessment, of_build
from rancang.documents.writers import html
from rancang.methods.build import build
from rancang.methods.composite import Choices, assess
from rancang.methods.framework import parse
from rancang.methods.method import Filling, Method, Rules
from rancang.methods.structure import of_framework
from rancang.methods.table import Table as Values
from rancang.methods.treat import Treatment


NAN = np.nan
FRAMEWORK = parse("""\
code: demo
version: "1"
title: Contoh
dimensions:
  - code: eco
    name: Ekonomi
    indicators:
      - {code: poor, name: Miskin, unit: persen, direction: lower,
         custodian: BPS, source: BPS}
      - {code: grdp, name: "PDRB <besar>", unit: Rp, custodian: BPS, source: BPS}
      - {code: same, name: Kembaran, unit: Rp, custodian: BPS, source: BPS}
  - code: gov
    name: Tata kelola
""")
RAW = np.array(
    [
        [5.0, 90.0, 180.0],
        [10.0, 60.0, 120.0],
        [16.0, 80.0, 160.0],
        [20.0, 10.0, 20.0],
        [30.0, NAN, 140.0],
        [NAN, NAN, 150.0],
    ]
)
UNITS = ("A", "B", "C", "D", "E", "F")


@pytest.fixture(scope="module")
def findings():
    result = assess(RAW, UNITS, FRAMEWORK, Choices())
    intervals = np.column_stack([result.ranks, result.ranks, result.ranks + 1])
    run = Run(
        intervals=intervals,
        periods={"poor": "2021", "grdp": "2023", "same": "2021"},
        settings={"impute": '"median"'},
        inputs={"values": "ab12"},
    )
    return of_assessment(result, FRAMEWORK, RAW, run)


def tables(book):
    return {b.anchor: b for b in book.blocks() if isinstance(b, Table)}


def rows(table):
    return [tuple(plain(cell) for cell in row.cells) for row in table.rows]


def test_the_ranking_with_intervals_and_who_has_none(findings):
    book = compose(findings)
    found = rows(tables(book)["tabel-peringkat"])
    assert [row[0] for row in found] == ["A", "C", "B", "E", "D", "F"]
    assert found[0] == ("A", "1", "1–2", "100,00", "100")
    assert found[-1][1:4] == ("—", "—", "—")
    told = [plain(b.spans) for b in book.blocks() if hasattr(b, "spans")]
    assert "Tanpa peringkat karena datanya kurang: F." in told


def test_the_chance_of_being_selected(findings):
    chances = np.array([0.9, 0.1, 0.0, 0.0, 0.0, NAN])
    run = replace(findings.run, selected=("A",), probability=chances)
    found = rows(tables(compose(replace(findings, run=run)))["tabel-peringkat"])
    assert found[0][-2:] == ("90,0", "ya")
    assert found[2][-2:] == ("10,0", "")


def test_what_was_imputed_is_told_cell_by_cell(findings):
    found = rows(tables(compose(findings))["tabel-imputasi"])
    assert found == [
        ("E", "PDRB <besar>", "70,00"),
        ("F", "Miskin", "16,00"),
        ("F", "PDRB <besar>", "70,00"),
    ]


def test_what_was_treated(findings):
    assert "tabel-pencilan" not in tables(compose(findings))
    points = np.full(RAW.shape, "", dtype="<U12")
    points[4, 0], points[:, 2] = "winhi", "log_ct"
    moved = replace(findings, treated=RAW - 1.0, points=points)
    found = rows(tables(compose(moved))["tabel-pencilan"])
    assert found == [
        ("E", "Miskin", "30,00", "29,00", "diturunkan ke nilai berikutnya"),
        ("semua unit", "Kembaran", "—", "—", "seluruh indikator diubah skalanya"),
    ]


def test_what_hangs_together(findings):
    found = tables(compose(findings))
    pairs = rows(found["tabel-pasangan"])
    assert pairs[0][:2] == ("PDRB <besar>", "Kembaran")
    nodes = {row[0]: row[1:] for row in rows(found["tabel-simpul"])}
    assert nodes["Indeks"] == ("1", "—", "—")
    assert nodes["Ekonomi"][:2] == ("3", "1,00")


def test_strengths_leave_out_what_was_imputed(findings):
    found = {
        row[0]: row[1:] for row in rows(tables(compose(findings))["tabel-kekuatan"])
    }
    assert found["A"] == (
        "Miskin (1); PDRB <besar> (1); Kembaran (1)",
        "Kembaran (1); PDRB <besar> (1); Miskin (1)",
    )
    assert found["F"] == ("Kembaran (3)", "Kembaran (3)")


def test_a_build_by_a_method_is_told_alike(findings):
    gov_less = replace(FRAMEWORK, dimensions=FRAMEWORK.dimensions[:1])
    method = Method(
        impute=Filling(kind="median"),
        treat=Rules(Treatment()),
        allow=frozenset(["single_child"]),
    )
    values = Values(UNITS, ("poor", "grdp", "same"), RAW)
    made = build(values, of_framework(gov_less), method)
    book = compose(of_build(made, FRAMEWORK, findings.run))
    ours, theirs = tables(book), tables(compose(findings))
    for name in ("tabel-peringkat", "tabel-imputasi", "tabel-kekuatan", "tabel-simpul"):
        assert rows(ours[name]) == rows(theirs[name])
    told = [plain(b.spans) for b in book.blocks() if hasattr(b, "spans")]
    assert "Tidak ada: tidak ada indikator yang memerlukannya." in told


class Reader(HTMLParser):
    """Notes the tags and every address in them."""

    def __init__(self):
        super().__init__()
        self.tags = set()
        self.addresses = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        named = dict(attrs)
        self.addresses += [named[n] for n in ("src", "href", "srcset") if n in named]


def test_one_file_without_script_or_address(findings):
    text = html.write(compose(findings)).decode()
    reader = Reader()
    reader.feed(text)
    assert not reader.tags & {"script", "link", "iframe"}
    starts = ("#", "data:image/svg+xml;base64,")
    assert all(address.startswith(starts) for address in reader.addresses)
    assert "url(" not in text
    assert "PDRB &lt;besar&gt;" in text
    assert "ab12" in text


def test_the_drawing_holds_every_cell_once():
    matrix = np.array([[1.0, -1.0], [-1.0, NAN]])
    drawn = heat.svg(
        matrix, ["a & b", "sebuah nama yang jauh lebih panjang dari tempatnya"]
    )
    assert len(re.findall("M[0-9]+ [0-9]+h", drawn)) == 3
    assert "a &amp; b" in drawn
    assert "…" in drawn
    assert heat.COLOURS[0] in drawn


def test_chapters_come_in_reading_order(findings):
    heads = [
        b.text
        for b in compose(findings).blocks()
        if isinstance(b, Heading) and b.level == 1
    ]
    assert heads == [
        "Ringkasan",
        "Peringkat",
        "Data",
        "Korelasi",
        "Kekuatan dan kelemahan",
        "Membuat ulang",
    ]
