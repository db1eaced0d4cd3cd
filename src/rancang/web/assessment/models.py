"""Index runs with everything needed to make them again, and the selections on them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from rancang.web.assessment.rules import STATE_NAMES, State


PERSON = settings.AUTH_USER_MODEL


class Run(models.Model):
    """One assessment of all regions: inputs by fingerprint, choices, seed and versions.

    ``record`` is the run's ``run.json``, byte for byte what the command line writes for
    the same inputs. ``units`` holds each region's group for imputation, by code.
    """

    version = models.ForeignKey("frameworks.Version", models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    choices = models.JSONField()
    units = models.JSONField()
    seed = models.PositiveBigIntegerField()
    draws = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    record = models.TextField()
    state = models.CharField(
        max_length=10,
        default=State.DRAFT,
        choices=[(s.value, STATE_NAMES[s]["id"]) for s in State],
    )
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="run_state"
            ),
        ]

    def __str__(self) -> str:
        return f"asesmen {self.pk} ({self.period})"


class Input(models.Model):
    """One number that entered a run: an observed value, or one filled in by a method."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="inputs")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    indicator = models.ForeignKey(
        "frameworks.Indicator", models.PROTECT, related_name="+"
    )
    value = models.ForeignKey(
        "collection.Value", models.PROTECT, null=True, related_name="+"
    )
    number = models.FloatField()
    imputed = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "region", "indicator"], name="input_once"
            ),
            models.CheckConstraint(
                condition=Q(imputed=True) | Q(value__isnull=False),
                name="input_observed_has_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}/{self.indicator_id}"


class Score(models.Model):
    """The score of a region on a node of the tree, or on the index ("index")."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="scores")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    node = models.CharField(max_length=80)
    score = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "region", "node"], name="score_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}/{self.node}: {self.score:.2f}"


class Rank(models.Model):
    """A region's rank by the index (1 is best) and how far the draws move it."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="ranks")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField()
    p05 = models.FloatField()
    p50 = models.FloatField()
    p95 = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "region"], name="rank_once"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}: {self.rank}"


class Selection(models.Model):
    """A proposal of which regions to assist; the decision itself is people's."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="selections")
    size = models.PositiveIntegerField()
    quotas = models.JSONField()
    only_autonomous = models.BooleanField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"usulan {self.size} daerah ({self.run})"


class Choice(models.Model):
    """A region in a selection: in or out, why, and in what share of the draws it was in."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="candidates")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    eligible = models.BooleanField()
    chosen = models.BooleanField()
    probability = models.FloatField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["selection", "region"], name="choice_once"),
            models.CheckConstraint(
                condition=Q(eligible=True) | Q(chosen=False), name="choice_eligible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}: {'diusulkan' if self.chosen else 'tidak'}"
