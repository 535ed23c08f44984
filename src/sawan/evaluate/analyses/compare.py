"""Comparison: what a place is strong in, why it grew as it did, and which provinces are like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sawan.areas import register
from sawan.evaluate.analyses import compare_text, faults, observed
from sawan.evaluate.analyses.answer import Answer, Input, Listing
from sawan.evaluate.analyses.places import Array
from sawan.evaluate.analyses.titles import titles
from sawan.problems import NoAnswer, Refused
from sawan.texts import Text

METHOD = "location_quotient_shift_share"
SECTORS = tuple("abcdefghijklmnopqrs")
"""ISIC Rev. 4 sections, as NESDC publishes gross provincial product."""
VALUE = "gpp_current_"
PRODUCT = Text("GPP ราคาประจำปี", "GPP current prices,")
YEARS_BACK = 10
LIKE = 5


@dataclass(frozen=True, slots=True)
class Options:
    """`year` (B.E.; 0: the latest), `since`: first year of the change (0: ten years before), `against`: an area."""

    year: int = 0
    since: int = 0
    against: str = register.COUNTRY


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector (ISIC section): share of the own product (0 to 1), location quotient, and change by shift-share.

    `national + mix + regional = total`, million baht at current prices. None where a figure is missing.
    """

    sector: str
    share: float | None
    quotient: float | None
    national: float | None
    mix: float | None
    regional: float | None
    total: float | None


@dataclass(frozen=True, slots=True)
class Like:
    """A province and its distance in structure from the own one: 0 is equal, in mean standard deviations."""

    area: str
    distance: float


@dataclass(frozen=True, slots=True)
class Growth:
    """Real growth of the year in percent, own and reference (chain volume)."""

    year_be: int
    own: float | None
    against: float | None


@dataclass(frozen=True, slots=True)
class Shift:
    """Change by sector in three parts that add up to it exactly."""

    national: Array
    mix: Array
    regional: Array

    @property
    def total(self) -> Array:
        """The whole change."""
        return np.asarray(self.national + self.mix + self.regional)


def location_quotients(own: Array, against: Array) -> Array:
    """`(x_ic / x_c) / (x_i / x)`: 1 is the share that the reference has, 2 twice as much (Florence 1939)."""
    quotients: Array = (own / own.sum()) / (against / against.sum())
    return quotients


def shift_share(own_before: Array, own_after: Array, before: Array, after: Array) -> Shift:
    """Why a place's sectors changed (Dunn 1960): with all of the reference, by its mix, by its own.

    `national_i = x_i G`, `mix_i = x_i (g_i - G)`, `regional_i = x'_i - x_i (1 + g_i)`; the third is what is left, so
    that the three add up to the change.
    """
    overall = after.sum() / before.sum() - 1
    sector = after / before - 1
    return Shift(own_before * overall, own_before * (sector - overall), own_after - own_before * (1 + sector))


def specialisation(own: Array, against: Array) -> float:
    """Krugman's coefficient halved: the share of the product that would have to change sector to be alike, 0 to 1."""
    return float(np.abs(own / own.sum() - against / against.sum()).sum() / 2)


def alike(features: Mapping[str, Sequence[float]], area: str) -> list[Like]:
    """Other areas by their distance in standardised features, nearest first.

    Every feature counts the same; the features are fixed before any outcome is looked at.
    """
    codes = sorted(features)
    table = np.array([features[code] for code in codes], dtype=float)
    spread = table.std(axis=0)
    scaled = (table - table.mean(axis=0)) / np.where(spread > 0, spread, 1)
    distance = np.sqrt(((scaled - scaled[codes.index(area)]) ** 2).mean(axis=1))
    found = [Like(code, float(distance[at])) for at, code in enumerate(codes) if code != area]
    return sorted(found, key=lambda one: (one.distance, one.area))


