"""Values of formula indicators, everywhere where their inputs are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sawan.areas import register
from sawan.measure import faults, formula, periods
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.problems import Refused

ONCE = "once"
JOINED = "; "
"""What stands between the names of several editions."""

MISSING_INPUT, NO_COMMON_EDITION = "missing_input", "no_common_edition"


@dataclass(frozen=True, slots=True)
class Entry:
    """One edition of a figure: its name and day, the value (None = not available, with a reason), status 0 to 3."""

    vintage: str
    published: int
    value: float | None
    status: int
    reason: str = ""
    row: int = 0


@dataclass(slots=True)
class Known:
    """Figures by (indicator, area), then by period, every edition with the newest first."""

    figures: dict[tuple[str, str], dict[str, Sequence[Entry]]] = field(default_factory=dict)

    def at(self, code: str, area: str, period: str) -> Sequence[Entry]:
        """The editions of one figure, the newest first; empty when there is none."""
        return self.figures.get((code, area), {}).get(period, ())

    def put(self, code: str, area: str, period: str, entries: Sequence[Entry]) -> None:
        """Add a figure."""
        self.figures.setdefault((code, area), {})[period] = entries

    def periods(self, code: str, area: str) -> Iterable[str]:
        """The periods of a series."""
        return self.figures.get((code, area), {})


@dataclass(frozen=True, slots=True)
class Answer:
    """A computed figure with what it was computed from, or the reason why there is none.

    `reason` is "" or `missing_input`, `no_common_edition`, `division_by_zero`, `base_not_positive`, `not_finite`;
    `missing` names the first input that was not there and its period.
    """

    value: float | None
    reason: str = ""
    status: int = 0
    vintage: str = ""
    published: int = 0
    used: tuple[tuple[str, str, str, Entry], ...] = ()
    missing: tuple[str, str, str] | None = None

    @property
    def entry(self) -> Entry:
        """The answer as a figure that further formulas may use."""
        return Entry(self.vintage, self.published, self.value, self.status, self.reason)


@dataclass(frozen=True, slots=True)
class Derived:
    """One computed figure in its place."""

    code: str
    area: str
    period: str
    answer: Answer


def answer(entry: Indicator, area: str, period: str, known: Known, catalogue: Catalogue) -> Answer:
    """The value of a formula indicator for one area and period.

    A value carries the worst status and the editions of its inputs. Inputs of one account come from one edition,
    the newest that has them all. Formula inputs must be in `known` already.
    """
    node = formula.parse(entry.formula)
    places = [
        (given, place) for given in formula.inputs(node) for place in _places(given, area, period, known, catalogue)
    ]
    chosen = _choose(places, known, catalogue)
    if isinstance(chosen, Answer):
        return chosen
    values: dict[formula.Input, float] = {}
    for (given, _), found in zip(places, chosen, strict=True):
        assert found.value is not None
        values[given] = values.get(given, 0.0) + found.value
    try:
        value, reason = formula.evaluate(node, values), ""
    except formula.NoValue as none:
        value, reason = None, str(none)
    used = tuple((*place, found) for (_, place), found in zip(places, chosen, strict=True))
    vintages = joined(found.vintage for found in chosen)
    return Answer(
        value,
        reason,
        max((found.status for found in chosen), default=0),
        vintages,
        max((found.published for found in chosen), default=0),
        used,
    )


Place = tuple[str, str, str]


def _places(given: formula.Input, area: str, period: str, known: Known, catalogue: Catalogue) -> Iterator[Place]:
    """Where the figures of one input stand: code, area, period; a figure taken once holds for every period."""
    at = periods.earlier(period, given.back) if given.back else period
    constant = given.code in catalogue and catalogue[given.code].frequency == ONCE
    for place in [child.code for child in register.children(area, given.level)] if given.level else [area]:
        yield given.code, place, max(known.periods(given.code, place), default=at) if constant else at


def _choose(places: Sequence[tuple[formula.Input, Place]], known: Known, catalogue: Catalogue) -> list[Entry] | Answer:
    """The edition to use of each input, or why there is none."""
    accounts: dict[str, list[Place]] = {}
    for _, place in places:
        if account := _account(place[0], catalogue):
            accounts.setdefault(account, []).append(place)
    editions = {account: _common(members, known) for account, members in accounts.items()}
    chosen: list[Entry] = []
    for _, place in places:
        account = _account(place[0], catalogue)
        entries = [e for e in known.at(*place) if e.value is not None] if account else known.at(*place)
        if not entries or entries[0].value is None:
            return Answer(None, MISSING_INPUT, missing=place)
        if account and editions[account] is None:
            return Answer(None, NO_COMMON_EDITION, missing=place)
        chosen.append(next(e for e in entries if not account or e.vintage == editions[account]))
    return chosen or Answer(None, MISSING_INPUT)


def _account(code: str, catalogue: Catalogue) -> str:
    return catalogue[code].account if code in catalogue else ""


def _common(places: Sequence[Place], known: Known) -> str | None:
    """The newest edition that has a value for every place of an account, None when there is none."""
    common: dict[str, int] | None = None
    for place in places:
        here = {entry.vintage: entry.published for entry in known.at(*place) if entry.value is not None}
        common = here if common is None else {v: max(day, here[v]) for v, day in common.items() if v in here}
    return max(common, key=lambda vintage: common[vintage]) if common else None


def joined(vintages: Iterable[str]) -> str:
    """The distinct names of editions, those that are joined already taken apart."""
    return JOINED.join(dict.fromkeys(name for text in vintages for name in text.split(JOINED) if name))


def order(catalogue: Catalogue, wanted: Iterable[str] | None = None) -> list[Indicator]:
    """Formula indicators, each after those that it uses; with `wanted`, only these and what they need.

    Raises Refused when formulas need each other in a circle.
    """
    return in_order(catalogue.formulas, wanted, needs)


def in_order(
    known: Mapping[str, Indicator], wanted: Iterable[str] | None, needs: Callable[[Indicator], set[str]]
) -> list[Indicator]:
    """Of `known` those that are wanted (None: all) and what they need, each after those that it needs.

    Raises Refused when some need each other in a circle.
    """
    found: dict[str, Indicator] = {}
    path: list[str] = []

    def visit(code: str) -> None:
        if code in found or code not in known:
            return
        if code in path:
            raise Refused(faults.circle([*path[path.index(code) :], code], known[code]))
        path.append(code)
        for needed in sorted(needs(known[code])):
            visit(needed)
        path.pop()
        found[code] = known[code]

    for code in known if wanted is None else wanted:
        visit(code)
    return list(found.values())


def needs(entry: Indicator) -> set[str]:
    """The codes that a formula names."""
    return {given.code for given in inputs(entry)}


def inputs(entry: Indicator) -> tuple[formula.Input, ...]:
    """The inputs of an indicator's formula."""
    return formula.inputs(formula.parse(entry.formula))


