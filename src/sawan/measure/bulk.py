"""Formulas over whole grids of areas and periods: what `derive` says figure by figure, computed with arrays.

A grid has a row for each area and a column for each period of one kind (years, quarters or months), so that a lag
is a shift of columns. Where an account has figures of several editions, its formulas are left to `derive`.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sawan.areas import register
from sawan.measure import derive, formula, periods
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.derive import Entry, Known
from sawan.measure.formula.tree import Call, Input, Node, Number, Positive
from sawan.measure.importing import Builder, Origin, Rows, SeriesKey

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

CHUNK = 20_000
"""How many figures are taken apart at once."""

Figure = tuple[str, str, str, str, int, float | None, int, str, int]
"""One edition of a figure: indicator, area, period, then the fields of Entry."""


@dataclass(slots=True)
class Layer:
    """One indicator on the grid: values (NaN = missing), status, edition (index), day of publication."""

    value: Array
    status: Array
    vintage: Array
    published: Array


@dataclass(slots=True)
class Grid:
    """Areas x periods of one kind, the layers that are known, and the names of the editions."""

    areas: list[str]
    periods: list[str]
    layers: dict[str, Layer] = field(default_factory=dict)
    vintages: list[str] = field(default_factory=lambda: [""])

    def empty(self) -> Layer:
        """A layer without any figure."""
        import numpy as np  # slow import

        shape = (len(self.areas), len(self.periods))
        return Layer(
            np.full(shape, np.nan), np.zeros(shape, np.int8), np.zeros(shape, np.int32), np.zeros(shape, np.int32)
        )


@dataclass(slots=True)
class Computed:
    """Figures of formulas as rows to store, and by formula how many have none by reason."""

    rows: Rows
    by_code: dict[str, Counter[str]]

    @property
    def without(self) -> Counter[str]:
        """How many figures of all formulas have no value, by reason."""
        return sum(self.by_code.values(), Counter[str]())


def compute(entries: Sequence[Indicator], figures: Iterable[Figure], catalogue: Catalogue, source: str) -> Computed:
    """Every figure of the formulas (in the order of computing) that has a value.

    `figures` holds the newest edition of every input, and of accounts every standing edition. `source` is written
    as the source of each result.
    """
    with _without_collecting():
        return _compute(entries, figures, catalogue, source)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Millions of figures are made here and no cycles: looking for some again and again took two thirds of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _compute(entries: Sequence[Indicator], figures: Iterable[Figure], catalogue: Catalogue, source: str) -> Computed:
    accounts = {code for code, entry in catalogue.items() if entry.account}
    plain: list[Figure] = []
    several: list[Figure] = []
    for figure in figures:
        (several if figure[0] in accounts else plain).append(figure)
    newest, known, mixed = _newest(several)
    for figure in plain:
        if figure[1] in mixed:
            known.put(*figure[:3], (Entry(*figure[3:]),))
    plain += newest
    builder, without = Builder(), {entry.code: Counter[str]() for entry in entries}
    for kind in sorted({len(figure[2]) for figure in plain}):
        grid = _grid([figure for figure in plain if len(figure[2]) == kind], catalogue)
        for entry in entries:
            _one(entry, grid, _Editions(known, mixed, catalogue), without[entry.code])
            _add(builder, entry, grid, source)
    return Computed(builder.rows, without)


@dataclass(frozen=True, slots=True)
class _Editions:
    """Every edition of the areas where an account has several."""

    known: Known
    mixed: set[str]
    catalogue: Catalogue


def _newest(figures: Sequence[Figure]) -> tuple[list[Figure], Known, set[str]]:
    """The newest edition of each figure; every edition, and the areas, where a figure has several."""
    by_key: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        by_key.setdefault(figure[:3], []).append(figure)
    mixed = {area for (_, area, _), found in by_key.items() if len(found) > 1}
    known = Known()
    for (code, area, period), found in by_key.items():
        if area in mixed:
            known.put(code, area, period, derive.editions({one[3]: Entry(*one[3:]) for one in found}))
    return [max(found, key=lambda one: (one[4], one[8])) for found in by_key.values()], known, mixed


def _grid(figures: Sequence[Figure], catalogue: Catalogue) -> Grid:
    """The figures of one kind of period, one layer an indicator; no key occurs twice."""
    import numpy as np  # slow import

    told = _columns(figures)
    grid = Grid(sorted(told.areas), _span(set(told.periods)), vintages=["", *sorted(told.vintages.keys() - {""})])
    code_names = sorted(told.codes)
    code_at = _ordered(told.codes, code_names)[told.at[0]]
    columns: tuple[Array, ...] = (
        told.values,
        told.status,
        _ordered(told.vintages, grid.vintages)[told.at[3]],
        told.published,
    )
    area_at = _ordered(told.areas, grid.areas)[told.at[1]]
    period_at = _ordered(told.periods, grid.periods)[told.at[2]]
    order = np.argsort(code_at, kind="stable")
    bounds = np.searchsorted(code_at[order], np.arange(len(code_names) + 1))
    for number, code in enumerate(code_names):
        part = order[bounds[number] : bounds[number + 1]]
        layer = grid.empty()
        at = (area_at[part], period_at[part])
        for cells, column in zip((layer.value, layer.status, layer.vintage, layer.published), columns, strict=True):
            cells[at] = column[part]
        grid.layers[code] = _held(layer) if catalogue[code].frequency == derive.ONCE else layer
    return grid


@dataclass(frozen=True, slots=True)
class _Columns:
    """Figures column by column: the distinct texts with their numbers, the number of each figure's texts, the rest."""

    codes: dict[str, int]
    areas: dict[str, int]
    periods: dict[str, int]
    vintages: dict[str, int]
    at: tuple[Array, ...]
    published: Array
    values: Array
    status: Array


