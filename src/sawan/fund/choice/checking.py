"""Faults that only show when the two files are held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from .faults import Faults, near
from .numerals import plain
from .proposals import WHOLE, Proposals
from .rules import SCORE, TOTAL, Limit, Rules
from .weights import contradiction


def check(proposals: Proposals, rules: Rules, faults: Faults) -> None:
    """Note the faults of the rules and of each scenario's rules against the proposals.

    Locks that cannot hold are faults of the rules; in a scenario they are an answer (`infeasible`).
    """
    seen: set[tuple[object, ...]] = set()
    _check_must(proposals, rules, faults)
    for each in (rules, *(scenario.rules for scenario in rules.scenarios)):
        found = Faults(faults.file)
        _check_one(proposals, each, found)
        for problem in found.found:
            key = (problem.code, problem.row, problem.field, problem.en)
            if key not in seen:
                seen.add(key)
                faults.found.append(problem)


def check_alone(rules: Rules, faults: Faults) -> None:
    """Note the faults of the rules that need no proposals: weights, the columns of the order, limits in per cent."""
    if not rules.criteria and any(aim.column == SCORE for aim in (*rules.objectives, *rules.pareto)):
        faults.add(
            "missing_value", rules.lines.get("objective"), "criteria", words={"what": "criteria"}, says="missing_key"
        )
    _check_weights(rules, faults)
    for limit in rules.limits:
        ends = [end for end in (limit.least, limit.most) if end is not None]
        if limit.of != TOTAL and limit.of not in rules.ceilings and any(end.kind == "ceiling" for end in ends):
            words: dict[str, object] = {
                "why_th": "ร้อยละของเพดานใช้กับคอลัมน์ที่มีเพดานหรือ total เท่านั้น",
                "why_en": "a per cent of the ceiling is for ceiling columns and total only",
            }
            faults.add("bad_limit", limit.line, limit.key, words=words)


def _check_weights(rules: Rules, faults: Faults) -> None:
    strange = [name for pair in rules.order for name in pair if name not in rules.criteria]
    for name in strange:
        words: dict[str, object] = {"what": name, **near(name, list(rules.criteria))}
        faults.add("unknown_key", rules.lines.get("order"), "order", words=words)
    against = contradiction(rules) if rules.criteria and not strange else []
    if against:
        at = "order" if any(">=" in one for one in against) else "criteria"
        line = rules.lines.get(at) or rules.lines.get("criteria")
        faults.add("weights_contradict", line, at, words={"what": "; ".join(against)})


def _check_one(proposals: Proposals, rules: Rules, faults: Faults) -> None:
    for key, names, line in _named_ids(rules):
        for name in names:
            if name not in proposals.index:
                faults.add("unknown_id", line, key, words={"what": name, **near(name, proposals.ids)})
    for limit in rules.limits:
        _check_values(proposals, limit, faults)


def _named_ids(rules: Rules) -> Iterator[tuple[str, Iterable[str], int | None]]:
    line = rules.lines.get
    yield "must", rules.must, line("must")
    yield "never", rules.never, line("never")
    for number, group in enumerate(rules.groups, 1):
        yield f"groups.{number}", group.of, line("groups")
    for number, synergy in enumerate(rules.synergies, 1):
        yield f"synergies.{number}", synergy.of, line("synergies")


def _check_values(proposals: Proposals, limit: Limit, faults: Faults) -> None:
    if limit.tag not in proposals.texts:
        return
    known = proposals.values_of(limit.tag)
    wanted = limit.heads if limit.heads is not None else limit.who or ()
    for value in wanted:
        if value not in known:
            words: dict[str, object] = {"tag": limit.tag, "what": value, **near(value, known)}
            faults.add("unknown_tag_value", limit.line, limit.key, words=words)


def _check_must(proposals: Proposals, rules: Rules, faults: Faults) -> None:
    line = rules.lines.get("must")
    for name in rules.must:
        if name in rules.never:
            faults.add("must_and_never", line, "must", words={"what": name})
    must = {proposals.index[name] for name in rules.must if name in proposals.index}
    for clash in _clashes(proposals, rules, must):
        faults.add("must_excludes", line, "must", words={"what": clash})
    for column, most in rules.ceilings.items():
        needed = _least_cost(proposals, rules, column, must)
        if needed > most:
            words: dict[str, object] = {"what": plain(needed), "than": plain(most)}
            faults.add("must_over_ceiling", line, f"ceilings.{column}", words=words)


def _clashes(proposals: Proposals, rules: Rules, must: set[int]) -> Iterator[str]:
    """Locked-in proposals that exclude one another or overfill a group."""
    for one, other in proposals.excludes:
        if one in must and other in must:
            yield f"{proposals.ids[one]}, {proposals.ids[other]}"
    for group in rules.groups:
        inside = [name for name in group.of if name in rules.must]
        if group.most is not None and len(inside) > group.most:
            yield ", ".join(inside)


def _least_cost(proposals: Proposals, rules: Rules, column: str, must: set[int]) -> Fraction:
    """What the locked-in proposals cost at least under a ceiling, all savings of synergies granted."""
    if column not in proposals.numbers or not must:
        return Fraction(0)
    costs = proposals.numbers[column]
    spent = sum(int(costs.units[j]) * int(proposals.least[j]) for j in sorted(must))
    saved = sum((min(Fraction(0), synergy.adds.get(column, Fraction(0))) for synergy in rules.synergies), Fraction(0))
    return Fraction(spent, WHOLE * 10**costs.places) + saved
