"""A second reading of the contract: plain Python loops over one value at a time, to compare the arrays with.

Shares no code with the product. Values are `x[area][year][code]`, None where missing; steps take and give the same.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from itertools import permutations
from typing import Any

Cell = float | None
Table = dict[str, dict[int, dict[str, Cell]]]


class ByHand:
    """An index over `values`; `tree` is nested as in the specification, `spec` holds its other keys."""

    def __init__(self, tree: Mapping[str, Any], spec: Mapping[str, Any], values: Table) -> None:
        self.spec = spec
        self.values = values
        self.areas = list(values)
        self.years = sorted({year for own in values.values() for year in own})
        self.children: dict[str, list[str]] = {}
        self.direction: dict[str, int] = {}
        ((self.top, below),) = tree.items()
        self.grow(self.top, below)
        self.codes = list(self.direction)
        self.parent = {child: parent for parent, own in self.children.items() for child in own}

    def grow(self, code: str, below: Any) -> None:
        self.children[code] = []
        for child in below:
            name = child if isinstance(below, Mapping) else child.lstrip("-")
            self.children[code].append(name)
            if isinstance(below, Mapping):
                self.grow(name, below[child])
            else:
                self.direction[name] = -1 if child.startswith("-") else 1

    def level(self, code: str) -> int:
        return 1 + max(self.level(child) for child in self.children[code]) if code in self.children else 1

    # pools

    def pool(self, step: Any, year: int) -> list[int]:
        """Years whose values make the statistics of a year."""
        own = step.get("pool") if isinstance(step, Mapping) else None
        asked = own or self.spec.get("pool", "panel")
        return {"panel": self.years, "year": [year]}.get(asked, [asked])

    def observations(self, table: Table, code: str, years: Sequence[int]) -> list[float]:
        found = [table[area][year][code] for year in years for area in self.areas]
        return [value for value in found if value is not None]

    def copy(self, table: Table) -> Table:
        return {area: {year: dict(cells) for year, cells in own.items()} for area, own in table.items()}

    # screening and imputation

    def screened(self) -> Table:
        table = self.copy(self.values)
        for area in self.areas:
            for year in self.years:
                cells = table[area][year]
                known = sum(cells[code] is not None for code in self.codes)
                if known < self.spec.get("screen", 0) * len(self.codes):
                    table[area][year] = dict.fromkeys(cells)
        return table

    def gone(self, area: str, year: int) -> bool:
        known = sum(self.values[area][year][code] is not None for code in self.codes)
        return known < self.spec.get("screen", 0) * len(self.codes)

    def imputed(self) -> Table:
        step = named(self.spec.get("impute", "none"))
        table = self.screened()
        while step is not None:
            before = self.copy(table)
            for area in self.areas:
                for year in self.years:
                    for code in self.codes:
                        if before[area][year][code] is None and not self.gone(area, year):
                            table[area][year][code] = self.guess(before, step, area, year, code)
            step = named(step["then"]) if "then" in step else None
        return table

    def guess(self, table: Table, step: Mapping[str, Any], area: str, year: int, code: str) -> Cell:
        method = step["method"]
        own = {at: table[area][at][code] for at in self.years if table[area][at][code] is not None}
        if method in ("mean", "median"):
            found = self.observations(table, code, self.pool(step, year))
            return {"mean": statistics.fmean, "median": statistics.median}[method](found) if found else None
        if method == "previous":
            earlier = [at for at in own if at < year]
            return own[earlier[-1]] if earlier and year - earlier[-1] <= step.get("max_gap", 999) else None
        if method == "linear":
            return between(own, year)
        if method == "siblings":
            return self.from_siblings(table, step, area, year, code)
        return None

    def from_siblings(self, table: Table, step: Mapping[str, Any], area: str, year: int, code: str) -> Cell:
        def ends(other: str) -> tuple[float, float]:
            y = [self.direction[other] * x for x in self.observations(table, other, self.pool(step, year))]
            return min(y), max(y)

        scaled = []
        for other in self.children[self.parent[code]]:
            value = table[area][year].get(other) if other in self.direction else None
            if value is not None:
                low, high = ends(other)
                scaled.append((self.direction[other] * value - low) / (high - low))
        if not scaled:
            return None
        low, high = ends(code)
        return self.direction[code] * (statistics.fmean(scaled) * (high - low) + low)

    # treatment

    def treated(self) -> Table:
        table, done = self.imputed(), self.imputed()
        step = named(self.spec.get("treat", "none"))
        for code in self.codes:
            own = named(step.get("per", {}).get(code, step))
            for year in self.years:
                pooled = self.observations(table, code, self.pool(step, year))
                change = treatment(own, pooled)
                for area in self.areas:
                    value = table[area][year][code]
                    done[area][year][code] = None if value is None else change(value)
        return done

    # normalisation

    def normalised(self) -> Table:
        table, done = self.treated(), self.treated()
        step = named(self.spec.get("normalise", "minmax"))
        for code in self.codes:
            own = named(step.get("per", {}).get(code, step))
            for year in self.years:
                pooled = self.observations(table, code, self.pool(step, year))
                for area in self.areas:
                    value = table[area][year][code]
                    if value is not None:
                        reference = table[own["area"]][year][code] if "area" in own else None
                        done[area][year][code] = scale(own, value, pooled, self.direction[code], reference)
        return done

    # aggregation

    def scores(self) -> dict[str, dict[str, dict[int, Cell]]]:
        """Score by node, area and year."""
        table = self.normalised()
        found: dict[str, dict[str, dict[int, Cell]]] = {
            code: {area: {year: table[area][year][code] for year in self.years} for area in self.areas}
            for code in self.codes
        }
        for code in sorted(self.children, key=self.level):
            found[code] = {area: {} for area in self.areas}
            for year in self.years:
                for area, value in self.node(code, found, year).items():
                    found[code][area][year] = value
        return {code: found[code] for code in self.children}

    def method_of(self, code: str) -> Mapping[str, Any]:
        asked = self.spec.get("aggregate", "arithmetic")
        if isinstance(asked, list):
            return named(asked[self.level(code) - 2])
        step = named(asked)
        return named(step.get("per", {}).get(code, step))

    def node(self, code: str, found: Mapping[str, Any], year: int) -> dict[str, Cell]:
        method, children = self.method_of(code), self.children[code]
        weights = {child: self.spec.get("weights", {}).get(child, 1.0) for child in children}
        rows = {area: {child: found[child][area][year] for child in children} for area in self.areas}
        result: dict[str, Cell] = {}
        for area, row in rows.items():
            known = {child: value for child, value in row.items() if value is not None}
            if not known or len(known) / len(children) < method.get("min_available", 0.5):
                result[area] = None
            elif method["method"] == "copeland":
                result[area] = float(sum(outranks(row, other, weights) for name, other in rows.items() if name != area))
            else:
                total = sum(weights[child] for child in known)
                result[area] = mean(method, list(known.values()), [weights[child] / total for child in known])
        return result


def named(method: Any) -> Mapping[str, Any]:
    return method if isinstance(method, Mapping) else {"method": method}


def between(own: Mapping[int, float], year: int) -> Cell:
    if not own:
        return None
    before, after = [at for at in own if at < year], [at for at in own if at > year]
    if not before or not after:
        return own[(after or before[::-1])[0]]
    a, b = before[-1], after[0]
    return own[a] + (own[b] - own[a]) * (year - a) / (b - a)


def shape(x: Sequence[float]) -> tuple[float, float]:
    """Skewness and excess kurtosis by the formulas of a spreadsheet (SKEW and KURT)."""
    n = len(x)
    if n < 4 or min(x) == max(x):
        return 0.0, -9.0
    m, s = statistics.fmean(x), statistics.stdev(x)
    skew = n / ((n - 1) * (n - 2)) * sum(((v - m) / s) ** 3 for v in x)
    kurt = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * sum(((v - m) / s) ** 4 for v in x)
    return skew, kurt - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))


def outlying(own: Mapping[str, Any], x: Sequence[float]) -> bool:
    skew, kurt = shape(x)
    return abs(skew) >= own.get("skew", 2) and kurt >= own.get("kurtosis", 3.5)


def treatment(own: Mapping[str, Any], pooled: list[float]) -> Callable[[float], float]:
    method = own["method"]
    if method == "none" or not pooled:
        return lambda x: x
    low, high = min(pooled), max(pooled)
    if method in ("auto", "winsorise"):
        return winsorised(own, pooled, {"method": "log", "when": "always"} if method == "auto" else own.get("then"))
    if method == "clip":
        cuts = [quantile(pooled, own.get(name, default)) for name, default in (("low", 0), ("high", 1))]
        return lambda x: min(max(x, cuts[0]), cuts[1])
    if own.get("when", "outlying") != "always" and not outlying(own, pooled):
        return lambda x: x
    hundredth = 0.01 * (high - low)
    if method == "log" or (method == "log_signed" and shape(pooled)[0] > 0):
        return lambda x: math.log(x - low + hundredth)
    if method == "log_signed":
        return lambda x: -math.log(high + hundredth - x)
    if method == "log_plus_one":
        return lambda x: math.log(x - low + 1)
    if method == "log_gii":
        return lambda x: math.log((high - 1) * (x - low) / (high - low) + 1)
    power = own["lambda"]
    return lambda x: math.log(x - low + 1) if power == 0 else ((x - low + 1) ** power - 1) / power


def winsorised(own: Mapping[str, Any], pooled: list[float], then: Any) -> Callable[[float], float]:
    x = list(pooled)
    while outlying(own, x) or own.get("force"):
        moved = sum(a != b for a, b in zip(x, pooled, strict=True))
        if moved >= own.get("max_points", 5) or len(set(x)) <= 2:
            break
        ordered = sorted(set(x))
        if shape(x)[0] >= 0:
            x = [ordered[-2] if value == ordered[-1] else value for value in x]
        else:
            x = [ordered[1] if value == ordered[0] else value for value in x]
    if outlying(own, x) and then is not None:
        return treatment(named(then), pooled)
    low = min(x) if min(x) > min(pooled) else -math.inf
    high = max(x) if max(x) < max(pooled) else math.inf
    return lambda value: min(max(value, low), high)


def quantile(x: Sequence[float], q: float) -> float:
    ordered = sorted(x)
    at = (len(ordered) - 1) * q
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def scale(own: Mapping[str, Any], x: float, pooled: list[float], d: int, reference: Cell) -> float:
    method = own["method"]
    y, pool = d * x, [d * value for value in pooled]
    low, high = min(pool), max(pool)
    a, b = own.get("range", [0, 100])
    if method == "minmax":
        return (y - low) / (high - low) * (b - a) + a
    if method == "goalposts":
        u = (x - own["low"]) / (own["high"] - own["low"])
        u = u if d == 1 else 1 - u
        return (min(max(u, 0), 1) if own.get("clamp", True) else u) * (b - a) + a
    if method == "zscore":
        return (y - statistics.fmean(pool)) / statistics.stdev(pool) * own.get("sd", 1) + own.get("mean", 0)
    if method in ("rank", "borda", "percentile"):
        lower, same = sum(value < y for value in pool), pool.count(y)
        ties = own.get("ties", "min")
        rank = {"min": lower + 1, "max": lower + same, "average": lower + (same + 1) / 2}[ties]
        return {"rank": rank, "borda": rank - 1, "percentile": (rank - 1) / (len(pool) - 1 or 1)}[method]
    if method == "distance_to_max":
        return (y - low) / (high - low)
    if method in ("distance_to_reference", "distance_to_target"):
        best = d * (own["target"] if reference is None else reference)
        u = (y - low) / (best - low)
        return min(u, 1) if own.get("cap") else u
    if method == "fraction_of_max":
        return x / max(pooled) if d == 1 else min(pooled) / x
    return y


def mean(method: Mapping[str, Any], y: list[float], w: list[float]) -> float:
    name = method["method"]
    pairs = list(zip(y, w, strict=True))
    if name == "arithmetic":
        return math.fsum(a * b for a, b in pairs)
    if name == "geometric":
        return math.prod(a**b for a, b in pairs)
    if name == "harmonic":
        return 1 / math.fsum(b / a for a, b in pairs)
    if name == "power":
        return math.fsum(b * a ** method["p"] for a, b in pairs) ** (1 / method["p"])
    if name == "mpi":
        m = math.fsum(a * b for a, b in pairs)
        s2 = math.fsum(b * (a - m) ** 2 for a, b in pairs)
        return m - s2 / m if method.get("penalty", "minus") == "minus" else m + s2 / m
    total = 0.0
    ordered = sorted(pairs)
    for at, (value, weight) in enumerate(ordered):
        total += weight
        if abs(total - 0.5) <= 1e-12:
            return (value + ordered[at + 1][0]) / 2
        if total > 0.5:
            return value
    raise AssertionError(name)


def outranks(row: Mapping[str, Cell], other: Mapping[str, Cell], weights: Mapping[str, float]) -> int:
    won = shared = 0.0
    for child, weight in weights.items():
        mine, theirs = row[child], other[child]
        if mine is None or theirs is None:
            continue
        shared += weight
        won += weight if mine > theirs else weight / 2 if mine == theirs else 0
    if not shared or abs(won / shared - 0.5) <= 1e-12:
        return 0
    return 1 if won / shared > 0.5 else -1


def ranks(scores: Mapping[str, Cell]) -> dict[str, int | None]:
    found: dict[str, int | None] = dict.fromkeys(scores)
    ordered = sorted((area for area in scores if scores[area] is not None), key=lambda area: -(scores[area] or 0))
    for at, area in enumerate(ordered):
        before = ordered[at - 1] if at else None
        one, two = scores[before] if before else None, scores[area]
        tied = one is not None and two is not None and not one - two > 1e-12 * max(1, abs(one))
        found[area] = found[before] if before and tied else at + 1
    return found


def shapley_by_orders(players: Sequence[str], worth: Callable[[frozenset[str]], float]) -> dict[str, float]:
    """Mean over all orders of what each player adds."""
    gains = dict.fromkeys(players, 0.0)
    count = 0
    for order in permutations(players):
        there: frozenset[str] = frozenset()
        for player in order:
            gains[player] += worth(there | {player}) - worth(there)
            there = there | {player}
        count += 1
    return {player: gain / count for player, gain in gains.items()}
