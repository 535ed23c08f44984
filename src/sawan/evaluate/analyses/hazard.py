"""Repeated flood: which subdistricts flood again and again, how likely next year, who is warned, where money goes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sawan import thai
from sawan.areas import register
from sawan.evaluate.analyses import faults, hazard_text, inputs, observed, shipped
from sawan.evaluate.analyses.answer import Answer, Input, Listing, missing_input
from sawan.evaluate.analyses.inputs import AreaYear
from sawan.evaluate.analyses.places import Array, Centres, centres, distances_km
from sawan.evaluate.analyses.smallarea import chances, shared_prior
from sawan.problems import Problem, Refused
from sawan.texts import Text

METHOD = "flood_frequency_beta_binomial"
FLOODED = "flood_area_30d_satellite"
REPEATED = "flood_repeat_area_30d_3y_satellite"
PEAK = "flood_peak_area_satellite"
GAUGES = ("rain", "level", "any")
LARGEST_SHARE = 1.05
"""A flood may pass its subdistrict by so much, because borders differ between maps."""
WATER_WORDS = (
    "ท่วม", "อุทกภัย", "น้ำหลาก", "ตลิ่ง", "แก้มลิง", "ฝาย", "เขื่อน", "ระบายน้ำ", "ส่งน้ำ", "บังคับน้ำ", "แหล่งน้ำ", "อ่างเก็บน้ำ",
    "กั้นน้ำ", "ประตูน้ำ", "ชลประทาน", "ขุดลอก", "ชุดลอก", "เรือขุด",
)  # fmt: skip
"""Words of a budget line about flood or open water; `ชุดลอก` is how the scanned book often reads `ขุดลอก`."""


@dataclass(frozen=True, slots=True)
class Options:
    """What counts as flooded, repeated and warned.

    `threshold`: percent of a subdistrict under water that makes a flooded year; `years_min`: such years that make the
    flood repeated; `warning_km`: how far a gauge warns; `gauges`: rain, level or any; `money_year`: B.E. fiscal year.
    """

    threshold: float = 5
    years_min: int = 6
    warning_km: float = 10
    gauges: str = "rain"
    money_year: int = 2565


@dataclass(frozen=True, slots=True)
class FloodRisk:
    """A subdistrict: land flooded in 3 years or more, flooded years, chance of one (90 % interval), nearest gauge.

    `gap`: flooded in many years with no gauge near. None where the input is missing.
    """

    area: str
    repeated_km2: float | None
    share_percent: float | None
    years_flooded: int | None
    chance: float | None
    chance_low: float | None
    chance_high: float | None
    gauge_km: float | None
    gap: bool | None


@dataclass(frozen=True, slots=True)
class FloodMoney:
    """Budget lines about water in a subdistrict beside its land of repeated flood."""

    area: str
    repeated_km2: float | None
    lines: int
    budget_baht: float
    baht_per_km2: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line placed in one or more subdistricts, whole baht."""

    areas: tuple[str, ...]
    text: str
    baht: int


def years_flooded(flooded_km2: Array, area_km2: Array, threshold: float) -> Array:
    """Number of years in which at least `threshold` percent of an area was flooded; n x years in, n out.

    A missing year (NaN) is not counted, neither as flooded nor as dry.
    """
    counted: Array = (100 * flooded_km2 / area_km2[:, None] >= threshold).sum(axis=1)
    return counted


def is_about_water(text: str) -> bool:
    """Whether a budget line speaks of flood or open water, tone marks lost in scanning forgiven."""
    folded = thai.fold(text)
    return any(thai.fold(word) in folded for word in WATER_WORDS)


def spent(lines: Sequence[Line], areas: Collection[str]) -> dict[str, tuple[int, float]]:
    """Lines and baht by area; a line in several places is shared between them equally."""
    found = dict.fromkeys(areas, (0, 0.0))
    for line in lines:
        for area in line.areas:
            if area in found:
                count, baht = found[area]
                found[area] = (count + 1, baht + line.baht / len(line.areas))
    return found


def answer(area: str, options: Options | None = None, floods: Path | None = None) -> Answer:
    """Repeated flood in the subdistricts of `area` (a province or district), from radar as shipped or from `floods`.

    `floods` is a table `area,year_be,flooded_km2`. Refused for options that make no sense, a faulty file or an area
    without subdistricts; NoAnswer where no flood series is held.
    """
    options = options or Options()
    _check(options)
    wanted = set(centres(area).codes)
    province = register.ancestor(area, "province")
    places = centres(province.code if province else area)
    figures = inputs.by_area_and_year(floods, inputs.FLOOD_COLUMNS, "subdistrict") if floods else _shipped()
    flooded, years = _arranged(places, figures)
    if floods:
        _check_sizes(places, flooded, years, floods.name)
    if np.isnan(flooded).all():
        what = Text(f"พื้นที่น้ำท่วมรายตำบลรายปีของ {area}", f"the flooded area by subdistrict and year of {area}")
        raise missing_input("hazard", what, Text("GISTDA หรือ ปภ. จังหวัด", "GISTDA or the provincial disaster office"))
    gauges = _gauges(area, options.gauges)
    risks = [one for one in _risks(places, flooded, _nearest_km(places, gauges), options) if one.area in wanted]
    money, placed = _money(area, risks, options.money_year)
    seen = int(np.isfinite(flooded).sum())
    return Answer(
        "hazard",
        area,
        METHOD,
        {
            "threshold": options.threshold,
            "years_min": options.years_min,
            "warning_km": options.warning_km,
            "gauges": options.gauges,
            "money_year": options.money_year,
            "years_observed": len(years),
        },
        (
            Input("flood-satellite", flooded.size, seen, missing=flooded.size - seen),
            Input("gauges", len(gauges), len(gauges), missing=0 if len(gauges) else 1),
            Input("budget-lines", placed, sum(one.lines for one in money), missing=0 if placed else 1),
        ),
        hazard_text.text(risks, money, years, options),
        Listing.of(FloodRisk, risks),
        {"money": Listing.of(FloodMoney, money), "peaks": _peaks(area)},
    )


