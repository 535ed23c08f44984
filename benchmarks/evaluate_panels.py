"""The panels that the benchmarks of evaluate share: M3 yearly and the provincial series that ship."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sawan.evaluate.forecast import Series

HOME = Path(__file__).parent.parent
OBSERVATIONS = HOME / "src" / "sawan" / "measure" / "data" / "observations"
M3 = HOME / "tests" / "evaluate" / "data" / "m3-yearly.csv"
Values = dict[str, dict[int, float]]


@dataclass(frozen=True)
class Question:
    """Series as known at one origin, and what came after."""

    known: list[Series]
    later: Values
    horizon: int


def provinces(file: str, indicator: str) -> Values:
    """Values by province and year of one indicator that ships."""
    found: Values = defaultdict(dict)
    opener = gzip.open if file.endswith(".gz") else open
    with opener(OBSERVATIONS / file, "rt", encoding="utf-8") as page:
        for row in csv.DictReader(page):
            if row["indicator"] == indicator and row["area_level"] == "province":
                found[row["area_code"]][int(row["year_be"])] = float(row["value"])
    return dict(found)


def share(part: Values, whole: Values) -> Values:
    """100 part / whole where both are known."""
    return {a: {y: 100 * v / whole[a][y] for y, v in years.items() if y in whole[a]} for a, years in part.items()}


def provincial() -> dict[str, tuple[Values, int, range]]:
    """Name: values, years ahead, origins."""
    labour = {
        name: provinces("labour-force-q4-2554-2562.csv.gz", f"lfs_{name}")
        for name in ("labour_force", "population_15plus", "unemployed")
    }
    return {
        "GPP volume": (provinces("gpp-totals.csv.gz", "gpp_cvm"), 5, range(2550, 2563)),
        "GPP per head": (provinces("gpp-totals.csv.gz", "gpp_per_capita_current"), 5, range(2550, 2563)),
        "HAI": (provinces("hai-2558-2564.csv.gz", "hai"), 3, range(2561, 2564)),
        "participation": (share(labour["labour_force"], labour["population_15plus"]), 3, range(2557, 2562)),
        "unemployment": (share(labour["unemployed"], labour["labour_force"]), 3, range(2557, 2562)),
        "BOI projects": (
            provinces("boi-applications-2558-2565.csv.gz", "boi_number_of_projects"),
            3,
            range(2561, 2565),
        ),
        "births": (provinces("births-2536-2564.csv.gz", "births"), 5, range(2550, 2564)),
        "expenditure": (
            provinces("household-income-expenditure-2547-2564.csv.gz", "household_expenditure_monthly_mean"),
            3,
            range(2559, 2564),
        ),
    }


LOWER_IS_BETTER = {"unemployment"}


def at_origins(values: Values, horizon: int, origins: Iterable[int]) -> list[Question]:
    """One question an origin, with what was known then."""
    return [
        Question(
            [
                Series(a, {y: v for y, v in years.items() if y <= origin})
                for a, years in values.items()
                if origin in years
            ],
            {a: {y: v for y, v in years.items() if origin < y <= origin + horizon} for a, years in values.items()},
            horizon,
        )
        for origin in origins
    ]


def m3() -> list[Question]:
    """The competition: 645 histories and their six held-out years."""
    known, later = [], {}
    with M3.open(encoding="utf-8") as page:
        for row in csv.DictReader(page):
            past, future = (np.array(row[column].split(), float) for column in ("x", "xx"))
            known.append(Series(row["id"], dict(enumerate(past.tolist()))))
            later[row["id"]] = {len(past) + h: float(value) for h, value in enumerate(future)}
    return [Question(known, later, 6)]


def panels() -> dict[str, list[Question]]:
    """All of them."""
    return {"M3 yearly": m3(), **{name: at_origins(*given) for name, given in provincial().items()}}
