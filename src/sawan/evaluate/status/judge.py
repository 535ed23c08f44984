"""The status of an indicator against its target: decided by the chance, never better than the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sawan.evaluate.status import words
from sawan.evaluate.status.rule import JUDGED, MARK_WORDS, RULE, UNSURE, Chance, Mark, Observed, Rule, mark_of
from sawan.evaluate.target import Target
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Status:
    """A mark with everything that must stand beside it.

    `outcome` says what gave the mark: reached, missed, forecast, not_judged (a target, but its year is neither
    observed nor forecast), too_old, no_target, no_data. `year` is the target's year, `data_year` that of the
    newest observation, `age_months` its age. `badges`: preliminary, estimate, illustrative, stale.
    `capped` names why the mark is not better (`revision`, `stale`). `text` names the year it speaks of.
    """

    mark: Mark
    outcome: str
    year: int | None
    data_year: int | None
    age_months: int | None
    probability: float | None
    badges: tuple[str, ...]
    capped: tuple[str, ...]
    text: Text
    rule: Text

    @property
    def word(self) -> Text:
        """The word that stands beside the shape."""
        return MARK_WORDS[self.mark]

    @property
    def counts(self) -> bool:
        """May a roll-up count it? Illustrative figures and marks without a judgement never count."""
        return self.mark in JUDGED and "illustrative" not in self.badges


def judge(
    target: Target | None,
    newest: Observed | None,
    *,
    today: date,
    at_target: Observed | None = None,
    chance: Chance | None = None,
    previous: Mark | None = None,
    rule: Rule = RULE,
) -> Status:
    """The status of one indicator against one target on the day `today`.

    `newest` is the latest observation; `at_target` that of the target's own year, when there is one: it decides
    alone and its age does not weaken it, for the year it speaks of is over. Else `chance` decides; without it
    nothing is judged. `previous` is the mark last shown: a forecast that moves by less than `rule.flicker` past a
    bound keeps it; pass None after a new observation.
    """
    newest = newest or at_target
    case = _Case(target, newest, at_target, today, rule)
    if target is None:
        return case.closed(Mark.NO_TARGET, "no_target")
    if newest is None:
        return case.closed(Mark.NO_DATA, "no_data")
    if at_target is not None:
        return _observed(case, target, at_target)
    if newest.periods_late(today) > rule.unusable_periods:
        return case.closed(Mark.NO_DATA, "too_old")
    if chance is None:
        return case.closed(Mark.NO_DATA, "not_judged")
    return _forecast(case, newest, chance, previous)


@dataclass(frozen=True, slots=True)
class _Case:
    """What is known before the mark: kept together so that every outcome prints the same facts."""

    target: Target | None
    newest: Observed | None
    at_target: Observed | None
    today: date
    rule: Rule

    def closed(
        self, mark: Mark, outcome: str, *, probability: float | None = None, capped: tuple[str, ...] = ()
    ) -> Status:
        newest, shown = self.newest, self.at_target or self.newest
        age = None if newest is None else newest.age_months(self.today)
        main = words.main(outcome, self.target, shown, probability, self.rule)
        return Status(
            mark=mark,
            outcome=outcome,
            year=None if self.target is None else self.target.year,
            data_year=None if newest is None else newest.year,
            age_months=age,
            probability=probability,
            badges=self._badges(shown),
            capped=capped,
            text=words.sentence(main, capped, None if newest is None else newest.year, age),
            rule=self.rule.said(),
        )

    def _badges(self, shown: Observed | None) -> tuple[str, ...]:
        quality = [shown.quality] if shown is not None and shown.quality != "official" else []
        late = self.newest is not None and self.newest.periods_late(self.today) > self.rule.stale_periods
        return (*quality, "stale") if late else tuple(quality)


def _observed(case: _Case, target: Target, at_target: Observed) -> Status:
    region = target.region()
    if not region.contains(at_target.value):
        return case.closed(Mark.OFF_COURSE, "missed")
    unsafe = at_target.quality in UNSURE and (
        at_target.usual_revision is None
        or not region.contains(region.worsened(at_target.value, at_target.usual_revision))
    )
    if unsafe:
        return case.closed(Mark.WATCH, "reached", capped=("revision",))
    return case.closed(Mark.ON_COURSE, "reached")


def _forecast(case: _Case, newest: Observed, chance: Chance, previous: Mark | None) -> Status:
    rule = case.rule
    mark = _steady(chance.probability, previous, rule)
    capped: list[str] = []
    unsafe = chance.revised is None or mark_of(chance.revised, rule) is not Mark.ON_COURSE
    if mark is Mark.ON_COURSE and newest.quality in UNSURE and unsafe:
        capped.append("revision")
    if mark is Mark.ON_COURSE and newest.periods_late(case.today) > rule.stale_periods:
        capped.append("stale")
    shown = Mark.WATCH if capped else mark
    return case.closed(shown, "forecast", probability=chance.probability, capped=tuple(capped))


def _steady(probability: float, previous: Mark | None, rule: Rule) -> Mark:
    """The mark of a probability, kept as it was while the probability has not passed the bound by `flicker`."""
    mark = mark_of(probability, rule)
    if previous is mark or previous not in JUDGED:
        return mark
    reachable = {mark_of(probability - rule.flicker, rule), mark_of(probability + rule.flicker, rule)}
    return previous if previous in reachable else mark
