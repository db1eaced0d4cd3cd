"""What is measured: versions of frameworks and their trees."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rancang.web.frameworks.rules import STATE_NAMES, State


class Version(models.Model):
    """A version of a framework; once published it is read only, by the database too."""

    code = models.CharField(max_length=40)
    number = models.CharField(max_length=20)
    title_id = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    purpose = models.CharField(max_length=12)
    note_id = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    state = models.CharField(
        max_length=10,
        default=State.DRAFT,
        choices=[(s.value, STATE_NAMES[s]["id"]) for s in State],
    )
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["code", "number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="version_number"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="version_state"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="version_published_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_id} {self.number}"


class Indicator(models.Model):
    """What is measured, over all versions: the thread along which years are joined."""

    code = models.CharField(primary_key=True, max_length=80)

    def __str__(self) -> str:
        return self.code


class Node(models.Model):
    """A dimension, sub-dimension or indicator of one version."""

    KINDS: ClassVar = [
        ("dimension", "Dimensi"),
        ("subdimension", "Subdimensi"),
        ("indicator", "Indikator"),
    ]

    version = models.ForeignKey(Version, models.CASCADE, related_name="nodes")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="children"
    )
    kind = models.CharField(max_length=12, choices=KINDS)
    code = models.CharField(max_length=80)
    position = models.PositiveIntegerField()
    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    weight = models.FloatField()
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, related_name="nodes"
    )
    unit_id = models.CharField(max_length=60, blank=True)
    unit_en = models.CharField(max_length=60, blank=True)
    direction = models.CharField(max_length=6, blank=True)
    minimum = models.FloatField(null=True)
    maximum = models.FloatField(null=True)
    decimals = models.PositiveSmallIntegerField(default=2)
    options = models.JSONField(default=list)
    custodian = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)
    definition_id = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)

    class Meta:
        ordering = ["version_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="node_code"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="node_weight"),
            models.CheckConstraint(
                condition=Q(kind="indicator", indicator__isnull=False)
                | Q(kind__in=["dimension", "subdimension"], indicator=None),
                name="node_kind_indicator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_id}"
