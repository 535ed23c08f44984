"""Where to put the next sites: least distance or most covered, what each further site adds, what is as good."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sawan import thai
from sawan.evaluate.analyses import faults, inputs, location_text
from sawan.evaluate.analyses.answer import Answer, Input, Listing, missing_input
from sawan.evaluate.analyses.facilities import Facilities, load
from sawan.evaluate.analyses.places import Array, Centres, centres, distances_km
from sawan.evaluate.analyses.siting import Choice, Rules, near_cover, near_optimal, p_median
from sawan.problems import Problem, Refused
from sawan.texts import Text

METHODS = {"median": "p_median", "cover": "maximal_covering"}
WEIGHTS = ("area", "equal", "population")
MOST_SITES = 30
LARGEST = 2_000_000
"""Distances that are worked out at most: demands times candidates."""
NEAR = 0.01


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked.

    `sites`: the numbers of sites to try; `weights`: what counts (area, equal, population); `objective`: median or
    cover; `km`: how far a site covers; `fixed`, `forbidden`: ids or names of candidates; `existing`: a list of
    facilities that serve already and stay; `capacity`: whether the candidates' supply limits what they serve.
    """

    sites: tuple[int, ...] = (1, 2, 3, 4, 5)
    weights: str = "area"
    objective: str = "median"
    km: float = 10
    fixed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    existing: str = ""
    capacity: bool = False


@dataclass(frozen=True, slots=True)
class Siting:
    """The best set of a number of sites: mean km (median) or weight covered (cover); ids parted by `;`."""

    sites: int
    objective: float
    chosen: str


@dataclass(frozen=True, slots=True)
class Task:
    """Numbers to choose by: distance of n demands to m candidates, weights, rules, kilometres that a site covers."""

    distance: Array
    weights: Array
    rules: Rules
    objective: str
    km: float

    def best(self, count: int) -> list[Choice]:
        """The best sets of `count` sites, the best first, and near-optimal ones where sites have no capacities."""
        if self.objective == "cover":
            return near_cover(self.distance <= self.km, self.weights, count, self.rules, within=NEAR)
        if self.rules.capacity is None:
            return near_optimal(self.distance, self.weights, count, self.rules, within=NEAR)
        found = p_median(self.distance, self.weights, count, self.rules)
        return [found] if found else []

    def value(self, total: float) -> float:
        """Weighted mean kilometres of a median, covered weight of a cover."""
        return total if self.objective == "cover" else total / float(self.weights.sum())


def parse_sites(text: str) -> tuple[int, ...]:
    """`3`, `1..5`, `1-5` or `1,2,4` as numbers of sites, ascending; Refused when it is none of these."""
    plain = thai.to_arabic_digits(text).replace(" ", "")
    numbers: set[int] = set()
    if span := re.fullmatch(r"(\d{1,3})(?:\.\.|-)(\d{1,3})", plain):
        numbers = set(range(int(span[1]), int(span[2]) + 1))
    elif re.fullmatch(r"\d{1,3}(,\d{1,3})*", plain):
        numbers = {int(part) for part in plain.split(",")}
    if not numbers or min(numbers) < 1 or max(numbers) > MOST_SITES:
        wanted_th, wanted_en = f"เป็นจำนวน 1-{MOST_SITES} เช่น 3 หรือ 1..5", f"be 1 to {MOST_SITES}, such as 3 or 1..5"
        raise Refused(faults.out_of_range("--sites", wanted_th, wanted_en))
    return tuple(sorted(numbers))


def answer(
    area: str,
    candidates: str = "stations",
    options: Options | None = None,
    *,
    people: Path | None = None,
    allow_outside: bool = False,
) -> Answer:
    """The best sites among `candidates` (stations, hospitals, subdistricts or a file) for the subdistricts of `area`.

    Refused for faulty files and options, sites that are no candidates, more sites than candidates; NoAnswer where a
    shipped list or the people by subdistrict are wanted and not held.
    """
    options = options or Options()
    _check(options)
    places = centres(area)
    found = load(candidates, area, allow_outside=allow_outside)
    kept = load(options.existing, area, allow_outside=allow_outside) if options.existing else None
    task = _task(area, places, found, kept, options=options, people=people)
    near = {count: task.best(count) for count in options.sites}
    if not any(near.values()):
        raise Refused(faults.too_many_sites(len(found.placed), len(task.rules.fixed)))
    others = [_siting(count, one, found, task) for count, choices in near.items() for one in choices]
    best = [_siting(count, choices[0], found, task) for count, choices in near.items() if choices]
    if kept:
        best.insert(0, Siting(0, _now(places, kept, task), ""))
    return Answer(
        "location",
        area,
        METHODS[options.objective],
        _parameters(candidates, options),
        (found.as_input(), *((kept.as_input(),) if kept else ()), Input("demand", len(places), len(places))),
        location_text.text(best, others, found, kept=kept, weight=float(task.weights.sum()), options=options),
        Listing.of(Siting, best),
        {"near_optimal": Listing.of(Siting, others), "candidates": found.as_listing()},
    )


