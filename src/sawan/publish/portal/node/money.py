"""Money that the plan ties to a guideline: a line a project, whose money, at which stage."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.money import format_baht
from sawan.plan.edition import Guideline, UmbrellaProject
from sawan.texts import Text

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


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A line of money: fiscal year, name, whose money and at which stage, amount in baht as text."""

    year: int
    name: Text
    note: Text
    baht: str


def money(guideline: Guideline, before: Guideline | None) -> tuple[MoneyRow, ...]:
    """Every line of money that the plan ties to a guideline, this edition's and the one's before, newest first."""
    projects = {project.id: project for holder in (before, guideline) if holder for project in holder.projects}
    newest_first = sorted(projects.values(), key=lambda project: -project.fiscal_year)
    return tuple(
        MoneyRow(project.fiscal_year, project.name, _note(project), format_baht(project.amount_baht, 0))
        for project in newest_first
    )


def _note(project: UmbrellaProject) -> Text:
    """Whose money, at which stage, and whether the tie to the guideline is a proposal."""
    parts = [KINDS_OF_MONEY[project.money], STAGES.get(project.stage, Text(project.stage, project.stage))]
    if project.tie == "proposal":
        parts.append(Text("การผูกเป็นข้อเสนอ", "tie proposed"))
    return Text(" · ".join(p.th for p in parts if p.th), " · ".join(p.en for p in parts if p.en))
