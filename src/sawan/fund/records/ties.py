"""Proposed ties of money to guidelines: the first rule that fits, or none, and the reason in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sawan.fund.duplicates.form import bare
from sawan.texts import Text
from sawan.thai import normalise


@dataclass(frozen=True, slots=True)
class Tie:
    """A guideline (code such as `1.3`) that money is proposed to serve, and why."""

    guideline: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule fits when every condition it has fits; texts compare without the marks that OCR confuses."""

    tie: Tie
    source: str = ""
    unit: str = ""
    ministry: str = ""
    project: str = ""
    words: tuple[str, ...] = ()

    def fits(self, source: str, unit: str, ministry: str, project: str, text: str) -> bool:
        """Whether the rule speaks of such a line; `unit` to `text` are bare letters."""
        return (
            (not self.source or self.source == source)
            and self.unit in unit
            and self.ministry in ministry
            and self.project in project
            and (not self.words or any(word in text for word in self.words))
        )


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of one edition of the plan: umbrella projects by id, lines by rule."""

    edition: str = ""
    umbrella: Mapping[str, Tie] = field(default_factory=dict)
    rules: Sequence[Rule] = ()

    def of_line(self, source: str, unit: str, ministry: str, project: str, text: str) -> Tie | None:
        """The tie of a line by the first rule that fits; None: untied, which pages say."""
        letters = (letters_of(unit), letters_of(ministry), letters_of(project), letters_of(text))
        return next((rule.tie for rule in self.rules if rule.fits(source, *letters)), None)


def ties_from(content: Mapping[str, Any]) -> Ties:
    """The ties of a file's content."""
    return Ties(
        edition=str(content.get("edition", "")),
        umbrella={str(code): _tie(entry) for code, entry in (content.get("umbrella") or {}).items()},
        rules=tuple(_rule(entry) for entry in content.get("rules") or ()),
    )


def letters_of(text: str) -> str:
    """Bare letters without spaces, in which rules and lines are compared."""
    return "".join(bare(normalise(text)).split())


def _tie(entry: Mapping[str, Any]) -> Tie:
    return Tie(str(entry["guideline"]), Text(str(entry.get("th", "")), str(entry.get("en", ""))))


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        tie=_tie(entry),
        source=str(entry.get("source", "")),
        unit=letters_of(str(entry.get("unit", ""))),
        ministry=letters_of(str(entry.get("ministry", ""))),
        project=letters_of(str(entry.get("project", ""))),
        words=tuple(letters_of(str(word)) for word in entry.get("words") or ()),
    )
