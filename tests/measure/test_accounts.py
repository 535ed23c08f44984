"""Accounts: Nakhon Sawan's published levels, chained, rebased and deflated as NESDC does."""

import csv
import gzip
from collections import defaultdict
from functools import cache
from importlib.resources import files

import pytest

from sawan.measure import accounts
from sawan.measure.accounts import Member

SECTIONS = "abcdefghijklmnopqrs"


@cache
def held(area: str) -> dict[str, dict[int, float]]:
    """Every account of an area in edition 2020."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    folder = files("sawan.measure").joinpath("data/observations")
    for name in ("gpp-totals.csv.gz", "gpp-by-sector.csv.gz"):
        with gzip.open(str(folder.joinpath(name)), "rt", encoding="utf-8") as page:
            for row in csv.DictReader(page):
                if row["area_code"] == area:
                    found[row["indicator"]][int(row["year_be"])] = float(row["value"])
    return found


def member(area: str, end: str = "") -> Member:
    return Member(held(area)[f"gpp_current{end}"], held(area)[f"gpp_cvm{end}"])


def test_growth_from_sections_equals_published_growth_in_every_year() -> None:
    total = held("60")["gpp_cvm"]
    sections = [member("60", f"_{section}") for section in SECTIONS]
    for year in range(2540, 2564):
        published = 100 * (total[year] / total[year - 1] - 1)
        assert accounts.chained_growth(sections, year) == pytest.approx(published, abs=2e-5)


def test_cluster_is_chained_from_its_provinces() -> None:
    provinces = [member(area) for area in ("60", "61", "62", "66")]
    published = held("N-L2")["gpp_cvm"]
    assert accounts.chained_growth(provinces, 2563) == pytest.approx(-6.69192, abs=1e-4)
    assert accounts.chained_growth(provinces, 2563) == pytest.approx(
        100 * (published[2563] / published[2562] - 1), abs=1e-4
    )


def test_rebase_on_2560_gives_the_worked_levels_and_the_same_growth() -> None:
    total = member("60")
    found = accounts.rebased(total.current, total.volume, 2560)
    assert [found[year] for year in range(2560, 2564)] == pytest.approx(
        [109199.1547, 116716.8705, 115296.8016, 108603.2280], abs=1e-3
    )
    assert found[2563] / found[2562] == pytest.approx(total.volume[2563] / total.volume[2562], rel=1e-12)


def test_levels_leave_a_residual_that_growth_does_not_have() -> None:
    total, parts = held("60")["gpp_cvm"], [held("60")[f"gpp_cvm_{s}"] for s in SECTIONS]
    assert accounts.residual(total, parts, 2545) == pytest.approx(0, abs=0.01)
    assert accounts.residual(total, parts, 2547) == pytest.approx(-25.6, abs=0.05)
    assert accounts.residual(total, parts, 2563) / total[2563] == pytest.approx(-0.054, abs=0.001)


def test_deflator_and_compound_growth() -> None:
    total = member("60")
    index = accounts.deflator(total.current, total.volume)
    assert (index[2562], index[2563]) == pytest.approx((186.55709, 188.96561), abs=1e-4)
    assert accounts.compound_growth(total.volume, 2558, 2563) == pytest.approx(-0.25646, abs=1e-4)


def test_chained_levels_anchor_at_the_reference_year() -> None:
    total = member("60")
    found = accounts.chained_levels([total], 2545, 2540, 2550)
    assert found == pytest.approx({year: total.volume[year] for year in range(2540, 2551)}, rel=1e-9)


def test_a_missing_year_is_named() -> None:
    with pytest.raises(ValueError, match="2569"):
        accounts.chained_growth([member("60")], 2570)


def test_linked_rates() -> None:
    assert accounts.linked([10, -10]) == pytest.approx(-1.0)
