"""The chain of a guideline: money, project, output, outcome, success indicator; the unknown cells stay empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sawan.money import format_million
from sawan.plan.edition import Edition, Guideline, UmbrellaProject
from sawan.publish.portal import strategy_money
from sawan.publish.portal.node.held import readings
from sawan.publish.portal.reading import Reading, number, year_label
from sawan.publish.portal.words import short
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the chain from money to the success indicator; without a value it is hatched."""

    label: Text
    value: Text | None
    lines: tuple[Text, ...] = ()


def chain(
    edition: Edition, guideline: Guideline, found: Sequence[Reading], before: Guideline | None
) -> tuple[Cell, ...]:
    """Five cells; without money in this edition, that of the one before with its year."""
    holder = guideline if guideline.projects else before or guideline
    return (
        _money_cell(edition, holder, own=bool(guideline.projects)),
        _project_cell(holder),
        Cell(Text("ผลผลิต", "Output"), None, (Text("ยังไม่มีรายงานผล", "No report yet"),)),
        _outcome_cell(next((reading for reading in found if reading.latest), None)),
        _success_cell(edition, guideline),
    )


def _money_cell(edition: Edition, holder: Guideline, *, own: bool) -> Cell:
    amount = strategy_money.of_projects(holder)
    projects = _provincial(holder)
    year = projects[0].fiscal_year if projects else edition.fiscal_year
    said = Text(f"{format_million(amount)} ล้านบาท", f"{format_million(amount)} M baht") if amount is not None else None
    return Cell(Text(f"เงิน ปี {year}", f"Money {year}"), said, () if own else (_no_money(edition),))


def _project_cell(holder: Guideline) -> Cell:
    projects = _provincial(holder)
    count = Text(f"{len(projects)} โครงการ", f"{len(projects)}") if projects else None
    return Cell(Text("โครงการหลัก", "Umbrella projects"), count, tuple(project.name for project in projects[:1]))


def _provincial(holder: Guideline) -> list[UmbrellaProject]:
    return [project for project in holder.projects if project.money == "provincial"]


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
    """The first success indicator served that has a value; without any, their names and no value."""
    label = Text("ตัวชี้วัดความสำเร็จ", "Success indicator")
    served = [s for s in edition.success_indicators if s.code in guideline.success_indicators]
    for success in served:
        for reading in readings(success.indicators[:1], edition.province):
            if reading.latest:
                name, value = short(success.wording), reading.figure(reading.latest.value)
                year = Text(f"ปี {reading.year}", reading.year)
                return Cell(label, Text(f"{name.th} {value}", f"{name.en} {value}"), (year,))
    return Cell(label, None, tuple(short(success.wording) for success in served[:2]))


def compact(value: float, decimals: int) -> Text:
    """`1.75 ล้าน` for large counts, the plain number else."""
    if abs(value) >= 1_000_000:
        return Text(f"{number(value / 1e6, 2)} ล้าน", f"{number(value / 1e6, 2)} M")
    said = number(value, decimals)
    return Text(said, said)
