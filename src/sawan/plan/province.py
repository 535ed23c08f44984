"""A province as a folder: `province.yaml` and one `plan-YYYY.yaml` an edition, nothing else needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sawan.plan import edition_file, faults
from sawan.plan.edition import Edition
from sawan.plan.edition_rules import is_province
from sawan.plan.yaml_cursor import Page, open_text, read_bytes, read_file
from sawan.problems import Problem, Refused
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Province:
    """Whose strategy it is: official code and name; `website` is its own address, "" when not given."""

    code: str
    name: Text
    website: str = ""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """An edition with its file, byte for byte, and the warnings about it."""

    path: Path
    content: bytes
    edition: Edition
    warnings: tuple[Problem, ...] = ()


def read_province(folder: Path) -> Province:
    """What `province.yaml` of a folder says; Refused when it is missing or wrong."""
    path = _inside(folder / "province.yaml", folder)
    page = Page(str(path))
    fields = open_text(read_file(path), page, ("code", "name")).fields(("code", "name", "website"), ("code", "name"))
    code = fields["code"].text() if "code" in fields else ""
    if code and not is_province(code):
        page.problems.append(faults.unknown_province(page.name, fields["code"].line, "code", code))
    name = fields["name"].both() if "name" in fields else Text("")
    website = fields["website"].text() if "website" in fields else ""
    page.finish()
    return Province(code, name, website)


def read_plans(folder: Path) -> tuple[PlanFile, ...]:
    """Every edition of a folder, oldest first; Refused with the faults of all files when any is wrong."""
    province = read_province(folder)
    found: list[PlanFile] = []
    problems: list[Problem] = []
    for path in plan_paths(folder):
        try:
            found.append(read_plan(_inside(path, folder)))
        except Refused as refusal:
            problems += refusal.problems
    problems += [
        faults.other_province(str(plan.path), 1, plan.edition.province, province.code)
        for plan in found
        if plan.edition.province != province.code
    ]
    if not found and not problems:
        problems = [faults.no_plans(str(folder))]
    if problems:
        raise Refused(problems)
    return tuple(sorted(found, key=lambda plan: plan.edition.fiscal_year or 0))


def plan_paths(folder: Path) -> list[Path]:
    """The files of the editions in a province's folder, by name."""
    return sorted(folder.glob("plan-*.yaml"))


def read_plan(path: Path) -> PlanFile:
    """One edition with its file; Refused as `edition_file.read`."""
    content = read_bytes(path)
    edition, warnings = edition_file.read(path, content)
    return PlanFile(path, content, edition, tuple(warnings))


def _inside(path: Path, folder: Path) -> Path:
    """The path, unless a link leads out of the folder."""
    if path.exists() and not path.resolve().is_relative_to(folder.resolve()):
        raise Refused(faults.outside(str(path), str(folder)))
    return path
