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
    matrix = correlate(findings.scores[:, findings.tree.leaves])
    blocks: list[Block] = [
        Heading(1, "Korelasi", "korelasi"),
        _heat(findings, matrix),
        *_pairs(findings, matrix),
        _nodes(findings),
    ]
    return Chapter(tuple(blocks))


def _heat(findings: Findings, matrix: Floats) -> Figure:
    labels = findings.names()
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
    names, parents = findings.names(), findings.parents()
    near = high(matrix, names, parents, HIGH)
    apart = opposed(matrix, names, parents, OPPOSED)
    if not near and not apart:
        text = "Tidak ada pasangan dalam satu simpul yang hampir sama atau berlawanan."
        return [Paragraph(words(text))]
    rows = [
        *_told(near, "hampir sama: keduanya berbobot ganda"),
        *_told(apart, "berlawanan: saling meniadakan"),
    ]
    titles = ["Indikator", "Indikator:", "Korelasi", "Arti:"]
    caption = "Pasangan dalam satu simpul yang perlu diperhatikan"
    return [table("tabel-pasangan", caption, titles, rows)]


def _told(pairs: Sequence[Pair], meaning: str) -> list[list[Spans]]:
    return [
        [
            words(pair.first),
            words(pair.second),
            count(pair.correlation, 2),
            words(meaning),
        ]
        for pair in pairs
    ]


def _nodes(findings: Findings) -> Block:
    """Return how each node goes with the index, and whether it is one thing."""
    tree, scores = findings.tree, findings.scores
    rows = []
    for parent, children in tree.families():
        own = correlate(scores[:, [parent]], scores[:, [0]])[0, 0] if parent else np.nan
        rows.append(
            [
                words(findings.name(tree.codes[parent])),
                count(len(children)),
                count(own, 2),
                count(alpha(scores[:, children]), 2),
            ]
        )
    titles = ["Simpul", "Bagian", "Korelasi dengan indeks", "Alfa Cronbach"]
    made = table("tabel-simpul", "Keterpaduan setiap simpul", titles, rows)
    note = (
        "Alfa mendekati 1: bagian-bagiannya mengukur hal yang sama; di bawah 0: "
        f"bertentangan; {sentences.DASH}: tidak dapat dihitung."
    )
    return replace(made, note=words(note))
