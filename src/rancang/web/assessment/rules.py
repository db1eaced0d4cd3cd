"""The life of a run."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """A run may be made again until it is confirmed; then it is frozen."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"


STATE_NAMES: dict[State, dict[str, str]] = {
    State.DRAFT: {"id": "Draf", "en": "Draft"},
    State.CONFIRMED: {"id": "Dikukuhkan", "en": "Confirmed"},
}

TRANSITIONS: dict[tuple[State, str], State] = {
    (State.DRAFT, "confirm"): State.CONFIRMED,
}


class Refused(Exception):  # noqa: N818 - reads as a sentence: raise Refused
    """The assessment cannot be made or changed as asked; the message says why."""
