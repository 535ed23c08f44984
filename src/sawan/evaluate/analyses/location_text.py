"""What the choice of sites says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from sawan.evaluate.analyses.answer import listed, sentences
from sawan.evaluate.analyses.facilities import Facilities
from sawan.texts import Text

if TYPE_CHECKING:
    from sawan.evaluate.analyses.location import Options, Siting

_UNITS = {"area": Text("ตร.กม.", "km2"), "equal": Text("ตำบล", "subdistricts"), "population": Text("คน", "people")}


def text(
    best: Sequence[Siting],
    others: Sequence[Siting],
    found: Facilities,
    *,
    kept: Facilities | None,
    weight: float,
    options: Options,
) -> Text:
    """The first choice, what each further site adds, sets as good, what was estimated or left out."""
    return sentences(
        _first(best, found, weight, options),
        _further(best, options),
        _as_good(others, found),
        *(_placing(one) for one in (found, kept) if one),
        _caution(options),
    )


def _first(best: Sequence[Siting], found: Facilities, weight: float, options: Options) -> Text:
    one = next(row for row in best if row.sites)
    thai, english = _names(one, found)
    if options.objective == "cover":
        unit = _UNITS[options.weights]
        return Text(
            f"{one.sites} แห่งแรกควรอยู่ที่ {thai} ครอบคลุม {one.objective:,.0f} จาก {weight:,.0f} {unit.th} "
            f"ในระยะ {options.km:.4g} กม.",
            f"For {one.sites} site(s) choose {english}: {one.objective:,.0f} of {weight:,.0f} {unit.en} "
            f"lie within {options.km:.4g} km.",
        )
    return Text(
        f"{one.sites} แห่งแรกควรอยู่ที่ {thai} ระยะเฉลี่ย {one.objective:.1f} กม.",
        f"For {one.sites} site(s) choose {english}: {one.objective:.1f} km away on average.",
    )


def _further(best: Sequence[Siting], options: Options) -> Text | None:
    """What the last site of each number adds."""
    steps = [(after.sites, abs(after.objective - before.objective)) for before, after in pairwise(best)]
    if not steps:
        return None
    unit = _UNITS[options.weights] if options.objective == "cover" else Text("กม.", "km")
    verb = Text("เพิ่มได้", "gain") if options.objective == "cover" else Text("ลดได้", "save")
    said = ", ".join(f"{sites}: {step:,.1f}" for sites, step in steps)
    return Text(f"เมื่อเพิ่มเป็น (แห่ง: {verb.th} {unit.th}) {said}", f"Further sites {verb.en} (sites: {unit.en}) {said}.")


def _as_good(others: Sequence[Siting], found: Facilities) -> Text | None:
    """Other sets within one percent, for the largest number of sites that has any."""
    counts = [row.sites for row in others]
    several = [sites for sites in dict.fromkeys(counts) if counts.count(sites) > 1]
    if not several:
        return None
    sets = [row for row in others if row.sites == several[0]][1:]
    thai = listed([_names(row, found)[0] for row in sets], 3)
    english = listed([_names(row, found)[1] for row in sets], 3)
    return Text(
        f"ที่ดีใกล้กัน (ต่างไม่เกิน 1%) สำหรับ {several[0]} แห่ง: {thai}",
        f"As good within 1% for {several[0]} site(s): {english}.",
    )


def _names(row: Siting, found: Facilities) -> tuple[str, str]:
    """Thai names and ids of the chosen, joined by a plus."""
    by_id = {one.id: one.name for one in found.placed}
    ids = row.chosen.split(";")
    return " + ".join(by_id[one] for one in ids), " + ".join(ids)


def _placing(found: Facilities) -> Text | None:
    if not found.unplaced and not found.estimated:
        return None
    left, guessed = listed(found.unplaced), listed(found.estimated)
    return sentences(
        Text(f"ไม่มีตำแหน่งจึงไม่ได้นับ: {left}", f"Without a position, not counted: {left}.") if left else None,
        Text(f"ตำแหน่งโดยประมาณ: {guessed}", f"Positions estimated: {guessed}.") if guessed else None,
    )


def _caution(options: Options) -> Text:
    basis = {
        "area": Text("ถ่วงด้วยพื้นที่ ไม่ใช่จำนวนคน", "Weighted by area, not by people"),
        "equal": Text("ทุกตำบลนับเท่ากัน ไม่ใช่จำนวนคน", "Every subdistrict counts alike, not by people"),
        "population": Text("ถ่วงด้วยจำนวนคน", "Weighted by people"),
    }[options.weights]
    return Text(f"{basis.th} ระยะเป็นเส้นตรง", f"{basis.en}; distances are straight lines.")
