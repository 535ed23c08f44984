"""What is said of a group of indicators beside its mark: how much of it could be judged, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.evaluate.queries import NodeStatus
from sawan.evaluate.rollup import RULE, Rollup
from sawan.publish.portal.reading import number
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group: its mark, coverage in words, score ("" under half the weight), expected targets, counts by mark."""

    code: str
    name: Text
    href: str
    status: str
    coverage: Text
    score: str
    expected: str
    counts: tuple[tuple[str, int], ...]
    rule: Text = RULE


def of_guideline(node: NodeStatus) -> GroupLine:
    """The line under the title of a guideline."""
    coverage = Text(
        f"ตัดสินได้ {node.judged} จาก {node.aimed} ตัวชี้วัดที่มีเป้าหมาย (ทั้งหมด {node.indicators})",
        f"{node.judged} of {node.aimed} indicators with a target could be judged ({node.indicators} in all)",
    )
    return _line(node.rollup, Text(""), "", coverage)


def of_group(found: Rollup, name: Text, href: str) -> GroupLine:
    """The line of an issue or of the whole strategy."""
    share = f"{100 * found.coverage:.0f}%"
    return _line(found, name, href, Text(f"ตัดสินได้ {share} ของน้ำหนัก", f"{share} of the weight could be judged"))


def _line(found: Rollup, name: Text, href: str, coverage: Text) -> GroupLine:
    expected = f"{number(found.expected, 1)} / {found.of_targets}" if found.of_targets else ""
    return GroupLine(
        code=found.code,
        name=name,
        href=href,
        status=str(found.mark),
        coverage=coverage,
        score=number(found.score, 0),
        expected=expected,
        counts=tuple((str(mark), count) for mark, count in found.counts.items()),
    )
