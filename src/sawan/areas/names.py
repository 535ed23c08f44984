"""Finding a place from its code or from its name as people write it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache

from sawan import thai
from sawan.areas import faults
from sawan.areas.register import Area, all_areas, ancestors, exists, get, is_within, level_named
from sawan.problems import Refused

LONGEST_ADDRESS = 200

_KINDS = {
    "country": ("ประเทศ",),
    "cluster": ("กลุ่มจังหวัด", "กลุ่ม จ."),
    "province": ("จังหวัด", "จ.", "changwat"),
    "district": ("อำเภอ", "อ.", "เขต", "amphoe", "amphur"),
    "subdistrict": ("ตำบล", "ต.", "แขวง", "tambon", "tambol"),
}
_ENGLISH_KINDS = {
    "provincial cluster": "cluster",
    "subdistrict": "subdistrict",
    "sub-district": "subdistrict",
    "district": "district",
    "province": "province",
}
_MUNICIPALITY = re.compile(r"^(?:เทศบาล|ทต\.|ทม\.|ทน\.|อบต\.|อบจ\.|องค์การบริหารส่วน)|\bmunicipality\b", re.IGNORECASE)
_ALIASES = {
    "10": ("กรุงเทพ", "กทม", "Krung Thep"),
    "14": ("อยุธยา", "Ayutthaya"),
    "30": ("โคราช", "Korat"),
    "TH": ("ไทย", "Kingdom of Thailand", "ทั้งประเทศ"),
}
_CAPITAL = ("เมือง", "Mueang", "Muang")

_LEVEL_OF_KIND = {kind: level for level, kinds in _KINDS.items() for kind in kinds}
_KIND = "|".join(re.escape(kind) for kind in sorted(_LEVEL_OF_KIND, key=len, reverse=True))
_STARTS = re.compile(rf"(?:^|(?<=[\s,(]))(?=(?:{_KIND}))|,", re.IGNORECASE)
_PREFIX = re.compile(rf"^({_KIND})\s*", re.IGNORECASE)
_SUFFIX = re.compile(rf"\s+({'|'.join(_ENGLISH_KINDS)})$", re.IGNORECASE)
_ISO = re.compile(r"^TH[-_ ]?(\d{2}|\d{4}|\d{6})$", re.IGNORECASE)


def find(text: str, level: str | None = None, within: str | None = None) -> Area:
    """The one place that `text` means.

    Takes codes (`60`, `TH-60`, `๖๐`), names with or without their kind (`นครสวรรค์`, `อ.ตาคลี`, `Takhli District`)
    and whole addresses (`ต.ปากน้ำโพ อ.เมือง จ.นครสวรรค์`, `Takhli, Nakhon Sawan`). `level` and `within` (a code)
    narrow the search. A bare name that a province bears means the province; a district and its seat of the same
    name mean the district. `Refused` with `unknown_area`, or with `ambiguous_area` and the candidates.
    """
    found = candidates(text, level, within)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(faults.ambiguous_area(text, found))
    if _MUNICIPALITY.search(thai.normalise(text)):
        raise Refused(faults.municipality(text))
    raise Refused(faults.unknown_area(text, near(text)))


def candidates(text: str, level: str | None = None, within: str | None = None) -> tuple[Area, ...]:
    """All places that `text` may mean after the rules of `find`; empty when it means none."""
    wanted = level_named(level) if level else None
    if within:
        get(within)
    if len(text) > LONGEST_ADDRESS:
        return ()
    words = thai.to_arabic_digits(thai.normalise(text))
    found = _coded(words)
    if not found and not _MUNICIPALITY.search(words):
        found = _by_address(words, wanted) or _by_spaces(words, wanted)
    return _highest(area for area in found if _fits(area, wanted, within))


def near(text: str, count: int = 3) -> tuple[Area, ...]:
    """Places with a name like `text`, best first, for a refusal that helps."""
    key = thai.fold(thai.strip_place_prefix(text[:LONGEST_ADDRESS]))
    keys = difflib.get_close_matches(key, _loose(), n=count, cutoff=0.75)
    return tuple(dict.fromkeys(area for key in keys for area in _highest(_loose()[key])[:1]))


def _fits(area: Area, level: str | None, within: str | None) -> bool:
    return (level is None or area.level == level) and (within is None or is_within(area.code, within))


def _coded(words: str) -> tuple[Area, ...]:
    code = words.upper()
    iso = _ISO.match(code)
    if iso:
        code = iso.group(1)
    return (get(code),) if exists(code) else ()


def _by_address(words: str, level: str | None) -> tuple[Area, ...]:
    """Each part of an address from the last (the largest) to the first, kept only inside what was found before."""
    parts = [part for part in (piece.strip(" ,()") for piece in _STARTS.split(words)) if part]
    inside: tuple[Area, ...] = ()
    for at, part in enumerate(reversed(parts)):
        last = at == len(parts) - 1
        found = _by_name(part, level if last else None, inside)
        if not found:
            return ()
        inside = found
    return inside


def _by_spaces(words: str, level: str | None) -> tuple[Area, ...]:
    """An address whose parts stand apart by spaces only: `Takhli Nakhon Sawan`."""
    gaps = [at for at, letter in enumerate(words) if letter == " "]
    tried = (_by_address(f"{words[:at]},{words[at:]}", level) for at in reversed(gaps))
    return next((found for found in tried if found), ())


def _by_name(part: str, level: str | None, inside: tuple[Area, ...]) -> tuple[Area, ...]:
    """Places called `part`, those inside `inside` only if it is not empty."""
    whole = _called(part)
    found = [area for area in whole if level is None or area.level == level]
    if not found:
        name, kind = _kind(part)
        wanted = level or kind
        if kind is None or wanted == kind:
            found = [area for area in _called(name) if wanted is None or area.level == wanted]
    if inside:
        outer = {area.code for area in inside}
        found = [area for area in found if outer & {above.code for above in ancestors(area.code)}]
    elif len(found) > 1:
        found = [area for area in found if area.level != "statistical_region"] or found
    return tuple(found)


def _kind(part: str) -> tuple[str, str | None]:
    """A name without the word for its kind, and the level which that word means."""
    prefix = _PREFIX.match(part)
    if prefix:
        return part[prefix.end() :], _LEVEL_OF_KIND[prefix.group(1).casefold()]
    suffix = _SUFFIX.search(part)
    if suffix:
        return part[: suffix.start()], _ENGLISH_KINDS[suffix.group(1).casefold()]
    return part, None


def _called(name: str) -> tuple[Area, ...]:
    return _strict().get(_plain(name)) or _loose().get(thai.fold(name), ())


def _highest(found: Iterable[Area]) -> tuple[Area, ...]:
    """Without places that lie in another one of them; a province alone when one is among them."""
    areas = tuple(found)
    if len(areas) < 2:
        return areas
    provinces = tuple(area for area in areas if area.level == "province")
    if len(provinces) == 1:
        return provinces
    codes = {area.code for area in areas}
    return tuple(area for area in areas if not codes & {above.code for above in ancestors(area.code)})


def _plain(name: str) -> str:
    return name.replace(" ", "").rstrip("ฯ").casefold()


def _names(area: Area) -> list[str]:
    names = [area.name_th, area.name_en, *_ALIASES.get(area.code, ())]
    if area.level == "district" and area.name_th.startswith("เขต"):
        names.append(area.name_th.removeprefix("เขต"))
    if area.level == "district" and area.name_th == f"เมือง{get(area.parent).name_th}":
        names += [*_CAPITAL, area.name_en.replace("Mueang", "Muang")]
    if area.level == "cluster":
        names.append(area.name_th.removeprefix("กลุ่มจังหวัด"))
    if area.level == "region":
        names.append(area.name_en.removesuffix(" Region"))
    return names


@cache
def _strict() -> Mapping[str, tuple[Area, ...]]:
    """Places by name as it stands, spaces and case aside."""
    found: dict[str, list[Area]] = {}
    for area in all_areas().values():
        for key in {_plain(name) for name in _names(area)}:
            found.setdefault(key, []).append(area)
    return {key: tuple(areas) for key, areas in found.items()}


@cache
def _loose() -> Mapping[str, tuple[Area, ...]]:
    """Places by folded name: tone marks, punctuation and spaces aside; built when a strict look-up misses."""
    found: dict[str, dict[str, Area]] = {}
    for key, areas in _strict().items():
        found.setdefault(thai.fold(key), {}).update({area.code: area for area in areas})
    return {key: tuple(areas.values()) for key, areas in found.items()}
