"""The blocks of a node's page: answer, chain, indicators, chart, gaps, money; each silent where data is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sawan.charts import bars, render
from sawan.charts.bars import Bar, Goal
from sawan.charts.figure import Figure
from sawan.charts.marks import row_bars
from sawan.evaluate.queries import NodeStatus, TargetStatus
from sawan.measure import instance
from sawan.measure import queries as measure
from sawan.money import format_baht, format_million
from sawan.plan.edition import Edition, Guideline, Issue, SuccessIndicator
from sawan.publish.portal import changes, strategy_map
from sawan.publish.portal.reading import Reading, number, read, source_line, year_label
from sawan.texts import Text

YEARS_OF_BARS = 6
ANALYSES = {
    "hazard": Text("ภัยซ้ำซากและการเตือนภัย", "Repeated hazards and warning"),
    "access": Text("การเข้าถึงบริการ", "Access to services"),
    "location": Text("เลือกที่ตั้ง", "Choosing locations"),
    "hotspots": Text("จุดร้อนและพื้นที่เล็ก", "Hot spots and small areas"),
    "compare": Text("เทียบโครงสร้างเศรษฐกิจ", "Comparing economies"),
    "cohort": Text("ประชากรในอนาคต", "Population by cohort"),
    "effect": Text("โครงการได้ผลหรือไม่", "Did it work?"),
    "forecast": Text("พยากรณ์และโอกาสถึงเป้า", "Forecast and chance"),
}
KINDS_OF_MONEY = {
    "provincial": Text("งบจังหวัด", "Provincial budget"),
    "cluster": Text("งบกลุ่มจังหวัด", "Cluster budget"),
    "ministry": Text("งบกระทรวง", "Ministry budget"),
    "local": Text("งบท้องถิ่น", "Local budget"),
}
STAGES = {
    "bill": Text("ร่าง พ.ร.บ.", "bill"),
    "act": Text("พ.ร.บ.", "act"),
    "transferred": Text("โอนแล้ว", "transferred"),
    "obligated": Text("ก่อหนี้แล้ว", "obligated"),
    "paid": Text("เบิกจ่ายแล้ว", "paid"),
}
HAVE = {"yes": Text("มี", "held"), "partly": Text("มีบางส่วน", "partly"), "no": Text("ไม่มี", "missing")}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the chain from money to the success indicator; without a value it is hatched."""

    label: Text
    value: Text | None
    lines: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of the indicators' table; empty strings where nothing is known."""

    path: str
    name: Text
    unit: Text
    status: str
    bars: str = ""
    latest: str = ""
    year: str = ""
    change: str = ""
    since: Text | None = None
    ranks: str = ""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A line of money: fiscal year, name, whose money and at which stage, amount in baht as text."""

    year: int
    name: Text
    note: Text
    baht: str


def readings(codes: Sequence[str], province: str) -> list[Reading]:
    """A reading for every code that the catalogue knows."""
    catalogue = instance.current_catalogue()
    return [read(code, province) for code in codes if code in catalogue]


def headline(codes: Sequence[str], province: str) -> str:
    """The first value among codes with its year: `1,754,829 (2565p)`; "" without any."""
    for reading in readings(codes, province):
        if reading.latest:
            return f"{reading.said(reading.latest.value)} ({reading.year})"
    return ""


def answer(found: Sequence[Reading], mark: NodeStatus) -> Text:
    """The newest move of the most telling indicator, in a sentence; then what was missed."""
    held = [reading for reading in found if reading.latest]
    if not held:
        return Text("")
    moves = [change for reading in held[:2] if (change := changes.of_reading(reading))]
    if moves:
        first = moves[0]
        th, en = f"ปี {first.year} {first.headline.th}", f"{first.year}: {first.headline.en}"
    else:
        reading = held[0]
        point = reading.latest
        assert point is not None
        name, unit = reading.indicator.name, reading.indicator.unit
        th = f"ปี {year_label(point)} {name.th} {reading.said(point.value)} {unit.th}"
        en = f"{year_label(point)}: {name.en} {reading.said(point.value)} {unit.en}"
    if len(moves) > 1:
        th, en = f"{th} และ{moves[1].headline.th}", f"{en}; {moves[1].headline.en}"
    missed = next((target for target in mark.targets if target.status.outcome == "missed"), None)
    if missed is None and not mark.targets:
        th, en = f"{th} แต่ยังไม่มีเป้าหมายให้เทียบ", f"{en}; there is no target to compare with"
    return Text(th, en)


def issue_answer(issue: Issue, money: Decimal | None, year: int) -> Text:
    """How many guidelines an issue has and what money they have."""
    count = len(issue.guidelines)
    if money is None:
        return Text(f"{count} แนวทาง ยังไม่มีงบปี {year} ในระบบ", f"{count} guidelines; no money of {year} is held")
    total = format_million(money)
    return Text(f"{count} แนวทาง งบจังหวัดปี {year} รวม {total} ล้านบาท", f"{count} guidelines, {total} M baht in {year}")


def chain(
    edition: Edition, guideline: Guideline, found: Sequence[Reading], before: Guideline | None
) -> tuple[Cell, ...]:
    """Money, project, output, outcome, success indicator: five cells, the unknown ones without a value."""
    holder = guideline if guideline.projects else before or guideline
    projects = [project for project in holder.projects if project.money == "provincial"]
    year = projects[0].fiscal_year if projects else edition.fiscal_year
    money = strategy_map.money_of(holder, "provincial")
    outcome = next((reading for reading in found if reading.latest), None)
    return (
        Cell(
            Text(f"เงิน ปี {year}", f"Money {year}"),
            Text(f"{format_million(money)} ล้านบาท", f"{format_million(money)} M baht") if money is not None else None,
            () if guideline.projects else (_no_money(edition),),
        ),
        Cell(
            Text("โครงการหลัก", "Umbrella projects"),
            Text(f"{len(projects)} โครงการ", f"{len(projects)}") if projects else None,
            tuple(project.name for project in projects[:1]),
        ),
        Cell(Text("ผลผลิต", "Output"), None, (Text("ยังไม่มีรายงานผล", "No report yet"),)),
        _outcome_cell(outcome),
        _success_cell(edition, guideline),
    )


def _no_money(edition: Edition) -> Text:
    return Text(f"ปี {edition.fiscal_year} ยังไม่ได้นำเข้า", f"{edition.fiscal_year} not imported yet")


def _outcome_cell(reading: Reading | None) -> Cell:
    label = Text("ผลลัพธ์", "Outcome")
    if reading is None or reading.latest is None:
        return Cell(label, None, (Text("ยังไม่มีข้อมูล", "No data yet"),))
    year = year_label(reading.latest)
    value = compact(reading.latest.value or 0.0, reading.decimals)
    unit = reading.indicator.unit
    return Cell(
        Text(f"ผลลัพธ์ ปี {year}", f"Outcome {year}"),
        Text(f"{value.th} {unit.th}", f"{value.en} {unit.en}"),
        (reading.indicator.name,),
    )


def _success_cell(edition: Edition, guideline: Guideline) -> Cell:
    label = Text("ตัวชี้วัดความสำเร็จ", "Success indicator")
    served = [s for s in edition.success_indicators if s.code in guideline.success_indicators]
    for success in served:
        for reading in readings(success.indicators[:1], edition.province):
            if reading.latest:
                name = success.wording.short or success.wording.text
                value = reading.said(reading.latest.value) + ("%" if reading.indicator.unit.en == "percent" else "")
                return Cell(
                    label, Text(f"{name.th} {value}", f"{name.en} {value}"), (Text(f"ปี {reading.year}", reading.year),)
                )
    return Cell(label, None, tuple(success.wording.short or success.wording.text for success in served[:2]))


def compact(value: float, decimals: int) -> Text:
    """`1.75 ล้าน` for large counts, the plain number else."""
    if abs(value) >= 1_000_000:
        return Text(f"{number(value / 1e6, 2)} ล้าน", f"{number(value / 1e6, 2)} M")
    said = number(value, decimals)
    return Text(said, said)


def indicator_rows(found: Sequence[Reading], mark: NodeStatus | None, codes: Sequence[str]) -> tuple[IndicatorRow, ...]:
    """A row an indicator, those with data first in the plan's order; codes outside the catalogue are left out."""
    ordered = sorted(found, key=lambda reading: (reading.latest is None, codes.index(reading.indicator.code)))
    return tuple(_row(reading, mark) for reading in ordered)


