"""`sawan measure run` and `check`: computing what changed, and the worked examples under the definitions."""

from __future__ import annotations

import click

from sawan import console
from sawan.measure.commands import asked


@click.command()
@click.option("--indicators", default="", help="Only these indicators: codes with commas between.")
@click.option("--areas", default="", help="Only these areas: codes or names with commas between.")
@click.option("--years", default="", help="Only these B.E. years: 2560,2562 or 2560-2563.")
@console.output_format("table", "json")
def run(indicators: str, areas: str, years: str, format_: str) -> None:
    """Compute what changed: formulas on SAWAN_ENGINE, queries over raw tables, composites; store what is different."""
    codes = [code.strip() for code in indicators.split(",") if code.strip()]
    places = [asked.area(text) for text in areas.split(",") if text.strip()]
    wanted = asked.years(years)
    console.start_django()
    from sawan.measure import engine, services
    from sawan.people.audit import SYSTEM

    found = services.compute(codes, by=SYSTEM, areas=places, years=wanted, engine=engine.chosen())
    answer = {"run": found.run or None, "new": found.new, "revised": found.revised, "same": found.same}
    if format_ == "json":
        told = {"recomputed": list(found.recomputed), "left": found.left}
        console.write_json({**answer, "missing": dict(found.missing), **told})
    else:
        columns = [*answer, *(f"missing: {reason}" for reason in found.missing), "recomputed", "left"]
        console.write_table(columns, [[*answer.values(), *found.missing.values(), len(found.recomputed), found.left]])


@click.command()
@console.output_format("table", "json")
def check(format_: str) -> int:
    """Compute the worked example under every definition; exit status 1 when one fails. Needs no setup."""
    from sawan.measure import definitions, examples, instance

    definitions.require_sound(instance.current_catalogue())
    found = list(examples.check(instance.current_catalogue()))
    columns = ("indicator", "expected", "found", "right")
    rows = [(one.code, one.expected, one.found, one.right) for one in found]
    if format_ == "json":
        console.write_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        console.write_table(columns, rows)
    lang = (click.get_current_context().find_root().obj or {}).get("lang")
    wrong = [one for one in found if not one.right]
    console.tell([examples.fault(one) for one in wrong], lang)
    return console.ANSWER_IS_NO if wrong else console.DONE
