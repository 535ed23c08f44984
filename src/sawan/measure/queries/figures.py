"""Single figures and series: what is current, and what was known on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sawan.areas import register
from sawan.measure import derive, instance, periods, reasons
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.derive import Answer
from sawan.measure.editions import as_date
from sawan.measure.importing import STATUSES
from sawan.measure.queries import stored
from sawan.measure.queries.stored import Stored
from sawan.people.queries import data_version
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series; `value` None is missing for `reason`; `run` 0 was computed for this answer.

    `computed` says that the system computed it; else a source reported it.
    """

    period: str
    value: float | None
    reason: str
    status: str
    vintage: str
    published: date | None
    publisher: str
    url: str
    note: str
    run: int
    computed: bool = False

    @property
    def year_be(self) -> int:
        """The B.E. year of the period, in the indicator's own calendar."""
        return periods.year(self.period)


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """An indicator in one area over time, in order of the periods, missing values included."""

    indicator: Indicator
    area: str
    breakdown: str
    points: tuple[Point, ...]
    version: int

    @property
    def known(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its point when there is one, and why there is no value when there is none."""

    indicator: Indicator
    area: str
    period: str
    point: Point | None
    why: Text
    version: int

    @property
    def value(self) -> float | None:
        """The value, None when there is none."""
        return self.point.value if self.point else None

    @property
    def computed(self) -> bool:
        """Whether the system computed it."""
        return self.point is not None and self.point.computed


def series(indicator: str, area: str, as_of: date | None = None, *, breakdown: str = "") -> TimeSeries:
    """What is current, or what had been published by `as_of`; Refused for an unknown code or area.

    A formula as of a day is computed from its inputs as of that day.
    """
    catalogue = instance.current_catalogue()
    entry, place = catalogue.require(indicator), register.get(area).code
    version = data_version()
    if as_of is None:
        found = tuple(point(row) for row in stored.current(indicator, place, breakdown))
    elif entry.kind == "formula":
        reported = [row for row in stored.standing(indicator, place, breakdown) if not row.computed]
        given = {row.period: point(row) for row in stored.known_on(reported, as_of)}
        by_formula = {one.period: one for one in _computed(entry, place, as_of, catalogue)}
        found = tuple(one for _, one in sorted({**by_formula, **given}.items()))
    else:
        found = tuple(point(row) for row in stored.known_on(stored.standing(indicator, place, breakdown), as_of))
    return TimeSeries(entry, place, breakdown, found, version)


def figure(indicator: str, area: str, period: str, as_of: date | None = None, *, breakdown: str = "") -> Figure:
    """One figure, current or as of a day, with the reason when it has no value."""
    whole = series(indicator, area, as_of, breakdown=breakdown)
    here = next((one for one in whole.points if one.period == period), None)
    why = Text("") if here and here.value is not None else _why(whole, period, here, as_of)
    return Figure(whole.indicator, whole.area, period, here, why, whole.version)


def latest(indicator: str, area: str, *, breakdown: str = "") -> Figure | None:
    """The newest period that has a value, None when none has."""
    whole = series(indicator, area, breakdown=breakdown)
    if not whole.known:
        return None
    newest = whole.known[-1]
    return Figure(whole.indicator, whole.area, newest.period, newest, Text(""), whole.version)


def point(row: Stored) -> Point:
    """A stored row as a point."""
    return Point(
        row.period, row.value, row.reason, row.status, row.vintage, row.published_on, row.publisher, row.url, row.note,
        row.run, row.computed,
    )  # fmt: skip


def answer(entry: Indicator, area: str, period: str, as_of: date | None, catalogue: Catalogue) -> Answer:
    """A formula computed anew from stored figures, current or as of a day, with what it used."""
    return derive.answer(entry, area, period, _inputs(entry, area, as_of, catalogue), catalogue)


def _inputs(entry: Indicator, area: str, as_of: date | None, catalogue: Catalogue) -> derive.Known:
    """All that a formula and the formulas it needs use in one area, the needed formulas computed."""
    chain = derive.order(catalogue, [entry.code])
    codes = {code for one in chain for code in derive.needs(one)} - {one.code for one in chain}
    levels = {given.level for one in chain for given in derive.inputs(one) if given.level}
    areas = [area, *(child.code for level in sorted(levels) for child in register.children(area, level))]
    known = stored.known(codes, areas, as_of)
    given = stored.given([one.code for one in chain[:-1]], areas, stored.COMPUTED)
    for figure in given:
        known.put(*figure[:3], (derive.Entry(*figure[3:]),))
    derive.compute(chain[:-1], areas, known, catalogue)
    return known


def _computed(entry: Indicator, area: str, as_of: date, catalogue: Catalogue) -> Iterable[Point]:
    known = _inputs(entry, area, as_of, catalogue)
    found, _ = derive.compute([entry], [area], known, catalogue)
    for one in found:
        told = one.answer
        yield Point(
            one.period, told.value, "", STATUSES[told.status], told.vintage, as_date(told.published), "", "",
            entry.formula, 0, True,
        )  # fmt: skip


def _why(whole: TimeSeries, period: str, here: Point | None, as_of: date | None) -> Text:
    if here is not None:
        return reasons.say(here.reason)
    catalogue = instance.current_catalogue()
    if whole.indicator.kind == "formula":
        told = answer(whole.indicator, whole.area, period, as_of, catalogue)
        return reasons.say(told.reason or reasons.NO_OBSERVATION, told.missing)
    if as_of is not None and any(row.period == period for row in stored.current(whole.indicator.code, whole.area)):
        return reasons.say(reasons.NOT_YET)
    return reasons.say(reasons.NO_OBSERVATION)
