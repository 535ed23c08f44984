"""Choosing projects: our time, proofs and gaps beside the raw solver on the same instances in the same run.

python benchmarks/fund_choice.py [province] [knapsack] [core] [locks] [prices] [front] [nation]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import highspy
import numpy as np

from sawan.fund import choice
from sawan.fund.choice.engine import quiet_output
from sawan.fund.choice.front import front
from sawan.fund.choice.prices import exact_prices
from sawan.fund.choice.robustness import core


@dataclass(frozen=True)
class Case:
    """The texts of one instance."""

    name: str
    proposals: str
    rules: str

    def model(self) -> choice.Model:
        return choice.Model(*choice.read(choice.Sources(self.proposals.encode(), self.rules.encode())))


def province(seed: int, extra: str = "") -> Case:
    """A synthetic province of 300 proposals: four yearly ceilings, district floors, prerequisites, exclusions."""
    chance = np.random.default_rng(seed)
    size = 300
    cost = np.clip(np.exp(chance.normal(np.log(1800), 1, size)), 150, 60000).round().astype(int)
    years = chance.choice([1, 2, 3, 4], size, p=[0.70, 0.18, 0.08, 0.04])
    paid = np.zeros((size, 4), dtype=int)
    for j, count in enumerate(years):
        paid[j, :count] = np.floor(chance.dirichlet([4.0] * count) * cost[j])
        paid[j, 0] += cost[j] - paid[j].sum()
    shares = [chance.dirichlet([3.0] * 15), chance.dirichlet([3.0] * 16)]
    tags = [chance.choice(len(part), size, p=part) for part in shares]
    quality = chance.normal(0, 1, size)
    scores = np.clip(50 + 12 * quality[:, None] + chance.normal(0, 14, (size, 4)), 0, 100) * cost[:, None] ** 0.62
    ceilings = (paid.sum(axis=0) / 2.5).astype(int)
    limits = []
    for tag, part, member in zip(("d", "g"), shares, tags, strict=True):
        for k, share in enumerate(part):
            demand = 0.6 * cost[member == k].sum()
            floor = min(0.55 * share * ceilings.sum() if tag == "d" else 0.02 * ceilings.sum(), demand)
            if demand:
                limits.append(f"  - {{where: {{{tag}: {tag}{k}}}, min: {int(floor)}}}")
    pairs = [sorted(chance.choice(size, 2, replace=False)) for _ in range(52)]
    requires = {later: f"p{earlier}" for earlier, later in pairs[:40]}
    excludes = {later: f"p{earlier}" for earlier, later in pairs[40:]}
    lines = ["id,value,s1,s2,s3,s4,c1,c2,c3,c4,d,g,requires,excludes"]
    for j in range(size):
        cells = [f"p{j}", round(scores[j].mean()), *scores[j].round().astype(int), *paid[j]]
        cells += [f"d{tags[0][j]}", f"g{tags[1][j]}", requires.get(j, ""), excludes.get(j, "")]
        lines.append(",".join(map(str, cells)))
    money = ", ".join(f"c{k + 1}: {most}" for k, most in enumerate(ceilings))
    return Case(
        f"province {seed}", "\n".join(lines), f"ceilings: {{{money}}}\nlimits:\n" + "\n".join(limits) + "\n" + extra
    )


def knapsack(size: int, tightness: float, seed: int) -> Case:
    """Five ceilings and nothing else, made as Chu and Beasley (1998) did."""
    chance = np.random.default_rng(seed)
    weights = chance.integers(1, 1001, (5, size))
    values = (weights.sum(axis=0) / 5 + 500 * chance.random(size)).astype(int)
    lines = ["id,value,c1,c2,c3,c4,c5"]
    lines += [",".join(map(str, [f"p{j}", values[j], *weights[:, j]])) for j in range(size)]
    money = ", ".join(f"c{k + 1}: {int(weights[k].sum() * tightness)}" for k in range(5))
    return Case(f"5 x {size} at {tightness}", "\n".join(lines), f"ceilings: {{{money}}}\n")


def nation(seed: int, *, joined: bool) -> Case:
    """20,000 proposals of 77 provinces, each with its ceiling; `joined` adds a national one."""
    chance = np.random.default_rng(seed)
    size = 20_000
    home = chance.integers(0, 77, size)
    cost = np.clip(np.exp(chance.normal(np.log(1800), 1, size)), 150, 60000).round().astype(int)
    value = (np.clip(50 + 12 * chance.normal(0, 1, size), 0, 100) * cost**0.62).round().astype(int)
    lines = ["id,value,cost,province"] + [f"p{j},{value[j]},{cost[j]},v{home[j]}" for j in range(size)]
    most = cost.sum() / 2.7 if joined else cost.sum()
    limits = "".join(
        f"  - {{where: {{province: v{k}}}, of: cost, max: {int(cost[home == k].sum() / 2.5)}}}\n" for k in range(77)
    )
    name = f"nation, {'with' if joined else 'without'} a national ceiling"
    return Case(name, "\n".join(lines), f"ceilings: {{cost: {int(most)}}}\nlimits:\n{limits}")


def raw(model: choice.Model, seconds: float) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and gap of HiGHS alone on the same matrix."""
    with quiet_output():
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("time_limit", seconds)):
        solver.setOptionValue(name, value)
    cost, _ = model.matrix.costs[0]
    low, high = model.matrix.row_bounds()
    columns = model.matrix.column_bounds()
    for j in range(model.matrix.width):
        solver.addCol(-cost[j], columns[0][j], columns[1][j], 0, np.zeros(0, dtype=np.int32), np.zeros(0))
        if model.matrix.integer[j]:
            solver.changeColIntegrality(j, highspy.HighsVarType.kInteger)
    for at, row in enumerate(model.matrix.rows):
        solver.addRow(low[at], high[at], len(row.places), row.places.astype(np.int32), row.values)
    wall, cpu = time.perf_counter(), time.process_time()
    solver.run()
    info = solver.getInfo()
    gap = abs(info.mip_dual_bound - info.objective_function_value) / max(1e-9, abs(info.objective_function_value))
    return time.perf_counter() - wall, time.process_time() - cpu, gap


