"""The chapter on the data: what there is, what is odd, what was imputed and treated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rancang.documents.book import Block, Chapter, Heading, Paragraph, Spans
from rancang.documents.report.findings import Findings, count, table, words
from rancang.methods.statistics import Statistics, statistics


MOST = 500
"""Cells listed one by one; of more, only the first are."""

_BENT = "seluruh indikator diubah skalanya"
_MOVED = {"winhi": "diturunkan ke nilai berikutnya", "winlo": "dinaikkan"}


def chapter(findings: Findings) -> Chapter:
    """Tell what the index rests on."""
    blocks: list[Block] = [
        Heading(1, "Data", "data"),
        _indicators(findings),
        Heading(2, "Yang diimputasi", "imputasi"),
        *_imputed(findings),
        Heading(2, "Yang ditangani sebagai pencilan", "pencilan"),
        *_treated(findings),
    ]
    return Chapter(tuple(blocks))


def _indicators(findings: Findings) -> Block:
    found = statistics(findings.raw)
    rows = [
        [
            words(f"{indicator.name.id} ({indicator.unit.id})"),
            words(findings.run.periods.get(indicator.code, "")),
            count(found.available[at]),
            count(found.minimum[at], 2),
            count(found.median[at], 2),
            count(found.mean[at], 2),
            count(found.maximum[at], 2),
            count(found.skew[at], 2),
            count(found.kurtosis[at], 2),
            words(_flags(found, at)),
        ]
        for at, indicator in enumerate(findings.indicators)
    ]
    titles = ["Indikator", "Periode:", "Tersedia", "Terendah", "Median", "Rata-rata"]
    titles += ["Tertinggi", "Kecondongan", "Kurtosis", "Perhatian:"]
    return table("tabel-indikator", "Indikator sebagaimana dibaca", titles, rows)


def _flags(found: Statistics, at: int) -> str:
    told = {
        "banyak yang kosong": found.low_available[at],
        "banyak nol": found.low_nonzero[at],
        "banyak nilai sama": found.low_unique[at],
        "ada pencilan": found.outlying[at],
    }
    return ", ".join(text for text, flagged in told.items() if flagged)


def _imputed(findings: Findings) -> Iterator[Block]:
    names = findings.names()
    cells = np.argwhere(findings.imputed)
    if not len(cells):
        yield Paragraph(words("Tidak ada: semua nilai teramati."))
        return
    rows = [
        [
            words(findings.units[row]),
            words(names[leaf]),
            count(findings.values[row, leaf], 2),
        ]
        for row, leaf in cells[:MOST]
    ]
    yield _how_many(len(cells))
    titles = ["Unit", "Indikator:", "Nilai yang diisikan"]
    yield table("tabel-imputasi", "Nilai yang diimputasi", titles, rows)


def _how_many(cells: int) -> Paragraph:
    more = f"; {MOST} yang pertama didaftar di sini" if cells > MOST else ""
    spans: Spans = (*count(cells), *words(f" nilai{more}."))
    return Paragraph(spans)


def _treated(findings: Findings) -> Iterator[Block]:
    treated, points = findings.treated, findings.points
    if treated is None or points is None:
        yield Paragraph(words("Tidak ada: penanganan pencilan tidak diminta."))
        return
    names = findings.names()
    moved = np.isin(points, list(_MOVED))
    bent = ((points != "") & ~moved).any(axis=0)
    rows = [
        [
            words(findings.units[row]),
            words(names[leaf]),
            count(findings.values[row, leaf], 2),
            count(treated[row, leaf], 2),
            words(_MOVED[str(points[row, leaf])]),
        ]
        for row, leaf in np.argwhere(moved)[:MOST]
    ]
    rows += [
        [words("semua unit"), words(name), count(np.nan), count(np.nan), words(_BENT)]
        for name in np.array(names)[bent]
    ]
    if not rows:
        yield Paragraph(words("Tidak ada: tidak ada indikator yang memerlukannya."))
        return
    titles = ["Unit", "Indikator:", "Sebelum", "Sesudah", "Cara:"]
    yield table("tabel-pencilan", "Nilai yang ditangani", titles, rows)
