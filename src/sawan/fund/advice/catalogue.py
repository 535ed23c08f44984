"""The rules of advice and the words they look for, read from the file that an office may edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from sawan.texts import Text

Severity = Literal["required", "advice", "note"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `{...}` in its text is filled with what was found.

    `required` holds back submitting; nothing holds back typing.
    """

    code: str
    field: str
    severity: Severity
    text: Text


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice on one field of one proposal."""

    proposal: str
    field: str
    rule: str
    severity: Severity
    message: Text


@dataclass(frozen=True, slots=True)
class Words:
    """Units that make a number a measure, words of benefit, misspellings with what was meant."""

    units: tuple[str, ...]
    benefit: tuple[str, ...]
    misspelt: Mapping[str, str]


@cache
def rules() -> Mapping[str, Rule]:
    """The rules by code, in the order in which a form gives them."""
    listed = _content()["rules"]
    return {r["code"]: Rule(r["code"], r["field"], r["severity"], Text(r["th"], r["en"])) for r in listed}


@cache
def words() -> Words:
    """The words that the rules look for."""
    content = _content()
    return Words(tuple(content["units"].split()), tuple(content["benefit"].split()), content["misspelt"])


def advice(proposal: str, rule: str, field: str = "", **found: str | Text) -> Advice:
    """The advice of a rule on a proposal, its text filled with what was found; `field` when the file's differs."""
    of = rules()[rule]
    message = Text(_filled(of.text.th, "th", found), _filled(of.text.en, "en", found))
    return Advice(proposal, field or of.field, rule, of.severity, message)


def _filled(text: str, lang: str, found: Mapping[str, str | Text]) -> str:
    return text.format(**{key: value.say(lang) if isinstance(value, Text) else value for key, value in found.items()})


@cache
def _content() -> Mapping[str, Any]:
    from ruamel.yaml import YAML  # slow import

    text = (files("sawan.fund") / "data" / "advice.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = YAML(typ="safe").load(text)
    return content
