"""The status of every indicator and node of a plan edition, from the plan's targets and current observations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sawan.evaluate.queries.outlook import chance
from sawan.evaluate.rollup import WORST_FIRST, Member, Node, Rollup, roll_up
from sawan.evaluate.status import Chance, Mark, Observed, Status, judge
from sawan.evaluate.target import Target, achievement
from sawan.fiscal import to_ce
from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.measure.queries import Point, TimeSeries
from sawan.plan.edition import Edition, Guideline
from sawan.plan.target import Aim
from sawan.plan.target import Target as Planned

STRATEGY = "strategy"
"""The code of the whole in `rollups`."""


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """A target of the plan for one year, its level in the indicator's unit, and how it was judged.

    `planned` is the plan's own wording. `value` is that of the target's own year, None before it is observed.
    `achieved` is how much of the way from where the plan counts is done, in per cent; None where it
    counts from nowhere. `direction` is `higher` or `lower`.
    """

    planned: Planned
    year: int
    level: float | None
    status: Status
    value: float | None = None
    achieved: float | None = None
    direction: str = "higher"


@dataclass(frozen=True, slots=True)
class NodeStatus:
    """The mark of a guideline or success indicator by the rule of `sawan.evaluate.rollup`.

    `judged` of the `aimed` indicators that have a target could be judged, of `indicators` in all. `rollup` holds score,
    coverage and counts, `members` what each indicator brings.
    """

    rollup: Rollup
    members: tuple[Member, ...]
    targets: tuple[TargetStatus, ...]

    @property
    def mark(self) -> Mark:
        """The mark of the whole."""
        return self.rollup.mark

    @property
    def judged(self) -> int:
        """How many indicators could be judged from fresh data."""
        return sum(one.mark not in (Mark.NO_TARGET, Mark.NO_DATA) and one.fresh for one in self.members)

    @property
    def aimed(self) -> int:
        """How many indicators have a target."""
        return sum(one.has_target for one in self.members)

    @property
    def indicators(self) -> int:
        """All indicators of the node."""
        return len(self.members)


def guideline_status(guideline: Guideline, edition: Edition, today: date, before: Edition | None = None) -> NodeStatus:
    """The status of a guideline, from its own targets and those of its projects.

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


def rollups(edition: Edition, today: date, before: Edition | None = None) -> Mapping[str, Rollup]:
    """What is said of every guideline, every issue and the whole (`STRATEGY`), by code; all parts weigh alike."""
    members = {g.code: guideline_status(g, edition, today, before).members for g in edition.guidelines}
    issues = tuple(
        Node(issue.code, parts=tuple(Node(g.code, members=members[g.code]) for g in issue.guidelines))
        for issue in edition.issues
    )
    return roll_up(Node(STRATEGY, parts=issues))


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
    names = tuple(dict.fromkeys(codes))
    targets = tuple(one for code in names for one in target_statuses(code, planned, province, today, fiscal_year))
    members = members_of(names, targets, {code for code in names if measure.series(code, province).known})
    return NodeStatus(roll_up(Node("", members=members))[""], members, targets)


def members_of(codes: Sequence[str], targets: Sequence[TargetStatus], known: Collection[str]) -> tuple[Member, ...]:
    """Each indicator as a member of its group, all of one weight; `known` are those with any data.

    An indicator speaks by its next target, the nearest year not yet observed, else by the newest observed one; of
    several targets of that year by the worst. Without a judged target its mark says what is missing: target or data.
    """
    return tuple(_member(code, [one for one in targets if one.planned.indicator == code], known) for code in codes)


def _member(code: str, targets: Sequence[TargetStatus], known: Collection[str]) -> Member:
    judged = [one for one in targets if one.status.counts]
    if not judged:
        aimed = any(one.level is not None for one in targets)
        return Member(code, 1.0, Mark.NO_DATA if aimed or code not in known else Mark.NO_TARGET, aimed=aimed)
    ahead = [one.year for one in judged if one.value is None]
    year = min(ahead) if ahead else max(one.year for one in judged)
    telling = min((one for one in judged if one.year == year), key=lambda one: WORST_FIRST.index(one.status.mark))
    status = telling.status
    probability = float(status.mark is Mark.ON_COURSE) if telling.value is not None else status.probability
    fresh = telling.value is not None or "stale" not in status.badges
    return Member(code, 1.0, status.mark, telling.achieved, probability, fresh)


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
    value = then.value if then else None
    known = value if value is not None else newest.value if newest else None
    done = (
        None if target is None or known is None else achievement(target.region(), known, _base(planned, year, history))
    )
    direction = target.region().direction if target else "higher"
    return TargetStatus(planned, year, None if level is None else float(level), status, value, done, direction)


def _base(planned: Planned, year: int, history: Mapping[int, Decimal]) -> float | None:
    """Where the way to a target begins: the plan's baseline, else, for a change, the year before."""
    if planned.baseline.value is not None:
        return float(planned.baseline.value)
    before = history.get(year - 1) if planned.aim in (Aim.RISE, Aim.FALL) else None
    return None if before is None else float(before)


def _chance(target: Target, whole: TimeSeries) -> Chance | None:
    """The probability of a target whose year lies ahead of the data."""
    region = target.region()
    probability = chance(whole.indicator.code, whole.area, target.year, region.low, region.high)
    return None if probability is None else Chance(probability)


def _shaped(planned: Planned, level: float, year: int, indicator: Indicator) -> Target:
    """A floor or a ceiling: as the plan says, or by which side is better where it only says "reach"."""
    falls = planned.aim in (Aim.AT_MOST, Aim.FALL) or (planned.aim is Aim.REACH and indicator.direction == "lower")
    return Target(year, "at_most" if falls else "at_least", level)
