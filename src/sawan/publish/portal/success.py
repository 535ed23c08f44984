"""The success indicators as cards: figure, sparkline beside the country, rank, mark, source; or honest emptiness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sawan.charts.marks import Line, sparkline
from sawan.evaluate.queries import NodeStatus
from sawan.measure import instance
from sawan.plan.edition import Edition, SuccessIndicator
from sawan.publish.portal.reading import Reading, read, source_line, year_label
from sawan.publish.portal.words import breakable, short
from sawan.texts import Text

PERCENT = Text("%", "%")
SPARK_YEARS = 12
NOT_ON_HOME = frozenset({"ita_rank_2562"})
"""Codes whose only figure nobody has checked; they never stand on the home page."""


@dataclass(frozen=True, slots=True)
class Card:
    """One success indicator: what a card of the home page and a line of the strategy map show."""

    code: str
    name: Text
    short: Text
    path: str
    value: str
    unit: Text
    year: str
    year_label: Text
    spark: str
    lines: tuple[Text, ...]
    status: str
    source: Text
    sample: bool


def cards(edition: Edition, statuses: Mapping[str, NodeStatus], lang: str) -> tuple[Card, ...]:
    """A card for every success indicator of an edition, in the plan's order."""
    return tuple(_card(edition, success, statuses[success.code].mark, lang) for success in edition.success_indicators)


def _card(edition: Edition, success: SuccessIndicator, mark: str, lang: str) -> Card:
    catalogue = instance.current_catalogue()
    known = [code for code in success.indicators if code in catalogue]
    reading = read(known[0], edition.province) if known else None
    has = reading is not None and reading.latest is not None
    lines = _lines(reading) if has and reading else _parts(known[1:] or known, edition.province)
    return Card(
        code=success.code,
        name=breakable(success.wording),
        short=short(success.wording),
        path=f"/indicators/{known[0]}" if has else f"/strategy/{edition.fiscal_year}/{success.code}",
        value=_value(reading) if has and reading else "",
        unit=_unit(reading) if has and reading else Text(""),
        year=reading.year if has and reading else "",
        year_label=_year(reading) if has and reading else Text(""),
        spark=_spark(reading, lang) if has and reading else "",
        lines=lines,
        status=str(mark),
        source=source_line(reading) if has and reading else Text(""),
        sample=bool(reading and reading.sample),
    )


def _value(reading: Reading) -> str:
    return reading.said(reading.latest.value) if reading.latest else ""


def _unit(reading: Reading) -> Text:
    return PERCENT if reading.indicator.unit.en == "percent" else Text("")


def _year(reading: Reading) -> Text:
    assert reading.latest is not None
    label = year_label(reading.latest)
    return Text(f"ปี {label}", f"{label} ({reading.latest.year_be - 543})")


def _spark(reading: Reading, lang: str) -> str:
    assert reading.latest is not None
    last = reading.latest.year_be
    years = range(max(last - SPARK_YEARS + 1, reading.points[0].year_be), last + 1)
    own = {point.year_be: point.value for point in reading.points}
    country = {point.year_be: point.value for point in reading.country}
    label = Text(
        f"{years[0]} ถึง {last}: จาก {reading.said(own.get(years[0]))} เป็น {reading.said(own[last])}",
        f"{years[0]} to {last}: from {reading.said(own.get(years[0]))} to {reading.said(own[last])}",
    )
    lines = [
        Line([country.get(year) for year in years], "data-5"),
        Line([own.get(year) for year in years], "data-1", width=2.4, end_dot=True),
    ]
    return sparkline(lines, label.say(lang))


def _lines(reading: Reading) -> tuple[Text, ...]:
    """`ประเทศ −6.2 · ภาคเหนือ −5.1` and `อันดับ 58 จาก 77 จังหวัด (ปีก่อน 40)`."""
    assert reading.latest is not None
    year = reading.latest.year_be
    beside = [(Text("ประเทศ", "Thailand"), reading.country_at(year)), (reading.region_name, reading.region_at(year))]
    known = [(name, reading.said(value)) for name, value in beside if value is not None]
    lines = [Text(" · ".join(f"{n.th} {v}" for n, v in known), " · ".join(f"{n.en} {v}" for n, v in known))]
    rank = reading.rank
    if rank:
        before = rank.previous_rank
        lines.append(
            Text(
                f"อันดับ {rank.rank} จาก {rank.of} จังหวัด" + (f" (ปีก่อน {before})" if before else ""),
                f"Rank {rank.rank} of {rank.of} provinces" + (f" (last year {before})" if before else ""),
            )
        )
    return tuple(line for line in lines if line)


def _parts(codes: list[str], province: str) -> tuple[Text, ...]:
    """For an indicator without a value: which of its parts have one, and how many have none."""
    readings = [read(code, province, ranked=False) for code in codes if code not in NOT_ON_HOME]
    held = [reading for reading in readings if reading.latest]
    missing = len(readings) - len(held)
    lines = [_part(reading) for reading in held]
    if held and missing:
        lines.append(Text(f"อีก {missing} ด้านยังไม่มีข้อมูล", f"{missing} more parts have no data"))
    elif missing:
        lines.append(Text("ยังไม่มีค่าของจังหวัดในข้อมูลที่เผยแพร่", "No value of the province in published data yet"))
    return tuple(lines)


def _part(reading: Reading) -> Text:
    """`มีเพียงสัดส่วนพื้นที่ป่าไม้ 9.3% (ปี 2558)`; a year stays beside its word."""
    point, name, unit = reading.latest, reading.indicator.name, reading.indicator.unit
    assert point is not None
    value, year = reading.figure(point.value), year_label(point)
    of = Text("", "") if unit.en == "percent" else Text(f" {unit.th}", f" {unit.en}")
    return Text(
        f"มีเพียง{name.th} {value}{of.th} (ปี\u00a0{year})",
        f"Only {name.en[:1].lower()}{name.en[1:]}: {value}{of.en} ({year})",
    )
