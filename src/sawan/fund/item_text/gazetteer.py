"""Names of provinces, districts and subdistricts, ready to be found at the head of a text that may be misread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from sawan.areas import register
from sawan.fund.letters import distance, skeleton

CAPITAL = "เมือง"
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Named:
    """A place and its name in Thai without kind and without spaces."""

    code: str
    name: str
    skeleton: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "skeleton", skeleton(self.name))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places that item texts name: provinces, districts by province, subdistricts by district."""

    provinces: tuple[Named, ...]
    districts: Mapping[str, tuple[Named, ...]]
    subdistricts: Mapping[str, tuple[Named, ...]]

    def districts_in(self, provinces: Iterable[str]) -> tuple[Named, ...]:
        """Districts of these provinces."""
        return tuple(place for code in provinces for place in self.districts.get(code, ()))

    def subdistricts_in(self, districts: Iterable[str]) -> tuple[Named, ...]:
        """Subdistricts of these districts."""
        return tuple(place for code in districts for place in self.subdistricts.get(code, ()))


@cache
def national() -> Gazetteer:
    """The gazetteer of the official register."""
    return gazetteer(
        (area.code, area.parent, area.name_th)
        for level in ("province", "district", "subdistrict")
        for area in register.of_level(level)
    )


def gazetteer(places: Iterable[tuple[str, str, str]]) -> Gazetteer:
    """A gazetteer from (code, code of the place above, Thai name); two, four and six digits tell the levels."""
    provinces: list[Named] = []
    below: dict[str, list[Named]] = {}
    for code, _, name in places:
        place = Named(code, name.replace(" ", "").removeprefix("เขต"))
        if len(code) == 2:
            provinces.append(place)
        else:
            below.setdefault(code[:-2], []).append(place)
    lists = {code: tuple(found) for code, found in below.items()}
    return Gazetteer(
        tuple(provinces),
        {code: found for code, found in lists.items() if len(code) == 2},
        {code: found for code, found in lists.items() if len(code) == 4},
    )


def at_head(text: str, places: Sequence[Named]) -> tuple[Named, ...]:
    """The places whose name stands at the head of `text` (spaces inside the name are overlooked).

    The longest name wins (ท่าแร้งออก before ท่าแร้ง); then names with the same letters under folded marks; then
    the nearest name within one wrong letter (two from eight letters on) if no other is as near; then the one name
    that begins so, when the text cuts it short. Several places are returned only when they bear the same name;
    none when nothing fits.
    """
    head = _head(text)
    exact = _longest([place for place in places if head.startswith(place.name)])
    if exact:
        return exact
    word = _word(text)
    folded = skeleton(word)
    same = tuple(place for place in places if place.skeleton == folded)
    return same or _nearest(folded, places) or _cut_short(folded, places)


def _head(text: str) -> str:
    return "".join(text[: LONGEST_NAME * 2].split())[:LONGEST_NAME]


def _word(text: str) -> str:
    """The letters up to the first space or sign."""
    end = next((at for at, letter in enumerate(text) if letter.isspace() or letter in ",;/()-–ฯ"), len(text))
    return text[:end]


def _longest(places: Sequence[Named]) -> tuple[Named, ...]:
    longest = max((len(place.name) for place in places), default=0)
    return tuple(place for place in places if len(place.name) == longest)


def _nearest(folded: str, places: Sequence[Named]) -> tuple[Named, ...]:
    allowed = 2 if len(folded) >= 8 else 1
    if len(folded) < 3:
        return ()
    ranked = [(distance(folded, place.skeleton, allowed), place) for place in places]
    best = min((steps for steps, _ in ranked), default=allowed + 1)
    if best > allowed:
        return ()
    nearest = tuple(place for steps, place in ranked if steps == best)
    return nearest if len({place.skeleton for place in nearest}) == 1 else ()


def _cut_short(folded: str, places: Sequence[Named]) -> tuple[Named, ...]:
    """From six letters on, a name without its end is known when only one name begins so."""
    found = tuple(place for place in places if len(folded) >= 6 and place.skeleton.startswith(folded))
    return found if len({place.skeleton for place in found}) == 1 else ()
