"""The chapter on how the parts hang together, and what the ranking owes to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rancang.documents import sentences
from rancang.documents.book import Block, Chapter, Figure, Heading, Paragraph, Spans
from rancang.documents.report import heat
from rancang.documents.report.findings import Findings, count, table, words
from rancang.methods.arrays import Floats
from rancang.methods.correlation import Pair, correlate, high, opposed
from rancang.methods.reliability import alpha


HIGH, OPPOSED = 0.9, -0.4
"""Correlations within a node from which on a pair is told."""


def chapter(findings: Findings) -> Chapter:
    """Tell how indicators and dimensions move together."""
    scores = findings.assessment.normalised[:, findings.columns]
    matrix = correlate(scores)
    blocks: list[Block] = [
        Heading(1, "Korelasi", "korelasi"),
        _heat(findings, matrix),
        *_pairs(findings, matrix),
        _nodes(findings),
    ]
    return Chapter(tuple(blocks))


def _codes(findings: Findings) -> list[str]:
    return [findings.assessment.indicators[column] for column in findings.columns]


def _heat(findings: Findings, matrix: Floats) -> Figure:
    names = findings.names()
    labels = [names[code] for code in _codes(findings)]
    alt = (
        f"Korelasi {len(labels)} indikator satu dengan yang lain sebagai kotak berwarna; "
        "pasangan yang paling erat dan yang berlawanan didaftar di bawahnya."
    )
    note = "Biru: bergerak searah. Jingga: berlawanan arah. Urutan kolom sama dengan baris."
    return Figure(
        anchor="gambar-korelasi",
        caption=words("Korelasi antarindikator setelah normalisasi"),
        alt=words(alt),
        svg=heat.svg(matrix, labels),
        note=words(note),
    )


def _pairs(findings: Findings, matrix: Floats) -> list[Block]:
    codes, parents = _codes(findings), findings.parents()
    near = high(matrix, codes, parents, HIGH)
    apart = opposed(matrix, codes, parents, OPPOSED)
    if not near and not apart:
        text = "Tidak ada pasangan dalam satu simpul yang hampir sama atau berlawanan."
        return [Paragraph(words(text))]
    rows = [
        *_told(findings, near, "hampir sama: keduanya berbobot ganda"),
        *_told(findings, apart, "berlawanan: saling meniadakan"),
    ]
    titles = ["Indikator", "Indikator:", "Korelasi", "Arti:"]
    caption = "Pasangan dalam satu simpul yang perlu diperhatikan"
    return [table("tabel-pasangan", caption, titles, rows)]


def _told(findings: Findings, pairs: Sequence[Pair], meaning: str) -> list[list[Spans]]:
    names = findings.names()
    return [
        [
            words(names[pair.first]),
            words(names[pair.second]),
            count(pair.correlation, 2),
            words(meaning),
        ]
        for pair in pairs
    ]


def _nodes(findings: Findings) -> Block:
    """Return how each node goes with the index, and whether it is one thing."""
    assessment, names = findings.assessment, findings.names()
    tree = assessment.tree
    rows = []
    for parent, children in tree.families():
        code = tree.codes[parent]
        parts = [_scores(findings, int(child)) for child in children]
        index = assessment.index[:, None]
        own = correlate(assessment.score(code)[:, None], index)[0, 0]
        rows.append(
            [
                words(names[code]),
                count(len(children)),
                count(own if code != "index" else np.nan, 2),
                count(alpha(np.column_stack(parts)), 2),
            ]
        )
    titles = ["Simpul", "Bagian", "Korelasi dengan indeks", "Alfa Cronbach"]
    made = table("tabel-simpul", "Keterpaduan setiap simpul", titles, rows)
    note = (
        "Alfa mendekati 1: bagian-bagiannya mengukur hal yang sama; di bawah 0: "
        f"bertentangan; {sentences.DASH}: tidak dapat dihitung."
    )
    return replace(made, note=words(note))


def _scores(findings: Findings, item: int) -> Floats:
    assessment = findings.assessment
    column = int(assessment.tree.columns[item])
    if column >= 0:
        return assessment.normalised[:, column]
    return assessment.score(assessment.tree.codes[item])
