"""The small files of facts that come with the analyses, most of them one a province."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from sawan import tables
from sawan.areas import register


def folder() -> Path:
    """Where the files stand."""
    return Path(str(files("sawan.evaluate") / "data" / "analyses"))


def page(name: str, area: str) -> Path:
    """Where the file `name` of the province of `area` would be: `NAME-CODE.csv`."""
    province = register.ancestor(area, "province")
    return folder() / f"{name}-{province.code if province else area}.csv"


def table(name: str, area: str) -> tables.Table | None:
    """The file's table, None when this province has none."""
    found = page(name, area)
    return tables.read(found) if found.is_file() else None