def _check(options: Options) -> None:
    problems: list[Problem] = []
    if not 0 < options.threshold <= 100:
        problems.append(faults.out_of_range("--threshold", "อยู่ระหว่าง 0 ถึง 100", "lie between 0 and 100"))
    if options.years_min < 1:
        problems.append(faults.out_of_range("--years-min", "เป็น 1 ปีขึ้นไป", "be 1 year or more"))
    if not options.warning_km > 0:
        problems.append(faults.out_of_range("--warning-km", "มากกว่า 0", "be more than 0"))
    if problems:
        raise Refused(problems)


def _check_sizes(places: Centres, flooded: Array, years: Sequence[int], file: str) -> None:
    """Refuse floods larger than their subdistrict (5 % more is left to differing borders)."""
    rows, columns = np.nonzero(flooded > LARGEST_SHARE * places.km2[:, None])
    problems = [
        faults.more_than_the_area(places.codes[row], years[at], float(flooded[row, at]), float(places.km2[row]), file)
        for row, at in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    if problems:
        raise Refused(problems)


def _shipped() -> list[AreaYear]:
    held = observed.one_edition(observed.read([FLOODED], level="subdistrict"))
    return [AreaYear(one.area, one.year, one.value) for one in held]


def _arranged(places: Centres, figures: Sequence[AreaYear]) -> tuple[Array, list[int]]:
    """Square kilometres under water by subdistrict and year, NaN where not observed, and the years."""
    years = sorted({one.year for one in figures})
    at = {code: number for number, code in enumerate(places.codes)}
    flooded = np.full((len(places), max(len(years), 1)), np.nan)
    for one in figures:
        if one.area in at:
            flooded[at[one.area], years.index(one.year)] = one.value
    return flooded, years


def _risks(places: Centres, flooded: Array, gauge_km: Array | None, options: Options) -> list[FloodRisk]:
    """Every subdistrict in turn; the prior of the chance comes from all of them together."""
    seen = np.isfinite(flooded).sum(axis=1)
    count = years_flooded(flooded, places.km2, options.threshold)
    prior = shared_prior(count[seen > 0].tolist(), seen[seen > 0].tolist())
    chance = chances(count.astype(float), seen.astype(float), prior)
    repeated = {one.area: one.value for one in observed.one_edition(observed.read([REPEATED], level="subdistrict"))}
    found = []
    for at, code in enumerate(places.codes):
        km2, gauge = repeated.get(code), None if gauge_km is None else float(gauge_km[at])
        share = None if km2 is None else 100 * km2 / float(places.km2[at])
        years = int(count[at]) if seen[at] else None
        likely, low, high = (float(part[at]) if seen[at] else None for part in chance)
        found.append(FloodRisk(code, km2, share, years, likely, low, high, gauge, _gap(years, gauge, options)))
    return found


def _gap(years: int | None, gauge_km: float | None, options: Options) -> bool | None:
    if years is not None and years < options.years_min:
        return False
    return None if years is None or gauge_km is None else gauge_km > options.warning_km


def _gauges(area: str, kind: str) -> Array:
    """Positions of the gauges of the province, degrees, one row each; no rows when no list is held."""
    table = shipped.table("gauges", area)
    rows = [(float(row["lat"]), float(row["lon"])) for row in table or () if kind in ("any", row["kind"])]
    return np.array(rows, dtype=float).reshape(-1, 2)


def _nearest_km(places: Centres, gauges: Array) -> Array | None:
    if not len(gauges):
        return None
    nearest: Array = distances_km(places.lat, places.lon, gauges[:, 0], gauges[:, 1]).min(axis=1)
    return nearest


def _money(area: str, risks: Sequence[FloodRisk], year: int) -> tuple[list[FloodMoney], int]:
    """Money for water by subdistrict, most repeated flood first, and how many placed lines the year has in all."""
    held = [row for row in shipped.table("budget-lines", area) or () if row["fiscal_year_be"] == str(year)]
    lines = [
        Line(tuple(row["tambon_code"].split(";")), row["item_text"], int(row["amount_baht"]))
        for row in held
        if is_about_water(row["item_text"])
    ]
    by_area = spent(lines, [one.area for one in risks])
    found = [
        FloodMoney(one.area, one.repeated_km2, count, baht, baht / one.repeated_km2 if one.repeated_km2 else None)
        for one, (count, baht) in zip(risks, by_area.values(), strict=True)
        if held and (one.repeated_km2 or count)
    ]
    return sorted(found, key=lambda one: (-(one.repeated_km2 or 0), one.area)), len(held)


def _peaks(area: str) -> Listing:
    """The largest flooded area of each year, where the area has one."""
    held = observed.series(PEAK, area)
    return Listing(("year_be", "peak_km2"), tuple((year, one.value) for year, one in held.items()))
