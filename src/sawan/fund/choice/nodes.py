"""The YAML of the rules file as nodes that keep every text as written and the line on which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .faults import Faults, near


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list or a mapping of the file; exactly one of `text`, `items`, `pairs` is not None."""

    line: int
    text: str | None = None
    items: tuple[Node, ...] | None = None
    pairs: tuple[tuple[str, Node], ...] | None = None

    def get(self, key: str) -> Node | None:
        """The value under `key` of a mapping, None when it is not there."""
        return next((value for name, value in self.pairs or () if name == key), None)

    def shown(self) -> str:
        """The node in one line, for a sentence."""
        if self.text is not None:
            return self.text
        if self.items is not None:
            return "[" + ", ".join(item.shown() for item in self.items) + "]"
        return "{" + ", ".join(f"{name}: {value.shown()}" for name, value in self.pairs or ()) + "}"

    def is_empty(self) -> bool:
        """Whether nothing was written (`key:` alone, or `~`)."""
        return self.text in ("", "~", "null")


def read_nodes(data: bytes, faults: Faults) -> Node | None:
    """The whole file as a mapping; None after noting the fault when it is no mapping or no YAML."""
    from ruamel.yaml import YAML  # slow import
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # slow import

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add("encoding", data[: error.start].count(b"\n") + 1, words={"what": "UTF-8"})
        return None
    try:
        raw = YAML(typ="rt", pure=True).compose(text)
        tree = _node(raw, ()) if raw is not None else None
    except (YAMLError, ValueError, RecursionError) as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        what = (error.problem if isinstance(error, MarkedYAMLError) else None) or type(error).__name__
        faults.add("bad_yaml", mark.line + 1 if mark else 1, words={"what": what})
        return None
    if tree is None or tree.pairs is None:
        faults.add("bad_yaml", 1, words={"what": "ceilings: {...}"})
        return None
    return tree


def _node(raw: Any, above: tuple[int, ...]) -> Node:
    if id(raw) in above:
        raise ValueError("a node that holds itself")
    line, inside = raw.start_mark.line + 1, (*above, id(raw))
    if raw.id == "scalar":
        return Node(line, text=str(raw.value).strip())
    if raw.id == "sequence":
        return Node(line, items=tuple(_node(item, inside) for item in raw.value))
    return Node(line, pairs=tuple((str(key.value).strip(), _node(value, inside)) for key, value in raw.value))


def keys_of(node: Node, known: tuple[str, ...], faults: Faults, where: str = "") -> Iterator[tuple[str, Node]]:
    """The pairs of a mapping whose keys are known, each once; the others are noted as faults."""
    seen: set[str] = set()
    for key, value in node.pairs or ():
        at = f"{where}.{key}" if where else key
        if key not in known:
            faults.add("unknown_key", value.line, at, words={"what": key, **near(key, list(known))})
        elif key in seen:
            faults.add("unknown_key", value.line, at, words={"what": key}, says="duplicate_key")
        else:
            seen.add(key)
            yield key, value
