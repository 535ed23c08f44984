"""Tables of the measure room: runs, series, editions, sources, and one row for every observed value."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Run(models.Model):
    """One import or computation: all its observations came together and can be undone together."""

    started_at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    source = models.TextField(blank=True)
    file_name = models.TextField(blank=True)
    file_hash = models.CharField(max_length=64, blank=True, db_index=True)
    inputs_version = models.BigIntegerField(null=True)
    new = models.BigIntegerField(default=0)
    revised = models.BigIntegerField(default=0)
    same = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    content_hash = models.CharField(max_length=16, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "measure_run"


class Series(models.Model):
    """What is observed where: an indicator, an area, and the dimensions of a breakdown ("" is the total)."""

    indicator = models.CharField(max_length=120)
    area = models.CharField(max_length=40)
    breakdown = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "measure_series"
        constraints = [models.UniqueConstraint(fields=["indicator", "area", "breakdown"], name="measure_series_key")]


class Edition(models.Model):
    """An edition of a source, by the name that its files give it."""

    vintage = models.TextField(unique=True)

    class Meta:
        db_table = "measure_edition"


class Source(models.Model):
    """Where a value was read and what a user must know of it."""

    publisher = models.TextField(blank=True)
    url = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        db_table = "measure_source"
        constraints = [models.UniqueConstraint(fields=["publisher", "url", "note"], name="measure_source_key")]


class Observation(models.Model):
    """One value of one edition; never changed once it is written.

    `published` is the day on which the edition came out (days since 0001-01-01, 0 = not known). `value` is null
    when the source says "not available", in its words in `reason`. `status` 0 official, 1 preliminary,
    2 estimate, 3 illustrative. `superseded_by` is the run that closed the row; null is what is current. A row of
    an edition older than the current one is closed by its own run.
    """

    # The database does not check these keys row by row (a third of the cost of an import); `verify` does, by set.
    series = models.ForeignKey(Series, models.PROTECT, db_index=False, db_constraint=False)
    period = models.CharField(max_length=7)
    edition = models.ForeignKey(Edition, models.PROTECT, db_index=False, db_constraint=False)
    published = models.IntegerField()
    value = models.FloatField(null=True)
    reason = models.TextField(blank=True)
    status = models.SmallIntegerField()
    source = models.ForeignKey(Source, models.PROTECT, db_index=False, db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, db_constraint=False)
    superseded_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "measure_observation"
        constraints = [
            models.UniqueConstraint(
                fields=["series", "period"], condition=Q(superseded_by__isnull=True), name="measure_one_current"
            ),
            models.UniqueConstraint(fields=["series", "period", "edition", "run"], name="measure_once_a_run"),
        ]
        indexes = [
            models.Index(fields=["superseded_by"], condition=Q(superseded_by__isnull=False), name="measure_closed_by"),
        ]


class RunIndicator(models.Model):
    """Which indicators a run wrote: only the newest run of each can be undone."""

    run = models.ForeignKey(Run, models.CASCADE)
    indicator = models.CharField(max_length=120, db_index=True)

    class Meta:
        db_table = "measure_run_indicator"
        constraints = [models.UniqueConstraint(fields=["run", "indicator"], name="measure_run_indicator_key")]


class Computation(models.Model):
    """Up to which state of its definition and inputs an indicator is computed: a fingerprint of both.

    `missing` counts, by reason, where it has no value; null when only some areas were computed since.
    """

    indicator = models.CharField(max_length=120, unique=True)
    fingerprint = models.CharField(max_length=64)
    missing = models.JSONField(null=True)

    class Meta:
        db_table = "measure_computation"
