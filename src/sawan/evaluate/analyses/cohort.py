"""Population by cohort: everyone a year older, year by year, with what is not known as an interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sawan import tables
from sawan.areas import register
from sawan.evaluate.analyses import cohort_text, faults, observed, shipped
from sawan.evaluate.analyses.answer import Answer, Input, Listing, missing_input
from sawan.evaluate.analyses.demography import (
    GROUPS,
    OLDEST,
    aged,
    damped_births,
    dependency,
    gompertz_survival,
    in_groups,
    loss_level,
    retention,
    single_ages,
)
from sawan.evaluate.analyses.places import Array
from sawan.fiscal import NotABuddhistYear, buddhist_year
from sawan.problems import NoAnswer, Problem, Refused
from sawan.texts import Text

METHOD = "cohort_component_bootstrap"
FURTHEST = 30
DRAWS = 1_000
SEED = 2564
DAMPING = 0.9
"""How much of this year's trend in births is left a year later."""
TREND_YEARS = 10
CHANGE_YEARS = 4
"""The last yearly changes of the register that calibrate the loss of older people: after the clean-up of 2563."""
SLOPES = (0.085, 0.105)
"""Gompertz slopes of adult mortality, an assumption: human populations lie between these (Gavrilov 1991)."""
SCHOOL_AGE = 6


@dataclass(frozen=True, slots=True)
class Options:
    """`to`: last year (B.E.); `draws` and `seed` of the bootstrap."""

    to: int
    draws: int = DRAWS
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Cohort:
    """People of an age group at the end of a year: mean and 80 % interval."""

    year_be: int
    age_group: str
    mean: float
    lo80: float
    hi80: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A year in a line: all people, percent of 60 and over, dependants per 100 of 15-59, first-graders.

    First-graders are the births of six years before as far as they stay; `first_graders_known`: they are born already.
    """

    year_be: int
    people: float
    share60_percent: float
    dependency: float
    first_graders: float
    first_graders_known: bool


@dataclass(frozen=True, slots=True)
class Base:
    """What the projection starts from: people by group at the end of `year`, births by year, totals by year."""

    year: int
    people: Mapping[str, float]
    births: Mapping[int, float]
    totals: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Young:
    """Retention of the youngest known group, the yearly factor of each age, the spread of its five-year logarithm."""

    at_birth: float
    yearly: Array
    spread: float

    @property
    def ages(self) -> int:
        """How many single ages have a factor from births."""
        return len(self.yearly)


def answer(area: str, options: Options, ages: Path | None = None) -> Answer:
    """People of `area` by age group and year up to `options.to`.

    `ages` is a table `age_group,population,year_be` that replaces the shipped one. Refused for a faulty file or year;
    NoAnswer where the people by age, the births or the yearly totals of the area are not held.
    """
    register.get(area)
    base = _base(area, ages)
    if not base.year < options.to <= base.year + FURTHEST:
        wanted = f"{base.year + 1}-{base.year + FURTHEST}"
        raise Refused(faults.out_of_range("--to", f"อยู่ในช่วง {wanted}", f"lie in {wanted}"))
    young = young_factors(base)
    paths = project(base, young, options)
    years = list(range(base.year + 1, options.to + 1))
    rows = _rows(years, in_groups(paths))
    known = max(base.births)
    older = len(GROUPS) - young.ages // 5
    summary = _summaries(base, young, years, rows)
    return Answer(
        "cohort",
        area,
        METHOD,
        {"to": options.to, "from": base.year, "draws": options.draws, "seed": options.seed, "births_until": known},
        (
            Input("population-by-age", len(GROUPS), len(GROUPS)),
            Input("births", len(base.births), len(base.births), missing=max(base.year - known, 0)),
            Input("population-totals", len(base.totals), min(CHANGE_YEARS + 1, len(base.totals))),
            Input(f"survival-{young.ages}-and-over", older, older, older),
        ),
        cohort_text.text(area, summary, known, young.ages),
        Listing.of(Cohort, rows),
        {"summary": Listing.of(Summary, summary)},
    )


def young_factors(base: Base) -> Young:
    """How the cohorts whose births are known have grown or shrunk from one age group to the next.

    Their ratio to births at one date stands for the change with age: survival and migration in one factor.
    """
    kept = retention(base.people, base.births, base.year)
    groups = [group for group in GROUPS if group in kept]
    if len(groups) < 2:
        raise NoAnswer(faults.too_few_births(base.year))
    ratios = np.array([kept[group] for group in groups])
    change = np.log(ratios[1:] / ratios[:-1])
    first = GROUPS.index(groups[0])
    by_group = np.concatenate([np.zeros(first), change]) / 5
    spread = float(change.std(ddof=1)) if len(change) > 1 else 0.0
    return Young(float(ratios[0]), np.exp(np.repeat(by_group, 5)), spread)


def project(base: Base, young: Young, options: Options) -> Array:
    """People by draw, year ahead and single age.

    Each draw takes a trend of births, a change of the young cohorts, a yearly loss of the register and a slope of
    mortality; the level of mortality is what makes the first year's total come out right.
    """
    shuffler = np.random.default_rng(options.seed)
    ahead = options.to - base.year
    start = single_ages(base.people, base.births, base.year)
    drift, shocks = _births_trend(base)
    losses = _yearly_changes(base)
    unknown = base.year - max(base.births)
    paths = np.empty((options.draws, ahead, OLDEST + 1))
    for draw in range(options.draws):
        years = max(unknown, 0) + ahead
        births = damped_births(
            base.births[max(base.births)], drift, shuffler.choice(shocks, size=years).tolist(), DAMPING
        )[max(unknown, 0) :]
        factor = young.yearly * np.exp(shuffler.normal(0.0, young.spread) / 5)
        loss, slope = float(shuffler.choice(losses)), float(shuffler.uniform(*SLOPES))
        kept = _kept(start, factor, young.at_birth * births[0], loss, slope)
        ages = start
        for year in range(ahead):
            ages = aged(ages, kept, young.at_birth * births[year])
            paths[draw, year] = ages
    return paths


def _kept(start: Array, factor: Array, newborn: float, loss: float, slope: float) -> Array:
    """Share of each age that is there a year later: the young by their cohorts, older so that the total is met."""
    first = len(factor)
    remaining = start.sum() + loss - newborn - float(start[:first] @ factor)
    level = loss_level(start, slope, first, remaining)
    return np.concatenate([factor, gompertz_survival(level, slope, first)])


def _births_trend(base: Base) -> tuple[float, Array]:
    """Mean yearly change of births in logarithms over the last years, and the single years' departures from it."""
    years = sorted(base.births)[-TREND_YEARS - 1 :]
    change = np.diff(np.log([base.births[year] for year in years]))
    return float(change.mean()), change - change.mean()


