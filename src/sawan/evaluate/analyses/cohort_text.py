"""What the projection of cohorts says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sawan.areas import register
from sawan.evaluate.analyses.answer import sentences
from sawan.texts import Text

if TYPE_CHECKING:
    from sawan.evaluate.analyses.cohort import Summary


def text(area: str, summary: Sequence[Summary], births_until: int, young: int) -> Text:
    """Old people now and then, dependency, first-graders, and what rests on an assumption."""
    now, then = summary[0], summary[-1]
    return sentences(
        _old(register.get(area).name, now, then),
        Text(
            f"ประชากรทั้งหมดจาก {now.people:,.0f} เป็นประมาณ {then.people:,.0f} คน",
            f"All people: {now.people:,.0f} now, about {then.people:,.0f} then.",
        ),
        _first_graders(summary),
        Text(
            f"อายุต่ำกว่า {young} ปีคิดจากจำนวนเกิดจริง (ถึงปี {births_until}) "
            "อายุมากกว่านั้นใช้แบบจำลองการตาย (Gompertz) ที่ปรับให้ตรงกับจำนวนรวมในทะเบียน เป็นค่าประมาณ ยังไม่มีตารางชีพของจังหวัด",
            f"Under {young} it follows recorded births (until {births_until}); above, a mortality law (Gompertz) "
            "fitted to the register's totals, an estimate, for no life table of the province is held.",
        ),
    )


def _old(name: Text, now: Summary, then: Summary) -> Text:
    return Text(
        f"{name.th}: ผู้มีอายุ 60 ปีขึ้นไปจาก {now.share60_percent:.1f}% (ปี {now.year_be}) "
        f"เป็น {then.share60_percent:.1f}% (ปี {then.year_be}) วัยพึ่งพิงต่อวัยทำงาน 100 คน "
        f"จาก {now.dependency:.1f} เป็น {then.dependency:.1f}",
        f"{name.en}: people of 60 and over go from {now.share60_percent:.1f}% ({now.year_be}) to "
        f"{then.share60_percent:.1f}% ({then.year_be}); dependants per 100 of working age from "
        f"{now.dependency:.1f} to {then.dependency:.1f}.",
    )


def _first_graders(summary: Sequence[Summary]) -> Text | None:
    born = [one for one in summary if one.first_graders_known]
    if len(born) < 2:
        return None
    first, last = born[0], born[-1]
    return Text(
        f"เด็กเข้า ป.1 (เกิดแล้วทั้งหมด) จาก {first.first_graders:,.0f} คนในปี {first.year_be} "
        f"เหลือ {last.first_graders:,.0f} คนในปี {last.year_be}",
        f"First-graders, all born already: {first.first_graders:,.0f} in {first.year_be}, {last.first_graders:,.0f} "
        f"in {last.year_be}.",
    )
