"""People, the audit trail, the version of what the public sees, and notices."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who signs in: roles say what they may do, the agency for whom."""

    roles = models.JSONField(default=list, blank=True)
    agency = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class AuditEntry(models.Model):
    """One change: who, what, when, and a hash that binds it to the entry before; never updated.

    `actor` is `user:7` or `system` and `details` is canonical JSON text, so that the hash can be taken again
    on either database and no personal data stands in the chain.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=64, db_index=True)
    action = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=200, db_index=True)
    details = models.TextField()
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pk} {self.action} {self.subject}"


class DataVersion(models.Model):
    """The one row that counts changes of what the public sees."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


class Notice(models.Model):
    """Something that a person should know, with the page where they can act on it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    at = models.DateTimeField()
    th = models.CharField(max_length=500)
    en = models.CharField(max_length=500)
    link = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "read_at"])]

    def __str__(self) -> str:
        return self.en
