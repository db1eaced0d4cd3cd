"""Which books there are, and why one cannot be drafted."""

from __future__ import annotations


BOOKS: dict[str, dict[str, str]] = {
    "buku-1": {"id": "Buku 1: Analisis Strategis", "en": "Book 1: Strategic analysis"},
}
FORMATS = ("pdf", "docx", "html")


class Refused(Exception):  # noqa: N818 - reads as a sentence: raise Refused
    """The edition cannot be made as asked; the message says what is missing."""
