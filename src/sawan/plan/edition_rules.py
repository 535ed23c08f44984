"""What an edition must satisfy as a whole: codes, references between nodes, years, province."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sawan.areas import register
from sawan.plan import faults
from sawan.plan.edition import Edition
from sawan.plan.yaml_cursor import Cursor, Page


def check(edition: Edition, fields: Mapping[str, Cursor], page: Page) -> None:
    """Note every fault of the tree on the page, each at the line of its node."""
    lines = {name: cursor.line for name, cursor in fields.items()}
    if edition.province and not is_province(edition.province):
        page.problems.append(faults.unknown_province(page.name, lines["province"], "province", edition.province))
    if edition.last_year and edition.fiscal_year and edition.last_year < edition.fiscal_year:
        page.problems.append(
            faults.not_one_of(
                page.name, lines["last_year"], "last_year", str(edition.last_year), (f">= {edition.fiscal_year}",)
            )
        )
    places = _places(fields)
    for path, code in _doubled(edition):
        page.problems.append(faults.doubled(page.name, places.get(f"{path}.code", 1), f"{path}.code", code))
    _check_guidelines(edition, places, page)
    _check_references(edition, places, page)
    if edition.not_understood:
        page.problems.append(faults.still_to_read(page.name, lines.get("not_understood"), len(edition.not_understood)))


def is_province(code: str) -> bool:
    """Whether the register holds a province of this code."""
    return register.exists(code) and register.get(code).level == "province"


def _places(fields: Mapping[str, Cursor]) -> dict[str, int]:
    """Field of each node, and each field of a node -> its line in the file."""
    found: dict[str, int] = {}
    if any(problem.code == "alias" for cursor in fields.values() for problem in cursor.page.problems):
        return found  # the file refers to itself: walking it again would not end
    for name in ("success_indicators", "missions", "issues"):
        if name in fields:
            found |= dict(_lines_of(fields[name]))
    return found


def _lines_of(cursor: Cursor) -> Iterator[tuple[str, int]]:
    """Lines of a list's entries, of their fields and of the guidelines within."""
    for entry in cursor.entries_again():
        yield entry.path, entry.line
        for name, inner in entry.fields_again():
            yield inner.path, inner.line
            if name == "guidelines":
                yield from _lines_of(inner)


def _doubled(edition: Edition) -> Iterator[tuple[str, str]]:
    """Field and code of every node whose code stands before it already."""
    groups: list[Iterable[tuple[str, str]]] = [
        ((f"success_indicators[{at}]", node.code) for at, node in enumerate(edition.success_indicators)),
        ((f"missions[{at}]", node.code) for at, node in enumerate(edition.missions)),
        ((f"issues[{at}]", node.code) for at, node in enumerate(edition.issues)),
        (
            (f"issues[{at}].guidelines[{below}]", guideline.code)
            for at, issue in enumerate(edition.issues)
            for below, guideline in enumerate(issue.guidelines)
        ),
    ]
    for group in groups:
        seen: set[str] = set()
        for path, code in group:
            if code and code in seen:
                yield path, code
            seen.add(code)


def _check_guidelines(edition: Edition, places: Mapping[str, int], page: Page) -> None:
    for at, issue in enumerate(edition.issues):
        for below, guideline in enumerate(issue.guidelines):
            path = f"issues[{at}].guidelines[{below}].code"
            if guideline.code and not guideline.code.startswith(f"{issue.code}."):
                page.problems.append(
                    faults.not_of_issue(page.name, places.get(path, 1), path, guideline.code, issue.code)
                )


def _check_references(edition: Edition, places: Mapping[str, int], page: Page) -> None:
    missions = [mission.code for mission in edition.missions]
    successes = [success.code for success in edition.success_indicators]
    for at, issue in enumerate(edition.issues):
        wanted = [(f"issues[{at}].missions", code, missions) for code in issue.missions]
        for below, guideline in enumerate(issue.guidelines):
            path = f"issues[{at}].guidelines[{below}]"
            wanted += [(f"{path}.missions", code, missions) for code in guideline.missions]
            wanted += [(f"{path}.success_indicators", code, successes) for code in guideline.success_indicators]
        for field, code, known in wanted:
            if code not in known:
                page.problems.append(faults.unknown_node(page.name, places.get(field, 1), field, code, known))
