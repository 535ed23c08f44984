"""What the comparison says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sawan.areas import register
from sawan.evaluate.analyses.answer import listed, sentences
from sawan.texts import Text

if TYPE_CHECKING:
    from sawan.evaluate.analyses.compare import Like, Sector

SHOWN = 3
LARGE_ENOUGH = 0.01
"""A sector of less than one percent of the product is not called a strength or a weakness."""


def text(
    area: str,
    against: str,
    sectors: Sequence[Sector],
    *,
    like: Sequence[Like],
    names: Mapping[str, Text],
    shares_then: Mapping[str, float],
    year: int,
    since: int,
) -> Text:
    """Strengths and weaknesses, the change in three parts, the largest move of shares, like provinces."""
    return sentences(
        _strengths(against, sectors, names, year),
        _change(sectors, year, since),
        _moved(sectors, names, shares_then, year, since),
        _missing(sectors, names),
        _alike(area, like),
        Text("มูลค่าตามราคาปัจจุบัน", "Values at current prices."),
    )


def _strengths(against: str, sectors: Sequence[Sector], names: Mapping[str, Text], year: int) -> Text:
    ranked = sorted(
        (one for one in sectors if one.quotient is not None and (one.share or 0) >= LARGE_ENOUGH),
        key=lambda one: -(one.quotient or 0),
    )
    high = [one for one in ranked if (one.quotient or 0) > 1][:SHOWN]
    low = [one for one in reversed(ranked) if (one.quotient or 0) < 1][:SHOWN]
    reference = register.get(against).name
    return Text(
        f"ปี {year} เทียบกับ{reference.th} เด่นที่ {_quotients(high, names, 'th')} "
        f"อ่อนที่ {_quotients(low, names, 'th')} (สัดส่วนเทียบ, 1 = เท่ากัน)",
        f"In {year} against {reference.en}, strong in {_quotients(high, names, 'en')}; "
        f"weak in {_quotients(low, names, 'en')} (location quotient, 1 = alike).",
    )


def _quotients(sectors: Sequence[Sector], names: Mapping[str, Text], lang: str) -> str:
    return ", ".join(f"{names[one.sector].say(lang)} {one.quotient:.2f}" for one in sectors) or "—"


def _change(sectors: Sequence[Sector], year: int, since: int) -> Text:
    total, national, mix, regional = (
        sum(getattr(one, part) or 0 for one in sectors) for part in ("total", "national", "mix", "regional")
    )
    return Text(
        f"ปี {since}-{year} เปลี่ยน {total:+,.0f} ล้านบาท = ตามภาพรวม {national:+,.0f} โครงสร้างสาขา {mix:+,.0f} "
        f"ของพื้นที่เอง {regional:+,.0f}",
        f"From {since} to {year} it changed by {total:+,.0f} million baht: {national:+,.0f} with the whole, "
        f"{mix:+,.0f} by its mix of sectors, {regional:+,.0f} of its own.",
    )


def _moved(
    sectors: Sequence[Sector],
    names: Mapping[str, Text],
    shares_then: Mapping[str, float],
    year: int,
    since: int,
) -> Text | None:
    known = [one for one in sectors if one.share is not None]
    if not known:
        return None
    one = max(known, key=lambda row: abs((row.share or 0) - shares_then[row.sector]))
    then, now = 100 * shares_then[one.sector], 100 * (one.share or 0)
    name = names[one.sector]
    return Text(
        f"สัดส่วนที่เปลี่ยนมากสุด: {name.th} จาก {then:.1f}% เป็น {now:.1f}%",
        f"The share that moved most: {name.en}, from {then:.1f}% ({since}) to {now:.1f}% ({year}).",
    )


def _missing(sectors: Sequence[Sector], names: Mapping[str, Text]) -> Text | None:
    lacking = [one.sector for one in sectors if one.total is None]
    if not lacking:
        return None
    thai, english = (listed([names[sector].say(lang) for sector in lacking]) for lang in ("th", "en"))
    return Text(f"ไม่มีตัวเลขของ {thai} จึงไม่รวม", f"No figures of {english}; left out.")


def _alike(area: str, like: Sequence[Like]) -> Text | None:
    if not like:
        return None
    others = [register.get(one.area) for one in like]
    own = register.get(area).name
    return Text(
        f"จังหวัดที่โครงสร้างคล้าย{own.th}ที่สุด: {listed([one.name_th for one in others])}",
        f"Most like {own.en} in structure: {listed([one.name_en for one in others])}.",
    )
