"""What a writer says when it cannot write."""

from __future__ import annotations


class WriteError(ValueError):
    """A book could not be written; the message is in Indonesian."""
