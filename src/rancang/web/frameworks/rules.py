"""The life of a framework version."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a version stands; only a draft may change."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


STATE_NAMES: dict[State, dict[str, str]] = {
    State.DRAFT: {"id": "Draf", "en": "Draft"},
    State.PUBLISHED: {"id": "Terbit", "en": "Published"},
    State.RETIRED: {"id": "Ditarik", "en": "Retired"},
}

TRANSITIONS: dict[tuple[State, str], State] = {
    (State.DRAFT, "publish"): State.PUBLISHED,
    (State.PUBLISHED, "retire"): State.RETIRED,
}


class Refused(Exception):  # noqa: N818 - reads as a sentence: raise Refused
    """The framework cannot be taken or moved as asked."""
