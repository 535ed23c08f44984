"""What changed, ordered by how surprising it is: new values against their forecasts, revisions, marks that moved."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sawan.evaluate.forecast import Forecast
from sawan.evaluate.status import MARK_WORDS, Mark
from sawan.evaluate.wording import number, signed
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: `kind` new_value, revision or status; `bits` is its surprise, -log2 of its chance."""

    kind: str
    subject: str
    year: int
    bits: float
    text: Text


def new_value(forecast: Forecast, year: int, value: float) -> Change:
    """A new value against what was forecast: the chance of one at least as far from the mean, either way.

    Without a forecast the yearly changes of the series so far are asked instead; without those nothing is a surprise.
    """
    series, run = forecast.series, forecast.run
    if forecast.made and run.last_year < year <= run.last_year + forecast.horizon:
        h = year - run.last_year - 1
        away = abs(value - float(forecast.mean[h])) / float(forecast.scale[h])
        chance = 1 - forecast.pools[h].probability(-away, away) if away > 0 else 1.0
        said = forecast.bands()[h]
        inside = said.low80 <= value <= said.high80
        return _change("new_value", series.name, year, chance, _against(value, said.mean, inside=inside))
    past = [b - a for a, b in zip(run.values.tolist(), run.values.tolist()[1:], strict=False)]
    step = value - float(run.values[-1]) if len(run.values) else 0.0
    text = Text(f"ค่าใหม่ {number(value)} ({signed(step)})", f"new value {number(value)} ({signed(step)})")
    return _change("new_value", series.name, year, rank_chance(step, past), text)


def revision(subject: str, year: int, old: float, new: float, usual: Sequence[float]) -> Change:
    """A published value that was changed, against the changes that were usual (signed, in the same unit)."""
    step = new - old
    text = Text(
        f"แก้ค่าจาก {number(old)} เป็น {number(new)} ({signed(step)})",
        f"revised from {number(old)} to {number(new)} ({signed(step)})",
    )
    return _change("revision", subject, year, rank_chance(step, usual), text)


def status_change(subject: str, year: int, old: Mark, new: Mark, chance: float) -> Change:
    """A mark that moved; `chance` is the probability that was given to the new side before."""
    text = Text(
        f"สถานะเปลี่ยนจาก {MARK_WORDS[old].th} เป็น {MARK_WORDS[new].th}",
        f"status moved from {MARK_WORDS[old].en} to {MARK_WORDS[new].en}",
    )
    return _change("status", subject, year, chance, text)


def rank_chance(step: float, past: Sequence[float]) -> float:
    """The chance of a change at least as large, from the past ones: (1 + as large) / (1 + all)."""
    return (1 + sum(abs(one) >= abs(step) for one in past)) / (1 + len(past))


def ordered(changes: Iterable[Change]) -> list[Change]:
    """The feed: most surprising first, then newest, then by name."""
    return sorted(changes, key=lambda one: (-one.bits, -one.year, one.subject, one.kind))


def _change(kind: str, subject: str, year: int, chance: float, text: Text) -> Change:
    return Change(kind, subject, year, -math.log2(min(max(chance, 1e-9), 1.0)) + 0.0, text)


def _against(value: float, mean: float, *, inside: bool) -> Text:
    away = signed(value - mean)
    th, en = ("ในช่วงที่คาด", "within what was expected") if inside else ("นอกช่วงที่คาด", "outside what was expected")
    return Text(
        f"ค่าใหม่ {number(value)} ต่างจากที่พยากรณ์ {away} ({th})",
        f"new value {number(value)}, {away} from the forecast ({en})",
    )
