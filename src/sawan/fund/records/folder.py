"""The folder `records/` of a province: which files it holds, what they are, what must be said beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sawan.fund.records import faults
from sawan.fund.records.ties import Ties, ties_from
from sawan.problems import Refused
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Source:
    """One file of records: its fiscal year, `stage` of the money (`bill`, `act`, `book`), `reading`, trust, publisher.

    `reading` says how the paper was read: `typed` or `ocr`.
    """

    path: Path
    fiscal_year: int
    stage: str
    reading: str
    trust: str
    source: Text


@dataclass(frozen=True, slots=True)
class Note:
    """What must stand beside figures of a year (and of one source of money, when it names one)."""

    code: str
    fiscal_year: int
    source: str
    text: Text


@dataclass(frozen=True, slots=True)
class Folder:
    """The records of a province; a province without such a folder has an empty one."""

    umbrella_projects: tuple[Source, ...] = ()
    budget_lines: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    ties: Ties = field(default_factory=Ties)
    cluster_code: str = ""
    cluster_name: Text = field(default_factory=lambda: Text(""))


def open_folder(province: Path) -> Folder:
    """What `province/records/` holds; Refused when `records.yaml` names files that are not there."""
    folder = province / "records"
    index = folder / "records.yaml"
    if not index.is_file():
        return Folder()
    content = _yaml(index)
    entries = [*(content.get("umbrella_projects") or ()), *(content.get("budget_lines") or ())]
    absent = [str(entry["file"]) for entry in entries if not (folder / str(entry["file"])).is_file()]
    if absent:
        raise Refused(faults.missing_file(index.name, name) for name in absent)
    ties = folder / "ties.yaml"
    cluster = content.get("cluster") or {}
    return Folder(
        umbrella_projects=tuple(_source(folder, entry) for entry in content.get("umbrella_projects") or ()),
        budget_lines=tuple(_source(folder, entry) for entry in content.get("budget_lines") or ()),
        notes=tuple(_note(entry) for entry in content.get("notes") or ()),
        ties=ties_from(_yaml(ties)) if ties.is_file() else Ties(),
        cluster_code=str(cluster.get("code", "")),
        cluster_name=_text(cluster),
    )


def _source(folder: Path, entry: Mapping[str, Any]) -> Source:
    return Source(
        path=folder / str(entry["file"]),
        fiscal_year=int(entry["fiscal_year"]),
        stage=str(entry["stage"]),
        reading=str(entry["reading"]),
        trust=str(entry["trust"]),
        source=_text(entry["source"]),
    )


def _note(entry: Mapping[str, Any]) -> Note:
    return Note(str(entry["code"]), int(entry["fiscal_year"]), str(entry.get("source", "")), _text(entry))


def _text(entry: Mapping[str, Any]) -> Text:
    return Text(str(entry.get("th", "")), str(entry.get("en", "")))


def _yaml(path: Path) -> Mapping[str, Any]:
    from ruamel.yaml import YAML  # slow import
    from ruamel.yaml.error import YAMLError  # slow import

    try:
        content: Mapping[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        raise Refused(faults.not_yaml(path.name, str(getattr(error, "problem", error)))) from error
    return content
