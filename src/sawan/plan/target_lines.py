"""Targets as lines that a person types: `tourism_receipts | รายได้จากการท่องเที่ยว 4,177 ล้านบาท`, one a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sawan.plan import targets as reader
from sawan.plan.target import Aim, Target
from sawan.plan.target_doubts import Doubt
from sawan.plan.targets import Given
from sawan.texts import Text

BAR = "|"
AIM_NAMES = {
    Aim.REACH: Text("เท่ากับ", "reach"),
    Aim.AT_LEAST: Text("ไม่น้อยกว่า", "at least"),
    Aim.AT_MOST: Text("ไม่เกิน", "at most"),
    Aim.RISE: Text("เพิ่มขึ้น", "rise by"),
    Aim.FALL: Text("ลดลง", "fall by"),
}


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as typed, the targets that it says, and what is doubtful about them."""

    line: str
    targets: tuple[Target, ...]
    doubts: tuple[Doubt, ...]


def write(targets: Sequence[Target]) -> str:
    """The lines of targets; a compound wording comes once."""
    lines = (f"{target.indicator} {BAR} {target.text}" if target.indicator else target.text for target in targets)
    return "\n".join(dict.fromkeys(lines))


def read(text: str, year: int, known: Sequence[Target]) -> tuple[ReadLine, ...]:
    """What each line says, for a B.E. year; a line that was not touched keeps the target it stands for."""
    held: dict[str, list[Target]] = {}
    for target in known:
        held.setdefault(write([target]), []).append(target)
    found = []
    for line in (line.strip() for line in text.splitlines() if line.strip()):
        found.append(ReadLine(line, tuple(held[line]), ()) if line in held else _read_line(line, year))
    return tuple(found)


def _read_line(line: str, year: int) -> ReadLine:
    code, bar, wording = line.partition(BAR)
    if not bar:
        code, wording = "", line
    reading = reader.read(wording.strip(), Given(year=year))
    code = code.strip()
    doubts = tuple(doubt for doubt in reading.doubts if not (code and doubt.code == "no_unit"))
    return ReadLine(
        line, tuple(replace(target, indicator=code, text=wording.strip()) for target in reading.targets), doubts
    )
