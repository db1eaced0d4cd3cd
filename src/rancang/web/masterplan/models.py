"""The door out: editions of the books, with the facts they were made from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from rancang.web.masterplan.rules import BOOKS, FORMATS


class Edition(models.Model):
    """One edition of a region's book: its facts as stored, and their fingerprint."""

    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    book = models.CharField(
        max_length=10, choices=[(code, name["id"]) for code, name in BOOKS.items()]
    )
    number = models.PositiveIntegerField()
    run = models.ForeignKey("assessment.Run", models.PROTECT, related_name="+")
    facts = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "book", "number"], name="edition_number"
            ),
            models.CheckConstraint(
                condition=Q(book__in=list(BOOKS)), name="edition_book"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.region_id} edisi {self.number}"


class File(models.Model):
    """An edition as a file; its fingerprint tells whether the file is still the one made."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="files")
    format = models.CharField(max_length=4, choices=[(f, f) for f in FORMATS])
    path = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "format"], name="file_format"),
        ]

    def __str__(self) -> str:
        return self.path
