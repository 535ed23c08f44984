"""The status of an indicator against its target: five marks, decided by the chance, never better than the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sawan.evaluate.target import Target
from sawan.evaluate.wording import Text, chance_word, number


class Mark(StrEnum):
    """What a page shows: shape, word and colour hang on these five."""

    ON_COURSE = "on_course"
    WATCH = "watch"
    OFF_COURSE = "off_course"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"


MARK_WORDS = {
    Mark.ON_COURSE: Text("ตามเป้า", "on course"),
    Mark.WATCH: Text("เฝ้าระวัง", "watch"),
    Mark.OFF_COURSE: Text("ต่ำกว่าเป้า", "off course"),
    Mark.NO_TARGET: Text("ยังไม่ตั้งเป้าหมาย", "no target"),
    Mark.NO_DATA: Text("ยังไม่มีข้อมูล", "no data"),
}
UNSURE = ("preliminary", "estimate")


@dataclass(frozen=True, slots=True)
class Rule:
    """The bounds by which a status is decided; data of a plan edition, printed on its pages.

    `on_course` and `off_course` are probabilities; `flicker` is how far a probability must pass a bound before the
    mark changes; ages count whole periods beyond the indicator's usual publication lag.
    """

    on_course: float = 0.66
    off_course: float = 0.33
    flicker: float = 0.03
    stale_periods: int = 1
    unusable_periods: int = 3

    def said(self) -> Text:
        """The rule in words, to print under the mark."""
        return Text(
            f"โอกาสบรรลุเป้าหมายตั้งแต่ {self.on_course:.2f} = ตามเป้า ต่ำกว่า {self.off_course:.2f} = ต่ำกว่าเป้า "
            "ระหว่างนั้น = เฝ้าระวัง; "
            "ปีที่มีค่าจริงแล้วตัดสินจากค่าจริง; "
            f"ข้อมูลเบื้องต้นที่การปรับแก้อาจเปลี่ยนผล หรือข้อมูลเก่ากว่ารอบเผยแพร่ปกติเกิน {self.stale_periods} รอบ "
            f"ได้ไม่ดีกว่าเฝ้าระวัง; เก่าเกิน {self.unusable_periods} รอบ = ยังไม่มีข้อมูล",
            f"Chance of meeting the target of {self.on_course:.2f} or more: on course; below {self.off_course:.2f}: "
            "off course; between: watch. A target year that has been observed is judged by its value. "
            "Preliminary data whose revision may change the answer, or data older than the usual lag by more than "
            f"{self.stale_periods} period(s), never gives better than watch; older by more than "
            f"{self.unusable_periods} periods: no data.",
        )


RULE = Rule()


@dataclass(frozen=True, slots=True)
class Observed:
    """One observation as a status sees it.

    `year` is the year printed beside it, `ended` the last day of its period, `quality` official, preliminary,
    estimate or illustrative. `usual_lag_months` is the publisher's normal delay, `period_months` the rhythm.
    `usual_revision` is the mean absolute change from the first edition to the last, in the indicator's unit;
    None when nobody has measured it.
    """

    value: float
    year: int
    ended: date
    quality: str = "official"
    usual_lag_months: int = 12
    period_months: int = 12
    usual_revision: float | None = None

    def age_months(self, today: date) -> int:
        """Whole months from the end of the period to `today`."""
        months = (today.year - self.ended.year) * 12 + today.month - self.ended.month
        return max(0, months - (today.day < self.ended.day and today.day < 28))

    def periods_late(self, today: date) -> float:
        """How many periods the data is older than the publisher's normal delay explains (negative: fresh)."""
        return (self.age_months(today) - self.usual_lag_months) / self.period_months


@dataclass(frozen=True, slots=True)
class Chance:
    """The probability that the target is met; `revised` is the same after the usual revision went against it."""

    probability: float
    revised: float | None = None


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
        return self.mark in (Mark.ON_COURSE, Mark.WATCH, Mark.OFF_COURSE) and "illustrative" not in self.badges


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
    if target is None:
        return _status(Mark.NO_TARGET, "no_target", None, newest, today, rule)
    if newest is None:
        return _status(Mark.NO_DATA, "no_data", target, None, today, rule)
    if at_target is not None:
        return _observed(target, at_target, newest, today, rule)
    if newest.periods_late(today) > rule.unusable_periods:
        return _status(Mark.NO_DATA, "too_old", target, newest, today, rule)
    if chance is None:
        return _status(Mark.NO_DATA, "not_judged", target, newest, today, rule)
    return _forecast(target, newest, chance, today, previous, rule)


def _observed(target: Target, at_target: Observed, newest: Observed, today: date, rule: Rule) -> Status:
    region = target.region()
    if not region.contains(at_target.value):
        return _status(Mark.OFF_COURSE, "missed", target, newest, today, rule, at_target=at_target)
    unsafe = at_target.quality in UNSURE and (
        at_target.usual_revision is None
        or not region.contains(region.worsened(at_target.value, at_target.usual_revision))
    )
    mark, capped = (Mark.WATCH, ("revision",)) if unsafe else (Mark.ON_COURSE, ())
    return _status(mark, "reached", target, newest, today, rule, at_target=at_target, capped=capped)


