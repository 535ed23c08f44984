"""One indicator as pages show it: the own area beside its region and the country, rank, change, source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sawan.areas import register
from sawan.charts.theme import data_marks
from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.measure.queries import Point, Rank
from sawan.texts import Text

COUNTRY, SAMPLE = "TH", "illustrative"
PUBLISHERS = (
    ("NESDC", Text("สศช.", "NESDC")),
    ("Economic and Social Development", Text("สศช.", "NESDC")),
    ("NSO", Text("สสช.", "NSO")),
    ("National Statistical", Text("สสช.", "NSO")),
    ("Royal Forest", Text("กรมป่าไม้", "RFD")),
    ("RFD", Text("กรมป่าไม้", "RFD")),
    ("Tourism", Text("ก.ท่องเที่ยวฯ", "MOTS")),
    ("MOTS", Text("ก.ท่องเที่ยวฯ", "MOTS")),
    ("OAE", Text("สศก.", "OAE")),
    ("Agricultural Economics", Text("สศก.", "OAE")),
    ("BOI", Text("บีโอไอ", "BOI")),
    ("DOPA", Text("กรมการปกครอง", "DOPA")),
    ("PCD", Text("คพ.", "PCD")),
    ("NACC", Text("ป.ป.ช.", "NACC")),
    ("TPMAP", Text("TPMAP", "TPMAP")),
)
"""Short names by which people know the publishers; the full source stands one click away."""


@dataclass(frozen=True)
class Reading:
    """An indicator in the own area with its known points, the same for the region and the country, and its rank."""

    indicator: Indicator
    area: str
    points: tuple[Point, ...]
    country: tuple[Point, ...]
    region: tuple[Point, ...]
    region_code: str
    rank: Rank | None

    @property
    def latest(self) -> Point | None:
        """The newest point with a value."""
        return self.points[-1] if self.points else None

    @property
    def sample(self) -> bool:
        """Whether any point shown, own or compared, is illustrative."""
        return any(point.status == SAMPLE for point in (*self.points, *self.region, *self.country))

    @property
    def previous(self) -> Point | None:
        """The point of the year before the newest, when there is one."""
        if len(self.points) < 2 or self.points[-1].year_be - self.points[-2].year_be > 1:
            return None
        return self.points[-2]

    @cached_property
    def decimals(self) -> int:
        """Decimals that suit the unit and the size of the values."""
        return decimals_of(self.indicator, self.points or self.country)

    @property
    def year(self) -> str:
        """The newest year with its letter: `2563p`."""
        return year_label(self.latest) if self.latest else ""

    def said(self, value: float | None) -> str:
        """A value of this indicator as text."""
        return number(value, self.decimals)

    def figure(self, value: float | None) -> str:
        """A value with its percent sign where the unit is percent."""
        said = self.said(value)
        return f"{said}%" if said and self.indicator.unit.en == "percent" else said

    def country_at(self, year: int) -> float | None:
        """The country's value of a year."""
        return at(self.country, year)

    def region_at(self, year: int) -> float | None:
        """The region's value of a year."""
        return at(self.region, year)

    @property
    def region_name(self) -> Text:
        """The region's name as people say it: `ภาคเหนือ`."""
        return register.get(self.region_code).name if self.region_code else Text("")


def read(code: str, area: str, *, ranked: bool = True) -> Reading:
    """The reading of an indicator in an area; Refused for an unknown code or area."""
    own = measure.series(code, area)
    region = region_of(code, area)
    country = measure.series(code, COUNTRY).known if area != COUNTRY else ()
    rank = None
    if ranked and own.known and register.get(area).level == "province":
        rank = measure.rank(code, own.known[-1].year_be, area)
    return Reading(
        indicator=own.indicator,
        area=area,
        points=own.known,
        country=country,
        region=measure.series(code, region).known if region else (),
        region_code=region,
        rank=rank if rank and rank.of > 5 else None,
    )


def region_of(code: str, area: str) -> str:
    """The statistical region that holds a province and has values of this indicator; "" when there is none."""
    for region in register.of_level("statistical_region"):
        if area in region.members and measure.series(code, region.code).known:
            return region.code
    return ""


def at(points: tuple[Point, ...], year: int) -> float | None:
    """The value of a B.E. year among points."""
    return next((point.value for point in points if point.year_be == year), None)


def year_label(point: Point) -> str:
    """`2563p`: the year with the letter of its status."""
    mark = data_marks().get(point.status)
    return f"{point.year_be}{mark[1] if mark else ''}"


def decimals_of(indicator: Indicator, points: tuple[Point, ...]) -> int:
    """Four for indices of 0-1, one for percentages and large decimals, none for counts."""
    values = [abs(point.value) for point in points if point.value is not None]
    if not values:
        return 1
    if max(values) <= 1.5 and "index" in indicator.unit.en:
        return 4
    if all(value.is_integer() for value in values):
        return 0
    return 0 if max(values) >= 10_000 else 1 if max(values) >= 1 else 3


def number(value: float | None, decimals: int) -> str:
    """Thousands separated, a true minus sign; "" where there is no value."""
    if value is None:
        return ""
    said = f"{value:,.{decimals}f}".replace("-", "−")
    return said.removeprefix("−") if not any(digit in said for digit in "123456789") else said


def publisher(indicator: Indicator, point: Point) -> Text:
    """The short name of a point's publisher; the publisher's own words where no short name is known.

    A computed figure names the agency whose figures it is computed from.
    """
    said = indicator.agency.en if indicator.kind != "reported" else point.publisher
    for part, name in PUBLISHERS:
        if part.lower() in said.lower():
            return name
    return indicator.agency if indicator.kind != "reported" else Text(said, said)


def source_line(reading: Reading) -> Text:
    """`สศช. ฉบับ ... · p = เบื้องต้น`: publisher, edition, meaning of the letter."""
    point = reading.latest
    if point is None:
        return Text("")
    who = publisher(reading.indicator, point)
    mark = data_marks().get(point.status)
    letter = mark[1] if mark else ""
    th = " · ".join(filter(None, (who.th, point.vintage, f"{letter} = {mark[0].th}" if letter and mark else "")))
    en = " · ".join(
        filter(None, (who.en, point.vintage, f"{letter} = {mark[0].en.lower()}" if letter and mark else ""))
    )
    return Text(th, en)
