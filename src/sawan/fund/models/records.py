"""Records of money: umbrella projects and their targets, budget lines and where they are, yearly budgets."""

from __future__ import annotations

from django.db import models

from sawan.fund.models.fields import MoneyField


class RecordFile(models.Model):
    """A file of records that was loaded, told by its bytes, with what it says of itself."""

    name = models.CharField(max_length=200, unique=True)
    hash = models.CharField(max_length=64)
    fiscal_year = models.PositiveSmallIntegerField(null=True)
    stage = models.CharField(max_length=40, blank=True)
    reading = models.CharField(max_length=20, blank=True)
    trust = models.CharField(max_length=4, blank=True)
    source_th = models.CharField(max_length=300, blank=True)
    source_en = models.CharField(max_length=300, blank=True)
    notes = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class Tied(models.Model):
    """Money with a proposed tie to a guideline; no guideline: untied."""

    guideline = models.CharField(max_length=20, blank=True, db_index=True)
    tie_th = models.CharField(max_length=200, blank=True)
    tie_en = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class UmbrellaProject(Tied):
    """One of the four or five projects under which a province's or cluster's money stands in the budget."""

    file = models.ForeignKey(RecordFile, on_delete=models.CASCADE)
    code = models.CharField(max_length=40, unique=True)
    fiscal_year = models.PositiveSmallIntegerField(db_index=True)
    unit = models.CharField(max_length=120)
    area = models.CharField(max_length=12, db_index=True)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    amount = MoneyField()

    def __str__(self) -> str:
        return self.code


class UmbrellaTarget(models.Model):
    """A target of an umbrella project, as printed."""

    project = models.ForeignKey(UmbrellaProject, on_delete=models.CASCADE, related_name="targets")
    number = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=400)
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=40)
    unit = models.CharField(max_length=80)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.project_id}.{self.number}"


class BudgetLine(Tied):
    """A line of a budget book; a multi-year line has one row a year under one group."""

    file = models.ForeignKey(RecordFile, on_delete=models.CASCADE)
    code = models.CharField(max_length=40, unique=True)
    group = models.CharField(max_length=40, db_index=True)
    source = models.CharField(max_length=12, db_index=True)
    fiscal_year = models.PositiveSmallIntegerField(db_index=True)
    book_year = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=200)
    ministry = models.CharField(max_length=200)
    plan = models.CharField(max_length=300, blank=True)
    output = models.CharField(max_length=300, blank=True)
    project = models.CharField(max_length=300, blank=True)
    category = models.JSONField(default=list)
    text = models.TextField()
    folded = models.TextField()
    amount = MoneyField()
    obliged = models.BooleanField(default=False)
    years = models.CharField(max_length=40, blank=True)
    group_total = MoneyField(null=True)
    villages = models.CharField(max_length=80, blank=True)
    sizes = models.JSONField(default=dict)
    page = models.CharField(max_length=20, blank=True)
    confirmed = models.BooleanField(null=True)

    def __str__(self) -> str:
        return self.code


class LinePlace(models.Model):
    """A place of a line: province, district or subdistrict by its official code."""

    line = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="places")
    code = models.CharField(max_length=6, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "code"], name="fund_line_place_once")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.code}"


class YearlyBudget(models.Model):
    """The budget of a fiscal year of a province or cluster, or all state money placed in a province."""

    file = models.ForeignKey(RecordFile, on_delete=models.CASCADE)
    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    unit = models.CharField(max_length=120)
    province = models.CharField(max_length=8, blank=True, db_index=True)
    amount = MoneyField()
    stage = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=300, blank=True)
    trust = models.CharField(max_length=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "unit", "fiscal_year", "stage"], name="fund_yearly_budget_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.fiscal_year}"
