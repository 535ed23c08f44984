"""What the plan file itself says of a guideline: targets, results chain, data wanted, analyses, national ties."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.plan.edition import Guideline
from sawan.texts import Text

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


HAVE = {"yes": Text("มี", "held"), "partly": Text("มีบางส่วน", "partly"), "no": Text("ไม่มี", "missing")}


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target in the words of the document, and the years for which it was set."""

    text: Text
    note: Text


@dataclass(frozen=True, slots=True)
class Need:
    """Data that the guideline's question wants: what, whether it is held, from where."""

    text: Text
    have: Text
    where: str


def targets(guideline: Guideline, before: Guideline | None) -> tuple[TargetLine, ...]:
    """The targets as the documents word them, this edition's and the one's before."""
    found = [t for g in (guideline, before) if g for t in (*g.targets, *(t for p in g.projects for t in p.targets))]
    rows = {}
    for target in found:
        years = ", ".join(str(year) for year in target.years)
        rows[target.text] = TargetLine(Text(target.text), Text(f"ปี {years}" if years else "", years))
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


def needs(guideline: Guideline) -> tuple[Need, ...]:
    """The data that the guideline's question wants: what, whether it is held, from where."""
    return tuple(Need(need.text, HAVE[need.have], need.where) for need in guideline.needs)


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
