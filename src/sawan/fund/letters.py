"""Letters of Thai texts under a reader's errors: skeletons, edit distance, likeness of two texts."""

from __future__ import annotations

import re
from collections import Counter

from sawan.thai import normalise

_DROPPED = re.compile("[\u0e47-\u0e4e]")
_FOLDED = str.maketrans("ใซศษณญฎฏฟ", "ไชสสนยดตฝ")


def skeleton(text: str) -> str:
    """The letters that typing and reading leave alone.

    Tone marks, the mark of silence and the short-vowel mark are dropped; letters that scanners and typists take
    for each other become one (ำ as า, ใ as ไ, ซ as ช, ศ ษ as ส, ณ as น, ญ as ย, ฎ as ด, ฏ as ต, ฟ as ฝ).
    """
    return _DROPPED.sub("", normalise(text).replace("ำ", "า").translate(_FOLDED))


def distance(a: str, b: str, most: int) -> int:
    """Letters to insert, drop or replace to make `b` of `a` (Levenshtein); `most` + 1 as soon as it is more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(b, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def common_letters(a: str, b: str) -> int:
    """Length of the longest common subsequence, by bit-parallel steps (Hyyrö 2004): one step a letter of `a`."""
    masks: dict[str, int] = {}
    for at, letter in enumerate(b):
        masks[letter] = masks.get(letter, 0) | (1 << at)
    everything = (1 << len(b)) - 1
    state = everything
    for letter in a:
        matched = state & masks.get(letter, 0)
        state = ((state + matched) | (state - matched)) & everything
    return len(b) - state.bit_count()


def ratio(a: str, b: str) -> float:
    """Likeness of two texts in order, 0 to 100: twice the longest common subsequence over both lengths."""
    return 200 * common_letters(a, b) / (len(a) + len(b)) if a or b else 100.0


def shared_letters(a: Counter[str], b: Counter[str]) -> int:
    """Letters that two bags share: texts whose letters were scrambled still share theirs."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(min(times, large[letter]) for letter, times in small.items() if letter in large)
