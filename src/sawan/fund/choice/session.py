"""A committee session: locks and unlocks answered within a second, each with a bound.

Bounds come first from what is known already (adding a lock only shrinks the choice; any selection seen that obeys the
locks is a value), then from a search near the present plan, then from the full re-solve, which goes on to proof.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .clock import Clock
from .matrix import INFINITY
from .measures import Selection
from .model import Choice, Cut, Model
from .statement import Change

NEAR = 12
QUICK = 0.45


@dataclass(frozen=True, slots=True)
class Locks:
    """Places that the committee has put in and taken out, on top of the rules."""

    funded: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()

    def with_(self, place: int, *, funded: bool | None) -> Locks:
        """The same locks with one proposal put in (True), taken out (False) or freed (None)."""
        inside, outside = self.funded - {place}, self.barred - {place}
        return Locks(inside | {place} if funded else inside, outside | {place} if funded is False else outside)

    @property
    def change(self) -> Change:
        """The locks as a change of bounds."""
        return Change(funded=tuple(sorted(self.funded)), barred=tuple(sorted(self.barred)))

    def holds_in(self, selection: Selection) -> bool:
        """Whether a selection obeys the locks."""
        picks = selection.picks
        return all(picks[j] for j in self.funded) and not any(picks[j] for j in self.barred)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about a set of locks: the best selection so far, its worth, and how much better is possible.

    `proved` means nothing is better; `bound` is in the unit of the first objective; `possible` is False when no
    selection obeys the locks.
    """

    locks: Locks
    selection: Selection | None
    objective: Fraction
    bound: float
    proved: bool
    possible: bool = True

    @property
    def at_most_better(self) -> float:
        """The relative gain that is still possible at most: 0.0002 is 0.02 %."""
        return abs(self.bound - float(self.objective)) / max(1e-9, abs(float(self.objective)))


class Session:
    """Keeps every answered set of locks and asks the model only for what does not follow from them.

    Not safe for several committees at once: one session a committee. `finish` may run in another thread; a new call
    of `lock` cancels it.
    """

    def __init__(self, model: Model, first: Choice) -> None:
        if first.selection is None:
            raise ValueError("a session starts from a selection")
        self.model = model
        self.locks = Locks()
        self._sign = model.asked[0].sign
        self._known: dict[Locks, Answer] = {}
        self._finishing: Clock | None = None
        self._guard = threading.Lock()
        self._note(self.locks, first)

    def lock(self, place: int, *, funded: bool | None, seconds: float = QUICK) -> Answer:
        """Put a proposal in (True), take it out (False) or free it (None); answers in about `seconds`."""
        with self._guard:
            if self._finishing is not None:
                self._finishing.stop()
        before = self._known[self.locks].selection
        self.locks = self.locks.with_(place, funded=funded)
        answer = self.at_once(self.locks)
        if answer is not None and (answer.proved or not answer.possible):
            return answer
        near = self._near(before) if before is not None else ()
        found = self.model.choose(Clock(seconds), self.locks.change, cuts=near)
        if found.selection is None and near:
            found = self.model.choose(Clock(seconds), self.locks.change)
            return self._note(self.locks, found)
        return self._note(self.locks, Choice("feasible", found.selection, found.objective, self._bound(self.locks)))

    def finish(self, seconds: float = 60.0, tell: Callable[[Answer], None] | None = None) -> Answer:
        """Re-solve the present locks to proof, for the background; `tell` gets the answer unless it was cancelled."""
        clock, locks = Clock(seconds), self.locks
        with self._guard:
            self._finishing = clock
        present = self._known.get(locks)
        found = self.model.choose(clock, locks.change, known=present.selection if present is not None else None)
        answer = self._note(locks, found)
        if tell is not None and not clock.stopped:
            tell(answer)
        return answer

    def at_once(self, locks: Locks) -> Answer | None:
        """What follows from earlier answers without any solve; None when no selection seen obeys the locks."""
        known = self._known.get(locks)
        if known is not None and (known.proved or not known.possible):
            return known
        obeying = [seen for seen in self.model.pool.values() if locks.holds_in(seen)]
        if not obeying:
            return None
        best = max(obeying, key=lambda seen: self._sign * self.model.worth(self.model.asked[0], seen))
        worth = self.model.worth(self.model.asked[0], best)
        return self._keep(locks, best, worth, self._bound(locks))

    def _bound(self, locks: Locks) -> float:
        """The best bound of any answered set of locks that is contained in these."""
        bounds = [
            known.bound
            for other, known in self._known.items()
            if other.funded <= locks.funded and other.barred <= locks.barred
        ]
        return self._sign * min((self._sign * bound for bound in bounds), default=INFINITY)

    def _near(self, plan: Selection) -> tuple[Cut, ...]:
        """At most so many proposals may change from the present plan."""
        picks = plan.picks
        signs = np.where(picks, -1.0, 1.0)
        return ((np.arange(len(picks)), signs, -INFINITY, float(NEAR) - float(picks.sum())),)

    def _note(self, locks: Locks, found: Choice) -> Answer:
        if found.status == "infeasible":
            answer = Answer(locks, None, Fraction(0), 0.0, proved=True, possible=False)
            self._known[locks] = answer
            return answer
        if found.selection is None:
            known = self.at_once(locks)
            return known or Answer(locks, None, Fraction(0), self._bound(locks), proved=False)
        bound = self._sign * min(self._sign * found.bound, self._sign * self._bound(locks))
        return self._keep(locks, found.selection, found.objective, bound)

    def _keep(self, locks: Locks, selection: Selection, worth: Fraction, bound: float) -> Answer:
        """Remember the better of what was known and what was found, with the smaller bound."""
        known = self._known.get(locks)
        if known is not None and known.selection is not None and self._sign * (known.objective - worth) > 0:
            selection, worth = known.selection, known.objective
        if known is not None and known.possible:
            bound = self._sign * min(self._sign * bound, self._sign * known.bound)
        bound = self._sign * max(self._sign * bound, self._sign * float(worth))
        proved = abs(bound - float(worth)) <= 1e-9 * max(1.0, abs(float(worth)))
        answer = Answer(locks, selection, worth, bound, proved)
        self._known[locks] = answer
        return answer
