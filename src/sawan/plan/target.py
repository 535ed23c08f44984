"""A target as plans write it: a level, a change, a floor or a ceiling, by year, with what it is counted from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sawan.texts import Text

HUNDRED = Decimal(100)
NO_NOTE = Text("")


class Aim(StrEnum):
    """What the number of a target asks of the indicator."""

    REACH = "reach"
    """The value itself, where the text says neither floor nor ceiling."""
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RISE = "rise"
    """Grow by the number."""
    FALL = "fall"
    """Shrink by the number."""


class Counted(StrEnum):
    """How the number is written."""

    VALUE = "value"
    """In the unit of the indicator."""
    PERCENT = "percent"
    """Rise and fall only: percent of what it is counted from."""
    PER_ONE = "per_one"
    """The right side of a ratio `1:N`, such as people per doctor."""


class Basis(StrEnum):
    """What a rise or fall is counted from."""

    VALUE = "value"
    """A baseline that the document gives."""
    PREVIOUS_YEAR = "previous_year"
    PAST_MEAN = "past_mean"
    """The mean of the indicator's own last years."""
    NOT_GIVEN = "not_given"
    """The document says nothing, or leaves the place empty."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a target is counted from: a value of a B.E. year, or the mean of the `years` before."""

    basis: Basis = Basis.NOT_GIVEN
    value: Decimal | None = None
    year: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One target of one indicator.

    `text` is the wording of the document. `indicator` is a code of the catalogue ("" when none fits, then
    `measure` says in words what is counted). `unit` is the unit of the number as written ("" = the indicator's).
    `values` holds a number a B.E. year, in order; year None means that the document names no year.
    `each_year` is set where the document says "a year": the number holds again in every year.
    """

    text: str
    aim: Aim = Aim.REACH
    counted: Counted = Counted.VALUE
    values: tuple[tuple[int | None, Decimal], ...] = ()
    unit: str = ""
    indicator: str = ""
    measure: str = ""
    each_year: bool = False
    baseline: Baseline = Baseline()
    note: Text = NO_NOTE

    @property
    def years(self) -> tuple[int, ...]:
        """The B.E. years for which a number is written."""
        return tuple(year for year, _ in self.values if year is not None)

    def number(self, year: int) -> Decimal | None:
        """The number as written that holds in a B.E. year; None where the document sets none for it."""
        exact = dict(self.values).get(year)
        if exact is not None:
            return exact
        standing = [number for when, number in self.values if when is None]
        return standing[0] if standing and self.each_year else None

    def level(self, year: int, history: Mapping[int, Decimal]) -> Decimal | None:
        """The value that the indicator has to have in a B.E. year, in the indicator's unit.

        `history` holds the observed values by B.E. year. A rise or fall without an own baseline in the document
        is counted from the year before; one with a baseline of an earlier year grows from there, compounded when
        it is in percent and holds each year. None where number or basis is missing.
        """
        number = self.number(year)
        if number is None or self.aim not in (Aim.RISE, Aim.FALL):
            return number
        start = self._start(year, history)
        if start is None:
            return None
        value, since = start
        steps = self._steps(since, year)
        if self.counted is Counted.PERCENT:
            for step in steps:
                value += value * step / HUNDRED
            return value
        return value + sum(steps)

    def _start(self, year: int, history: Mapping[int, Decimal]) -> tuple[Decimal, int] | None:
        """The value from which the change is counted, and its year."""
        base = self.baseline
        if base.basis is Basis.VALUE:
            return None if base.value is None else (base.value, base.year or year - 1)
        if base.basis is Basis.PAST_MEAN:
            known = [history[past] for past in range(year - (base.years or 0), year) if past in history]
            complete = bool(known) and len(known) == base.years
            return (sum(known, Decimal(0)) / len(known), year - 1) if complete else None
        before = history.get(year - 1)
        return None if before is None else (before, year - 1)

    def _steps(self, since: int, year: int) -> list[Decimal]:
        """The signed changes to apply one after another from the year after `since` up to `year`."""
        sign = 1 if self.aim is Aim.RISE else -1
        only = self.values[0][1] if len(self.values) == 1 else None
        numbers = [self.number(when) or only for when in range(since + 1, year + 1)] if self.each_year else []
        steps = [number for number in numbers if number is not None] or [self.number(year) or Decimal(0)]
        return [sign * step for step in steps]
