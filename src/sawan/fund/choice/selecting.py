"""One run: read both files, choose, then find out as much about the choice as the time allows."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable
from dataclasses import dataclass

from sawan.problems import Problem, Refused

from .checking import check, check_alone
from .clock import Clock
from .conflict import explain
from .faults import Faults
from .findings import Findings, Inputs
from .frame import above_frame
from .front import front
from .measures import Selection
from .model import Choice, Model
from .numerals import plain
from .overruns import overruns
from .prices import exact_prices, price_changes, quick_prices, rule_figures, rule_prices
from .proposals import Proposals
from .proposals_reading import read_proposals
from .robustness import core
from .rules import COUNT, Aim, Rules
from .rules_reading import read_rules
from .side_by_side import workers
from .variations import Variation, curve_points, scenario_choices

_ENDED = ("optimal", "infeasible")
_NO_RULES = Rules(ceilings={}, aims=(Aim(COUNT),))
Tell = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """The two files as bytes, under the names that faults are addressed with."""

    proposals: bytes
    rules: bytes
    proposals_file: str = "P.csv"
    rules_file: str = "R.yaml"


def read(sources: Sources) -> tuple[Proposals, Rules]:
    """Both files; raises Refused with every fault of both."""
    in_rules, in_proposals = Faults(sources.rules_file), Faults(sources.proposals_file)
    rules = read_rules(sources.rules, in_rules)
    for each in _every(rules):
        check_alone(each, in_rules)
    proposals = read_proposals(sources.proposals, rules or _NO_RULES, in_proposals)
    if proposals is not None and rules is not None:
        check(proposals, rules, in_rules)
    found = [*_by_row(in_proposals), *_by_row(in_rules)]
    if found or proposals is None or rules is None:
        raise Refused(found)
    return proposals, rules


def select(sources: Sources, clock: Clock, *, seed: int = 2564, threads: int = 1, tell: Tell | None = None) -> Findings:
    """Choose and explain within the time of the clock; raises Refused on bad input.

    `tell` is called with a sentence in Thai and English about progress.
    """
    proposals, rules = read(sources)
    _load_solvers(rules)
    clock.restart()
    inputs = Inputs(
        sources.proposals_file, sources.rules_file, _sum(sources.proposals), _sum(sources.rules), seed, threads
    )
    began = clock.spent
    model = Model(proposals, rules, seed=seed)
    known = model.at_once()
    tell = tell or (lambda th, en: None)
    tell(*_searching(model, known))
    choice = model.choose(clock, known=known, race=True)
    findings = Findings(model, inputs, choice)
    findings.seconds = {"choice": clock.spent - began}
    if choice.selection is not None:
        _Explaining(findings, clock, workers(threads), tell).run()
    elif choice.status == "infeasible":
        findings.conflict = explain(model, clock)
    return findings


def _load_solvers(rules: Rules) -> None:
    """Import what the questions of these rules need: on a slow disk that takes seconds, and none of it is search."""
    needed = ["highspy"]
    needed += ["ortools.sat.python.cp_model"] if rules.pareto or rules.core_over == "nondominated" else []
    needed += ["scipy.spatial", "scipy.optimize"] if rules.core_over != "none" else []
    for name in needed:
        importlib.import_module(name)


def _searching(model: Model, known: Selection | None) -> tuple[str, str]:
    """What is told before the search begins, in both languages."""
    if known is None:
        return "กำลังค้นหา", "searching"
    worth = plain(model.worth(model.asked[0], known), 2)
    return f"กำลังค้นหา ชุดตั้งต้นมีผลรวม {worth}", f"searching; a first selection is worth {worth}"


def _every(rules: Rules | None) -> list[Rules]:
    """The rules and those of every scenario."""
    return [] if rules is None else [rules, *(scenario.rules for scenario in rules.scenarios)]


def _by_row(faults: Faults) -> list[Problem]:
    """Each fault once, in the order of the file."""
    return sorted(dict.fromkeys(faults.found), key=lambda problem: problem.row or 0)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class _Explaining:
    """The questions about a choice, each with its part of the time that is left."""

    def __init__(self, findings: Findings, clock: Clock, count: int, tell: Tell) -> None:
        self.findings = findings
        self.model = findings.model
        self.clock = clock
        self.count = count
        self.tell = tell

    def run(self) -> None:
        """Everything that the rules ask for, in order; what is not reached is named in `unfinished`.

        Each gets its part of the time that is left; the front, which can use any time, gets what the others spare.
        """
        rules = self.model.rules
        figures = rule_figures(self.model, self.findings.choice)
        self.findings.rules = {one.line.key: one for one in figures}
        full = rules.reasons == "full"
        tasks: list[tuple[float, str, bool, Callable[[Clock], bool]]] = [
            (1, "scenarios", bool(rules.scenarios), self._scenarios),
            (12, "core", rules.core_over != "none", self._core),
            (2, "curve", rules.curve is not None, self._curve),
            (1, "above_frame", rules.curve is not None and rules.curve.end > 100, self._above),
            (1, "overruns", rules.robust is not None, self._overruns),
            (2, "rules", full, self._rules),
            (5, "reasons", full, self._prices),
            (2, "pareto", bool(rules.pareto), self._front),
        ]
        wanted = [task for task in tasks if task[2]]
        for place, (weight, name, _, work) in enumerate(wanted):
            rest = sum(task[0] for task in wanted[place:])
            if not work(self.clock.part(self.clock.left * weight / rest)):
                self.findings.unfinished.append(name)

    def _scenarios(self, clock: Clock) -> bool:
        wanted = self.model.rules.scenarios
        found = dict(scenario_choices(self.model, wanted, clock, self.count))
        missing = {number: Variation(one.name, Choice("unknown")) for number, one in enumerate(wanted)}
        self.findings.scenarios.update({**missing, **found})
        return all(one.choice.status in _ENDED for one in self.findings.scenarios.values())

    def _curve(self, clock: Clock) -> bool:
        curve = self.model.rules.curve
        assert curve is not None
        found = dict(curve_points(self.model, self.findings.choice, curve, clock, self.count))
        missing = {percent: Variation(plain(percent), Choice("unknown")) for percent in curve.percents()}
        self.findings.curve.update({**missing, **found})
        return all(one.choice.status in _ENDED for one in self.findings.curve.values())

    def _core(self, clock: Clock) -> bool:
        self.findings.core = core(self.model, self.findings.choice, clock, self.count, self.tell)
        return self.findings.core.complete

    def _front(self, clock: Clock) -> bool:
        self.findings.front = front(self.model, self.model.rules.pareto, clock)
        return self.findings.front.complete

    def _above(self, clock: Clock) -> bool:
        curve = self.model.rules.curve
        assert curve is not None
        self.findings.above, complete = above_frame(self.model, self.findings.choice, curve, clock, self.count)
        return complete

    def _overruns(self, clock: Clock) -> bool:
        self.findings.overruns = overruns(self.model, self.findings.choice, clock, self.count)
        return self.findings.overruns.complete

    def _rules(self, clock: Clock) -> bool:
        self.findings.rules.update(rule_prices(self.model, self.findings.choice, clock, self.count))
        return all(one.one_percent is not None for one in self.findings.rules.values())

    def _prices(self, clock: Clock) -> bool:
        total = len(price_changes(self.model, self.findings.choice))
        for done, (j, price) in enumerate(exact_prices(self.model, self.findings.choice, clock, self.count), 1):
            self.findings.prices[j] = price
            if done % 50 == 0:
                self.tell(f"ราคาของข้อเสนอ {done} จาก {total}", f"prices: {done} of {total}")
        for j, quick in enumerate(quick_prices(self.model, self.findings.choice)):
            self.findings.prices.setdefault(j, quick)
        final = ("exact", "impossible", "locked")
        return all(price.status in final for price in self.findings.prices.values())