def _columns(figures: Sequence[Figure]) -> _Columns:
    """The figures by column, a few thousand at a time: all at once would hold every one of them twice."""
    import numpy as np  # slow import

    texts: tuple[dict[str, int], ...] = ({}, {}, {}, {})
    count = len(figures)
    at = tuple(np.empty(count, np.int32) for _ in texts)
    published, values, status = np.empty(count, np.int32), np.empty(count), np.empty(count, np.int8)
    for start in range(0, count, CHUNK):
        part = slice(start, start + CHUNK)
        *names, days, numbers, statuses, _, _ = zip(*figures[part], strict=True)
        for index, column, told in zip(texts, at, names, strict=True):
            for text in dict.fromkeys(told):
                index.setdefault(text, len(index))
            column[part] = list(map(index.__getitem__, told))
        published[part], status[part] = days, statuses
        values[part] = np.array(numbers, dtype=np.float64)
    codes, areas, periods_, vintages = texts
    return _Columns(codes, areas, periods_, vintages, at, published, values, status)


def _ordered(index: Mapping[str, int], names: Sequence[str]) -> Array:
    """For each number of `index` the place of its text among the names."""
    import numpy as np  # slow import

    there = {name: place for place, name in enumerate(names)}
    return np.array([there[text] for text in index], dtype=np.int32)


def _span(found: set[str]) -> list[str]:
    """Every period from the first to the last, so that a lag is a number of columns."""
    last, first = max(found), min(found)
    span = [last]
    while span[-1] > first:
        span.append(periods.earlier(span[-1], 1))
    return span[::-1]


def _held(layer: Layer) -> Layer:
    """A figure taken once, held for every period: the newest of each area."""
    import numpy as np  # slow import

    filled = ~np.isnan(layer.value)
    last = layer.value.shape[1] - 1 - np.argmax(filled[:, ::-1], axis=1)
    rows = np.arange(len(last))
    spread = [
        np.repeat(part[rows, last][:, None], part.shape[1], axis=1)
        for part in (layer.value, layer.status, layer.vintage, layer.published)
    ]
    return Layer(*spread)