def _row(reading: Reading, mark: NodeStatus | None) -> IndicatorRow:
    code, entry = reading.indicator.code, reading.indicator
    targets = [t for t in mark.targets if t.planned.indicator == code] if mark else []
    status, note = _status(reading, targets)
    path = f"/indicators/{code}"
    if reading.latest is None:
        return IndicatorRow(path, entry.name, entry.unit, status, note=note)
    shown = reading.points[-YEARS_OF_BARS:]
    label = ", ".join(f"{year_label(point)} {reading.said(point.value)}" for point in shown)
    first = shown[0]
    return IndicatorRow(
        path=path,
        name=entry.name,
        unit=entry.unit,
        status=status,
        bars=row_bars([point.value for point in shown], label) if len(shown) > 1 else "",
        latest=reading.said(reading.latest.value),
        year=reading.year,
        change=_change(reading, first.value, reading.latest.value) if len(shown) > 1 else "",
        since=Text(f"เทียบปี {first.year_be}", f"on {first.year_be}") if len(shown) > 1 else None,
        ranks=_ranks(reading, first.year_be),
        note=note,
    )


def _status(reading: Reading, targets: Sequence[TargetStatus]) -> tuple[str, Text | None]:
    """The mark of the newest judged target with the sentence that names its year."""
    judged = [target for target in targets if target.status.counts]
    if judged:
        newest = max(judged, key=lambda target: target.year)
        then = next((p.value for p in reading.points if p.year_be == newest.year), None)
        share = f"{100 * then / newest.level:.0f}" if then is not None and newest.level else ""
        note = Text(f"ปี {newest.year}: {share}% ของเป้า", f"{newest.year}: {share}% of the target") if share else None
        return str(newest.status.mark), note
    return ("no_target" if reading.latest else "no_data"), None


