"""From a solver's floating-point answer to shares in millionths that obey every rule exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .matrix import Floats, Matrix
from .measures import Measure, Selection
from .proposals import WHOLE
from .statement import Change, Line

_ROUNDS = 200
_NEAR = 2.0


@dataclass(frozen=True)
class Wish:
    """What shares are settled for: the change, the objective (`sign` -1: small), what earlier objectives hold.

    `held` are (measure, sign, number): sign x measure must not fall below sign x number.
    """

    change: Change
    aim: Measure
    sign: int
    held: tuple[tuple[Measure, int, Fraction], ...] = ()


@dataclass(frozen=True)
class _Room:
    """A row that shares move: coefficients by place in whole units, and the units (x millionths) it may lie between."""

    coefs: dict[int, int]
    used: int
    least: int | None
    most: int | None


def settle(matrix: Matrix, values: Floats, wish: Wish) -> Selection | None:
    """The selection with the solver's picks whose shares are as good as the rules allow; None when none was found.

    Shares are rounded down to millionths (those at an end of their range stay there), moved until every ceiling and
    limit holds exactly, then raised (or lowered, when the objective is to be small) one after the other as far as the
    rules let them.
    """
    statement = matrix.statement
    picks = values[: matrix.count] > 0.5
    shares = np.where(picks, WHOLE, 0).astype(np.int64)
    partial = statement.proposals.partial
    loose = [int(j) for j in partial if picks[j]]
    if loose:
        shares[loose] = _rounded(values[matrix.share_of[loose]], statement.proposals.least[loose])
        _mend(matrix, shares, loose, wish)
        _improve(matrix, shares, loose, wish)
    selection = Selection(shares)
    if statement.broken(selection, wish.change):
        return None
    active = statement.measures.active(selection)
    kept = all(sign * (measure.amount(selection, active) - number) >= 0 for measure, sign, number in wish.held)
    return selection if kept else None


def _rounded(solved: Floats, least: NDArray[np.int64]) -> NDArray[np.int64]:
    """The solver's shares in millionths, rounded down, within their range; within its tolerance of an end: the end."""
    down = np.clip(np.floor(solved * WHOLE + 1e-3).astype(np.int64), least, WHOLE)
    down[np.abs(solved * WHOLE - WHOLE) < _NEAR] = WHOLE
    low = np.abs(solved * WHOLE - least) < _NEAR
    down[low] = least[low]
    return down


def _rooms(matrix: Matrix, shares: NDArray[np.int64], loose: Sequence[int], wish: Wish) -> Iterator[_Room]:
    """Every ceiling, limit and held objective in which a loose share takes part, in whole numbers."""
    statement = matrix.statement
    selection = Selection(shares)
    active = statement.measures.active(selection)
    robust = statement.rules.robust
    for measure, sign, number in wish.held:
        if not measure.counts:
            coefs = {j: sign * int(measure.coefs[j]) for j in loose}
            least = -int(-sign * number * WHOLE * measure.unit // 1)
            yield _Room(coefs, sign * measure.units(selection, active), least, None)
    for line in statement.lines:
        if line.measure.counts:
            continue
        for row in _ends(line, selection, active, wish.change, loose):
            if robust is not None and line.key.startswith("ceilings."):
                guard = line.measure.protection(selection, robust.gamma)
                risks = line.measure.risks
                extra = {j: int(risks[j]) for j in loose} if risks is not None else {}
                yield _Room({j: row.coefs[j] + extra.get(j, 0) for j in loose}, row.used + guard, row.least, row.most)
            elif any(row.coefs.values()):
                yield row


def _ends(
    line: Line, selection: Selection, active: list[bool], change: Change, loose: Sequence[int]
) -> Iterator[_Room]:
    least, most = line.ends(change)
    full = WHOLE * line.measure.unit
    used = line.measure.units(selection, active)
    coefs = {j: line.measure.coef(j) for j in loose}
    low = None if least is None or line.is_of_chosen(line.least) else -int(-least * full // 1)
    high = None if most is None or line.is_of_chosen(line.most) else int(most * full // 1)
    if low is not None or high is not None:
        yield _Room(coefs, used, low, high)
    chosen = line.whole.units(selection) if line.is_share else 0
    for end, amount, is_least in ((line.least, least, True), (line.most, most, False)):
        if amount is not None and line.is_of_chosen(end):
            top, bottom = amount.numerator, amount.denominator
            mixed = {j: coefs[j] * bottom - int(line.whole.coefs[j]) * top for j in loose}
            yield _Room(mixed, used * bottom - chosen * top, 0 if is_least else None, None if is_least else 0)


def _mend(matrix: Matrix, shares: NDArray[np.int64], loose: Sequence[int], wish: Wish) -> None:
    """Move shares, those inside their range and of small need first, until no row is broken or no move is left."""
    ends = {j: (WHOLE, int(matrix.statement.proposals.least[j])) for j in loose}
    for _ in range(_ROUNDS):
        moves: list[tuple[bool, int, int, int]] = []
        for room in _rooms(matrix, shares, loose, wish):
            over = room.used - room.most if room.most is not None and room.used > room.most else 0
            under = room.least - room.used if room.least is not None and room.used < room.least else 0
            need = -over or under
            steps = [(j, _step(room, j, need, matrix, shares)) for j in loose] if need else []
            moves += [(shares[j] in ends[j], abs(step), j, step) for j, step in steps if step]
        if not moves:
            return
        *_, j, step = min(moves)
        shares[j] += step


def _step(room: _Room, j: int, need: int, matrix: Matrix, shares: NDArray[np.int64]) -> int:
    """The smallest move of share j by which the row changes by at least `need`, kept within its range; 0 when none."""
    coef = room.coefs[j]
    if not coef:
        return 0
    size = -(-abs(need) // abs(coef))
    step = size if (need > 0) == (coef > 0) else -size
    least = int(matrix.statement.proposals.least[j])
    return int(min(WHOLE, max(least, int(shares[j]) + step))) - int(shares[j])


def _improve(matrix: Matrix, shares: NDArray[np.int64], loose: Sequence[int], wish: Wish) -> None:
    """Move each loose share towards the objective as far as every row allows, the most rewarding first."""
    aim = wish.aim
    gain = {j: wish.sign * int(aim.coefs[j]) for j in loose if not aim.counts and aim.coefs[j]}
    for j in sorted(gain, key=lambda place: (-abs(gain[place]), place)):
        up = gain[j] > 0
        least = int(matrix.statement.proposals.least[j])
        room = WHOLE - int(shares[j]) if up else int(shares[j]) - least
        for row in _rooms(matrix, shares, loose, wish):
            rise = row.coefs[j] if up else -row.coefs[j]
            if rise > 0 and row.most is not None:
                room = min(room, (row.most - row.used) // rise)
            elif rise < 0 and row.least is not None:
                room = min(room, (row.used - row.least) // -rise)
        if room > 0:
            shares[j] += room if up else -room


def rounding(matrix: Matrix, aim: Measure) -> Fraction:
    """What rounding shares to millionths can cost of an objective at most, in its own unit."""
    if aim.counts:
        return Fraction(0)
    loose = sum(abs(int(aim.coefs[j])) for j in matrix.statement.proposals.partial)
    return Fraction(2 * loose, WHOLE * aim.unit)
