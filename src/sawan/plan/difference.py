"""What changed between two editions: added, removed, moved, reworded word by word, retargeted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import product

from sawan import thai
from sawan.plan import nodes
from sawan.plan.edition import Edition
from sawan.plan.nodes import Kind, Node
from sawan.plan.target import Target

SAME_CODE, OTHER_CODE = 0.3, 0.6
"""Share of common words from which two texts are one node: with the same code, and with another."""


class What(StrEnum):
    """The kinds of change."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    RETARGETED = "retargeted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a rewording: `same`, `removed` or `added`."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one node; codes and texts of the side where it is not are None.

    A retargeted node carries its targets as worded in `th_from` and `th_to`; a reworded one its words in `pieces`.
    """

    what: What
    kind: Kind
    code_from: str | None
    code_to: str | None
    th_from: str | None
    th_to: str | None
    pieces: tuple[Piece, ...] = ()


def between(old: Edition, new: Edition) -> tuple[Change, ...]:
    """Every change from `old` to `new`, in the order of the new edition, what is gone last.

    Nodes are matched kind by kind: the same words first, then the same code with at least three in ten words in
    common, then other codes with six in ten. The closing note and everything editorial are left aside.
    """
    before, after = list(nodes.of(old)), list(nodes.of(new))
    partners = _match(before, after)
    found: list[Change] = []
    for node in after:
        partner = partners.get((node.kind, node.code))
        found += _changes(partner, node) if partner else [_one_sided(What.ADDED, node)]
    kept = {(node.kind, node.code) for node in partners.values()}
    found += [_one_sided(What.REMOVED, node) for node in before if (node.kind, node.code) not in kept]
    return tuple(found)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The rewording word by word; the pieces without `added` give the old text, without `removed` the new one."""
    left, right = thai.words(old), thai.words(new)
    found: list[Piece] = []
    for operation, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if operation == "equal":
            found.append(Piece("same", "".join(left[a:b])))
            continue
        if a < b:
            found.append(Piece("removed", "".join(left[a:b])))
        if c < d:
            found.append(Piece("added", "".join(right[c:d])))
    return tuple(found)


def likeness(old: str, new: str) -> float:
    """Share of the words of two texts that they have in common (Dice's coefficient over words), 0 to 1."""
    left, right = (Counter(word for word in thai.words(text) if word.strip()) for text in (old, new))
    return 2 * (left & right).total() / max(left.total() + right.total(), 1)


def _match(before: Sequence[Node], after: Sequence[Node]) -> dict[tuple[Kind, str], Node]:
    """New node (by kind and code) -> the old node that it continues."""
    partners: dict[tuple[Kind, str], Node] = {}
    for kind in Kind:
        old = [node for node in before if node.kind is kind]
        new = [node for node in after if node.kind is kind]
        for left, right in _pairs(old, new):
            if left in old and right in new:
                partners[(kind, right.code)] = left
                old.remove(left)
                new.remove(right)
    return partners


def _pairs(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Possible partners, the best first."""
    same = [(left, right) for left, right in product(old, new) if _text(left) == _text(right)]
    yield from sorted(same, key=lambda pair: pair[0].code != pair[1].code)
    gone = [node for node in old if not any(left is node for left, _ in same)]
    come = [node for node in new if not any(right is node for _, right in same)]
    likely = [(likeness(_text(left), _text(right)), left, right) for left, right in product(gone, come)]
    yield from ((left, right) for share, left, right in likely if left.code == right.code and _enough(share, left))
    likely.sort(key=lambda pair: -pair[0])
    yield from ((left, right) for share, left, right in likely if share >= OTHER_CODE)


def _enough(share: float, node: Node) -> bool:
    """A plan has one vision: a new one always replaces the old."""
    return node.kind is Kind.VISION or share >= SAME_CODE


def _changes(old: Node, new: Node) -> list[Change]:
    """The changes of one node."""
    both = (new.kind, old.code, new.code, _text(old), _text(new))
    found = [Change(What.MOVED, *both)] if old.code != new.code else []
    if _text(old) != _text(new):
        found.append(Change(What.REWORDED, *both, pieces(_text(old), _text(new))))
    if _asked(old.targets) != _asked(new.targets):
        found.append(Change(What.RETARGETED, new.kind, old.code, new.code, _worded(old.targets), _worded(new.targets)))
    return found


def _one_sided(what: What, node: Node) -> Change:
    if what is What.ADDED:
        return Change(what, node.kind, None, node.code, None, _text(node))
    return Change(what, node.kind, node.code, None, _text(node), None)


def _text(node: Node) -> str:
    return thai.normalise(node.wording.text.th)


def _asked(targets: Sequence[Target]) -> set[tuple[object, ...]]:
    """What targets ask, whatever their wording."""
    return {
        (
            target.indicator or thai.fold(target.measure or target.text),
            target.aim, target.counted, target.values, target.unit, target.each_year, target.baseline,
        )
        for target in targets
    }  # fmt: skip


def _worded(targets: Sequence[Target]) -> str | None:
    return "; ".join(target.text for target in targets) or None
