"""What the analysis of access says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sawan.areas import register
from sawan.evaluate.analyses.answer import listed, sentences
from sawan.evaluate.analyses.facilities import Facilities
from sawan.evaluate.analyses.places import Array, Centres
from sawan.texts import Text

if TYPE_CHECKING:
    from sawan.evaluate.analyses.access import Options, Reach


def text(reach: Sequence[Reach], places: Centres, found: Facilities, people: Array, options: Options) -> Text:
    """Who lies beyond the limit, who farthest; what was estimated or could not be placed; what is missing."""
    return sentences(
        _unplaced(found),
        _beyond(reach, places, people, options),
        _farthest(reach),
        _estimated(found),
        _missing(people, found),
    )


def _beyond(reach: Sequence[Reach], places: Centres, people: Array, options: Options) -> Text:
    beyond = np.array([one.beyond for one in reach])
    share = 100 * float(np.nansum(places.km2[beyond]) / np.nansum(places.km2))
    count = int(beyond.sum())
    people_th = people_en = ""
    if np.isfinite(people).all():
        lost, percent = float(people[beyond].sum()), 100 * float(people[beyond].sum() / people.sum())
        people_th, people_en = f" ประชากร {lost:,.0f} คน ({percent:.1f}%)", f", {lost:,.0f} people ({percent:.1f}%)"
    return Text(
        f"{count} จาก {len(reach)} ตำบล ({share:.1f}% ของพื้นที่{people_th}) อยู่ห่างเกิน {options.minutes:g} นาที",
        f"{count} of {len(reach)} subdistricts ({share:.1f}% of the area{people_en}) lie beyond "
        f"{options.minutes:g} minutes.",
    )


def _farthest(reach: Sequence[Reach]) -> Text:
    mean = sum(one.distance_km for one in reach) / len(reach)
    far = max(reach, key=lambda one: one.minutes)
    name = register.get(far.area).full_name
    return Text(
        f"ระยะเฉลี่ยถึงแห่งที่ใกล้สุด {mean:.1f} กม. ไกลสุด {name.th} {far.distance_km:.1f} กม. (ประมาณ {far.minutes:.0f} นาที)",
        f"The nearest is {mean:.1f} km away on average; farthest is {name.en}, {far.distance_km:.1f} km "
        f"(about {far.minutes:.0f} minutes).",
    )


def _unplaced(found: Facilities) -> Text | None:
    if not found.unplaced:
        return None
    names = listed(found.unplaced)
    return Text(
        f"{len(found.unplaced)} แห่งไม่มีตำแหน่งจึงไม่ได้นับ: {names} ตำบลรอบแห่งเหล่านี้อาจดูไกลเกินจริง",
        f"{len(found.unplaced)} have no position and were not counted: {names}. "
        "Subdistricts around them may look too far.",
    )


def _estimated(found: Facilities) -> Text | None:
    if not found.estimated:
        return None
    names = listed(found.estimated)
    return Text(
        f"ตำแหน่งโดยประมาณ (ใช้จุดกลางตำบล): {names}",
        f"Positions estimated (centre of the subdistrict): {names}.",
    )


def _missing(people: Array, found: Facilities) -> Text | None:
    lacks_people = bool(np.isnan(people).any())
    lacks_supply = any(one.supply is None for one in found.placed)
    if not lacks_people and not lacks_supply:
        return None
    th = " และ ".join(["ประชากรรายตำบล"] * lacks_people + ["จำนวนเตียงหรือกำลังให้บริการ"] * lacks_supply)
    en = " and ".join(["people by subdistrict"] * lacks_people + ["beds or capacity"] * lacks_supply)
    return Text(
        f"ยังไม่มี{th} จึงไม่บอกจำนวนคนและการเข้าถึงต่อหัว" if lacks_people else f"ยังไม่มี{th} จึงไม่บอกการเข้าถึงต่อหัว",
        f"Missing: {en}; so {'neither people nor' if lacks_people else 'no'} supply per person is told.",
    )
