"""The observations that ship, loaded once for each module of tests that asks for them, and taken away again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from sawan.people.audit import SYSTEM


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    from django.db import connection

    from sawan.measure import services
    from sawan.measure.models import Edition, Observation, Run, RunIndicator, Series, Source
    from sawan.people.models import AuditEntry

    with django_db_blocker.unblock():
        services.load_shipped(by=SYSTEM)
    yield
    with django_db_blocker.unblock():
        for model in (Observation, RunIndicator, Run, Series, Edition, Source, AuditEntry):
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.fixture
def shipped(_loaded: None, db: None) -> None:
    """The store holds everything that ships; what a test changes is taken back."""
