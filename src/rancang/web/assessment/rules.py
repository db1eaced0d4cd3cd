"""The life of a run, and what a selection keeps to unless told otherwise."""

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

# Ours, not the ministry's: no quota was ever published. Two regions of each island group
# keep any of the seven from being left out, yet move few of fifty places.
SELECTION_SIZE = 50
LEAST_PER_ISLAND_GROUP = 2

# Regions told on either side of the cut.
NEIGHBOURS = 5


class Refused(Exception):  # noqa: N818 - reads as a sentence: raise Refused
    """The assessment cannot be made or changed as asked; the message says why."""