def answer(area: str, options: Options | None = None) -> Answer:
    """Structure and change of the gross provincial product of `area` (a province, cluster or region with accounts).

    Refused when the years or areas make no sense; NoAnswer where no accounts by sector are held.
    """
    options = options or Options()
    year, since = _years(area, options)
    against = register.get(options.against).code
    if area == against:
        raise Refused(faults.out_of_range("--against", "ต่างจาก --area", "differ from --area"))
    now, then = (_by_sector(area, year), _by_sector(area, since))
    reference_now, reference_then = (_by_sector(against, year), _by_sector(against, since))
    sectors = _sectors(now, then, reference_now, reference_then)
    like = _like(area, year)
    growth = _growth(area, against)
    known = sum(one.total is not None for one in sectors)
    return Answer(
        "compare",
        area,
        METHOD,
        {"year": year, "since": since, "against": against, "prices": "current", "unit": "million baht"},
        (Input("gpp-by-sector", len(SECTORS), known, missing=len(SECTORS) - known),),
        compare_text.text(
            area,
            against,
            sectors,
            like=like[:LIKE],
            names=_names(),
            shares_then=_shares(then),
            year=year,
            since=since,
        ),
        Listing.of(Sector, sectors),
        {"like": Listing.of(Like, like), "growth": Listing.of(Growth, growth)},
    )


def _years(area: str, options: Options) -> tuple[int, int]:
    held = sorted(observed.series(VALUE + SECTORS[0], area))
    if not held:
        raise NoAnswer(faults.no_accounts(area))
    year = options.year or held[-1]
    since = options.since or max(year - YEARS_BACK, held[0])
    for wanted in (year, since):
        if wanted not in held:
            raise NoAnswer(faults.no_accounts_of_year(area, wanted, held[0], held[-1]))
    if since >= year:
        raise Refused(faults.out_of_range("--since", "มาก่อน --year", "come before --year"))
    return year, since


def _by_sector(area: str, year: int) -> Array:
    """Product of each sector in million baht, NaN where the source has no row."""
    figures = [observed.series(VALUE + sector, area).get(year) for sector in SECTORS]
    found = np.array([np.nan if one is None else one.value for one in figures])
    if np.isnan(found).all():
        raise NoAnswer(faults.no_accounts(area))
    return found


def _sectors(now: Array, then: Array, reference_now: Array, reference_then: Array) -> list[Sector]:
    """Sectors that all four have; the others without figures."""
    known = np.isfinite(now) & np.isfinite(then) & np.isfinite(reference_now) & (reference_then > 0)
    quotient = location_quotients(now[known], reference_now[known])
    shift = shift_share(then[known], now[known], reference_then[known], reference_now[known])
    share = now[known] / now[known].sum()
    figures = iter(zip(share, quotient, shift.national, shift.mix, shift.regional, shift.total, strict=True))
    return [
        Sector(sector, *map(float, next(figures))) if is_known else Sector(sector, *(None,) * 6)
        for sector, is_known in zip(SECTORS, known, strict=True)
    ]


def _shares(product: Array) -> dict[str, float]:
    return dict(zip(SECTORS, (product / np.nansum(product)).tolist(), strict=True))


def _names() -> dict[str, Text]:
    """Names of the sectors: those of their indicators without the words that all of them share."""
    named = titles([VALUE + sector for sector in SECTORS])
    held = {sector: named[VALUE + sector] for sector in SECTORS}
    return {
        sector: Text(name.th.removeprefix(PRODUCT.th).strip(), name.en.removeprefix(PRODUCT.en).strip())
        for sector, name in held.items()
    }


def _like(area: str, year: int) -> list[Like]:
    """Provinces by structure: shares of farming, industry and services, product per head and density in logarithms."""
    features: dict[str, list[float]] = {}
    shares = [observed.values(VALUE + part, year, "province") for part in ("a", "industry_total", "services_total")]
    product, heads = (observed.values(code, year, "province") for code in ("gpp_current", "gpp_per_capita_current"))
    people = observed.values("population_nesdc", year, "province")
    for one in register.of_level("province"):
        held = [*shares, product, heads, people]
        if any(one.code not in part for part in held) or not one.area_km2:
            continue
        whole = product[one.code].value
        density = 1000 * people[one.code].value / one.area_km2
        features[one.code] = [part[one.code].value / whole for part in shares]
        features[one.code] += [float(np.log(heads[one.code].value)), float(np.log(density))]
    return alike(features, area) if area in features else []


def _growth(area: str, against: str) -> list[Growth]:
    own, other = (_real_growth(code) for code in (area, against))
    return [Growth(year, own.get(year), other.get(year)) for year in sorted(own.keys() | other.keys())]


def _real_growth(area: str) -> dict[int, float]:
    levels = {one.year: one.value for one in observed.series("gpp_cvm", area).values()}
    return {year: 100 * (levels[year] / levels[year - 1] - 1) for year in levels if levels.get(year - 1)}