def _one(entry: Indicator, grid: Grid, editions: _Editions, without: Counter[str]) -> None:
    """Add the layer of one formula to the grid."""
    import numpy as np  # slow import

    node = formula.parse(entry.formula)
    given = formula.inputs(node)
    layers = {one: _shifted(grid, one) for one in given}
    with np.errstate(all="ignore"):
        value = np.broadcast_to(_value(node, layers), (len(grid.areas), len(grid.periods))).copy()
    layer = _joined(list(layers.values()), grid)
    layer.value = value
    candidates = _candidates(given, layers, editions.catalogue)
    failed = np.isnan(value) & candidates
    present = np.all([~np.isnan(one.value) for one in layers.values()], axis=0)
    without[derive.MISSING_INPUT] += int((failed & ~present).sum())
    for area, period in np.argwhere(failed & present).tolist():
        cell = {one: float(layers[one].value[area, period]) for one in given}
        without[_reason(node, cell)] += 1
    value[~candidates] = np.nan
    grid.layers[entry.code] = layer
    if any(editions.catalogue[one.code].account for one in given):
        _mixed_rows(entry, grid, editions)
    else:
        _tell(entry, grid, editions)


def _candidates(given: Sequence[Input], layers: Mapping[Input, Layer], catalogue: Catalogue) -> Array:
    """Where one of the inputs of the period itself is known (of any input, when all are lags)."""
    import numpy as np  # slow import

    lasting = [one for one in given if catalogue[one.code].frequency != derive.ONCE]
    now = [one for one in lasting if not one.back] or lasting
    found: Array = np.any([~np.isnan(layers[one].value) for one in now], axis=0)
    return found


def _reason(node: Node, cell: Mapping[Input, float]) -> str:
    try:
        formula.evaluate(node, cell)
    except formula.NoValue as none:
        return str(none)
    return "not_finite"


def _shifted(grid: Grid, given: Input) -> Layer:
    """The layer of one input: shifted by its lag, summed over the areas below."""
    import numpy as np  # slow import

    layer = grid.layers.get(given.code) or grid.empty()
    if given.level:
        layer = _summed(layer, grid, given.level)
    if not given.back:
        return layer
    parts = []
    for part, blank in ((layer.value, np.nan), (layer.status, 0), (layer.vintage, 0), (layer.published, 0)):
        moved = np.full_like(part, blank)
        moved[:, given.back :] = part[:, : -given.back]
        parts.append(moved)
    return Layer(*parts)


def _summed(layer: Layer, grid: Grid, level: str) -> Layer:
    """For each area the sum over its areas of a level; missing where one of them is missing."""
    found = grid.empty()
    at = {area: place for place, area in enumerate(grid.areas)}
    for area, row in at.items():
        below = [at.get(child.code, -1) for child in register.children(area, level)]
        if not below or -1 in below:
            continue
        found.value[row] = layer.value[below].sum(axis=0)
        found.status[row] = layer.status[below].max(axis=0)
        found.published[row] = layer.published[below].max(axis=0)
        found.vintage[row] = _join_vintages([layer.vintage[child] for child in below], grid)
    return found


def _joined(layers: Sequence[Layer], grid: Grid) -> Layer:
    """Worst status, newest day and all editions of several layers."""
    import numpy as np  # slow import

    found = grid.empty()
    found.status = np.max([layer.status for layer in layers], axis=0)
    found.published = np.max([layer.published for layer in layers], axis=0)
    found.vintage = _join_vintages([layer.vintage for layer in layers], grid)
    return found


