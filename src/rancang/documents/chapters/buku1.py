"""Buku 1, Analisis Strategis: from facts to the whole book."""

from __future__ import annotations

from datetime import date

from rancang.documents import drawing
from rancang.documents.book import Book, Meta, numbered
from rancang.documents.chapters import (
    budget,
    fingerprints,
    gaps,
    method,
    position,
    profile,
    sources,
    strengths,
    summary,
    trend,
)
from rancang.documents.charts import maps
from rancang.documents.facts import Buku1
from rancang.documents.plain import RecordError
from rancang.documents.sentences import day
from rancang.documents.subject import Subject


TITLE = "Analisis Strategis"
MARK = "CONTOH: memuat data rekaan"


def compose(facts: Buku1) -> Book:
    """Write Buku 1 from facts alone; RecordError where the facts contradict themselves."""
    _dated(facts)
    subject = Subject(facts)
    fingerprint = facts.fingerprint()
    parts = (summary, method, profile, position, trend, budget, strengths, gaps)
    told = tuple(part.chapter(subject) for part in parts)
    annexes = (
        sources.chapter(subject, told),
        fingerprints.chapter(subject, fingerprint),
    )
    shapes, region = facts.profile.shapes, facts.profile.region
    book = Book(
        title=f"Buku 1: {TITLE}",
        subtitle="Masterplan Kota Cerdas",
        place=facts.profile.name,
        description=f"Provinsi {facts.profile.province}",
        meta=_meta(facts, fingerprint),
        chapters=told + annexes,
        emblem=drawing.svg(maps.emblem(shapes, region)),
    )
    return numbered(book)


def _dated(facts: Buku1) -> None:
    try:
        date.fromisoformat(facts.date)
    except ValueError as error:
        message = f"bukan tanggal seperti 2026-11-25: “{facts.date}”"
        raise RecordError("date", message) from error


def _meta(facts: Buku1, fingerprint: str) -> Meta:
    place, province = facts.profile.name, facts.profile.province
    return Meta(
        language="id-ID",
        keywords=("kota cerdas", "analisis strategis", place, province),
        date=facts.date,
        date_text=day(facts.date),
        edition=facts.edition,
        fingerprint=fingerprint,
        running=f"{TITLE} {place}",
        mark=MARK if facts.demo else "",
    )
