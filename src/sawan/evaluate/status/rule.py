"""What a status is decided by: the five marks, the bounds, one observation, one chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sawan.texts import Text


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
JUDGED = (Mark.ON_COURSE, Mark.WATCH, Mark.OFF_COURSE)
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


def mark_of(probability: float, rule: Rule = RULE) -> Mark:
    """The mark of a probability alone."""
    if probability >= rule.on_course:
        return Mark.ON_COURSE
    return Mark.WATCH if probability >= rule.off_course else Mark.OFF_COURSE
