"""What the steps must know about the axes of an array draws x years x areas x indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from sawan.measure.composite.faults import fault
from sawan.measure.composite.panel import Array, Flags, Panel
from sawan.measure.composite.spec import Pool
from sawan.measure.composite.tree import Tree
from sawan.problems import Problem, Refused


class Pooling(NamedTuple):
    """Years to which statistics are applied, years over which they are taken, and the year if the latter are one."""

    targets: slice
    sources: slice
    year: int | None


@dataclass(frozen=True)
class Layout:
    """Names along the axes, the tree over the last one, areas' attributes; `screened[t, i]` marks what is left out."""

    tree: Tree
    areas: tuple[str, ...]
    years: tuple[int | None, ...]
    screened: Flags
    attributes: Mapping[str, tuple[str | None, ...]]
    disputed: Mapping[str, tuple[str, str, str]]

    @property
    def directions(self) -> Array:
        """+1 or -1 for each indicator."""
        return np.array(self.tree.directions, dtype=float)

    def pools(self, pool: Pool) -> Iterator[Pooling]:
        """The poolings of a step: one, or one a year."""
        everything = slice(0, len(self.years))
        if pool == "panel":
            yield Pooling(everything, everything, None)
        elif pool == "year":
            for at, year in enumerate(self.years):
                yield Pooling(slice(at, at + 1), slice(at, at + 1), year)
        else:
            at = self.years.index(self._year(pool))
            yield Pooling(everything, slice(at, at + 1), self.years[at])

    def _year(self, pool: Pool) -> int:
        if pool not in self.years:
            known = ", ".join(str(year) for year in self.years if year is not None) or "-"
            raise Refused(fault("pool_without_year", field="pool", value=pool, known=known))
        return int(pool)

    def groups(self, attribute: str) -> list[Flags]:
        """Areas by the value of an attribute, those without one in none; `Refused` where there is no such column."""
        if attribute not in self.attributes:
            raise Refused(fault("no_attribute", field="by", column=attribute, known=", ".join(self.attributes) or "-"))
        if attribute in self.disputed:
            area, first, second = self.disputed[attribute]
            facts: dict[str, Any] = {"column": attribute, "area": area, "first": first, "second": second}
            raise Refused(fault("two_attributes", field=attribute, **facts))
        values = self.attributes[attribute]
        known = dict.fromkeys(value for value in values if value is not None)
        return [np.array([value == one for value in values]) for one in known]


def layout_of(tree: Tree, panel: Panel, screened: Flags) -> Layout:
    """The layout of a panel."""
    return Layout(tree, panel.areas, panel.years, screened, panel.attributes, panel.disputed)


def rows(values: Array, years: slice) -> Array:
    """Years and areas of `values[b, t, i, j]` as one axis of observations: `[b, row, j]`."""
    part = values[:, years]
    return part.reshape(part.shape[0], part.shape[1] * part.shape[2], part.shape[3])


def lowest(observations: Array) -> Array:
    """Minimum over the rows of `[b, row, j]`, NaN left out."""
    smallest: Array = np.fmin.reduce(observations, axis=1)
    return smallest


def highest(observations: Array) -> Array:
    """Maximum over the rows of `[b, row, j]`, NaN left out."""
    largest: Array = np.fmax.reduce(observations, axis=1)
    return largest


def constants(
    low: Array, high: Array, columns: tuple[int, ...], *, layout: Layout, year: int | None, method: str
) -> None:
    """Refuse indicators that have one distinct value over a pool; `low[b, j]` and `high[b, j]` are its ends."""
    flat = np.flatnonzero((low == high).any(axis=0))
    found: list[Problem] = []
    for at in flat:
        code = layout.tree.indicators[columns[at]]
        value = low[low[:, at] == high[:, at], at][0]
        found.append(fault("constant", field=code, code=code, value=value, method=method, in_year=year))
    if found:
        raise Refused(found)
