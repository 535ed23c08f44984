"""From a solver's floating-point answer to shares in millionths that obey every rule exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .matrix import Floats, Matrix
from .measures import Measure, Selection
from .proposals import WHOLE
from .statement import Change, Line, Statement

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


@dataclass
class _Room:
    """A row that shares move: coefficients by place in whole units, and the units (x millionths) it may lie between.

    `guarded` is the ceiling whose overruns `used` holds too when fewer than all are protected against: they are no sum.
    """

    coefs: dict[int, int]
    used: int
    least: int | None
    most: int | None
    guarded: Line | None = None

    @property
    def need(self) -> int:
        """By how much the row has to change to be obeyed; 0 when it is."""
        if self.most is not None and self.used > self.most:
            return self.most - self.used
        return self.least - self.used if self.least is not None and self.used < self.least else 0


class _Rooms:
    """The rows in which loose shares take part, kept up to date while shares move."""

    def __init__(self, matrix: Matrix, shares: NDArray[np.int64], loose: NDArray[np.int64], wish: Wish) -> None:
        self.statement = matrix.statement
        self.shares = shares
        self.rooms = list(_all_rooms(matrix, shares, loose, wish))
        self.of: dict[int, list[_Room]] = {int(j): [] for j in loose}
        for room in self.rooms:
            for j in room.coefs:
                self.of[j].append(room)

    def least(self, j: int) -> int:
        """The smallest share of a proposal in millionths."""
        return int(self.statement.proposals.least[j])

    def move(self, j: int, step: int) -> None:
        """Change a share; every row follows."""
        self.shares[j] += step
        for room in self.of[j]:
            room.used += room.coefs[j] * step
            if room.guarded is not None:
                room.used = _guarded(self.statement, room.guarded, Selection(self.shares))


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
    loose = partial[picks[partial]]
    if len(loose):
        shares[loose] = _rounded(values[matrix.share_of[loose]], statement.proposals.least[loose])
        rooms = _Rooms(matrix, shares, loose, wish)
        _mend(rooms)
        _improve(rooms, wish)
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


def _all_rooms(matrix: Matrix, shares: NDArray[np.int64], loose: NDArray[np.int64], wish: Wish) -> Iterator[_Room]:
    """Every ceiling, limit and held objective in which a loose share takes part, in whole numbers."""
    statement = matrix.statement
    selection = Selection(shares)
    active = statement.measures.active(selection)
    for measure, sign, number in wish.held:
        if not measure.counts:
            coefs = {j: sign * coef for j, coef in _coefs(measure, loose).items()}
            least = -int(-sign * number * WHOLE * measure.unit // 1)
            yield _Room(coefs, sign * measure.units(selection, active), least, None)
    for line in statement.lines:
        if not line.measure.counts:
            yield from (room for room in _ends(statement, line, selection, wish.change, loose) if room.coefs)


def _coefs(measure: Measure, loose: NDArray[np.int64]) -> dict[int, int]:
    """The coefficients of the loose places that are not zero."""
    return {int(j): int(measure.coefs[j]) for j in np.intersect1d(measure.places, loose, assume_unique=True)}


def _guarded(statement: Statement, line: Line, selection: Selection) -> int:
    """What a ceiling uses, the overruns that it is protected against included."""
    robust = statement.rules.robust
    used = line.measure.units(selection, statement.measures.active(selection))
    return used + (line.measure.protection(selection, robust.gamma) if robust is not None else 0)


def _ends(
    statement: Statement, line: Line, selection: Selection, change: Change, loose: NDArray[np.int64]
) -> Iterator[_Room]:
    least, most = line.ends(change)
    full = WHOLE * line.measure.unit
    used = _guarded(statement, line, selection)
    coefs = _coefs(line.measure, loose)
    low = None if least is None or line.is_of_chosen(line.least) else -int(-least * full // 1)
    high = None if most is None or line.is_of_chosen(line.most) else int(most * full // 1)
    if low is not None or high is not None:
        yield _protected(statement, line, _Room(coefs, used, low, high), loose)
    chosen = line.whole.units(selection) if line.is_share else 0
    for end, amount, is_least in ((line.least, least, True), (line.most, most, False)):
        if amount is not None and line.is_of_chosen(end):
            top, bottom = amount.numerator, amount.denominator
            mixed = {int(j): coefs.get(int(j), 0) * bottom - int(line.whole.coefs[j]) * top for j in loose}
            mixed = {j: coef for j, coef in mixed.items() if coef}
            yield _Room(mixed, used * bottom - chosen * top, 0 if is_least else None, None if is_least else 0)


def _protected(statement: Statement, line: Line, room: _Room, loose: NDArray[np.int64]) -> _Room:
    """The row with the overruns that each share may add, where overruns are protected against."""
    robust, risks = statement.rules.robust, line.measure.risks
    if robust is None or risks is None or robust.gamma == 0:
        return room
    room.coefs = {j: coef for j in loose.tolist() if (coef := room.coefs.get(j, 0) + int(risks[j]))}
    room.guarded = line if robust.gamma is not None else None
    return room


def _mend(rooms: _Rooms) -> None:
    """Move shares, those inside their range and of small need first, until no row is broken or no move is left."""
    for _ in range(_ROUNDS):
        moves: list[tuple[bool, int, int, int]] = []
        for room in rooms.rooms:
            need = room.need
            steps = [(j, _step(rooms, room, j, need)) for j in room.coefs] if need else []
            moves += [
                (int(rooms.shares[j]) in (WHOLE, rooms.least(j)), abs(step), j, step) for j, step in steps if step
            ]
        if not moves:
            return
        *_, j, step = min(moves)
        rooms.move(j, step)


def _step(rooms: _Rooms, room: _Room, j: int, need: int) -> int:
    """The smallest move of share j by which the row changes by at least `need`, kept within its range; 0 when none."""
    coef, share = room.coefs[j], int(rooms.shares[j])
    size = -(-abs(need) // abs(coef))
    step = size if (need > 0) == (coef > 0) else -size
    return min(WHOLE, max(rooms.least(j), share + step)) - share


def _improve(rooms: _Rooms, wish: Wish) -> None:
    """Move each loose share towards the objective as far as every row allows, the most rewarding first."""
    aim = wish.aim
    gain = {j: wish.sign * int(aim.coefs[j]) for j in rooms.of if not aim.counts and aim.coefs[j]}
    for j in sorted(gain, key=lambda place: (-abs(gain[place]), place)):
        up = gain[j] > 0
        room = WHOLE - int(rooms.shares[j]) if up else int(rooms.shares[j]) - rooms.least(j)
        for row in rooms.of[j] if room > 0 else ():
            rise = row.coefs[j] if up else -row.coefs[j]
            if rise > 0 and row.most is not None:
                room = min(room, (row.most - row.used) // rise)
            elif rise < 0 and row.least is not None:
                room = min(room, (row.used - row.least) // -rise)
        if room > 0:
            rooms.move(j, room if up else -room)


def rounding(matrix: Matrix, aim: Measure) -> Fraction:
    """What rounding shares to millionths can cost of an objective at most, in its own unit."""
    if aim.counts:
        return Fraction(0)
    loose = sum(abs(int(aim.coefs[j])) for j in matrix.statement.proposals.partial)
    return Fraction(2 * loose, WHOLE * aim.unit)
