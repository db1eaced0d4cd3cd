"""The report of an assessment: one file to read, made from what was computed."""

from __future__ import annotations

from rancang.documents.book import Book, Meta, numbered
from rancang.documents.report import figures, places, relations, remaking
from rancang.documents.report.findings import (
    Findings,
    Run,
    of_assessment,
    of_build,
)


__all__ = ["Findings", "Run", "compose", "of_assessment", "of_build"]

TITLE = "Laporan Asesmen"


def compose(findings: Findings) -> Book:
    """Write the report of an assessment."""
    framework = findings.framework
    title = framework.title.id
    chapters = (
        places.summary(findings),
        places.ranking(findings),
        figures.chapter(findings),
        relations.chapter(findings),
        places.strengths(findings),
        remaking.chapter(findings),
    )
    return numbered(
        Book(
            title=title,
            subtitle=TITLE,
            place=f"{len(findings.units)} unit",
            description=f"Indeks dari {findings.statement}",
            meta=Meta(
                language="id-ID",
                keywords=("asesmen", "indeks komposit", framework.code),
                date=findings.latest,
                date_text=findings.periods_told,
                edition=f"{framework.code} {framework.version}",
                fingerprint=framework.fingerprint,
                running=f"{TITLE} {title}",
            ),
            chapters=chapters,
        )
    )
