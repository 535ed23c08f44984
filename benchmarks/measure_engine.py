"""Formulas by the hundred on whole grids: arrays in this process, beside one plan on DuckDB.

    python benchmarks/measure_engine.py [--formulas 300] [--all-areas]

300 formulas of three inputs over 77 provinces (or every province, district and subdistrict; arrays only) and 20 years.
The time is from figures that the engine holds to results that it holds; goals 1 s and 20 s.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import resource
import time
from collections.abc import Iterator

from sawan.areas import register
from sawan.measure import bulk, catalogue, derive
from sawan.measure.bulk import Figure
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.engine import plan, schema
from sawan.measure.engine.backends import connect, table

INPUTS = [f"input_{number:02d}" for number in range(40)]
FORMS = (
    "100 * {a} / {b}",
    "100 * ({a} / lag({a}, 1) - 1)",
    "({a} - {b}) / {c}",
    "growth({a} / {b})",
    "average({a}, 3)",
)


def invented(formulas: int) -> tuple[Catalogue, list[Indicator]]:
    """A catalogue of inputs and of formulas over them."""
    model = catalogue.load()["births"]
    entries = {code: dataclasses.replace(model, code=code, kind="reported", account="") for code in INPUTS}
    chance, made = random.Random(2564), []
    for number in range(formulas):
        a, b, c = chance.sample(INPUTS, 3)
        text = FORMS[number % len(FORMS)].format(a=a, b=b, c=c)
        made.append(dataclasses.replace(model, code=f"figure_{number:03d}", kind="formula", formula=text, account=""))
    return Catalogue({**entries, **{entry.code: entry for entry in made}}), made


def figures(areas: list[str]) -> Iterator[Figure]:
    chance = random.Random(2565)
    for code in INPUTS:
        for area in areas:
            for year in range(2545, 2565):
                yield code, area, str(year), "edition", 700_000, chance.uniform(1, 100), 0, "", 0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--formulas", type=int, default=300)
    options.add_argument("--all-areas", action="store_true")
    asked = options.parse_args()
    levels = ("province", "district", "subdistrict") if asked.all_areas else ("province",)
    areas = [area.code for level in levels for area in register.of_level(level)]
    entries_of, entries = invented(asked.formulas)
    found = list(figures(areas))
    print(f"{asked.formulas} formulas x {len(areas):,} areas x 20 years = {asked.formulas * len(areas) * 20:,} figures")
    print(f"{'':<26} {'wall s':>8} {'CPU s':>8} {'MB':>7}")
    wall, cpu = time.perf_counter(), time.process_time()
    computed = bulk.compute(derive.order(entries_of), found, entries_of, "")
    tell("arrays, rows to rows", wall, cpu)
    print(f"{len(computed.rows):,} figures with a value; goal {20 if asked.all_areas else 1} s")
    if not asked.all_areas:
        on_duckdb(found, entries, entries_of)


def on_duckdb(found: list[Figure], entries: list[Indicator], entries_of: Catalogue) -> None:
    content = schema.figures_table(found, entries_of, 4)
    with (
        connect("duckdb") as connection,
        table(connection, schema.FIGURES, content) as long,
        table(connection, schema.MEMBERS, schema.members_table((), ())) as members,
    ):
        wall, cpu = time.perf_counter(), time.process_time()
        text = connection.compile(plan.build(long, members, entries, entries_of))
        tell("plan to SQL", wall, cpu)
        wall, cpu = time.perf_counter(), time.process_time()
        connection.con.execute(f"CREATE TEMPORARY TABLE answer AS {text}")
        tell("DuckDB, one plan", wall, cpu)


def tell(name: str, wall: float, cpu: float) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:<26} {time.perf_counter() - wall:>8.2f} {time.process_time() - cpu:>8.2f} {memory:>7}", flush=True)


if __name__ == "__main__":
    main()
