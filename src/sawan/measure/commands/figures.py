"""`sawan measure value`, `explain`, `rank`, `catalogue`: what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sawan import console
from sawan.measure import periods
from sawan.measure.commands import asked

if TYPE_CHECKING:
    from sawan.measure.queries import Figure, Lineage


@click.command()
@click.argument("code")
@click.option("--area", required=True, help="Code or name of the area.")
@click.option("--year", required=True, help="B.E. year, or a quarter or month of it (2564-Q3, 2564-07).")
@click.option("--as-of", help="What had been published by this C.E. date (2022-09-30).")
@click.option("--breakdown", default="", help="Such as sex=female;age=60+; without it the total.")
@console.output_format("table", "json")
def value(code: str, area: str, year: str, as_of: str | None, breakdown: str, format_: str) -> int:
    """The current value of indicator CODE; exit status 1 when there is none."""
    place, period, day = asked.area(area), asked.period(year), asked.day(as_of)
    console.start_django()
    from sawan.measure import queries

    found = queries.figure(code, place, period, day, breakdown=breakdown)
    answer = _record(found)
    if format_ == "json":
        console.write_json(answer)
    else:
        console.write_table(list(answer), [list(answer.values())])
    return console.DONE if found.value is not None else console.ANSWER_IS_NO


@click.command()
@click.argument("code")
@click.option("--area", required=True, help="Code or name of the area.")
@click.option("--year", required=True, help="B.E. year, or a quarter or month of it.")
@click.option("--as-of", help="What had been published by this C.E. date.")
@console.output_format("table", "json")
def explain(code: str, area: str, year: str, as_of: str | None, format_: str) -> int:
    """How a value of indicator CODE came about, down to the rows of files; exit status 1 when there is no value."""
    place, period, day = asked.area(area), asked.period(year), asked.day(as_of)
    console.start_django()
    from sawan.measure import queries

    found = queries.explain(code, place, period, day)
    if format_ == "json":
        console.write_json(_branch(found))
    else:
        console.write_table(("figure", "value", "unit", "formula or source"), _lines(found, 0))
    return console.DONE if found.value is not None else console.ANSWER_IS_NO


@click.command()
@click.argument("code")
@click.option("--area", default="", help="Only this area's place.")
@click.option("--level", default="province", show_default=True, help="Areas of which level.")
@click.option("--year", required=True, help="B.E. year.")
@console.output_format("table", "json", "csv")
def rank(code: str, area: str, level: str, year: str, format_: str) -> int:
    """Areas in order of indicator CODE, the best first; exit status 1 when none has a value."""
    period = asked.period(year)
    place = asked.area(area) if area else ""
    console.start_django()
    from sawan.areas import register
    from sawan.measure import queries

    found = queries.across(code, register.get(place).level if place else level, period)
    columns = ("rank", "area", "name_th", "name_en", "value", "status", "vintage")
    rows = [
        (row.rank, row.area, row.name.th, row.name.en, row.value, row.status, row.vintage)
        for row in found.rows
        if place in ("", row.area)
    ]
    if format_ == "json":
        console.write_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        (console.write_csv if format_ == "csv" else console.write_table)(columns, rows)
    return console.DONE if rows else console.ANSWER_IS_NO


@click.command()
@click.option("--group", help="Only this page of the catalogue.")
@click.option("--kind", help="Only reported, formula, query or composite.")
@console.output_format("table", "json", "csv")
def catalogue(group: str | None, kind: str | None, format_: str) -> None:
    """The indicators that may be imported or computed; needs no setup."""
    from sawan.measure import instance

    columns = ("code", "name_th", "name_en", "unit", "kind", "frequency", "levels", "formula")
    rows = [
        (e.code, e.name.th, e.name.en, e.unit.en, e.kind, e.frequency, ";".join(e.levels), e.formula or None)
        for e in instance.current_catalogue().values()
        if group in (None, e.group) and kind in (None, e.kind)
    ]
    if format_ == "json":
        console.write_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif format_ == "csv":
        console.write_csv(columns, rows)
    else:
        console.write_table(columns[:6], [row[:6] for row in rows])


def _record(found: Figure) -> dict[str, object]:
    """The answer of `value`, with the reason when there is none."""
    point, lang = found.point, asked.language()
    answer: dict[str, object] = {
        "indicator": found.indicator.code,
        "area": found.area,
        "year_be": periods.year(found.period),
        "value": found.value,
        "unit": found.indicator.unit.en,
        "status": point.status if point else None,
        "vintage": point.vintage if point else None,
        "source": (point.publisher or None) if point else None,
    }
    if len(found.period) > 4:
        answer["period"] = found.period
    if point and point.note:
        answer["note"] = point.note
    return answer if found.value is not None else {**answer, "reason": found.why.say(lang)}


def _branch(found: Lineage) -> dict[str, object]:
    lang = asked.language()
    answer: dict[str, object] = {
        "label": found.label.say(lang),
        "value": found.value,
        "unit": found.unit.en,
        "formula": found.formula or None,
        "source": found.source.say(lang) or None,
        "status": found.status or None,
        "vintage": found.vintage or None,
        "children": [_branch(child) for child in found.children],
    }
    return {**answer, "reason": found.why.say(lang)} if found.value is None else answer


def _lines(found: Lineage, depth: int) -> list[tuple[object, ...]]:
    lang = asked.language()
    told = found.formula or found.source.say(lang) or found.why.say(lang)
    lines: list[tuple[object, ...]] = [("  " * depth + found.label.say(lang), found.value, found.unit.say(lang), told)]
    for child in found.children:
        lines += _lines(child, depth + 1)
    return lines
