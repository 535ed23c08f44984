"""Importing a million observations: new, again unchanged, all revised, undone; beside a bare insert of the same rows.

    python benchmarks/measure_import.py [--rows 1000000] [--postgres postgresql://user@host/database]

Each figure is rows a second of wall time, with the CPU seconds of this process and its largest memory.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

HEADER = ["indicator", "area", "year_be", "value", "unit", "status", "vintage", "source", "note"]
BARE = "CREATE {kind} TABLE bare (a bigint, b varchar(7), c bigint, d integer, e double precision, f text, g integer)"


def write_file(page: Path, rows: int, factor: float, *, used: bool = False) -> None:
    """A tidy file of reported indicators over subdistricts and twenty years; `used`: those that formulas use."""
    from sawan.areas import register
    from sawan.measure import catalogue, derive

    inputs = {code for formula in catalogue.load().formulas.values() for code in derive.needs(formula)}
    entries = [
        entry
        for entry in catalogue.load().values()
        if entry.kind == "reported" and "subdistrict" in entry.levels and entry.frequency != "once"
    ]
    entries = [entry for entry in entries if (entry.code in inputs) == used]
    places = [area.code for area in register.of_level("subdistrict")]
    keys = itertools.product(entries, places, range(2546, 2566))
    chance = random.Random(2564)
    with page.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        for entry, place, year in itertools.islice(keys, rows):
            value = round(chance.uniform(0, 1000) * factor, 3)
            writer.writerow(
                [entry.code, place, year, value, entry.unit.en, "official", "benchmark edition", "Benchmark", ""]
            )


def bare(page: Path) -> int:
    """The floor: the values of the same rows into a table without a key, by the quickest way of the database."""
    from django.db import connection

    def rows() -> Iterator[tuple[Any, ...]]:
        with page.open(encoding="utf-8", newline="") as source:
            for at, row in enumerate(itertools.islice(csv.reader(source), 1, None)):
                yield at, row[2], 1, 700_000, float(row[3]), "", 0

    count = 0
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare")
        cursor.execute(BARE.format(kind=""))
        if connection.vendor == "postgresql":
            with cursor.copy("COPY bare FROM STDIN") as copy:
                for row in rows():
                    copy.write_row(row)
        else:
            cursor.execute("BEGIN")
            connection.connection.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?)", rows())
            cursor.execute("COMMIT")
        cursor.execute("SELECT COUNT(*) FROM bare")
        count = cursor.fetchone()[0]
        cursor.execute("DROP TABLE bare")
    return count


def measured(name: str, rows: int, work: Callable[[], object], floor: float | None = None) -> float:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    ratio = f"{wall / floor:.2f}" if floor else ""
    print(f"{name:<28} {rows / wall:>10,.0f} {wall:>8.2f} {cpu:>8.2f} {memory:>7} {ratio:>7}", flush=True)
    return wall


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--postgres", default="")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"SAWAN_HOME": home, "SAWAN_DATABASE_URL": asked.postgres}
        os.environ["DJANGO_SETTINGS_MODULE"] = "sawan.site.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        run(Path(home), asked.rows)


def run(home: Path, count: int) -> None:
    from sawan.measure import catalogue, editions, importing, services
    from sawan.measure.queries import runs
    from sawan.people.audit import SYSTEM

    first, second, third = home / "first.csv", home / "second.csv", home / "third.csv"
    write_file(first, count, 1.0)
    write_file(second, count, 1.01)
    write_file(third, count // 2, 1.0, used=True)
    against = importing.Against(catalogue.load(), editions.load(), date(2026, 1, 1))

    def bring(page: Path) -> None:
        services.import_observations(importing.check(page, against), by=SYSTEM)

    size = first.stat().st_size // 1_000_000
    print(f"{count:,} rows, {size} MB\n{'':<28} {'rows/s':>10} {'wall s':>8} {'CPU s':>8} {'MB':>7} {'x floor':>7}")
    floor = measured("bare insert (floor)", count, lambda: bare(first))
    measured("check only", count, lambda: importing.check(first, against), floor)
    measured("import, all new", count, lambda: bring(first), floor)
    measured("the same file again", count, lambda: bring(first), floor)
    measured("import, all revised", count, lambda: bring(second), floor)
    measured(
        "undo",
        count,
        lambda: services.undo(max(one.number for one in runs(9) if one.kind == services.IMPORT), by=SYSTEM),
        floor,
    )
    measured("half, with what depends on it", count // 2, lambda: bring(third))


if __name__ == "__main__":
    sys.exit(main())
