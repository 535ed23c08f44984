"""Reading the tree of a specification."""

from __future__ import annotations

from sawan.measure.composite.plain import Keyed, Listing, Text, Written
from sawan.measure.composite.reader import Reader, joined
from sawan.measure.composite.tree import Node, Tree


def read_tree(reader: Reader, value: Written) -> Tree | None:
    """The tree, or None where it has a fault (noted in the reader)."""
    before = len(reader.problems)
    if not isinstance(value, Keyed):
        reader.wrong("not_a_mapping", value, "tree")
        return None
    if len(value.pairs) != 1:
        reader.wrong("one_top", value, "tree", count=len(value.pairs))
        return None
    nodes: dict[str, Node] = {}
    (key, children), *_ = value.pairs
    _grow(reader, key, children, None, nodes)
    return Tree(nodes) if len(reader.problems) == before else None


def _grow(reader: Reader, key: Text, value: Written, parent: str | None, nodes: dict[str, Node]) -> int:
    """Add a node and all below it, in order; returns its level."""
    code = key.text
    _check_code(reader, code, key, nodes)
    nodes[code] = Node(code, parent, (), 0)
    if isinstance(value, Text):
        reader.wrong("no_children" if not value.text else "not_a_list", value, joined("tree", code), code=code)
        return 1
    children, levels = [], [1]
    if isinstance(value, Listing):
        children = [_leaf(reader, item, code, nodes) for item in value.items]
    else:
        for child, inner in value.pairs:
            children.append(child.text)
            levels.append(_grow(reader, child, inner, code, nodes))
    if not children:
        reader.wrong("no_children", value, joined("tree", code), code=code)
    nodes[code] = Node(code, parent, tuple(children), 1 + max(levels))
    return 1 + max(levels)


def _leaf(reader: Reader, item: Written, parent: str, nodes: dict[str, Node]) -> str:
    if not isinstance(item, Text):
        reader.wrong("leaf_not_text", item, joined("tree", parent), code=parent)
        return ""
    less_is_better = item.text.startswith("-")
    code = item.text[1:].strip() if less_is_better else item.text
    _check_code(reader, code, item, nodes)
    nodes[code] = Node(code, parent, (), 1, -1 if less_is_better else 1)
    return code


def _check_code(reader: Reader, code: str, at: Text, nodes: dict[str, Node]) -> None:
    if not code or code.startswith("-"):
        reader.wrong("bad_code", at, "tree", code=code)
    elif code in nodes:
        reader.wrong("code_twice", at, joined("tree", code), code=code)
