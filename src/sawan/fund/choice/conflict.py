"""When no selection is possible: a smallest set of rules that cannot hold together, and the cheapest mendings.

The set comes from QuickXplain (Junker 2004) over rules, not rows, with feasibility solves only; the mending from an
elastic programme (Chinneck 2008): slack on ceilings and limits, a 0/1 a lock or group, least sum of relative changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .clock import Clock
from .elastic import Elastic
from .measures import Selection
from .model import Model
from .proposals import WHOLE
from .statement import Change, Line


@dataclass(frozen=True, slots=True)
class Mending:
    """One rule changed: by how much and to what; `to` None means it is dropped."""

    rule: str
    by: Fraction
    to: Fraction | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot hold together (`complete`: leave out any one and the rest can), and mendings, best first."""

    rules: tuple[str, ...]
    complete: bool
    relax: tuple[Mending, ...]
    others: tuple[tuple[Mending, ...], ...] = ()


class _TimeIsUp(Exception):
    """A feasibility question was not answered in time."""


def explain(model: Model, clock: Clock) -> Conflict:
    """The conflict of an infeasible model."""
    rules, complete = smallest_conflict(model, clock.part(clock.left / 2))
    mendings = cheapest_mendings(model, clock)
    return Conflict(tuple(rules), complete, mendings[0] if mendings else (), tuple(mendings[1:]))


def smallest_conflict(model: Model, clock: Clock) -> tuple[list[str], bool]:
    """A smallest-by-inclusion set of rule ids in the order of the files, and whether that was shown."""
    every = model.statement.rule_ids()
    suspects = list(every)

    def holds(kept: Sequence[str]) -> bool:
        dropped = frozenset(every).difference(kept)
        answer = model.possible(clock, Change(without=dropped))
        if answer is None:
            raise _TimeIsUp
        return answer

    try:
        if holds([]):
            found = _quick(holds, [], suspects, tested=True)
            suspects = [rule for rule in every if rule in set(found)]
            return suspects, True
    except _TimeIsUp:
        return suspects, False
    return [], True


def _quick(
    holds: Callable[[Sequence[str]], bool], background: list[str], rules: list[str], *, tested: bool
) -> list[str]:
    """QuickXplain: a smallest subset of `rules` that cannot hold with `background`."""
    if not tested and not holds(background):
        return []
    if len(rules) == 1:
        return rules
    half = len(rules) // 2
    first, second = rules[:half], rules[half:]
    late = _quick(holds, background + first, second, tested=False)
    early = _quick(holds, background + late, first, tested=not late)
    return early + late


def cheapest_mendings(model: Model, clock: Clock, most: int = 3) -> list[tuple[Mending, ...]]:
    """Up to three different mendings, the cheapest first; of equal cost the one that changes fewest rules."""
    elastic = Elastic(model.matrix, model.seed)
    found: list[tuple[Mending, ...]] = []
    for _ in range(most):
        selection = elastic.solve(clock, [tuple(change.rule for change in mending) for mending in found])
        mending = _exact(model, selection) if selection is not None else ()
        if not mending or mending in found:
            break
        found.append(mending)
    return found


def _exact(model: Model, selection: Selection) -> tuple[Mending, ...]:
    """The changes that make a selection obey the rules, in exact numbers."""
    statement = model.statement
    changes = [_line_change(model, line, selection) for line in statement.lines]
    mendings = [change for change in changes if change is not None]
    dropped = [rule for rule in statement.broken(selection) if rule.split(".")[0] in ("must", "never", "groups")]
    return (*mendings, *(Mending(rule, Fraction(1), None) for rule in dropped))


def _line_change(model: Model, line: Line, selection: Selection) -> Mending | None:
    if model.statement.holds(line, selection):
        return None
    if line.is_share:
        return _share_change(line, selection)
    used = line.measure.units(selection, model.statement.measures.active(selection))
    robust = model.rules.robust
    if robust is not None and line.key.startswith("ceilings."):
        used += line.measure.protection(selection, robust.gamma)
    amount = Fraction(used, WHOLE * line.measure.unit)
    least, most = line.ends()
    if most is not None and amount > most:
        return Mending(line.key, amount - most, amount)
    assert least is not None
    return Mending(line.key, least - amount, amount)


def _share_change(line: Line, selection: Selection) -> Mending:
    """A limit in per cent of what is chosen: the share that the selection has, as a fraction of 1."""
    whole = line.whole.amount(selection)
    share = line.measure.amount(selection) / whole if whole else Fraction(0)
    end = (
        line.least
        if line.least is not None and line.is_of_chosen(line.least) and share < line.least.number
        else line.most
    )
    number = end.number if end is not None else Fraction(0)
    return Mending(line.key, abs(number - share), share)