def _check(options: Options) -> None:
    problems: list[Problem] = []
    if not options.km > 0:
        problems.append(faults.out_of_range("--km", "มากกว่า 0", "be more than 0"))
    if options.capacity and options.objective == "cover":
        problems.append(faults.out_of_range("--capacity", "ใช้กับ --objective median", "go with --objective median"))
    if problems:
        raise Refused(problems)


def _task(
    area: str, places: Centres, found: Facilities, kept: Facilities | None, *, options: Options, people: Path | None
) -> Task:
    if len(places) * len(found.placed) > LARGEST:
        raise Refused(faults.too_large(len(places), len(found.placed)))
    distance = distances_km(places.lat, places.lon, found.lat, found.lon)
    if kept:
        already = distances_km(places.lat, places.lon, kept.lat, kept.lon).min(axis=1)
        distance = np.minimum(distance, already[:, None])
    weights = _weights(area, places, options, people)
    return Task(distance, weights, _rules(found, options), options.objective, options.km)


def _weights(area: str, places: Centres, options: Options, people: Path | None) -> Array:
    if options.weights == "equal":
        return np.ones(len(places))
    if options.weights == "area":
        return np.nan_to_num(places.km2)
    held = inputs.by_area(people, inputs.POPULATION_COLUMNS, "subdistrict") if people else {}
    lacking = [code for code in places.codes if code not in held]
    if lacking:
        what = Text(
            f"ประชากรของ {len(lacking)} จาก {len(places)} ตำบลใน {area}",
            f"the population of {len(lacking)} of {len(places)} subdistricts of {area}",
        )
        raise missing_input(
            "location", what, Text("กรมการปกครอง (stat.bora.dopa.go.th)", "DOPA (stat.bora.dopa.go.th)")
        )
    return np.array([held[code] for code in places.codes])


def _rules(found: Facilities, options: Options) -> Rules:
    problems: list[Problem] = []
    fixed = _numbers(found, options.fixed, problems)
    forbidden = _numbers(found, options.forbidden, problems)
    capacity = [one.supply for one in found.placed] if options.capacity else []
    if None in capacity:
        problems.append(faults.columns_missing(found.name, ("supply",)))
    if problems:
        raise Refused(problems)
    limits = np.array(capacity, dtype=float) if options.capacity else None
    return Rules(fixed, tuple(site for site in forbidden if site not in fixed), limits)


def _numbers(found: Facilities, wanted: Sequence[str], problems: list[Problem]) -> tuple[int, ...]:
    """Candidates by id or by name, spelling variants forgiven."""
    by_name = {thai.fold(text): at for at, one in enumerate(found.placed) for text in (one.name, one.id)}
    for text in wanted:
        if thai.fold(text) not in by_name:
            problems.append(faults.unknown_site(text, [one.id for one in found.placed]))
    return tuple(sorted({by_name[thai.fold(text)] for text in wanted if thai.fold(text) in by_name}))


def _siting(count: int, one: Choice, found: Facilities, task: Task) -> Siting:
    return Siting(count, task.value(one.value), ";".join(found.placed[site].id for site in one.sites))


def _now(places: Centres, kept: Facilities, task: Task) -> float:
    """The objective with the existing facilities alone."""
    km = distances_km(places.lat, places.lon, kept.lat, kept.lon).min(axis=1)
    reached = km <= task.km if task.objective == "cover" else km
    return task.value(float(task.weights @ reached))


def _parameters(candidates: str, options: Options) -> dict[str, str | float | bool | None]:
    return {
        "candidates": candidates,
        "sites": ",".join(map(str, options.sites)),
        "weights": options.weights,
        "objective": options.objective,
        "km": options.km if options.objective == "cover" else None,
        "fixed": ";".join(options.fixed) or None,
        "forbidden": ";".join(options.forbidden) or None,
        "existing": options.existing or None,
        "capacity": options.capacity,
    }
