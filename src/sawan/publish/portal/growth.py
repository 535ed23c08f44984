"""What drove growth, in the four groups that people speak of; the groups of a year add up to its growth."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.measure import queries as measure
from sawan.texts import Text

GROUPS = (
    ("agriculture", Text("เกษตร", "Agriculture"), "data-3", frozenset("a")),
    ("industry", Text("อุตสาหกรรม", "Industry"), "data-2", frozenset("bcde")),
    ("construction", Text("ก่อสร้าง", "Construction"), "data-6", frozenset("f")),
    ("services", Text("บริการ", "Services"), "data-4", frozenset("ghijklmnopqrstu")),
)


@dataclass(frozen=True, slots=True)
class Driver:
    """A group of sections and what it added to growth, percentage points."""

    code: str
    name: Text
    ink: str
    points: float


def drivers(area: str, year: int) -> tuple[Driver, ...]:
    """What each group added to GPP growth of a B.E. year; empty where no edition has all sections."""
    found = measure.contributions("gpp_growth", area, year)
    if found is None:
        return ()
    points = {part.section: part.points for part in found.parts.parts}
    return tuple(
        Driver(code, name, ink, sum(value for section, value in points.items() if section in sections))
        for code, name, ink, sections in GROUPS
    )


def said(found: tuple[Driver, ...], growth: float) -> Text:
    """`ภาคเกษตรฉุดลง 3.5 จุด อุตสาหกรรม 2.4 จุด`: the two groups that moved growth most, in its direction."""
    down = growth < 0
    leading = sorted(found, key=lambda driver: driver.points if down else -driver.points)[:2]
    leading = [driver for driver in leading if (driver.points < 0) == down and abs(driver.points) >= 0.05]
    if not leading:
        return Text("")
    first, rest = leading[0], leading[1:]
    th = f"ภาค{first.name.th}{'ฉุดลง' if down else 'ดันขึ้น'} {abs(first.points):.1f} จุด"
    en = f"{first.name.en} {'took off' if down else 'added'} {abs(first.points):.1f} points"
    th += "".join(f" {driver.name.th} {abs(driver.points):.1f} จุด" for driver in rest)
    en += "".join(f", {driver.name.en.lower()} {abs(driver.points):.1f}" for driver in rest)
    return Text(th, en)
