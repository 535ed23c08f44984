"""Choosing sites exactly: p-median, maximal covering, fewest sites that cover all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from math import comb, inf

import numpy as np
from numpy.typing import NDArray

from sawan.evaluate.analyses.places import Array
from sawan.evaluate.analyses.solver import Program

Flags = NDArray[np.bool_]

FEW_SETS = 120_000
"""So many sets of sites are simply all tried."""
CHUNK = 5_000
ROUNDS = 1_500
PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """Sites by number, ascending, and the value of the objective."""

    sites: tuple[int, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Rules:
    """Sites that must be chosen, sites that must not, and how much each can serve (None: without limit)."""

    fixed: tuple[int, ...] = ()
    forbidden: tuple[int, ...] = ()
    capacity: Array | None = None


FREE = Rules()


def p_median(distance: Array, weights: Array, count: int, rules: Rules = FREE) -> Choice | None:
    """The `count` sites with the least `sum_i w_i min_j d_ij` (Hakimi 1964); None when the rules leave no choice.

    `distance` is n demands x m candidates, `weights` n. Small problems are tried through; large ones are cut down by
    Lagrangian bounds, which lose no optimum, and solved by HiGHS to proven optimality.
    """
    if rules.capacity is not None:
        return _with_capacity(distance, weights, count, rules, rules.capacity)
    near = near_optimal(distance, weights, count, rules, within=0.0, most=1)
    return near[0] if near else None


def near_optimal(
    distance: Array, weights: Array, count: int, rules: Rules = FREE, *, within: float = 0.01, most: int = 20
) -> list[Choice]:
    """The best set of sites and every set whose total is at most `within` above it, best first, at most `most`.

    Where even the reduced problem has too many sets to try, the best alone.
    """
    cost = distance * weights[:, None]
    allowed = _allowed(cost.shape[1], rules)
    if not len(rules.fixed) <= count <= len(allowed):
        return []
    if _sets(allowed, count, rules) <= FEW_SETS:
        return _tried(cost, count, allowed, rules, within)[:most]
    near = _reduced(cost, count, allowed, rules, within)
    if _sets(near, count, rules) <= FEW_SETS:
        return _tried(cost, count, near, rules, within)[:most]
    return [_by_highs(cost, count, _reduced(cost, count, allowed, rules, 0.0), rules)]


def max_cover(covers: Flags, weights: Array, count: int, rules: Rules = FREE) -> Choice | None:
    """The `count` sites that cover most weight (MCLP, Church and ReVelle 1974); None when the rules leave no choice.

    `covers` is n demands x m candidates, true where a candidate reaches a demand.
    """
    if not len(rules.fixed) <= count <= len(_allowed(covers.shape[1], rules)):
        return None
    program = Program()
    sites = _site_variables(program, covers.shape[1], rules)
    program.row(sites, [1.0] * len(sites), low=count, high=count)
    for demand, weight in enumerate(weights.tolist()):
        reached = program.variable(-weight)
        reaching = np.flatnonzero(covers[demand]).tolist()
        program.row([reached, *reaching], [1.0, *([-1.0] * len(reaching))], high=0)
    found = program.solve()
    if found is None:
        return None
    chosen = np.flatnonzero(found[: len(sites)] > 0.5)
    return Choice(tuple(chosen.tolist()), float(weights[covers[:, chosen].any(axis=1)].sum()))


def near_cover(
    covers: Flags, weights: Array, count: int, rules: Rules = FREE, *, within: float = 0.01, most: int = 20
) -> list[Choice]:
    """The best covering set and every set that covers at most `within` less, best first, at most `most`.

    Candidates that reach only what every candidate reaches add nothing and are left out. Where too many sets remain
    to be tried, the best alone.
    """
    best = max_cover(covers, weights, count, rules)
    if best is None:
        return []
    allowed = _allowed(covers.shape[1], rules)
    apart = covers[~covers[:, allowed].all(axis=1)]
    useful = [site for site in allowed if site in rules.fixed or apart[:, site].any()]
    if count > len(useful) or _sets(useful, count, rules) > FEW_SETS:
        return [best]
    free = [site for site in useful if site not in rules.fixed]
    kept: list[Choice] = []
    for sets in _chunks(combinations(free, count - len(rules.fixed))):
        chosen = np.array([sorted((*one, *rules.fixed)) for one in sets], dtype=int).reshape(len(sets), count)
        totals = weights @ covers[:, chosen].any(axis=2)
        near = np.flatnonzero(totals >= best.value * (1 - within) - 1e-9 * abs(best.value))
        kept += [Choice(tuple(chosen[at].tolist()), float(totals[at])) for at in near]
    return sorted(kept, key=lambda one: (-round(one.value / (best.value or 1), 9), one.sites))[:most] or [best]


def fewest_sites(covers: Flags, rules: Rules = FREE) -> Choice | None:
    """The least number of sites that cover every demand (LSCP, Toregas and others 1971); None when nothing does."""
    program = Program()
    sites = _site_variables(program, covers.shape[1], rules, cost=1.0)
    for demand in range(covers.shape[0]):
        reaching = np.flatnonzero(covers[demand]).tolist()
        program.row(reaching, [1.0] * len(reaching), low=1)
    found = program.solve() if sites else None
    if found is None:
        return None
    chosen = tuple(np.flatnonzero(found > 0.5).tolist())
    return Choice(chosen, float(len(chosen)))


def _allowed(count: int, rules: Rules) -> list[int]:
    return [site for site in range(count) if site not in set(rules.forbidden)]


def _sets(allowed: Sequence[int], count: int, rules: Rules) -> int:
    return comb(len(allowed) - len(rules.fixed), count - len(rules.fixed))


def _site_variables(program: Program, count: int, rules: Rules, cost: float = 0.0) -> list[int]:
    return [
        program.variable(cost, lower=site in rules.fixed, upper=site not in rules.forbidden, whole=True)
        for site in range(count)
    ]


def _tried(cost: Array, count: int, allowed: Sequence[int], rules: Rules, within: float) -> list[Choice]:
    """All sets of sites, the near-optimal kept: best first, of equals the one with the smaller numbers."""
    free = [site for site in allowed if site not in rules.fixed]
    kept: list[Choice] = []
    best = inf
    for sets in _chunks(combinations(free, count - len(rules.fixed))):
        chosen = np.array([sorted((*one, *rules.fixed)) for one in sets], dtype=int).reshape(len(sets), count)
        totals = cost[:, chosen].min(axis=2).sum(axis=0)
        best = min(best, float(totals.min()))
        near = np.flatnonzero(totals <= best * (1 + within) + 1e-9 * abs(best))
        kept += [Choice(tuple(chosen[at].tolist()), float(totals[at])) for at in near]
    near_best = [one for one in kept if one.value <= best * (1 + within) + 1e-9 * abs(best)]
    return sorted(near_best, key=lambda one: (round(one.value / (best or 1), 9), one.sites))


def _chunks(sets: Iterator[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    while chunk := list(islice(sets, CHUNK)):
        yield chunk


def _reduced(cost: Array, count: int, allowed: Sequence[int], rules: Rules, within: float) -> list[int]:
    """Candidates that may stand in a set within `within` of the best.

    Lagrangian relaxation of "every demand is served once" (Cornuejols, Fisher and Nemhauser 1977): a candidate whose
    use alone lifts the lower bound over the best known total can be in no such set.
    """
    columns = cost[:, allowed]
    must = np.isin(allowed, rules.fixed)
    chosen, upper = _interchanged(columns, _greedy(columns, count, must), must)
    limit = upper * (1 + within) + 1e-9 * abs(upper)
    keep = np.ones(len(allowed), dtype=bool)
    price = columns[:, chosen].min(axis=1) + columns.std(axis=1) / count
    best, step, stale = -inf, 2.0, 0
    for _ in range(ROUNDS):
        saving = np.minimum(columns - price[:, None], 0.0).sum(axis=0)
        order = np.argsort(np.where(must, -inf, saving), kind="stable")[:count]
        bound = float(price.sum() + saving[order].sum())
        keep &= must | (bound + np.maximum(saving - saving[order[-1]], 0.0) <= limit)
        best, stale = (bound, 0) if bound > best else (best, stale + 1)
        if stale == PATIENCE:
            step, stale = step / 2, 0
        slope = 1.0 - (columns[:, order] < price[:, None]).sum(axis=1)
        length = float((slope**2).sum())
        if length == 0 or limit - bound <= 0:
            break
        price = price + step * (limit - bound) / length * slope
    return [site for site, kept in zip(allowed, keep, strict=True) if kept]


def _greedy(cost: Array, count: int, must: Flags) -> list[int]:
    chosen = np.flatnonzero(must).tolist()
    served = cost[:, chosen].min(axis=1) if chosen else np.full(len(cost), inf)
    while len(chosen) < count:
        totals = np.minimum(cost, served[:, None]).sum(axis=0)
        totals[chosen] = inf
        chosen.append(int(totals.argmin()))
        served = np.minimum(served, cost[:, chosen[-1]])
    return chosen


def _interchanged(cost: Array, chosen: list[int], must: Flags) -> tuple[list[int], float]:
    """Swap one site for another as long as it helps (Teitz and Bart 1968)."""
    chosen = list(chosen)
    total = float(cost[:, chosen].min(axis=1).sum())
    while True:
        best = (total, 0, 0)
        for at, site in enumerate(chosen):
            if must[site]:
                continue
            rest = chosen[:at] + chosen[at + 1 :]
            served = cost[:, rest].min(axis=1) if rest else np.full(len(cost), inf)
            totals = np.minimum(cost, served[:, None]).sum(axis=0)
            if totals.min() < best[0] * (1 - 1e-12):
                best = (float(totals.min()), at, int(totals.argmin()))
        if best[0] >= total:
            return chosen, total
        total, chosen[best[1]] = best[0], best[2]


def _by_highs(cost: Array, count: int, allowed: Sequence[int], rules: Rules) -> Choice:
    """The radius formulation (Elloumi 2010): z_ik says that the k nearest sites of demand i are all closed."""
    columns = cost[:, allowed]
    program = Program()
    sites = [program.variable(0.0, lower=site in rules.fixed, whole=True) for site in allowed]
    program.row(sites, [1.0] * len(sites), low=count, high=count)
    reach = len(allowed) - count + 1
    for row in columns:
        order = np.argsort(row, kind="stable")[:reach].tolist()
        before: int | None = None
        for near, far in pairwise(order):
            closed = program.variable(float(row[far] - row[near]))
            if before is None:
                program.row([closed, near], [1.0, 1.0], low=1)
            else:
                program.row([closed, near, before], [1.0, 1.0, -1.0], low=0)
            before = closed
        if before is not None:
            program.row([before, order[-1]], [-1.0, 1.0], low=0)
    found = program.solve()
    if found is None:
        raise AssertionError("a p-median with enough candidates has a solution")
    chosen = [allowed[at] for at in np.flatnonzero(found[: len(sites)] > 0.5).tolist()]
    return Choice(tuple(chosen), float(cost[:, chosen].min(axis=1).sum()))


def _with_capacity(distance: Array, weights: Array, count: int, rules: Rules, capacity: Array) -> Choice | None:
    """Demand may be shared between sites; a site serves at most its capacity, in the unit of the weights."""
    program = Program()
    candidates = distance.shape[1]
    sites = _site_variables(program, candidates, rules)
    program.row(sites, [1.0] * candidates, low=count, high=count)
    served: list[list[int]] = [[] for _ in sites]
    for row, weight in zip(distance.tolist(), weights.tolist(), strict=True):
        shares = [program.variable(weight * far) for far in row]
        program.row(shares, [1.0] * candidates, low=1, high=1)
        for site, share in enumerate(shares):
            program.row([share, site], [1.0, -1.0], high=0)
            served[site].append(share)
    for site, shares in enumerate(served):
        program.row([*shares, site], [*weights.tolist(), -float(capacity[site])], high=0)
    found = program.solve()
    if found is None:
        return None
    chosen = tuple(np.flatnonzero(found[:candidates] > 0.5).tolist())
    return Choice(chosen, float(np.array(program.cost) @ found))
