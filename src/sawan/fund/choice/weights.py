"""The set of weights W: the part of the simplex inside all ranges and orders, its corners and its mean.

Corners are found by testing every choice of m - 1 tight inequalities; the nominal weight is the mean of the corners,
which for a full order without ranges is the rank-order centroid (Barron and Barrett 1996).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .rules import Rules

Vector = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Names of the m criteria, inequalities `a.w <= b` with their wording, and the corners of W (exact)."""

    names: tuple[str, ...]
    inequalities: tuple[tuple[Vector, Fraction, str], ...]
    corners: tuple[Vector, ...]

    @property
    def mean(self) -> Vector:
        """The mean of the corners: the weights of the main selection."""
        count = len(self.corners)
        return tuple(sum(column, Fraction(0)) / count for column in zip(*self.corners, strict=True))


def weights_of(rules: Rules) -> Weights:
    """The weights that the rules allow; raises ValueError when there are none."""
    names = tuple(rules.criteria)
    inequalities = _inequalities(rules)
    corners = _corners(len(names), inequalities)
    if not corners:
        raise ValueError("no weights obey the rules")
    return Weights(names, inequalities, corners)


def contradiction(rules: Rules) -> list[str]:
    """The wording of a smallest set of ranges and orders that no weights obey; empty when some weights obey all."""
    size = len(rules.criteria)
    kept = list(_inequalities(rules))
    if _feasible(size, kept):
        return []
    for one in list(kept):
        fewer = [other for other in kept if other is not one]
        if not _feasible(size, fewer):
            kept = fewer
    return list(dict.fromkeys(text for _, _, text in kept if text)) or ["sum = 1"]


def _inequalities(rules: Rules) -> tuple[tuple[Vector, Fraction, str], ...]:
    names = list(rules.criteria)
    size = len(names)
    found: list[tuple[Vector, Fraction, str]] = []
    for place, (name, (low, high)) in enumerate(rules.criteria.items()):
        text = f"{name}: [{float(low):g}, {float(high):g}]"
        found.append((_unit(size, place, -1), -low, text if low > 0 else ""))
        if high < 1:
            found.append((_unit(size, place, 1), high, text))
    for heavier, lighter in rules.order:
        row = [Fraction(0)] * size
        row[names.index(heavier)] -= 1
        row[names.index(lighter)] += 1
        found.append((tuple(row), Fraction(0), f"{heavier} >= {lighter}"))
    return tuple(found)


def _unit(size: int, place: int, sign: int) -> Vector:
    return tuple(Fraction(sign if at == place else 0) for at in range(size))


def _feasible(size: int, inequalities: Sequence[tuple[Vector, Fraction, str]]) -> bool:
    """Whether some w >= 0 with sum 1 obeys all: an LP, decided with a margin far below any weight written."""
    import numpy as np  # slow import
    from scipy.optimize import linprog  # slow import

    left = np.array([[float(x) for x in row] for row, _, _ in inequalities] or np.zeros((0, size)))
    right = np.array([float(b) for _, b, _ in inequalities])
    answer = linprog(
        np.zeros(size), A_ub=left if len(right) else None, b_ub=right if len(right) else None,
        A_eq=np.ones((1, size)), b_eq=[1.0], bounds=(0, None),
    )  # fmt: skip
    return bool(answer.status == 0)


def _corners(size: int, inequalities: Sequence[tuple[Vector, Fraction, str]]) -> tuple[Vector, ...]:
    """All corners, by solving each choice of size - 1 tight inequalities with sum w = 1 in exact fractions."""
    rows = list(dict.fromkeys((row, bound) for row, bound, _ in inequalities))
    total = (tuple([Fraction(1)] * size), Fraction(1))
    found: dict[Vector, None] = {}
    for chosen in _likely(size, rows):
        point = _solve([total, *(rows[at] for at in chosen)])
        if point is not None and all(_dot(row, point) <= bound for row, bound in rows):
            found[point] = None
    return tuple(sorted(found, reverse=True))


def _likely(size: int, rows: Sequence[tuple[Vector, Fraction]]) -> Iterator[tuple[int, ...]]:
    """The choices of size - 1 rows whose crossing obeys all rows in floating point, so that few are solved exactly."""
    import numpy as np  # slow import

    left = np.array([[float(x) for x in row] for row, _ in rows])
    right = np.array([float(bound) for _, bound in rows])
    every = itertools.combinations(range(len(rows)), size - 1)
    while batch := list(itertools.islice(every, 20_000)):
        chosen = np.array(batch, dtype=np.int64).reshape(len(batch), size - 1)
        square = np.concatenate([np.ones((len(batch), 1, size)), left[chosen]], axis=1)
        bounds = np.concatenate([np.ones((len(batch), 1)), right[chosen]], axis=1)
        regular = np.abs(np.linalg.det(square)) > 1e-9
        points = np.linalg.solve(square[regular], bounds[regular][..., None])[..., 0]
        good = np.all(points @ left.T <= right + 1e-9, axis=1)
        yield from (batch[at] for at in np.flatnonzero(regular)[good])


def _dot(row: Vector, point: Vector) -> Fraction:
    return sum((a * b for a, b in zip(row, point, strict=True) if a and b), Fraction(0))


def _solve(rows: Sequence[tuple[Vector, Fraction]]) -> Vector | None:
    """The one solution of a square system by Gauss-Jordan elimination; None when it is singular."""
    size = len(rows)
    table = [[*row, bound] for row, bound in rows]
    for at in range(size):
        pivot = next((line for line in range(at, size) if table[line][at]), None)
        if pivot is None:
            return None
        table[at], table[pivot] = table[pivot], table[at]
        scale = table[at][at]
        table[at] = [x / scale for x in table[at]]
        for line in range(size):
            factor = table[line][at]
            if line != at and factor:
                table[line] = [x - factor * y for x, y in zip(table[line], table[at], strict=True)]
    return tuple(line[-1] for line in table)
