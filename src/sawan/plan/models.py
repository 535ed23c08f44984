"""Stored editions: the file as it was loaded, where it stands in its life, and its texts as rows."""

from __future__ import annotations

from django.db import models

from sawan.plan.life import STATE_NAMES, State
from sawan.plan.nodes import Kind


class Edition(models.Model):
    """An edition of a province's strategy; `file` is its YAML file, byte for byte.

    `digest` is the SHA-256 of the file, `official` that of its official part; `version` counts the changes, so
    that two editors of one edition notice each other.
    """

    province = models.CharField(max_length=2)
    fiscal_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=[(state.value, name.en) for state, name in STATE_NAMES.items()])
    file = models.BinaryField()
    digest = models.CharField(max_length=64)
    official = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["province", "fiscal_year"]
        constraints = [
            models.UniqueConstraint(fields=["province", "fiscal_year"], name="one_edition_a_year"),
            models.UniqueConstraint(
                fields=["province"], condition=models.Q(state=State.IN_FORCE.value), name="one_edition_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province}/{self.fiscal_year}"


class Node(models.Model):
    """A text of an edition as a row, for lists, search and references from other rooms (`60/2564/1.3`)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="nodes")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    code = models.CharField(max_length=20)
    parent = models.CharField(max_length=20, blank=True)
    position = models.PositiveSmallIntegerField()
    th = models.TextField()
    en = models.TextField(blank=True)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "code"], name="one_node_a_code")]

    def __str__(self) -> str:
        return f"{self.edition}/{self.code}"
