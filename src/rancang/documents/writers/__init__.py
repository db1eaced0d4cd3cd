"""Writers: one book, many formats, each returned as bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rancang.documents.book import Book
from rancang.documents.writers import docx, html, pdf
from rancang.documents.writers.errors import WriteError


__all__ = ["WRITERS", "WriteError", "write"]

WRITERS: dict[str, Callable[[Book], bytes]] = {
    "pdf": pdf.write,
    "docx": docx.write,
    "html": html.write,
}


def write(book: Book, formats: Sequence[str] = tuple(WRITERS)) -> dict[str, bytes]:
    """Return the book in each format; WriteError names one that is not made."""
    for name in formats:
        if name not in WRITERS:
            known = ", ".join(WRITERS)
            raise WriteError(f"format “{name}” tidak dikenal; pilihan: {known}")
    return {name: WRITERS[name](book) for name in formats}
