"""A scoring scheme: criteria, their questions and answers, how points become a total; read from a YAML file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from sawan.fund.scoring import faults
from sawan.problems import Problem, Refused
from sawan.texts import Text

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "schemes"
Role = Literal["gate", "sum"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that the scheme knows: its wording, other ways to write it, and its points."""

    score: Decimal
    text: Text
    also: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every way in which a cell may give this answer."""
        return tuple(word for word in (self.text.th, self.text.en, *self.also) if word)


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a criterion; a criterion that asks one thing has one part with an empty code."""

    code: str
    name: Text
    answers: tuple[Answer, ...]

    @property
    def highest(self) -> Decimal:
        """Most points that this part gives."""
        return max(answer.score for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: `gate` makes the total 0 when its points are 0, `sum` adds its points.

    `number` criteria take points from 0 to `highest` as typed. `named_is_so`: a cell that only lists codes of
    parts says that those are so and the others are not.
    """

    code: str
    name: Text
    highest: Decimal
    role: Role = "sum"
    parts: tuple[Part, ...] = ()
    number: bool = False
    named_is_so: bool = False

    def attainable(self) -> frozenset[Decimal]:
        """All points that some set of answers gives."""
        sums = {Decimal(0)}
        for part in self.parts:
            sums = {total + answer.score for total in sums for answer in part.answers}
        return frozenset(sums)


@dataclass(frozen=True, slots=True)
class Band:
    """A name for totals from `lowest` up: a display, not a rule."""

    name: str
    lowest: Decimal


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme whole: total = sum of the `sum` criteria x `scale` / `of`; 0 when the gate is closed."""

    code: str
    name: Text
    source: str
    fiscal_year: int | None
    scale: Decimal
    of: Decimal
    criteria: tuple[Criterion, ...]
    bands: tuple[Band, ...] = ()

    def band(self, total: Decimal) -> str:
        """Name of the highest band that the total reaches; empty when the scheme has none."""
        reached = [band for band in self.bands if total >= band.lowest]
        return max(reached, key=lambda band: band.lowest).name if reached else ""


def shipped() -> tuple[str, ...]:
    """Codes of the schemes that come with the program, in order."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.yaml")))


def load(name: str) -> Scheme:
    """The scheme shipped under `name`, or read from the YAML file of that path.

    Raises Refused with every fault of the file, or with the nearest known name.
    """
    path = SHIPPED / f"{name}.yaml"
    if not path.is_file():
        path = Path(name)
        if not path.is_file():
            near = difflib.get_close_matches(name, shipped(), n=1, cutoff=0.0)
            raise Refused(faults.unknown_scheme(name, near[0], shipped()))
    return parse(path.name, _read_yaml(path))


def parse(file: str, content: Mapping[str, Any]) -> Scheme:
    """A scheme from the content of its file; `based_on` takes what it does not say from a shipped scheme."""
    if base := content.get("based_on"):
        if base not in shipped():
            raise Refused(faults.unknown_base(file, str(base), shipped()))
        content = {**_read_yaml(SHIPPED / f"{base}.yaml"), **{k: v for k, v in content.items() if k != "based_on"}}
    problems = list(_problems(file, content))
    if problems:
        raise Refused(problems)
    return Scheme(
        code=str(content["code"]),
        name=_text(content["name"]),
        source=str(content.get("source", "")),
        fiscal_year=content.get("fiscal_year"),
        scale=_points(content["total"]["scale"]),
        of=_points(content["total"]["of"]),
        criteria=tuple(_criterion(entry) for entry in content["criteria"]),
        bands=tuple(Band(str(band["name"]), _points(band["from"])) for band in content.get("bands") or ()),
    )


def _read_yaml(path: Path) -> Mapping[str, Any]:
    from ruamel.yaml import YAML  # slow import
    from ruamel.yaml.error import YAMLError  # slow import

    try:
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise Refused(faults.not_yaml(path.name, str(getattr(error, "problem", error)))) from error
    if not isinstance(content, dict):
        raise Refused(faults.not_yaml(path.name, "not a mapping"))
    return content


def _problems(file: str, content: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("code", "name", "total", "criteria"):
        if not content.get(key):
            yield faults.missing_key(file, key)
    total = content.get("total")
    if total and not (isinstance(total, dict) and all(_is_positive(total.get(key)) for key in ("scale", "of"))):
        yield faults.bad_total(file)
    criteria = content.get("criteria")
    entries = criteria if isinstance(criteria, list) else []
    codes = [str(entry.get("code", "")) if isinstance(entry, dict) else "" for entry in entries]
    for at, (code, entry) in enumerate(zip(codes, entries, strict=True), start=1):
        if not code or codes.count(code) > 1:
            yield faults.bad_criterion_code(file, at, code)
        elif not _criterion_is_whole(entry):
            yield faults.bad_criterion(file, code)


def _criterion_is_whole(entry: Mapping[str, Any]) -> bool:
    if not _is_positive(entry.get("max")) or entry.get("role", "sum") not in ("gate", "sum"):
        return False
    if entry.get("number"):
        return True
    try:
        parts = _criterion(entry).parts
    except (KeyError, TypeError, ArithmeticError, ValueError):
        return False
    return bool(parts) and all(part.answers for part in parts)


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    return Criterion(
        code=str(entry["code"]),
        name=_text(entry.get("name", entry["code"])),
        highest=_points(entry["max"]),
        role=entry.get("role", "sum"),
        parts=tuple(_parts(entry)),
        number=bool(entry.get("number")),
        named_is_so=entry.get("named") == "is_so",
    )


def _parts(entry: Mapping[str, Any]) -> Iterator[Part]:
    if "answers" in entry:
        yield Part("", Text(""), _answers(entry["answers"]))
    elif "grid" in entry:
        yield Part("", Text(""), tuple(_grid_answers(entry["grid"])))
    for part in entry.get("parts", ()):
        yield Part(str(part["code"]), _text(part.get("name", "")), _answers(part["answers"]))


def _answers(entries: list[Mapping[str, Any]]) -> tuple[Answer, ...]:
    return tuple(Answer(_points(e["score"]), _text(e), tuple(str(word) for word in e.get("also", ()))) for e in entries)


def _grid_answers(grid: Mapping[str, Any]) -> Iterator[Answer]:
    """An answer of a grid names its row and its column, in either order (`A red`, `status of Y1 = red A`)."""
    for row, scores in zip(grid["rows"], grid["scores"], strict=True):
        for column, score in zip(grid["columns"], scores, strict=True):
            words = [word for word in (column.get("th"), column.get("en"), *column.get("also", ())) if word]
            also = tuple(pair for word in words for pair in (f"{row} {word}", f"{word} {row}"))
            text = Text(f"{row} {column.get('th', '')}".strip(), f"{row} {column.get('en', '')}".strip())
            yield Answer(_points(score), text, also)


def _text(value: Any) -> Text:
    if isinstance(value, dict):
        return Text(str(value.get("th", "")), str(value.get("en", "")))
    return Text(str(value))


def _points(value: Any) -> Decimal:
    return Decimal(str(value))


def _is_positive(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
