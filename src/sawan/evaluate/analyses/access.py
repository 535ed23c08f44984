"""Reaching a service: the nearest facility, who lies beyond a limit, and supply shared by those who can reach it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sawan.evaluate.analyses import access_text, faults, inputs
from sawan.evaluate.analyses.answer import Answer, Input, Listing
from sawan.evaluate.analyses.facilities import Facilities, load
from sawan.evaluate.analyses.places import Array, Centres, centres, distances_km, travel_minutes
from sawan.evaluate.analyses.travel import read_minutes
from sawan.problems import Problem, Refused

METHOD = "nearest_and_two_step_catchment"


@dataclass(frozen=True, slots=True)
class Options:
    """`minutes`: the limit; `speed` km/h and `detour` (road over straight line) make minutes of kilometres.

    `decay`: none (everyone within the limit counts alike) or gaussian (fewer the farther, nobody beyond it).
    """

    minutes: float = 30
    speed: float = 40
    detour: float = 1.3
    decay: str = "none"


@dataclass(frozen=True, slots=True)
class Reach:
    """A subdistrict: its nearest facility, straight-line km and minutes to it, whether beyond the limit.

    `accessibility`: supply per person within reach (2SFCA); None without people or supply.
    """

    area: str
    nearest: str
    distance_km: float
    minutes: float
    beyond: bool
    accessibility: float | None


def catchment(minutes: Array, people: Array, supply: Array, limit: float, weight: Array | None = None) -> Array:
    """Two-step floating catchment area (Luo and Wang 2003, Environment and Planning B 30, 865-884).

    `R_j = S_j / sum_{i: t_ij <= T} w_ij P_i`, `A_i = sum_{j: t_ij <= T} w_ij R_j`: supply per person at each of n
    places from an n x m array of minutes, n people, m supplies. `weight` (n x m) makes it the enhanced method (Luo
    and Qi 2009).
    A facility that nobody reaches gives nothing, so `sum P_i A_i` is the supply of those that somebody reaches.
    """
    within = np.where(minutes <= limit, 1.0 if weight is None else weight, 0.0)
    demand = within.T @ people
    ratio = np.divide(supply, demand, out=np.zeros_like(demand), where=demand > 0)
    shared: Array = within @ ratio
    return shared


def gaussian_weight(minutes: Array, limit: float) -> Array:
    """1 at the door, 0 at the limit: `(exp(-(t/T)^2 / 2) - exp(-1/2)) / (1 - exp(-1/2))` (Dai 2010)."""
    edge = np.exp(-0.5)
    weight: Array = np.clip((np.exp(-0.5 * (minutes / limit) ** 2) - edge) / (1 - edge), 0, 1)
    return weight


def answer(
    area: str,
    facilities: str = "hospitals",
    options: Options | None = None,
    *,
    people: Path | None = None,
    travel: Path | None = None,
    allow_outside: bool = False,
) -> Answer:
    """Access of the subdistricts of `area` to `facilities` (`hospitals`, `stations` or a file).

    `people` is a table `area,population`, `travel` a table `origin,destination,minutes` that replaces distance.
    Refused for faulty files and options; NoAnswer where no list of the facilities is held.
    """
    options = options or Options()
    _check(options)
    places = centres(area)
    found = load(facilities, area, allow_outside=allow_outside)
    km = distances_km(places.lat, places.lon, found.lat, found.lon)
    minutes = (
        read_minutes(travel, places.codes, found)
        if travel
        else travel_minutes(km, speed=options.speed, detour=options.detour)
    )
    population = _people(places, people)
    shared = _accessibility(minutes, population, found, options)
    reach = _reach(places, found, km, minutes, shared=shared, limit=options.minutes)
    return Answer(
        "access",
        area,
        METHOD,
        {
            "facilities": facilities,
            "minutes": options.minutes,
            "speed": options.speed,
            "detour": options.detour,
            "decay": options.decay,
            "travel": "file" if travel else "straight_line",
        },
        (found.as_input(), _people_input(population), _supply_input(found)),
        access_text.text(reach, places, found, population, options),
        Listing.of(Reach, reach),
        {"facilities": found.as_listing()},
    )


def _check(options: Options) -> None:
    problems: list[Problem] = []
    if not options.minutes > 0:
        problems.append(faults.out_of_range("--minutes", "มากกว่า 0", "be more than 0"))
    if not options.speed > 0:
        problems.append(faults.out_of_range("--speed", "มากกว่า 0", "be more than 0"))
    if not options.detour >= 1:
        problems.append(faults.out_of_range("--detour", "เป็น 1 ขึ้นไป", "be 1 or more"))
    if problems:
        raise Refused(problems)


def _people(places: Centres, page: Path | None) -> Array:
    """People by subdistrict, NaN where not known."""
    held = inputs.by_area(page, inputs.POPULATION_COLUMNS, "subdistrict") if page else {}
    return np.array([held.get(code, np.nan) for code in places.codes])


def _accessibility(minutes: Array, people: Array, found: Facilities, options: Options) -> Array | None:
    """Supply per person, None while any subdistrict's people or any facility's supply is missing."""
    supply = np.array([np.nan if one.supply is None else one.supply for one in found.placed])
    if np.isnan(people).any() or np.isnan(supply).any():
        return None
    weight = gaussian_weight(minutes, options.minutes) if options.decay == "gaussian" else None
    return catchment(minutes, people, supply, options.minutes, weight)


def _reach(
    places: Centres, found: Facilities, km: Array, minutes: Array, *, shared: Array | None, limit: float
) -> list[Reach]:
    nearest = minutes.argmin(axis=1)
    return [
        Reach(
            code,
            found.placed[to].id,
            float(km[at, to]),
            float(minutes[at, to]),
            bool(minutes[at, to] > limit),
            None if shared is None else float(shared[at]),
        )
        for at, (code, to) in enumerate(zip(places.codes, nearest.tolist(), strict=True))
    ]


def _people_input(people: Array) -> Input:
    known = int(np.isfinite(people).sum())
    return Input("population", len(people), known, missing=len(people) - known)


def _supply_input(found: Facilities) -> Input:
    known = sum(one.supply is not None for one in found.placed)
    return Input("supply", len(found.placed), known, missing=len(found.placed) - known)
