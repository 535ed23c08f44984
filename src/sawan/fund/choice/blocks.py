"""A programme that falls apart into independent blocks is solved block by block: 77 provinces are 77 small problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .clock import Clock
from .engine import Engine, Outcome, Question, Status
from .matrix import Arrays, Floats, Places

SMALLEST = 1000
_PATIENCE = 4


@dataclass(frozen=True)
class Block:
    """Columns and rows that belong together, as a programme of its own."""

    columns: Places
    rows: Places
    arrays: Arrays


def split(arrays: Arrays, row_bounds: tuple[Floats, Floats]) -> list[Block]:
    """The independent blocks under the rows that bind anything; one block when everything hangs together."""
    from scipy.sparse import coo_array  # slow import
    from scipy.sparse.csgraph import connected_components  # slow import

    live = np.flatnonzero(np.isfinite(row_bounds[0]) | np.isfinite(row_bounds[1]))
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
    """The answers of all blocks put together: values side by side, objectives and bounds added."""
    values: Floats = np.zeros(len(question.cost))
    objective = bound = 0.0
    status: Status = "optimal"
    pending = sum(1 for block in blocks if len(block.rows))
    for block in blocks:
        part = _part(question, block)
        if not len(block.rows):
            outcome = _free(part)
        else:
            outcome = Engine(block.arrays, seed).solve(part, clock.part(clock.left * _PATIENCE / pending))
            pending = max(_PATIENCE, pending - 1)
        if outcome.values is None:
            return Outcome(outcome.status if outcome.status == "infeasible" else "unknown")
        values[block.columns] = outcome.values
        objective += outcome.objective
        bound += outcome.bound
        status = status if outcome.status == "optimal" else outcome.status
    return Outcome(status, values, objective, bound)


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