def compute(
    entries: Sequence[Indicator], areas: Iterable[str], known: Known, catalogue: Catalogue
) -> tuple[list[Derived], Counter[str]]:
    """Every figure of the formulas that has a value, and how many have none by reason.

    A figure is looked for wherever one of the formula's inputs of the period itself is known and the figure is not
    known already. Values are added to `known`, so that later formulas of the list can use them.
    """
    found: list[Derived] = []
    without: Counter[str] = Counter()
    codes = sorted(set(areas))
    for entry in entries:
        given = [one for one in inputs(entry) if catalogue[one.code].frequency != ONCE]
        now = [one for one in given if not one.back] or given
        for area in codes:
            for period in sorted(_candidates(now, area, known) - set(known.periods(entry.code, area))):
                computed = answer(entry, area, period, known, catalogue)
                if computed.value is None:
                    without[computed.reason] += 1
                    continue
                known.put(entry.code, area, period, (computed.entry,))
                found.append(Derived(entry.code, area, period, computed))
    return found, without


def _candidates(given: Sequence[formula.Input], area: str, known: Known) -> set[str]:
    found: set[str] = set()
    for one in given:
        places = [child.code for child in register.children(area, one.level)] if one.level else [area]
        for place in places:
            found.update(known.periods(one.code, place))
    return found


def editions(entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """Editions of one figure with the newest first."""
    return tuple(sorted(entries.values(), key=lambda entry: (entry.published, entry.row), reverse=True))
