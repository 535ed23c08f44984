"""All indicators of a household survey for subdistrict, district and province, beside hand-written SQL and pandas.

    python benchmarks/measure_survey.py [--households 13000000] [--pandas 1300000]

The households are invented and stand in a Parquet file, written by a process of its own. Ours is the path of
`sawan measure run`: reading, checking the SQL, computing, checking every figure, rows to store. pandas takes fewer
households and its time is scaled up in proportion. Goals: 1.3 times the hand-written SQL, 10 times faster than
pandas, 4 GB.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PART = 200
"""Subdistricts that are invented at once."""

BY_HAND = """
WITH h AS (
  SELECT area, year_be, unit, members * weight AS p, health, living, education, income, access,
         (health + living + education + income + access) / 5.0 AS c FROM households
), u AS (
  SELECT area, year_be, unit, sum(p) p, sum(p) FILTER (c >= 0.399999999) a, sum(p * c) FILTER (c >= 0.399999999) m,
         sum(p * health) FILTER (c >= 0.399999999) d1, sum(p * living) FILTER (c >= 0.399999999) d2,
         sum(p * education) FILTER (c >= 0.399999999) d3, sum(p * income) FILTER (c >= 0.399999999) d4,
         sum(p * access) FILTER (c >= 0.399999999) d5 FROM h GROUP BY ALL
), s AS (
  SELECT year_be, left(area, 2) a2, left(area, 4) a4, left(area, 6) a6, count(*) n, sum(p) p, sum(a) a, sum(m) m,
         sum(p * p) pp, sum(a * a) aa, sum(m * m) mm, sum(a * p) ap, sum(m * p) mp,
         sum(d1) d1, sum(d2) d2, sum(d3) d3, sum(d4) d4, sum(d5) d5
  FROM u GROUP BY GROUPING SETS ((year_be, a2), (year_be, a2, a4), (year_be, a2, a4, a6))
)
SELECT coalesce(a6, a4, a2) area, year_be, m / p, a / p, m / a,
       sqrt(n / (n - 1) * (mm - 2 * m / p * mp + m * m / p / p * pp)) / p,
       sqrt(n / (n - 1) * (aa - 2 * a / p * ap + a * a / p / p * pp)) / p, d1 / p, d2 / p, d3 / p, d4 / p, d5 / p FROM s
"""


def invent(page: Path, count: int) -> None:
    """Write the households, a part of the subdistricts at a time."""
    import pyarrow.parquet as pq

    from sawan.areas import register
    from sawan.measure import microdata

    areas = [area.code for area in register.of_level("subdistrict")]
    each, writer = count // len(areas), None
    for start in range(0, len(areas), PART):
        part = microdata.households(areas[start : start + PART], each, seed=start)
        writer = writer or pq.ParquetWriter(page, part.schema)
        writer.write_table(part)
    if writer:
        writer.close()


def ours(page: Path) -> int:
    from sawan.measure import catalogue, queried, raw
    from sawan.measure.importing import Builder

    raw.offer("households", lambda: _read(page))
    builder = Builder()
    queried.compute([entry for entry in catalogue.load().values() if entry.query == "poverty.sql"], "", builder)
    return len(builder.rows)


def by_hand(page: Path) -> int:
    import duckdb

    households = _read(page)
    with duckdb.connect(config={"threads": 2}) as engine:
        engine.register("households", households)
        return 10 * len(engine.execute(BY_HAND).to_arrow_table())


def with_pandas(page: Path) -> int:
    import numpy as np

    held = _read(page).to_pandas()
    names = ["health", "living", "education", "income", "access"]
    score = held[names].sum(axis=1) / 5
    poor = score >= 0.4 - 1e-9
    held["p"] = held["members"] * held["weight"]
    held["a"], held["m"] = held["p"] * poor, held["p"] * score * poor
    for name in names:
        held[name] = held["p"] * held[name] * poor
    units = held.groupby(["area", "year_be", "unit"], observed=True)[["p", "a", "m", *names]].sum().reset_index()
    units["area"] = units["area"].astype(str)
    rows = 0
    for length in (2, 4, 6):
        placed = units.assign(
            place=units["area"].str[:length], pp=units.p**2, aa=units.a**2, mm=units.m**2, ap=units.a * units.p,
            mp=units.m * units.p, n=1,
        )  # fmt: skip
        s = placed.groupby(["place", "year_be"])[["p", "a", "m", "pp", "aa", "mm", "ap", "mp", "n", *names]].sum()
        mpi, headcount = s.m / s.p, s.a / s.p
        np.sqrt(s.n / (s.n - 1) * (s.mm - 2 * mpi * s.mp + mpi**2 * s.pp)) / s.p
        np.sqrt(s.n / (s.n - 1) * (s.aa - 2 * headcount * s.ap + headcount**2 * s.pp)) / s.p
        rows += 10 * len(s)
    return rows


def _read(page: Path):  # type: ignore[no-untyped-def]
    import pyarrow.parquet as pq

    return pq.read_table(page, read_dictionary=["area", "status"])


def alone(work: Callable[[Path], int], page: Path) -> tuple[float, float, int, int]:
    """Wall and CPU seconds, memory in MB and figures of some work in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_timed, (work, page))


def _timed(work: Callable[[Path], int], page: Path) -> tuple[float, float, int, int]:
    from sawan.measure import catalogue, queried  # noqa: F401

    _read(page)  # the file is in memory, and all is loaded, for everyone
    catalogue.load()
    wall, cpu = time.perf_counter(), time.process_time()
    rows = work(page)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return time.perf_counter() - wall, time.process_time() - cpu, memory, rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--households", type=int, default=13_000_000)
    options.add_argument("--pandas", type=int, default=1_300_000)
    asked = options.parse_args()
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        whole, less = Path(folder) / "whole.parquet", Path(folder) / "less.parquet"
        for page, count in ((whole, asked.households), (less, asked.pandas)):
            made = spawn.Process(target=invent, args=(page, count))
            made.start()
            made.join()
        print(f"{asked.households:,} households, pandas {asked.pandas:,} scaled up")
        print(f"{'':<18} {'wall s':>8} {'CPU s':>8} {'MB':>7} {'figures':>9}")
        floor = tell("hand-written SQL", alone(by_hand, whole), 1)
        here = tell("sawan", alone(ours, whole), 1)
        slow = tell("pandas, scaled", alone(with_pandas, less), asked.households / asked.pandas)
        print(f"sawan / SQL {here / floor:.2f} (goal 1.3), pandas / sawan {slow / here:.1f} (goal 10), CPU seconds")


def tell(name: str, found: tuple[float, float, int, int], times: float) -> float:
    wall, cpu, memory, rows = found
    print(f"{name:<18} {wall * times:>8.2f} {cpu * times:>8.2f} {memory:>7} {rows:>9}", flush=True)
    return cpu * times


if __name__ == "__main__":
    main()
