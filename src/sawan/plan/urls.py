"""Addresses of the room plan: the officer's pages; the citizen's are under /strategy."""

from __future__ import annotations

from django.urls import path

from sawan.plan.views import editions, importing, targets

app_name = "plan"

urlpatterns = [
    path("plan/editions", editions.editions, name="editions"),
    path("plan/editions/<str:province>/<int:year>/advance", editions.advance, name="advance"),
    path("plan/editions/<str:province>/<int:year>/targets", targets.targets, name="targets"),
    path("plan/import", importing.import_document, name="import"),
]
