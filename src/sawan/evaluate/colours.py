"""NESDC's four colours of achievement: a second, named scale that never replaces the status."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from sawan.texts import Text

SCALE = Text("สี 4 ระดับของ สศช. (ร้อยละของค่าเป้าหมาย)", "NESDC's four colours (per cent of the target)")
FORMULA = Text(
    "100 × ค่า ÷ เป้าหมาย (ตัวชี้วัดที่น้อยกว่าดีกว่า: 100 × เป้าหมาย ÷ ค่า)",
    "100 x value / target (where lower is better: 100 x target / value)",
)
NAMES_EN = {"red": "critical", "orange": "at risk", "yellow": "close to the target", "green": "target met"}


@dataclass(frozen=True, slots=True)
class Colour:
    """One step of the scale: from this per cent on; `step` 1 (red) to 4 (green); names as NESDC words them."""

    code: str
    step: int
    least: float
    name: Text


@lru_cache(maxsize=1)
def colours() -> tuple[Colour, ...]:
    """The steps of the scale, worst first, as published for fiscal year 2570."""
    text = (files("sawan.evaluate") / "data" / "y1-status-colours.csv").read_text(encoding="utf-8")
    return tuple(
        Colour(row["colour"], step, float(row["from_pct"]), Text(row["name_th"], NAMES_EN[row["colour"]]))
        for step, row in enumerate(csv.DictReader(text.splitlines()), start=1)
    )


def percent_of_target(value: float, target: float, direction: str) -> float | None:
    """NESDC's achievement in per cent; None where the formula means nothing (a band, nought, different signs)."""
    if direction not in ("higher", "lower"):
        return None
    whole, part = (target, value) if direction == "higher" else (value, target)
    return 100 * part / whole if whole > 0 and part >= 0 else None


def colour_of(percent: float) -> Colour:
    """The colour of a per cent; what falls between two printed bounds (50.995) belongs to the lower one."""
    return [colour for colour in colours() if percent >= colour.least or colour.step == 1][-1]