def show(name: str, ours: float, cpu: float, floor: float, note: str) -> None:
    ratio = f"{ours / floor:6.2f}" if floor else "     –"
    print(f"{name:42} {ours:8.2f} {cpu:8.2f} {floor:8.2f} {ratio}  {note}")


def compare(case: Case, seconds: float) -> float:
    """One choice beside the raw solver; the wall seconds of ours."""
    model = case.model()
    wall, cpu = time.perf_counter(), time.process_time()
    made = choice.Model(model.proposals, model.rules)
    found = made.choose(choice.Clock(seconds), race=True)
    ours, spent = time.perf_counter() - wall, time.process_time() - cpu
    floor, least, gap = raw(model, seconds)
    note = f"{found.status}, gap {found.gap:.5%} (raw {gap:.5%}), CPU ratio {spent / least:.2f}"
    show(case.name, ours, spent, floor, note)
    return ours


def provinces() -> None:
    times = [compare(province(seed), 60) for seed in range(2560, 2570)]
    print(f"{'median and worst of ten':42} {np.median(times):8.2f} {max(times):8.2f}")


def knapsacks() -> None:
    for size in (100, 250, 500):
        for tightness in (0.25, 0.5, 0.75):
            compare(knapsack(size, tightness, size + int(tightness * 4)), 60)


def cores() -> None:
    extra = "criteria: {" + ", ".join(f"s{k}: [0.2, 0.3]" for k in (1, 2, 3, 4)) + "}\n"
    for seed in (2564, 2565):
        model = province(seed, extra).model()
        chosen = model.choose(choice.Clock(60))
        wall, cpu = time.perf_counter(), time.process_time()
        found = core(model, chosen, choice.Clock(60), 2, lambda th, en: None)
        note = f"complete {found.complete}, {len(found.portfolios)} portfolios, regret {found.regret:.4%}"
        show(f"core of province {seed}", time.perf_counter() - wall, time.process_time() - cpu, 0.0, note)


def locks() -> None:
    """Twenty locks and unlocks of a committee, one after the other: the slowest, and what was still open."""
    model = province(2564).model()
    chosen = model.choose(choice.Clock(60))
    assert chosen.selection is not None
    session = choice.Session(model, chosen)
    times, used, gaps = [], [], []
    for place in np.random.default_rng(1).choice(300, 20, replace=False):
        for funded in (not chosen.selection.shares[place], None):
            wall, cpu = time.perf_counter(), time.process_time()
            answer = session.lock(int(place), funded=funded)
            times.append(time.perf_counter() - wall)
            used.append(time.process_time() - cpu)
            gaps.append(answer.at_most_better if answer.possible else 0.0)
    show("locks: the slowest of 40", max(times), max(used), 0.0, f"at most {max(gaps):.2%} better was possible")


def prices() -> None:
    model = province(2564).model()
    chosen = model.choose(choice.Clock(60))
    wall, cpu = time.perf_counter(), time.process_time()
    found = dict(exact_prices(model, chosen, choice.Clock(120), 2))
    note = f"{len(found)} of 300 in 120 s"
    show("prices of a province", time.perf_counter() - wall, time.process_time() - cpu, 0.0, note)


def fronts() -> None:
    chance = np.random.default_rng(50)
    numbers = chance.integers(10, 101, (50, 4))
    lines = ["id,v1,v2,c1,c2", *(",".join(map(str, [f"p{j}", *row])) for j, row in enumerate(numbers))]
    half = numbers.sum(axis=0) // 2
    rules = f"ceilings: {{c1: {half[2]}, c2: {half[3]}}}\nobjective: max v1\npareto: [max v1, max v2]\n"
    model = Case("front", "\n".join(lines), rules).model()
    wall, cpu = time.perf_counter(), time.process_time()
    found = front(model, model.rules.pareto, choice.Clock(60))
    note = f"{len(found.points)} points, complete {found.complete}"
    show("front of two objectives, 50 proposals", time.perf_counter() - wall, time.process_time() - cpu, 0.0, note)


def nations() -> None:
    for joined in (False, True):
        compare(nation(1, joined=joined), 60)


PARTS: dict[str, Callable[[], None]] = {
    "province": provinces,
    "knapsack": knapsacks,
    "core": cores,
    "locks": locks,
    "prices": prices,
    "front": fronts,
    "nation": nations,
}


def wanted(words: list[str]) -> Iterator[str]:
    """The parts that were asked for; all of them when none was named."""
    yield from (name for name in PARTS if not words or name in words)


if __name__ == "__main__":
    print(f"{'':42} {'ours s':>8} {'CPU s':>8} {'raw s':>8} {'ratio':>6}")
    for part in wanted(sys.argv[1:]):
        PARTS[part]()
