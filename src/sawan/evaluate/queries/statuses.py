"""The status of every indicator and node of a plan edition, from the plan's targets and current observations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sawan.evaluate.queries.outlook import chance
from sawan.evaluate.status import Chance, Mark, Observed, Status, judge
from sawan.evaluate.target import Target
from sawan.fiscal import to_ce
from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.measure.queries import Point, TimeSeries
from sawan.plan.edition import Edition, Guideline
from sawan.plan.target import Aim
from sawan.plan.target import Target as Planned

WORST_FIRST = (Mark.OFF_COURSE, Mark.WATCH, Mark.ON_COURSE)


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """A target of the plan for one year, its level in the indicator's unit, and how it was judged.

    `measured` are the current points of the indicator; `planned` is the plan's own wording.
    """

    planned: Planned
    year: int
    level: float | None
    status: Status


@dataclass(frozen=True, slots=True)
class NodeStatus:
    """The mark of a guideline or success indicator: the worst judged target of its indicators.

    `judged` of `indicators` have a judgement; without any the mark says whether a target or the data are missing.
    """

    mark: Mark
    judged: int
    indicators: int
    targets: tuple[TargetStatus, ...]


def guideline_status(guideline: Guideline, edition: Edition, today: date, before: Edition | None = None) -> NodeStatus:
    """The mark of a guideline, from its own targets and those of its projects.

    `before` adds the targets that the same guideline had in the edition before: a status about a past target
    stays visible, and its year is named.
    """
    planned = planned_targets(guideline)
    for earlier in before.guidelines if before else ():
        planned += planned_targets(earlier) if earlier.code == guideline.code else []
    codes = tuple(dict.fromkeys([*guideline.indicators, *(t.indicator for t in planned if t.indicator)]))
    return _node(codes, planned, edition.province, today, edition.fiscal_year or 0)


def planned_targets(guideline: Guideline) -> list[Planned]:
    """The targets of a guideline and of the projects under it."""
    return [*guideline.targets, *(target for project in guideline.projects for target in project.targets)]


def statuses(edition: Edition, today: date) -> Mapping[str, NodeStatus]:
    """The mark of every guideline and success indicator of an edition by code."""
    found = {guideline.code: guideline_status(guideline, edition, today) for guideline in edition.guidelines}
    for success in edition.success_indicators:
        targets, year = list(success.targets), edition.fiscal_year or 0
        found[success.code] = _node(success.indicators[:1], targets, edition.province, today, year)
    return found


def target_statuses(
    code: str, planned: list[Planned], province: str, today: date, fiscal_year: int
) -> tuple[TargetStatus, ...]:
    """Every target of an indicator, judged; a target without a year speaks of the edition's fiscal year."""
    whole = measure.series(code, province)
    return tuple(
        _judged(target, year, whole, today)
        for target in planned
        if target.indicator == code
        for year in target.years or (fiscal_year,)
    )


def observed(point: Point, indicator: Indicator) -> Observed:
    """A point as the status rule sees it; a fiscal year ends in September, the others in December."""
    year = to_ce(point.year_be)
    ended = date(year, 9, 30) if indicator.calendar == "fiscal" else date(year, 12, 31)
    assert point.value is not None
    return Observed(point.value, point.year_be, ended, quality=point.status, usual_lag_months=indicator.lag_months)


def _node(codes: tuple[str, ...], planned: list[Planned], province: str, today: date, fiscal_year: int) -> NodeStatus:
    targets = tuple(
        one for code in dict.fromkeys(codes) for one in target_statuses(code, planned, province, today, fiscal_year)
    )
    judged = [one.status.mark for one in targets if one.status.counts]
    if judged:
        mark = next(mark for mark in WORST_FIRST if mark in judged)
    else:
        known = any(measure.series(code, province).known for code in codes)
        mark = Mark.NO_TARGET if known else Mark.NO_DATA
    return NodeStatus(mark, len(judged), len(codes), targets)


def _judged(planned: Planned, year: int, whole: TimeSeries, today: date) -> TargetStatus:
    history = {point.year_be: Decimal(repr(point.value)) for point in whole.known if len(point.period) == 4}
    level = planned.level(year, history)
    newest = observed(whole.known[-1], whole.indicator) if whole.known else None
    then = next((point for point in whole.known if point.year_be == year and len(point.period) == 4), None)
    target = None if level is None else _shaped(planned, float(level), year, whole.indicator)
    status = judge(
        target,
        newest,
        today=today,
        at_target=observed(then, whole.indicator) if then and target else None,
        chance=_chance(target, whole) if target and not then else None,
    )
    return TargetStatus(planned, year, None if level is None else float(level), status)


def _chance(target: Target, whole: TimeSeries) -> Chance | None:
    """The probability of a target whose year lies ahead of the data."""
    region = target.region()
    probability = chance(whole.indicator.code, whole.area, target.year, region.low, region.high)
    return None if probability is None else Chance(probability)


def _shaped(planned: Planned, level: float, year: int, indicator: Indicator) -> Target:
    """A floor or a ceiling: as the plan says, or by which side is better where it only says "reach"."""
    falls = planned.aim in (Aim.AT_MOST, Aim.FALL) or (planned.aim is Aim.REACH and indicator.direction == "lower")
    return Target(year, "at_most" if falls else "at_least", level)
