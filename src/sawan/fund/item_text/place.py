"""Where a budget line is: provinces, districts, subdistricts and villages named in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sawan.fund.item_text.gazetteer import CAPITAL, Gazetteer, Named, at_head

_INSTITUTION = re.compile(
    r"โรงพยาบาลส่งเสริมสุขภาพตำบล|รพ\.สต\.|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:ตำบล|เมือง|นคร)|"
    r"ที่ว่าการอำเภอ|(?<!\S)กลุ่มจังหวัด|ภาคจังหวัด|ระหว่างจังหวัด"
)
_LEVEL = re.compile(
    r"(จังหวัด|(?<![ก-๙.])จ\.|(?=กรุงเทพ))|(อำเภอ|(?<![ก-๙.])อ\.|(?<!\S)เขต)|(ตำบล|(?<![ก-๙.])ต\.|(?<!\S)แขวง)"
)
_BANGKOK, _KINDS_OF_BANGKOK = "กรุงเทพ", ("เขต", "แขวง")
_VILLAGE = re.compile(r"(?:หมู่ที่|หมู่(?=\s*\d)|(?<![ก-๙.])ม\.(?=\s*\d))\s*(\d+(?:\s*(?:,|และ|-|/)\s*\d+(?![\d+.]))*)")
_UNIT_PROVINCE = re.compile(r"จังหวัด\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A place that the text names and the register does not have there."""

    level: str
    name: str
    th: str
    en: str


