"""Facts and books that the tests of this folder share; made once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rancang.documents.book import Book
from rancang.documents.chapters.buku1 import compose
from rancang.documents.facts import Buku1
from rancang.documents.writers import docx, html, pdf
from tests.documents.mojokerto import Sample


@pytest.fixture(scope="session")
def sample() -> Sample:
    return Sample()


@pytest.fixture(scope="session")
def facts(sample: Sample) -> Buku1:
    return sample.facts()


@pytest.fixture(scope="session")
def small(facts: Buku1) -> Buku1:
    """The same facts with a map of the province alone, where the map does not matter."""
    shapes = facts.profile.shapes
    return replace(facts, standing=replace(facts.standing, map_shapes=shapes))


@pytest.fixture(scope="session")
def book(facts: Buku1) -> Book:
    return compose(facts)


@pytest.fixture(scope="session")
def pdf_file(book: Book) -> bytes:
    return pdf.write(book)


@pytest.fixture(scope="session")
def docx_file(book: Book) -> bytes:
    return docx.write(book)


@pytest.fixture(scope="session")
def html_file(book: Book) -> str:
    return html.write(book).decode()
