"""Write entries; there is no other verb here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from rancang.web.journal.models import Entry


BATCH = 2_000


class Actor(Protocol):
    """Whoever acts: an account, or the installer."""

    @property
    def pk(self) -> Any:
        """Return the account's key, or None for the installer."""

    def get_username(self) -> str:
        """Return the name to keep."""


@dataclass(frozen=True, slots=True)
class Installer:
    """The person at the machine's own command line, before any account exists."""

    pk: None = None

    def get_username(self) -> str:
        """Return the name to keep."""
        return "pemasang"


@dataclass(frozen=True, slots=True)
class Change:
    """One value's before and after."""

    subject: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def record(*, by: Actor, verb: str, changes: Iterable[Change], at: datetime) -> UUID:
    """Write an entry for each change of one gesture; call inside its transaction."""
    gesture = uuid4()
    Entry.objects.bulk_create(
        (
            Entry(
                gesture=gesture,
                at=at,
                account=by.pk,
                by=by.get_username(),
                verb=verb,
                subject=change.subject,
                key=change.key,
                before=change.before,
                after=change.after,
            )
            for change in changes
        ),
        batch_size=BATCH,
    )
    return gesture
