"""The charts of an indicator's page: trend, contributions, dots of 77, map; each with its finding as title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import geometric_mean, mean
from typing import Any

from sawan.areas import register
from sawan.charts import bars, dots, render, trend
from sawan.charts.figure import Figure
from sawan.evaluate import queries as evaluate
from sawan.measure.queries import Across, TimeSeries
from sawan.publish.portal import growth, maps
from sawan.publish.portal.reading import SAMPLE, Reading, number, source_line
from sawan.texts import Text

EVENTS = (
    (Text("วิกฤต 2540–41", "Crisis 2540–41"), 2540, 2541),
    (Text("น้ำท่วม 2554", "Flood 2554"), 2554, 2554),
    (Text("โควิด 2563", "Covid 2563"), 2563, 2563),
)
FORECAST = Text("คาดการณ์", "forecast")
WITH_EVENTS = frozenset({"economy", "tourism", "labour", "agriculture", "accounts"})
DRIVER_YEARS, PHONE_YEARS, SHORTEST_TREND = 7, 12, 3


@dataclass(frozen=True, slots=True)
class Compared:
    """An area of the comparison: its series, the colour of its line, the address without it ("" for the own)."""

    code: str
    name: Text
    series: TimeSeries
    ink: str
    without: str = ""


def trend_figure(reading: Reading, compared: Sequence[Compared], lang: str, code: str) -> Figure | None:
    """Lines of the compared areas over all years; None with fewer than three years of the own area."""
    if len(reading.points) < SHORTEST_TREND:
        return None
    finding = trend_finding(reading)
    lines = [_line(area, at, lang) for at, area in enumerate(compared) if area.series.known]
    first, last = reading.points[0].year_be, reading.points[-1].year_be
    unit = "%" if reading.indicator.unit.en == "percent" else ""
    events = [
        trend.Event(name.say(lang), start, end)
        for name, start, end in EVENTS
        if reading.indicator.group in WITH_EVENTS and first <= start and end <= last
    ]
    bands, word = _bands(reading), FORECAST.say(lang)
    recent = [line for line in (_since(line, last - PHONE_YEARS + 1) for line in lines) if line.points]
    decimals = reading.decimals
    wide = trend.trend(lines, unit=unit, events=events, bands=bands, decimals=decimals, forecast=word)
    narrow = trend.trend(recent, unit=unit, bands=bands, decimals=decimals, size=(230, 220), forecast=word)
    entry = reading.indicator
    return Figure(
        code="trend-chart",
        finding=finding,
        subtitle=Text(
            f"{entry.name.th} {entry.unit.th} พ.ศ. {first}–{last}",
            f"{entry.name.en}, {entry.unit.en}, B.E. {first}–{last}",
        ),
        svg=render.svg(wide, finding.say(lang), "trend"),
        phone=render.svg(narrow, finding.say(lang), "trend-phone"),
        source=source_line(reading),
        links=(
            ("CSV", f"/data/{code}.csv"),
            ("PNG", f"/indicators/{code}.png?lang={lang}"),
            ("JSON", f"/data/{code}.json"),
        ),
        sample=reading.sample,
    )


def _bands(reading: Reading) -> list[trend.Band]:
    """The 95 and 80 % bands of the coming years, fanning out from the newest value."""
    found, last = evaluate.outlook(reading.indicator.code, reading.area), reading.points[-1]
    if not found.bands or last.value is None or len(last.period) != 4:
        return []
    start = (last.year_be, last.value, last.value)
    wider = [start, *((band.year, band.low95, band.high95) for band in found.bands)]
    wide = [start, *((band.year, band.low80, band.high80) for band in found.bands)]
    return [trend.Band(wider, 0.10), trend.Band(wide, 0.22)]


def outlook_sentence(reading: Reading) -> Text:
    """The coming year in words: the middle, the 80 % band, and how often such bands held; silent without a forecast."""
    found = evaluate.outlook(reading.indicator.code, reading.area)
    if not found.bands:
        return Text("")
    band = found.bands[0]
    low, middle, high = (reading.said(value) for value in (band.low80, band.mean, band.high80))
    th = f"คาดการณ์ปี {band.year}: {middle} (ช่วง 80% {low} ถึง {high})"
    en = f"Forecast for {band.year}: {middle} (80% band {low} to {high})"
    if found.held is not None:
        share, tests = f"{100 * found.held:.0f}", len(found.coverage)
        th += f" ย้อนทดสอบจาก {tests} ปีก่อนหน้า ค่าจริงอยู่ในช่วง {share}%"
        en += f"; tested from {tests} past years, {share}% of the values fell inside"
    if "few_points" in found.notes:
        th, en = th + " ข้อมูลน้อย คำพยากรณ์จึงอ่อน", en + "; there are few points, so it is weak"
    return Text(th, en + ".")


def _line(area: Compared, at: int, lang: str) -> trend.Series:
    _, ink, dash, width = trend.inks([""] * (at + 1))[at]
    points = [(point.year_be, point.value or 0.0) for point in area.series.known if len(point.period) == 4]
    return trend.Series(area.name.say(lang), area.ink or ink, points, dash, width)


def _since(line: trend.Series, year: int) -> trend.Series:
    """The line of a narrow screen: its last years, without its name, which stands in the chips above."""
    return trend.Series("", line.ink, [point for point in line.points if point[0] >= year], line.dash, line.width)


def trend_finding(reading: Reading) -> Text:
    """Since when it moves which way: the mean of the last years beside the country's for rates, from and to else."""
    recent = [point for point in reading.points if point.year_be > reading.points[-1].year_be - 7]
    first, last = recent[0], recent[-1]
    years = last.year_be - first.year_be
    if years < 2 or first.value is None or last.value is None:
        return reading.indicator.name
    name = reading.indicator.name
    if _is_rate(reading):
        own = mean(point.value or 0.0 for point in recent)
        country = [reading.country_at(point.year_be) for point in recent]
        known = [value for value in country if value is not None]
        there = f" ขณะที่ประเทศ {number(mean(known), 1)}%" if known else ""
        there_en = f"; Thailand {number(mean(known), 1)}%" if known else ""
        return Text(
            f"ตั้งแต่ปี {first.year_be} {name.th}เฉลี่ย {number(own, 1)}% ต่อปี{there}",
            f"Since {first.year_be} {name.en}: {number(own, 1)}% a year on average{there_en}",
        )
    direction = Text("เพิ่มจาก", "rose from") if last.value > first.value else Text("ลดจาก", "fell from")
    if last.value == first.value:
        return Text(f"{name.th}ทรงตัวตั้งแต่ปี {first.year_be}", f"{name.en} has not moved since {first.year_be}")
    values = (reading.said(first.value), reading.said(last.value))
    return Text(
        f"{name.th}{direction.th} {values[0]} ปี {first.year_be} เป็น {values[1]} ปี {last.year_be}",
        f"{name.en} {direction.en} {values[0]} in {first.year_be} to {values[1]} in {last.year_be}",
    )


