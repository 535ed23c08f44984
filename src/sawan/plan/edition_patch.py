"""Changing the targets of one node in an edition's file, every other line left as it is."""

from __future__ import annotations

from sawan.plan import edition_yaml
from sawan.plan.target import Target
from sawan.plan.yaml_cursor import Cursor, Page, open_text

LISTS = ("success_indicators", "issues", "guidelines")


def with_targets(text: str, code: str, targets: tuple[Target, ...]) -> str:
    """The YAML text with other targets under the node of a code; KeyError when there is no such node."""
    node = _node(open_text(text, Page("stored edition")), code)
    if node is None:
        raise KeyError(code)
    fields = dict(node.fields_again())
    indent = int(node.node.start_mark.column)
    written = edition_yaml.write_targets(targets, indent)
    lines = text.splitlines()
    if "targets" in fields:
        key = next(key for key, _ in node.node.value if str(key.value) == "targets")
        begin, end = int(key.start_mark.line), _end(fields["targets"])
    else:
        begin = end = _end(fields["th"])
    newline = "\r\n" if "\r\n" in text else "\n"
    return newline.join([*lines[:begin], *written, *lines[end:]]) + newline


def _node(cursor: Cursor, code: str) -> Cursor | None:
    """The mapping of a success indicator, issue or guideline with this code."""
    for name, inner in cursor.fields_again():
        if name not in LISTS:
            continue
        for entry in inner.entries_again():
            codes = [str(value.node.value) for key, value in entry.fields_again() if key == "code"]
            found = entry if codes == [code] else _node(entry, code)
            if found is not None:
                return found
    return None


def _end(cursor: Cursor) -> int:
    """The line after a value: what stands on one line ends with it, a block where the next node begins."""
    line = int(cursor.node.end_mark.line)
    on_one_line = cursor.node.id == "scalar" or bool(cursor.node.flow_style)
    return line + 1 if on_one_line and int(cursor.node.end_mark.column) > 0 else line
