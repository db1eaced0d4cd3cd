"""Read the journal."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from rancang.web.journal.models import Entry


def entries(subject: str, key: str) -> QuerySet[Entry]:
    """Return what happened to one thing, oldest first."""
    return Entry.objects.filter(subject=subject, key=key).order_by("pk")


def gesture(identifier: UUID) -> QuerySet[Entry]:
    """Return all that one gesture changed."""
    return Entry.objects.filter(gesture=identifier).order_by("pk")


def latest(limit: int = 100) -> QuerySet[Entry]:
    """Return the latest entries first."""
    return Entry.objects.order_by("-pk")[:limit]
