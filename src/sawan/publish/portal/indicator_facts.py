"""The words of an indicator's page: the answer, the strip of facts, where the figure comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sawan.charts.theme import data_marks
from sawan.evaluate import queries as evaluate
from sawan.evaluate.queries import TargetStatus
from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.plan.edition import Edition
from sawan.plan.target import Target
from sawan.publish.portal import changes, indicator_charts
from sawan.publish.portal.reading import SAMPLE, Reading, number, year_label
from sawan.texts import Text

FREQUENCIES = {
    "annual": Text("รายปี", "annual"),
    "quarterly": Text("รายไตรมาส", "quarterly"),
    "monthly": Text("รายเดือน", "monthly"),
    "biennial": Text("ทุกสองปี", "every second year"),
    "daily": Text("รายวัน", "daily"),
}
CERTAINTY = {
    "A": Text("วิธีตามเอกสารทางการ", "method read in an official document"),
    "B": Text("วิธีที่หน่วยงานใช้ตามปกติ ยังไม่ได้ตรวจเอกสาร", "usual practice, not checked in a document"),
    "C": Text("วิธีที่เราเสนอ ไม่ใช่นิยามทางการ", "our proposal, no official definition"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell of the strip of facts."""

    label: Text
    value: str = ""
    unit: Text | None = None
    lines: tuple[Text, ...] = ()
    status: str = ""
    words: Text | None = None
    sample: bool = False


def answer(reading: Reading) -> Text:
    """How much in which year, beside region and country; nothing without a value."""
    point = reading.latest
    if point is None:
        return Text("")
    move = changes.of_reading(reading)
    year = point.year_be
    if move:
        th, en = f"ปี {year_label(point)} {move.headline.th}", f"{year_label(point)}: {move.headline.en}"
    else:
        entry = reading.indicator
        th = f"ปี {year_label(point)} {entry.name.th} {reading.said(point.value)} {entry.unit.th}"
        en = f"{year_label(point)}: {entry.name.en} {reading.said(point.value)} {entry.unit.en}"
    beside = [(reading.region_name, reading.region_at(year)), (Text("ประเทศ", "Thailand"), reading.country_at(year))]
    known = [(name, reading.said(value)) for name, value in beside if value is not None and name]
    if known:
        th += " ขณะที่" + " ".join(f"{name.th} {value}" for name, value in known)
        en += "; " + ", ".join(f"{name.en} {value}" for name, value in known)
    return Text(th, en)


def facts(reading: Reading, edition: Edition | None, today: date) -> list[Fact]:
    """Latest, rank, mean or change, target, status of the data."""
    found = [_latest(reading), _rank(reading), _mean(reading), _target(reading, edition, today), _data(reading, today)]
    return [fact for fact in found if fact]


def _latest(reading: Reading) -> Fact:
    point, unit = reading.latest, reading.indicator.unit
    if point is None:
        return Fact(Text("ค่าล่าสุด", "Latest"), lines=(Text("ยังไม่มีข้อมูล", "No data yet"),))
    label = Text(f"ค่าล่าสุด ปี {year_label(point)}", f"Latest, {year_label(point)}")
    if unit.en == "percent":
        return Fact(label, reading.figure(point.value), sample=point.status == SAMPLE)
    return Fact(label, reading.said(point.value), unit, sample=point.status == SAMPLE)


def _rank(reading: Reading) -> Fact | None:
    rank = reading.rank
    if rank is None:
        return None
    before = rank.previous_rank
    lines = (Text(f"ปีก่อนอันดับ {before}", f"last year {before}"),) if before else ()
    return Fact(Text("อันดับ", "Rank"), str(rank.rank), Text(f"จาก {rank.of} จังหวัด", f"of {rank.of} provinces"), lines)


