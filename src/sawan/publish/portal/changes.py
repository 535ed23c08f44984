"""What changed: the newest move of each indicator of the plan, in words, ordered by the size of its surprise."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sawan.publish.portal import growth
from sawan.publish.portal.reading import Reading, number, year_label
from sawan.texts import Text

RANKS_MOVED, FALLEN = 12, 1.3
"""Ranks that are news; how many times the last value a peak must have been for its return to be a recovery."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: when, the headline and what stands beneath, where it leads, how surprising it is.

    `surprise` is the size of the last move against the usual size of a yearly move of the same series; `year` B.E.
    """

    when: Text
    headline: Text
    lines: tuple[Text, ...]
    path: str
    surprise: float
    year: int


def newest(readings: Iterable[Reading]) -> list[Change]:
    """The last move of every reading that has one, the most surprising first, then the newest."""
    found = [change for reading in readings if (change := of_reading(reading))]
    return sorted(found, key=lambda change: (-round(change.surprise, 2), -change.year))


def of_reading(reading: Reading) -> Change | None:
    """The last move of one indicator; None with fewer than two years in a row."""
    last, before = reading.latest, reading.previous
    if last is None or before is None or last.value is None or before.value is None:
        return None
    if reading.indicator.code == "gpp_growth":
        headline, lines = _growth(reading, last.value, last.year_be)
    elif _rank_moved(reading) >= RANKS_MOVED:
        headline, lines = _rank(reading), _values(reading, last.value, before.value)
    else:
        headline, lines = _move(reading, last.value, before.value)
    name = short(reading)
    return Change(
        when=Text(f"{name.th} {year_label(last)}", f"{name.en} {year_label(last)}"),
        headline=headline,
        lines=tuple(line for line in lines if line),
        path=f"/indicators/{reading.indicator.code}",
        surprise=surprise(reading),
        year=last.year_be,
    )


def surprise(reading: Reading) -> float:
    """The last yearly move over the standard deviation of the earlier moves (at least two); 1 where unknown."""
    values = [point.value for point in reading.points if point.value is not None]
    moves = [b - a for a, b in pairwise(values)]
    if len(moves) < 3:
        return min(1.5, 2 * abs(moves[-1]) / (abs(values[-2]) or 1)) if moves else 0.0
    usual = statistics.pstdev(moves[:-1])
    return abs(moves[-1]) / usual if usual else 1.0


def short(reading: Reading) -> Text:
    """A short name: the acronym in brackets where the official name has one."""
    known = {"gpp_growth": Text("GPP", "GPP"), "hai": Text("HAI", "HAI")}
    return known.get(reading.indicator.code, reading.indicator.name)


def _rank_moved(reading: Reading) -> int:
    rank = reading.rank
    return abs(rank.rank - rank.previous_rank) if rank and rank.previous_rank else 0


def _rank(reading: Reading) -> Text:
    rank, name = reading.rank, short(reading)
    assert rank is not None and rank.previous_rank is not None
    worse = rank.rank > rank.previous_rank
    return Text(
        f"อันดับ {name.th} ของจังหวัด{'ลด' if worse else 'ขึ้น'}จาก {rank.previous_rank} เป็น {rank.rank}",
        f"{name.en} rank {'fell' if worse else 'rose'} from {rank.previous_rank} to {rank.rank}",
    )


def _values(reading: Reading, last: float, before: float) -> list[Text]:
    assert reading.latest is not None
    year = reading.latest.year_be
    own = f"{reading.said(before)} → {reading.said(last)}"
    lines = [Text(f"ค่า {own}", f"Value {own}")]
    now, then = reading.country_at(year), reading.country_at(year - 1)
    if now is not None and then is not None:
        there = f"{reading.said(then)} → {reading.said(now)}"
        lines.append(Text(f"ขณะที่ประเทศ {there}", f"Thailand {there}"))
    return lines


def _growth(reading: Reading, last: float, year: int) -> tuple[Text, list[Text]]:
    shrank = last < 0
    size = number(abs(last), 1)
    headline = Text(
        f"เศรษฐกิจ{'หดตัว' if shrank else 'ขยายตัว'} {size}%", f"The economy {'shrank' if shrank else 'grew'} by {size}%"
    )
    return headline, [growth.said(growth.drivers(reading.area, year), last)]


def _move(reading: Reading, last: float, before: float) -> tuple[Text, list[Text]]:
    """A recovery where there was a fall worth the name, else by how much it rose or fell; the values beneath."""
    unit = reading.indicator.unit
    own = f"{reading.said(before)} → {reading.said(last)}"
    headline = _recovery(reading, last, before) or _rise_or_fall(reading, last, before)
    return headline, [Text(f"{own} {unit.th}", f"{own} {unit.en}")]


def _recovery(reading: Reading, last: float, before: float) -> Text:
    """How near to, or how far above, its earlier peak something came back; only where more is better."""
    if reading.indicator.direction != "higher" or not _is_amount(reading):
        return Text("")
    name, peak = _run_on(reading.indicator.name), max(reading.points[:-1], key=lambda point: point.value or 0)
    top = peak.value or 0.0
    if before < last < top and top >= FALLEN * before > 0:
        share = number(100 * last / top, 0)
        return Text(f"{name.th}ฟื้นเป็น {share}% ของปี {peak.year_be}", f"{name.en} back to {share}% of {peak.year_be}")
    if 0 < before < 0.8 * top and top <= last:
        size = number(100 * (last / top - 1), 1)
        return Text(f"{name.th}ฟื้นเกินระดับปี {peak.year_be} อยู่ {size}%", f"{name.en} {size}% above {peak.year_be}")
    return Text("")


def _rise_or_fall(reading: Reading, last: float, before: float) -> Text:
    name, up = _run_on(reading.indicator.name), last > before
    if last == before:
        return Text(f"{name.th}เท่าเดิม", f"{name.en} did not change")
    size = reading.said(abs(last - before))
    if before and _is_amount(reading):
        size = number(abs(100 * (last / before - 1)), 1) + "%"
    if not any(digit in size for digit in "123456789"):
        return Text(f"{name.th}แทบไม่เปลี่ยน", f"{name.en} hardly changed")
    return Text(f"{name.th}{'เพิ่มขึ้น' if up else 'ลดลง'} {size}", f"{name.en} {'rose' if up else 'fell'} by {size}")


def _run_on(name: Text) -> Text:
    """A name to which Thai words are added: a Latin end stands apart from them."""
    return Text(name.th + (" " if name.th[-1:].isascii() else ""), name.en)


def _is_amount(reading: Reading) -> bool:
    """Whether a change in percent makes sense: not for percentages, nor for indices."""
    unit = reading.indicator.unit.en
    return unit != "percent" and "index" not in unit
