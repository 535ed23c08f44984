"""The day on which an edition came out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sawan.measure import editions

TODAY = date(2026, 11, 24)


def test_the_list_that_ships_orders_the_editions() -> None:
    known = editions.load()
    gpp = known.day("NESDC GPP CVM 1995-2020 (edition 2020, published 2022)", 2563, TODAY)
    assert gpp == date(2022, 1, 1).toordinal()
    assert gpp < known.day("later vintage, as seen 2568", 2563, TODAY)
    assert known.day("as published in the source", 2563, TODAY) == editions.UNKNOWN
    assert known.day("NSO LFS quarter 4 table 1, as first published", 2562, TODAY) == date(2020, 3, 31).toordinal()
    assert known.day("nobody knows it", 2562, TODAY) == TODAY.toordinal()


def test_a_province_adds_its_own(tmp_path: Path) -> None:
    page = tmp_path / "vintages.csv"
    page.write_text("vintage,published,certainty,note\nown,2024-05-01,A,\n", encoding="utf-8")
    assert editions.as_date(editions.load(page).day("own", 2566, TODAY)) == date(2024, 5, 1)
    assert editions.as_date(editions.UNKNOWN) is None
