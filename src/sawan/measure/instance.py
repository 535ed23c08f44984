"""What this instance measures against: the catalogue and editions that ship, with the province's own on top."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sawan import console
from sawan.measure import catalogue, editions
from sawan.measure.catalogue import Catalogue
from sawan.measure.editions import Editions

if TYPE_CHECKING:
    import pyarrow as pa


_sound: list[Catalogue] = []
"""The catalogue with records of the province whose definitions were last found right."""


def current_catalogue() -> Catalogue:
    """The national catalogue with the province's `indicators/` on top; Refused with every fault."""
    own = console.province() / "indicators"
    found = catalogue.load(own)
    if own.is_dir() and not any(found is one for one in _sound):
        from sawan.measure import definitions  # slow import

        definitions.require_sound(found)
        _sound[:] = [found]
    return found


def current_editions() -> Editions:
    """The list of editions that ships with the province's `vintages.csv` on top."""
    return editions.load(console.province() / "vintages.csv")


def offer_raw_pages() -> None:
    """Lend every `raw/NAME.parquet` of the instance's folder under its name, unless a room lends that table."""
    from sawan.measure import raw  # slow import

    for page in sorted((console.home() / "raw").glob("*.parquet")):
        if page.stem.isidentifier() and page.stem == page.stem.lower() and page.stem not in raw.offered():
            raw.offer(page.stem, partial(_read_raw, page))


def _read_raw(page: Path) -> pa.Table:
    import pyarrow.parquet as pq  # slow import

    texts = [field.name for field in pq.read_schema(page) if str(field.type) in ("string", "large_string")]
    return pq.read_table(page, read_dictionary=texts)


def shipped_observations() -> list[Path]:
    """The files of observations to load: those that ship, then the province's own."""
    shipped = catalogue.shipped().parent / "observations"
    folders = (shipped, console.province() / "observations")
    return [page for folder in folders for page in sorted(folder.glob("*.csv*")) if page.is_file()]