def _yearly_changes(base: Base) -> Array:
    years = sorted(base.totals)[-CHANGE_YEARS - 1 :]
    return np.diff([base.totals[year] for year in years])


def _rows(years: list[int], groups: Array) -> list[Cohort]:
    low, high = np.quantile(groups, [0.1, 0.9], axis=0)
    mean = groups.mean(axis=0)
    return [
        Cohort(year, group, float(mean[ahead, at]), float(low[ahead, at]), float(high[ahead, at]))
        for ahead, year in enumerate(years)
        for at, group in enumerate(GROUPS)
    ]


def _summaries(base: Base, young: Young, years: list[int], rows: list[Cohort]) -> list[Summary]:
    by_year: dict[int, dict[str, float]] = {base.year: dict(base.people)}
    for row in rows:
        by_year.setdefault(row.year_be, {})[row.age_group] = row.mean
    drift, _ = _births_trend(base)
    known = max(base.births)
    later = damped_births(base.births[known], drift, [0.0] * (years[-1] - known), DAMPING)
    born = {**base.births, **{known + ahead: births for ahead, births in enumerate(later, start=1)}}
    return [
        Summary(
            year,
            sum(people.values()),
            *dependency(people),
            young.at_birth * born[year - SCHOOL_AGE],
            year - SCHOOL_AGE <= known,
        )
        for year, people in by_year.items()
    ]


def _base(area: str, page: Path | None) -> Base:
    table = tables.read(page) if page else shipped.table("population-by-age", area)
    people, year = _by_age(table, area, is_shipped=page is None) if table else ({}, 0)
    if len(people) < len(GROUPS):
        what = Text(f"ประชากรรายกลุ่มอายุ 5 ปีของ {area}", f"people by five-year age group of {area}")
        raise missing_input("cohort", what, Text("กรมการปกครอง หรือสำนักงานสถิติจังหวัด", "DOPA or the statistical office"))
    births = {year: one.value for year, one in observed.series("births", area).items()}
    if not births:
        what = Text(f"จำนวนเกิดรายปีของ {area} (มีเฉพาะจังหวัด)", f"yearly births of {area} (provinces have them)")
        raise missing_input("cohort", what, Text("กรมการปกครอง", "DOPA"))
    totals = _totals(area)
    if len(totals) < 2:
        what = Text(f"จำนวนประชากรรวมรายปีของ {area}", f"yearly totals of the population of {area}")
        raise missing_input("cohort", what, Text("กรมการปกครอง", "DOPA"))
    return Base(year, people, births, totals)


def _by_age(table: tables.Table, area: str, *, is_shipped: bool) -> tuple[dict[str, float], int]:
    """People by group and their year; every fault of the file in one refusal."""
    missing = [
        faults.columns_missing(table.name, (column,))
        for column in ("age_group", "population", "year_be")
        if column not in table.columns
    ]
    if missing:
        raise Refused(missing)
    problems: list[Problem] = []
    people: dict[str, float] = {}
    years: set[int] = set()
    for row in table:
        if is_shipped and row["area_code"] != area:
            continue
        figure, year = tables.parse_number(row["population"]), tables.parse_number(row["year_be"])
        if row["age_group"] not in GROUPS:
            problems.append(faults.unknown_age_group(row["age_group"], table.name, row.number, GROUPS))
        elif figure is None or figure < 0:
            problems.append(faults.not_positive(row["population"], table.name, row.number, "population"))
        else:
            people[row["age_group"]] = figure
            years.add(_year(int(year or 0)))
    if problems:
        raise Refused(problems)
    return people, max(years, default=0)


def _year(year: int) -> int:
    try:
        return buddhist_year(year)
    except NotABuddhistYear as wrong:
        meant = f" ({wrong.meant})" if wrong.meant else ""
        raise Refused(faults.out_of_range("year_be", f"เป็นปี พ.ศ.{meant}", f"be a B.E. year{meant}")) from wrong


def _totals(area: str) -> dict[int, float]:
    table = tables.read(shipped.folder() / "population-series.csv")
    return {int(row["year_be"]): float(row["population"]) for row in table if row["province_code"] == area}
