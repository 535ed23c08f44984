"""What the analysis of repeated flood says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sawan.areas import register
from sawan.evaluate.analyses.answer import listed, sentences
from sawan.texts import Text

if TYPE_CHECKING:
    from sawan.evaluate.analyses.hazard import FloodMoney, FloodRisk, Options

_KINDS = {
    "rain": Text("สถานีวัดฝน", "rain gauge"),
    "level": Text("สถานีวัดระดับน้ำ", "level gauge"),
    "any": Text("สถานีวัด", "gauge"),
}


def text(risks: Sequence[FloodRisk], money: Sequence[FloodMoney], years: Sequence[int], options: Options) -> Text:
    """How many flood repeatedly, who is not warned, how concentrated it is, where money goes, what cannot be told."""
    often = [one for one in risks if one.years_flooded is not None and one.years_flooded >= options.years_min]
    return sentences(
        _often(risks, often, years, options),
        _warned(often, options),
        _concentrated(risks),
        _paid(often, money, options),
        Text(
            f"ข้อมูลเป็นภาพเรดาร์ที่มีน้ำ 30 วันขึ้นไป {len(years)} ปี ไม่ใช่ชั้นน้ำท่วมซ้ำซากของกรมพัฒนาที่ดิน และบอกน้ำท่วมรอบ 50 ปีไม่ได้",
            f"The data are {len(years)} years of radar, water for 30 days or more: not the land department's classes "
            "of repeated flood, and no guide to the flood of fifty years.",
        ),
    )


def _often(risks: Sequence[FloodRisk], often: Sequence[FloodRisk], years: Sequence[int], options: Options) -> Text:
    known = sum(one.years_flooded is not None for one in risks)
    span, unknown = f"{years[0]}-{years[-1]}", len(risks) - known
    rest = Text(f" อีก {unknown:,} ตำบลไม่มีข้อมูล", f" {unknown:,} more have no data.") if unknown else Text("")
    return Text(
        f"{len(often)} จาก {known} ตำบลมีน้ำท่วมตั้งแต่ {options.threshold:g}% ของพื้นที่ใน {options.years_min} ปีขึ้นไป "
        f"จาก {len(years)} ปี ({span}){rest.th}",
        f"{len(often)} of {known} subdistricts had {options.threshold:g}% or more of their area flooded in "
        f"{options.years_min} or more of {len(years)} years ({span}).{rest.en}",
    )


def _warned(often: Sequence[FloodRisk], options: Options) -> Text | None:
    kind = _KINDS[options.gauges]
    if not often:
        return None
    if any(one.gauge_km is None for one in often):
        return Text(
            "ยังไม่มีรายชื่อสถานีวัดของจังหวัดนี้ จึงบอกช่องว่างการเตือนภัยไม่ได้ ขอได้จาก สสน. หรือชลประทานจังหวัด",
            "No list of gauges of this province is held, so gaps in warning cannot be told: "
            "ask HII or the irrigation office.",
        )
    gaps = [register.get(one.area) for one in sorted(often, key=lambda one: -(one.repeated_km2 or 0)) if one.gap]
    if not gaps:
        return Text(
            f"ทุกตำบลเหล่านี้อยู่ไม่เกิน {options.warning_km:g} กม. จาก{kind.th}",
            f"All of them lie within {options.warning_km:g} km of a {kind.en}.",
        )
    return Text(
        f"{len(gaps)} ตำบลในนี้อยู่ไกลจาก{kind.th}เกิน {options.warning_km:g} กม.: {listed([one.name_th for one in gaps])}",
        f"{len(gaps)} of them lie over {options.warning_km:g} km from a {kind.en}: "
        f"{listed([one.name_en for one in gaps])}.",
    )


def _concentrated(risks: Sequence[FloodRisk]) -> Text | None:
    sizes = sorted((one.repeated_km2 for one in risks if one.repeated_km2), reverse=True)
    if not sizes:
        return None
    total = sum(sizes)
    few = next(count for count in range(1, len(sizes) + 1) if sum(sizes[:count]) >= 2 / 3 * total)
    share = 100 * sum(sizes[:few]) / total
    return Text(
        f"พื้นที่ท่วมซ้ำ (3 ปีขึ้นไป) รวม {total:,.1f} ตร.กม. {share:.1f}% อยู่ใน {few} ตำบล",
        f"Land flooded in 3 years or more covers {total:,.1f} km2; {few} subdistricts hold {share:.1f}% of it.",
    )


def _paid(often: Sequence[FloodRisk], money: Sequence[FloodMoney], options: Options) -> Text:
    if not money:
        return Text(
            f"ไม่มีรายการงบประมาณปี {options.money_year} ที่ระบุตำบลของพื้นที่นี้ จึงเทียบเงินกับน้ำท่วมไม่ได้",
            f"No budget lines of {options.money_year} are placed by subdistrict here, so money cannot be matched "
            "with flood.",
        )
    with_money = {one.area for one in money if one.lines}
    reached = sum(one.area in with_money for one in often)
    million = sum(one.budget_baht for one in money) / 1e6
    return Text(
        f"งบปี {options.money_year} เรื่องน้ำที่ระบุตำบลได้ {million:,.1f} ล้านบาท ลงใน {reached} จาก {len(often)} "
        "ตำบลที่ท่วมซ้ำเหล่านี้",
        f"Of the {options.money_year} budget, {million:,.1f} million baht for water can be placed in a subdistrict; "
        f"it reaches {reached} of these {len(often)}.",
    )