@dataclass(frozen=True, slots=True)
class Place:
    """Codes in the order of the text; villages ascending; what was named and could not be found."""

    provinces: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    subdistricts: tuple[str, ...] = ()
    villages: tuple[int, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    level: str
    at: int
    rest: str
    glued: bool


def find_place(text: str, unit: str, names: Gazetteer) -> Place:
    """Places named in `text`; `unit`, the budget unit, gives the province when the text names none.

    Province first, then districts inside it, then subdistricts inside those districts, since names of
    subdistricts repeat across the country and names of districts hardly do.
    """
    mentions = list(_mentions(text))
    provinces = _provinces(mentions, unit, names)
    districts, lost = _districts(mentions, provinces, names)
    subdistricts, lost_below = _subdistricts(mentions, provinces, districts, names)
    return Place(
        _codes(provinces),
        _codes(place for _, place in districts),
        _codes(subdistricts),
        _villages(text),
        (*lost, *lost_below),
    )


def _mentions(text: str) -> Iterable[_Mention]:
    masked = _INSTITUTION.sub(lambda match: "·" * len(match[0]), text)
    for match in _LEVEL.finditer(masked):
        if match[0] in _KINDS_OF_BANGKOK and _BANGKOK not in text:
            continue
        level = ("province", "district", "subdistrict")[(match.lastindex or 1) - 1]
        before = masked[: match.start()].rstrip()
        glued = before == masked[: match.start()] and bool(before) and "ก" <= before[-1] <= "๙"
        yield _Mention(level, match.start(), masked[match.end() :].lstrip(), glued)


def _provinces(mentions: Sequence[_Mention], unit: str, names: Gazetteer) -> list[Named]:
    """Provinces named on their own; else one glued to an office's name; else that of the budget unit."""
    named = [mention for mention in mentions if mention.level == "province"]
    heads = [(mention, at_head(mention.rest, names.provinces)) for mention in named]
    free = [found[0] for mention, found in heads if found and not mention.glued]
    if free:
        return free
    glued = [found[0] for _, found in heads if found]
    if glued:
        return glued
    match = _UNIT_PROVINCE.search(_INSTITUTION.sub(lambda m: "จังหวัด" if m[0].endswith("ส่วนจังหวัด") else "·", unit))
    return list(at_head(match[1], names.provinces)[:1]) if match else []


def _districts(
    mentions: Sequence[_Mention], provinces: Sequence[Named], names: Gazetteer
) -> tuple[list[tuple[int, Named]], list[Unmatched]]:
    inside = names.districts_in(_codes(provinces) or names.districts)
    found: list[tuple[int, Named]] = []
    lost: list[Unmatched] = []
    for mention in mentions:
        if mention.level != "district":
            continue
        places = _capital(mention.rest, provinces, inside) or at_head(mention.rest, inside)
        if len(places) == 1:
            found.append((mention.at, places[0]))
        elif _first_word(mention.rest) and not mention.glued:
            lost.append(_unmatched("district", mention.rest, several=len(places) > 1))
    return found, lost


def _capital(rest: str, provinces: Sequence[Named], inside: Sequence[Named]) -> tuple[Named, ...]:
    """`อำเภอเมือง` alone is the Mueang of the province, unless a longer name of a district stands there."""
    if not rest.startswith(CAPITAL) or not provinces:
        return ()
    exact = [place for place in at_head(rest, inside) if "".join(rest.split()).startswith(place.name)]
    if exact:
        return tuple(exact)
    seats = [place for place in inside if place.code.endswith("01") and place.name.startswith(CAPITAL)]
    after = rest[len(CAPITAL) :].lstrip(" ,")
    return tuple(seats[:1]) if not after or _LEVEL.match(after) or not after[0].isalpha() else ()


def _subdistricts(
    mentions: Sequence[_Mention],
    provinces: Sequence[Named],
    districts: Sequence[tuple[int, Named]],
    names: Gazetteer,
) -> tuple[list[Named], list[Unmatched]]:
    codes = _codes(place for _, place in districts)
    if not codes:
        codes = tuple(place.code for place in names.districts_in(_codes(provinces)))
    inside = names.subdistricts_in(codes)
    found: list[Named] = []
    lost: list[Unmatched] = []
    for mention in mentions:
        if mention.level != "subdistrict":
            continue
        places = at_head(mention.rest, inside)
        if len(places) > 1:
            places = _in_district_named_next(places, mention.at, districts)
        if len(places) == 1:
            found.append(places[0])
        elif _first_word(mention.rest) and not mention.glued and provinces:
            lost.append(_unmatched("subdistrict", mention.rest, several=len(places) > 1))
    return found, lost


def _in_district_named_next(
    places: Sequence[Named], at: int, districts: Sequence[tuple[int, Named]]
) -> tuple[Named, ...]:
    following = [place.code for start, place in districts if start > at]
    return tuple(place for place in places if following and place.code.startswith(following[0]))


def _unmatched(level: str, rest: str, *, several: bool) -> Unmatched:
    name = _first_word(rest)
    if several:
        th = f"“{name}” มีหลายแห่ง ข้อความไม่บอกว่าแห่งใด"
        return Unmatched(level, name, th, f"There are several places called “{name}”.")
    kind = {"district": ("อำเภอ", "district"), "subdistrict": ("ตำบล", "subdistrict")}[level]
    return Unmatched(
        level,
        name,
        f"ไม่พบ{kind[0]} “{name}” ในพื้นที่ที่ข้อความระบุ",
        f"No {kind[1]} “{name}” lies where the text says.",
    )


def _first_word(rest: str) -> str:
    return re.split(r"[\s,;/()\-–]", rest, maxsplit=1)[0]


def _villages(text: str) -> tuple[int, ...]:
    """Village numbers; `2-5` is a range, `หมู่ที่ 5, 6` and `หมู่ 5 และ 6` are two villages."""
    numbers: set[int] = set()
    for match in _VILLAGE.finditer(text):
        for piece in re.split(r",|และ|/", match[1]):
            ends = [int(digits) for digits in re.findall(r"\d+", piece)]
            numbers.update(range(ends[0], ends[-1] + 1) if len(ends) == 2 and ends[1] - ends[0] < 30 else ends)
    return tuple(sorted(number for number in numbers if 0 < number < 100))


def _codes(places: Iterable[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.code for place in places))
