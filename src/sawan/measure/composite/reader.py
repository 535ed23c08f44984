"""Reading written values into numbers, ranges and choices, collecting every fault on the way."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sawan.measure.composite.faults import fault
from sawan.measure.composite.plain import Keyed, Listing, Text, Written
from sawan.problems import Problem

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
WHOLE = re.compile(r"[+-]?[0-9]+")
TRUE, FALSE = ("true", "yes", "on"), ("false", "no", "off")


def number(text: str) -> float | None:
    """A finite number in plain ASCII digits, or None."""
    if not NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def whole(text: str) -> int | None:
    """A whole number, written as `5`, `5.0` or `5e3`, or None."""
    if WHOLE.fullmatch(text):
        return int(text)
    value = number(text)
    return int(value) if value is not None and value.is_integer() else None


class Reader:
    """Turns written values into plain ones; a fault is noted, the default is returned, and reading goes on."""

    def __init__(self, file: str | None = None) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, name: str, /, at: Written | None, field: str, **facts: Any) -> None:
        """Note a fault at a written value."""
        row = at.line if at is not None else None
        self.problems.append(fault(name, file=self.file, row=row, field=field or None, **facts))

    def text(self, value: Written, field: str) -> str | None:
        """A single word."""
        if isinstance(value, Text):
            return value.text
        self.wrong("not_a_text", value, field)
        return None

    def pairs(self, value: Written, field: str) -> dict[str, tuple[Text, Written]]:
        """A mapping by key; a key that stands twice is a fault."""
        if not isinstance(value, Keyed):
            self.wrong("not_a_mapping", value, field)
            return {}
        found: dict[str, tuple[Text, Written]] = {}
        for key, inner in value.pairs:
            if key.text in found:
                self.wrong("key_twice", key, joined(field, key.text), key=key.text)
            found[key.text] = (key, inner)
        return found

    def known(self, value: Written, keys: Iterable[str], field: str) -> dict[str, Written]:
        """A mapping of which every key is among `keys`; others are faults and left out."""
        allowed = tuple(keys)
        found = {}
        for key, (written, inner) in self.pairs(value, field).items():
            if key in allowed:
                found[key] = inner
            else:
                self.wrong("unknown_key", written, joined(field, key), key=key, known=listed(allowed))
        return found

    def items(self, value: Written, field: str) -> Sequence[Written]:
        """The items of a list."""
        if isinstance(value, Listing):
            return value.items
        self.wrong("not_a_list", value, field)
        return ()

    def number(self, value: Written, field: str) -> float | None:
        """A finite number."""
        text = self.text(value, field)
        if text is None:
            return None
        found = number(text)
        if found is None:
            self.wrong("not_a_number", value, field, value=text)
        return found

    def within(self, value: Written, field: str, rule: str, low: float, high: float) -> float | None:
        """A number from `low` to `high`, both allowed; `rule` says so in words."""
        found = self.number(value, field)
        if found is not None and not low <= found <= high:
            self.wrong("out_of_range", value, field, value=found, rule=rule)
            return None
        return found

    def positive(self, value: Written, field: str) -> float | None:
        """A number above zero."""
        found = self.number(value, field)
        if found is not None and found <= 0:
            self.wrong("out_of_range", value, field, value=found, rule="> 0")
            return None
        return found

    def whole(self, value: Written, field: str, least: int) -> int | None:
        """A whole number of at least `least`."""
        text = self.text(value, field)
        if text is None:
            return None
        found = whole(text)
        if found is None or found < least:
            self.wrong("not_whole", value, field, value=text, rule=f">= {least}")
            return None
        return found

    def boolean(self, value: Written, field: str) -> bool | None:
        """A truth value."""
        text = self.text(value, field)
        if text is None:
            return None
        if text.lower() in (*TRUE, *FALSE):
            return text.lower() in TRUE
        self.wrong("not_boolean", value, field, value=text)
        return None

    def choice(self, value: Written, field: str, choices: Sequence[str]) -> str | None:
        """One of a few words."""
        text = self.text(value, field)
        if text is not None and text not in choices:
            self.wrong("not_a_choice", value, field, value=text, known=listed(choices))
            return None
        return text

    def two(self, value: Written, field: str) -> tuple[float, float] | None:
        """A list of two numbers."""
        if not isinstance(value, Listing) or len(value.items) != 2:
            self.wrong("not_a_range", value, field)
            return None
        low, high = (self.number(item, field) for item in value.items)
        return None if low is None or high is None else (low, high)

    def codes(self, value: Written, field: str, codes: Iterable[str]) -> dict[str, Written]:
        """A mapping of which every key is one of the codes of the tree."""
        allowed = tuple(codes)
        found = {}
        for key, (written, inner) in self.pairs(value, field).items():
            if key in allowed:
                found[key] = inner
            else:
                self.wrong("unknown_code", written, joined(field, key), code=key, known=listed(allowed))
        return found


def joined(*keys: str) -> str:
    """`normalise.per.debt`: the place of a value in the specification."""
    return ".".join(key for key in keys if key)


def listed(words: Iterable[str] | Mapping[str, object]) -> str:
    """Words for a sentence."""
    return ", ".join(words)
