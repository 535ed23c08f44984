"""How alike two names are, and what keeps alike names apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from sawan.fund.duplicates.form import Form
from sawan.fund.letters import ratio, shared_letters

SAME_FROM, LOOK_FROM = 90.0, 80.0
LONGEST_REPLACED, LONGEST_INSERTED = 2, 3
CONTAINED_FROM, SHORTEST_CONTAINED = 0.93, 14


@dataclass(frozen=True, slots=True)
class Likeness:
    """The likeness of two names.

    `score` 0 to 100: twice the letters they share over all their letters, in any order, so that a place written
    first costs nothing. `numbers_differ`: each side has a number that the other lacks. `replaced`: a stretch of
    more than two letters of one stands where the other has something else: another object. `inserted`: more than
    three letters stand inside one name only, so it may be a part of the other's work. `contained`: the shorter
    lies in the longer.
    """

    score: float
    numbers_differ: bool
    replaced: bool
    inserted: bool
    contained: bool

    @property
    def may_be_one(self) -> bool:
        """Whether nothing keeps the two apart."""
        return not self.numbers_differ and not self.replaced


def likeness(a: Form, b: Form, at_least: float = 0.0) -> Likeness:
    """Compare two names; what keeps them apart is worked out only when they reach `at_least` or are contained.

    Numbers, kilometre posts and villages separate works whose names are otherwise 98 % equal, so a number on each
    side that the other lacks outweighs any score. A number on one side only is allowed: names get shortened.
    """
    both = len(a.letters) + len(b.letters)
    shared = shared_letters(a.bag, b.bag)
    score = 200 * shared / both if both else 100.0
    differ = numbers_differ(a, b)
    enough = shared >= CONTAINED_FROM * min(len(a.letters), len(b.letters))
    contained = enough and not differ and is_contained(a.letters, b.letters)
    replaced, inserted = edits(a.letters, b.letters) if score >= at_least and not differ else (0, 0)
    return Likeness(score, differ, replaced > LONGEST_REPLACED, inserted > LONGEST_INSERTED, contained)


def numbers_differ(a: Form, b: Form) -> bool:
    """Whether each side has a number that the other lacks."""
    return not _all_in(a.numbers, b.numbers) and not _all_in(b.numbers, a.numbers)


def _all_in(few: Counter[Decimal], many: Counter[Decimal]) -> bool:
    return all(many[number] >= times for number, times in few.items())


def edits(a: str, b: str) -> tuple[int, int]:
    """Letters of the longest stretch that is replaced, and of the longest that stands inside one text only.

    Edits with at most one common letter between them are one stretch. A stretch at the beginning or the end that
    only one text has is neither: places are written first, names are shortened.
    """
    replaced = inserted = left = right = 0
    for kind, a_from, a_to, b_from, b_to in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            if a_to - a_from > 1:
                left = right = 0
            continue
        left, right = left + a_to - a_from, right + b_to - b_from
        if left and right:
            replaced = max(replaced, left, right)
        elif (a_from or b_from) and (a_to < len(a) or b_to < len(b)):
            inserted = max(inserted, left + right)
    return replaced, inserted


def is_contained(a: str, b: str) -> bool:
    """Whether the shorter (14 letters or more) lies in the longer, 93 % of its letters in one stretch of its length."""
    short, long = sorted((a, b), key=len)
    if len(short) < SHORTEST_CONTAINED or len(short) == len(long):
        return False
    if short in long:
        return True
    blocks = SequenceMatcher(None, long, short, autojunk=False).get_matching_blocks()
    starts = {max(0, block.a - block.b) for block in blocks if block.size}
    return any(ratio(short, long[at : at + len(short)]) >= 100 * CONTAINED_FROM for at in starts)
