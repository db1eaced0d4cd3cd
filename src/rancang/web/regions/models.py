"""The places, their two codes, people, land and borders."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Region(models.Model):
    """A province, kabupaten or kota; its key is the Kemendagri code ("35", "35.76").

    Kemendagri and BPS codes look alike and often name different places, so each has its
    own field and neither is ever compared with the other.
    """

    LEVELS: ClassVar = [("province", "Provinsi"), ("regency", "Kabupaten/kota")]
    KINDS: ClassVar = [
        ("provinsi", "Provinsi"),
        ("kabupaten", "Kabupaten"),
        ("kota", "Kota"),
    ]

    code = models.CharField(primary_key=True, max_length=5)
    level = models.CharField(max_length=8, choices=LEVELS)
    kind = models.CharField(max_length=9, choices=KINDS)
    name = models.CharField(max_length=60)
    bps_2020 = models.CharField(max_length=4, blank=True)
    bps_2024 = models.CharField(max_length=4, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children"
    )
    island_group = models.CharField(max_length=30)
    population_male = models.PositiveIntegerField(null=True)
    population_female = models.PositiveIntegerField(null=True)
    population = models.PositiveIntegerField()
    area_km2 = models.FloatField()
    # The six regions of DKI Jakarta are administrative: no budget of their own.
    autonomous = models.BooleanField(default=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="province", kind="provinsi", parent=None)
                | Q(
                    level="regency",
                    kind__in=["kabupaten", "kota"],
                    parent__isnull=False,
                ),
                name="region_level_kind_parent",
            ),
            models.UniqueConstraint(
                fields=["bps_2024"], condition=~Q(bps_2024=""), name="region_bps_2024"
            ),
            models.UniqueConstraint(
                fields=["bps_2020"], condition=~Q(bps_2020=""), name="region_bps_2020"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Boundary(models.Model):
    """The region's outline for maps: rings of (longitude, latitude); not legal borders."""

    region = models.OneToOneField(
        Region, models.CASCADE, primary_key=True, related_name="boundary"
    )
    rings = models.JSONField()
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"batas {self.region_id}"