def _forecast(
    target: Target, newest: Observed, chance: Chance, today: date, previous: Mark | None, rule: Rule
) -> Status:
    mark = _steady(chance.probability, previous, rule)
    capped: list[str] = []
    unsafe = chance.revised is None or mark_of(chance.revised, rule) is not Mark.ON_COURSE
    if mark is Mark.ON_COURSE and newest.quality in UNSURE and unsafe:
        capped.append("revision")
    if mark is Mark.ON_COURSE and newest.periods_late(today) > rule.stale_periods:
        capped.append("stale")
    shown = Mark.WATCH if capped else mark
    return _status(shown, "forecast", target, newest, today, rule, probability=chance.probability, capped=tuple(capped))


def mark_of(probability: float, rule: Rule = RULE) -> Mark:
    """The mark of a probability alone."""
    if probability >= rule.on_course:
        return Mark.ON_COURSE
    return Mark.WATCH if probability >= rule.off_course else Mark.OFF_COURSE


def _steady(probability: float, previous: Mark | None, rule: Rule) -> Mark:
    """The mark of a probability, kept as it was while the probability has not passed the bound by `flicker`."""
    mark = mark_of(probability, rule)
    if previous is mark or previous not in (Mark.ON_COURSE, Mark.WATCH, Mark.OFF_COURSE):
        return mark
    reachable = {mark_of(probability - rule.flicker, rule), mark_of(probability + rule.flicker, rule)}
    return previous if previous in reachable else mark


def _status(
    mark: Mark,
    outcome: str,
    target: Target | None,
    newest: Observed | None,
    today: date,
    rule: Rule,
    *,
    at_target: Observed | None = None,
    probability: float | None = None,
    capped: tuple[str, ...] = (),
) -> Status:
    shown = at_target or newest
    badges = [shown.quality] if shown is not None and shown.quality != "official" else []
    if newest is not None and newest.periods_late(today) > rule.stale_periods:
        badges.append("stale")
    age = None if newest is None else newest.age_months(today)
    return Status(
        mark=mark,
        outcome=outcome,
        year=None if target is None else target.year,
        data_year=None if newest is None else newest.year,
        age_months=age,
        probability=probability,
        badges=tuple(badges),
        capped=capped,
        text=_sentence(outcome, target, shown, _data_words(newest, age), probability, capped),
        rule=rule.said(),
    )


CAP_WORDS = {
    "revision": Text(
        "ข้อมูลยังเป็นเบื้องต้น การปรับแก้อาจเปลี่ยนผล", "the data is preliminary and its revision may change the answer"
    ),
    "stale": Text("ข้อมูลเก่ากว่ารอบเผยแพร่ปกติ", "the data is older than its usual rhythm"),
}


def _sentence(
    outcome: str,
    target: Target | None,
    shown: Observed | None,
    data: Text,
    probability: float | None,
    capped: tuple[str, ...],
) -> Text:
    """The statement beside the mark: what was decided, for which year, from which data."""
    if target is None or shown is None:
        lacking = (
            Text("ยังไม่ตั้งเป้าหมาย", "No target has been set") if target is None else Text("ยังไม่มีข้อมูล", "No data yet")
        )
        return Text(lacking.th + data.th, f"{lacking.en}.{data.en}")
    goal, year = target.said(), target.year
    main = {
        "reached": Text(
            f"ปี {year}: บรรลุเป้าหมาย ({number(shown.value)}; เป้าหมาย{goal.th})",
            f"{year}: target reached ({number(shown.value)}; the target was {goal.en})",
        ),
        "missed": Text(
            f"ปี {year}: ไม่บรรลุเป้าหมาย ({number(shown.value)}; เป้าหมาย{goal.th})",
            f"{year}: target missed ({number(shown.value)}; the target was {goal.en})",
        ),
        "not_judged": Text(
            f"เป้าหมายปี {year}: ยังตัดสินไม่ได้ ข้อมูลยังไม่พอพยากรณ์",
            f"Target of {year}: not judged, too little data for a forecast",
        ),
        "too_old": Text(f"เป้าหมายปี {year}: ข้อมูลเก่าเกินกว่าจะตัดสิน", f"Target of {year}: the data is too old to judge by"),
    }.get(outcome)
    if main is None:
        p = probability or 0.0
        word = chance_word(p)
        main = Text(
            f"โอกาสบรรลุเป้าหมายปี {year} ({goal.th}) คือ {p:.2f} ({word.th})",
            f"The chance of meeting the {year} target ({goal.en}) is {p:.2f} ({word.en})",
        )
    caps = [CAP_WORDS[code] for code in capped]
    th = "".join(f" ได้ไม่เกินเฝ้าระวังเพราะ{cap.th}" for cap in caps)
    en = "".join(f"; held at watch because {cap.en}" for cap in caps)
    return Text(main.th + th + data.th, f"{main.en}{en}.{data.en}")


def _data_words(newest: Observed | None, age: int | None) -> Text:
    if newest is None or age is None:
        return Text("", "")
    years, months = divmod(age, 12)
    th = " ".join([f"{years} ปี"] * bool(years) + [f"{months} เดือน"] * bool(months)) or "ไม่ถึงเดือน"
    en = " ".join([f"{years} y"] * bool(years) + [f"{months} mo"] * bool(months)) or "under a month"
    return Text(f" (ข้อมูลล่าสุดปี {newest.year} อายุ {th})", f" (Latest data: {newest.year}, {en} old.)")