def _change(reading: Reading, first: float | None, last: float | None) -> str:
    if first is None or last is None:
        return ""
    percent = reading.indicator.unit.en in ("percent",) or "index" in reading.indicator.unit.en
    moved = last - first if percent else (100 * (last / first - 1) if first else None)
    if moved is None:
        return ""
    sign = "+" if moved > 0 else ""
    return f"{sign}{number(moved, reading.decimals if percent else 1) or '0'}{'' if percent else '%'}"


def _ranks(reading: Reading, first_year: int) -> str:
    """`41 → 30`: the rank of the first year shown and of the newest."""
    if reading.rank is None:
        return ""
    then = measure.rank(reading.indicator.code, first_year, reading.area)
    return (
        f"{then.rank} → {reading.rank.rank}" if then and then.period != reading.rank.period else str(reading.rank.rank)
    )


def span(found: Sequence[Reading]) -> Text:
    """The head of the column of bars."""
    years = [point.year_be for reading in found for point in reading.points[-YEARS_OF_BARS:]]
    if not years:
        return Text("แนวโน้ม", "Trend")
    return Text(f"{min(years)} – {max(years)}", f"{min(years)} – {max(years)}")


def chart(found: Sequence[Reading], mark: NodeStatus | None, lang: str) -> Figure | None:
    """Bars of the first indicator that has a judged target, else of the first with at least two years."""
    held = [reading for reading in found if len(reading.points) > 1]
    if not held:
        return None
    judged = [t for t in mark.targets if t.level is not None] if mark else []
    codes = [target.planned.indicator for target in judged]
    reading = next((r for r in held if r.indicator.code in codes), held[0])
    target = next((t for t in judged if t.planned.indicator == reading.indicator.code), None)
    points = reading.points[-YEARS_OF_BARS - 2 :]
    rows = [Bar(p.year_be, p.value or 0.0, year_label(p)[4:]) for p in points]
    goal = _goal(reading, target, lang) if target and any(p.year_be == target.year for p in points) else None
    spec = bars.bars(rows, goal=goal, decimals=reading.decimals)
    phone = bars.bars(
        rows[-5:],
        goal=goal if goal and goal.year >= rows[-5:][0].year else None,
        decimals=reading.decimals,
        size=(280, 230),
    )
    finding = chart_finding(reading, target)
    code = reading.indicator.code
    return Figure(
        code="main-chart",
        finding=finding,
        subtitle=Text(
            f"{reading.indicator.name.th} {reading.indicator.unit.th}",
            f"{reading.indicator.name.en}, {reading.indicator.unit.en}",
        ),
        svg=render.svg(spec, finding.say(lang), "main"),
        phone=render.svg(phone, finding.say(lang), "main-phone"),
        source=source_line(reading),
        links=(("CSV", f"/data/{code}.csv"), ("PNG", f"/indicators/{code}.png?lang={lang}")),
    )


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


