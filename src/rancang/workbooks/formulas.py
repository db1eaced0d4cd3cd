"""Text that came from outside must never become a formula in the next spreadsheet."""

from __future__ import annotations


# OWASP's list for CSV injection, with the full-width twins some programs fold into them.
_STARTERS = (*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def neutralise(text: str) -> str:
    """Return the text so that no spreadsheet program takes it for a formula.

    An apostrophe is put before it where it would begin a formula; ``restore`` takes off
    what was put there, and nothing else.
    """
    return f"'{text}" if _dangerous(text) else text


def restore(text: str) -> str:
    """Return the text as it was before ``neutralise``."""
    return text[1:] if text.startswith("'") and _dangerous(text[1:]) else text


def _dangerous(text: str) -> bool:
    # Apostrophes are looked through, so that a text already marked is marked once more
    # and comes back as it was.
    bare = text.lstrip("' ")
    return bare.startswith(_STARTERS)