def _mean(reading: Reading) -> Fact | None:
    rate = indicator_charts.average_growth(reading)
    if rate is not None:
        first, last = reading.points[-5].year_be, reading.points[-1].year_be
        label = Text(f"เฉลี่ย 5 ปี ({first}–{last})", f"Five-year mean ({first}–{last})")
        return Fact(label, f"{number(rate, 1)}%", Text("ต่อปี", "a year"))
    if len(reading.points) < 2:
        return None
    first_point, last_point = reading.points[-min(6, len(reading.points))], reading.points[-1]
    moved = (last_point.value or 0.0) - (first_point.value or 0.0)
    sign = "+" if moved > 0 else ""
    return Fact(
        Text(f"เปลี่ยนจากปี {first_point.year_be}", f"Change since {first_point.year_be}"),
        f"{sign}{number(moved, reading.decimals) or '0'}",
        reading.indicator.unit,
    )


def _target(reading: Reading, edition: Edition | None, today: date) -> Fact:
    year = edition.fiscal_year if edition else None
    label = Text(f"ค่าเป้าหมาย ปี {year}", f"Target {year}") if year else Text("ค่าเป้าหมาย", "Target")
    found = targets(reading, edition, today)
    if not found:
        return Fact(label, status="no_target")
    newest = max(found, key=lambda target: target.year)
    value = reading.said(newest.level) if newest.level is not None else ""
    return Fact(Text(f"ค่าเป้าหมาย ปี {newest.year}", f"Target {newest.year}"), value, lines=(newest.status.word,))


def targets(
    reading: Reading, edition: Edition | None, today: date, before: Edition | None = None
) -> tuple[TargetStatus, ...]:
    """The edition's targets for this indicator, judged; with `before` those of the edition before too.

    A target whose year is over stays visible, and its year is named.
    """
    if edition is None:
        return ()
    planned: list[Target] = []
    for one in filter(None, (edition, before)):
        planned += [target for success in one.success_indicators for target in success.targets]
        planned += [target for guideline in one.guidelines for target in evaluate.planned_targets(guideline)]
    return evaluate.target_statuses(reading.indicator.code, planned, edition.province, today, edition.fiscal_year or 0)


def _data(reading: Reading, today: date) -> Fact:
    label, point = Text("สถานะข้อมูล", "Status of the data"), reading.latest
    if point is None:
        return Fact(label, status="no_data")
    mark = data_marks()[point.status][0]
    seen = evaluate.observed(point, reading.indicator)
    months = seen.age_months(today)
    age = Text(f"อายุข้อมูล {months // 12} ปี {months % 12} เดือน", f"Data are {months // 12} y {months % 12} mo old")
    return Fact(label, words=mark, lines=(Text(point.vintage, point.vintage), age))


def pedigree(entry: Indicator) -> list[tuple[Text, Text]]:
    """Definition, formula, agency, rhythm and lag, method, how certain the method is."""
    rhythm = FREQUENCIES.get(entry.frequency, Text(entry.frequency, entry.frequency))
    lag = Text(f"{rhythm.th} ช้าประมาณ {entry.lag_months} เดือน", f"{rhythm.en}, about {entry.lag_months} months behind")
    rows = [
        (Text("นิยาม", "Definition"), entry.definition),
        (Text("สูตร", "Formula"), Text(entry.formula, entry.formula)),
        (Text("หน่วย", "Unit"), entry.unit),
        (Text("แหล่ง", "Source"), entry.agency),
        (Text("รอบและความช้า", "Rhythm and lag"), lag),
        (Text("วิธี", "Method"), Text(entry.method, entry.method)),
        (Text("ความแน่ใจ", "Certainty"), CERTAINTY.get(entry.certainty, Text(""))),
        (Text("หมายเหตุ", "Note"), Text(entry.note, entry.note)),
    ]
    return [(label, text) for label, text in rows if text]


def others(entry: Indicator) -> Text:
    """Where the indicator has values although the own province has none."""
    held = next((row for row in measure.holdings().rows if row.indicator.code == entry.code), None)
    if held is None or not held.figures:
        return Text("")
    return Text(
        f"มีค่าของพื้นที่อื่น {held.areas} แห่ง ปี {held.first_year}–{held.last_year}",
        f"Values of {held.areas} other places are held, {held.first_year}–{held.last_year}",
    )