def gaps(edition: Edition, guideline: Guideline, found: Sequence[Reading], mark: NodeStatus) -> tuple[Text, ...]:
    """What is missing, each in a sentence."""
    year = edition.fiscal_year
    years = [target.year for target in mark.targets]
    missing = [reading for reading in found if reading.latest is None]
    lines = []
    if not guideline.targets and not any(p.targets for p in guideline.projects):
        last = max(years, default=None)
        lines.append(
            Text(f"ไม่มีค่าเป้าหมายหลังปี {last}", f"No target after {last}")
            if last
            else Text(f"ไม่มีค่าเป้าหมายปี {year}", f"No target for {year}")
        )
    if not guideline.owners or edition.is_proposal("owners"):
        lines.append(Text("เอกสารไม่ระบุเจ้าภาพ", "The document names no owner"))
    if not guideline.projects:
        lines.append(Text(f"ยังไม่มีโครงการปี {year}", f"No project of {year} is held"))
    lines.append(Text("ไม่มีรายงานผลผลิต", "No report of outputs"))
    if missing:
        lines.append(
            Text(
                f"ตัวชี้วัด {len(missing)} จาก {len(found)} ตัวยังไม่มีข้อมูล",
                f"{len(missing)} of {len(found)} indicators have no data",
            )
        )
    return tuple(lines)


def success_gaps(edition: Edition, success: SuccessIndicator, found: Sequence[Reading]) -> tuple[Text, ...]:
    """What a success indicator lacks: a target, and the values of its parts."""
    lines = (
        []
        if success.targets
        else [Text(f"ฉบับ {edition.fiscal_year} ไม่กำหนดค่าเป้าหมาย", f"The {edition.fiscal_year} edition sets no target")]
    )
    for reading in found:
        if reading.latest is None:
            entry = reading.indicator
            lines.append(
                Text(
                    f"{entry.name.th}: ขอข้อมูลจาก{entry.agency.th}", f"{entry.name.en}: to be had from {entry.agency.en}"
                )
            )
    return tuple(lines)


def money(edition: Edition, guideline: Guideline, before: Guideline | None) -> tuple[MoneyRow, ...]:
    """Every line of money that the plan ties to a guideline, this edition's and the one's before, newest first."""
    projects = {project.id: project for holder in (before, guideline) if holder for project in holder.projects}
    rows = []
    for project in sorted(projects.values(), key=lambda project: -project.fiscal_year):
        kind, stage = KINDS_OF_MONEY[project.money], STAGES.get(project.stage, Text(project.stage, project.stage))
        tie = Text("การผูกเป็นข้อเสนอ", "tie proposed") if project.tie == "proposal" else Text("")
        note = Text(
            " · ".join(filter(None, (kind.th, stage.th, tie.th))), " · ".join(filter(None, (kind.en, stage.en, tie.en)))
        )
        rows.append(MoneyRow(project.fiscal_year, project.name, note, format_baht(project.amount_baht, 0)))
    return tuple(rows)


def targets(guideline: Guideline, before: Guideline | None) -> tuple[Mapping[str, Text], ...]:
    """The targets as the documents word them, this edition's and the one's before."""
    found = [t for g in (guideline, before) if g for t in (*g.targets, *(t for p in g.projects for t in p.targets))]
    rows = {}
    for target in found:
        years = ", ".join(str(year) for year in target.years)
        rows[target.text] = {"text": Text(target.text), "note": Text(f"ปี {years}" if years else "", years)}
    return tuple(rows.values())


def results(guideline: Guideline) -> tuple[tuple[Text, Text], ...]:
    """Activity, output, outcome, assumption."""
    found = guideline.results_chain
    if not found:
        return ()
    pairs = (
        (Text("กิจกรรม", "Activity"), found.activity), (Text("ผลผลิต", "Output"), found.output),
        (Text("ผลลัพธ์", "Outcome"), found.outcome), (Text("เงื่อนไข", "Assumption"), found.assumptions),
    )  # fmt: skip
    return tuple((label, text) for label, text in pairs if text)


def needs(guideline: Guideline) -> tuple[Mapping[str, object], ...]:
    """The data that the guideline's question wants: what, whether it is held, from where."""
    return tuple({"text": need.text, "have": HAVE[need.have], "where": need.where} for need in guideline.needs)


def analyses(guideline: Guideline) -> tuple[tuple[str, Text], ...]:
    """The analyses bound to the guideline, as links."""
    return tuple((f"/evaluate/{module}", ANALYSES[module]) for module in guideline.modules if module in ANALYSES)


def national(guideline: Guideline) -> tuple[tuple[Text, str], ...]:
    """The ties to national plans as written in the plan file."""
    links = guideline.links
    if not links:
        return ()
    pairs = (
        (Text("ยุทธศาสตร์ชาติ", "National strategy"), links.national_strategy),
        (Text("แผนแม่บท", "Master plans"), links.master_plans),
        (Text("SDG", "SDG"), links.sdg),
    )
    return tuple((label, ", ".join(values)) for label, values in pairs if values)
