"""Imputation of what was not observed; observed values never change (handbook, step 3)."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping

import numpy as np

from sawan.measure.composite.em import fill_em
from sawan.measure.composite.layout import Layout, constants, highest, lowest, rows
from sawan.measure.composite.panel import Array, Flags
from sawan.measure.composite.spec import Method, Pool

Filler = Callable[[Array, Method, Layout, Pool], Array]


def impute(values: Array, method: Method, layout: Layout, pool: Pool) -> Array:
    """Fill the holes of `values[b, t, i, j]` (NaN, the same in every draw b) by a method, then by its `then`.

    What cannot be imputed stays NaN, and so does a screened area-year. Raises `Refused` (constant indicator under
    `siblings`, too few rows under `em`, an unknown attribute).
    """
    if method.name == "none" and method.parameters.get("then") is None:
        return values
    own = method.pool if method.pool is not None else pool
    holes = np.isnan(values) & ~layout.screened[:, :, None]
    filled = np.where(holes, FILLERS[method.name](values, method, layout, own), values)
    then = method.parameters.get("then")
    return impute(filled, then, layout, own) if then is not None else filled


def _nothing(values: Array, method: Method, layout: Layout, pool: Pool) -> Array:
    return values


def _mean(values: Array, method: Method, layout: Layout, pool: Pool) -> Array:
    return _average(values, method, layout, pool, mean_within)


def mean_within(values: Array, axis: int) -> Array:
    """Mean along an axis, NaN left out, never beyond the values: that of equal ones is theirs to the last bit."""
    found: Array = np.nanmean(values, axis=axis)
    return np.clip(found, np.nanmin(values, axis=axis), np.nanmax(values, axis=axis))


def _median(values: Array, method: Method, layout: Layout, pool: Pool) -> Array:
    return _average(values, method, layout, pool, np.nanmedian)


def _average(values: Array, method: Method, layout: Layout, pool: Pool, average: Callable[..., Array]) -> Array:
    """Average of the pool, of the areas with the same attribute where `by` names one."""
    everyone = np.ones(len(layout.areas), dtype=bool)
    groups = layout.groups(method["by"]) if method["by"] is not None else [everyone]
    filled = np.full(values.shape, np.nan)
    for targets, sources, _ in layout.pools(pool):
        for members in groups:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)  # a group without a value stays missing
                found = average(rows(values[:, :, members], sources), axis=1)
            filled[:, targets, members] = found[:, None, None, :]
    return filled


def _previous(values: Array, method: Method, layout: Layout, pool: Pool) -> Array:
    """The area's last earlier observation, at most `max_gap` years back."""
    filled = np.full(values.shape, np.nan)
    most = method["max_gap"] if method["max_gap"] is not None else np.inf
    last: Array = np.full(values.shape[2:], np.nan)
    carried: Array = np.full((values.shape[0], *values.shape[2:]), np.nan)
    for at, year in enumerate(layout.years):
        if year is None:
            return filled
        filled[:, at] = np.where(year - last <= most, carried, np.nan)
        here = np.isfinite(values[0, at])
        last = np.where(here, year, last)
        carried = np.where(here, values[:, at], carried)
    return filled


def _linear(values: Array, method: Method, layout: Layout, pool: Pool) -> Array:
    """The area's own values, linear in time between observations and flat beyond the first and the last."""
    filled = np.full(values.shape, np.nan)
    if layout.years[0] is None:
        return filled
    years = np.array(layout.years, dtype=float)
    seen = np.isfinite(values[0])
    for area, column in np.argwhere(seen.any(axis=0) & ~seen.all(axis=0)):
        known = np.flatnonzero(seen[:, area, column])
        for at in np.flatnonzero(~seen[:, area, column]):
            after = int(np.searchsorted(known, at))
            left, right = known[max(after - 1, 0)], known[min(after, len(known) - 1)]
            share = 0.0 if left == right else (years[at] - years[left]) / (years[right] - years[left])
            start, end = values[:, left, area, column], values[:, right, area, column]
            filled[:, at, area, column] = start + share * (end - start)
    return filled


def _siblings(values: Array, method: Method, layout: Layout, pool: Pool) -> Array:
    """Mean of the area's other indicators under the same parent, on the common scale 0 to 1 (better is higher)."""
    directed = values * layout.directions
    filled = np.full(values.shape, np.nan)
    everything = tuple(range(values.shape[-1]))
    for targets, sources, year in layout.pools(pool):
        low, high = lowest(rows(directed, sources)), highest(rows(directed, sources))
        constants(low, high, everything, layout=layout, year=year, method="siblings")
        scaled = (directed[:, targets] - low[:, None, None, :]) / (high - low)[:, None, None, :]
        means = _family_means(scaled, layout)
        filled[:, targets] = (means * (high - low)[:, None, None, :] + low[:, None, None, :]) * layout.directions
    return filled


def _family_means(scaled: Array, layout: Layout) -> Array:
    """Mean over the observed siblings for every indicator."""
    means = np.full(scaled.shape, np.nan)
    for family in dict.fromkeys(layout.tree.sibling_columns):
        members = scaled[..., list(family)]
        present: Flags = np.isfinite(members)
        count = present.sum(axis=-1)
        total = np.where(present, members, 0.0).sum(axis=-1)
        with np.errstate(invalid="ignore"):
            means[..., list(family)] = np.where(count > 0, total / np.maximum(count, 1), np.nan)[..., None]
    return means


FILLERS: Mapping[str, Filler] = {
    "none": _nothing,
    "mean": _mean,
    "median": _median,
    "previous": _previous,
    "linear": _linear,
    "siblings": _siblings,
    "em": fill_em,
}
