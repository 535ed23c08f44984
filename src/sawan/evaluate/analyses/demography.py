"""Ages and years: life tables, the Leslie matrix, cohorts carried forward one year at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sawan.evaluate.analyses.places import Array

OLDEST = 100
"""The last single age, which holds everyone of that age and more."""
GROUPS = (*(f"{age}-{age + 4}" for age in range(0, OLDEST, 5)), f"{OLDEST}+")
RADIX = 100_000.0


@dataclass(frozen=True, slots=True)
class LifeTable:
    """By age group: chance of dying in it, survivors at its start, person-years in it and from it on, years to live."""

    chance: Array
    survivors: Array
    years: Array
    years_left: Array
    expectation: Array


def life_table(rates: Array, widths: Array, lived: Array | None = None) -> LifeTable:
    """A period life table from death rates by age group (Preston, Heuveline and Guillot 2001, chapter 3).

    `q = n m / (1 + (n - a) m)`, `l` from 100,000, `L = n (l - d) + a d`, the last group open: `q = 1`, `L = l / m`.
    `widths` are in years (the last is not used), `lived` the years lived by those who die in a group (half of it).
    """
    lived = widths / 2 if lived is None else lived
    chance = np.minimum(widths * rates / (1 + (widths - lived) * rates), 1.0)
    chance[-1] = 1.0
    survivors = RADIX * np.concatenate([[1.0], np.cumprod(1 - chance[:-1])])
    deaths = survivors * chance
    years = widths * (survivors - deaths) + lived * deaths
    years[-1] = survivors[-1] / rates[-1]
    left = np.cumsum(years[::-1])[::-1]
    return LifeTable(chance, survivors, years, left, left / survivors)


def leslie(fertility: Array, survival: Array) -> Array:
    """The projection matrix (Leslie 1945): newborn per head in the first row, survivors below the diagonal."""
    matrix = np.diag(survival, -1)
    matrix[0] = fertility
    return matrix


def growth_factor(matrix: Array) -> float:
    """The dominant eigenvalue: by what a population that keeps these rates is multiplied in each step in the end."""
    return float(np.abs(np.linalg.eigvals(matrix)).max())


def dependency(people: Mapping[str, float]) -> tuple[float, float]:
    """Percent of people of 60 and over; children under 15 and people of 60 and over per 100 of 15-59."""
    by_group = np.array([people[group] for group in GROUPS])
    children, old = by_group[:3].sum(), by_group[12:].sum()
    return float(100 * old / by_group.sum()), float(100 * (children + old) / by_group[3:12].sum())


def retention(people: Mapping[str, float], births: Mapping[int, float], year: int) -> dict[str, float]:
    """People of a five-year group at the end of `year` over those born in its years: survival and migration together.

    Only groups all of whose birth years are known.
    """
    found = {}
    for start in range(0, OLDEST, 5):
        born = [births.get(year - age) for age in range(start, start + 5)]
        if all(one is not None for one in born):
            group = GROUPS[start // 5]
            found[group] = people[group] / sum(one for one in born if one is not None)
    return found


def single_ages(people: Mapping[str, float], births: Mapping[int, float], year: int) -> Array:
    """People by single age 0 to 100 whose groups add up to what is given: by births where known, else along a line."""
    middles = np.array([2.5 + 5 * at for at in range(len(GROUPS) - 1)])
    heights = np.array([people[group] / 5 for group in GROUPS[:-1]])
    shape = np.maximum(np.interp(np.arange(OLDEST) + 0.5, middles, heights), 1e-9)
    found = np.zeros(OLDEST + 1)
    for start in range(0, OLDEST, 5):
        born = [births.get(year - age) for age in range(start, start + 5)]
        known = all(one is not None for one in born)
        part = np.array([one for one in born if one is not None]) if known else shape[start : start + 5]
        found[start : start + 5] = people[GROUPS[start // 5]] * part / part.sum()
    found[OLDEST] = people[GROUPS[-1]]
    return found


def in_groups(ages: Array) -> Array:
    """Single ages (last axis) summed into five-year groups."""
    young = ages[..., :OLDEST].reshape(*ages.shape[:-1], OLDEST // 5, 5).sum(axis=-1)
    return np.concatenate([young, ages[..., OLDEST:]], axis=-1)


def gompertz_survival(level: float, slope: float, first: int) -> Array:
    """Share of each single age from `first` on that lives a year more: `exp(-level e^(slope (age + 1/2)))`."""
    kept: Array = np.exp(-level * np.exp(slope * (np.arange(first, OLDEST + 1) + 0.5)))
    return kept


def aged(ages: Array, kept: Array, newborn: float) -> Array:
    """One year later: everyone a year older or gone (`kept` by age now), the newborn at age 0."""
    staying = ages * kept
    later = np.concatenate([[newborn], staying[:-1]])
    later[-1] += staying[-1]
    return later


def loss_level(ages: Array, slope: float, first: int, remaining: float) -> float:
    """The Gompertz level at which `remaining` of the people aged `first` and over are left after a year (bisection)."""
    older = ages[first:]
    low, high = 1e-9, 1e-2
    for _ in range(80):
        middle = np.sqrt(low * high)
        left = float(older @ gompertz_survival(middle, slope, first))
        low, high = (middle, high) if left > remaining else (low, middle)
    return float(np.sqrt(low * high))


def damped_births(last: float, drift: float, shocks: Sequence[float], damping: float) -> list[float]:
    """Births of the years ahead: the yearly change in logarithms fades by `damping`, each year has its own shock."""
    found, births = [], last
    for ahead, shock in enumerate(shocks, start=1):
        births *= float(np.exp(drift * damping**ahead + shock))
        found.append(births)
    return found
