"""Chapters on who stands where: in short, the whole ranking, and each unit's best and worst."""

from __future__ import annotations

import numpy as np

from rancang.documents import sentences
from rancang.documents.book import (
    Block,
    Chapter,
    Heading,
    Highlight,
    Highlights,
    Paragraph,
    Spans,
    Words,
)
from rancang.documents.report.findings import Findings, count, table, words
from rancang.methods.strengths import Standing, standings, strongest, weakest


SHOWN = 3
"""Strengths and weaknesses told of each unit."""


def summary(findings: Findings) -> Chapter:
    """Tell in short what was assessed and on how much."""
    imputed = findings.imputed
    ranked = int((~np.isnan(findings.ranks)).sum())
    first = [findings.units[row] for row in findings.order()[:SHOWN]]
    cards = Highlights(
        (
            Highlight("Unit", count(len(findings.units)), words("dinilai")),
            Highlight("Peringkat", count(ranked), words("unit mendapat peringkat")),
            Highlight("Indikator", count(imputed.shape[1]), words("masuk ke indeks")),
            Highlight(
                "Nilai yang diimputasi",
                count(100.0 * imputed.mean(), 1),
                words("persen dari semua nilai"),
            ),
        )
    )
    lead = (
        f"Indeks ini berdiri di atas {findings.statement}. "
        f"Peringkat teratas: {sentences.listed(first)}."
    )
    blocks: tuple[Block, ...] = (
        Heading(1, "Ringkasan", "ringkasan"),
        Paragraph(words(lead), lead=True),
        cards,
    )
    scored = zip(findings.units, findings.ranks, strict=True)
    remarks = {
        "Tanpa peringkat karena datanya kurang": [u for u, r in scored if np.isnan(r)],
        "Dikeluarkan dalam penyaringan": list(findings.left_out),
    }
    blocks += tuple(
        Paragraph(words(f"{remark}: {sentences.listed(codes)}."))
        for remark, codes in remarks.items()
        if codes
    )
    return Chapter(blocks)


def ranking(findings: Findings) -> Chapter:
    """Tell every unit's rank with its interval."""
    selected = findings.run.probability is not None
    titles = ["Unit", "Peringkat", "Rentang 90%", "Indeks", "Data teramati (%)"]
    titles += ["Peluang terpilih (%)", "Terpilih:"] if selected else []
    rows = [_place(findings, row) for row in findings.order()]
    note = (
        "Rentang 90% memuat peringkat dalam sembilan dari sepuluh simulasi, yang mengubah "
        "bobot, skala dan cara agregasi. Unit yang rentangnya bertumpang tindih tidak "
        "dapat dibedakan dengan yakin."
    )
    return Chapter(
        (
            Heading(1, "Peringkat", "peringkat"),
            Paragraph(words(note), lead=True),
            table("tabel-peringkat", "Peringkat semua unit", titles, rows),
        )
    )


def _place(findings: Findings, row: int) -> list[Spans]:
    run = findings.run
    low, _, high = run.intervals[row]
    cells = [
        words(findings.units[row]),
        count(findings.ranks[row]),
        _between(low, high),
        count(findings.index[row], 2),
        count(100.0 * findings.coverage[row], 0),
    ]
    if run.probability is not None:
        cells.append(count(100.0 * run.probability[row], 1))
        chosen = findings.units[row] in (run.selected or ())
        cells.append(words("ya" if chosen else ""))
    return cells


def _between(low: float, high: float) -> Spans:
    if np.isnan(low):
        return words(sentences.DASH)
    return (*count(low), Words("–"), *count(high))


def strengths(findings: Findings) -> Chapter:
    """Tell the strongest and the weakest indicators of every unit."""
    names = findings.names()
    rows = []
    for row in findings.order():
        # as read: what was imputed is no strength of anyone
        found = standings(findings.raw, findings.signs, names, row)
        best, worst = strongest(found, SHOWN), weakest(found, SHOWN)[::-1]
        rows.append([words(findings.units[row]), _listed(best), _listed(worst)])
    titles = ["Unit", "Paling kuat:", "Paling lemah:"]
    note = (
        "Dalam kurung peringkat unit itu pada indikatornya di antara semua unit yang "
        "mempunyai nilai. Nilai yang diimputasi tidak ikut."
    )
    return Chapter(
        (
            Heading(1, "Kekuatan dan kelemahan", "kekuatan"),
            Paragraph(words(note), lead=True),
            table("tabel-kekuatan", "Indikator terkuat dan terlemah", titles, rows),
        )
    )


def _listed(found: tuple[Standing, ...]) -> Spans:
    spans: list[Spans] = [
        (Words(f"{'; ' if at else ''}{s.code} ("), *count(s.rank), Words(")"))
        for at, s in enumerate(found)
    ]
    return tuple(span for part in spans for span in part) or words(sentences.DASH)
