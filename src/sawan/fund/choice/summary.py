"""summary.json: the answer in one object with stable keys."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isfinite
from typing import Any

from .findings import Findings
from .model import Choice
from .prices import RuleFigures
from .variations import Variation


def summary(findings: Findings, product: str, solver: str) -> dict[str, Any]:
    """The keys of the contract in their order, then those that go beyond it; None where nothing was found."""
    model, choice = findings.model, findings.choice
    rules = model.rules
    answer: dict[str, Any] = {"status": choice.status, **_figures(choice)}
    answer["objectives"] = {
        aim.label: number(worth) for aim, worth in zip(rules.objectives, choice.objectives, strict=False)
    }
    answer["seconds"] = round(findings.seconds.get("choice", 0.0), 3)
    answer["seconds_total"] = round(findings.seconds_total, 3)
    answer["selected"] = None if choice.selection is None else int(choice.selection.picks.sum())
    answer["spent"] = {
        key.partition(".")[2]: number(one.used) for key, one in findings.rules.items() if _is_ceiling(key)
    }
    answer["ceilings"] = {column: number(most) for column, most in rules.ceilings.items()}
    answer["weights"] = {
        name: number(weight) for name, weight in zip(rules.criteria, model.statement.measures.weights, strict=False)
    }
    answer["rules"] = [_rule(findings.rules[line.key]) for line in model.statement.lines if line.key in findings.rules]
    answer["core"] = None if findings.core is None else findings.core.summary()
    answer["pareto"] = None if findings.front is None else findings.front.summary()
    answer["scenarios"] = [_scenario(findings, findings.scenarios[place]) for place in sorted(findings.scenarios)]
    answer["conflict"] = _conflict(findings)
    answer["unfinished"] = findings.unfinished
    answer["warnings"] = [{"code": one.code, "th": one.th, "en": one.en} for one in findings.warnings]
    inputs = findings.inputs
    answer["solver"] = {"name": "HiGHS", "version": solver, "seed": inputs.seed, "threads": inputs.threads}
    answer["input"] = {
        "proposals_sha256": inputs.proposals_sha256,
        "rules_sha256": inputs.rules_sha256,
        "version": product,
    }
    return {**answer, **_beyond(findings)}


def number(value: Fraction | float | None) -> float | None:
    """A number for JSON: a float, None where there is none."""
    return None if value is None or not isfinite(value) else float(value)


def _figures(choice: Choice) -> dict[str, Any]:
    if choice.selection is None:
        return {"objective": None, "bound": None, "gap": None}
    return {"objective": number(choice.objective), "bound": number(choice.bound), "gap": number(choice.gap)}


def _is_ceiling(key: str) -> bool:
    return key.startswith("ceilings.")


def _rule(figures: RuleFigures) -> dict[str, Any]:
    return {
        "rule": figures.line.key,
        "name": figures.line.name,
        "used": number(figures.used),
        "min": number(figures.least),
        "max": number(figures.most),
        "slack": number(figures.slack),
        "without": number(figures.without),
        "one_percent": number(figures.one_percent),
    }


def _scenario(findings: Findings, found: Variation) -> dict[str, Any]:
    choice, proposals = found.choice, findings.model.proposals
    moves: tuple[Sequence[str], Sequence[str]] = ([], [])
    ids: list[str] = []
    if choice.selection is not None and findings.choice.selection is not None:
        moves = choice.selection.moves(proposals, findings.choice.selection)
        ids = choice.selection.ids(proposals)
    return {
        "name": found.name,
        "status": choice.status,
        **_figures(choice),
        "selected": ids,
        "enter": moves[0],
        "leave": moves[1],
    }


def _conflict(findings: Findings) -> dict[str, Any] | None:
    if findings.conflict is None:
        return None
    relax, *others = [
        [{"rule": change.rule, "by": number(change.by), "to": number(change.to)} for change in mending]
        for mending in (findings.conflict.relax, *findings.conflict.others)
    ]
    return {
        "rules": list(findings.conflict.rules),
        "complete": findings.conflict.complete,
        "relax": relax,
        "other_mendings": others,
    }


def _beyond(findings: Findings) -> dict[str, Any]:
    """Title, note and the answers to questions that the contract leaves open."""
    rules = findings.model.rules
    beyond: dict[str, Any] = {"title": rules.title, "note": rules.note}
    if findings.overruns is not None:
        beyond["overruns"] = findings.overruns.summary()
    if findings.above is not None:
        ids = findings.model.proposals.ids
        beyond["above_frame"] = [{"id": ids[j], "enters_at": number(percent)} for j, percent in findings.above]
    return beyond
