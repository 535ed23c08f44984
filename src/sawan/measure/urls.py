"""Addresses of the room measure: the officer's pages; the citizen's are under /data and /indicators."""

from __future__ import annotations

from django.urls import path, register_converter

from sawan.measure.views import importing, runs


class FileHash:
    """The SHA-256 of a file in hexadecimal."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """The hash as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The hash as it stands."""
        return value


register_converter(FileHash, "hash")

app_name = "measure"

urlpatterns = [
    path("measure/import", importing.import_file, name="import"),
    path("measure/import/<hash:key>", importing.preview, name="preview"),
    path("measure/import/<hash:key>/refused.csv", importing.refused_file, {"form": "csv"}, name="refused"),
    path("measure/import/<hash:key>/refused.xlsx", importing.refused_file, {"form": "xlsx"}, name="marked"),
    path("measure/runs", runs.runs, name="runs"),
    path("measure/runs/<int:number>", runs.run, name="run"),
    path("measure/runs/<int:number>/undo", runs.undo, name="undo"),
]
