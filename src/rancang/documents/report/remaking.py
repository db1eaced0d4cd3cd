"""The chapter that lets the run be made again."""

from __future__ import annotations

from rancang.documents.book import Chapter, Heading, Paragraph
from rancang.documents.report.findings import Findings, table, words


def chapter(findings: Findings) -> Chapter:
    """Tell choices and fingerprints."""
    settings = [
        [words(name), words(text)] for name, text in findings.run.settings.items()
    ]
    inputs = [[words(name), words(text)] for name, text in findings.run.inputs.items()]
    lead = (
        "Dengan berkas dan pilihan yang sama, perintah yang sama menghasilkan angka yang "
        "sama."
    )
    return Chapter(
        (
            Heading(1, "Membuat ulang", "ulang"),
            Paragraph(words(lead), lead=True),
            table("tabel-pilihan", "Pilihan", ["Pilihan", "Isi:"], settings),
            table("tabel-berkas", "Berkas", ["Berkas", "Sidik jari SHA-256:"], inputs),
        )
    )