def _is_rate(reading: Reading) -> bool:
    return reading.indicator.unit.en == "percent" and "growth" in reading.indicator.code


def average_growth(reading: Reading, years: int = 5) -> float | None:
    """The mean yearly rate over the last years: geometric, for rates of change in percent; None for other series."""
    if not _is_rate(reading) or len(reading.points) < years:
        return None
    factors = [1 + (point.value or 0.0) / 100 for point in reading.points[-years:]]
    return 100 * (geometric_mean(factors) - 1)


def drivers_figure(reading: Reading, lang: str) -> Figure | None:
    """Contributions of the last seven years, their sum as a ring; None where the indicator has none."""
    if reading.indicator.code != "gpp_growth":
        return None
    years = [point.year_be for point in reading.points][-DRIVER_YEARS:]
    found = {year: growth.drivers(reading.area, year) for year in years}
    found = {year: drivers for year, drivers in found.items() if drivers}
    if not found:
        return None
    parts = [
        bars.Part(name.say(lang), ink, {year: drivers[at].points for year, drivers in found.items()})
        for at, (_, name, ink, _) in enumerate(growth.GROUPS)
    ]
    totals = {year: sum(driver.points for driver in drivers) for year, drivers in found.items()}
    last = max(found)
    finding = growth.said(found[last], totals[last])
    titled = Text(f"ปี {last} {finding.th}", f"{last}: {finding.en}") if finding else reading.indicator.name
    return Figure(
        code="drivers",
        finding=titled,
        subtitle=Text(
            "ส่วนร่วมต่อการขยายตัว จุดร้อยละ ผลรวมเท่ากับอัตราขยายตัวพอดี",
            "Contributions in percentage points; they add up to the growth",
        ),
        svg=render.svg(bars.stack(parts, totals, size=(420, 240)), titled.say(lang), "drivers"),
        source=Text("สศช. คำนวณโดยสวรรค์", "NESDC, computed by Sawan"),
    )