def _join_vintages(parts: Sequence[Array], grid: Grid) -> Array:
    """The index of the joined names of editions, cell by cell; each distinct pair is joined once."""
    import numpy as np  # slow import

    joined = parts[0]
    for part in parts[1:]:
        if np.array_equal(joined, part):
            continue
        pairs = joined.astype(np.int64) * (len(grid.vintages) + 1) + part
        distinct, where = np.unique(pairs, return_inverse=True)
        size = len(grid.vintages) + 1
        names = [derive.joined((grid.vintages[pair // size], grid.vintages[pair % size])) for pair in distinct.tolist()]
        known = {name: at for at, name in enumerate(grid.vintages)}
        for name in names:
            if name not in known:
                known[name] = len(grid.vintages)
                grid.vintages.append(name)
        joined = np.array([known[name] for name in names], dtype=np.int32)[where].reshape(part.shape)
    return joined


def _tell(entry: Indicator, grid: Grid, editions: _Editions) -> None:
    """Make a computed layer known to the formulas that go figure by figure."""
    import numpy as np  # slow import

    layer = grid.layers[entry.code]
    for row in (at for at, area in enumerate(grid.areas) if area in editions.mixed):
        for column in np.flatnonzero(~np.isnan(layer.value[row])).tolist():
            at = (row, column)
            told = Entry(
                grid.vintages[layer.vintage[at]],
                int(layer.published[at]),
                float(layer.value[at]),
                int(layer.status[at]),
            )
            editions.known.put(entry.code, grid.areas[row], grid.periods[column], (told,))


def _mixed_rows(entry: Indicator, grid: Grid, editions: _Editions) -> None:
    """Figure by figure where an account has several editions: the newest that has all inputs is taken."""
    import numpy as np  # slow import

    layer = grid.layers[entry.code]
    rows = [at for at, area in enumerate(grid.areas) if area in editions.mixed]
    vintage_at = {name: at for at, name in enumerate(grid.vintages)}
    for row in rows:
        layer.value[row] = np.nan
    for row in rows:
        found, _ = derive.compute([entry], [grid.areas[row]], editions.known, editions.catalogue)
        for one in found:
            if one.period not in grid.periods or one.answer.value is None:
                continue
            at = (row, grid.periods.index(one.period))
            name = one.answer.vintage
            if name not in vintage_at:
                vintage_at[name] = len(grid.vintages)
                grid.vintages.append(name)
            layer.value[at], layer.status[at] = one.answer.value, one.answer.status
            layer.vintage[at], layer.published[at] = vintage_at[name], one.answer.published


def _value(node: Node, layers: Mapping[Input, Layer]) -> Any:
    """The formula on arrays; anything that is not finite on the way is NaN from there on."""
    import numpy as np  # slow import

    if isinstance(node, Number):
        return node.value
    if isinstance(node, Input):
        return layers[node].value
    if isinstance(node, Positive):
        part = np.asarray(_value(node.part, layers))
        return np.where(part > 0, part, np.nan)
    if isinstance(node, Call):
        arguments = [np.asarray(_value(part, layers)) for part in node.arguments]
        found = np.asarray(_FUNCTIONS[node.function](*arguments), dtype=np.float64)
        bad = ~np.isfinite(found) | np.any([np.isnan(np.broadcast_to(one, found.shape)) for one in arguments], axis=0)
        return np.where(bad, np.nan, found)
    left, right = _value(node.left, layers), _value(node.right, layers)
    found = np.asarray(_OPERATORS[node.operator](left, right))
    return np.where(np.isfinite(found), found, np.nan)


def _numpy(name: str) -> Any:
    def call(*arguments: Any) -> Any:
        import numpy as np  # slow import

        return getattr(np, name)(*arguments)

    return call


_OPERATORS = {"+": _numpy("add"), "-": _numpy("subtract"), "*": _numpy("multiply"), "/": _numpy("divide")}
_FUNCTIONS = {
    "abs": _numpy("abs"),
    "sqrt": _numpy("sqrt"),
    "ln": _numpy("log"),
    "exp": _numpy("exp"),
    "least": _numpy("minimum"),
    "greatest": _numpy("maximum"),
    "power": _numpy("power"),
}


def _add(builder: Builder, entry: Indicator, grid: Grid, source: str) -> None:
    """Add the layer of a formula to the rows."""
    import numpy as np  # slow import

    layer = grid.layers[entry.code]
    area_at, period_at = np.nonzero(~np.isnan(layer.value))
    if not len(area_at):
        return
    at = (area_at, period_at)
    facts = layer.vintage[at].astype(np.int64) << 32 | layer.published[at].astype(np.int64) << 2 | layer.status[at]
    distinct = np.unique(facts)
    where = np.searchsorted(distinct, facts)
    origins = [
        Origin(grid.vintages[fact >> 32], fact >> 2 & 0x3FFFFFFF, fact & 3, source, "", entry.formula)
        for fact in distinct.tolist()
    ]
    keys = [SeriesKey(entry.code, area) for area in grid.areas]
    builder.extend(keys, grid.periods, origins, (area_at, period_at, where), layer.value[at])
