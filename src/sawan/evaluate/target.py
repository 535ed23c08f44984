"""A target of any shape: which values reach it, how far the way there is, and the pace it needs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sawan.evaluate.wording import number
from sawan.texts import Text

SHAPES = (
    "at_least",
    "at_most",
    "between",
    "increase_by",
    "decrease_by",
    "percent_change",
    "percent_a_year",
    "level",
    "milestone",
)
PACE_YEARS = 5


@dataclass(frozen=True, slots=True)
class Region:
    """The values that reach a target: `low <= value <= high`; an open side is infinite."""

    low: float
    high: float

    @property
    def direction(self) -> str:
        """`higher`, `lower` or `band`: the word of the file contract."""
        if math.isinf(self.high):
            return "higher"
        return "lower" if math.isinf(self.low) else "band"

    @property
    def edge(self) -> float:
        """The figure that is printed as the target (a band's lower edge)."""
        return self.high if self.direction == "lower" else self.low

    def contains(self, value: float) -> bool:
        """Does this value reach the target?"""
        return self.low <= value <= self.high

    def distance(self, value: float) -> float:
        """The signed way from `value` to the nearest value that reaches the target (0 inside)."""
        if value < self.low:
            return self.low - value
        return self.high - value if value > self.high else 0.0

    def worsened(self, value: float, by: float) -> float:
        """`value` moved by `by` (>= 0) towards missing the target; in a band, towards its nearer edge."""
        if self.direction == "band":
            return value - by if value - self.low <= self.high - value else value + by
        return value - by if self.direction == "higher" else value + by


@dataclass(frozen=True, slots=True)
class Target:
    """A target for one year, in one of `SHAPES`.

    `value` is in the indicator's unit (at_least, at_most, between, and as a change: increase_by, decrease_by),
    in per cent (percent_change over the whole time, percent_a_year compounded from `base_year`), or the number of
    a level counted from 0 (level). `high` is the upper edge of `between`. Changes need `base`, the value they start
    from; percent_a_year also `base_year`. `levels` names the steps of an ordinal scale, worst first. A milestone
    is reached by the value 1.
    """

    year: int
    shape: str
    value: float = 1.0
    high: float | None = None
    base: float | None = None
    base_year: int | None = None
    levels: tuple[str, ...] = ()
    unit: str = ""

    def __post_init__(self) -> None:
        if self.shape not in SHAPES:
            raise ValueError(f"unknown shape of target: {self.shape}")
        if self.shape == "between" and (self.high is None or self.high < self.value):
            raise ValueError("a target between two values needs a high edge not below its low one")
        if self.shape in ("increase_by", "decrease_by", "percent_change", "percent_a_year") and self.base is None:
            raise ValueError("a target that is a change needs the value it starts from")
        if self.shape == "percent_a_year" and self.base_year is None:
            raise ValueError("a yearly change needs the year it starts from")

    def region(self) -> Region:
        """The values that reach this target, in the indicator's unit."""
        start = self.base if self.base is not None else 0.0
        match self.shape:
            case "at_most":
                return Region(-math.inf, self.value)
            case "between":
                return Region(self.value, self.value if self.high is None else self.high)
            case "increase_by":
                return _towards(start + self.value, 1)
            case "decrease_by":
                return _towards(start - self.value, -1)
            case "percent_change":
                return _towards(start + abs(start) * self.value / 100, self.value)
            case "percent_a_year":
                years = self.year - (self.base_year or self.year)
                return _towards(start * (1 + self.value / 100) ** years, self.value)
            case "milestone":
                return Region(1.0, math.inf)
            case _:
                return Region(self.value, math.inf)

    def said(self) -> Text:
        """The target as a phrase: "at least 0.65"."""
        if self.shape == "milestone":
            return Text("ทำสำเร็จ", "done")
        if self.shape == "level" and 0 <= int(self.value) < len(self.levels):
            level = self.levels[int(self.value)]
            return Text(f"ระดับ “{level}” ขึ้นไป", f"level “{level}” or better")
        region, unit = self.region(), f" {self.unit}" if self.unit else ""
        if region.direction == "band":
            low, high = number(region.low), number(region.high)
            return Text(f"ระหว่าง {low} ถึง {high}{unit}", f"between {low} and {high}{unit}")
        edge = number(region.edge)
        if region.direction == "lower":
            return Text(f"ไม่เกิน {edge}{unit}", f"at most {edge}{unit}")
        return Text(f"อย่างน้อย {edge}{unit}", f"at least {edge}{unit}")


def from_direction(year: int, direction: str, value: float, high: float | None = None) -> Target:
    """The target of a row of a targets file: direction `higher`, `lower` or `band`."""
    shape = {"higher": "at_least", "lower": "at_most", "band": "between"}[direction]
    return Target(year, shape, value, high=high)


def rebased(target: Target, base: float, base_year: int) -> Target:
    """The same target counted from another base: when a revision changes the value it starts from."""
    return replace(target, base=base, base_year=base_year)


@dataclass(frozen=True, slots=True)
class Pace:
    """Change a year that is needed from the last observation, and what the last `years` years gave."""

    needed: float
    recent: float | None
    years: int


def pace(years: Sequence[int], values: Sequence[float], region: Region, target_year: int) -> Pace:
    """The pace a target needs (units a year) beside the mean yearly change of the last five years.

    `years` ascending, without holes, `values` beside them; `target_year` lies after the last. A band is entered at
    its nearer edge; a region that holds every value needs nothing. `recent` is None when only one value is known.
    """
    ahead = target_year - years[-1]
    back = min(PACE_YEARS, len(values) - 1)
    recent = (values[-1] - values[-1 - back]) / (years[-1] - years[-1 - back]) if back else None
    direct = math.isinf(region.low) != math.isinf(region.high)
    way = region.edge - values[-1] if direct else region.distance(values[-1])
    return Pace(way / ahead, recent, back)


def achievement(region: Region, value: float, base: float | None) -> float | None:
    """How much of the way from `base` to the target is done, in per cent; None where that has no meaning.

    100 (value - base) / (edge - base); a band: 100 inside, else 100 - 100 x distance to the nearer edge / half its
    width. Not cut: a display cuts to -100..150 itself.
    """
    if region.contains(value):
        inside = 100.0
        if region.direction == "band" or base is None or region.contains(base):
            return inside
    if region.direction == "band":
        half = (region.high - region.low) / 2
        return None if half == 0 else 100 - 100 * abs(region.distance(value)) / half
    if base is None or region.edge == base:
        return None
    return 100 * (value - base) / (region.edge - base)


def _towards(edge: float, change: float) -> Region:
    """All values from `edge` on in the direction of the change; 12 digits, so that 110 % of 110 is 121."""
    edge = float(f"{edge:.12g}")
    return Region(-math.inf, edge) if change < 0 else Region(edge, math.inf)
