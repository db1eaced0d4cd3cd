"""The project's open data, read for the tests of the books."""

from __future__ import annotations

import csv
from pathlib import Path

from rancang.documents.facts import Source


DATA = Path(__file__).parents[2] / "data"
RUN = Source(
    publisher="Rancang",
    title="Asesmen contoh-uji atas kerangka 2021.1",
    date="2026-11-25",
    row="asesmen 1",
)
Rows = list[dict[str, str]]


def read(name: str) -> Rows:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
