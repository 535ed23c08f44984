"""A programme that falls apart into independent blocks is solved block by block: 77 provinces are 77 small problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .clock import Clock
from .engine import Engine, Outcome, Question, Status
from .matrix import Arrays, Floats, Places
from .side_by_side import side_by_side, workers

SMALLEST = 1000
Bools = NDArray[np.bool_]
_PATIENCE = 4
_FIRST_GAP = 1e-4


@dataclass(frozen=True)
class Block:
    """Columns and rows that belong together, as a programme of its own."""

    columns: Places
    rows: Places
    arrays: Arrays


def can_bind(arrays: Arrays, question: Question) -> Bools:
    """Which rows some values of the columns break: the others join nothing."""
    (low, high), (least, most) = question.column_bounds, question.row_bounds
    binding = np.zeros(len(arrays.rows), dtype=np.bool_)
    for row, (places, values) in enumerate(arrays.rows):
        ends = values * low[places], values * high[places]
        smallest, largest = float(np.minimum(*ends).sum()), float(np.maximum(*ends).sum())
        binding[row] = largest > most[row] or smallest < least[row]
    return binding


def split(arrays: Arrays, binding: Bools) -> list[Block]:
    """The independent blocks under the rows that can bind; one block when everything hangs together."""
    from scipy.sparse import coo_array  # slow import
    from scipy.sparse.csgraph import connected_components  # slow import

    live = np.flatnonzero(binding)
    places = [arrays.rows[row][0] for row in live]
    owners = np.repeat(np.arange(len(live)), [len(at) for at in places])
    joined = np.concatenate(places) if places else np.zeros(0, dtype=np.int64)
    size = arrays.width + len(live)
    graph = coo_array((np.ones(len(joined)), (owners + arrays.width, joined)), shape=(size, size))
    count, labels = connected_components(graph, directed=False)
    if count == 1:
        return [Block(np.arange(arrays.width), np.arange(len(arrays.rows)), arrays)]
    order = np.argsort(labels[: arrays.width], kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    by_label: dict[int, list[int]] = {}
    for place, row in enumerate(live):
        by_label.setdefault(int(labels[arrays.width + place]), []).append(int(row))
    return [
        _block(arrays, group, np.array(by_label.get(int(labels[group[0]]), []), dtype=np.int64)) for group in groups
    ]


def _block(arrays: Arrays, columns: Places, rows: Places) -> Block:
    inside = np.full(arrays.width, -1, dtype=np.int64)
    inside[columns] = np.arange(len(columns))
    kept = [(inside[arrays.rows[row][0]], arrays.rows[row][1]) for row in rows]
    return Block(columns, rows, Arrays(len(columns), kept, arrays.integer[columns]))


def solve_blocks(blocks: Sequence[Block], question: Question, clock: Clock, seed: int) -> Outcome:
    """The answers of all blocks put together: values side by side, objectives and bounds added.

    First every block to within 0.01 %, so that the whole is good early; then those not proved yet, to proof.
    """
    parts = [_part(question, block) for block in blocks]
    found = {place: _free(parts[place]) for place, block in enumerate(blocks) if not len(block.rows)}
    for gap in sorted({question.gap, max(question.gap, _FIRST_GAP)}, reverse=True):
        left = [place for place in range(len(blocks)) if place not in found or found[place].status != "optimal"]
        found.update(
            _solved(blocks, [replace(part, gap=gap) for part in parts], left, clock=clock, seed=seed, before=found)
        )
        if any(found[place].values is None if place in found else True for place in left):
            break
    missing = [found[place].status for place in found if found[place].values is None]
    if missing or len(found) < len(blocks):
        return Outcome("infeasible" if "infeasible" in missing else "unknown")
    values: Floats = np.zeros(len(question.cost))
    for place, block in enumerate(blocks):
        values[block.columns] = found[place].values
    status: Status = "optimal" if all(one.status == "optimal" for one in found.values()) else "feasible"
    outcomes = found.values()
    return Outcome(status, values, sum(one.objective for one in outcomes), sum(one.bound for one in outcomes))


def _solved(
    blocks: Sequence[Block],
    parts: Sequence[Question],
    places: Sequence[int],
    *,
    clock: Clock,
    seed: int,
    before: Mapping[int, Outcome],
) -> dict[int, Outcome]:
    """The answers of some blocks, several at a time; the better of old and new values and bounds."""
    count = workers(1)

    def work(place: int) -> Outcome:
        pending = max(1, len(places) - places.index(place))
        time = clock.part(clock.left * min(1.0, _PATIENCE * count / pending))
        return Engine(blocks[place].arrays, seed).solve(parts[place], time)

    answers: dict[int, Outcome] = {}
    for place, outcome in side_by_side(places, work, clock, count):
        old = before.get(place)
        answers[place] = outcome if old is None or old.values is None else _better(old, outcome)
    return answers


def _better(old: Outcome, new: Outcome) -> Outcome:
    """The better values with the smaller bound; a proof is taken as it is."""
    if new.values is None:
        return replace(old, bound=min(old.bound, new.bound))
    if new.status == "optimal":
        return new
    best = new if new.objective >= old.objective else old
    return replace(best, bound=min(old.bound, new.bound))


def _part(question: Question, block: Block) -> Question:
    low, high = question.column_bounds
    return Question(
        question.cost[block.columns],
        (low[block.columns], high[block.columns]),
        (question.row_bounds[0][block.rows], question.row_bounds[1][block.rows]),
        gap=question.gap,
        first=question.first,
    )


def _free(question: Question) -> Outcome:
    """Columns that no row holds: each at its better bound."""
    values = np.where(question.cost > 0, question.column_bounds[1], question.column_bounds[0])
    objective = float(values @ question.cost)
    return Outcome("optimal", values, objective, objective)
