"""What this instance measures against: the catalogue and editions that ship, with the province's own on top."""

from __future__ import annotations

from pathlib import Path

from sawan import console
from sawan.measure import catalogue, editions
from sawan.measure.catalogue import Catalogue
from sawan.measure.editions import Editions


def current_catalogue() -> Catalogue:
    """The national catalogue with the province's `indicators/` on top; Refused with every fault."""
    return catalogue.load(console.province() / "indicators")


def current_editions() -> Editions:
    """The list of editions that ships with the province's `vintages.csv` on top."""
    return editions.load(console.province() / "vintages.csv")


def shipped_observations() -> list[Path]:
    """The files of observations to load: those that ship, then the province's own."""
    shipped = catalogue.shipped().parent / "observations"
    folders = (shipped, console.province() / "observations")
    return [page for folder in folders for page in sorted(folder.glob("*.csv*")) if page.is_file()]
