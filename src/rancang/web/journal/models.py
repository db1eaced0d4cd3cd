"""Who did what, when, before and after."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One value changed by one gesture; written once, never changed or deleted.

    The account's name is kept as it was, so that the entry reads the same for ever.
    Entries of one gesture (a file, a decision) share its ``gesture``.
    """

    gesture = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    account = models.BigIntegerField(null=True)
    by = models.CharField(max_length=150)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "key"])]

    def __str__(self) -> str:
        return (
            f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.verb} {self.subject} {self.key}"
        )
