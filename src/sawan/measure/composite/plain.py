"""A specification as written: texts, lists and mappings that remember their line, from YAML or from Python values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

from sawan.measure.composite.faults import fault
from sawan.problems import Refused

DEEPEST = 60
MOST_VALUES = 200_000


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, read as text whatever YAML would make of it (`60`, `no`, `1e3`)."""

    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence."""

    items: tuple[Written, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping as pairs, so that a key written twice can be seen."""

    pairs: tuple[tuple[Text, Written], ...]
    line: int | None = None

    def get(self, key: str) -> Written | None:
        """The value of the last pair with this key, or None."""
        return next((value for name, value in reversed(self.pairs) if name.text == key), None)


Written = Text | Listing | Keyed


def from_yaml(text: str, file: str | None = None) -> Written:
    """Read one YAML document without giving meaning to its scalars; raises `Refused` where it is not YAML."""
    from ruamel.yaml import YAML  # slow import
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # slow import

    try:
        root = YAML(typ="safe").compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise Refused(fault("not_yaml", file=file, row=line, why=error.problem or error.context)) from error
    except YAMLError as error:
        raise Refused(fault("not_yaml", file=file, why=str(error).splitlines()[0])) from error
    except RecursionError as error:
        raise Refused(fault("too_deep", file=file, deepest=DEEPEST)) from error
    if root is None:
        raise Refused(fault("empty_spec", file=file))
    return _Nodes(file).plain(root, 0)


@dataclass
class _Nodes:
    """Nodes of YAML made plain; what an alias repeats counts each time, so that a few lines cannot swell."""

    file: str | None
    left: int = MOST_VALUES

    def plain(self, node: Any, depth: int) -> Written:
        line = node.start_mark.line + 1
        self.left -= 1
        if depth > DEEPEST:
            raise Refused(fault("too_deep", file=self.file, row=line, deepest=DEEPEST))
        if self.left < 0:
            raise Refused(fault("too_many_values", file=self.file, row=line, most=MOST_VALUES))
        if node.id == "mapping":
            pairs = ((_key(key, self.file), self.plain(value, depth + 1)) for key, value in node.value)
            return Keyed(tuple(pairs), line)
        if node.id == "sequence":
            return Listing(tuple(self.plain(item, depth + 1) for item in node.value), line)
        return Text(str(node.value), line)


def _key(node: Any, file: str | None) -> Text:
    line = node.start_mark.line + 1
    if node.id != "scalar":
        raise Refused(fault("key_not_text", file=file, row=line))
    return Text(str(node.value), line)


def from_python(value: object) -> Written:
    """The same from nested Python values: mappings, sequences, texts, numbers (numpy's too), truth values."""
    if isinstance(value, Mapping):
        return Keyed(tuple((Text(str(key)), from_python(inner)) for key, inner in value.items()))
    if isinstance(value, str):
        return Text(value)
    if isinstance(value, Sequence):
        return Listing(tuple(from_python(inner) for inner in value))
    if isinstance(value, bool):
        return Text("true" if value else "false")
    if isinstance(value, Integral):
        return Text(repr(int(value)))
    if isinstance(value, Real):
        return Text(repr(float(value)))
    raise Refused(fault("not_a_value", value=value))
