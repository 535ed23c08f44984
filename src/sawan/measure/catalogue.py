"""The catalogue of indicators: one record a figure, read from YAML files that a person keeps."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sawan import console
from sawan.areas.register import LEVELS
from sawan.measure import faults
from sawan.problems import Problem, Refused
from sawan.texts import Text

KINDS = ("reported", "formula", "query", "composite")
DIRECTIONS = ("higher", "lower", "band", "none")
FREQUENCIES = ("once", "annual", "quarterly", "monthly", "weekly", "daily")
CALENDARS = ("calendar", "fiscal", "academic", "crop")
ROLES = ("success", "component", "guideline", "input")
_CODE = re.compile(r"^[a-z][a-z0-9_]*$")
_CHOICES = {"kind": KINDS, "direction": DIRECTIONS, "frequency": FREQUENCIES, "calendar": CALENDARS, "role": ROLES}
_TEXTS = ("name", "definition", "unit", "agency")
_OPTIONAL = frozenset({"formula", "query", "spec", "system", "method", "guidelines", "note", "account", "example"})
_KEYS = frozenset({*_TEXTS, *_CHOICES, "levels", "lag_months", "held", "certainty"}) | _OPTIONAL


@dataclass(frozen=True, slots=True)
class Indicator:
    """One record of the catalogue.

    `unit.en` is the unit's name in files; `direction` says whether `higher`, `lower` or a `band` is better;
    `lag_months` is how long after the period its figure comes out; figures of one `account` are only combined
    within one edition; `query` is SQL over raw tables or the name of a page `queries/NAME.sql` beside the catalogue,
    `spec` names a page `composites/NAME.yaml`; `group` is the page that holds the record, `page` its path; `held` says
    which files hold it; `certainty` is A (official), B (usual practice) or C (proposed).
    """

    code: str
    name: Text
    definition: Text
    kind: str
    unit: Text
    direction: str
    levels: tuple[str, ...]
    frequency: str
    calendar: str
    agency: Text
    lag_months: int
    role: str
    held: str
    certainty: str
    formula: str = ""
    query: str = ""
    spec: str = ""
    system: str = ""
    method: str = ""
    guidelines: tuple[str, ...] = ()
    note: str = ""
    account: str = ""
    group: str = ""
    example: Mapping[str, Any] = field(default_factory=dict, compare=False)
    page: str = field(default="", compare=False)


@dataclass(frozen=True)
class Catalogue(Mapping[str, Indicator]):
    """All indicators by code, in the order of the files."""

    entries: Mapping[str, Indicator]

    def __getitem__(self, code: str) -> Indicator:
        return self.entries[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def require(self, code: str) -> Indicator:
        """The indicator of that code; Refused (`unknown_indicator`) with the nearest codes when there is none."""
        if code not in self.entries:
            raise Refused(faults.unknown_indicator(code, self.entries))
        return self.entries[code]

    @cached_property
    def formulas(self) -> Mapping[str, Indicator]:
        """The indicators that are computed from others by a formula."""
        return {code: entry for code, entry in self.entries.items() if entry.kind == "formula"}

    @cached_property
    def computed(self) -> Mapping[str, Indicator]:
        """The indicators that the system computes: formulas, queries with their SQL, composites with their spec."""
        return {code: entry for code, entry in self.entries.items() if entry.kind == "formula" or _has_method(entry)}


def _has_method(entry: Indicator) -> bool:
    return bool((entry.kind == "query" and entry.query) or (entry.kind == "composite" and entry.spec))


def beside(entry: Indicator, folder: str, name: str) -> Path:
    """A page that a record names, in `folder` beside the folder of its catalogue."""
    return Path(entry.page).parent.parent / folder / name


def place(entry: Indicator, key: str) -> tuple[str, int]:
    """The page of a record and the line of one of its keys (of its code when the key is not there)."""
    page = Path(entry.page)
    if not page.is_file():
        return f"{entry.group}.yaml", 1
    lines = page.read_text(encoding="utf-8").splitlines()
    first = _line("\n".join(lines), entry.code)
    for number, line in enumerate(lines[first:], start=first + 1):
        if line[:1].strip() and not line.startswith("#"):
            break
        if line.strip().startswith(f"{key}:"):
            return page.name, number
    return page.name, first


def shipped() -> Path:
    """The folder of the national catalogue."""
    return Path(str(files("sawan.measure") / "data" / "indicators"))


def load(*overlays: Path) -> Catalogue:
    """The national catalogue, then the records of each overlay folder that exists (a province's `indicators/`).

    A record of an overlay replaces the one of the same code. Raises Refused with every fault by file and line.
    """
    own = [page for folder in overlays if folder.is_dir() for page in _pages(folder)]
    return _load((*_shipped_pages(), *own))


@cache
def _shipped_pages() -> tuple[tuple[Path, int], ...]:
    """The files that ship, looked up once: they change with the program only, and a site asks at every figure."""
    return _pages(shipped())


def _pages(folder: Path) -> tuple[tuple[Path, int], ...]:
    return tuple((page, page.stat().st_mtime_ns) for page in sorted(folder.glob("*.yaml")))


@lru_cache(maxsize=8)
def _load(pages: tuple[tuple[Path, int], ...]) -> Catalogue:
    found: dict[str, Indicator] = {}
    problems: list[Problem] = []
    for page, _ in pages:
        text = page.read_text(encoding="utf-8")
        for code, record in _records(page, text).items():
            wrong = list(_faults(code, record))
            problems += [faults.catalogue(page.name, _line(text, code), key, th, en) for key, th, en in wrong]
            if not wrong:
                found[code] = _indicator(code, record, page)
    if problems:
        raise Refused(problems)
    return Catalogue(found)


def _records(page: Path, text: str) -> dict[str, Any]:
    """The records of a YAML page; a page that was read before comes from the instance's store of parsed pages.

    YAML is read by Python alone and takes most of a second for the national catalogue; JSON takes none. The store
    goes by the hash of the text, so it can never be stale, and may be deleted at any time.
    """
    kept = console.home() / "cache" / "catalogue" / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.json"
    with suppress(OSError, ValueError):
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    content = _yaml(page, text)
    with suppress(OSError, TypeError):
        if console.home().is_dir():
            kept.parent.mkdir(parents=True, exist_ok=True)
            draft = kept.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            draft.replace(kept)
    return content


def _yaml(page: Path, text: str) -> dict[str, Any]:
    from ruamel.yaml import YAML  # slow import
    from ruamel.yaml.error import YAMLError  # slow import

    try:
        content = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Refused(faults.not_yaml(page.name, mark.line + 1 if mark else None)) from error
    if not isinstance(content, dict):
        raise Refused(faults.not_yaml(page.name, 1))
    return content


def _faults(code: object, record: object) -> Iterator[tuple[str | None, str, str]]:
    """What is wrong in a record: key, Thai, English."""
    if not isinstance(code, str) or not _CODE.match(code):
        yield None, "รหัสตัวชี้วัดต้องเป็นอักษรอังกฤษตัวเล็ก ตัวเลข และ _", "A code is small letters, digits and _."
    if not isinstance(record, dict):
        yield None, "ต้องเป็นรายการคีย์และค่า", "A record is a list of keys and values."
        return
    yield from _key_faults(record)
    yield from _choice_faults(record)
    yield from _kind_faults(record)


def _key_faults(record: Mapping[str, Any]) -> Iterator[tuple[str | None, str, str]]:
    for key in sorted(_KEYS - _OPTIONAL - record.keys()):
        yield key, "ขาดคีย์นี้ โปรดเติม", "This key is missing: add it."
    for key in sorted(str(key) for key in record.keys() - _KEYS):
        yield key, "ไม่รู้จักคีย์นี้ โปรดลบหรือแก้", "This key is not known: remove or mend it."


def _choice_faults(record: Mapping[str, Any]) -> Iterator[tuple[str | None, str, str]]:
    for key, choices in _CHOICES.items():
        if key in record and record[key] not in choices:
            yield key, f"ต้องเป็นหนึ่งใน {', '.join(choices)}", f"It must be one of {', '.join(choices)}."
    for key in _TEXTS:
        if key in record and not (isinstance(record[key], dict) and {"th", "en"} == record[key].keys()):
            yield key, "ต้องมี th และ en", "It needs th and en."


def _kind_faults(record: Mapping[str, Any]) -> Iterator[tuple[str | None, str, str]]:
    levels = record.get("levels")
    if levels is not None and not (isinstance(levels, list) and levels and set(levels) <= set(LEVELS)):
        yield "levels", f"ต้องเป็นรายการจาก {', '.join(LEVELS)}", f"It must be a list of {', '.join(LEVELS)}."
    if not isinstance(record.get("lag_months", 0), int):
        yield "lag_months", "ต้องเป็นจำนวนเดือน", "It must be a number of months."
    if record.get("kind") == "formula" and not isinstance(record.get("formula"), str):
        yield "formula", "ตัวชี้วัดแบบสูตรต้องมีสูตร", "An indicator of kind formula needs one."


def _indicator(code: str, record: Mapping[str, Any], page: Path) -> Indicator:
    values = {**record, "group": page.stem, "page": str(page)}
    for key in _TEXTS:
        values[key] = Text(str(record[key]["th"]), str(record[key]["en"]))
    for key in ("levels", "guidelines"):
        values[key] = tuple(str(item) for item in record.get(key, ()))
    return Indicator(code=code, **values)


def _line(text: str, code: object) -> int:
    found = re.search(rf"(?m)^[\"']?{re.escape(str(code))}[\"']?\s*:", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
