"""The card of a province's folder: its official code and its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Province:
    """A province: official code (`60`) and name without its kind."""

    code: str
    name: Text


@cache
def card(folder: Path) -> Province:
    """The province that `province.yaml` of a folder names, read once."""
    from ruamel.yaml import YAML  # slow import

    page = YAML(typ="safe", pure=True).load((folder / "province.yaml").read_text("utf-8"))
    return Province(str(page["code"]), Text(page["name"]["th"], page["name"].get("en", "")))
