"""People, the agencies they work in, and the roles they hold there."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from rancang.web.accounts.rules import ROLE_NAMES, Role


class Person(AbstractUser):
    """An account. Rights come from posts, never from ``is_superuser``."""

    full_name = models.CharField(max_length=120, blank=True)
    demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.full_name or self.username


class Agency(models.Model):
    """An agency (perangkat daerah) of a region, or of the nation where region is null.

    ``duty`` is the custodian's code in frameworks ("BPS", "dinkes"), the same in every
    region, so that a framework names custodians once for all.
    """

    duty = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["region_id", "duty"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "duty"], name="agency_duty_region"
            ),
            models.UniqueConstraint(
                fields=["duty"], condition=Q(region=None), name="agency_duty_nation"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """Return the code stamped into templates: "BPS", or "35.76.dinkes"."""
        return f"{self.region_id}.{self.duty}" if self.region_id else self.duty


class Post(models.Model):
    """A role that a person holds in an agency, from a day until another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    role = models.CharField(
        max_length=20, choices=[(r.value, ROLE_NAMES[r]["id"]) for r in Role]
    )
    since = models.DateField()
    until = models.DateField(null=True)
    granted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="granted"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in Role]), name="post_role"
            ),
            models.UniqueConstraint(
                fields=["person", "agency", "role"],
                condition=Q(until=None),
                name="post_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="post_until_after_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} di {self.agency}"
