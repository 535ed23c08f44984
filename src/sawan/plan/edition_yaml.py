"""An edition written as YAML: the fields in a fixed order, empty ones left out, nothing lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from sawan.plan import edition as tree
from sawan.plan import target_file
from sawan.plan.edition import Edition
from sawan.plan.edition_file import NONE_SET
from sawan.plan.target import Target
from sawan.texts import Text

Value = object
_LOOKS_LIKE_ANOTHER_KIND = re.compile(
    r"^([-+]?[\d.,_:]+|0[xo]\w+|~|null|true|false|yes|no|on|off|[-+]?\.(inf|nan)|[\d.]+e[-+]?\d+)$", re.IGNORECASE
)
_UNSAFE_START = tuple("!&*-?[]{}|>@`'\"%#,:=<")


def write(edition: Edition, remarks: Iterable[str] = ()) -> str:
    """The YAML text; `remarks` become comment lines at the top. `edition_file.parse` gives the edition back."""
    head = "".join(f"# {remark}\n" for remark in remarks)
    return head + "".join(f"{line}\n" for line in _lines(_edition(edition), 0))


def write_targets(targets: tuple[Target, ...], indent: int) -> list[str]:
    """The lines of a `targets` field alone, for a file that is changed in one place."""
    return [" " * indent + line for line in _lines({"targets": _targets(targets)}, 0)]


def _edition(edition: Edition) -> dict[str, Value]:
    return {
        "province": edition.province or None,
        "fiscal_year": edition.fiscal_year,
        **_filled({
            "last_year": edition.last_year,
            "title": _text(edition.title),
            "source": edition.source
            and _filled({**_named(edition.source.text), "address": edition.source.address}),
            "proposals": [{"field": entry.field, **_named(entry.text)} for entry in edition.proposals],
            "vision": edition.vision
            and _filled({"heading": edition.vision.heading, **_wording(edition.vision.wording)}),
            "objectives": [_named(text) for text in edition.objectives],
            "success_indicators": [_success_indicator(success) for success in edition.success_indicators],
            "missions": [_filled({"code": one.code, **_wording(one.wording)}) for one in edition.missions],
        }),
        "issues": [_issue(issue) for issue in edition.issues],
        **_filled({
            "note": edition.note and _wording(edition.note),
            "not_understood": [{"line": rest.line, "text": rest.text} for rest in edition.not_understood],
        }),
    }  # fmt: skip


def _success_indicator(success: tree.SuccessIndicator) -> dict[str, Value]:
    fields = _filled({
        "code": success.code, **_wording(success.wording), "indicators": list(success.indicators),
    })  # fmt: skip
    return {**fields, "targets": _targets(success.targets)}


def _issue(issue: tree.Issue) -> dict[str, Value]:
    return _filled({
        "code": issue.code,
        **_wording(issue.wording),
        "missions": list(issue.missions),
        "targets": _targets(issue.targets) if issue.targets else None,
        "objectives": [_named(text) for text in issue.objectives],
        "measures": [_named(text) for text in issue.measures],
        "strategies": [_named(text) for text in issue.strategies],
        "guidelines": [_guideline(guideline) for guideline in issue.guidelines],
    })  # fmt: skip


def _guideline(line: tree.Guideline) -> dict[str, Value]:
    plan = _filled({
        "code": line.code,
        **_wording(line.wording),
        "letter": line.letter,
        "missions": list(line.missions),
        "success_indicators": list(line.success_indicators),
        "indicators": list(line.indicators),
    })  # fmt: skip
    work = _filled({
        "projects": [_project(project) for project in line.projects],
        "owners": [{"role": owner.role, **_named(owner.name)} for owner in line.owners],
        "links": line.links and _filled({
            "national_strategy": list(line.links.national_strategy),
            "master_plans": list(line.links.master_plans),
            "sdg": list(line.links.sdg),
        }),
        "results_chain": line.results_chain and _chain(line.results_chain),
        "tuesday_question": _text(line.tuesday_question),
        "analysis": _text(line.analysis),
        "modules": list(line.modules),
        "needs": [_filled({**_named(need.text), "have": need.have, "where": need.where}) for need in line.needs],
        "page": line.page and {"sentence": _named(line.page.sentence), "chart": _named(line.page.chart)},
        "typical_projects": [_typical(project) for project in line.typical_projects],
        "remark": line.remark,
    })  # fmt: skip
    return {**plan, "targets": _targets(line.targets), **work}


def _chain(chain: tree.ResultsChain) -> dict[str, Value]:
    return _filled({
        "activity": _named(chain.activity),
        "output": _named(chain.output),
        "outcome": _named(chain.outcome),
        "indicators": list(chain.indicators),
        "assumptions": _text(chain.assumptions),
    })  # fmt: skip


def _project(project: tree.UmbrellaProject) -> dict[str, Value]:
    fields = _filled({
        "id": project.id,
        **_named(project.name),
        "fiscal_year": project.fiscal_year,
        "amount_baht": project.amount_baht,
        "money": project.money,
        "stage": project.stage,
        "trust": project.trust,
        "tie": project.tie,
        "source": project.source,
        "covers": list(project.covers),
    })  # fmt: skip
    return {**fields, "targets": _targets(project.targets)}


def _typical(project: tree.TypicalProject) -> dict[str, Value]:
    return _filled({
        "name": project.name, "agency": project.agency, "amount_baht": project.amount_baht, "source": project.source,
    })  # fmt: skip


def _targets(targets: tuple[Target, ...]) -> Value:
    return [target_file.write(target) for target in targets] or NONE_SET


def _wording(wording: tree.Wording) -> dict[str, Value]:
    return {**_named(wording.text), "phrases": wording.phrases or None, "short": _text(wording.short)}


def _named(text: Text) -> dict[str, Value]:
    return {"th": text.th, "en": text.en} if text.en else {"th": text.th}


def _text(text: Text) -> dict[str, Value] | None:
    return _named(text) if text else None


def _filled(fields: Mapping[str, Value]) -> dict[str, Value]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def _lines(value: Value, indent: int) -> Iterator[str]:
    """Block style for what holds more, flow style for short lists of codes."""
    pad = " " * indent
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if _is_block(inner):
                yield f"{pad}{_scalar(str(key))}:"
                yield from _lines(inner, indent if isinstance(inner, list) else indent + 2)
            else:
                yield f"{pad}{_scalar(str(key))}: {_flow(inner)}".rstrip()
    elif isinstance(value, list):
        for entry in value:
            first, *rest = _lines(entry, indent + 2)
            yield f"{pad}- {first.lstrip()}"
            yield from rest


def _is_block(value: Value) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and any(isinstance(one, Mapping) for one in value))


def _flow(value: Value) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_scalar(str(entry), flow=True) for entry in value) + "]"
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _scalar(str(value))


def _scalar(text: str, *, flow: bool = False) -> str:
    """A text plain where YAML reads it as the same text, in double quotes otherwise."""
    unsafe = (
        not text
        or text != text.strip()
        or text.startswith(_UNSAFE_START)
        or _LOOKS_LIKE_ANOTHER_KIND.match(text)
        or ": " in text
        or text.endswith(":")
        or " #" in text
        or not text.isprintable()
        or (flow and re.search(r"[,\[\]{}]", text))
    )
    return json.dumps(text, ensure_ascii=False) if unsafe else text
