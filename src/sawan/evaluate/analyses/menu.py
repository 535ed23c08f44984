"""Which analysis answers which guideline's question, as data; and running one by its name."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sawan.evaluate.analyses import access, cohort, compare, faults, hazard, hotspots, location, shipped
from sawan.evaluate.analyses.answer import Answer
from sawan.problems import Refused

NAMES = ("hazard", "access", "location", "hotspots", "compare", "cohort")


@dataclass(frozen=True, slots=True)
class Binding:
    """An analysis that a guideline asks for, with the options that fit its question."""

    guideline: str
    analysis: str
    options: Mapping[str, str]


def for_guideline(edition: str, guideline: str, page: Path | None = None) -> tuple[Binding, ...]:
    """The analyses of a guideline of an edition (`60/2564`, `3.4`), the first first; none for one that has none.

    `page` is a table `edition,guideline,analysis,options` instead of the one that ships.
    """
    with (page or shipped.folder() / "guidelines.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    return tuple(
        Binding(guideline, row["analysis"], dict(pair.split("=", 1) for pair in row["options"].split(";") if pair))
        for row in rows
        if (row["edition"], row["guideline"]) == (edition, guideline)
    )


def run(analysis: str, area: str, options: Mapping[str, str]) -> Answer:
    """Run an analysis with options as texts, as a page's address or a table gives them.

    Refused for an unknown name or option and for whatever the analysis refuses; NoAnswer as the analysis says.
    """
    if analysis not in NAMES:
        raise Refused(faults.unknown_option(analysis, NAMES))
    return _RUN[analysis](area, dict(options))


def _hazard(area: str, texts: dict[str, str]) -> Answer:
    return hazard.answer(area, hazard.Options(**_typed(hazard.Options, texts)))


def _access(area: str, texts: dict[str, str]) -> Answer:
    facilities = _listed(texts.pop("facilities", "hospitals"))
    return access.answer(area, facilities, access.Options(**_typed(access.Options, texts)))


def _location(area: str, texts: dict[str, str]) -> Answer:
    candidates = _listed(texts.pop("candidates", "stations"))
    chosen: dict[str, Any] = {}
    if "sites" in texts:
        chosen["sites"] = location.parse_sites(texts.pop("sites"))
    for name in ("fixed", "forbidden"):
        if name in texts:
            chosen[name] = tuple(part.strip() for part in texts.pop(name).split(",") if part.strip())
    if texts.get("existing"):
        _listed(texts["existing"])
    return location.answer(area, candidates, location.Options(**chosen, **_typed(location.Options, texts)))


def _hotspots(area: str, texts: dict[str, str]) -> Answer:
    return hotspots.answer(area, hotspots.Options(**_typed(hotspots.Options, texts)))


def _compare(area: str, texts: dict[str, str]) -> Answer:
    return compare.answer(area, compare.Options(**_typed(compare.Options, texts)))


def _cohort(area: str, texts: dict[str, str]) -> Answer:
    return cohort.answer(area, cohort.Options(**_typed(cohort.Options, texts)))


_RUN: Mapping[str, Callable[[str, dict[str, str]], Answer]] = {
    "hazard": _hazard,
    "access": _access,
    "location": _location,
    "hotspots": _hotspots,
    "compare": _compare,
    "cohort": _cohort,
}


def _listed(name: str) -> str:
    """Only lists that ship: an address must never name a file of the server."""
    known = ("subdistricts", *facilities_lists())
    if name not in known:
        raise Refused(faults.unknown_option(name, known))
    return name


def facilities_lists() -> tuple[str, ...]:
    """The names of the lists of facilities."""
    from sawan.evaluate.analyses.facilities import LISTS

    return tuple(LISTS)


def _typed(kind: type, texts: Mapping[str, str]) -> dict[str, Any]:
    """Texts as the types of the fields of an options class; Refused for fields it has not and texts that do not fit."""
    types = {one.name: one.type for one in fields(kind)}
    problems = [faults.unknown_option(name, tuple(types)) for name in texts if name not in types]
    found: dict[str, Any] = {}
    for name, text in texts.items():
        try:
            found[name] = _CONVERT[str(types.get(name, "str"))](text)
        except (ValueError, KeyError):
            problems.append(faults.unknown_option(f"{name}={text}", tuple(types)))
    if problems:
        raise Refused(problems)
    return found


_CONVERT: Mapping[str, Callable[[str], Any]] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": lambda text: text in ("1", "true", "True", "on"),
}
