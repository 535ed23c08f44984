"""What the analysis of hot spots says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sawan.areas import register
from sawan.evaluate.analyses.answer import listed, sentences
from sawan.texts import Text

if TYPE_CHECKING:
    from sawan.evaluate.analyses.hotspots import Funnel, Options, Spot
    from sawan.evaluate.analyses.spatial import Moran


def text(
    area: str,
    spots: Sequence[Spot],
    *,
    total: int,
    moran: Moran,
    funnel: Sequence[Funnel],
    name: Text,
    year: int,
    options: Options,
) -> Text:
    """Whether it is clustered at all, where it is hot and cold, where the own area stands, what was not smoothed."""
    return sentences(
        _clustered(moran, name, year, options),
        _where(spots, "hot", Text("จุดร้อน (สูงเกาะกลุ่ม)", "Hot (high together)")),
        _where(spots, "cold", Text("จุดเย็น (ต่ำเกาะกลุ่ม)", "Cold (low together)")),
        _own(area, spots),
        _held(len(spots), total),
        _funnelled(funnel),
        None if spots[0].smoothed is not None else _not_smoothed(),
    )


def _clustered(moran: Moran, name: Text, year: int, options: Options) -> Text:
    when = Text(f"ปี {year}", f"in {year}") if year else Text("", "")
    shown = f"Moran's I {moran.i:.3f}, p {moran.p:.4f}"
    if moran.p > options.alpha:
        return Text(
            f"{name.th} {when.th} ไม่เกาะกลุ่มตามพื้นที่ ({shown}) จึงไม่ชี้จุดร้อน",
            f"{name.say('en')} {when.en} is not clustered ({shown}), so no hot spot is named.",
        )
    return Text(f"{name.th} {when.th} เกาะกลุ่มตามพื้นที่ ({shown})", f"{name.say('en')} {when.en} is clustered ({shown}).")


def _where(spots: Sequence[Spot], label: str, title: Text) -> Text | None:
    found = sorted((one for one in spots if one.label == label), key=lambda one: (one.q or 0, -abs(one.gi or 0)))
    if not found:
        return None
    areas = [register.get(one.area) for one in found]
    return Text(
        f"{title.th} {len(found)} แห่ง: {listed([one.name_th for one in areas])}",
        f"{title.en}, {len(found)}: {listed([one.name_en for one in areas])}.",
    )


def _own(area: str, spots: Sequence[Spot]) -> Text | None:
    own = next((one for one in spots if one.area == area), None)
    if own is None:
        return None
    words = {
        "hot": Text("เป็นจุดร้อน", "a hot spot"),
        "cold": Text("เป็นจุดเย็น", "a cold spot"),
        "none": Text("ไม่ต่างจากที่เกิดโดยบังเอิญ", "no different from chance"),
        "no_neighbours": Text("ไม่มีเพื่อนบ้านให้เทียบ", "without neighbours to compare"),
    }[own.label]
    name = register.get(area).name
    return Text(f"{name.th} {own.value:,.6g}: {words.th}", f"{name.en}, {own.value:,.6g}: {words.en}.")


def _held(held: int, total: int) -> Text | None:
    if held == total:
        return None
    return Text(
        f"มีค่าเพียง {held} จาก {total} พื้นที่ พื้นที่ที่ไม่มีค่าไม่ถูกนับและไม่ควรลงสีในแผนที่",
        f"Only {held} of {total} areas have a value; the others are not counted and should not be coloured on a map.",
    )


def _funnelled(funnel: Sequence[Funnel]) -> Text | None:
    if not funnel:
        return None
    above, below = (sum(one.outside == side for one in funnel) for side in ("above", "below"))
    return Text(
        f"นอกช่วงที่ความบังเอิญอธิบายได้ (กรวย 95%): สูงกว่า {above} ต่ำกว่า {below} จาก {len(funnel)} แห่ง",
        f"Outside what chance explains (95% funnel): {above} above, {below} below, of {len(funnel)}.",
    )


def _not_smoothed() -> Text:
    return Text(
        "ไม่มีตัวหาร (จำนวนคนหรือครั้งที่เสี่ยง) จึงยังไม่ได้ปรับค่าของพื้นที่เล็ก ระบุด้วย --per ถ้ามี",
        "Without a denominator (people or exposure) small places are not smoothed; name one with --per if you can.",
    )