def dots_figure(reading: Reading, found: Across, lang: str) -> Figure | None:
    """All provinces as dots; the own and those of its cluster named."""
    if reading.rank is None or len(found.rows) < 20:
        return None
    cluster = register.ancestor(reading.area, "cluster")
    peers = {area.code for area in register.children(cluster.code, "province")} if cluster else set()
    drawn = [
        dots.Dot(row.name.say(lang), row.value, own=row.area == reading.area, peer=row.area in peers - {reading.area})
        for row in found.rows
    ]
    own, rank = register.get(reading.area).name, reading.rank
    finding = Text(
        f"{own.th}อยู่อันดับ {rank.rank} จาก {rank.of} จังหวัด", f"{own.en} ranks {rank.rank} of {rank.of} provinces"
    )
    entry = reading.indicator
    also = Text(" สีน้ำเงิน = กลุ่มจังหวัดเดียวกัน", "; blue = same cluster") if peers else Text("")
    return Figure(
        code="dots",
        finding=finding,
        subtitle=Text(
            f"{entry.name.th} ปี {found.period} {entry.unit.th} หนึ่งจุดคือหนึ่งจังหวัด{also.th}",
            f"{entry.name.en} {found.period}, {entry.unit.en}; a dot is a province{also.en}",
        ),
        svg=render.svg(dots.dots(drawn, decimals=reading.decimals), finding.say(lang), "dots"),
        phone=render.svg(dots.dots(drawn, decimals=reading.decimals, size=(250, 190)), finding.say(lang), "dots-phone"),
        source=source_line(reading),
        links=(("CSV", f"/data/{entry.code}.csv?year={found.period}"),),
        sample=any(row.status == SAMPLE for row in found.rows),
    )


def map_parts(reading: Reading, found: Across, lang: str) -> dict[str, Any]:
    """The map of provinces with its classes, finding and credit; nothing with fewer than twenty provinces."""
    if len(found.rows) < 20:
        return {}
    values = {row.area: row.value for row in found.rows}
    signed = min(values.values()) < 0 < max(values.values())
    classes = maps.breaks(list(values.values()), around_zero=signed)
    drawing, credit = maps.province_map(values, classes, reading.area, lang)
    bounds = [*(number(bound, 0 if float(bound).is_integer() else 2) for bound in classes.bounds), ""]
    best, entry = found.rows[0], reading.indicator
    missing = [area.name.say(lang) for area in register.of_level("province") if area.code not in values]
    return {
        "map": drawing,
        "map_credit": credit,
        "map_finding": Text(f"{best.name.th}ดีที่สุดในปี {found.period}", f"{best.name.en} is best in {found.period}")
        if entry.direction in ("higher", "lower")
        else Text(f"{best.name.th}สูงที่สุดในปี {found.period}", f"{best.name.en} is highest in {found.period}"),
        "map_subtitle": Text(f"{entry.unit.th} ปี {found.period}", f"{entry.unit.en}, {found.period}"),
        "map_missing": ", ".join(missing),
        "breaks": [{"css": css, "bound": bound} for css, bound in zip(classes.names, bounds, strict=True)],
    }
