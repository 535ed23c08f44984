"""The main chart of a node: bars of its most telling indicator, the target at its year, the gap in words."""

from __future__ import annotations

from collections.abc import Sequence

from sawan.charts import bars, render
from sawan.charts.bars import Bar, Goal
from sawan.charts.figure import Figure
from sawan.evaluate.queries import NodeStatus, TargetStatus
from sawan.publish.portal import changes
from sawan.publish.portal.reading import Reading, number, source_line, year_label
from sawan.texts import Text

YEARS_WIDE, YEARS_PHONE = 8, 5


def chart(found: Sequence[Reading], mark: NodeStatus | None, lang: str) -> Figure | None:
    """Bars of the first indicator that has a judged target, else of the first with at least two years."""
    reading, target = _telling(found, mark)
    if reading is None:
        return None
    finding, code, entry = chart_finding(reading, target), reading.indicator.code, reading.indicator
    return Figure(
        code="main-chart",
        finding=finding,
        subtitle=Text(f"{entry.name.th} {entry.unit.th}", f"{entry.name.en}, {entry.unit.en}"),
        svg=render.svg(_bars(reading, target, lang, YEARS_WIDE), finding.say(lang), "main"),
        phone=render.svg(_bars(reading, target, lang, YEARS_PHONE, (280, 230)), finding.say(lang), "main-phone"),
        source=source_line(reading),
        links=(("CSV", f"/data/{code}.csv"), ("PNG", f"/indicators/{code}.png?lang={lang}")),
        sample=reading.sample,
    )


def _telling(found: Sequence[Reading], mark: NodeStatus | None) -> tuple[Reading | None, TargetStatus | None]:
    """The indicator that is drawn, with its target."""
    held = [reading for reading in found if len(reading.points) > 1]
    judged = [target for target in mark.targets if target.level is not None] if mark else []
    aimed = [target.planned.indicator for target in judged]
    reading = next((r for r in held if r.indicator.code in aimed), held[0] if held else None)
    target = next((t for t in judged if reading and t.planned.indicator == reading.indicator.code), None)
    return reading, target


def _bars(
    reading: Reading, target: TargetStatus | None, lang: str, years: int, size: tuple[int, int] = (560, 240)
) -> render.Spec:
    points = reading.points[-years:]
    shown = target if target and any(point.year_be == target.year for point in points) else None
    goal = _goal(reading, shown, lang) if shown else None
    rows = [Bar(point.year_be, point.value or 0.0, year_label(point)[4:]) for point in points]
    return bars.bars(rows, goal=goal, decimals=reading.decimals, size=size)


def _goal(reading: Reading, target: TargetStatus, lang: str) -> Goal:
    level = target.level or 0.0
    then = next((p.value for p in reading.points if p.year_be == target.year), None) or 0.0
    gap = level - then
    said = Text("เป้าหมาย", "Target").say(lang)
    short = Text("ขาด", "short by").say(lang)
    return Goal(
        target.year,
        level,
        f"{said} {number(level, reading.decimals)}",
        f"{short} {number(gap, reading.decimals)}" if gap > 0 else "",
    )


def chart_finding(reading: Reading, target: TargetStatus | None) -> Text:
    """The chart's title: the share of the target that was reached, or the newest move."""
    if target and target.level:
        then = next((p.value for p in reading.points if p.year_be == target.year), None)
        if then is not None:
            share = f"{100 * then / target.level:.0f}"
            return Text(
                f"{reading.indicator.name.th} ปี {target.year} ได้ {share}% ของเป้าหมาย",
                f"{reading.indicator.name.en} reached {share}% of the {target.year} target",
            )
    move = changes.of_reading(reading)
    if move:
        return Text(f"ปี {move.year} {move.headline.th}", f"{move.year}: {move.headline.en}")
    return reading.indicator.name
