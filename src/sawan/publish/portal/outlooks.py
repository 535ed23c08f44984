"""Where an indicator is going, in rows: its targets on two scales, its pace, how true past bands were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from sawan.evaluate import colours
from sawan.evaluate import queries as evaluate
from sawan.evaluate.chances import pace_words
from sawan.evaluate.forecast import Coverage
from sawan.evaluate.queries import TargetStatus
from sawan.evaluate.target import Pace, Region, from_direction, pace
from sawan.evaluate.wording import signed
from sawan.measure.queries import Point
from sawan.publish.portal.reading import Reading, number
from sawan.texts import Text

ROWS_FIRST = 8
OPEN = Region(float("-inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target of the plan: what it asks, what came, our mark, and NESDC's colour where its formula has a value.

    `percent` and `colour` are empty and None before the target's own year is observed: no colour for a number that
    does not exist.
    """

    year: int
    asked: str
    direction: str
    came: str
    status: str
    chance: str
    note: Text
    pace: Text
    percent: str
    colour: colours.Colour | None


@dataclass(frozen=True, slots=True)
class PastRow:
    """An origin: the last year then known, how many values came, the shares inside the 80 and 95 % bands."""

    origin: str
    values: str
    within80: str
    within95: str


def target_rows(reading: Reading, judged: Sequence[TargetStatus]) -> list[TargetRow]:
    """Every target with a level, the newest year first."""
    known = [target for target in judged if target.level is not None]
    return [_target(reading, one) for one in sorted(known, key=lambda one: -one.year)]


def _target(reading: Reading, target: TargetStatus) -> TargetRow:
    assert target.level is not None
    percent = None
    if target.value is not None:
        percent = colours.percent_of_target(target.value, target.level, target.direction)
    chance = target.status.probability
    return TargetRow(
        year=target.year,
        asked=reading.said(target.level),
        direction="≤" if target.direction == "lower" else "≥",
        came=reading.said(target.value),
        status=str(target.status.mark),
        chance="" if chance is None else f"{chance:.2f}",
        note=target.status.text,
        pace=_needed(reading, target),
        percent="" if percent is None else f"{number(percent, 1)}%",
        colour=None if percent is None else colours.colour_of(percent),
    )


def _needed(reading: Reading, target: TargetStatus) -> Text:
    """The chance of a coming target, the pace it needs and the recent one; nothing for a year that is over."""
    run = _run(reading.points)
    if target.value is not None or target.level is None or not run or target.year <= run[-1].year_be:
        return Text("")
    goal = from_direction(target.year, target.direction, target.level)
    found = pace([p.year_be for p in run], [p.value or 0.0 for p in run], goal.region(), target.year)
    return pace_words(target.year, goal.said(), target.status.probability, found)


def recent(reading: Reading) -> Text:
    """What the last years gave a year, and that no coming target asks for a pace; nothing from a single value."""
    run = _run(reading.points)
    if len(run) < 2:
        return Text("")
    found = _recent(run)
    unit = reading.indicator.unit
    many = unit if unit.en != "percent" else Text("จุด", "points")
    size = signed(found.recent or 0.0).replace("-", "−")
    return Text(
        f"{found.years} ปีหลังเปลี่ยนเฉลี่ย {size} {many.th} ต่อปี แผนยังไม่ตั้งเป้าหมายของปีข้างหน้า จึงไม่มีโอกาสให้บอก",
        f"The last {found.years} years gave {size} {many.en} a year. The plan sets no target for a coming year, so "
        "there is no chance to tell.",
    )


def _recent(run: Sequence[Point]) -> Pace:
    return pace([p.year_be for p in run], [p.value or 0.0 for p in run], OPEN, run[-1].year_be + 1)


def _run(points: Sequence[Point]) -> list[Point]:
    """The years up to the newest one without a hole; nothing for a series that is not yearly."""
    run: list[Point] = []
    for point in reversed([one for one in points if one.value is not None]):
        if len(point.period) != 4 or (run and run[0].year_be != point.year_be + 1):
            break
        run.insert(0, point)
    return run


def past(reading: Reading, *, every_year: bool) -> tuple[list[PastRow], PastRow | None]:
    """How often past bands of one year ahead held, by origin year, newest first, and the mean over all origins."""
    found = evaluate.outlook(reading.indicator.code, reading.area).coverage
    if not found:
        return [], None
    newest = sorted(found, key=lambda one: -one.origin)
    whole = PastRow(
        str(len(found)),
        number(sum(one.forecasts for one in found), 0),
        _share(mean(one.within80 for one in found)),
        _share(mean(one.within95 for one in found)),
    )
    return [_past(one) for one in (newest if every_year else newest[:ROWS_FIRST])], whole


def _past(one: Coverage) -> PastRow:
    return PastRow(str(one.origin), number(one.forecasts, 0), _share(one.within80), _share(one.within95))


def _share(value: float) -> str:
    return f"{100 * value:.0f}%"
