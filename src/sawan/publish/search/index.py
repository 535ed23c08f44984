"""An index in memory: folded texts, matched whole, at a word's start or inside, grouped by kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sawan.texts import Text
from sawan.thai import fold, normalise, strip_place_prefix, to_arabic_digits

KINDS = {
    "guideline": Text("แนวทาง ประเด็น พันธกิจ", "Guidelines, issues, missions"),
    "indicator": Text("ตัวชี้วัด", "Indicators"),
    "area": Text("พื้นที่", "Places"),
    "project": Text("โครงการและงบประมาณ", "Projects and budget lines"),
    "document": Text("เอกสาร", "Documents"),
    "dataset": Text("ชุดข้อมูล", "Datasets"),
}
NOTHING = Text("")
_AREA_WORD = re.compile(r"^(?:จังหวัด|อำเภอ|ตำบล|จ\.|อ\.|ต\.)")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its kind, code, title, address, a line beneath, and words beside the title."""

    kind: str
    code: str
    title: Text
    path: str
    line: Text = NOTHING
    words: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found; `marked` is its title cut into (text, whether it matched) pieces."""

    entry: Entry
    marked: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind, best first, `count` in all."""

    kind: str
    hits: tuple[Hit, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """What was found for `understood` (the query as read); without any hit, the nearest titles instead."""

    understood: str
    groups: tuple[Group, ...]
    nearest: tuple[Entry, ...] = ()

    @property
    def count(self) -> int:
        """Number of hits in all groups."""
        return sum(group.count for group in self.groups)


class Index:
    """Entries with their folded forms; made once per data version and read by many."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._rows = [(entry, *_forms(entry)) for entry in entries]

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, query: str, *, lang: str = "th", most: int = 8, kind: str | None = None) -> Results:
        """Entries that hold every word of the query, at most `most` a kind.

        A query of codes (`1.5`, `gpp_growth`, `6007`) finds the code itself first. Places may be typed with อ./ต./จ.;
        tone marks, digits, case and spaces do not matter.
        """
        understood = to_arabic_digits(normalise(query))[:120]
        words = _words(understood)
        if not words:
            return Results(understood, ())
        places_only = bool(_AREA_WORD.match(understood))
        scored: dict[str, list[tuple[float, int, Entry]]] = {}
        for position, (entry, title, all_text, code) in enumerate(self._rows):
            if (kind and entry.kind != kind) or (places_only and entry.kind != "area"):
                continue
            score = _score(words, title, all_text, code)
            if score:
                scored.setdefault(entry.kind, []).append((-score, position, entry))
        groups = tuple(_group(name, scored[name], words, lang, most) for name in KINDS if name in scored)
        if groups or kind:
            return Results(understood, groups)
        return Results(understood, (), self._nearest("".join(words)))

    def _nearest(self, wanted: str) -> tuple[Entry, ...]:
        """The three entries whose titles share most letter pairs with the query."""
        pairs = _pairs(wanted)
        ranked = sorted(
            ((_likeness(pairs, title), -position) for position, (_, title, _, _) in enumerate(self._rows)),
            reverse=True,
        )
        return tuple(self._rows[-position][0] for likeness, position in ranked[:3] if likeness > 0.15)


def _forms(entry: Entry) -> tuple[str, str, str]:
    title = "\n".join(fold(part) for part in (entry.title.th, entry.title.en))
    return title, f"{title}\n{fold(entry.words)}\n{fold(entry.line.th)}\n{fold(entry.line.en)}", entry.code.casefold()


def _words(understood: str) -> list[str]:
    """The query as one code when it looks like one, else its words folded, prefixes of places dropped."""
    stripped = strip_place_prefix(understood)
    if re.fullmatch(r"[A-Za-z0-9_.\-]+", stripped):
        return [stripped.casefold()]
    return [folded for word in stripped.split() if (folded := fold(word))]


def _score(words: Sequence[str], title: str, all_text: str, code: str) -> float:
    """0 when a word is missing; whole code > whole title > start of title > in title > elsewhere."""
    if len(words) == 1 and words[0] == code:
        return 10.0
    total = 0.0
    for word in words:
        bare = fold(word)
        if code.startswith(word) and len(word) > 1:
            total += 5.0
        elif any(line == bare for line in title.split("\n")):
            total += 6.0
        elif any(line.startswith(bare) for line in title.split("\n")) and bare:
            total += 4.0
        elif bare and bare in title:
            total += 2.0
        elif bare and bare in all_text:
            total += 0.5
        else:
            return 0.0
    return total / len(words)


def _group(kind: str, scored: list[tuple[float, int, Entry]], words: Sequence[str], lang: str, most: int) -> Group:
    best = sorted(scored, key=lambda row: row[:2])[:most]
    return Group(kind, tuple(Hit(entry, _marked(entry.title.say(lang), words)) for _, _, entry in best), len(scored))


def _marked(title: str, words: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The title cut where the first matching word stands, found letter by letter under folding."""
    folded, origin = "", []
    for at, letter in enumerate(title):
        piece = fold(letter)
        folded += piece
        origin += [at] * len(piece)
    for word in (fold(word) for word in words):
        start = folded.find(word)
        if word and start >= 0:
            first, last = origin[start], origin[start + len(word) - 1] + 1
            while last < len(title) and unicodedata.category(title[last]) == "Mn":
                last += 1
            pieces = ((title[:first], False), (title[first:last], True), (title[last:], False))
            return tuple(piece for piece in pieces if piece[0])
    return ((title, False),)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _likeness(wanted: frozenset[str], title: str) -> float:
    """The best share of common letter pairs with any line of a title."""
    lines = [_pairs(line) for line in title.split("\n")]
    return max((len(wanted & line) / len(wanted | line) for line in lines if wanted and line), default=0.0)
