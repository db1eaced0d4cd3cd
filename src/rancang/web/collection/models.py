"""The door in: data calls, files and every value with its evidence and its history."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rancang.web.collection.rules import STATE_NAMES, State


PERSON = settings.AUTH_USER_MODEL


class DataCall(models.Model):
    """A request for values: which indicators, periods and regions, and until when."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    version = models.ForeignKey("frameworks.Version", models.PROTECT, related_name="+")
    indicators = models.JSONField()
    periods = models.JSONField()
    # Only the regions of one province; all regions where it is null.
    province = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    due = models.DateField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Upload(models.Model):
    """A file sent by an agency: first a dry run, then confirmed or refused."""

    STATES: ClassVar = [
        ("refused", "Ditolak"),
        ("checked", "Siap dikonfirmasi"),
        ("confirmed", "Dikonfirmasi"),
    ]

    call = models.ForeignKey(DataCall, models.PROTECT, related_name="uploads")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="uploads/%Y/%m", max_length=200)
    size = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=STATES)
    row_count = models.PositiveIntegerField()
    new_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.agency})"


class Value(models.Model):
    """One revision of one value, and all that makes it worth believing.

    ``number`` is null where the agency says, with a reason in ``note``, that there is
    none. Of the revisions of one (region, indicator, period) exactly one is current;
    the others stay as they were.
    """

    call = models.ForeignKey(DataCall, models.PROTECT, related_name="values")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    indicator = models.ForeignKey(
        "frameworks.Indicator", models.PROTECT, related_name="+"
    )
    period = models.CharField(max_length=10)
    revision = models.PositiveIntegerField(default=1)
    current = models.BooleanField(default=True)
    number = models.FloatField(null=True)
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300)
    method = models.CharField(max_length=200, blank=True)
    evidence_date = models.DateField(null=True)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="values")
    place = models.CharField(max_length=80, blank=True)
    state = models.CharField(
        max_length=10,
        default=State.DRAFT,
        choices=[(s.value, STATE_NAMES[s]["id"]) for s in State],
    )
    return_note = models.CharField(max_length=500, blank=True)
    entered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["indicator", "period", "region"])]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "indicator", "period"],
                condition=Q(current=True),
                name="value_one_current",
            ),
            models.UniqueConstraint(
                fields=["region", "indicator", "period", "revision"],
                name="value_revision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="value_state"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | ~Q(note=""),
                name="value_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(number=None) | Q(evidence_date__isnull=False),
                name="value_evidence_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_note=""),
                name="value_returned_with_note",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["checked", "approved", "locked"])
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="value_checked_by",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "locked"])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="value_approved_by",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("entered_by")),
                name="value_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("entered_by")),
                name="value_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}/{self.indicator_id}/{self.period}"
